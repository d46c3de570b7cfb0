#include "store/fixture.hpp"

#include "tiendo/store/records.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Connections : public StoreTest {
protected:
    ConnectionId id_ = ConnectionId::of("mot-cua");
    Connections() {
        change([](auto& tx) { must(insert_connection(tx, a_connection("mot-cua"))); });
    }
};

store::DeadLetter a_letter(const char* stream) {
    store::DeadLetter letter;
    letter.connection = ConnectionId::of("mot-cua");
    letter.stream = stream;
    letter.at = noon;
    letter.code = "malformed_input";
    letter.text = "the date is no date";
    letter.remedy = "correct the record over there";
    letter.payload = "{\"id\":\"H99-1\"}";
    return letter;
}

TEST_F(Connections, a_connection_comes_back_as_it_was_put) {
    auto tx = read();
    EXPECT_EQ(must(get_connection(tx, id_)), a_connection("mot-cua"));
}

TEST_F(Connections, an_unknown_one_is_told_with_those_that_exist) {
    auto tx = read();
    auto none = get_connection(tx, ConnectionId::of("van-ban"));
    ASSERT_EQ(code_of(none), ErrorCode::not_found);
    EXPECT_THAT(none.error().remedy(), HasSubstr("mot-cua"));
}

TEST_F(Connections, an_id_is_taken_once) {
    auto tx = write();
    EXPECT_EQ(code_of(insert_connection(tx, a_connection("mot-cua"))), ErrorCode::conflict);
}

TEST_F(Connections, a_secret_itself_is_refused_and_not_shown) {
    auto tx = write();
    auto connection = a_connection("van-ban");
    connection.secrets = {{"password", "hunter2"}};
    auto put = insert_connection(tx, connection);
    ASSERT_EQ(code_of(put), ErrorCode::malformed_input);
    EXPECT_THAT(put.error().explain(), Not(HasSubstr("hunter2")));
    connection.id = id_;
    EXPECT_EQ(code_of(update_connection(tx, connection)), ErrorCode::malformed_input);
}

TEST_F(Connections, settings_secrets_and_state_can_be_changed) {
    auto changed = a_connection("mot-cua");
    changed.settings = {{"page_size", "200"}, {"url", "http://127.0.0.1:9"}};
    changed.secrets = {{"token", "file:/run/secrets/token"}};
    changed.state = store::ConnectionState::paused;
    change([&](auto& tx) { must(update_connection(tx, changed)); });
    auto tx = write();
    EXPECT_EQ(must(list_connections(tx)), (std::vector{changed}));
    EXPECT_EQ(code_of(update_connection(tx, a_connection("none"))), ErrorCode::not_found);
}

TEST_F(Connections, removing_one_takes_its_states_and_dead_letters_along) {
    change([&](auto& tx) {
        store::StreamState state;
        state.connection = id_;
        state.stream = "dossiers";
        must(put_stream_state(tx, state));
        must(insert_dead_letter(tx, a_letter("dossiers")));
        must(put_adapter_value(tx, id_, "k", "v"));
        must(remove_connection(tx, id_));
    });
    auto tx = read();
    EXPECT_TRUE(must(list_connections(tx)).empty());
    EXPECT_TRUE(must(list_stream_states(tx)).empty());
    EXPECT_TRUE(must(list_dead_letters(tx, {})).empty());
}

TEST_F(Connections, one_with_records_is_removed_only_after_them) {
    auto tx = write();
    must(put_records(tx,
                     id_,
                     RecordType::dossier,
                     std::vector{a_dossier("H99-1", "2021-03-01T08:00:00+07:00")}));
    EXPECT_EQ(code_of(remove_connection(tx, id_)), ErrorCode::conflict);
    EXPECT_EQ(must(remove_records(tx, id_)), 1);
    must(remove_connection(tx, id_));
    must(tx.commit());
}

TEST_F(Connections, a_stream_that_was_never_read_stands_at_the_beginning) {
    auto tx = read();
    const auto state = must(get_stream_state(tx, id_, "dossiers"));
    EXPECT_EQ(state.cursor, Cursor{});
    EXPECT_EQ(state.pages, 0);
    EXPECT_EQ(code_of(get_stream_state(tx, ConnectionId::of("none"), "x")), ErrorCode::not_found);
}

TEST_F(Connections, a_stream_state_comes_back_as_it_was_put) {
    store::StreamState state{id_,
                             "dossiers",
                             {"2021-05-01|17"},
                             noon,
                             noon.plus(std::chrono::seconds(1)),
                             12,
                             2400,
                             3,
                             "transient",
                             "connection refused",
                             noon.plus(std::chrono::seconds(2)),
                             noon.plus(std::chrono::minutes(5))};
    change([&](auto& tx) {
        store::StreamState first = state;
        first.pages = 1;
        must(put_stream_state(tx, first));
        must(put_stream_state(tx, state));
    });
    auto tx = write();
    EXPECT_EQ(must(get_stream_state(tx, id_, "dossiers")), state);
    EXPECT_EQ(must(list_stream_states(tx)), (std::vector{state}));
    state.cursor.text = std::string(4097, 'x');
    EXPECT_EQ(code_of(put_stream_state(tx, state)), ErrorCode::malformed_input);
}

TEST_F(Connections, dead_letters_are_kept_listed_changed_and_removed) {
    std::int64_t first = 0;
    change([&](auto& tx) {
        first = must(insert_dead_letter(tx, a_letter("dossiers")));
        must(insert_dead_letter(tx, a_letter("documents")));
    });
    auto letter = a_letter("dossiers");
    letter.id = first;
    auto tx = write();
    EXPECT_EQ(must(get_dead_letter(tx, first)), letter);
    EXPECT_EQ(must(list_dead_letters(tx, {.stream = "dossiers"})), (std::vector{letter}));
    EXPECT_EQ(must(count_dead_letters(tx, {})), 2);
    EXPECT_EQ(must(list_dead_letters(tx, {.limit = 1})).size(), 1U);
    letter.attempts = 2;
    letter.payload = std::string("a\0b", 3);
    must(update_dead_letter(tx, letter));
    EXPECT_EQ(must(get_dead_letter(tx, first)), letter);
    must(remove_dead_letter(tx, first));
    EXPECT_EQ(code_of(get_dead_letter(tx, first)), ErrorCode::not_found);
    EXPECT_EQ(code_of(remove_dead_letter(tx, first)), ErrorCode::not_found);
    EXPECT_NE(must(insert_dead_letter(tx, a_letter("dossiers"))), first) << "no id comes again";
    letter.payload = std::string((1U << 20U) + 1, 'x');
    EXPECT_EQ(code_of(insert_dead_letter(tx, letter)), ErrorCode::malformed_input);
}

TEST_F(Connections, small_adapter_state_is_kept_within_its_limits) {
    auto tx = write();
    EXPECT_FALSE(must(get_adapter_value(tx, id_, "session")));
    must(put_adapter_value(tx, id_, "session", "one"));
    must(put_adapter_value(tx, id_, "session", std::string("t\0wo", 4)));
    EXPECT_EQ(must(get_adapter_value(tx, id_, "session")), std::string("t\0wo", 4));
    must(remove_adapter_value(tx, id_, "session"));
    EXPECT_FALSE(must(get_adapter_value(tx, id_, "session")));
    EXPECT_TRUE(put_adapter_value(tx, id_, "k", std::string(65536, 'x')));
    EXPECT_EQ(code_of(put_adapter_value(tx, id_, "k", std::string(65537, 'x'))),
              ErrorCode::malformed_input);
    EXPECT_EQ(code_of(put_adapter_value(tx, id_, "", "x")), ErrorCode::malformed_input);
}

}  // namespace
}  // namespace tiendo::test

#include "tiendo/store/records.hpp"

#include "store/fixture.hpp"

#include "tiendo/store/journal.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using store::PageOutcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Records : public StoreTest {
protected:
    ConnectionId id_ = ConnectionId::of("mot-cua");
    Records() {
        change([](auto& tx) { must(insert_connection(tx, a_connection("mot-cua"))); });
    }
    PageOutcome put(RecordType type, const std::vector<Record>& records) {
        PageOutcome outcome;
        change([&](auto& tx) { outcome = must(put_records(tx, id_, type, records)); });
        return outcome;
    }
    std::optional<Record> stored(const Record& record) {
        auto tx = read();
        return must(get_record(tx, {id_, record.type, *record.day, record.id}));
    }
    store::Page a_page(const std::vector<Record>& records, const char* cursor) const {
        return {id_,
                "dossiers",
                RecordType::dossier,
                records,
                {cursor},
                noon,
                "sync",
                std::string(64, 'd')};
    }
};

Record a_full_dossier() {
    auto record = a_dossier("H99-1", "2021-03-01T08:00:00+07:00");
    auto& dossier = std::get<Dossier>(record.body);
    dossier.channel = Channel::online;
    dossier.state = DossierState::returned;
    dossier.appointment_at = at("2021-03-08T17:00:00+07:00");
    dossier.first_appointment_at = at("2021-03-05T17:00:00+07:00");
    dossier.finished_at = at("2021-03-06T09:30:00.123+07:00");
    dossier.returned_at = at("2021-03-07T10:00:00+07:00");
    dossier.supplements = 2;
    return record;
}

Record a_full_document() {
    auto record = a_document("doc-1", "45/BC-UBND");
    auto& document = std::get<Document>(record.body);
    document.issued_on = Date::of(2021, 3, 1);
    document.direction = Direction::outgoing;
    document.references = {"61/2018/NĐ-CP", "12:34, \n", ""};
    document.reply_to = "118/KH-UBND";
    return record;
}

Record a_full_feedback() {
    auto record = a_feedback("F-1", "2021-03-01T08:00:00+07:00");
    auto& feedback = std::get<Feedback>(record.body);
    feedback.closed = true;
    feedback.updated_at = at("2021-03-03T08:00:00+07:00");
    feedback.expected_at = at("2021-03-06T08:00:00+07:00");
    return record;
}

TEST_F(Records, each_type_comes_back_as_it_was_put) {
    const auto seen = {a_full_dossier(),
                       a_dossier("bare", "2021-03-01T08:00:00+07:00"),
                       a_full_document(),
                       a_document("bare", "1"),
                       a_full_feedback(),
                       a_feedback("bare", "2021-03-01T08:00:00+07:00")};
    for (const auto& record : seen) {
        EXPECT_EQ(put(record.type, {record}), (PageOutcome{.inserted = 1})) << record.id;
        EXPECT_EQ(stored(record), record) << record.id;
    }
}

TEST_F(Records, a_day_may_differ_from_that_of_its_first_instant) {
    auto record = a_full_dossier();
    record.day = Date::of(2021, 2, 28);
    put(RecordType::dossier, {record});
    EXPECT_EQ(stored(record), record);
}

TEST_F(Records, the_same_page_again_changes_nothing) {
    for (const auto& record : {a_full_dossier(), a_full_document(), a_full_feedback()}) {
        put(record.type, {record});
        EXPECT_EQ(put(record.type, {record}), (PageOutcome{.unchanged = 1}));
    }
}

TEST_F(Records, a_change_in_any_field_of_a_dossier_is_written) {
    put(RecordType::dossier, {a_full_dossier()});
    const std::vector<std::function<void(Dossier&)>> changes = {
        [](Dossier& d) { d.unit = "x"; },
        [](Dossier& d) { d.procedure = "x"; },
        [](Dossier& d) { d.procedure_name = "x"; },
        [](Dossier& d) { d.field = ""; },
        [](Dossier& d) { d.channel = Channel::post; },
        [](Dossier& d) { d.state = DossierState::ready; },
        [](Dossier& d) { d.received_at = d.received_at.plus(std::chrono::milliseconds(1)); },
        [](Dossier& d) { d.appointment_at.reset(); },
        [](Dossier& d) { d.first_appointment_at.reset(); },
        [](Dossier& d) { d.finished_at.reset(); },
        [](Dossier& d) { d.returned_at.reset(); },
        [](Dossier& d) { d.supplements = 0; },
        [](Dossier& d) { d.changed_at = noon; }};
    auto record = a_full_dossier();
    for (std::size_t i = 0; i < changes.size(); ++i) {
        changes[i](std::get<Dossier>(record.body));
        EXPECT_EQ(put(RecordType::dossier, {record}), (PageOutcome{.updated = 1})) << i;
        EXPECT_EQ(stored(record), record) << i;
    }
}

TEST_F(Records, an_unordered_page_is_merged_and_of_one_key_the_later_record_stays) {
    auto newer = a_dossier("b", "2021-03-01T08:00:00+07:00");
    std::get<Dossier>(newer.body).state = DossierState::ready;
    const auto outcome = put(RecordType::dossier,
                             {a_dossier("z", "2021-04-01T08:00:00+07:00"),
                              a_dossier("b", "2021-03-01T08:00:00+07:00"),
                              a_dossier("a", "2021-03-01T08:00:00+07:00"),
                              newer});
    EXPECT_EQ(outcome, (PageOutcome{.inserted = 3, .updated = 1}));
    EXPECT_EQ(stored(newer), newer);
}

TEST_F(Records, a_deleted_record_goes_and_a_second_deletion_changes_nothing) {
    for (const auto& record : {a_full_dossier(), a_full_document(), a_full_feedback()}) {
        put(record.type, {record});
        EXPECT_EQ(put(record.type, {gone(record)}), (PageOutcome{.deleted = 1}));
        EXPECT_EQ(stored(record), std::nullopt);
        EXPECT_EQ(put(record.type, {gone(record)}), (PageOutcome{.unchanged = 1}));
    }
}

TEST_F(Records, a_deletion_without_a_day_finds_the_record_by_its_id) {
    const auto record = a_full_document();
    put(record.type, {record});
    auto deletion = gone(record);
    deletion.day.reset();
    EXPECT_EQ(put(record.type, {deletion}), (PageOutcome{.deleted = 1}));
    EXPECT_EQ(put(record.type, {record, deletion}), (PageOutcome{.inserted = 1, .deleted = 1}));
    EXPECT_EQ(stored(record), std::nullopt);
}

TEST_F(Records, deleted_and_sent_again_in_one_page_it_is_there) {
    const auto record = a_full_dossier();
    put(record.type, {record});
    EXPECT_EQ(put(record.type, {gone(record), record}), (PageOutcome{.inserted = 1, .deleted = 1}));
    EXPECT_EQ(stored(record), record);
}

TEST_F(Records, a_record_of_another_type_or_without_day_or_id_is_refused) {
    auto tx = write();
    auto dayless = a_full_dossier();
    dayless.day.reset();
    auto nameless = a_full_dossier();
    nameless.id.clear();
    auto mixed = a_full_dossier();
    mixed.body = Feedback{};
    for (const auto& bad : {a_full_feedback(), dayless, nameless, mixed}) {
        EXPECT_EQ(code_of(put_records(tx, id_, RecordType::dossier, std::vector{bad})),
                  ErrorCode::malformed_input);
    }
    EXPECT_EQ(code_of(put_records(tx, ConnectionId::of("none"), RecordType::dossier, {})),
              ErrorCode::not_found);
}

TEST_F(Records, a_page_moves_the_cursor_and_leaves_one_journal_entry) {
    const std::vector records{a_full_dossier(), a_dossier("b", "2021-03-01T08:00:00+07:00")};
    change([&](auto& tx) { must(put_page(tx, a_page(records, "c\"1"))); });
    auto tx = read();
    const auto state = must(get_stream_state(tx, id_, "dossiers"));
    EXPECT_EQ(state.cursor.text, "c\"1");
    EXPECT_EQ(state.pages, 1);
    EXPECT_EQ(state.records, 2);
    EXPECT_EQ(state.last_pull_at, noon);
    const auto entries = must(read_journal(tx, {}));
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].action, "records.page");
    EXPECT_EQ(entries[0].subject, "mot-cua");
    EXPECT_EQ(entries[0].after,
              "{\"stream\":\"dossiers\",\"cursor\":\"c\\\"1\",\"records\":2,\"inserted\":2,"
              "\"updated\":0,\"unchanged\":0,\"deleted\":0,\"sha256\":\"" +
                  std::string(64, 'd') + "\"}");
}

TEST_F(Records, a_page_keeps_what_else_is_known_of_its_stream) {
    store::StreamState state;
    state.connection = id_;
    state.stream = "dossiers";
    state.failures = 2;
    state.failure = "connection refused";
    change([&](auto& tx) {
        must(put_stream_state(tx, state));
        must(put_page(tx, a_page({}, "c")));
    });
    auto tx = read();
    EXPECT_EQ(must(get_stream_state(tx, id_, "dossiers")).failures, 2);
}

TEST_F(Records, a_page_that_changes_nothing_leaves_no_journal_entry) {
    const std::vector records{a_full_dossier()};
    for (int i = 0; i < 3; ++i) {
        change([&](auto& tx) { must(put_page(tx, a_page(records, "c"))); });
    }
    auto tx = read();
    EXPECT_EQ(must(store::journal_head(tx)).count, 1);
    EXPECT_EQ(must(get_stream_state(tx, id_, "dossiers")).pages, 3);
}

TEST_F(Records, a_page_without_a_proper_digest_or_with_a_huge_cursor_is_refused) {
    auto tx = write();
    auto page = a_page({}, "c");
    page.digest = "D";
    EXPECT_EQ(code_of(put_page(tx, page)), ErrorCode::malformed_input);
    page = a_page({}, "c");
    page.cursor.text = std::string(4097, 'x');
    EXPECT_EQ(code_of(put_page(tx, page)), ErrorCode::malformed_input);
}

TEST_F(Records, rows_stream_in_key_order_and_obey_the_filter) {
    change([](auto& tx) { must(insert_connection(tx, a_connection("khac"))); });
    auto other_unit = a_dossier("d", "2021-03-05T08:00:00+07:00");
    std::get<Dossier>(other_unit.body).unit = "khac";
    put(RecordType::dossier,
        {a_dossier("c", "2021-03-01T08:00:00+07:00"),
         a_dossier("b", "2021-03-02T08:00:00+07:00"),
         a_dossier("a", "2021-03-02T08:00:00+07:00"),
         other_unit});
    change([](auto& tx) {
        must(put_records(tx,
                         ConnectionId::of("khac"),
                         RecordType::dossier,
                         std::vector{a_dossier("e", "2021-01-01T08:00:00+07:00")}));
    });
    const auto ids = [this](const store::RecordFilter& filter) {
        std::vector<std::string> seen;
        auto tx = read();
        must(for_each_dossier(tx, filter, [&](const store::StoredDossier& row) -> Result<void> {
            seen.push_back(row.ref.connection.str() + "/" + row.ref.id);
            return {};
        }));
        return seen;
    };
    EXPECT_THAT(ids({}), ElementsAre("mot-cua/c", "mot-cua/a", "mot-cua/b", "mot-cua/d", "khac/e"));
    EXPECT_THAT(ids({.connections = {ConnectionId::of("khac")}}), ElementsAre("khac/e"));
    EXPECT_THAT(ids({.units = {"khac"}}), ElementsAre("mot-cua/d"));
    EXPECT_THAT(ids({.days = Window{Date::of(2021, 3, 2), Date::of(2021, 3, 5)}}),
                ElementsAre("mot-cua/a", "mot-cua/b", "mot-cua/d"));
    auto tx = read();
    EXPECT_EQ(
        code_of(for_each_dossier(tx,
                                 {.units = std::vector<std::string>(1001, "u")},
                                 [](const store::StoredDossier&) -> Result<void> { return {}; })),
        ErrorCode::malformed_input);
}

TEST_F(Records, an_error_of_the_visitor_ends_the_reading_and_comes_out) {
    put(RecordType::feedback, {a_full_feedback(), a_feedback("F-2", "2021-03-01T08:00:00+07:00")});
    auto tx = read();
    int seen = 0;
    const auto done = for_each_feedback(tx, {}, [&](const store::StoredFeedback&) -> Result<void> {
        ++seen;
        return Error{ErrorCode::cancelled, "enough"};
    });
    EXPECT_EQ(code_of(done), ErrorCode::cancelled);
    EXPECT_EQ(seen, 1);
    EXPECT_EQ(must(count_records(tx)).size(), 1U) << "the transaction goes on";
}

TEST_F(Records, documents_are_found_by_what_they_cite_answer_and_are) {
    auto other = a_document("doc-2", "7/BC-UBND");
    std::get<Document>(other.body).references = {" 61/2018/NĐ - CP", "61/2018/nđ-cp"};
    put(RecordType::document, {a_full_document(), other});
    const auto ids = [this](const char* number, store::Relation relation) {
        std::vector<std::string> seen;
        auto tx = read();
        for (const auto& row : must(documents_naming(tx, citation_key(number), relation))) {
            seen.push_back(row.ref.id);
        }
        return seen;
    };
    EXPECT_THAT(ids("61/2018/NĐ-CP", store::Relation::cites), ElementsAre("doc-1", "doc-2"));
    EXPECT_THAT(ids("118/KH-UBND", store::Relation::replies), ElementsAre("doc-1"));
    EXPECT_THAT(ids("7/BC-UBND", store::Relation::is_itself), ElementsAre("doc-2"));
    std::get<Document>(other.body).references.clear();
    put(RecordType::document, {other, gone(a_full_document())});
    EXPECT_THAT(ids("61/2018/NĐ-CP", store::Relation::cites), ElementsAre());
}

TEST_F(Records, counts_and_open_feedback_are_told) {
    put(RecordType::dossier, {a_full_dossier()});
    put(RecordType::feedback,
        {a_full_feedback(),
         a_feedback("F-9", "2021-03-01T08:00:00+07:00"),
         a_feedback("F-3", "2021-03-02T08:00:00+07:00")});
    auto tx = read();
    EXPECT_THAT(must(count_records(tx)),
                ElementsAre(store::RecordCount{id_, RecordType::dossier, 1},
                            store::RecordCount{id_, RecordType::feedback, 3}));
    EXPECT_THAT(must(open_feedback_ids(tx, id_)), ElementsAre("F-9", "F-3"));
}

TEST_F(Records, removing_them_leaves_other_connections_alone) {
    change([](auto& tx) { must(insert_connection(tx, a_connection("khac"))); });
    put(RecordType::document, {a_full_document()});
    change([&](auto& tx) {
        must(put_records(
            tx, ConnectionId::of("khac"), RecordType::document, std::vector{a_full_document()}));
        EXPECT_EQ(must(remove_records(tx, id_)), 1);
    });
    auto tx = read();
    EXPECT_EQ(
        must(documents_naming(tx, citation_key("45/BC-UBND"), store::Relation::is_itself)).size(),
        1U);
}

}  // namespace
}  // namespace tiendo::test

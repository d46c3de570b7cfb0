// What is taken out of deliveries that have ended, and what stays of them for ever.
#include "store/outbox_rows.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/store/maintenance.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace tiendo::test {
namespace {

using store::OutboxState;
using store::PutOutcome;
using ::testing::HasSubstr;
using ::testing::Not;

class Purge : public OutboxRows {
protected:
    void end(const std::string& key, OutboxState state, Instant at) {
        put(a_delivery(key));
        change([&](auto& tx) {
            const auto before = must(get_outbox(tx, key));
            auto after = before;
            after.state = state;
            after.next_at.reset();
            after.message = "họ nói";
            after.foreign_id = "theirs-" + key;
            after.changed_at = at;
            EXPECT_TRUE(must(change_outbox(tx, before, after)));
        });
    }
    std::vector<store::PurgedDelivery> purge(const store::OutboxPurge& which) {
        std::vector<store::PurgedDelivery> purged;
        change([&](auto& tx) { purged = must(purge_outbox(tx, which)); });
        return purged;
    }
    /// Every byte of the database, after its log was written back.
    std::string bytes() {
        must(checkpoint(store_));
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    const Instant later = noon.plus(std::chrono::hours(1));
};

TEST_F(Purge, takes_the_record_and_keeps_key_state_and_count) {
    end("k1", OutboxState::delivered, noon);
    EXPECT_THAT(bytes(), HasSubstr(record_of("H99-1")));
    const auto purged = purge({.before = later});
    ASSERT_EQ(purged.size(), 1U);
    EXPECT_EQ(purged[0].key, "k1");
    EXPECT_EQ(purged[0].sha256, sha256_hex(record_of("H99-1")));
    const auto left = item("k1");
    EXPECT_EQ(left.record, "");
    EXPECT_EQ(left.purged, purged[0].sha256);
    EXPECT_EQ(left.state, OutboxState::delivered);
    EXPECT_EQ(left.foreign_id, "theirs-k1");
    EXPECT_EQ(left.message, "");
    auto tx = read();
    EXPECT_EQ(must(count_outbox(tx, {.state = OutboxState::delivered})), 1);
    EXPECT_EQ(must(list_outbox(tx, {})).size(), 1U);
}

// Retention is kept only where the bytes are gone too: Debian's SQLite overwrites what it deletes.
TEST_F(Purge, leaves_no_byte_of_the_record_in_the_file) {
    end("k1", OutboxState::delivered, noon);
    purge({.before = later});
    EXPECT_THAT(bytes(), Not(HasSubstr("H99-1\"")));
}

TEST_F(Purge, what_was_put_once_is_known_for_ever) {
    end("k1", OutboxState::delivered, noon);
    purge({.before = later});
    change([](auto& tx) { EXPECT_EQ(must(put_outbox(tx, a_delivery("k1"))), PutOutcome::known); });
    auto other = a_delivery("k1");
    other.record = record_of("H99-2");
    auto tx = write();
    EXPECT_EQ(code_of(put_outbox(tx, other)), ErrorCode::conflict);
}

TEST_F(Purge, compares_with_the_record_as_it_was_put_not_as_it_was_edited) {
    put(a_delivery("k1"));
    change([](auto& tx) {
        const auto before = must(get_outbox(tx, "k1"));
        auto after = before;
        after.original = before.record;
        after.record = record_of("H99-2");
        after.state = OutboxState::delivered;
        after.next_at.reset();
        EXPECT_TRUE(must(change_outbox(tx, before, after)));
    });
    purge({.before = later});
    change([](auto& tx) { EXPECT_EQ(must(put_outbox(tx, a_delivery("k1"))), PutOutcome::known); });
}

TEST_F(Purge, takes_what_is_old_enough_and_of_its_state_alone) {
    end("old", OutboxState::delivered, noon);
    end("young", OutboxState::delivered, later);
    end("given-up", OutboxState::discarded, noon);
    end("dead", OutboxState::dead, noon);
    put(a_delivery("waiting"));
    EXPECT_EQ(purge({.before = later}).size(), 1U);
    EXPECT_EQ(purge({.before = later}).size(), 0U) << "once";
    EXPECT_EQ(purge({.state = OutboxState::discarded, .before = later})[0].key, "given-up");
    for (const auto* key : {"young", "dead", "waiting"}) {
        EXPECT_EQ(item(key).record, record_of("H99-1")) << key;
    }
}

TEST_F(Purge, never_takes_what_is_open) {
    auto tx = write();
    for (const auto state :
         {OutboxState::waiting, OutboxState::sending, OutboxState::unknown, OutboxState::dead}) {
        EXPECT_EQ(code_of(purge_outbox(tx, {.state = state, .before = later})),
                  ErrorCode::malformed_input);
    }
    EXPECT_EQ(code_of(purge_outbox(tx, {.connection = ConnectionId::of("none"), .before = later})),
              ErrorCode::not_found);
}

TEST_F(Purge, goes_on_where_the_last_step_ended) {
    for (const auto* key : {"k1", "k2", "k3"}) {
        end(key, OutboxState::delivered, noon);
    }
    const auto first = purge({.before = later, .limit = 2});
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(purge({.before = later, .after = first[1].number, .limit = 2})[0].key, "k3");
}

TEST_F(Purge, a_connection_whose_deliveries_were_purged_goes_with_all_of_them) {
    end("k1", OutboxState::delivered, noon);
    purge({.before = later});
    change([](auto& tx) {
        must(remove_connection(tx, mot_cua));
        must(insert_connection(tx, a_connection("mot-cua")));
    });
    put(a_delivery("k1"));
    EXPECT_EQ(item("k1").purged, "");
}

}  // namespace
}  // namespace tiendo::test

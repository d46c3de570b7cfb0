// The rows of the outbox: what may be put, what is due for whom, and in which order.
#include "tiendo/store/outbox.hpp"

#include "store/outbox_rows.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using store::OutboxState;
using store::OutboxTask;
using store::PutOutcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(OutboxRows, what_was_put_waits_and_is_due_at_once) {
    put(a_delivery("k1"));
    const auto stored = item("k1");
    EXPECT_EQ(stored.state, OutboxState::waiting);
    EXPECT_EQ(stored.next_at, noon);
    EXPECT_EQ(stored.record, record_of("H99-1"));
    EXPECT_EQ(stored.attempts, 0);
}

TEST_F(OutboxRows, it_goes_with_the_transaction_of_its_caller) {
    {
        auto tx = write();
        must(put_outbox(tx, a_delivery("k1")));
    }
    auto tx = read();
    EXPECT_EQ(code_of(get_outbox(tx, "k1")), ErrorCode::not_found);
}

TEST_F(OutboxRows, the_same_under_the_same_key_is_put_once) {
    put(a_delivery("k1"));
    change([](auto& tx) { EXPECT_EQ(must(put_outbox(tx, a_delivery("k1"))), PutOutcome::known); });
    end("k1", OutboxState::delivered);
    change([](auto& tx) { EXPECT_EQ(must(put_outbox(tx, a_delivery("k1"))), PutOutcome::known); });
    EXPECT_EQ(item("k1").state, OutboxState::delivered);
}

TEST_F(OutboxRows, another_thing_under_the_same_key_is_a_conflict_and_spoils_nothing) {
    put(a_delivery("k1"));
    auto other = a_delivery("k1");
    other.record = record_of("H99-2");
    change([&](auto& tx) {
        const auto put = put_outbox(tx, other);
        EXPECT_EQ(code_of(put), ErrorCode::conflict);
        EXPECT_THAT(put.error().what(), HasSubstr("delivery 'k1'"));
        EXPECT_EQ(code_of(put_outbox(tx, in_group("g", "k1"))), ErrorCode::conflict);
        must(put_outbox(tx, a_delivery("k2")));
    });
    EXPECT_EQ(item("k1").record, record_of("H99-1"));
    EXPECT_EQ(item("k2").state, OutboxState::waiting);
}

TEST_F(OutboxRows, what_was_edited_is_still_known_by_what_was_put) {
    put(a_delivery("k1"));
    change([](auto& tx) {
        const auto before = must(get_outbox(tx, "k1"));
        auto after = before;
        after.original = before.record;
        after.record = record_of("H99-9");
        EXPECT_TRUE(must(change_outbox(tx, before, after)));
        EXPECT_EQ(must(put_outbox(tx, a_delivery("k1"))), PutOutcome::known);
    });
    EXPECT_EQ(item("k1").record, record_of("H99-9"));
    EXPECT_EQ(item("k1").original, record_of("H99-1"));
}

TEST_F(OutboxRows, what_no_adapter_could_send_is_refused_before_it_is_stored) {
    auto tx = write();
    const auto refused = [&](auto spoil) {
        auto delivery = a_delivery("k1");
        spoil(delivery);
        return code_of(put_outbox(tx, delivery));
    };
    using Delivery = store::NewDelivery;
    EXPECT_EQ(refused([](Delivery& d) { d.key = ""; }), ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.key = "a b"; }), ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.key = std::string(65, 'k'); }),
              ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.stream = ""; }), ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.group = std::string(201, 'g'); }),
              ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.record = ""; }), ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.record = "{\"type\":\"dossier\"}"; }),
              ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.record += "\n" + d.record; }),
              ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.record = std::string((8U << 20U) + 1, ' '); }),
              ErrorCode::malformed_input);
    EXPECT_EQ(refused([](Delivery& d) { d.connection = ConnectionId::of("none"); }),
              ErrorCode::not_found);
}

TEST_F(OutboxRows, of_one_group_one_is_due_and_of_no_group_all_are) {
    put(in_group("g", "g1"));
    put(in_group("g", "g2"));
    put(in_group("h", "h1"));
    put(a_delivery("k1"));
    put(a_delivery("k2"));
    EXPECT_THAT(claimed(), ElementsAre("g1", "h1", "k1", "k2"));
    EXPECT_THAT(claimed(), IsEmpty()) << "all are in one hand";
    EXPECT_FALSE(item("g2").next_at);
}

TEST_F(OutboxRows, the_next_of_a_group_goes_when_the_one_before_has_ended) {
    for (const auto* key : {"g1", "g2", "g3"}) {
        put(in_group("g", key));
    }
    EXPECT_THAT(claimed(), ElementsAre("g1"));
    end("g1", OutboxState::delivered);
    EXPECT_THAT(claimed(), ElementsAre("g2"));
    end("g2", OutboxState::discarded);
    EXPECT_THAT(claimed(), ElementsAre("g3"));
}

TEST_F(OutboxRows, the_dead_and_the_unknown_hold_up_their_group_alone) {
    put(in_group("g", "g1"));
    put(in_group("g", "g2"));
    put(in_group("h", "h1"));
    put(in_group("h", "h2"));
    claimed();
    end("g1", OutboxState::dead);
    end("h1", OutboxState::unknown);
    put(in_group("i", "i1"));
    EXPECT_THAT(claimed(), ElementsAre("i1"));
    put(in_group("g", "g3"));
    EXPECT_THAT(claimed(), IsEmpty());
}

TEST_F(OutboxRows, one_that_ends_in_the_middle_of_its_group_lets_nobody_overtake) {
    for (const auto* key : {"g1", "g2", "g3"}) {
        put(in_group("g", key));
    }
    end("g2", OutboxState::discarded);
    EXPECT_THAT(claimed(), ElementsAre("g1"));
    end("g1", OutboxState::delivered);
    EXPECT_THAT(claimed(), ElementsAre("g3"));
}

TEST_F(OutboxRows, one_that_waits_again_in_the_middle_stays_behind) {
    put(in_group("g", "g1"));
    put(in_group("g", "g2"));
    end("g2", OutboxState::dead);
    change([](auto& tx) {
        const auto before = must(get_outbox(tx, "g2"));
        auto after = before;
        after.state = OutboxState::waiting;
        after.next_at = noon;
        EXPECT_TRUE(must(change_outbox(tx, before, after)));
    });
    EXPECT_FALSE(item("g2").next_at);
    EXPECT_THAT(claimed(), ElementsAre("g1"));
}

TEST_F(OutboxRows, groups_of_two_connections_have_nothing_to_do_with_each_other) {
    change([](auto& tx) { must(insert_connection(tx, a_connection("van-ban"))); });
    put(in_group("g", "g1"));
    auto other = in_group("g", "g2");
    other.connection = ConnectionId::of("van-ban");
    put(other);
    EXPECT_EQ(item("g2").next_at, noon);
    EXPECT_THAT(claimed(), ElementsAre("g1"));
}

TEST_F(OutboxRows, a_batch_is_of_one_stream_and_one_task) {
    put(a_delivery("k1"));
    auto other = a_delivery("k2");
    other.stream = "feedback";
    put(other);
    put(a_delivery("k3"));
    const auto first = claim(noon, "a");
    EXPECT_EQ(first.stream, "dossiers");
    EXPECT_THAT(keys_of(first.items), ElementsAre("k1", "k3"));
    const auto second = claim(noon, "a");
    EXPECT_EQ(second.stream, "feedback");
    EXPECT_THAT(keys_of(second.items), ElementsAre("k2"));
}

TEST_F(OutboxRows, a_batch_stays_within_its_limits) {
    for (int i = 0; i < 25; ++i) {
        put(a_delivery("k" + std::to_string(10 + i)));
    }
    EXPECT_EQ(claim(noon, "a").items.size(), 10U);
    const auto size = static_cast<std::int64_t>(record_of("H99-1").size());
    const auto within = [&](std::int64_t bytes) {
        auto tx = write();
        return must(
                   claim_outbox(
                       tx, {.connection = mot_cua, .owner = "a", .now = noon, .most_bytes = bytes}))
            .items.size();
    };
    EXPECT_EQ(within(3 * size), 3U);
    EXPECT_EQ(within(1), 1U) << "one always goes";
}

TEST_F(OutboxRows, what_must_not_go_with_many_goes_with_few) {
    for (const auto* key : {"k1", "k2", "k3", "k4"}) {
        put(a_delivery(key));
    }
    change([](auto& tx) {
        const auto before = must(get_outbox(tx, "k2"));
        auto after = before;
        after.together = 1;
        must(change_outbox(tx, before, after));
    });
    EXPECT_THAT(claimed(), ElementsAre("k1", "k3", "k4"));
    EXPECT_THAT(claimed(), ElementsAre("k2"));
}

TEST_F(OutboxRows, what_is_sending_beyond_its_lease_becomes_unknown_and_is_asked_about) {
    put(a_delivery("k1"));
    EXPECT_EQ(claim(noon, "a").task, OutboxTask::send);
    const auto lease_ends = noon.plus(std::chrono::minutes(10));
    EXPECT_THAT(claim(lease_ends.plus(std::chrono::milliseconds(-1)), "b").items, IsEmpty());
    const auto batch = claim(lease_ends, "b");
    EXPECT_THAT(batch.lost, ElementsAre("k1"));
    EXPECT_EQ(batch.task, OutboxTask::probe);
    EXPECT_THAT(keys_of(batch.items), ElementsAre("k1"));
    EXPECT_EQ(batch.items[0].attempts, 1) << "asking is no attempt";
    EXPECT_EQ(item("k1"), batch.items[0]);
}

TEST_F(OutboxRows, a_claim_tells_how_its_items_stand) {
    put(a_delivery("k1"));
    const auto batch = claim(noon, "a");
    EXPECT_EQ(item("k1"), batch.items.at(0));
    EXPECT_EQ(batch.items[0].lease_owner, "a");
    EXPECT_EQ(batch.items[0].attempts, 1);
}

TEST_F(OutboxRows, a_change_needs_the_row_as_it_was_seen) {
    put(a_delivery("k1"));
    const auto seen = claim(noon, "a").items.at(0);
    claim(noon.plus(std::chrono::minutes(10)), "b");
    auto after = seen;
    after.state = OutboxState::waiting;
    change([&](auto& tx) { EXPECT_FALSE(must(change_outbox(tx, seen, after))); });
    EXPECT_EQ(item("k1").lease_owner, "b");
}

TEST_F(OutboxRows, a_paused_connection_has_nothing_due) {
    put(a_delivery("k1"));
    auto paused = a_connection("mot-cua");
    paused.state = store::ConnectionState::paused;
    change([&](auto& tx) { must(update_connection(tx, paused)); });
    EXPECT_THAT(claimed(), IsEmpty());
    auto tx = read();
    EXPECT_EQ(must(next_outbox_at(tx, mot_cua)), std::nullopt);
}

TEST_F(OutboxRows, a_closed_gate_lets_nothing_through_and_then_one_alone) {
    put(a_delivery("k1"));
    put(a_delivery("k2"));
    const auto later = noon.plus(std::chrono::minutes(1));
    const store::OutboxGate gate{mot_cua, 2, later, "transient", "down", "wait"};
    change([&](auto& tx) { must(put_outbox_gate(tx, gate)); });
    EXPECT_THAT(claimed(), IsEmpty());
    {
        auto tx = read();
        EXPECT_EQ(must(get_outbox_gate(tx, mot_cua)), gate);
        EXPECT_EQ(must(next_outbox_at(tx, mot_cua)), later);
    }
    EXPECT_THAT(keys_of(claim(later, "a").items), ElementsAre("k1"));
    change([&](auto& tx) { must(put_outbox_gate(tx, {mot_cua})); });
    EXPECT_THAT(claimed(), ElementsAre("k2"));
}

TEST_F(OutboxRows, lists_and_counts_know_states_and_causes) {
    for (const auto* key : {"k1", "k2", "k3"}) {
        put(a_delivery(key));
    }
    put(in_group("g", "g1"));
    put(in_group("g", "g2"));
    end("k2", OutboxState::dead);
    end("k3", OutboxState::delivered);
    change([](auto& tx) {
        const auto before = must(get_outbox(tx, "k2"));
        auto after = before;
        after.cause = "rejected";
        must(change_outbox(tx, before, after));
    });
    auto tx = read();
    const auto keys = [&](const store::OutboxFilter& filter) {
        return keys_of(must(list_outbox(tx, filter)));
    };
    EXPECT_THAT(keys({}), ElementsAre("k1", "k2", "k3", "g1", "g2"));
    EXPECT_THAT(keys({.state = OutboxState::waiting}), ElementsAre("k1", "g1", "g2"));
    EXPECT_THAT(keys({.connection = mot_cua, .state = OutboxState::dead}), ElementsAre("k2"));
    EXPECT_THAT(keys({.state = OutboxState::dead, .cause = "rejected"}), ElementsAre("k2"));
    EXPECT_THAT(keys({.state = OutboxState::dead, .cause = "auth"}), IsEmpty());
    EXPECT_THAT(keys({.state = OutboxState::delivered}), ElementsAre("k3"));
    EXPECT_THAT(keys({.after = 2, .limit = 2}), ElementsAre("k3", "g1"));
    EXPECT_EQ(must(count_outbox(tx, {.state = OutboxState::waiting})), 3);
    EXPECT_EQ(must(count_outbox(tx, {.connection = mot_cua})), 5);
    EXPECT_EQ(code_of(count_outbox(tx, {.connection = ConnectionId::of("none")})),
              ErrorCode::not_found);
}

TEST_F(OutboxRows, a_connection_with_open_deliveries_is_not_removed) {
    put(a_delivery("k1"));
    for (const auto state : {OutboxState::waiting, OutboxState::unknown, OutboxState::dead}) {
        end("k1", state);
        auto tx = write();
        const auto removed = remove_connection(tx, mot_cua);
        EXPECT_EQ(code_of(removed), ErrorCode::conflict);
        EXPECT_THAT(removed.error().message(), HasSubstr("1 deliveries"));
    }
    end("k1", OutboxState::delivered);
    change([](auto& tx) { must(remove_connection(tx, mot_cua)); });
}

TEST_F(OutboxRows, deliveries_that_have_ended_are_in_no_index_that_a_claim_walks) {
    // Not timed: the indexes that a claim walks stay within one page each.
    tamper(path_,
           "INSERT INTO outbox SELECT 100 + value, 1, 'dossiers', 'g' || value % 9, "
           "'many-' || value, 4, 1, 0, 0, 0, NULL, '', '', '', '', '', '', 0, 0 "
           "FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE "
           "value < 20000) SELECT value FROM n)");
    tamper(path_,
           "CREATE TABLE grown (what TEXT CHECK (what = 'nothing'));"
           "INSERT INTO grown SELECT name FROM dbstat WHERE name IN ('outbox_due', 'outbox_group', "
           "'outbox_doubtful') GROUP BY name HAVING count(*) > 1");
    put(a_delivery("k2"));
    EXPECT_THAT(claimed(), ElementsAre("k2"));
}

TEST(OutboxState, words_and_states_are_one_table) {
    for (const auto* word : {"waiting", "sending", "unknown", "dead", "delivered", "discarded"}) {
        EXPECT_EQ(to_string(must(store::parse_outbox_state(word))), word);
    }
    EXPECT_THAT(store::parse_outbox_state("sent").error().remedy(), HasSubstr("delivered"));
}

}  // namespace
}  // namespace tiendo::test

// What the worker makes of each outcome and of each class of error.
#include "sync/outbox_fixture.hpp"

#include <gmock/gmock.h>

#include <memory>

namespace tiendo::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Worker = OutboxTest;

TEST_F(Worker, what_is_accepted_is_delivered_under_the_other_sides_name) {
    put("k1");
    put("k2");
    const auto run = deliver(sink(says(Outcome::accepted)));
    EXPECT_EQ(run.calls, 1);
    EXPECT_EQ(run.delivered, 2);
    EXPECT_EQ(run.next_at, std::nullopt);
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_EQ(item("k1").foreign_id, "theirs-k1");
    EXPECT_THAT(item("k1").lease_owner, IsEmpty());
    ASSERT_EQ(journal("outbox.").size(), 1U) << "one entry for a batch";
    EXPECT_THAT(journal("outbox.sent")[0].after, HasSubstr("\"delivered\":2"));
}

TEST_F(Worker, a_duplicate_is_delivered_too) {
    put("k1");
    deliver(sink(says(Outcome::duplicate)));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
}

TEST_F(Worker, what_is_rejected_is_dead_with_its_cause) {
    put("k1");
    const auto run = deliver(sink(says(Outcome::rejected)));
    EXPECT_EQ(run.dead, 1);
    EXPECT_EQ(state("k1"), OutboxState::dead);
    EXPECT_EQ(item("k1").cause, "rejected");
    EXPECT_EQ(item("k1").message, "because");
    EXPECT_THAT(item("k1").remedy, HasSubstr("correct the record"));
    EXPECT_EQ(journal("outbox.dead").at(0).subject, "k1");
}

TEST_F(Worker, what_is_to_be_tried_again_waits_longer_each_time_and_is_dead_in_the_end) {
    put("k1");
    auto limited = options();
    limited.retry.attempts = 4;
    const sync::Outbox outbox(store_, limited);
    std::vector<milliseconds> waits;
    for (int i = 0; i < 3; ++i) {
        const auto run = must(outbox.deliver(sink(says(Outcome::retry)), {}));
        waits.push_back(run.next_at->time() - now_.time());
        now_ = *run.next_at;
    }
    EXPECT_THAT(waits, ElementsAre(seconds(1), seconds(2), seconds(4)));
    EXPECT_EQ(must(outbox.deliver(sink(says(Outcome::retry)), {})).dead, 1);
    EXPECT_EQ(state("k1"), OutboxState::dead);
    EXPECT_EQ(item("k1").cause, "transient");
    EXPECT_EQ(item("k1").attempts, 4);
}

TEST_F(Worker, a_wait_that_the_other_side_asks_for_is_never_undercut) {
    put("k1");
    const auto asks_for = [](milliseconds wait) {
        return
            [wait](
                const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
                auto results = all(deliveries, Outcome::retry);
                results[0].retry_after = wait;
                return Results(results);
            };
    };
    EXPECT_EQ(deliver(sink(asks_for(minutes(7)))).next_at, now_.plus(minutes(7) + seconds(1)));
    now_ = now_.plus(minutes(8));
    deliver(sink(asks_for(hours(25))));
    EXPECT_EQ(state("k1"), OutboxState::dead) << "longer than the policy allows";
    EXPECT_EQ(item("k1").cause, "rate_limited");
}

TEST_F(Worker, what_is_unknown_is_asked_about_before_anything_is_sent_again) {
    put("k1");
    const auto unknown = deliver(sink(says(Outcome::unknown), says(Outcome::accepted)));
    EXPECT_EQ(unknown.unknown, 1);
    EXPECT_EQ(state("k1"), OutboxState::unknown);
    now_ = *unknown.next_at;
    deliver(sink(says(Outcome::unknown), says(Outcome::accepted)));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_THAT(sent_, ElementsAre("k1"));
    EXPECT_THAT(asked_, ElementsAre("k1"));
}

TEST_F(Worker, what_never_arrived_is_sent_again) {
    put("k1");
    auto answer = Outcome::unknown;
    const auto to = sink(
        [&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            return Results(all(deliveries, std::exchange(answer, Outcome::accepted)));
        },
        says(Outcome::absent));
    deliver_to_the_end(to);
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_EQ(sent_.size(), 2U);
    EXPECT_EQ(asked_.size(), 1U);
    EXPECT_EQ(item("k1").attempts, 2);
}

TEST_F(Worker, sending_and_never_arriving_has_an_end) {
    put("k1");
    deliver_to_the_end(sink(says(Outcome::unknown), says(Outcome::absent)));
    EXPECT_EQ(state("k1"), OutboxState::dead);
    EXPECT_EQ(sent_.size(), 20U);
}

TEST_F(Worker, questions_without_an_answer_end_with_a_person) {
    put("k1");
    put("k2", "g");
    put("k3", "g");
    deliver_to_the_end(sink(says(Outcome::unknown), says(Outcome::unknown)));
    EXPECT_EQ(state("k1"), OutboxState::unknown);
    EXPECT_EQ(item("k1").next_at, std::nullopt);
    EXPECT_THAT(item("k1").remedy, HasSubstr("report it"));
    EXPECT_EQ(std::count(asked_.begin(), asked_.end(), "k1"), 20);
    EXPECT_EQ(std::count(sent_.begin(), sent_.end(), "k1"), 1) << "never just sent again";
    EXPECT_EQ(std::count(sent_.begin(), sent_.end(), "k3"), 0) << "its group stays in order";
    EXPECT_EQ(journal("outbox.unknown").size(), 2U);
}

TEST_F(Worker, a_probe_that_says_retry_has_said_nothing_about_the_delivery) {
    put("k1");
    deliver_to_the_end(sink(says(Outcome::unknown), says(Outcome::retry)));
    EXPECT_EQ(state("k1"), OutboxState::unknown);
    EXPECT_EQ(sent_.size(), 1U);
}

TEST_F(Worker, without_a_probe_what_is_unknown_is_a_persons_at_once) {
    put("k1");
    for (const auto& to : {sink(says(Outcome::unknown)),
                           sink(says(Outcome::unknown), fails(ErrorCode::unsupported))}) {
        deliver_to_the_end(to);
        EXPECT_EQ(state("k1"), OutboxState::unknown);
        EXPECT_EQ(item("k1").next_at, std::nullopt);
        EXPECT_THAT(item("k1").remedy, HasSubstr("cannot be asked"));
        EXPECT_EQ(gate().failures, 0) << "a side that cannot be asked can still be sent to";
        EXPECT_EQ(sent_.size(), 1U);
        EXPECT_EQ(journal("outbox.unknown").size(), 1U);
    }
}

TEST_F(Worker, a_group_is_sent_in_order_one_at_a_time) {
    for (const auto* key : {"g1", "g2", "g3"}) {
        put(key, "g");
    }
    std::size_t largest = 0;
    deliver(
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            largest = std::max(largest, deliveries.size());
            return Results(all(deliveries, Outcome::accepted));
        }));
    EXPECT_THAT(sent_, ElementsAre("g1", "g2", "g3"));
    EXPECT_EQ(largest, 1U);
}

TEST_F(Worker, the_attempt_is_counted_for_the_adapter) {
    put("k1");
    std::vector<std::int64_t> attempts;
    const auto to =
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            attempts.push_back(deliveries[0].attempt);
            return Results(
                all(deliveries, attempts.size() < 3 ? Outcome::retry : Outcome::accepted));
        });
    deliver_to_the_end(to);
    EXPECT_THAT(attempts, ElementsAre(1, 2, 3));
}

TEST_F(Worker, a_system_that_is_down_costs_one_call_a_wait_and_no_delivery_its_tries) {
    for (int i = 0; i < 50; ++i) {
        put("k" + std::to_string(i));
    }
    const auto down = sink(fails(ErrorCode::transient));
    const auto first = deliver(down);
    EXPECT_EQ(first.calls, 1);
    ASSERT_TRUE(first.failure);
    EXPECT_EQ(first.next_at, now_.plus(seconds(1)));
    EXPECT_EQ(gate().failures, 1);
    EXPECT_EQ(count(OutboxState::waiting), 50);
    EXPECT_EQ(item("k0").tries, 0);
    now_ = *first.next_at;
    sent_.clear();
    EXPECT_EQ(deliver(down).calls, 1);
    EXPECT_EQ(sent_.size(), 1U) << "one alone finds out whether it is up again";
    now_ = now_.plus(hours(2));
    EXPECT_EQ(deliver(sink(says(Outcome::accepted))).delivered, 50);
    EXPECT_EQ(gate(), store::OutboxGate{mot_cua});
}

TEST_F(Worker, a_rate_limit_closes_the_gate_for_as_long_as_it_says) {
    put("k1");
    const auto run = deliver(
        sink([](const std::string&, const Deliveries&, sync::Facts&, std::stop_token) -> Results {
            return Error{ErrorCode::rate_limited, "slow down"}.retry_after(minutes(90));
        }));
    EXPECT_GE(*run.next_at, now_.plus(minutes(90)));
    now_ = now_.plus(minutes(89));
    EXPECT_EQ(deliver(sink(says(Outcome::accepted))).calls, 0);
}

TEST_F(Worker, wrong_credentials_hold_the_connection_and_harm_no_delivery) {
    put("k1");
    for (const auto code : {ErrorCode::auth,
                            ErrorCode::config,
                            ErrorCode::unsupported,
                            ErrorCode::not_found,
                            ErrorCode::storage,
                            ErrorCode::newer_version}) {
        const auto run = deliver(sink(fails(code)));
        EXPECT_EQ(run.calls, 1);
        EXPECT_EQ(run.next_at, now_.plus(hours(1)));
        EXPECT_EQ(gate().cause, to_string(code));
        EXPECT_EQ(item("k1").tries, 0);
        EXPECT_EQ(state("k1"), OutboxState::waiting);
        now_ = *run.next_at;
    }
    EXPECT_EQ(deliver(sink(fails(ErrorCode::auth))).calls, 1);
    EXPECT_EQ(deliver(sink(says(Outcome::accepted))).calls, 0);
    change([](auto& tx) { must(resume_outbox(tx, mot_cua, by_office)); });
    EXPECT_EQ(deliver(sink(says(Outcome::accepted))).delivered, 1);
    EXPECT_EQ(journal("outbox.resume").size(), 1U);
}

TEST_F(Worker, a_call_whose_outcome_is_unknown_leaves_all_of_it_unknown) {
    put("k1");
    put("k2");
    deliver(sink(fails(ErrorCode::outcome_unknown), says(Outcome::accepted)));
    EXPECT_EQ(count(OutboxState::unknown), 2);
    EXPECT_EQ(gate().failures, 0);
    deliver_to_the_end(sink(fails(ErrorCode::outcome_unknown), says(Outcome::accepted)));
    EXPECT_EQ(count(OutboxState::delivered), 2);
    EXPECT_EQ(sent_.size(), 2U);
}

TEST_F(Worker, a_cancelled_call_counts_nothing_and_ends_the_run) {
    put("k1");
    const auto run = deliver(sink(fails(ErrorCode::cancelled)));
    EXPECT_EQ(run.calls, 1);
    EXPECT_EQ(run.next_at, now_);
    EXPECT_EQ(item("k1").tries, 0);
    EXPECT_EQ(gate().failures, 0);
}

TEST_F(Worker, a_run_that_is_told_to_stop_stores_what_it_has_and_takes_nothing_more) {
    put("g1", "g");
    put("g2", "g");
    std::stop_source stop;
    const auto to =
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            stop.request_stop();
            return Results(all(deliveries, Outcome::accepted));
        });
    EXPECT_EQ(must(sync::Outbox(store_, options()).deliver(to, stop.get_token())).delivered, 1);
    EXPECT_EQ(state("g1"), OutboxState::delivered);
    EXPECT_EQ(state("g2"), OutboxState::waiting);
}

TEST_F(Worker, a_probe_that_fails_as_a_whole_closes_the_gate_and_the_question_stays) {
    put("k1");
    const auto to = sink(says(Outcome::unknown), fails(ErrorCode::auth));
    now_ = *deliver(to).next_at;
    deliver(to);
    EXPECT_EQ(state("k1"), OutboxState::unknown);
    EXPECT_EQ(gate().cause, "auth");
    now_ = now_.plus(hours(1));
    deliver(sink(says(Outcome::accepted), says(Outcome::accepted)));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_EQ(sent_.size(), 1U);
}

TEST_F(Worker, a_worker_that_wakes_up_after_its_lease_does_not_send) {
    put("k1");
    auto slow = options();
    int asked = 0;
    slow.clock = [&] { return ++asked == 1 ? noon : noon.plus(minutes(10)); };
    must(sync::Outbox(store_, slow).deliver(sink(says(Outcome::accepted)), {}));
    EXPECT_THAT(sent_, IsEmpty());
    EXPECT_EQ(state("k1"), OutboxState::waiting);
}

TEST_F(Worker, every_error_code_has_a_reaction_and_none_loses_a_delivery) {
    for (int code = 1; code <= 16; ++code) {
        const auto key = "k" + std::to_string(code);
        put(key);
        deliver(sink(fails(static_cast<ErrorCode>(code)), says(Outcome::accepted)));
        EXPECT_NE(state(key), OutboxState::delivered) << code;
        change([](auto& tx) { must(put_outbox_gate(tx, {mot_cua})); });
        deliver_to_the_end(sink(says(Outcome::accepted), says(Outcome::accepted)));
        const auto end = state(key);
        EXPECT_TRUE(end == OutboxState::delivered ||
                    (end == OutboxState::dead && !item(key).cause.empty()))
            << code;
    }
}

TEST_F(Worker, what_the_adapter_keeps_is_stored_with_the_outcomes_and_read_by_the_next_call) {
    put("k1");
    deliver(sink([](const std::string&, const Deliveries& deliveries, sync::Facts& facts, auto) {
        facts.put("ticket", "7");
        return Results(all(deliveries, Outcome::accepted));
    }));
    put("k2");
    deliver(sink([](const std::string&, const Deliveries& deliveries, sync::Facts& facts, auto) {
        EXPECT_EQ(must(facts.get("ticket")), "7");
        facts.put("ticket", "");
        return Results(all(deliveries, Outcome::accepted));
    }));
    auto tx = read();
    EXPECT_EQ(must(get_adapter_value(tx, mot_cua, "ticket")), std::nullopt);
}

// A call that failed as a whole had no effect, so what it noted about its effect is not true.
TEST_F(Worker, what_the_adapter_keeps_in_a_call_that_failed_is_dropped) {
    put("k1");
    deliver(sink([](const std::string&, const Deliveries&, sync::Facts& facts, auto) {
        facts.put("ticket", "7");
        return Results(Error{ErrorCode::transient, "down"});
    }));
    auto tx = read();
    EXPECT_EQ(must(get_adapter_value(tx, mot_cua, "ticket")), std::nullopt);
}

}  // namespace
}  // namespace tiendo::test

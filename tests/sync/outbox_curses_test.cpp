// What the users of other systems curse, each as a test of its own. The threads are named beside.
#include "sync/outbox_fixture.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// What ends a worker without a word: not an error that it could store.
struct Killed {};

class Curse : public OutboxTest {
protected:
    /// A worker that dies where `call` throws Killed.
    void die_in(const sync::Sink& to) { EXPECT_THROW(deliver(to), Killed); }
    void put_many(int many) {
        change([&](auto& tx) {
            for (int i = 0; i < many; ++i) {
                must(put_outbox(tx, a_delivery("k" + std::to_string(i))));
            }
        });
    }
};

// OpenFn/lightning#4236, #2943
TEST_F(Curse, lost_runs_that_had_in_fact_succeeded) {
    put("k1");
    int effects = 0;
    die_in(
        sink([&](const std::string&, const Deliveries&, sync::Facts&, std::stop_token) -> Results {
            ++effects;
            throw Killed();
        }));
    EXPECT_EQ(state("k1"), OutboxState::sending);
    now_ = now_.plus(hours(1));
    deliver_to_the_end(sink(
        [&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            ++effects;
            return Results(all(deliveries, Outcome::accepted));
        },
        says(Outcome::accepted)));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_EQ(effects, 1);
    EXPECT_EQ(journal("outbox.lease-ended").size(), 1U);
}

// OpenFn/lightning#3544, #4565
TEST_F(Curse, late_truth_is_rejected) {
    put("k1");
    deliver(sink(
        [&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            // The lease ends while the call is under way; a second worker asks, and is told that
            // nothing ever arrived. Then the first one is answered after all.
            now_ = now_.plus(hours(1));
            auto second = options("worker-2");
            must(sync::Outbox(store_, second)
                     .deliver({mot_cua, says(Outcome::accepted), says(Outcome::absent)}, {}));
            EXPECT_EQ(state("k1"), OutboxState::waiting);
            return Results(all(deliveries, Outcome::accepted));
        },
        says(Outcome::absent)));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_EQ(item("k1").foreign_id, "theirs-k1");
    deliver_to_the_end(sink(says(Outcome::accepted)));
    EXPECT_THAT(sent_, ElementsAre("k1"));
}

// opencrvs-core#7005
TEST_F(Curse, an_error_answer_is_read_as_success_and_the_record_is_gone) {
    const std::vector<sync::Sink::Call> answers = {
        fails(ErrorCode::drift),
        [](const std::string&, const Deliveries&, sync::Facts&, std::stop_token) {
            return Results(std::vector<DeliveryResult>());  // 200, and nothing in it
        },
        [](const std::string&, const Deliveries&, sync::Facts&, std::stop_token) {
            return Results(std::vector{result_of("another", Outcome::accepted)});
        },
        [](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            auto twice = all(deliveries, Outcome::accepted);
            twice.push_back(result_of(deliveries[0].key, Outcome::rejected));
            return Results(twice);
        },
        [](const std::string&, const Deliveries&, sync::Facts&, std::stop_token) -> Results {
            throw std::runtime_error("a fault of the adapter");
        },
        says(Outcome::absent)};
    int number = 0;
    for (const auto& answer : answers) {
        const auto key = "k" + std::to_string(++number);
        put(key);
        deliver(sink(answer, says(Outcome::accepted)));
        EXPECT_TRUE(state(key) == OutboxState::unknown || state(key) == OutboxState::waiting)
            << number;
        change([](auto& tx) { must(put_outbox_gate(tx, {mot_cua})); });
        deliver_to_the_end(sink(says(Outcome::accepted), says(Outcome::accepted)));
        EXPECT_EQ(state(key), OutboxState::delivered);
    }
}

// mysociety/fixmystreet#3228; Kafka Connect: one bad record stops the connector
TEST_F(Curse, one_poison_record_loops_and_holds_up_all_others) {
    for (const auto code : {ErrorCode::rejected,
                            ErrorCode::transient,
                            ErrorCode::internal,
                            ErrorCode::malformed_input}) {
        const auto poison = "poison-" + std::string(to_string(code));
        put(poison);
        put_many(60);
        int calls = 0;
        deliver_to_the_end(sink([&](const std::string&,
                                    const Deliveries& deliveries,
                                    sync::Facts&,
                                    std::stop_token) -> Results {
            ++calls;
            if (std::any_of(deliveries.begin(), deliveries.end(), [&](const auto& each) {
                    return each.key == poison;
                })) {
                return Error{code, "500"};
            }
            return all(deliveries, Outcome::accepted);
        }));
        EXPECT_EQ(state(poison), OutboxState::dead);
        EXPECT_EQ(item(poison).cause, to_string(code));
        EXPECT_EQ(count(OutboxState::dead), 1) << "the others went through";
        EXPECT_LT(calls, 100);
        change([](auto& tx) {
            must(sync::discard_deliveries(tx, {.connection = mot_cua}, by_office));
        });
    }
}

// jembi/openhim-core-js#1185
TEST_F(Curse, an_endless_retry_of_900_messages_cannot_be_stopped) {
    put_many(900);
    const auto down = sink(fails(ErrorCode::transient));
    deliver(down);
    auto connection = a_connection("mot-cua");
    connection.state = store::ConnectionState::paused;
    change([&](auto& tx) { must(update_connection(tx, connection)); });
    sent_.clear();
    now_ = now_.plus(hours(24));
    EXPECT_EQ(deliver(down).next_at, std::nullopt);
    EXPECT_THAT(sent_, IsEmpty());

    connection.state = store::ConnectionState::active;
    change([&](auto& tx) {
        must(update_connection(tx, connection));
        const sync::Selection waiting{.connection = mot_cua, .state = OutboxState::waiting};
        EXPECT_EQ(must(discard_deliveries(tx, waiting, by_office)), 900);
    });
    now_ = now_.plus(hours(24));
    deliver(down);
    EXPECT_THAT(sent_, IsEmpty());
    EXPECT_EQ(count(OutboxState::discarded), 900);
}

// apache/camel#190: dropped when the error handler itself fails; OpenFn/lightning#4627
TEST_F(Curse, the_dead_letter_is_dropped_on_its_way) {
    put("k1");
    deliver(
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            auto results = all(deliveries, Outcome::rejected);
            results[0].message =
                "m\xE1\xBB sai\n" + std::string(100'000, 'x');  // cut inside a letter
            results[0].id = std::string("\xFF\xFE", 2);
            return Results(results);
        }));
    EXPECT_EQ(state("k1"), OutboxState::dead);
    EXPECT_THAT(item("k1").message, HasSubstr("not UTF-8"));
    EXPECT_EQ(item("k1").record, a_delivery("k1").record);

    put("k2");
    deliver(
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            auto results = all(deliveries, Outcome::rejected);
            results[0].message.clear();
            for (int i = 0; i < 50'000; ++i) {
                results[0].message += "ố\n";
            }
            return Results(results);
        }));
    EXPECT_LE(item("k2").message.size(), 2000U);
    EXPECT_THAT(item("k2").message, Not(HasSubstr("\n")));
}

TEST_F(Curse, the_dead_letter_is_dropped_when_it_cannot_be_stored) {
    put("k1");
    tamper(path_,
           "CREATE TRIGGER no_death BEFORE UPDATE ON outbox WHEN NEW.state = 3 "
           "BEGIN SELECT RAISE(ABORT, 'no'); END");
    EXPECT_FALSE(sync::Outbox(store_, options()).deliver(sink(says(Outcome::rejected)), {}));
    EXPECT_EQ(state("k1"), OutboxState::sending) << "still there, and found when its lease ends";
    tamper(path_, "DROP TRIGGER no_death");
    now_ = now_.plus(hours(1));
    deliver(sink(says(Outcome::accepted), says(Outcome::rejected)));
    EXPECT_EQ(state("k1"), OutboxState::dead);
}

// mysociety/fixmystreet#3168
TEST_F(Curse, sent_to_two_bodies_one_failed_and_it_is_marked_sent_for_both) {
    change([](auto& tx) { must(insert_connection(tx, a_connection("van-ban"))); });
    change([](auto& tx) {
        auto first = a_delivery("r1-mot-cua");
        auto second = a_delivery("r1-van-ban");
        second.connection = ConnectionId::of("van-ban");
        second.record = first.record;
        must(put_outbox(tx, first));
        must(put_outbox(tx, second));
    });
    deliver(sink(says(Outcome::accepted)));
    must(sync::Outbox(store_, options())
             .deliver({ConnectionId::of("van-ban"), says(Outcome::rejected), nullptr}, {}));
    EXPECT_EQ(state("r1-mot-cua"), OutboxState::delivered);
    EXPECT_EQ(state("r1-van-ban"), OutboxState::dead);
}

// opencrvs-core#2936, #12292; OpenHIM#284
TEST_F(Curse, it_stands_at_sending_for_ever) {
    put("k1");
    die_in(
        sink([](const std::string&, const Deliveries&, sync::Facts&, std::stop_token) -> Results {
            throw Killed();
        }));
    const auto run = deliver(sink(says(Outcome::accepted)));
    EXPECT_EQ(run.calls, 0);
    ASSERT_TRUE(run.next_at) << "the lease has an end, and the worker is told";
    now_ = *run.next_at;
    deliver(sink(says(Outcome::accepted)));
    EXPECT_EQ(state("k1"), OutboxState::unknown);
    EXPECT_EQ(item("k1").next_at, std::nullopt) << "nobody to ask: a person's, and not sent again";
    EXPECT_THAT(sent_, ElementsAre("k1"));
}

// opencrvs-core#7477
TEST_F(Curse, a_reload_while_sending_makes_a_second_record) {
    put("k1");
    deliver(
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            change([](auto& tx) {
                EXPECT_EQ(must(put_outbox(tx, a_delivery("k1"))), store::PutOutcome::known);
            });
            return Results(all(deliveries, Outcome::accepted));
        }));
    deliver(sink(says(Outcome::accepted)));
    EXPECT_THAT(sent_, ElementsAre("k1"));
}

// opencrvs-core#8699; lensesio/stream-reactor#610: what failed stays failed
TEST_F(Curse, what_failed_must_be_deleted_and_made_again) {
    put("k1");
    deliver(sink(says(Outcome::rejected)));
    change([](auto& tx) { must(retry_delivery(tx, "k1", by_office)); });
    deliver(sink(says(Outcome::accepted)));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
}

}  // namespace
}  // namespace tiendo::test

// Several workers on one database and one connection.
#include "sync/outbox_fixture.hpp"

#include <atomic>
#include <set>
#include <thread>

namespace tiendo::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// Another side that notes what comes in while something else is still under way.
class Watching {
public:
    Results take(const Deliveries& deliveries) {
        enter(deliveries);
        std::vector<DeliveryResult> results;
        for (const auto& each : deliveries) {
            const std::lock_guard lock(mutex_);
            // Each is refused for now the first time, and every third is in doubt after that.
            const int seen = ++seen_[each.key];
            auto outcome = seen == 1 ? Outcome::retry : Outcome::accepted;
            if (outcome == Outcome::accepted) {
                ++effects[each.key];
                order.push_back(each.key);
                outcome = each.key.ends_with("3") ? Outcome::unknown : outcome;
            }
            results.push_back(result_of(each.key, outcome));
        }
        leave(deliveries);
        return results;
    }
    Results tell(const Deliveries& deliveries) {
        const std::lock_guard lock(mutex_);
        std::vector<DeliveryResult> results;
        for (const auto& each : deliveries) {
            results.push_back(result_of(
                each.key, effects.count(each.key) > 0 ? Outcome::accepted : Outcome::absent));
        }
        return results;
    }

    std::map<std::string, int> effects;
    std::vector<std::string> order;
    int in_two_hands = 0;

private:
    static std::string lane_of(const std::string& key) {
        return key[0] == 'g' ? key.substr(0, 2) : key;
    }
    void enter(const Deliveries& deliveries) {
        const std::lock_guard lock(mutex_);
        for (const auto& each : deliveries) {
            in_two_hands += under_way_.insert(lane_of(each.key)).second ? 0 : 1;
        }
    }
    void leave(const Deliveries& deliveries) {
        const std::lock_guard lock(mutex_);
        for (const auto& each : deliveries) {
            under_way_.erase(lane_of(each.key));
        }
    }

    std::mutex mutex_;
    std::map<std::string, int> seen_;
    std::set<std::string> under_way_;
};

class OutboxThreads : public OutboxTest {
protected:
    OutboxThreads() {
        auto patient = options_for(path_);
        patient.busy_timeout = minutes(1);
        store_ = must(store::Store::open(patient, Logger()));
    }
};

TEST_F(OutboxThreads, four_workers_at_once_send_each_delivery_once_and_in_order) {
    std::vector<std::string> keys;
    for (int i = 10; i < 50; ++i) {
        keys.push_back("g" + std::to_string(i % 4) + "-" + std::to_string(i));
        keys.push_back("k" + std::to_string(i));
    }
    change([&](auto& tx) {
        for (const auto& key : keys) {
            must(put_outbox(tx, a_delivery(key, key[0] == 'g' ? key.substr(0, 2) : "")));
        }
    });
    Watching peer;
    // Time goes on only by the short waits between tries, never to the end of a lease.
    std::atomic<std::int64_t> now_ms = noon.unix_ms();
    const auto work = [&](int who) {
        auto options = this->options("worker-" + std::to_string(who));
        options.clock = [&] { return Instant::from_unix_ms(now_ms.load()); };
        options.most = 3;
        const sync::Sink to{
            mot_cua,
            [&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
                return peer.take(deliveries);
            },
            [&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
                return peer.tell(deliveries);
            }};
        const sync::Outbox outbox(store_, options);
        while (const auto next = must(outbox.deliver(to, {})).next_at) {
            auto seen = now_ms.load();
            if (next->unix_ms() - seen < 60'000) {
                now_ms.compare_exchange_strong(seen, std::max(seen, next->unix_ms()));
            } else {
                std::this_thread::yield();
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int who = 0; who < 4; ++who) {
            threads.emplace_back(work, who);
        }
    }
    EXPECT_EQ(peer.in_two_hands, 0);
    EXPECT_EQ(count(OutboxState::delivered), static_cast<std::int64_t>(keys.size()));
    for (const auto& key : keys) {
        EXPECT_EQ(peer.effects[key], 1) << key;
    }
    for (const auto* group : {"g0", "g1", "g2", "g3"}) {
        std::vector<std::string> came;
        std::copy_if(
            peer.order.begin(), peer.order.end(), std::back_inserter(came), [&](const auto& key) {
                return key.starts_with(group);
            });
        EXPECT_EQ(came.size(), 10U);
        EXPECT_TRUE(std::is_sorted(came.begin(), came.end()));
    }
    EXPECT_TRUE(journal("outbox.lease-ended").empty());
}

TEST_F(OutboxThreads, a_second_worker_finds_nothing_while_the_first_one_sends) {
    put("k1");
    deliver(
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            auto second = options("worker-2");
            EXPECT_EQ(must(sync::Outbox(store_, second)
                               .deliver({mot_cua, says(Outcome::accepted), nullptr}, {}))
                          .calls,
                      0);
            return Results(all(deliveries, Outcome::accepted));
        }));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
}

TEST_F(OutboxThreads, a_worker_that_is_told_to_stop_passes_it_on_to_the_call) {
    put("k1");
    std::stop_source stop;
    const auto to =
        sink([&](const std::string&, const Deliveries&, sync::Facts&, std::stop_token token) {
            std::jthread other([&] { stop.request_stop(); });
            other.join();
            return token.stop_requested() ? Results(Error{ErrorCode::cancelled, "told to stop"})
                                          : Results(Error{ErrorCode::internal, "not told"});
        });
    const auto run = must(sync::Outbox(store_, options()).deliver(to, stop.get_token()));
    EXPECT_EQ(run.failure->code(), ErrorCode::cancelled);
    EXPECT_EQ(state("k1"), OutboxState::waiting);
}

}  // namespace
}  // namespace tiendo::test

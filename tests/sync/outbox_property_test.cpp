// A seeded other side that loses requests and answers, repeats and delays them, and a worker that
// dies anywhere: each delivery takes effect once, groups stay in order, nothing is lost.
#include "sync/outbox_fixture.hpp"

#include <array>
#include <random>
#include <set>

namespace tiendo::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// What ends a worker without a word.
struct Killed {};

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(engine_); }
    bool in_a_hundred(int chances) { return below(100) < chances; }
    double fraction() { return std::uniform_real_distribution(0.0, 1.0)(engine_); }

private:
    std::mt19937 engine_;
};

enum class Knows {
    keys,    ///< takes a key once; its network delays and repeats requests
    nothing  ///< takes what comes, however often; but tells what it has
};

/// The other side, with its network.
class Peer {
public:
    Peer(Knows knows, Dice& dice) : knows_(knows), dice_(dice) {}

    Results write(const Deliveries& deliveries) {
        maybe_kill();
        if (dice_.in_a_hundred(10)) {
            return Error{ErrorCode::transient, "connection refused"};
        }
        if (dice_.in_a_hundred(5)) {
            return Error{ErrorCode::outcome_unknown, "cut off before anything was read"};
        }
        const bool answer_is_lost = dice_.in_a_hundred(10);
        std::vector<DeliveryResult> results;
        for (const auto& each : deliveries) {
            if (auto result = write_one(each.key)) {
                results.push_back(*result);
            }
            maybe_kill();
        }
        if (answer_is_lost) {
            return Error{ErrorCode::outcome_unknown, "cut off before the answer"};
        }
        if (!results.empty() && dice_.in_a_hundred(10)) {
            results.push_back(results.front());
        }
        return results;
    }

    Results probe(const Deliveries& deliveries) {
        maybe_kill();
        if (dice_.in_a_hundred(10)) {
            return Error{ErrorCode::transient, "connection refused"};
        }
        std::vector<DeliveryResult> results;
        for (const auto& each : deliveries) {
            if (dice_.in_a_hundred(15)) {
                results.push_back(result_of(each.key, Outcome::unknown));
            } else if (effects.count(each.key) > 0) {
                results.push_back(result_of(each.key, Outcome::accepted));
            } else {
                results.push_back(
                    result_of(each.key, refuses(each.key) ? Outcome::rejected : Outcome::absent));
            }
        }
        maybe_kill();
        return results;
    }

    /// The requests that were under way for long arrive. @return those that took effect now
    std::vector<std::string> let_the_delayed_arrive() {
        std::vector<std::string> came;
        for (const auto& key : std::exchange(delayed_, {})) {
            if (effects.count(key) == 0) {
                take(key);
                came.push_back(key);
            }
        }
        return came;
    }

    static bool refuses(const std::string& key) { return key.ends_with("7"); }
    [[nodiscard]] bool is_under_way(const std::string& key) const {
        return std::find(delayed_.begin(), delayed_.end(), key) != delayed_.end();
    }

    std::map<std::string, int> effects;
    std::vector<std::string> order;  ///< of effects
    int kills_in_a_thousand = 40;

private:
    void maybe_kill() {
        if (dice_.below(1000) < kills_in_a_thousand) {
            throw Killed();
        }
    }
    void take(const std::string& key) {
        ++effects[key];
        order.push_back(key);
    }
    std::optional<DeliveryResult> write_one(const std::string& key) {
        if (dice_.in_a_hundred(8)) {
            return result_of(key, Outcome::retry);
        }
        if (refuses(key)) {
            return result_of(key, Outcome::rejected);
        }
        if (dice_.in_a_hundred(6)) {
            // The request was lost; whoever notices says so, or nothing.
            return dice_.in_a_hundred(50) ? std::optional(result_of(key, Outcome::unknown))
                                          : std::nullopt;
        }
        if (knows_ == Knows::keys && dice_.in_a_hundred(8)) {
            delayed_.push_back(key);
            return result_of(key, Outcome::unknown);
        }
        if (knows_ == Knows::keys && effects.count(key) > 0) {
            return result_of(key, Outcome::duplicate);
        }
        take(key);
        if (dice_.in_a_hundred(10)) {
            return std::nullopt;  // its part of the answer was lost
        }
        return result_of(key, Outcome::accepted);
    }

    Knows knows_;
    Dice& dice_;
    std::vector<std::string> delayed_;
};

class OutboxProperty : public OutboxTest {
protected:
    /// Until nothing is due any more, workers live and die.
    void run_to_the_end(Peer& peer, Dice& dice) {
        for (int round = 0; round < 3000; ++round) {
            const auto next_at = live_and_perhaps_die(peer, dice, round);
            for (const auto& key : deaths_of_the_delayed(peer, dice)) {
                report(key, Outcome::accepted);
            }
            meddle(peer, dice, round);
            if (!next_at && round > 60) {
                for (const auto& key : peer.let_the_delayed_arrive()) {
                    report(key, Outcome::accepted);
                }
                if (quiet()) {
                    return;
                }
            }
            now_ = next_at ? std::max(now_, *next_at) : now_.plus(seconds(1));
        }
        ADD_FAILURE() << "no end";
    }

    std::vector<std::string> put_keys_;
    std::map<std::string, std::vector<std::string>> groups_;
    int died_ = 0;

private:
    std::optional<Instant> live_and_perhaps_die(Peer& peer, Dice& dice, int round) {
        auto options = this->options("worker-" + std::to_string(round));
        options.most = 5;
        // The clock is asked inside of each transaction and behind each commit, chance inside.
        options.clock = [&] {
            if (dice.in_a_hundred(2)) {
                throw Killed();
            }
            return now_;
        };
        options.random = [&] {
            if (dice.in_a_hundred(2)) {
                throw Killed();
            }
            return dice.fraction();
        };
        const sync::Sink to{
            mot_cua,
            [&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
                return peer.write(deliveries);
            },
            [&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
                return peer.probe(deliveries);
            }};
        try {
            return must(sync::Outbox(store_, options).deliver(to, {})).next_at;
        } catch (const Killed&) {
            ++died_;
        }
        auto tx = read();
        return must(next_outbox_at(tx, mot_cua));
    }

    std::vector<std::string> deaths_of_the_delayed(Peer& peer, Dice& dice) {
        return dice.in_a_hundred(20) ? peer.let_the_delayed_arrive() : std::vector<std::string>();
    }

    /// What callers and people do meanwhile.
    void meddle(Peer& peer, Dice& dice, int round) {
        if (round < 40) {
            const auto key = "d" + std::to_string(round);
            const auto group = dice.in_a_hundred(60) ? std::string(1, "abc"[dice.below(3)]) : "";
            put(key, group);
            put_keys_.push_back(key);
            groups_[group].push_back(key);
        }
        const auto& some =
            put_keys_[static_cast<std::size_t>(dice.below(static_cast<int>(put_keys_.size())))];
        const auto seen = item(some);
        if (dice.in_a_hundred(20)) {
            change([&](auto& tx) {
                EXPECT_EQ(must(put_outbox(tx, a_delivery(some, seen.group))),
                          store::PutOutcome::known);
            });
        }
        if (peer.effects.count(some) > 0 && dice.in_a_hundred(20)) {
            report(some, Outcome::accepted);  // a webhook
        }
        if (seen.state == OutboxState::dead && !peer.is_under_way(some)) {
            auto tx = write();
            must(dice.in_a_hundred(50) && round < 60 ? retry_delivery(tx, some, by_office)
                                                     : discard_delivery(tx, some, by_office));
            must(tx.commit());
        }
    }

    bool quiet() {
        auto tx = read();
        return !must(next_outbox_at(tx, mot_cua));
    }
};

/// What must hold however the dice fell.
void expect_sound(Peer& peer,
                  const std::vector<OutboxItem>& items,
                  const std::map<std::string, std::vector<std::string>>& groups) {
    std::set<std::string> delivered;
    for (const auto& item : items) {
        const auto effects = peer.effects.count(item.key) > 0 ? peer.effects.at(item.key) : 0;
        const auto what = item.key + " is " + std::string(to_string(item.state));
        switch (item.state) {
            case OutboxState::delivered:
                EXPECT_EQ(effects, 1) << what;
                delivered.insert(item.key);
                break;
            case OutboxState::dead:
                EXPECT_EQ(effects, 0) << what;
                EXPECT_FALSE(item.cause.empty()) << what;
                break;
            case OutboxState::discarded: EXPECT_EQ(effects, 0) << what; break;
            case OutboxState::unknown:
                EXPECT_LE(effects, 1) << what;
                EXPECT_FALSE(item.cause.empty()) << what;
                EXPECT_EQ(item.next_at, std::nullopt) << what;
                break;
            case OutboxState::waiting:
                EXPECT_FALSE(item.group.empty()) << what;  // behind a dead or an unknown one
                EXPECT_EQ(effects, 0) << what;
                break;
            case OutboxState::sending: ADD_FAILURE() << what;
        }
    }
    for (const auto& [group, keys] : groups) {
        if (group.empty()) {
            continue;
        }
        std::vector<std::string> expected;
        std::copy_if(keys.begin(), keys.end(), std::back_inserter(expected), [&](const auto& key) {
            return peer.effects.count(key) > 0;
        });
        std::vector<std::string> came;
        std::copy_if(
            peer.order.begin(), peer.order.end(), std::back_inserter(came), [&](const auto& key) {
                return std::find(keys.begin(), keys.end(), key) != keys.end();
            });
        EXPECT_EQ(came, expected) << "group " << group;
    }
}

class OutboxSeeds : public OutboxProperty,
                    public ::testing::WithParamInterface<std::pair<Knows, unsigned>> {};

TEST_P(OutboxSeeds, each_delivery_takes_effect_once_in_order_and_none_is_lost) {
    Dice dice(GetParam().second);
    Peer peer(GetParam().first, dice);
    run_to_the_end(peer, dice);
    auto tx = read();
    const auto items = must(list_outbox(tx, {}));
    EXPECT_EQ(items.size(), put_keys_.size());
    expect_sound(peer, items, groups_);
    EXPECT_FALSE(must(verify_journal(tx, std::nullopt)).fault);
    EXPECT_GT(died_, 0) << "the dice let the worker live: choose others";
    EXPECT_GT(peer.effects.size(), 20U);
}

std::vector<std::pair<Knows, unsigned>> seeds() {
    std::vector<std::pair<Knows, unsigned>> all;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        all.emplace_back(Knows::keys, seed);
        all.emplace_back(Knows::nothing, seed);
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(Dice, OutboxSeeds, ::testing::ValuesIn(seeds()), [](const auto& each) {
    return std::string(each.param.first == Knows::keys ? "keys" : "probe_alone") + "_" +
           std::to_string(each.param.second);
});

}  // namespace
}  // namespace tiendo::test

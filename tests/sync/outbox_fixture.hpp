#pragma once

#include "sync/fixture.hpp"

#include "tiendo/store/outbox.hpp"
#include "tiendo/sync/outbox.hpp"
#include "tiendo/sync/outbox_decisions.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace tiendo::test {

using store::OutboxItem;
using store::OutboxState;
using Deliveries = std::vector<plugin::Delivery>;
using Results = Result<std::vector<DeliveryResult>>;

inline const ConnectionId mot_cua = ConnectionId::of("mot-cua");

inline DeliveryResult result_of(const std::string& key, Outcome outcome) {
    DeliveryResult result;
    result.key = key;
    result.outcome = outcome;
    const bool came = outcome == Outcome::accepted || outcome == Outcome::duplicate;
    result.id = came ? "theirs-" + key : "";
    result.message = came ? "" : "because";
    return result;
}

/// One outcome for all.
inline std::vector<DeliveryResult> all(const Deliveries& deliveries, Outcome outcome) {
    std::vector<DeliveryResult> results;
    for (const auto& each : deliveries) {
        results.push_back(result_of(each.key, outcome));
    }
    return results;
}

inline store::NewDelivery a_delivery(const std::string& key, const std::string& group = "") {
    return {mot_cua,
            "dossiers",
            group,
            key,
            to_json(a_dossier("H99-" + key, "2021-03-01T08:00:00+07:00")),
            noon};
}

inline const sync::Decision by_office{"Văn phòng UBND Quận Ví Dụ", "đã hỏi lại hệ thống kia", noon};

/// A new database with the connection "mot-cua", a clock that the test moves, and another side that
/// the test scripts.
class OutboxTest : public StoreTest {
protected:
    OutboxTest() {
        change([](auto& tx) { must(insert_connection(tx, a_connection("mot-cua"))); });
    }

    sync::OutboxOptions options(const std::string& owner = "worker-1") {
        sync::OutboxOptions options;
        options.clock = [this] { return now_; };
        options.random = [] { return 0.0; };  // each wait is as long as its cap
        options.owner = owner;
        return options;
    }
    sync::Sink sink(sync::Sink::Call write, sync::Sink::Call probe = nullptr) {
        const auto counted = [this](sync::Sink::Call call, std::vector<std::string>& keys) {
            return !call ? call
                         : [this, call = std::move(call), &keys](const std::string& stream,
                                                                 const Deliveries& deliveries,
                                                                 sync::Facts& facts,
                                                                 std::stop_token stop) {
                               for (const auto& each : deliveries) {
                                   keys.push_back(each.key);
                               }
                               return call(stream, deliveries, facts, std::move(stop));
                           };
        };
        return {mot_cua, counted(std::move(write), sent_), counted(std::move(probe), asked_)};
    }
    /// Answers each delivery with this outcome.
    static sync::Sink::Call says(Outcome outcome) {
        return [outcome](const std::string&,
                         const Deliveries& deliveries,
                         sync::Facts&,
                         std::stop_token) { return Results(all(deliveries, outcome)); };
    }
    static sync::Sink::Call fails(ErrorCode code) {
        return [code](const std::string&, const Deliveries&, sync::Facts&, std::stop_token) {
            return Results(Error{code, "the call failed", "look at it"});
        };
    }

    void put(const std::string& key, const std::string& group = "") {
        change([&](auto& tx) { must(put_outbox(tx, a_delivery(key, group))); });
    }
    sync::OutboxRun deliver(const sync::Sink& to) {
        return must(sync::Outbox(store_, options()).deliver(to, {}));
    }
    /// Runs, moves the clock to when it is worth while again, and so on until nothing is due.
    void deliver_to_the_end(const sync::Sink& to) {
        for (int i = 0; i < 1000; ++i) {
            const auto run = deliver(to);
            if (!run.next_at) {
                return;
            }
            now_ = std::max(now_, *run.next_at);
        }
        ADD_FAILURE() << "no end";
    }
    OutboxItem item(const std::string& key) {
        auto tx = read();
        return must(get_outbox(tx, key));
    }
    OutboxState state(const std::string& key) { return item(key).state; }
    std::int64_t count(OutboxState state) {
        auto tx = read();
        return must(count_outbox(tx, {.state = state}));
    }
    store::OutboxGate gate() {
        auto tx = read();
        return must(get_outbox_gate(tx, mot_cua));
    }
    std::vector<JournalEntry> journal(const std::string& action) {
        auto tx = read();
        EXPECT_FALSE(must(verify_journal(tx, std::nullopt)).fault);
        return must(read_journal(tx, {.action_prefix = action}));
    }
    sync::Reported report(const std::string& key, Outcome outcome, const std::string& id = "") {
        auto tx = write();
        const auto reported = must(sync::report_outcome(
            tx, {key, outcome, id, ""}, {by_office.actor, by_office.why, now_}));
        must(tx.commit());
        return reported;
    }

    Instant now_ = noon;
    std::vector<std::string> sent_;   ///< keys, as often as they were handed to `write`
    std::vector<std::string> asked_;  ///< keys, as often as they were handed to `probe`
};

}  // namespace tiendo::test

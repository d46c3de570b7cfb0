#include "tiendo/sync/outbox.hpp"

#include "outbox_notes.hpp"
#include "outbox_rules.hpp"

#include <algorithm>
#include <exception>
#include <map>

namespace tiendo::sync {

namespace {

using store::OutboxItem;
using store::OutboxState;
using store::OutboxTask;

/// A claimed batch and what was said of it.
struct Called {
    store::OutboxBatch batch;
    bool askable = true;  ///< false: there is nobody to ask what became of it
    Result<std::vector<DeliveryResult>> results;
    Facts facts;
};

/// One run of a worker for one connection.
class Runner {
public:
    Runner(store::Store& store,
           const OutboxOptions& options,
           const Sink& sink,
           std::stop_token stop)
        : store_(store), options_(options), sink_(sink), stop_(std::move(stop)) {
        run_.connection = sink.connection;
    }

    Result<OutboxRun> run() {
        std::optional<Called> called;
        while (true) {
            const bool told_to_end =
                stop_.stop_requested() ||
                (called && !called->results &&
                 call_reaction_to(called->results.error().code()) == CallReaction::stop);
            const bool last = told_to_end || run_.calls >= options_.most_calls;
            auto batch = settle_and_claim(called, last);
            if (!batch) {
                return std::move(batch).error().at("connection '" + sink_.connection.str() + "'");
            }
            if (batch->items.empty()) {
                return run_;
            }
            called = call(*std::move(batch));
        }
    }

private:
    /// What the last call brought and what the next one carries: one transaction for both. Where
    /// the store is busy for long it is tried again, so that what is known does not become unknown.
    Result<store::OutboxBatch> settle_and_claim(const std::optional<Called>& called, bool last) {
        constexpr int tries = 3;
        const auto before = run_;
        for (int i = 1;; ++i) {
            auto batch = settle_and_claim_once(called, last);
            if (batch || !called || batch.error().code() != ErrorCode::busy || i == tries) {
                return batch;
            }
            run_ = before;
        }
    }

    Result<store::OutboxBatch> settle_and_claim_once(const std::optional<Called>& called,
                                                     bool last) {
        auto tx = store_.begin(store::Mode::write);
        if (!tx) {
            return std::move(tx).error();
        }
        const auto now = options_.clock();
        if (called) {
            if (auto settled = settle(*tx, *called, now); !settled) {
                return std::move(settled).error();
            }
        }
        auto batch = last ? Result<store::OutboxBatch>(store::OutboxBatch()) : claim(*tx, now);
        if (!batch) {
            return batch;
        }
        if (batch->items.empty()) {
            auto next = store::next_outbox_at(*tx, sink_.connection);
            if (!next) {
                return std::move(next).error();
            }
            run_.next_at = *next;
        }
        if (auto done = tx->commit(); !done) {
            return std::move(done).error();
        }
        return batch;
    }

    Result<store::OutboxBatch> claim(store::Transaction& tx, Instant now) {
        auto batch = store::claim_outbox(tx,
                                         {.connection = sink_.connection,
                                          .owner = options_.owner,
                                          .now = now,
                                          .lease = options_.lease,
                                          .most = options_.most});
        if (!batch) {
            return batch;
        }
        ManyNotes lost;
        for (const auto& key : batch->lost) {
            lost.add(key, to_string(OutboxState::unknown));
        }
        run_.unknown += lost.count();
        auto noted = lost.append(tx,
                                 "outbox.lease-ended",
                                 sink_.connection.str(),
                                 {options_.owner, "their worker did not come back", now});
        return noted ? std::move(batch) : std::move(noted).error();
    }

    Called call(store::OutboxBatch batch) {
        const bool sends = batch.task == OutboxTask::send;
        auto facts = stored_facts(store_, sink_.connection);
        if (!sends && !sink_.probe) {
            return {std::move(batch), false, std::vector<DeliveryResult>(), std::move(facts)};
        }
        ++run_.calls;
        // A worker that was held up between the claim and this line has lost its right to send.
        if (options_.clock() >= batch.items.front().next_at) {
            Error late{ErrorCode::cancelled, "the lease had ended before the call began"};
            return {std::move(batch), true, std::move(late), std::move(facts)};
        }
        std::vector<plugin::Delivery> deliveries;
        deliveries.reserve(batch.items.size());
        for (const auto& item : batch.items) {
            deliveries.push_back({item.key, item.attempts, item.record});
        }
        (sends ? run_.sent : run_.asked) += static_cast<std::int64_t>(deliveries.size());
        auto results = say(sends ? sink_.write : sink_.probe, batch.stream, deliveries, facts);
        const bool nobody_to_ask =
            !sends && !results && results.error().code() == ErrorCode::unsupported;
        return {std::move(batch), !nobody_to_ask, std::move(results), std::move(facts)};
    }

    Result<std::vector<DeliveryResult>> say(const Sink::Call& function,
                                            const std::string& stream,
                                            const std::vector<plugin::Delivery>& deliveries,
                                            Facts& facts) {
        try {
            return function(stream, deliveries, facts, stop_);
        } catch (const std::exception& thrown) {
            // How far it came nobody knows. The text may hold anything, so it is not kept.
            options_.log.error("outbox call threw", {{"connection", sink_.connection.str()}});
            return Error{ErrorCode::outcome_unknown,
                         "the call ended with an exception",
                         "report it to the adapter's author"};
        }
    }

    Result<void> settle(store::Transaction& tx, const Called& called, Instant now) {
        const OutboxRules rules{options_, now};
        if (called.askable) {
            if (auto gated = settle_gate(tx, called, rules); !gated) {
                return gated;
            }
        }
        std::map<std::string_view, DeliveryResult> said;
        if (called.results) {
            said = by_key(*called.results);
            if (auto kept = keep_facts(tx, sink_.connection, called.facts); !kept) {
                return kept;
            }
        }
        ManyNotes notes;
        for (const auto& item : called.batch.items) {
            const auto found = said.find(item.key);
            const auto result = found == said.end() ? unanswered(item.key) : found->second;
            auto after = outcome_of(called, item, result, rules);
            if (auto settled = settle_one(tx, called, item, after, result, now); !settled) {
                return settled;
            }
            notes.add(item.key, to_string(after.state));
        }
        return notes.append(
            tx,
            called.batch.task == OutboxTask::send ? "outbox.sent" : "outbox.asked",
            sink_.connection.str() + "/" + called.batch.stream,
            {options_.owner, called.results ? "" : called.results.error().message(), now});
    }

    Result<void> settle_gate(store::Transaction& tx,
                             const Called& called,
                             const OutboxRules& rules) {
        auto gate = store::get_outbox_gate(tx, sink_.connection);
        if (!gate) {
            return std::move(gate).error();
        }
        if (called.results) {
            run_.failure.reset();
            return gate->failures == 0
                       ? Result<void>()
                       : store::put_outbox_gate(tx, {.connection = sink_.connection});
        }
        run_.failure = called.results.error();
        options_.log.warn("outbox call failed",
                          {{"connection", sink_.connection.str()},
                           {"stream", called.batch.stream},
                           {"cause", std::string(to_string(called.results.error().code()))},
                           {"what", called.results.error().message()}});
        return store::put_outbox_gate(tx, rules.gate_after(*gate, called.results.error()));
    }

    static DeliveryResult unanswered(const std::string& key) {
        DeliveryResult result;
        result.key = key;
        return result;
    }

    /// What was said of each key; of two different words neither counts.
    static std::map<std::string_view, DeliveryResult> by_key(
        const std::vector<DeliveryResult>& results) {
        std::map<std::string_view, DeliveryResult> said;
        for (const auto& result : results) {
            const auto [place, added] = said.emplace(result.key, result);
            if (!added && place->second != result) {
                place->second = unanswered(result.key);
                place->second.message = "the adapter said two different things of it";
            }
        }
        return said;
    }

    OutboxItem outcome_of(const Called& called,
                          const OutboxItem& item,
                          const DeliveryResult& result,
                          const OutboxRules& rules) const {
        if (!called.askable) {
            return rules.without_probe(item);
        }
        if (called.batch.task == OutboxTask::probe && called.results) {
            return rules.after_probe(item, result);
        }
        auto after = called.results ? rules.after_send(item, result)
                                    : rules.after_failure(
                                          item, called.results.error(), called.batch.items.size());
        return after.state == OutboxState::unknown && !sink_.probe ? rules.without_probe(after)
                                                                   : after;
    }

    Result<void> settle_one(store::Transaction& tx,
                            const Called& called,
                            const OutboxItem& item,
                            const OutboxItem& after,
                            const DeliveryResult& result,
                            Instant now) {
        auto changed = store::change_outbox(tx, item, after);
        if (!changed) {
            return std::move(changed).error();
        }
        if (!*changed) {
            return called.results ? settle_late(tx, result, now) : Result<void>();
        }
        run_.delivered += after.state == OutboxState::delivered ? 1 : 0;
        run_.dead += after.state == OutboxState::dead ? 1 : 0;
        const bool doubtful = after.state == OutboxState::unknown && !after.next_at;
        run_.unknown +=
            after.state == OutboxState::unknown && item.state != OutboxState::unknown ? 1 : 0;
        if (after.state != OutboxState::dead && !doubtful) {
            return {};
        }
        options_.log.warn(
            after.state == OutboxState::dead ? "delivery is dead" : "delivery is left to a person",
            {{"connection", sink_.connection.str()}, {"key", item.key}, {"cause", after.cause}});
        return note_change(tx,
                           after.state == OutboxState::dead ? "outbox.dead" : "outbox.unknown",
                           item,
                           after,
                           {options_.owner, after.message, now});
    }

    /// The delivery is not where this worker left it: its lease ended, or somebody reported what
    /// became of it. What the other side said stays true.
    Result<void> settle_late(store::Transaction& tx, const DeliveryResult& result, Instant now) {
        if (result.outcome != Outcome::accepted && result.outcome != Outcome::duplicate &&
            result.outcome != Outcome::rejected) {
            return {};
        }
        auto reported = report_outcome(
            tx,
            {result.key, result.outcome, result.id, result.message},
            {options_.owner, "an answer that came after its lease or after a report", now});
        if (!reported) {
            return std::move(reported).error();
        }
        return {};
    }

    store::Store& store_;
    const OutboxOptions& options_;
    const Sink& sink_;
    std::stop_token stop_;
    OutboxRun run_;
};

}  // namespace

Outbox::Outbox(store::Store& store, OutboxOptions options)
    : store_(&store), options_(std::move(options)) {}

Result<OutboxRun> Outbox::deliver(const Sink& sink, std::stop_token stop) const {
    return Runner(*store_, options_, sink, std::move(stop)).run();
}

}  // namespace tiendo::sync

#include "tiendo/sync/outbox_decisions.hpp"

#include "outbox_notes.hpp"
#include "outbox_rules.hpp"

#include "tiendo/store/connections.hpp"

#include <functional>

namespace tiendo::sync {

namespace {

using store::OutboxItem;
using store::OutboxState;

Result<void> check(const Decision& decision) {
    if (decision.actor.empty() || decision.why.empty()) {
        return Error{ErrorCode::malformed_input,
                     "the decision does not say who makes it and why",
                     "give both: they go to the journal"};
    }
    return {};
}

Error not_in(const OutboxItem& item, std::string remedy) {
    return Error{
        ErrorCode::conflict, "it is " + std::string(to_string(item.state)), std::move(remedy)};
}

/// What a decision makes of a delivery, or why it cannot be made.
using Change = std::function<Result<OutboxItem>(const OutboxItem&)>;

/// @return conflict where somebody else changed the delivery meanwhile
Result<void> store_change(store::Transaction& tx,
                          const OutboxItem& before,
                          const OutboxItem& after) {
    auto changed = store::change_outbox(tx, before, after);
    if (changed && !*changed) {
        return Error{ErrorCode::conflict,
                     "it was changed at the same moment",
                     "look at it again, then decide"};
    }
    return changed ? Result<void>() : std::move(changed).error();
}

Result<void> decide(store::Transaction& tx,
                    std::string_view action,
                    std::string_view key,
                    const Decision& decision,
                    const Change& change) {
    const auto place = "delivery '" + std::string(key.substr(0, 64)) + "'";
    if (auto sound = check(decision); !sound) {
        return std::move(sound).error().at(place);
    }
    auto before = store::get_outbox(tx, key);
    if (!before) {
        return std::move(before).error();
    }
    auto after = change(*before);
    if (!after) {
        return std::move(after).error().at(place);
    }
    after->changed_at = decision.at;
    if (auto done = store_change(tx, *before, *after); !done) {
        return std::move(done).error().at(place);
    }
    return note_change(tx, action, *before, *after, decision);
}

Change let_go(Instant now) {
    return [now](const OutboxItem& item) -> Result<OutboxItem> {
        auto after = item;
        after.tries = 0;
        after.probes = 0;
        after.next_at = now;
        if (item.state == OutboxState::dead) {
            after.state = OutboxState::waiting;
            return after;
        }
        const bool being_asked = !item.lease_owner.empty();
        if (item.state == OutboxState::unknown && !being_asked) {
            return after;
        }
        return not_in(item,
                      being_asked ? "a worker has it: wait for what it finds out"
                                  : "only a dead or an unknown delivery is let go again");
    };
}

Change give_up() {
    return [](const OutboxItem& item) -> Result<OutboxItem> {
        if (item.state == OutboxState::sending || has_ended(item.state)) {
            return not_in(item,
                          item.state == OutboxState::sending
                              ? "a worker has it: wait for what becomes of it"
                              : "it has ended already");
        }
        auto after = item;
        after.state = OutboxState::discarded;
        after.lease_owner.clear();
        after.next_at.reset();
        return after;
    };
}

/// Applies a change to all that a selection names, in pages, with one entry for all.
Result<std::int64_t> decide_for_many(store::Transaction& tx,
                                     std::string_view action,
                                     const Selection& selection,
                                     const Decision& decision,
                                     const Change& change) {
    const auto place = "connection '" + selection.connection.str() + "'";
    if (auto sound = check(decision); !sound) {
        return std::move(sound).error().at(place);
    }
    store::OutboxFilter filter{
        .connection = selection.connection, .state = selection.state, .cause = selection.cause};
    ManyNotes notes;
    for (bool more = true; more;) {
        auto page = store::list_outbox(tx, filter);
        if (!page) {
            return std::move(page).error();
        }
        for (const auto& before : *page) {
            auto after = change(before);
            if (!after) {
                return std::move(after).error().at("delivery '" + before.key + "'").at(place);
            }
            after->changed_at = decision.at;
            if (auto done = store_change(tx, before, *after); !done) {
                return std::move(done).error().at("delivery '" + before.key + "'").at(place);
            }
            notes.add(before.key, to_string(after->state));
        }
        more = static_cast<std::int64_t>(page->size()) == filter.limit;
        filter.after = page->empty() ? filter.after : page->back().number;
    }
    auto noted = notes.append(tx, action, selection.connection.str(), decision);
    return noted ? Result<std::int64_t>(notes.count()) : std::move(noted).error();
}

}  // namespace

Result<Reported> report_outcome(store::Transaction& tx,
                                const OutcomeReport& report,
                                const Decision& decision) {
    const auto place = "delivery '" + report.key.substr(0, 64) + "'";
    if (auto sound = check(decision); !sound) {
        return std::move(sound).error().at(place);
    }
    auto before = store::get_outbox(tx, report.key);
    if (!before) {
        return std::move(before).error();
    }
    if (report.outcome == Outcome::unknown) {
        return Error{ErrorCode::malformed_input,
                     "an unknown outcome tells nothing",
                     "report what is known: accepted, duplicate, rejected or absent"}
            .at(place);
    }
    const bool never_arrived =
        report.outcome == Outcome::absent || report.outcome == Outcome::retry;
    if (never_arrived && !before->lease_owner.empty()) {
        return not_in(*before, "a worker has it: report it when that has ended").at(place);
    }
    const auto truth = truth_of(*before, report, decision.actor, decision.at);
    if (truth.after == *before) {
        return truth.reported;
    }
    if (auto done = store_change(tx, *before, truth.after); !done) {
        return std::move(done).error().at(place);
    }
    auto noted =
        note_change(tx,
                    truth.reported == Reported::conflict ? "outbox.conflict" : "outbox.report",
                    *before,
                    truth.after,
                    decision);
    return noted ? Result<Reported>(truth.reported) : std::move(noted).error();
}

Result<void> edit_delivery(store::Transaction& tx,
                           std::string_view key,
                           std::string_view record,
                           const Decision& decision) {
    return decide(
        tx, "outbox.edit", key, decision, [&](const OutboxItem& item) -> Result<OutboxItem> {
            if (item.state != OutboxState::waiting && item.state != OutboxState::dead) {
                return not_in(item, "only what was surely not taken can be changed");
            }
            if (auto sound = store::check_outbox_record(record); !sound) {
                return std::move(sound).error();
            }
            auto after = item;
            after.original = item.original ? item.original : std::optional(item.record);
            after.record = std::string(record);
            return after;
        });
}

Result<void> retry_delivery(store::Transaction& tx,
                            std::string_view key,
                            const Decision& decision) {
    return decide(tx, "outbox.retry", key, decision, let_go(decision.at));
}

Result<void> discard_delivery(store::Transaction& tx,
                              std::string_view key,
                              const Decision& decision) {
    return decide(tx, "outbox.discard", key, decision, give_up());
}

Result<std::int64_t> retry_deliveries(store::Transaction& tx,
                                      const Selection& selection,
                                      const Decision& decision) {
    return decide_for_many(tx, "outbox.retry", selection, decision, let_go(decision.at));
}

Result<std::int64_t> discard_deliveries(store::Transaction& tx,
                                        const Selection& selection,
                                        const Decision& decision) {
    return decide_for_many(tx, "outbox.discard", selection, decision, give_up());
}

Result<PurgeStep> purge_deliveries(store::Transaction& tx,
                                   const store::OutboxPurge& purge,
                                   const Decision& decision) {
    const auto place = purge.connection ? "connection '" + purge.connection->str() + "'"
                                        : std::string("all connections");
    if (auto sound = check(decision); !sound) {
        return std::move(sound).error().at(place);
    }
    auto purged = store::purge_outbox(tx, purge);
    if (!purged) {
        return std::move(purged).error().at(place);
    }
    if (purged->empty()) {
        return PurgeStep{0, purge.after};
    }
    const auto subject = purge.connection ? purge.connection->str() : std::string();
    if (auto noted = note_purge(tx, subject, purge.state, *purged, decision); !noted) {
        return std::move(noted).error();
    }
    return PurgeStep{static_cast<std::int64_t>(purged->size()), purged->back().number};
}

Result<void> resume_outbox(store::Transaction& tx,
                           const ConnectionId& connection,
                           const Decision& decision) {
    if (auto sound = check(decision); !sound) {
        return std::move(sound).error().at("connection '" + connection.str() + "'");
    }
    auto gate = store::get_outbox_gate(tx, connection);
    if (!gate) {
        return std::move(gate).error();
    }
    gate->resume_at.reset();  // its failures stay: the next call carries one delivery alone
    if (auto put = store::put_outbox_gate(tx, *gate); !put) {
        return put;
    }
    auto noted = store::append(
        tx, {decision.at, decision.actor, "outbox.resume", connection.str(), decision.why, {}, {}});
    return noted ? Result<void>() : std::move(noted).error();
}

}  // namespace tiendo::sync

// What a unit owes → the entries of its calendar. How they are written: calendar_render.cpp.
#include "tiendo/report/calendar_feed.hpp"

#include "phrases.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/ledger/revisions.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/report/format.hpp"
#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tiendo::report {

namespace {

/// A paper of the feed, and what became of it.
struct Told {
    ledger::Owed row;
    ledger::Revision revision;
    bool removed = false;
};

FeedStatus status_of(const Told& told) {
    if (told.removed) {
        return FeedStatus::cancelled;
    }
    const auto& row = told.row;
    switch (row.standing) {
        case Standing::not_due:
        case Standing::open:
        case Standing::overdue: return FeedStatus::expected;
        case Standing::on_time:
        case Standing::late: return FeedStatus::filed;
        case Standing::excused:
        case Standing::superseded: return FeedStatus::cancelled;
    }
    return FeedStatus::expected;
}

std::string summary_of(const Told& told) {
    const auto& row = told.row;
    const auto due =
        row.cycle.due.at ? short_due_text(*row.cycle.due.at) : std::string(phrases::board_no_day);
    const bool gone = status_of(told) == FeedStatus::cancelled;
    return gone ? fmt::format(phrases::feed_cancelled, row.cycle.name, due)
                : fmt::format(phrases::feed_summary, row.cycle.name, due);
}

std::string standing_text(const Told& told, Instant at) {
    if (told.removed) {
        return std::string(phrases::feed_removed);
    }
    const auto& row = told.row;
    std::string text(vietnamese(row.standing));
    if (status_of(told) == FeedStatus::filed && row.deciding) {
        text = fmt::format(phrases::feed_filed, text, moment_text(row.deciding->sent_at));
    }
    if (const auto& reason = row.obligation.superseded) {
        return fmt::format(phrases::feed_reason, text, *reason);
    }
    if (const auto* excuse = ledger::excuse_at(row.obligation, at)) {
        return fmt::format(phrases::feed_reason, text, excuse->why);
    }
    return text;
}

std::string description_of(const Told& told, Instant at) {
    const auto& row = told.row;
    std::string text = fmt::format(phrases::feed_paper, row.cycle.name);
    if (const auto& due = row.cycle.due.at) {
        text += "\n" + fmt::format(phrases::feed_due, due_text(*due));
        text += "\n" + fmt::format(phrases::feed_last, last_moment_text(*due));
    } else {
        text += "\n" + std::string(phrases::feed_no_due);
    }
    text += "\n" + fmt::format(phrases::feed_why, row.obligation.why);
    return text + "\n" + fmt::format(phrases::feed_standing, standing_text(told, at));
}

FeedEntry entry_of(const Told& told, const FeedOptions& options) {
    const auto& row = told.row;
    FeedEntry entry;
    // An id may hold blanks and marks; two components of one UID would be one thing to a calendar.
    entry.uid = sha256_hex(row.obligation.id.str()).substr(0, 32) +
                (options.kind == FeedKind::events ? "-event@tiendo" : "-todo@tiendo");
    entry.due = row.cycle.due.at;
    entry.status = status_of(told);
    if (entry.status == FeedStatus::filed && row.deciding) {
        entry.filed_at = row.deciding->sent_at;
    }
    entry.sequence = told.revision.count;
    entry.created = told.revision.fixed_at;
    entry.changed = told.revision.changed_at;
    entry.summary = to_nfc(summary_of(told));
    entry.description = to_nfc(description_of(told, options.at));
    return entry;
}

Result<std::vector<Told>> told_of(store::Transaction& tx,
                                  const PlanId& plan,
                                  const FeedOptions& options) {
    auto rows = ledger::owed(tx, plan, options.at);
    auto lives =
        rows ? ledger::lives_of(tx, plan, options.unit, options.at) : std::move(rows).error();
    if (!lives) {
        return std::move(lives).error();
    }
    std::vector<Told> all;
    for (auto& row : *rows) {
        if (const auto life = lives->find(row.obligation.id); life != lives->end()) {
            all.push_back({std::move(row), life->second.revision});
        }
    }
    for (auto& [id, life] : *lives) {
        if (life.removed) {
            ledger::Owed row;
            row.obligation = std::move(life.obligation);
            row.cycle = std::move(life.cycle);
            all.push_back({std::move(row), life.revision, true});
        }
    }
    return all;
}

Result<std::vector<Told>> told_of(store::Transaction& tx, const FeedOptions& options) {
    auto plans = store::list_plans(tx);
    if (!plans) {
        return std::move(plans).error();
    }
    std::vector<Told> all;
    for (const auto& plan : *plans) {
        auto told = told_of(tx, plan.id, options);
        if (!told) {
            return std::move(told).error();
        }
        std::ranges::move(*told, std::back_inserter(all));
    }
    return all;
}

}  // namespace

Result<Feed> compose_feed(store::Transaction& tx, const FeedOptions& options) {
    auto registry = ledger::registry_of(tx);
    if (!registry) {
        return std::move(registry).error();
    }
    auto told = told_of(tx, options);
    if (!told) {
        return std::move(told).error();
    }
    const auto* unit = registry->find(options.unit);
    // A unit whose making was reversed is in no list any more; who has its calendar is told so.
    if (unit == nullptr && told->empty()) {
        return Error{ErrorCode::not_found,
                     "no unit has the id '" + options.unit.str() + "'",
                     "look the id up in the list of units: tiendo units show"};
    }
    Feed feed;
    feed.name = to_nfc(fmt::format(
        phrases::feed_name,
        unit != nullptr ? unit->on(options.at.date()).brief_name() : options.unit.str()));
    feed.kind = options.kind;
    feed.at = options.at;
    for (const auto& each : *told) {
        const auto& cycle = each.row.cycle;
        if (!cycle.due.at && !each.removed) {
            feed.undated.push_back(cycle.name);
        }
        if (cycle.due.at || options.kind == FeedKind::todos) {
            feed.entries.push_back(entry_of(each, options));
        }
    }
    return feed;
}

}  // namespace tiendo::report

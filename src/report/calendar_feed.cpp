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

FeedStatus status_of(const ledger::Owed& row) {
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

std::string summary_of(const ledger::Owed& row) {
    const auto due =
        row.cycle.due.at ? short_due_text(*row.cycle.due.at) : std::string(phrases::board_no_day);
    const bool gone = status_of(row) == FeedStatus::cancelled;
    return gone ? fmt::format(phrases::feed_cancelled, row.cycle.name, due)
                : fmt::format(phrases::feed_summary, row.cycle.name, due);
}

std::string standing_text(const ledger::Owed& row, Instant at) {
    std::string text(vietnamese(row.standing));
    if (status_of(row) == FeedStatus::filed && row.deciding) {
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

std::string description_of(const ledger::Owed& row, Instant at) {
    std::string text = fmt::format(phrases::feed_paper, row.cycle.name);
    if (const auto& due = row.cycle.due.at) {
        text += "\n" + fmt::format(phrases::feed_due, due_text(*due));
        text += "\n" + fmt::format(phrases::feed_last, last_moment_text(*due));
    } else {
        text += "\n" + std::string(phrases::feed_no_due);
    }
    text += "\n" + fmt::format(phrases::feed_why, row.obligation.why);
    return text + "\n" + fmt::format(phrases::feed_standing, standing_text(row, at));
}

FeedEntry entry_of(const ledger::Owed& row,
                   const ledger::Revision& revision,
                   const FeedOptions& options) {
    FeedEntry entry;
    // An id may hold blanks and marks; two components of one UID would be one thing to a calendar.
    entry.uid = sha256_hex(row.obligation.id.str()).substr(0, 32) +
                (options.kind == FeedKind::events ? "-event@tiendo" : "-todo@tiendo");
    entry.due = row.cycle.due.at;
    entry.status = status_of(row);
    if (entry.status == FeedStatus::filed && row.deciding) {
        entry.filed_at = row.deciding->sent_at;
    }
    entry.sequence = revision.count;
    entry.created = revision.fixed_at;
    entry.changed = revision.changed_at;
    entry.summary = to_nfc(summary_of(row));
    entry.description = to_nfc(description_of(row, options.at));
    return entry;
}

Result<std::vector<ledger::Owed>> owed_by(store::Transaction& tx, const UnitId& unit, Instant at) {
    auto plans = store::list_plans(tx);
    if (!plans) {
        return std::move(plans).error();
    }
    std::vector<ledger::Owed> all;
    for (const auto& plan : *plans) {
        auto rows = ledger::owed(tx, plan.id, at);
        if (!rows) {
            return std::move(rows).error();
        }
        std::ranges::copy_if(*rows, std::back_inserter(all), [&](const ledger::Owed& row) {
            return row.obligation.unit == unit;
        });
    }
    return all;
}

}  // namespace

Result<Feed> compose_feed(store::Transaction& tx, const FeedOptions& options) {
    auto registry = ledger::registry_of(tx);
    if (!registry) {
        return std::move(registry).error();
    }
    const auto* unit = registry->find(options.unit);
    if (unit == nullptr) {
        return Error{ErrorCode::not_found,
                     "no unit has the id '" + options.unit.str() + "'",
                     "look the id up in the list of units: tiendo units show"};
    }
    auto rows = owed_by(tx, options.unit, options.at);
    auto revisions = rows ? ledger::revisions_of(tx, *rows, options.at) : std::move(rows).error();
    if (!revisions) {
        return std::move(revisions).error();
    }
    Feed feed;
    feed.name = to_nfc(fmt::format(phrases::feed_name, unit->on(options.at.date()).brief_name()));
    feed.kind = options.kind;
    feed.at = options.at;
    for (const auto& row : *rows) {
        if (!row.cycle.due.at) {
            feed.undated.push_back(row.cycle.name);
        }
        if (row.cycle.due.at || options.kind == FeedKind::todos) {
            feed.entries.push_back(entry_of(row, revisions->at(row.obligation.id), options));
        }
    }
    return feed;
}

}  // namespace tiendo::report

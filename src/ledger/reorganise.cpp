#include "tiendo/ledger/reorganise.hpp"

#include "hanging.hpp"
#include "journal_text.hpp"
#include "settling.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/units.hpp"
#include "tiendo/units/parse_events.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::ledger {

namespace {

/// What an entry does to one plan.
struct Turned {
    Holding holding;
    Settlement settlement;
};

/// The effect of an entry, and what has to be stored for it.
struct Computed {
    UnitsEffect effect;
    units::History after;
    std::string text;
    std::vector<Turned> plans;
};

Result<Settlement> settle_on(const Holding& holding, const units::History& map, Instant at) {
    auto registry = units::Registry::make(map.units());
    if (!registry) {
        return std::move(registry).error();
    }
    const Heirs heirs(map);
    auto settlement = settlement_of(holding, heirs, fates_of(holding, heirs, at));
    for (auto& each : lost_receivers(holding, *registry, heirs)) {
        settlement.doubts.push_back(std::move(each));
    }
    return settlement;
}

template <typename T>
void keep_changed(const std::vector<T>& before, std::vector<T> after, std::vector<T>& out) {
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (after[i] != before[i]) {
            out.push_back(std::move(after[i]));
        }
    }
}

/// The text under which the entry is kept.
/// @return malformed_input where reading it gives another entry
Result<std::string> text_of(const units::Entry& entry) {
    auto text = units::write_entry(entry);
    const auto read = units::parse_events(text, "entry");
    if (!read || read->size() != 1 || read->front() != entry) {
        Error error{ErrorCode::malformed_input,
                    "the entry has a form that cannot be kept",
                    "write it as docs/units.md says"};
        return read ? std::move(error) : std::move(error).because(read.error());
    }
    return text;
}

Result<void> compute_plan(store::Transaction& tx,
                          const PlanId& plan,
                          const units::History& before,
                          Instant at,
                          Computed& out) {
    auto holding = holding_of(tx, plan);
    auto settlement = holding ? settle_on(*holding, out.after, at) : std::move(holding).error();
    if (!settlement) {
        return std::move(settlement).error();
    }
    auto old = fates_of(*holding, Heirs(before), at);
    auto now = fates_of(*holding, Heirs(out.after), at);
    keep_changed(old.duties, std::move(now.duties), out.effect.duties);
    keep_changed(old.obligations, std::move(now.obligations), out.effect.obligations);
    for (auto& paper : open_papers(*holding, out.effect.map)) {
        out.effect.papers.push_back(std::move(paper));
    }
    out.effect.doubts.insert(
        out.effect.doubts.end(), settlement->doubts.begin(), settlement->doubts.end());
    out.plans.push_back({std::move(*holding), std::move(*settlement)});
    return {};
}

Result<Computed> compute(store::Transaction& tx, const units::Entry& entry, Instant at) {
    auto before = history_of(tx);
    auto text = before ? text_of(entry) : std::move(before).error();
    auto map = text ? before->preview(entry) : std::move(text).error();
    if (!map) {
        return std::move(map).error();
    }
    Computed out;
    out.effect.entry = units::id_of(entry);
    out.effect.map = std::move(*map);
    out.text = std::move(*text);
    out.after = *before;
    if (auto done = out.after.apply(entry); !done) {
        return std::move(done).error();
    }
    auto settings = naming_settings(tx, out.effect.map, *before, out.after);
    auto plans = settings ? store::list_plans(tx) : std::move(settings).error();
    if (!plans) {
        return std::move(plans).error();
    }
    out.effect.connections = std::move(*settings);
    for (const auto& plan : *plans) {
        if (auto done = compute_plan(tx, plan.id, *before, at, out); !done) {
            return std::move(done).error().at(fmt::format("plan '{}'", plan.id.str()));
        }
    }
    return out;
}

std::string_view action_of(const units::Entry& entry) {
    return std::holds_alternative<units::Event>(entry)       ? "units.event"
           : std::holds_alternative<units::Amendment>(entry) ? "units.amend"
                                                             : "units.reverse";
}

/// What was done, and to which papers.
std::string summary_of(const Computed& computed) {
    std::int64_t superseded = 0;
    std::int64_t restored = 0;
    std::int64_t made = 0;
    std::int64_t removed = 0;
    for (const auto& plan : computed.plans) {
        for (const auto& each : plan.settlement.changed) {
            (each.superseded ? superseded : restored) += 1;
        }
        made += std::ssize(plan.settlement.made);
        removed += std::ssize(plan.settlement.removed);
    }
    return JournalText()
        .text("entry", computed.text)
        .number("obligations_superseded", superseded)
        .number("obligations_restored", restored)
        .number("obligations_made", made)
        .number("obligations_removed", removed)
        .number("doubts", std::ssize(computed.effect.doubts))
        .str();
}

}  // namespace

std::string_view to_string(Fate fate) noexcept {
    switch (fate) {
        case Fate::stays: return "stays";
        case Fate::passes: return "passes";
        case Fate::closed: return "closed";
        case Fate::unknown: return "unknown";
        case Fate::answered: return "answered";
    }
    return "stays";
}

namespace {

Result<units::History> history_until(store::Transaction& tx, std::optional<Instant> at) {
    auto first = store::list_first_units(tx);
    auto entries = first ? store::list_unit_entries(tx) : std::move(first).error();
    if (!entries) {
        return std::move(entries).error();
    }
    if (first->empty()) {
        return Error{ErrorCode::not_found,
                     "no units are loaded",
                     "load the list of units first: tiendo units load FILE"};
    }
    auto history = units::History::make(std::move(*first));
    for (const auto& each : *entries) {
        if (!history || (at && *at < each.at)) {
            break;
        }
        auto read = units::parse_events(each.body, "entry '" + each.id + "'");
        auto done = read ? history->apply(std::move(read->front())) : std::move(read).error();
        if (!done) {
            return std::move(done).error().at("stored entry '" + each.id + "'");
        }
    }
    return history;
}

}  // namespace

Result<units::History> history_of(store::Transaction& tx) {
    return history_until(tx, std::nullopt);
}

Result<units::Registry> registry_known_at(store::Transaction& tx, Instant at) {
    auto history = history_until(tx, at);
    return history ? units::Registry::make(history->units()) : std::move(history).error();
}

Result<UnitsEffect> preview_units(store::Transaction& tx, const units::Entry& entry, Instant at) {
    auto computed = compute(tx, entry, at);
    return computed ? Result<UnitsEffect>(std::move(computed->effect))
                    : std::move(computed).error();
}

Result<UnitsEffect> apply_units(store::Transaction& tx, const units::Entry& entry, const Act& act) {
    auto computed = compute(tx, entry, act.at);
    if (!computed) {
        return std::move(computed).error();
    }
    const auto& id = computed->effect.entry.str();
    auto done = store::append_unit_entry(tx, {id, act.at, false, computed->text});
    done = done ? store::replace_units(tx, computed->after.units()) : std::move(done);
    for (const auto& plan : computed->plans) {
        done = done ? write(tx, plan.holding, plan.settlement) : std::move(done);
    }
    if (!done) {
        return std::move(done).error();
    }
    auto said = store::append(
        tx,
        {act.at, act.actor, std::string(action_of(entry)), id, act.why, "", summary_of(*computed)});
    return said ? Result<UnitsEffect>(std::move(computed->effect)) : std::move(said).error();
}

Result<void> settle(store::Transaction& tx, const PlanId& plan) {
    auto holding = holding_of(tx, plan);
    auto history = holding ? history_of(tx) : std::move(holding).error();
    // Standings are not asked for, so any instant does.
    auto settlement =
        history ? settle_on(*holding, *history, Instant{}) : std::move(history).error();
    return settlement ? write(tx, *holding, *settlement) : std::move(settlement).error();
}

}  // namespace tiendo::ledger

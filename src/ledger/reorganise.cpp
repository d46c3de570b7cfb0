#include "tiendo/ledger/reorganise.hpp"

#include "journal_text.hpp"
#include "turn.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/store/units.hpp"
#include "tiendo/units/parse_events.hpp"

namespace tiendo::ledger {

namespace {

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

std::string_view action_of(const units::Entry& entry) {
    return std::holds_alternative<units::Event>(entry)       ? "units.event"
           : std::holds_alternative<units::Amendment>(entry) ? "units.amend"
                                                             : "units.reverse";
}

/// What was done, and to how many papers.
std::string summary_of(const Turn& turn, const std::string& text) {
    std::int64_t superseded = 0;
    std::int64_t restored = 0;
    std::int64_t made = 0;
    std::int64_t removed = 0;
    for (const auto& plan : turn.plans) {
        superseded += std::ssize(plan.superseded);
        restored += std::ssize(plan.restored);
        made += std::ssize(plan.made);
        removed += std::ssize(plan.removed);
    }
    return JournalText()
        .text("entry", text)
        .number("obligations_superseded", superseded)
        .number("obligations_restored", restored)
        .number("obligations_made", made)
        .number("obligations_removed", removed)
        .number("doubts", std::ssize(turn.effect.doubts))
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

Result<std::vector<UnitsEffect>> preview_units(store::Transaction& tx,
                                               const std::vector<units::Entry>& entries,
                                               Instant at) {
    auto books = books_of(tx);
    if (!books) {
        return std::move(books).error();
    }
    std::vector<UnitsEffect> effects;
    for (const auto& entry : entries) {
        auto text = text_of(entry);
        auto turn = text ? turn_of(*books, entry, at) : std::move(text).error();
        if (!turn) {
            return std::move(turn).error();
        }
        effects.push_back(turn->effect);
        take(*books, *std::move(turn));
    }
    return effects;
}

Result<UnitsEffect> apply_units(store::Transaction& tx, const units::Entry& entry, const Act& act) {
    auto text = text_of(entry);
    auto books = text ? books_of(tx) : std::move(text).error();
    auto turn = books ? turn_of(*books, entry, act.at) : std::move(books).error();
    if (!turn) {
        return std::move(turn).error();
    }
    const auto& id = turn->effect.entry.str();
    auto done = store::append_unit_entry(tx, {id, act.at, false, *text});
    done = done ? store::replace_units(tx, turn->map.units()) : std::move(done);
    for (std::size_t i = 0; i < turn->plans.size(); ++i) {
        done = done ? write(tx, books->plans[i], turn->plans[i]) : std::move(done);
    }
    if (!done) {
        return std::move(done).error();
    }
    auto said = store::append(tx,
                              {act.at,
                               act.actor,
                               std::string(action_of(entry)),
                               id,
                               act.why,
                               "",
                               summary_of(*turn, *text)});
    return said ? Result<UnitsEffect>(std::move(turn->effect)) : std::move(said).error();
}

Result<void> settle(store::Transaction& tx, const PlanId& plan) {
    auto holding = holding_of(tx, plan);
    auto history = holding ? history_of(tx) : std::move(holding).error();
    auto settlement = history ? settled_on(*holding, *history) : std::move(history).error();
    return settlement ? write(tx, *holding, *settlement) : std::move(settlement).error();
}

}  // namespace tiendo::ledger

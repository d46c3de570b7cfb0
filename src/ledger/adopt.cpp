#include "tiendo/ledger/adopt.hpp"

#include "adoption_rows.hpp"
#include "journal_text.hpp"
#include "terms.hpp"

#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/units.hpp"
#include "tiendo/units/parse_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tiendo::ledger {

namespace {

Result<void> write_rows(store::Transaction& tx, const Adoption& adoption, const PlanId& plan) {
    if (auto done = store::insert_cycles(tx, adoption.cycles); !done) {
        return done;
    }
    if (auto done = store::replace_duties(tx, plan, adoption.duties); !done) {
        return done;
    }
    if (auto done = store::insert_obligations(tx, adoption.obligations); !done) {
        return done;
    }
    return store::replace_doubts(tx, plan, "ledger.adopt", adoption.doubts);
}

/// One entry for the plan, then one for each cycle with the digest of who owes in it.
Result<void> write_journal(store::Transaction& tx,
                           const Plan& plan,
                           const Adoption& adoption,
                           const AdoptOptions& options,
                           const Act& act) {
    auto said = store::append(tx,
                              {act.at,
                               act.actor,
                               "plan.adopt",
                               options.plan.str(),
                               act.why,
                               "",
                               JournalText()
                                   .text("source", plan.source_name)
                                   .text("sha256", plan.source_sha256)
                                   .text("as_of", options.as_of.iso())
                                   .number("first_year", options.years.first)
                                   .number("last_year", options.years.last)
                                   .number("nodes", std::ssize(plan.nodes))
                                   .number("duties", std::ssize(adoption.duties))
                                   .text("duties_sha256", digest_of(adoption.duties))
                                   .number("doubts", std::ssize(adoption.doubts))
                                   .str()});
    if (!said) {
        return std::move(said).error();
    }
    const auto owed = by_cycle(adoption.obligations);
    for (const auto& cycle : adoption.cycles) {
        const auto of = owed.find(cycle.id);
        auto entry = store::append(
            tx,
            {act.at,
             act.actor,
             "cycle.fix",
             fmt::format("{}/{}", options.plan.str(), cycle.id.str()),
             cycle.window_choice,
             "",
             cycle_text(cycle, of == owed.end() ? std::vector<Obligation>{} : of->second)});
        if (!entry) {
            return std::move(entry).error();
        }
    }
    return {};
}

/// Plans that were adopted on the list before fit the events that come with the new one.
Result<void> settle_all(store::Transaction& tx) {
    auto plans = store::list_plans(tx);
    if (!plans) {
        return std::move(plans).error();
    }
    for (const auto& plan : *plans) {
        if (auto done = settle(tx, plan.id); !done) {
            return std::move(done).error().at(fmt::format("plan '{}'", plan.id.str()));
        }
    }
    return {};
}

}  // namespace

std::vector<Doubt> not_raised_anew(const std::vector<Doubt>& read, const Adoption& derived) {
    std::vector<Doubt> rest;
    std::ranges::copy_if(read, std::back_inserter(rest), [&](const Doubt& doubt) {
        const bool anew = std::ranges::any_of(derived.doubts, [&](const Doubt& other) {
            return other.code == doubt.code && doubt.span && other.span == doubt.span;
        });
        const bool answered = doubt.code == "no-day-stated" && doubt.span &&
                              std::ranges::any_of(derived.cycles, [&](const Cycle& cycle) {
                                  return cycle.due.at && cycle.source_span == doubt.span;
                              });
        return !anew && !answered;
    });
    return rest;
}

Result<Adoption> adopt(store::Transaction& tx,
                       const ReadPlan& read,
                       const Reckoning& reckoning,
                       const AdoptOptions& options,
                       const Act& act) {
    const auto place = fmt::format("plan '{}'", options.plan.str());
    auto registry = registry_of(tx);
    if (!registry) {
        return std::move(registry).error().at(place);
    }
    auto adoption = derive(read.plan, *registry, reckoning, options);
    if (!adoption) {
        return std::move(adoption).error().at(place);
    }
    if (auto done = store::put_plan(tx, {options.plan, read.plan, act.at}, read.source); !done) {
        return std::move(done).error().at(place);
    }
    if (auto done = put_terms(tx, options); !done) {
        return std::move(done).error().at(place);
    }
    const auto rest = not_raised_anew(read.doubts, *adoption);
    if (auto done = store::replace_doubts(tx, options.plan, "reader", rest); !done) {
        return std::move(done).error().at(place);
    }
    if (auto done = write_rows(tx, *adoption, options.plan); !done) {
        return std::move(done).error().at(place);
    }
    if (auto done = settle(tx, options.plan); !done) {
        return std::move(done).error().at(place);
    }
    if (auto done = write_journal(tx, read.plan, *adoption, options, act); !done) {
        return std::move(done).error().at(place);
    }
    return adoption;
}

Result<void> load_units(store::Transaction& tx, const units::Registry& registry, const Act& act) {
    auto history = units::History::make(registry.all());
    return history ? load_units(tx, *history, act) : std::move(history).error();
}

Result<void> load_units(store::Transaction& tx, const units::History& history, const Act& act) {
    auto before = store::list_units(tx);
    if (!before) {
        return std::move(before).error();
    }
    auto done = store::replace_first_units(tx, history.known(0).units());
    for (const auto& entry : history.entries()) {
        const auto& id = units::id_of(entry).str();
        done = done ? store::append_unit_entry(tx, {id, act.at, true, units::write_entry(entry)})
                    : std::move(done);
    }
    done = done ? store::replace_units(tx, history.units()) : std::move(done);
    if (!done) {
        return done;
    }
    const auto summary = [](const std::vector<Unit>& units) {
        return JournalText()
            .number("units", static_cast<std::int64_t>(units.size()))
            .text("sha256", digest_of(units))
            .str();
    };
    // Before the entry, which takes what changes in the ledger along.
    if (auto settled = settle_all(tx); !settled) {
        return settled;
    }
    auto said = store::append(tx,
                              {act.at,
                               act.actor,
                               "units.load",
                               "units",
                               act.why,
                               before->empty() ? std::string{} : summary(*before),
                               summary(history.units())});
    return said ? Result<void>{} : std::move(said).error();
}

Result<units::Registry> registry_of(store::Transaction& tx) {
    auto list = store::list_units(tx);
    if (!list) {
        return std::move(list).error();
    }
    if (list->empty()) {
        return Error{ErrorCode::not_found,
                     "no units are loaded",
                     "load the list of units first: tiendo units load FILE"};
    }
    return units::Registry::make(std::move(*list));
}

}  // namespace tiendo::ledger

#include "tiendo/report/template.hpp"

#include "phrases.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/ledger/stated.hpp"
#include "tiendo/report/format.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/units/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::report {

namespace {

using ledger::AskedSection;
using ledger::SectionKind;

bool helps_only(const AskedSection& asked) {
    return asked.role && *asked.role != Role::lead && *asked.role != Role::requested;
}

/// Everything that a template is made of; what follows is pure.
struct Known {
    Plan plan;
    Cycle cycle;
    std::vector<Cycle> cycles;  ///< by due instant
    units::Registry units;
    std::vector<ledger::Owed> owed;  ///< of the plan, all units
    std::vector<Duty> duties;        ///< of the plan, all units
    std::vector<Measure> measures;   ///< of the unit in this cycle
    std::vector<Evidence> evidence;  ///< of the unit
};

Result<Known> read_known(store::Transaction& tx, const ledger::Paper& paper, Instant at) {
    Known known;
    auto plan = store::get_plan(tx, paper.plan);
    auto cycles = plan ? store::list_cycles(tx, paper.plan) : std::move(plan).error();
    auto cycle = cycles ? store::get_cycle(tx, paper.plan, paper.cycle) : std::move(cycles).error();
    auto units = cycle ? ledger::registry_of(tx) : std::move(cycle).error();
    auto owed = units ? ledger::owed(tx, paper.plan, at) : std::move(units).error();
    auto duties = owed ? store::list_duties(tx, {.plan = paper.plan}) : std::move(owed).error();
    auto measures = duties ? store::list_measures(
                                 tx, {.plan = paper.plan, .cycle = paper.cycle, .unit = paper.unit})
                           : std::move(duties).error();
    auto evidence = measures ? store::list_evidence(tx, {.plan = paper.plan, .unit = paper.unit})
                             : std::move(measures).error();
    if (!evidence) {
        return std::move(evidence).error();
    }
    known.plan = std::move(plan->plan);
    known.cycle = *std::move(cycle);
    known.cycles = *std::move(cycles);
    known.units = *std::move(units);
    known.owed = *std::move(owed);
    known.duties = *std::move(duties);
    known.measures = *std::move(measures);
    known.evidence = *std::move(evidence);
    return known;
}

class Filler {
public:
    Filler(const Known& known, const UnitId& unit, Instant at)
        : known_(known), unit_(unit), at_(at) {}

    TemplateSection fill(const AskedSection& asked) const {
        TemplateSection section;
        section.asked = asked;
        for (const auto& measure : known_.measures) {
            if (home_of(measure.dimension) == asked.about) {
                section.figures.push_back({measure, text_of(measure)});
            }
        }
        section.asked_figures = asked_figures(asked);
        for (const auto& each : known_.evidence) {
            if (belongs(each, asked)) {
                section.evidence.push_back(each);
            }
        }
        section.before = before(asked);
        if (asked.kind == SectionKind::task && helps_only(asked)) {
            section.of_leads = of_leads(asked);
        }
        return section;
    }

    void take(const std::vector<AskedSection>& asked) { asked_ = &asked; }

private:
    /// The section that shows what is known of a dimension: its own, or "general".
    [[nodiscard]] std::string home_of(int dimension) const {
        const auto about = std::to_string(dimension);
        const bool there = std::ranges::any_of(
            *asked_, [&](const AskedSection& each) { return each.about == about; });
        return there ? about : "general";
    }

    /// Those of the dimension in which the unit takes part; those of none with the general section.
    [[nodiscard]] std::vector<AskedFigure> asked_figures(const AskedSection& asked) const {
        std::vector<AskedFigure> figures;
        for (const auto& rule : ledger::shipped_figure_rules()) {
            const auto home = rule.dimension == 0 ? "general" : std::to_string(rule.dimension);
            if (home != asked.about) {
                continue;
            }
            AskedFigure figure{rule.code, rule.name, rule.unit, {}};
            const auto recorded = std::ranges::find(known_.measures, rule.code, &Measure::code);
            if (recorded != known_.measures.end()) {
                figure.recorded = Decimal::of(recorded->count);
            }
            figures.push_back(std::move(figure));
        }
        return figures;
    }

    [[nodiscard]] bool belongs(const Evidence& evidence, const AskedSection& asked) const {
        if (asked.kind == SectionKind::task) {
            return evidence.node.str() == asked.about;
        }
        const bool has_task = std::ranges::any_of(
            *asked_, [&](const AskedSection& each) { return each.about == evidence.node.str(); });
        if (has_task) {
            return false;
        }
        const auto* node = known_.plan.find(evidence.node);
        const auto home =
            node != nullptr && node->dimension ? home_of(*node->dimension) : std::string("general");
        return home == asked.about;
    }

    static std::string text_of(const Measure& measure) {
        return measure.out_of ? fmt::format("{} ({})",
                                            number_text(measure.count),
                                            percent(measure.count, measure.out_of))
                              : number_text(measure.count);
    }

    /// The newest paper that `unit` sent in `cycle` up to now, drafts aside. One that came back
    /// counts: its words are the last there are.
    [[nodiscard]] const Submission* latest(const UnitId& unit, const CycleId& cycle) const {
        const Submission* newest = nullptr;
        for (const auto& owed : known_.owed) {
            if (owed.obligation.unit != unit || owed.cycle.id != cycle) {
                continue;
            }
            for (const auto& round : owed.rounds) {
                if (round.state != ReportState::draft && round.sent_at <= at_ &&
                    (newest == nullptr || newest->round < round.round)) {
                    newest = &round;
                }
            }
        }
        return newest;
    }

    [[nodiscard]] OldText old_text(const UnitId& unit,
                                   const Cycle& cycle,
                                   const Submission& sent,
                                   std::string text) const {
        return {unit,
                known_.units.name_of(unit, at_.date()),
                cycle.id,
                cycle.name,
                sent.sent_at,
                std::move(text)};
    }

    /// Cycles of the same kind that were due before this one, the last first.
    [[nodiscard]] std::vector<const Cycle*> earlier() const {
        std::vector<const Cycle*> found;
        for (const auto& cycle : known_.cycles) {
            const auto& due = cycle.due.at;
            if (cycle.type == known_.cycle.type && due && known_.cycle.due.at &&
                *due < *known_.cycle.due.at) {
                found.push_back(&cycle);
            }
        }
        std::ranges::reverse(found);
        return found;
    }

    [[nodiscard]] std::optional<OldText> before(const AskedSection& asked) const {
        for (const auto* cycle : earlier()) {
            if (const auto* sent = latest(unit_, cycle->id)) {
                const auto* section = section_on(*sent, asked.about);
                return section == nullptr
                           ? std::nullopt
                           : std::optional(old_text(unit_, *cycle, *sent, section->text));
            }
        }
        return std::nullopt;
    }

    static const Section* section_on(const Submission& sent, const std::string& about) {
        const auto found = std::ranges::find_if(sent.sections, [&](const Section& each) {
            return each.about == about && !trim(each.text).empty();
        });
        return found == sent.sections.end() ? nullptr : &*found;
    }

    /// What each leader of the task wrote on it, else on its dimension: in this cycle, else in the
    /// last one in which it sent a paper.
    [[nodiscard]] std::vector<OldText> of_leads(const AskedSection& asked) const {
        std::vector<OldText> texts;
        auto cycles = earlier();
        cycles.insert(cycles.begin(), &known_.cycle);
        for (const auto& duty : known_.duties) {
            const bool leads = duty.role == Role::lead || duty.role == Role::requested;
            if (!leads || duty.node.str() != asked.about || duty.unit == unit_) {
                continue;
            }
            for (const auto* cycle : cycles) {
                const auto* sent = latest(duty.unit, cycle->id);
                if (sent == nullptr) {
                    continue;
                }
                const auto* section = section_on(*sent, asked.about);
                if (section == nullptr && asked.dimension) {
                    section = section_on(*sent, std::to_string(*asked.dimension));
                }
                if (section != nullptr) {
                    texts.push_back(old_text(duty.unit, *cycle, *sent, section->text));
                }
                break;
            }
        }
        return texts;
    }

    const Known& known_;
    const UnitId& unit_;
    Instant at_;
    const std::vector<AskedSection>* asked_ = nullptr;
};

/// Dimensions of which systems hold figures of the unit although it has no task there: offered, so
/// that the figures stand where they belong.
void offer_measured(const Known& known, std::vector<AskedSection>& asked) {
    for (const auto& dimension : known.plan.dimensions) {
        const auto about = std::to_string(dimension.number);
        const bool measured = std::ranges::any_of(known.measures, [&](const Measure& each) {
            return each.dimension == dimension.number;
        });
        if (measured && std::ranges::find(asked, about, &AskedSection::about) == asked.end()) {
            asked.push_back({about,
                             SectionKind::dimension,
                             dimension.name,
                             dimension.number,
                             {},
                             false,
                             std::string(phrases::form_measured)});
        }
    }
}

}  // namespace

Result<Template> template_of(store::Transaction& tx,
                             const PlanId& plan,
                             const CycleId& cycle,
                             const UnitId& unit,
                             Instant at) {
    const ledger::Paper paper{plan, cycle, unit};
    auto asked = ledger::sections_of(tx, paper, at);
    auto known = asked ? read_known(tx, paper, at) : std::move(asked).error();
    if (!known) {
        return std::move(known).error();
    }
    Template form;
    form.plan = plan;
    form.cycle = cycle;
    form.cycle_name = known->cycle.name;
    form.unit = unit;
    form.unit_name = known->units.name_of(unit, at.date());
    form.at = at;
    form.due = known->cycle.due.at;
    form.window = known->cycle.window;
    offer_measured(*known, *asked);
    Filler filler(*known, unit, at);
    filler.take(*asked);
    for (const auto& section : *asked) {
        form.sections.push_back(filler.fill(section));
    }
    return form;
}

}  // namespace tiendo::report

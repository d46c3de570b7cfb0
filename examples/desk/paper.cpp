#include "paper.hpp"

#include "show.hpp"

#include <tiendo/store/evidence.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;
using tiendo::Section;
using tiendo::ledger::Owed;
using tiendo::ledger::Paper;

constexpr std::string_view part_prefix = "muc-";
constexpr std::string_view general = "general";

/// Figures of the unit in the consolidated report of the cycle, by dimension.
Result<std::map<int, std::vector<KnownFigure>>> figures_of(tiendo::Workspace& work,
                                                           const Paper& paper) {
    auto report = work.report(paper.plan, paper.cycle);
    auto transaction =
        report ? work.store().begin(tiendo::store::Mode::read) : std::move(report).error();
    auto measures =
        transaction
            ? tiendo::store::list_measures(
                  *transaction, {.plan = paper.plan, .cycle = paper.cycle, .unit = paper.unit})
            : std::move(transaction).error();
    if (!measures) {
        return std::move(measures).error();
    }
    std::map<std::string, int> dimensions;
    for (const auto& measure : *measures) {
        dimensions[measure.code] = measure.dimension;
    }
    std::map<int, std::vector<KnownFigure>> figures;
    for (const auto& figure : report->figures) {
        const auto* source = std::get_if<tiendo::report::OfMeasure>(&figure.source);
        if (source != nullptr && source->unit == paper.unit) {
            figures[dimensions[source->code]].push_back({figure.id, figure.text, figure.meaning});
        }
    }
    return figures;
}

/// The dimensions in which the unit has duties, figures, or wrote something before.
Result<std::vector<FormPart>> parts_of(tiendo::Workspace& work,
                                       const Paper& paper,
                                       const Owed& owed) {
    auto stored = work.plan(paper.plan);
    auto duties =
        stored ? work.duties({.plan = paper.plan, .unit = paper.unit}) : std::move(stored).error();
    auto figures = duties ? figures_of(work, paper) : std::move(duties).error();
    if (!figures) {
        return std::move(figures).error();
    }
    std::vector<FormPart> parts{{std::string(general), "Nội dung chung", {}, {}}};
    std::set<std::string> of_unit;
    for (const auto& duty : *duties) {
        const auto* node = stored->plan.find(duty.node);
        of_unit.insert(std::to_string(node == nullptr ? 0 : node->dimension.value_or(0)));
    }
    for (const auto& [dimension, known] : *figures) {
        of_unit.insert(std::to_string(dimension));
    }
    for (const auto& section :
         owed.rounds.empty() ? std::vector<Section>{} : owed.rounds.back().sections) {
        of_unit.insert(section.about);
    }
    const bool reports = owed.cycle.type == tiendo::ObligationType::report;
    for (const auto& dimension : stored->plan.dimensions) {
        const auto about = std::to_string(dimension.number);
        if (reports && of_unit.contains(about)) {
            parts.push_back(
                {about, about + ". " + dimension.name, (*figures)[dimension.number], {}});
        }
    }
    if (!owed.rounds.empty()) {
        for (const auto& section : owed.rounds.back().sections) {
            const auto part = std::ranges::find(parts, section.about, &FormPart::about);
            if (part != parts.end()) {
                part->text = section.text;
            }
        }
    }
    return parts;
}

}  // namespace

Result<Paper> named_paper(const Book& book, const Fields& fields) {
    auto cycle = tiendo::CycleId::parse(fields["ky"]);
    auto unit = cycle ? tiendo::UnitId::parse(fields["don-vi"]) : std::move(cycle).error();
    if (!unit) {
        return Error{ErrorCode::not_found, "no paper is named"}.because(std::move(unit).error());
    }
    return Paper{book.plan().id, *std::move(cycle), *std::move(unit)};
}

Result<PaperView> read_paper(const Visit& visit, const Paper& paper) {
    return visit.book.use([&](tiendo::Workspace& work) -> Result<PaperView> {
        auto owed = work.owed(paper.plan);
        auto units = owed ? work.units() : std::move(owed).error();
        if (!units) {
            return std::move(units).error();
        }
        const auto row = std::ranges::find_if(*owed, [&](const Owed& each) {
            return each.cycle.id == paper.cycle && each.obligation.unit == paper.unit;
        });
        if (row == owed->end()) {
            return Error{ErrorCode::not_found, "the unit owes nothing in this cycle"};
        }
        auto transaction = work.store().begin(tiendo::store::Mode::read);
        auto why = transaction ? tiendo::ledger::explain_obligation(
                                     *transaction, row->obligation.id, visit.now)
                               : std::move(transaction).error();
        auto parts = !why ? Result<std::vector<FormPart>>(why.error())
                     : may_file_for(visit.session.identity, paper.unit) && waits_for_the_unit(*row)
                         ? parts_of(work, paper, *row)
                         : std::vector<FormPart>{};
        if (!parts) {
            return std::move(parts).error();
        }
        return PaperView{units->name_of(paper.unit, visit.now.date()),
                         std::move(*row),
                         *std::move(why),
                         *std::move(parts)};
    });
}

std::string field_of(std::string_view about) {
    return std::string(part_prefix) + std::string(about);
}

std::vector<Section> sections_of(const Fields& form) {
    std::vector<Section> sections;
    for (const auto& [name, value] : form.all()) {
        if (!name.starts_with(part_prefix)) {
            continue;
        }
        auto written = tiendo::to_nfc(value);
        std::erase(written, '\r');
        if (const auto kept = tiendo::trim(written); !kept.empty()) {
            sections.push_back({name.substr(part_prefix.size()), std::string(kept)});
        }
    }
    return sections;
}

}  // namespace desk

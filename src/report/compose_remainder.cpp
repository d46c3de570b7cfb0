#include "facts.hpp"
#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::report {

namespace {

/// The doubt as a sentence, with its place in the plan where it has one.
Prose doubt_text(const Facts& facts, const Doubt& doubt) {
    auto text = without_stop(doubt.text);
    if (!doubt.choice.empty()) {
        text = fmt::format(phrases::doubt_settled, text, without_stop(doubt.choice));
    }
    const bool in_plan =
        std::any_of(facts.plan.nodes.begin(), facts.plan.nodes.end(), [&](const Node& node) {
            return node.id.str() == doubt.where;
        });
    return {words(
        (in_plan ? fmt::format(phrases::doubt_at, doubt.where, text) : first_upper(text)) + ".")};
}

/// Records that could be given to no unit: told in part III, for the cycle whose figures they are.
bool speaks_of_records(const Doubt& doubt) {
    return doubt.code == "record-unit-unknown";
}
bool is_of(const Doubt& doubt, const Cycle& cycle) {
    return doubt.where.ends_with("/" + cycle.id.str());
}

NamedList not_included(const Facts& facts, const Report& report) {
    NamedList list{"", {}, std::string(phrases::none)};
    std::vector<std::string> silent;
    for (const auto* owed : facts.owed_now()) {
        if (standing_submission(*owed) != nullptr || owed->standing == Standing::excused ||
            owed->standing == Standing::superseded) {
            continue;
        }
        if (owed->rounds.empty()) {
            silent.push_back(owed->unit.brief_name());
            continue;
        }
        const auto& last = owed->rounds.back();
        const auto pattern = last.state == ReportState::draft       ? phrases::left_out_draft
                             : last.state == ReportState::withdrawn ? phrases::left_out_withdrawn
                                                                    : phrases::left_out_returned;
        const auto& why =
            last.state == ReportState::withdrawn ? *last.withdrawal : last.return_message;
        list.items.push_back(
            {words(fmt::format(fmt::runtime(pattern), owed->unit.brief_name(), why))});
    }
    if (!silent.empty()) {
        list.items.push_back({words(fmt::format(phrases::left_out_silent, enumeration(silent)))});
    }
    std::vector<std::string> unmeasured;
    for (const auto& section : report.dimensions) {
        if (section.chart.basis != ChartBasis::measures) {
            unmeasured.push_back(
                fmt::format(phrases::dimension_name, section.number, section.name));
        }
    }
    if (!unmeasured.empty()) {
        list.items.push_back(
            {words(fmt::format(phrases::left_out_unmeasured, enumeration(unmeasured)))});
    }
    if (facts.derived_since) {
        list.items.push_back(
            {words(fmt::format(phrases::left_out_not_kept, moment_text(*facts.derived_since)))});
    }
    for (const auto& doubt : facts.doubts) {
        if (speaks_of_records(doubt) && is_of(doubt, facts.cycle)) {
            list.items.push_back(doubt_text(facts, doubt));
        }
    }
    return list;
}

NamedList doubts(const Facts& facts) {
    NamedList list{"", {}, std::string(phrases::none)};
    for (const auto& doubt : facts.doubts) {
        if (!doubt.choice.empty() && !speaks_of_records(doubt)) {
            list.items.push_back(doubt_text(facts, doubt));
        }
    }
    return list;
}

/// Units × papers: where each stands, at a glance.
Table matrix(const Facts& facts) {
    Table table;
    table.caption = std::string(phrases::matrix_caption);
    table.columns = {{std::string(phrases::column_order), Align::center},
                     {std::string(phrases::column_unit), Align::left}};
    table.header_column = 1;
    for (const auto& cycle : facts.cycles) {
        table.columns.push_back({cycle.name, Align::center});
    }
    std::int64_t order = 0;
    for (const auto& unit : facts.units) {
        Row row;
        bool owes = false;
        for (const auto& cycle : facts.cycles) {
            const auto found =
                std::find_if(facts.owed.begin(), facts.owed.end(), [&](const Owed& owed) {
                    return owed.obligation.unit == unit.id && owed.obligation.cycle == cycle.id;
                });
            if (found == facts.owed.end()) {
                row.cells.push_back({words("–")});
                continue;
            }
            owes = true;
            std::string text(vietnamese(found->standing));
            if (found->deciding) {
                text += fmt::format(" ({})", found->deciding->sent_at.date().vietnamese());
            }
            row.cells.push_back({words(std::move(text))});
        }
        if (owes) {
            row.cells.insert(
                row.cells.begin(),
                {Prose{words(std::to_string(++order))}, Prose{words(facts.name_of(unit.id))}});
            table.rows.push_back(std::move(row));
        }
    }
    table.notes = {{words(std::string(phrases::matrix_note))}};
    return table;
}

Table open_doubts(const Facts& facts) {
    Table table;
    table.caption = std::string(phrases::open_doubts_caption);
    table.columns = {{std::string(phrases::column_place), Align::left},
                     {std::string(phrases::column_doubt), Align::left}};
    for (const auto& doubt : facts.doubts) {
        if (doubt.choice.empty() && !speaks_of_records(doubt)) {
            table.rows.push_back(
                {RowKind::body, {{words(doubt.where)}, {words(first_upper(doubt.text))}}});
        }
    }
    return table;
}

}  // namespace

void compose_remainder(const Facts& facts, Report& report) {
    report.not_included = not_included(facts, report);
    report.doubts = doubts(facts);
    report.annexes = {matrix(facts)};
    if (auto table = open_doubts(facts); !table.rows.empty()) {
        report.annexes.push_back(std::move(table));
        report.doubts.items.push_back({words(std::string(phrases::more_doubts))});
    }
}

}  // namespace tiendo::report

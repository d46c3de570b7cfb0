// Figures that units state in their papers, beside those of the connected systems.
#include "facts.hpp"
#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/report/compose.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace tiendo::report {

namespace {

/// One figure of one paper that stands.
struct Stated {
    const Owed* owed;
    const Submission* paper;
    const StatedFigure* figure;
};

/// A code of the cycle: who states it, and by which rule it is put together.
struct Line {
    ledger::FigureRule rule;
    bool known = false;  ///< there is a rule for it
    std::vector<Stated> stated;
};

class StatedFigures {
public:
    StatedFigures(const Facts& facts, FigureBook& book) : facts_(facts), book_(book) {
        for (const auto& measure : facts.measures) {
            if (measure.unit) {
                measures_.emplace(std::pair(std::string_view(measure.code), *measure.unit),
                                  &measure);
            }
        }
        for (const auto* owed : facts.owed_now()) {
            const auto* paper = standing_submission(*owed);
            if (paper == nullptr) {
                continue;
            }
            for (const auto& figure : paper->figures) {
                line_of(figure.code).stated.push_back({owed, paper, &figure});
            }
        }
    }

    void print(Report& report) {
        std::map<int, Table> tables;
        for (const auto& [order, line] : lines_) {
            auto [table, added] = tables.try_emplace(line.rule.dimension, new_table());
            print_line(line, table->second);
        }
        for (auto& [number, table] : tables) {
            const auto section =
                std::ranges::find(report.dimensions, number, &DimensionSection::number);
            if (section != report.dimensions.end()) {
                section->tables.push_back(std::move(table));
            } else {
                report.annexes.push_back(std::move(table));
            }
        }
        for (auto& note : left_out_) {
            report.not_included.items.push_back(std::move(note));
        }
        for (const auto& question : questions()) {
            report.doubts.items.push_back(prose_of(question));
        }
    }

    [[nodiscard]] std::vector<Question> questions() const {
        std::vector<Question> all;
        for (const auto* owed : facts_.owed_now()) {
            for (const auto& [order, line] : lines_) {
                for (const auto& each : line.stated) {
                    const auto* measure = each.owed == owed ? measure_of(each) : nullptr;
                    if (measure != nullptr && differs(each, *measure)) {
                        all.push_back(question(line, each, *measure));
                    }
                }
            }
        }
        return all;
    }

private:
    /// Rules in the order of their file, then codes without one.
    Line& line_of(const std::string& code) {
        const auto* rule = ledger::find_rule(facts_.rules, code);
        const auto order =
            rule == nullptr
                ? std::pair(facts_.rules.size(), code)
                : std::pair(static_cast<std::size_t>(rule - facts_.rules.data()), std::string());
        auto [line, added] = lines_.try_emplace(order);
        if (added && rule != nullptr) {
            line->second = {*rule, true, {}};
        } else if (added) {
            const auto measure = std::ranges::find(facts_.measures, code, &Measure::code);
            const bool measured = measure != facts_.measures.end();
            line->second.rule.code = code;
            line->second.rule.name = measured ? measure->name : code;
            line->second.rule.dimension = measured ? measure->dimension : 0;
        }
        return line->second;
    }

    [[nodiscard]] const Measure* measure_of(const Stated& stated) const {
        const auto found =
            measures_.find({std::string_view(stated.figure->code), stated.owed->obligation.unit});
        return found == measures_.end() ? nullptr : found->second;
    }

    static bool differs(const Stated& stated, const Measure& measure) {
        return stated.figure->value != Decimal::of(measure.count);
    }

    static Table new_table() {
        Table table;
        table.caption = std::string(phrases::stated_caption);
        table.columns = {{std::string(phrases::stated_figure), Align::left},
                         {std::string(phrases::column_unit), Align::left},
                         {std::string(phrases::stated_by_unit), Align::right},
                         {std::string(phrases::stated_by_system), Align::right},
                         {std::string(phrases::column_remark), Align::left}};
        table.header_column = 1;
        table.notes = {{words(std::string(phrases::stated_note))}};
        return table;
    }

    [[nodiscard]] Figure stated_figure(const Line& line,
                                       std::string_view who,
                                       std::string_view name,
                                       Decimal value,
                                       std::vector<ObligationId> from) const {
        return {fmt::format("F{}.{}.stated.{}", line.rule.dimension, who, line.rule.code),
                value.vietnamese(),
                fmt::format(phrases::stated_meaning, line.rule.name, name),
                OfStated{line.rule.code, std::move(from)}};
    }

    Figure recorded_figure(const Line& line,
                           const Measure& measure,
                           const std::string& name) const {
        return {fmt::format("F{}.{}.{}",
                            measure.dimension,
                            measure.unit ? measure.unit->str() : "all",
                            measure.code),
                number_text(measure.count),
                fmt::format("{} – {}", line.rule.name, name),
                OfMeasure{measure.code, measure.unit, MeasurePart::count, {}}};
    }

    void print_line(const Line& line, Table& table) {
        for (const auto& each : line.stated) {
            const auto& name = each.owed->unit.brief_name();
            const auto& unit = each.owed->obligation.unit;
            const auto stated = stated_figure(
                line, unit.str(), name, each.figure->value, {each.owed->obligation.id});
            Row row{
                RowKind::body,
                {{words(line.rule.name)}, {words(name)}, {book_.print(stated)}, {words("–")}, {}}};
            if (const auto* measure = measure_of(each)) {
                row.cells[3] = {book_.print(recorded_figure(line, *measure, name))};
                if (differs(each, *measure)) {
                    row.cells[4] = {words(std::string(phrases::stated_differs))};
                }
            }
            table.rows.push_back(std::move(row));
        }
        print_total(line, table);
    }

    void print_total(const Line& line, Table& table) {
        std::vector<ledger::StatedValue> values;
        std::vector<ObligationId> from;
        for (const auto& each : line.stated) {
            values.push_back({each.owed->obligation.unit,
                              each.paper->sent_at,
                              each.figure->value,
                              weight_of(line, *each.paper)});
            from.push_back(each.owed->obligation.id);
        }
        const auto merged = ledger::merge(line.rule, values);
        if (!line.known) {
            left_out_.push_back(
                {words(fmt::format(phrases::left_out_no_rule, line.rule.name, line.rule.code))});
            return;
        }
        if (!merged.value) {
            if (!merged.why_not.empty()) {
                left_out_.push_back({words(
                    fmt::format(phrases::left_out_no_total, line.rule.name, merged.why_not))});
            }
            return;
        }
        const auto total = stated_figure(line, "all", phrases::all_units, *merged.value, from);
        const auto all = std::ranges::find_if(facts_.measures, [&](const Measure& each) {
            return each.code == line.rule.code && !each.unit;
        });
        table.rows.push_back(
            {RowKind::total,
             {{words(line.rule.name)},
              {words(std::string(phrases::all_units))},
              {book_.print(total)},
              {all == facts_.measures.end()
                   ? words("–")
                   : book_.print(recorded_figure(line, *all, std::string(phrases::all_units)))},
              {words(how(line))}}});
    }

    static std::optional<Decimal> weight_of(const Line& line, const Submission& paper) {
        const auto found = std::ranges::find(paper.figures, line.rule.weight, &StatedFigure::code);
        return found == paper.figures.end() ? std::nullopt : std::optional(found->value);
    }

    /// What the total covers: a sum over some of the units is not one over all.
    [[nodiscard]] std::string how(const Line& line) const {
        std::string_view rule;
        switch (line.rule.merge) {
            case ledger::MergeRule::none: break;
            case ledger::MergeRule::sum: rule = phrases::merged_sum; break;
            case ledger::MergeRule::weighted_mean: rule = phrases::merged_mean; break;
            case ledger::MergeRule::distinct: rule = phrases::merged_distinct; break;
            case ledger::MergeRule::last: rule = phrases::merged_last; break;
        }
        return fmt::format(phrases::merged_of,
                           rule,
                           line.stated.size(),
                           std::ranges::count_if(facts_.owed, [&](const Owed& owed) {
                               return owed.obligation.cycle == facts_.cycle.id &&
                                      owed.standing != Standing::excused &&
                                      owed.standing != Standing::superseded;
                           }));
    }

    [[nodiscard]] Question question(const Line& line,
                                    const Stated& stated,
                                    const Measure& measure) const {
        Question question;
        question.unit = stated.owed->obligation.unit;
        question.unit_name = stated.owed->unit.brief_name();
        question.paper = stated.paper->id;
        question.code = line.rule.code;
        question.name = line.rule.name;
        question.stated = stated.figure->value;
        question.recorded = Decimal::of(measure.count);
        for (const auto& run : prose_of(question)) {
            question.text += run.text;
        }
        return question;
    }

    /// The question with its two numbers as the figures that were printed before.
    [[nodiscard]] Prose prose_of(const Question& question) const {
        const auto dimension = [&](bool stated) {
            const auto* rule = ledger::find_rule(facts_.rules, question.code);
            const auto measure = std::ranges::find(facts_.measures, question.code, &Measure::code);
            return stated && rule != nullptr ? rule->dimension : measure->dimension;
        };
        const auto who = question.unit.str();
        return prose(phrases::question,
                     {words(question.unit_name),
                      words(question.name),
                      Run{question.stated.vietnamese(),
                          fmt::format("F{}.{}.stated.{}", dimension(true), who, question.code)},
                      Run{question.recorded.vietnamese(),
                          fmt::format("F{}.{}.{}", dimension(false), who, question.code)},
                      words(question.difference().vietnamese())});
    }

    const Facts& facts_;
    FigureBook& book_;
    std::map<std::pair<std::string_view, UnitId>, const Measure*> measures_;
    std::map<std::pair<std::size_t, std::string>, Line> lines_;
    std::vector<Prose> left_out_;
};

}  // namespace

void compose_stated(const Facts& facts, FigureBook& book, Report& report) {
    StatedFigures(facts, book).print(report);
}

std::vector<Question> questions_in(const Facts& facts) {
    FigureBook nowhere;
    return StatedFigures(facts, nowhere).questions();
}

}  // namespace tiendo::report

#include "facts.hpp"
#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/ledger/attach.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tiendo::report {

namespace {

/// One column: a count or a rate.
struct Shown {
    std::string title;
    std::string code;
    std::string base{};  ///< of a rate: see OfMeasure
    MeasurePart part = MeasurePart::count;
};

/// How the measures of one rule are set out. Late stands beside on time, always.
struct Layout {
    std::string caption;
    std::vector<Shown> columns;
    std::string note;
    std::string chart_title;
    std::string axis;
    std::vector<Shown> series;  ///< parts of one whole
};

Shown count(std::string_view title, std::string_view code) {
    return {std::string(title), std::string(code)};
}
Shown rate(std::string_view title, std::string_view code, std::string_view base) {
    return {std::string(title), std::string(code), std::string(base), MeasurePart::rate};
}

Layout dossier_layout() {
    const auto on_time = count(phrases::dossier_on_time, "dossier-on-time");
    const auto late = count(phrases::dossier_late, "dossier-late");
    return {std::string(phrases::dossier_caption),
            {count(phrases::dossier_carried_over, "dossier-carried-over"),
             count(phrases::dossier_received, "dossier-received"),
             count(phrases::dossier_solved, "dossier-solved"),
             on_time,
             late,
             rate(phrases::rate_on_time, "dossier-on-time", {}),
             rate(phrases::rate_late, "dossier-late", "dossier-solved"),
             count(phrases::dossier_withdrawn, "dossier-withdrawn"),
             count(phrases::dossier_in_time, "dossier-open-in-time"),
             count(phrases::dossier_overdue, "dossier-open-overdue"),
             count(phrases::dossier_paused, "dossier-open-paused")},
            std::string(phrases::dossier_note),
            std::string(phrases::dossier_chart),
            std::string(phrases::dossier_axis),
            {on_time, late}};
}

Layout feedback_layout() {
    const auto on_time = count(phrases::feedback_on_time, "feedback-answered-on-time");
    const auto late = count(phrases::feedback_late, "feedback-answered-late");
    const auto open = count(phrases::feedback_open, "feedback-open");
    return {std::string(phrases::feedback_caption),
            {count(phrases::feedback_received, "feedback-received"),
             count(phrases::feedback_answered, "feedback-answered"),
             on_time,
             late,
             open,
             rate(phrases::rate_answered, "feedback-answered", {}),
             rate(phrases::rate_on_time, "feedback-answered-on-time", {}),
             rate(phrases::rate_late, "feedback-answered-late", {})},
            std::string(phrases::feedback_note),
            std::string(phrases::feedback_chart),
            std::string(phrases::feedback_axis),
            {on_time, late, open}};
}

/// For rules that this layer does not know: every measure as a column, with its rate.
Layout plain_layout(const std::vector<const Measure*>& measures) {
    Layout layout{std::string(phrases::other_measures),
                  {},
                  {},
                  std::string(phrases::other_measures),
                  std::string(phrases::other_axis),
                  {}};
    for (const auto* each : measures) {
        const bool known =
            std::any_of(layout.columns.begin(), layout.columns.end(), [&](const Shown& shown) {
                return shown.code == each->code;
            });
        if (known) {
            continue;
        }
        layout.columns.push_back(count(each->name, each->code));
        if (each->out_of) {
            layout.columns.push_back(
                rate(fmt::format(phrases::rate_of, each->name), each->code, {}));
        }
    }
    layout.series = {layout.columns.front()};
    return layout;
}

/// The measures that one rule computed for a dimension: one table and one chart.
class MeasureTable {
public:
    MeasureTable(const Facts& facts,
                 const Dimension& dimension,
                 std::vector<const Measure*> measures,
                 FigureBook& book)
        : facts_(facts), dimension_(dimension), measures_(std::move(measures)), book_(book) {
        const auto& rule = measures_.front()->rule;
        layout_ = rule == ledger::rule_dossier_timeliness  ? dossier_layout()
                  : rule == ledger::rule_feedback_response ? feedback_layout()
                                                           : plain_layout(measures_);
        for (const auto& unit : facts_.units) {
            if (std::any_of(measures_.begin(), measures_.end(), [&](const Measure* each) {
                    return each->unit == unit.id;
                })) {
                units_.push_back(unit.id);
            }
        }
    }

    Table table() {
        Table table;
        const auto& window = measures_.front()->window;
        table.caption = fmt::format(phrases::measures_caption,
                                    layout_.caption,
                                    window.first.vietnamese(),
                                    window.last.vietnamese());
        table.columns = {{std::string(phrases::column_unit), Align::left}};
        for (const auto& column : layout_.columns) {
            table.columns.push_back({column.title, Align::right});
        }
        for (const auto& unit : units_) {
            table.rows.push_back(row(RowKind::body, facts_.name_of(unit), unit));
        }
        if (std::any_of(measures_.begin(), measures_.end(), [](const Measure* each) {
                return !each->unit.has_value();
            })) {
            table.rows.push_back(
                row(RowKind::total, std::string(phrases::all_units), std::nullopt));
        }
        if (!layout_.note.empty()) {
            table.notes.push_back({words(layout_.note)});
        }
        table.notes.push_back({words(std::string(phrases::measures_note))});
        return table;
    }

    Chart chart() {
        Chart chart;
        chart.id = fmt::format("bieu-do-{}", dimension_.number);
        chart.title = layout_.chart_title;
        chart.axis = layout_.axis;
        for (const auto& series : layout_.series) {
            chart.series.push_back(series.title);
        }
        for (const auto& unit : units_) {
            ChartBar bar{facts_.name_of(unit), {}};
            for (const auto& series : layout_.series) {
                const auto* measure = find(series.code, unit);
                const auto value = measure == nullptr ? 0 : measure->count;
                bar.values.push_back({std::max<std::int64_t>(0, value), print(series, unit)});
            }
            chart.bars.push_back(std::move(bar));
        }
        return chart;
    }

private:
    [[nodiscard]] const Measure* find(const std::string& code,
                                      const std::optional<UnitId>& unit) const {
        const auto found =
            std::find_if(measures_.begin(), measures_.end(), [&](const Measure* each) {
                return each->code == code && each->unit == unit;
            });
        return found == measures_.end() ? nullptr : *found;
    }

    [[nodiscard]] std::optional<std::int64_t> base_of(const Shown& shown,
                                                      const std::optional<UnitId>& unit) const {
        if (const auto* base = shown.base.empty() ? nullptr : find(shown.base, unit)) {
            return base->count;
        }
        const auto* measure = find(shown.code, unit);
        return measure == nullptr || !shown.base.empty() ? std::nullopt : measure->out_of;
    }

    [[nodiscard]] Figure figure(const Shown& shown, const Measure& measure) const {
        const auto& unit = measure.unit;
        const bool is_rate = shown.part == MeasurePart::rate;
        return {fmt::format("F{}.{}.{}{}",
                            dimension_.number,
                            unit ? unit->str() : "all",
                            shown.code,
                            is_rate ? ".rate" : ""),
                is_rate ? percent(measure.count, base_of(shown, unit)) : number_text(measure.count),
                fmt::format("{} – {}",
                            shown.title,
                            unit ? facts_.name_of(*unit) : std::string(phrases::all_units)),
                OfMeasure{shown.code, unit, shown.part, shown.base}};
    }

    /// "–" where there is no such measure.
    Run print(const Shown& shown, const std::optional<UnitId>& unit) {
        const auto* measure = find(shown.code, unit);
        return measure == nullptr ? words("–") : book_.print(figure(shown, *measure));
    }

    Row row(RowKind kind, std::string name, const std::optional<UnitId>& unit) {
        Row row{kind, {{words(std::move(name))}}};
        for (const auto& column : layout_.columns) {
            row.cells.push_back({print(column, unit)});
        }
        return row;
    }

    const Facts& facts_;
    const Dimension& dimension_;
    std::vector<const Measure*> measures_;
    FigureBook& book_;
    Layout layout_;
    std::vector<UnitId> units_;
};

}  // namespace

MeasuredPart compose_measures(const Facts& facts, const Dimension& dimension, FigureBook& book) {
    MeasuredPart part;
    std::vector<std::string> rules;
    for (const auto& measure : facts.measures) {
        if (measure.dimension == dimension.number &&
            std::find(rules.begin(), rules.end(), measure.rule) == rules.end()) {
            rules.push_back(measure.rule);
        }
    }
    for (const auto& rule : rules) {
        std::vector<const Measure*> measures;
        for (const auto& measure : facts.measures) {
            if (measure.dimension == dimension.number && measure.rule == rule) {
                measures.push_back(&measure);
            }
        }
        MeasureTable table(facts, dimension, std::move(measures), book);
        part.tables.push_back(table.table());
        if (part.tables.size() == 1) {
            part.chart = table.chart();
        }
    }
    return part;
}

}  // namespace tiendo::report

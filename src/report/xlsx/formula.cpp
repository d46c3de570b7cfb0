#include "formula.hpp"

#include "tiendo/model/evidence.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>
#include <variant>

namespace tiendo::report::xlsx {

namespace {

/// Measures whose rate names no other denominator, and the measure that their rule divides by. A
/// measure that is missing here has no formula, and one that is wrong here has none either: what a
/// formula gives is compared with the figure.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> own_denominators = {
    {{"dossier-on-time", "dossier-solved"},
     {"feedback-answered", "feedback-received"},
     {"feedback-answered-on-time", "feedback-received"},
     {"feedback-answered-late", "feedback-received"}}};

std::string_view denominator_of(const OfMeasure& rate) {
    if (!rate.base.empty()) {
        return rate.base;
    }
    for (const auto& [code, base] : own_denominators) {
        if (code == rate.code) {
            return base;
        }
    }
    return {};
}

const Figure* figure_in(const Report& report, const Prose& cell) {
    return cell.size() == 1 && !cell[0].figure.empty() ? report.find_figure(cell[0].figure)
                                                       : nullptr;
}

/// "A", "Z", "AA"
std::string column_name(std::size_t column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26) {
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    }
    return name;
}

struct Counted {
    std::size_t column;
    std::int64_t value;
};

std::optional<Counted> count_in(const Report& report,
                                const Row& row,
                                std::string_view code,
                                const std::optional<UnitId>& unit) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
        const auto* figure = figure_in(report, row.cells[column]);
        const auto* source = figure == nullptr ? nullptr : std::get_if<OfMeasure>(&figure->source);
        if (source != nullptr && source->part == MeasurePart::count && source->code == code &&
            source->unit == unit) {
            if (const auto value = figure_value(figure->text); value && !value->rate) {
                return Counted{column, value->number};
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> quotient(const Report& report,
                                    const Row& row,
                                    const Figure& figure,
                                    std::size_t sheet_row) {
    const auto* rate = std::get_if<OfMeasure>(&figure.source);
    if (rate == nullptr || rate->part != MeasurePart::rate) {
        return std::nullopt;
    }
    const auto top = count_in(report, row, rate->code, rate->unit);
    const auto bottom = count_in(report, row, denominator_of(*rate), rate->unit);
    if (!top || !bottom || percent(top->value, bottom->value) != figure.text) {
        return std::nullopt;
    }
    return fmt::format("=IF({1}{2}=0,\"–\",ROUND({0}{2}/{1}{2},3))",
                       column_name(top->column),
                       column_name(bottom->column),
                       sheet_row);
}

/// The body rows right above the total, down from the total before it.
std::optional<std::string> sum(const Report& report,
                               const Table& table,
                               std::size_t row,
                               std::size_t column,
                               std::size_t first_row) {
    const auto total = number_of(report, table.rows[row].cells[column]);
    std::size_t first = row;
    std::int64_t counted = 0;
    for (; first > 0 && table.rows[first - 1].kind == RowKind::body; --first) {
        const auto& cell = table.rows[first - 1].cells[column];
        const auto value = number_of(report, cell);
        if (value && value->rate) {
            return std::nullopt;
        }
        counted += value ? value->number : 0;
    }
    if (!total || total->rate || first == row || counted != total->number) {
        return std::nullopt;
    }
    return fmt::format(
        "=SUM({0}{1}:{0}{2})", column_name(column), first_row + first, first_row + row - 1);
}

}  // namespace

std::optional<FigureValue> number_of(const Report& report, const Prose& cell) {
    const auto* figure = figure_in(report, cell);
    return figure == nullptr ? std::nullopt : figure_value(figure->text);
}

std::optional<std::string> formula_of(const Report& report,
                                      const Table& table,
                                      std::size_t row,
                                      std::size_t column,
                                      std::size_t first_row) {
    const auto& cells = table.rows[row].cells;
    const auto* figure = figure_in(report, cells[column]);
    if (figure == nullptr) {
        return std::nullopt;
    }
    if (auto rate = quotient(report, table.rows[row], *figure, first_row + row)) {
        return rate;
    }
    return table.rows[row].kind == RowKind::total ? sum(report, table, row, column, first_row)
                                                  : std::nullopt;
}

}  // namespace tiendo::report::xlsx

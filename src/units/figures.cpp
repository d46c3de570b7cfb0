#include "tiendo/units/figures.hpp"

#include "csv.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <utility>

namespace tiendo::units {

namespace {

Result<Figure> figure_of(const std::string& unit, const std::string& amount) {
    auto id = UnitId::parse(unit);
    if (!id) {
        return std::move(id).error();
    }
    Figure figure{*std::move(id), 0, false};
    const auto* end = amount.data() + amount.size();
    const auto [stop, failure] = std::from_chars(amount.data(), end, figure.amount);
    if (failure != std::errc{} || stop != end || amount.size() > 19) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("'{}' is not a whole number", amount.substr(0, 40)),
                     "write digits alone, without dots between thousands"};
    }
    return figure;
}

}  // namespace

Result<std::vector<Figure>> parse_figures(std::string_view csv, std::string_view name) {
    const auto table = parse_csv(csv);
    if (!table) {
        auto error = table.error();
        return std::move(error).at(std::string(name));
    }
    const bool unit_first = table->columns == std::vector<std::string>{"unit", "amount"};
    if (!unit_first && table->columns != std::vector<std::string>{"amount", "unit"}) {
        return Error{ErrorCode::malformed_input,
                     "the columns are not unit and amount",
                     "name the two columns in the first line and leave others out"}
            .at(std::string(name));
    }
    std::vector<Figure> figures;
    for (const auto& row : table->rows) {
        auto figure = figure_of(row.cells[unit_first ? 0 : 1], row.cells[unit_first ? 1 : 0]);
        if (!figure) {
            return std::move(figure)
                .error()
                .at(fmt::format("line {}", row.line))
                .at(std::string(name));
        }
        figures.push_back(*std::move(figure));
    }
    return figures;
}

}  // namespace tiendo::units

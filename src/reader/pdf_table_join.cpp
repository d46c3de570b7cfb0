#include "pdf_table_join.hpp"

#include "outline.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr double same_edge = 6;  // points

bool same(double one, double other) {
    return std::abs(one - other) <= same_edge;
}

/// The edges of both tables; nothing where neither has all edges of the other.
std::optional<std::vector<double>> common_edges(const PdfTable& upper, const PdfTable& lower) {
    const auto& more = upper.edges.size() >= lower.edges.size() ? upper.edges : lower.edges;
    const auto& fewer = upper.edges.size() >= lower.edges.size() ? lower.edges : upper.edges;
    const bool all = std::ranges::all_of(fewer, [&](double edge) {
        return std::ranges::any_of(more, [&](double other) { return same(edge, other); });
    });
    if (!all || !same(more.front(), fewer.front()) || !same(more.back(), fewer.back())) {
        return std::nullopt;
    }
    return more;
}

int column_at(const std::vector<double>& edges, double place) {
    const auto nearest =
        std::ranges::min_element(edges, {}, [&](double edge) { return std::abs(edge - place); });
    return static_cast<int>(nearest - edges.begin());
}

void set_edges(PdfTable& table, const std::vector<double>& edges) {
    for (auto& row : table.rows) {
        for (auto& cell : row.cells) {
            const int begin = column_at(edges, cell.box.left);
            cell.columns = std::max(1, column_at(edges, cell.box.right) - begin);
            cell.column = begin;
        }
    }
    table.edges = edges;
}

std::string text_of(const PdfCell& cell) {
    std::string text;
    for (const auto& line : cell.lines) {
        text += (text.empty() ? "" : " ") + line.text;
    }
    return text;
}

bool same_text(const PdfTableRow& one, const PdfTableRow& other) {
    return std::ranges::equal(one.cells, other.cells, {}, text_of, text_of) &&
           std::ranges::any_of(one.cells, [](const PdfCell& cell) { return !cell.lines.empty(); });
}

/// Takes the heading that the lower table repeats out of it.
std::optional<PdfAside> take_heading(PdfTable& upper, PdfTable& lower) {
    constexpr std::size_t most = 4;
    std::size_t count = 0;
    while (count < std::min({most, upper.rows.size(), lower.rows.size()}) &&
           same_text(upper.rows[count], lower.rows[count])) {
        ++count;
    }
    if (count == 0) {
        return std::nullopt;
    }
    PdfAside aside{"repeated table heading", {}};
    for (std::size_t i = 0; i < count; ++i) {
        upper.rows[i].header = true;
        for (auto& cell : lower.rows[i].cells) {
            std::ranges::move(cell.lines, std::back_inserter(aside.lines));
        }
    }
    lower.rows.erase(lower.rows.begin(), lower.rows.begin() + static_cast<std::ptrdiff_t>(count));
    return aside;
}

bool same_layout(const PdfTableRow& one, const PdfTableRow& other) {
    return std::ranges::equal(one.cells, other.cells, [](const PdfCell& a, const PdfCell& b) {
        return a.column == b.column && a.columns == b.columns && a.rows == 1 && b.rows == 1;
    });
}

/// Whether a page break cut the row `upper`, so that `lower` is its rest.
bool is_rest(const PdfTable& table, const PdfTableRow& upper, const PdfTableRow& lower) {
    if (upper.cells.empty() || !same_layout(upper, lower)) {
        return false;
    }
    const bool unnumbered = !upper.cells.front().lines.empty() && lower.cells.front().lines.empty();
    bool mid_sentence = false;
    for (std::size_t i = 0; i < upper.cells.size(); ++i) {
        const auto& above = upper.cells[i].lines;
        const auto& below = lower.cells[i].lines;
        mid_sentence =
            mid_sentence || (!above.empty() && !below.empty() && !ends_sentence(above.back().text));
    }
    return mid_sentence && (unnumbered || table.open_below);
}

}  // namespace

bool goes_on_in(const PdfTable& upper, const PdfTable& lower) {
    return common_edges(upper, lower).has_value();
}

std::optional<PdfAside> append(PdfTable& upper, PdfTable lower) {
    const auto edges = *common_edges(upper, lower);
    set_edges(upper, edges);
    set_edges(lower, edges);
    auto heading = take_heading(upper, lower);
    auto from = lower.rows.begin();
    if (from != lower.rows.end() && is_rest(upper, upper.rows.back(), *from)) {
        for (std::size_t i = 0; i < from->cells.size(); ++i) {
            std::ranges::move(from->cells[i].lines,
                              std::back_inserter(upper.rows.back().cells[i].lines));
        }
        ++from;
    }
    std::move(from, lower.rows.end(), std::back_inserter(upper.rows));
    upper.open_below = lower.open_below;
    return heading;
}

}  // namespace tiendo::reader

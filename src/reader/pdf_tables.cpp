#include "pdf_page.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::size_t most_fields = 20'000;
constexpr double touching = 3;  // points between rules that meet, or that are one

/// Sets of rules that touch.
std::vector<std::vector<PdfRule>> drawings_of(const std::vector<PdfRule>& rules) {
    std::vector<std::size_t> leader(rules.size());
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto leader_of = [&](std::size_t i) {
        while (leader[i] != i) {
            i = leader[i] = leader[leader[i]];
        }
        return i;
    };
    for (std::size_t i = 0; i < rules.size(); ++i) {
        for (std::size_t k = i + 1; k < rules.size(); ++k) {
            const auto& a = rules[i].box;
            const auto& b = rules[k].box;
            if (a.left <= b.right + touching && b.left <= a.right + touching &&
                a.top <= b.bottom + touching && b.top <= a.bottom + touching) {
                leader[leader_of(k)] = leader_of(i);
            }
        }
    }
    std::vector<std::vector<PdfRule>> sets(rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        sets[leader_of(i)].push_back(rules[i]);
    }
    std::erase_if(sets, [](const auto& set) { return set.empty(); });
    return sets;
}

/// Places that lie together are one, at their middle.
std::vector<double> merged(std::vector<double> places) {
    std::ranges::sort(places);
    std::vector<double> out;
    for (std::size_t begin = 0; begin < places.size();) {
        auto end = begin + 1;
        while (end < places.size() && places[end] - places[end - 1] <= touching) {
            ++end;
        }
        out.push_back((places[begin] + places[end - 1]) / 2);
        begin = end;
    }
    return out;
}

/// Rules as a grid: where its lines lie and which sides of its fields are drawn.
class Grid {
public:
    explicit Grid(const std::vector<PdfRule>& rules) : rules_(rules) {
        std::vector<double> across;
        std::vector<double> down;
        for (const auto& rule : rules_) {
            (rule.upright ? across : down).push_back(middle(rule));
        }
        close_ends(down);
        xs_ = merged(std::move(across));
        ys_ = merged(std::move(down));
        if (rows() * columns() > most_fields) {  // a drawing, not a table
            xs_.clear();
        } else {
            drop_undrawn();
        }
    }

    [[nodiscard]] std::size_t columns() const { return xs_.empty() ? 0 : xs_.size() - 1; }
    [[nodiscard]] std::size_t rows() const { return ys_.empty() ? 0 : ys_.size() - 1; }
    [[nodiscard]] const std::vector<double>& xs() const { return xs_; }
    [[nodiscard]] const std::vector<double>& ys() const { return ys_; }
    [[nodiscard]] bool open_below() const { return open_below_; }
    /// The side between (row, column - 1) and (row, column).
    [[nodiscard]] bool upright_side(std::size_t row, std::size_t column) const {
        return drawn(true, xs_[column], ys_[row], ys_[row + 1]);
    }
    [[nodiscard]] bool level_side(std::size_t row, std::size_t column) const {
        return (open_below_ && row == rows()) ||
               drawn(false, ys_[row], xs_[column], xs_[column + 1]);
    }

private:
    static double middle(const PdfRule& rule) {
        return rule.upright ? (rule.box.left + rule.box.right) / 2
                            : (rule.box.top + rule.box.bottom) / 2;
    }
    /// A table that goes on behind a page break may lack the rule there.
    void close_ends(std::vector<double>& down) {
        constexpr double shortest_row = 10;
        if (down.empty()) {
            return;
        }
        double first = down.front();
        double last = down.front();
        double top = first;
        double bottom = last;
        for (const double y : down) {
            first = std::min(first, y);
            last = std::max(last, y);
        }
        for (const auto& rule : rules_) {
            top = rule.upright ? std::min(top, rule.box.top) : top;
            bottom = rule.upright ? std::max(bottom, rule.box.bottom) : bottom;
        }
        if (bottom > last + shortest_row) {
            down.push_back(bottom);
            open_below_ = true;
        }
        if (top < first - shortest_row) {
            down.push_back(top);
        }
    }
    /// Whether rules at `at` draw most of the way from `begin` to `end`.
    [[nodiscard]] bool drawn(bool upright, double at, double begin, double end) const {
        constexpr double most = 0.6;
        double covered = 0;
        for (const auto& rule : rules_) {
            if (rule.upright == upright && std::abs(middle(rule) - at) <= 2 * touching) {
                const double from = upright ? rule.box.top : rule.box.left;
                const double to = upright ? rule.box.bottom : rule.box.right;
                covered += std::max(0.0, std::min(to, end) - std::max(from, begin));
            }
        }
        return covered >= most * (end - begin);
    }
    /// Takes out the lines that part no two fields: a word underlined in a cell.
    void drop_undrawn() {
        for (std::size_t row = rows(); row-- > 1;) {
            bool any = false;
            for (std::size_t column = 0; column < columns(); ++column) {
                any = any || level_side(row, column);
            }
            if (!any) {
                ys_.erase(ys_.begin() + static_cast<std::ptrdiff_t>(row));
            }
        }
        for (std::size_t column = columns(); column-- > 1;) {
            bool any = false;
            for (std::size_t row = 0; row < rows(); ++row) {
                any = any || upright_side(row, column);
            }
            if (!any) {
                xs_.erase(xs_.begin() + static_cast<std::ptrdiff_t>(column));
            }
        }
    }

    const std::vector<PdfRule>& rules_;
    std::vector<double> xs_;
    std::vector<double> ys_;
    bool open_below_ = false;
};

/// Joins the fields of a grid to cells where no side is drawn between them.
std::vector<PdfTableRow> cells_of(const Grid& grid) {
    std::vector<PdfTableRow> rows(grid.rows());
    std::vector<bool> taken(grid.rows() * grid.columns());
    const auto field = [&](std::size_t row, std::size_t column) {
        return row * grid.columns() + column;
    };
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            if (taken[field(row, column)]) {
                continue;
            }
            auto right = column + 1;
            while (right < grid.columns() && !taken[field(row, right)] &&
                   !grid.upright_side(row, right)) {
                ++right;
            }
            auto below = row + 1;
            const auto open = [&] {
                for (auto c = column; c < right; ++c) {
                    if (taken[field(below, c)] || grid.level_side(below, c)) {
                        return false;
                    }
                }
                return true;
            };
            while (below < grid.rows() && open()) {
                ++below;
            }
            for (auto r = row; r < below; ++r) {
                for (auto c = column; c < right; ++c) {
                    taken[field(r, c)] = true;
                }
            }
            rows[row].cells.push_back(
                {static_cast<int>(column),
                 static_cast<int>(right - column),
                 static_cast<int>(below - row),
                 {grid.xs()[column], grid.ys()[row], grid.xs()[right], grid.ys()[below]},
                 {}});
        }
    }
    return rows;
}

std::size_t cell_count(const std::vector<PdfTableRow>& rows) {
    std::size_t count = 0;
    for (const auto& row : rows) {
        count += row.cells.size();
    }
    return count;
}

bool holds(const Box& box, const Box& word) {
    const double x = (word.left + word.right) / 2;
    const double y = (word.top + word.bottom) / 2;
    return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
}

/// Between which two of `edges`, in order, a place lies.
std::size_t field_at(const std::vector<double>& edges, double place) {
    return static_cast<std::size_t>(std::ranges::upper_bound(edges, place) - edges.begin()) - 1;
}

/// Moves the words of a page into the cells they stand in.
void fill(PdfTable& table, const Grid& grid, PdfPage& page) {
    std::vector<PdfCell*> owners(grid.rows() * grid.columns());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (auto& cell : table.rows[row].cells) {
            for (int r = 0; r < cell.rows; ++r) {
                const auto begin = (row + static_cast<std::size_t>(r)) * grid.columns() +
                                   static_cast<std::size_t>(cell.column);
                std::fill_n(
                    owners.begin() + static_cast<std::ptrdiff_t>(begin), cell.columns, &cell);
            }
        }
    }
    std::vector<PdfWord> left;
    std::map<PdfCell*, std::vector<PdfWord>> inside;
    for (auto& word : page.words) {
        if (!holds(table.box, word.box)) {
            left.push_back(std::move(word));
            continue;
        }
        const auto row = field_at(grid.ys(), (word.box.top + word.box.bottom) / 2);
        const auto column = field_at(grid.xs(), (word.box.left + word.box.right) / 2);
        inside[owners[row * grid.columns() + column]].push_back(std::move(word));
    }
    page.words = std::move(left);
    for (auto& [cell, words] : inside) {
        cell->lines = lines_of(std::move(words), page.number);
    }
}

}  // namespace

std::vector<PdfTable> take_tables(PdfPage& page) {
    std::vector<PdfTable> tables;
    for (const auto& rules : drawings_of(page.rules)) {
        const Grid grid(rules);
        if (grid.rows() == 0 || grid.columns() == 0) {
            continue;
        }
        PdfTable table;
        table.rows = cells_of(grid);
        table.box = {grid.xs().front(), grid.ys().front(), grid.xs().back(), grid.ys().back()};
        table.edges = grid.xs();
        table.open_below = grid.open_below();
        const bool text = std::ranges::any_of(
            page.words, [&](const PdfWord& word) { return holds(table.box, word.box); });
        if (cell_count(table.rows) > 1 && text) {  // one cell is a frame around text
            fill(table, grid, page);
            tables.push_back(std::move(table));
        }
    }
    std::ranges::stable_sort(tables, {}, [](const PdfTable& table) { return table.box.top; });
    return tables;
}

}  // namespace tiendo::reader

#include "html_table.hpp"

#include "html_outline.hpp"
#include "html_style.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr int most_spanned = 1'000;
constexpr int most_columns = 10'000;

bool is_tag(const GumboNode& node, GumboTag tag) noexcept {
    return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

int span_of(const GumboNode& cell, const char* name, int when_zero) {
    const auto value = number_of(attribute_of(cell, name)).value_or(1);
    return value == 0 ? when_zero : std::clamp(value, 1, most_spanned);
}

/// Places the rows of one part of a table: head, body or foot.
class Part {
public:
    explicit Part(bool head) : head_(head) {}

    void take(const std::vector<const GumboNode*>& rows, std::vector<HtmlRow>& out) {
        auto left = static_cast<int>(std::min<std::size_t>(rows.size(), most_spanned));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            left = static_cast<int>(std::min<std::size_t>(rows.size() - i, most_spanned));
            out.push_back(row_of(*rows[i], left));
        }
    }

private:
    HtmlRow row_of(const GumboNode& node, int left) {
        HtmlRow row;
        row.header = true;
        std::size_t column = 0;
        for (const auto* child : children_of(node)) {
            const bool heading = is_tag(*child, GUMBO_TAG_TH);
            if (!heading && !is_tag(*child, GUMBO_TAG_TD)) {
                continue;
            }
            row.header = row.header && heading;
            while (column < taken_.size() && taken_[column] > 0) {
                ++column;
            }
            HtmlCell cell{child, static_cast<int>(column)};
            cell.columns = column + most_spanned < most_columns ? span_of(*child, "colspan", 1) : 1;
            cell.rows = std::min(span_of(*child, "rowspan", left), left);
            take_columns(column, cell);
            column += static_cast<std::size_t>(cell.columns);
            row.cells.push_back(cell);
        }
        for (auto& rows : taken_) {
            rows = std::max(rows - 1, 0);
        }
        row.header = head_ || (row.header && !row.cells.empty());
        return row;
    }

    void take_columns(std::size_t column, const HtmlCell& cell) {
        const auto end = column + static_cast<std::size_t>(cell.columns);
        if (end > taken_.size() && cell.rows > 1) {
            taken_.resize(std::min<std::size_t>(end, most_columns));
        }
        for (auto i = column; i < std::min(end, taken_.size()); ++i) {
            taken_[i] = std::max(taken_[i], cell.rows);
        }
    }

    bool head_;
    std::vector<int> taken_;  ///< for each column, how many rows a cell still covers
};

std::vector<const GumboNode*> rows_in(const GumboNode& part) {
    std::vector<const GumboNode*> rows;
    for (const auto* child : children_of(part)) {
        if (is_tag(*child, GUMBO_TAG_TR)) {
            rows.push_back(child);
        }
    }
    return rows;
}

}  // namespace

HtmlTableShape shape_of(const GumboNode& table) {
    HtmlTableShape shape;
    for (const auto* child : children_of(table)) {
        const bool head = is_tag(*child, GUMBO_TAG_THEAD);
        if (is_tag(*child, GUMBO_TAG_CAPTION)) {
            shape.captions.push_back(child);
        } else if (head || is_tag(*child, GUMBO_TAG_TBODY) || is_tag(*child, GUMBO_TAG_TFOOT)) {
            Part(head).take(rows_in(*child), shape.rows);
        }
    }
    return shape;
}

}  // namespace tiendo::reader

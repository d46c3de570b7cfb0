#include "tables.hpp"

#include "labels.hpp"
#include "language_tables.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <optional>

namespace tiendo::reader {

namespace {

constexpr int most_columns = 64;

/// A cell as the rows see it: a merged cell stands in each row it covers.
struct Place {
    const Cell* cell = nullptr;
    std::size_t row = 0;  // where the cell begins
};

using Grid = std::vector<std::vector<Place>>;

Grid grid_of(const Table& table) {
    int columns = 1;
    for (const auto& row : table.rows) {
        for (const auto& cell : row.cells) {
            columns = std::clamp(cell.column + std::max(cell.columns, 1), columns, most_columns);
        }
    }
    Grid grid(table.rows.size(), std::vector<Place>(static_cast<std::size_t>(columns)));
    std::vector<std::size_t> covered(static_cast<std::size_t>(columns), 0);  // up to this row
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        for (std::size_t c = 0; r > 0 && c < covered.size(); ++c) {
            if (r < covered[c]) {
                grid[r][c] = grid[r - 1][c];
            }
        }
        for (const auto& cell : table.rows[r].cells) {
            const auto first = std::clamp(cell.column, 0, columns - 1);
            const auto last = std::clamp(first + std::max(cell.columns, 1), first + 1, columns);
            for (auto c = static_cast<std::size_t>(first); c < static_cast<std::size_t>(last);
                 ++c) {
                grid[r][c] = {&cell, r};
                covered[c] = r + static_cast<std::size_t>(std::max(cell.rows, 1));
            }
        }
    }
    return grid;
}

class TableReader {
public:
    TableReader(const Draft& draft, const Table& table)
        : draft_(draft), shape_(draft.language.shape), table_(table), grid_(grid_of(table)) {}

    /// Finds the columns: by the head of this table, or of the one it goes on with.
    bool find_columns(const std::vector<FieldKind>* before) {
        constexpr std::size_t farthest = 3;
        for (std::size_t r = 0; r < std::min(grid_.size(), farthest); ++r) {
            if (is_head(r)) {
                take_head(r);
                return true;
            }
        }
        const bool same_width =
            before != nullptr && !grid_.empty() && before->size() == grid_.front().size();
        if (same_width) {
            roles_ = *before;
        }
        return same_width;
    }
    [[nodiscard]] const std::vector<FieldKind>& roles() const noexcept { return roles_; }

    [[nodiscard]] ReadTable read_duties() const {
        ReadTable out;
        out.duties = true;
        out.span = draft_.text.in_clean(table_.span);
        for (std::size_t r = 0; r < grid_.size(); ++r) {
            const auto span = row_span(r);
            if (span.empty()) {
                continue;
            }
            if (r < header_end_ || repeats_head(r) || is_column_numbers(r)) {
                out.rows.push_back({RowKind::header, span, {}, {}, {}});
            } else if (const auto group = group_row(r)) {
                out.rows.push_back(*group);
            } else {
                add_duty(out, r, span);
            }
        }
        return out;
    }

    [[nodiscard]] ReadTable read_plain() const {
        ReadTable out;
        out.span = draft_.text.in_clean(table_.span);
        for (std::size_t r = 0; r < grid_.size(); ++r) {
            ReadRow row{RowKind::plain, row_span(r), {}, {}, {}};
            for (const auto& cell : table_.rows[r].cells) {
                const auto span = span_of(cell);
                if (!span.empty()) {
                    row.text.push_back(span);
                }
            }
            if (!row.span.empty() && !row.text.empty()) {
                out.rows.push_back(std::move(row));
            }
        }
        return out;
    }

    /// A letterhead, a list of recipients, a signature: paragraphs in two columns.
    [[nodiscard]] bool is_layout() const {
        constexpr std::size_t most_rows = 12;
        if (grid_.size() > most_rows || grid_.empty() || grid_.front().size() > 4) {
            return false;
        }
        for (const auto& row : table_.rows) {
            for (const auto& cell : row.cells) {
                const auto tokens = draft_.tokens(head_of(span_of(cell)));
                if (tokens.empty()) {
                    continue;
                }
                const bool capital = tokens.front().capitals;
                if (shape_.state_titles.at(tokens, 0) || shape_.recipients_labels.at(tokens, 0) ||
                    shape_.addressee_labels.at(tokens, 0) ||
                    (capital && (shape_.signature_openers.at(tokens, 0) ||
                                 shape_.issuing_bodies.at(tokens, 0) ||
                                 shape_.document_kinds.phrases().at(tokens, 0)))) {
                    return true;
                }
            }
        }
        return grid_.size() == 1 && grid_.front().size() == 1;  // a frame around a paragraph
    }

private:
    void take_head(std::size_t row) {
        roles_ = roles_in(row);
        header_end_ = row + 1;
        while (header_end_ < grid_.size() && goes_on_as_head(header_end_)) {
            const auto more = roles_in(header_end_);
            for (std::size_t c = 0; c < roles_.size(); ++c) {
                roles_[c] = more[c] == FieldKind::other ? roles_[c] : more[c];
            }
            ++header_end_;
        }
    }
    [[nodiscard]] Span span_of(const Cell& cell) const {
        return trimmed(draft_.clean(), draft_.text.in_clean(cell.span));
    }
    [[nodiscard]] Span span_at(std::size_t row, std::size_t column) const {
        const auto* cell = grid_[row][column].cell;
        return cell == nullptr ? Span{} : span_of(*cell);
    }
    [[nodiscard]] static Span head_of(Span span) {
        constexpr std::size_t most_bytes = 160;
        return {span.begin, std::min(span.end, span.begin + most_bytes)};
    }
    [[nodiscard]] Span row_span(std::size_t row) const {
        Span whole;
        for (const auto& cell : table_.rows[row].cells) {
            const auto span = span_of(cell);
            if (!span.empty()) {
                whole = whole.empty() ? span
                                      : Span{std::min(whole.begin, span.begin),
                                             std::max(whole.end, span.end)};
            }
        }
        return whole;
    }

    [[nodiscard]] FieldKind role_of(Span cell) const {
        constexpr std::size_t most_words = 14;
        const auto tokens = draft_.tokens(head_of(cell));
        if (tokens.empty() || tokens.size() > most_words) {
            return FieldKind::other;
        }
        const auto& columns = shape_.columns;
        std::optional<FieldKind> found;
        bool coordinates = false;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto match = columns.phrases().at(tokens, i);
            if (!match) {
                continue;
            }
            const auto kind = columns.value(*match);
            coordinates = coordinates || kind == FieldKind::coordinate;
            const bool whole = match->end - match->begin + 1 >= tokens.size();
            if (kind == FieldKind::number && !whole) {
                continue;
            }
            // "Thời gian thực hiện": the first word says what the column is of.
            found = found ? found : kind;
        }
        if (coordinates && found != FieldKind::duty) {  // or "Chủ trì/phối hợp" in one column
            const bool chairs =
                std::ranges::any_of(tokens, [](const Token& token) { return token.is("trì"); });
            return chairs ? FieldKind::lead : FieldKind::coordinate;
        }
        return found.value_or(FieldKind::other);
    }
    [[nodiscard]] std::vector<FieldKind> roles_in(std::size_t row) const {
        std::vector<FieldKind> roles;
        for (std::size_t c = 0; c < grid_[row].size(); ++c) {
            const bool own = grid_[row][c].row == row;
            roles.push_back(own ? role_of(span_at(row, c)) : FieldKind::other);
        }
        return roles;
    }
    [[nodiscard]] bool is_head(std::size_t row) const {
        const auto roles = roles_in(row);
        const auto has = [&](FieldKind kind) {
            return std::ranges::find(roles, kind) != roles.end();
        };
        const bool describes = has(FieldKind::lead) || has(FieldKind::coordinate) ||
                               has(FieldKind::time) || has(FieldKind::product);
        return has(FieldKind::duty) && describes;
    }
    /// A second row of heads, or the numbers of the columns.
    [[nodiscard]] bool goes_on_as_head(std::size_t row) const {
        if (is_column_numbers(row) || table_.rows[row].header) {
            return true;
        }
        std::size_t named = 0;
        std::size_t cells = 0;
        for (const auto& cell : table_.rows[row].cells) {
            const auto span = span_of(cell);
            cells += span.empty() ? 0 : 1;
            const auto tokens = draft_.tokens(head_of(span));
            constexpr std::size_t most_words = 6;
            const bool short_one = !tokens.empty() && tokens.size() <= most_words;
            named += short_one && role_of(span) != FieldKind::other ? 1 : 0;
        }
        return cells > 0 && named == cells && table_.rows[row].cells.size() < grid_[row].size();
    }
    [[nodiscard]] bool is_column_numbers(std::size_t row) const {
        std::size_t cells = 0;
        for (const auto& cell : table_.rows[row].cells) {
            const auto text = draft_.text.slice(span_of(cell));
            if (text.empty()) {
                continue;
            }
            ++cells;
            const auto number = "(" + std::to_string(cell.column + 1) + ")";
            if (text != number && text != std::to_string(cell.column + 1)) {
                return false;
            }
        }
        return cells > 2;
    }
    [[nodiscard]] bool repeats_head(std::size_t row) const {
        const auto& cells = table_.rows[row].cells;
        if (table_.rows[row].header) {
            return true;
        }
        for (std::size_t h = 0; h < header_end_; ++h) {
            const auto& head = table_.rows[h].cells;
            const auto same = [&](const Cell& a, const Cell& b) {
                return match_key(draft_.text.slice(span_of(a))) ==
                       match_key(draft_.text.slice(span_of(b)));
            };
            if (!cells.empty() && std::ranges::equal(cells, head, same)) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::optional<std::size_t> column(FieldKind kind) const {
        const auto found = std::ranges::find(roles_, kind);
        return found == roles_.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - roles_.begin()));
    }
    [[nodiscard]] std::string number_in(std::size_t row) const {
        const auto number = column(FieldKind::number);
        if (!number || grid_[row][*number].row != row) {
            return {};
        }
        auto text = plain_text(draft_.clean(), span_at(row, *number), {});
        while (!text.empty() && (text.back() == '.' || text.back() == ')')) {
            text.pop_back();
        }
        constexpr std::size_t longest = 12;
        return text.size() <= longest ? text : std::string();
    }

    /// "I | Nhóm nhiệm vụ …" with nothing else, or one cell across the table.
    [[nodiscard]] std::optional<ReadRow> group_row(std::size_t row) const {
        const auto number = column(FieldKind::number);
        std::vector<const Cell*> filled;
        for (const auto& cell : table_.rows[row].cells) {
            const bool numbers =
                number && cell.column == static_cast<int>(*number) && cell.columns <= 1;
            if (!span_of(cell).empty() && !numbers) {
                filled.push_back(&cell);
            }
        }
        for (std::size_t c = 0; c < grid_[row].size(); ++c) {
            const bool from_above = grid_[row][c].cell != nullptr && grid_[row][c].row != row;
            if (from_above && !span_at(row, c).empty()) {
                return std::nullopt;
            }
        }
        if (filled.size() != 1) {
            return std::nullopt;
        }
        const auto text = span_of(*filled.front());
        const auto label = number_in(row);
        const bool wide = filled.front()->columns * 2 > static_cast<int>(grid_[row].size()) &&
                          grid_[row].size() > 1;
        const bool high =
            !label.empty() && label.find_first_not_of("IVXABCDEFGH") == std::string::npos;
        const auto slice = draft_.text.slice(text);
        const bool loud = to_upper(slice) == slice || slice.starts_with("**");
        const bool low = starts_lower(slice);
        if (low || (!wide && !high && !loud)) {
            return std::nullopt;
        }
        return ReadRow{RowKind::group, row_span(row), {text}, label, {}};
    }

    void add_duty(ReadTable& out, std::size_t row, Span span) const {
        const auto duty = column(FieldKind::duty);
        const bool merged =
            duty && grid_[row][*duty].row != row && grid_[row][*duty].cell != nullptr;
        const auto text = merged || !duty ? Span{} : span_at(row, *duty);
        auto* last = last_duty(out);
        const auto number = number_in(row);
        const bool numbered = column(FieldKind::number).has_value();
        const bool low = !text.empty() && starts_lower(draft_.text.slice(text));
        const bool unfinished = last != nullptr && !last->text.empty() &&
                                !ends_sentence(draft_.text.slice(last->text.back()));
        const bool goes_on = last != nullptr && number.empty() &&
                             (text.empty() || (low && (numbered || unfinished)));
        if (goes_on) {
            swallow_heads(out, *last);
            last = last_duty(out);
            last->span.end = std::max(last->span.end, span.end);
            if (!text.empty()) {
                last->text.push_back(text);
            }
            add_attributes(*last, row, true);
            return;
        }
        ReadRow made{RowKind::duty, span, {}, number, {}};
        if (!text.empty()) {
            made.text.push_back(text);
        }
        add_attributes(made, row, false);
        out.rows.push_back(std::move(made));
    }
    /// The duty that a row may go on with: only a repeated head may lie between.
    static ReadRow* last_duty(ReadTable& out) {
        for (auto row = out.rows.rbegin(); row != out.rows.rend(); ++row) {
            if (row->kind != RowKind::header) {
                return row->kind == RowKind::duty ? &*row : nullptr;
            }
        }
        return nullptr;
    }
    /// A head repeated inside a row that a page cut lies inside that row.
    static void swallow_heads(ReadTable& out, ReadRow& last) {
        while (&out.rows.back() != &last) {
            last.span.end = std::max(last.span.end, out.rows.back().span.end);
            out.rows.pop_back();
        }
    }

    void add_attributes(ReadRow& made, std::size_t row, bool own_only) const {
        const Cell* before = nullptr;
        for (std::size_t c = 0; c < grid_[row].size(); ++c) {
            const auto& place = grid_[row][c];
            const auto kind = attribute_of(roles_[c]);
            if (!kind || place.cell == nullptr || place.cell == before ||
                (own_only && place.row != row)) {
                continue;
            }
            before = place.cell;
            const auto span = span_of(*place.cell);
            const auto labels = labels_of(draft_, span);
            for (const auto& label : labels) {
                if (const auto own = attribute_of(label.kind); own && !label.value.empty()) {
                    made.attributes.push_back({*own, label.value});
                }
            }
            if (labels.empty() && !span.empty()) {
                made.attributes.push_back({*kind, span});
            }
        }
    }

    const Draft& draft_;
    const ShapeWords& shape_;
    const Table& table_;
    Grid grid_;
    std::vector<FieldKind> roles_;
    std::size_t header_end_ = 0;
};

}  // namespace

std::vector<FoundTable> read_tables(const Draft& draft) {
    std::vector<FoundTable> found;
    std::vector<FieldKind> before;  // columns of the table that ends where the next begins
    std::size_t before_end = 0;
    const auto& tables = draft.document.tables;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TableReader reader(draft, tables[i]);
        const auto span = draft.text.in_clean(tables[i].span);
        const bool adjacent = !before.empty() && span.begin >= before_end &&
                              trimmed(draft.clean(), {before_end, span.begin}).empty();
        if (reader.find_columns(adjacent ? &before : nullptr)) {
            found.push_back({i, reader.read_duties()});
            before = reader.roles();
            before_end = span.end;
        } else {
            before.clear();
            if (!reader.is_layout()) {
                found.push_back({i, reader.read_plain()});
            }
        }
    }
    return found;
}

}  // namespace tiendo::reader

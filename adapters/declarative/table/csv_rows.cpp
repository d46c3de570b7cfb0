#include "csv_rows.hpp"

#include "csv_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

class CsvRows {
public:
    CsvRows(std::string_view text, char separator, const TableLimits& limits)
        : text_(text), cell_ends_{separator, '\r', '\n'}, counter_(limits), limits_(&limits) {}

    [[nodiscard]] bool at_end() const noexcept { return at_ == text_.size(); }

    /// Takes a row with its line end.
    Expected<void> take_row(std::vector<RawRow>& rows) {
        RawRow row{.number = ++number_};
        for (std::size_t column = 0;; ++column) {
            auto cell = take_cell();
            if (!cell) {
                return std::move(cell).error().at(cell_place(number_, column));
            }
            if (const auto bad = first_bad_byte(*cell); bad != cell->size()) {
                return bad_byte((*cell)[bad]).at(cell_place(number_, column));
            }
            if (auto added = counter_.add(row, column, *cell); !added) {
                return std::move(added).error().at(cell_place(number_, column));
            }
            if (at_end() || text_[at_] != cell_ends_[0]) {
                break;
            }
            ++at_;
        }
        take_line_end();
        if (auto kept = counter_.keep(rows, std::move(row)); !kept) {
            return std::move(kept).error().at("row " + std::to_string(number_));
        }
        return {};
    }

private:
    /// Takes a cell, up to but without what ends it. The view lasts until the next call.
    Expected<std::string_view> take_cell() {
        if (at_end() || text_[at_] != '"') {
            return take_until_end();
        }
        quoted_.clear();
        for (++at_;;) {
            const auto quote = text_.find('"', at_);
            if (quote == std::string_view::npos) {
                return Failure::rejected("the quote that begins the cell is never closed",
                                         "close it, and double quotes inside of a cell");
            }
            quoted_ += text_.substr(at_, quote - at_);
            if (quoted_.size() > limits_->cell_bytes) {  // before a lost quote takes all the rest
                return Failure::rejected("the quoted cell is longer than the limit of " +
                                             std::to_string(limits_->cell_bytes) + " bytes",
                                         "look whether its quote is closed; or raise the limit");
            }
            at_ = quote + 1;
            if (at_end() || text_[at_] != '"') {
                break;
            }
            quoted_ += '"';
            ++at_;
        }
        if (!trimmed(take_until_end()).empty()) {
            return Failure::rejected("text stands behind the quote that closes the cell",
                                     "double quotes inside of a cell");
        }
        return std::string_view(quoted_);
    }

    std::string_view take_until_end() {
        const std::string_view ends(cell_ends_.data(), cell_ends_.size());
        const auto end = std::min(text_.find_first_of(ends, at_), text_.size());
        const auto cell = text_.substr(at_, end - at_);
        at_ = end;
        return cell;
    }

    void take_line_end() noexcept {
        if (!at_end()) {
            at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
        }
    }

    static Failure bad_byte(char byte) {
        if (byte == '\0') {
            return Failure::rejected("the text holds a zero byte",
                                     "export it as text; UTF-16 wants its mark or is to be stated");
        }
        return Failure::rejected("the text is not UTF-8",
                                 "save it as 'CSV UTF-8', or state its encoding (windows-1258)");
    }

    std::string_view text_;
    std::array<char, 3> cell_ends_;
    CellCounter counter_;
    const TableLimits* limits_;
    std::size_t at_ = 0;
    std::size_t number_ = 0;
    std::string quoted_;
};

}  // namespace

Expected<void> read_csv_rows(std::string_view text,
                             char separator,
                             std::size_t most,
                             const TableLimits& limits,
                             std::vector<RawRow>& rows) {
    CsvRows reader(text, separator, limits);
    while (!reader.at_end() && (most == 0 || rows.size() < most)) {
        if (auto taken = reader.take_row(rows); !taken) {
            return taken;
        }
    }
    return {};
}

}  // namespace tiendo::declarative

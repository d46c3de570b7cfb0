#include "worksheet.hpp"

#include "xml_events.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::size_t last_row = 1'048'576;  // of the format
constexpr std::size_t last_column = 16'384;
constexpr std::size_t most_merged = 100'000;

struct CellName {
    std::size_t row = 0;     ///< counted from 1
    std::size_t column = 0;  ///< counted from 0
};

/// "C14"
std::optional<CellName> parse_cell_name(std::string_view name) {
    CellName cell;
    std::size_t at = 0;
    for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
        cell.column = cell.column * 26 + static_cast<std::size_t>(name[at] - 'A' + 1);
        if (cell.column > last_column) {
            return std::nullopt;
        }
    }
    const auto* end = name.data() + name.size();
    const auto [stop, failure] = std::from_chars(name.data() + at, end, cell.row);
    if (cell.column == 0 || failure != std::errc{} || stop != end || cell.row == 0 ||
        cell.row > last_row) {
        return std::nullopt;
    }
    --cell.column;
    return cell;
}

Failure broken(std::string message) {
    return Failure::rejected(std::move(message),
                             "open the file in a spreadsheet program and save a copy");
}

class Worksheet {
public:
    Worksheet(const Workbook& workbook, const TableLimits& limits)
        : workbook_(&workbook), limits_(&limits), counter_(limits) {}

    Expected<void> start(const XmlElement& element) {
        if (element.name == "row") {
            return start_row(element);
        }
        if (element.name == "c") {
            return start_cell(element);
        }
        if (element.name == "mergeCell") {
            return add_merged(element.attribute("ref").value_or(""));
        }
        if (element.name == "f") {
            cell_.formula = true;
        }
        phonetic_ = phonetic_ || element.name == "rPh";
        wanted_ = in_cell_ && (element.name == "v" || (element.name == "t" && !phonetic_));
        return {};
    }

    Expected<void> text(std::string_view piece) {
        if (!wanted_) {
            return {};
        }
        cell_.text += piece;
        // Twice: a text may shrink when it is unescaped and trimmed.
        return cell_.text.size() > limits_->cell_bytes * 2
                   ? Expected<void>(Failure::rejected("more bytes in a cell than the limit of " +
                                                          std::to_string(limits_->cell_bytes),
                                                      "shorten it; or raise the limit"))
                   : Expected<void>();
    }

    Expected<void> end(std::string_view name) {
        wanted_ = false;
        phonetic_ = phonetic_ && name != "rPh";
        if (name == "c" && in_cell_) {
            in_cell_ = false;
            return end_cell();
        }
        if (name == "row" && in_row_) {
            in_row_ = false;
            return counter_.keep(sheet_.rows, std::move(row_));
        }
        return {};
    }

    [[nodiscard]] std::string place() const {
        return in_cell_ || column_ > 0 ? cell_place(number_, column_ == 0 ? 0 : column_ - 1)
                                       : "row " + std::to_string(number_);
    }
    [[nodiscard]] RawSheet take() && { return std::move(sheet_); }

private:
    struct Cell {
        std::string type{};
        std::size_t style = 0;
        bool formula = false;
        std::string text{};
    };

    Expected<void> start_row(const XmlElement& element) {
        const auto stated = element.attribute("r");
        const auto number = stated ? element.number("r").value_or(0) : number_ + 1;
        if (number <= number_ || number > last_row || in_row_) {
            return broken("the rows are not in order");
        }
        number_ = number;
        column_ = 0;
        in_row_ = true;
        row_ = RawRow{.number = number, .hidden = element.flag("hidden")};
        return {};
    }

    Expected<void> start_cell(const XmlElement& element) {
        auto column = column_;
        if (const auto name = element.attribute("r")) {
            const auto stated = parse_cell_name(*name);
            if (!stated || stated->row != number_ || stated->column < column_) {
                return broken("the cells are not in order");
            }
            column = stated->column;
        }
        if (!in_row_ || in_cell_ || column >= last_column) {
            return broken("the cells are not in order");
        }
        column_ = column + 1;
        in_cell_ = true;
        cell_.type = element.attribute("t").value_or("n");
        cell_.style = element.number("s").value_or(0);
        cell_.formula = false;
        cell_.text.clear();
        return {};
    }

    Expected<void> end_cell() {
        const auto column = column_ - 1;
        if (cell_.formula && cell_.text.empty() && cell_.type != "str") {
            row_.uncomputed.push_back(column);
            return {};
        }
        const auto text = cell_text();
        if (!text) {
            return text.error();
        }
        if (text->find('\0') != std::string::npos) {
            return broken("the text holds a zero byte");
        }
        return counter_.add(row_, column, *text);
    }

    /// @return rejected where the cell does not hold what its type says
    [[nodiscard]] Expected<std::string> cell_text() const {
        const std::string_view type = cell_.type;
        if (cell_.text.empty()) {
            return std::string();
        }
        if (type == "s") {
            std::size_t index = 0;
            const auto* end = cell_.text.data() + cell_.text.size();
            const auto [stop, failure] = std::from_chars(cell_.text.data(), end, index);
            const auto found = workbook_->strings.at(index);
            if (failure != std::errc{} || stop != end || !found) {
                return broken("the cell refers to a text that is not there");
            }
            return std::string(*found);
        }
        if (type == "str" || type == "inlineStr" || type == "e" || type == "d") {
            return unescaped(cell_.text);
        }
        if (type == "b") {
            return std::string(cell_.text == "1" || cell_.text == "true" ? "TRUE" : "FALSE");
        }
        const auto& styles = workbook_->styles;
        const auto style = cell_.style < styles.size() ? styles[cell_.style] : CellStyle{};
        auto text = number_text(trimmed(cell_.text), style, workbook_->from_1904);
        if (!text) {
            return broken("the cell is said to hold a number and does not");
        }
        return *std::move(text);
    }

    Expected<void> add_merged(std::string_view range) {
        const auto colon = std::min(range.find(':'), range.size());
        const auto first = parse_cell_name(range.substr(0, colon));
        const auto last = parse_cell_name(range.substr(std::min(colon + 1, range.size())));
        if (!first || !last || last->row < first->row || last->column < first->column) {
            return {};  // nothing that covers more than one cell
        }
        if (sheet_.merged.size() == most_merged) {
            return broken("more than " + std::to_string(most_merged) + " merged cells");
        }
        sheet_.merged.push_back({first->row, last->row, first->column, last->column});
        return {};
    }

    const Workbook* workbook_;
    const TableLimits* limits_;
    CellCounter counter_;
    RawSheet sheet_{};
    RawRow row_{};
    Cell cell_{};
    std::size_t number_ = 0;  // of the row
    std::size_t column_ = 0;  // behind the last cell
    bool in_row_ = false;
    bool in_cell_ = false;
    bool wanted_ = false;    // text is the cell's value
    bool phonetic_ = false;  // inside of <rPh>
};

}  // namespace

Expected<RawSheet> read_worksheet(ZipArchive& archive,
                                  const SheetPart& sheet,
                                  const Workbook& workbook,
                                  const TableLimits& limits) {
    const auto xml = archive.read(sheet.part);
    if (!xml) {
        return in_sheet(xml.error(), sheet.name);
    }
    Worksheet reader(workbook, limits);
    const XmlEvents events{
        .start = [&](const XmlElement& element) { return reader.start(element); },
        .end = [&](std::string_view name) { return reader.end(name); },
        .text = [&](std::string_view piece) { return reader.text(piece); },
    };
    if (auto read = read_xml(*xml, limits.xml_depth, events); !read) {
        return in_sheet(std::move(read).error().at(reader.place()), sheet.name);
    }
    auto raw = std::move(reader).take();
    raw.name = sheet.name;
    return raw;
}

}  // namespace tiendo::declarative

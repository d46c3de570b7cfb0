#include "table.hpp"

#include "layout.hpp"
#include "xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <vector>

namespace tiendo::report::docx {

namespace {

/// Tables with more columns are set smaller, so that they fit the page.
constexpr std::size_t wide_table = 8;

std::string_view align_word(Align align) {
    switch (align) {
        case Align::left: return "left";
        case Align::center: return "center";
        case Align::right: return "right";
    }
    return "left";
}

std::size_t longest_word(std::string_view text) {
    std::size_t longest = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" \n\t"), text.size());
        longest = std::max(longest, display_width(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return longest;
}

std::string plain(const Prose& prose) {
    std::string text;
    for (const auto& run : prose) {
        text += run.text;
    }
    return text;
}

/// What a column needs so that no word breaks, and what it would like so that no line does.
struct Need {
    int least;
    int liked;
};

Need need_of(const Table& table, std::size_t column, bool wide) {
    constexpr std::size_t longest_line = 36;
    constexpr std::size_t shortest_word = 3;
    const int letter = wide ? 110 : 130;
    const int bold_letter = wide ? 125 : 150;
    const int padding = 150;
    const auto twips = [&](std::size_t letters, int each) {
        return static_cast<int>(std::max(letters, shortest_word)) * each + padding;
    };
    Need need{twips(longest_word(table.columns[column].title), bold_letter), 0};
    for (const auto& row : table.rows) {
        if (column < row.cells.size()) {
            const int each = row.kind == RowKind::total ? bold_letter : letter;
            const auto text = plain(row.cells[column]);
            need.least =
                std::max(need.least, twips(std::min(longest_word(text), longest_line), each));
            need.liked =
                std::max(need.liked, twips(std::min(display_width(text), longest_line), each));
        }
    }
    need.liked = std::max(need.liked, need.least);
    return need;
}

/// The least for each, and the rest of the width to those that would like more.
std::vector<int> column_widths(const Table& table, int width, bool wide) {
    std::vector<Need> needs;
    int least = 0;
    int wished = 0;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        needs.push_back(need_of(table, column, wide));
        least += needs.back().least;
        wished += needs.back().liked - needs.back().least;
    }
    const int rest = std::max(0, width - least);
    std::vector<int> widths;
    for (const auto& need : needs) {
        const int more = wished == 0 || rest >= wished
                             ? need.liked - need.least
                             : rest * ((need.liked - need.least) / 10) / std::max(1, wished / 10);
        widths.push_back(need.least + more);
    }
    // What is left over, or was too much, is shared by all.
    const auto sum = std::max(1, std::accumulate(widths.begin(), widths.end(), 0));
    for (auto& each : widths) {
        each = static_cast<int>(static_cast<std::int64_t>(each) * width / sum);
    }
    return widths;
}

struct Cell {
    std::string_view align;
    bool head = false;
};

std::string cell_xml(const std::string& runs, int width, std::string_view style, Cell cell) {
    return fmt::format(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}<w:vAlign w:val=\"center\"/></w:tcPr>"
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:jc w:val=\"{}\"/></w:pPr>{}</w:p></w:tc>",
        width,
        cell.head ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F1F3F6\"/>" : "",
        style,
        cell.align,
        runs);
}

}  // namespace

std::string run_xml(std::string_view text, bool bold) {
    return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                       bold ? "<w:rPr><w:b/><w:bCs/></w:rPr>" : "",
                       xml_text(text));
}

std::string runs_xml(const Prose& prose, bool bold) {
    std::string out;
    for (const auto& run : prose) {
        out += run_xml(run.text, bold);
    }
    return out;
}

std::string table_xml(const Table& table, int width, const std::string& title) {
    const bool wide = table.columns.size() > wide_table;
    const auto widths = column_widths(table, width, wide);
    const std::string_view style = wide ? "OBangRong" : "OBang";
    auto out = fmt::format(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Bang\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>"
        "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" "
        "w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        "<w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        width,
        xml_text(title));
    for (const auto each : widths) {
        out += fmt::format("<w:gridCol w:w=\"{}\"/>", each);
    }
    out += "</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    for (std::size_t i = 0; i < widths.size(); ++i) {
        out += cell_xml(run_xml(table.columns[i].title, true), widths[i], style, {"center", true});
    }
    out += "</w:tr>\n";
    for (const auto& row : table.rows) {
        const bool total = row.kind == RowKind::total;
        out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const auto runs = i < row.cells.size() ? runs_xml(row.cells[i], total) : std::string();
            out += cell_xml(runs, widths[i], style, {align_word(table.columns[i].align)});
        }
        out += "</w:tr>\n";
    }
    return out + "</w:tbl>\n";
}

}  // namespace tiendo::report::docx

#include "text_table.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::report {

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

TextLine rule(const std::vector<std::size_t>& widths) {
    TextLine line;
    for (const auto width : widths) {
        line.push_back(repeated("─", width));
    }
    return line;
}

}  // namespace

std::string text_table(const std::vector<TextLine>& lines, const std::vector<std::size_t>& right) {
    std::vector<std::size_t> widths(lines.front().size());
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(line[i]));
        }
    }
    std::string out;
    for (const auto& given : lines) {
        const auto line = given.empty() ? rule(widths) : given;
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string blanks(widths[i] - display_width(line[i]), ' ');
            const bool to_the_right = std::ranges::find(right, i) != right.end();
            text += i > 0 ? "  " : "";
            text += to_the_right ? blanks + line[i] : line[i] + blanks;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    }
    return out;
}

}  // namespace tiendo::report

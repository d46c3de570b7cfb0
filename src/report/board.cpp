#include "tiendo/report/board.hpp"

#include "phrases.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tiendo::report {

namespace {

constexpr std::size_t columns = 6;
using Line = std::array<std::string, columns>;
constexpr std::size_t right_aligned = 5;
/// Names longer than this are cut: a terminal has 100 to 160 columns.
constexpr std::size_t widest = 44;

Line line_of(const BoardRow& row) {
    return {shortened(row.unit_name, widest),
            shortened(row.cycle_name, widest),
            row.due_name,
            row.sent_name,
            row.standing_name,
            row.days_late > 0 ? number_text(row.days_late) : std::string()};
}

void append_line(std::string& out,
                 const Line& line,
                 const std::array<std::size_t, columns>& widths) {
    std::string text;
    for (std::size_t i = 0; i < columns; ++i) {
        const std::string blanks(widths[i] - display_width(line[i]), ' ');
        text += i > 0 ? "  " : "";
        text += i == right_aligned ? blanks + line[i] : line[i] + blanks;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
}

}  // namespace

std::string render_board(const BoardTable& board) {
    Line head;
    std::copy(phrases::board_columns.begin(), phrases::board_columns.end(), head.begin());
    std::vector<Line> lines{head};
    for (const auto& row : board.rows) {
        lines.push_back(line_of(row));
    }
    std::array<std::size_t, columns> widths{};
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < columns; ++i) {
            widths[i] = std::max(widths[i], display_width(line[i]));
        }
    }
    std::string out = board.heading + "\n\n";
    append_line(out, lines.front(), widths);
    Line rule;
    for (std::size_t i = 0; i < columns; ++i) {
        for (std::size_t n = 0; n < widths[i]; ++n) {
            rule[i] += "─";
        }
    }
    append_line(out, rule, widths);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        append_line(out, lines[i], widths);
    }
    out += "\n" + board.summary + "\n";
    for (const auto& note : board.notes) {
        out += "- " + note + "\n";
    }
    return to_nfc(out);
}

}  // namespace tiendo::report

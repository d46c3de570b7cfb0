#include "tiendo/report/board.hpp"

#include "phrases.hpp"
#include "text_table.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <cstddef>

namespace tiendo::report {

namespace {

/// Names longer than this are cut: a terminal has 100 to 160 columns.
constexpr std::size_t widest = 44;

TextLine line_of(const BoardRow& row) {
    return {shortened(row.unit_name, widest),
            shortened(row.cycle_name, widest),
            row.due_name,
            row.sent_name,
            row.standing_name,
            row.days_late > 0 ? number_text(row.days_late) : std::string()};
}

}  // namespace

std::string render_board(const BoardTable& board) {
    std::vector<TextLine> lines{{phrases::board_columns.begin(), phrases::board_columns.end()}, {}};
    for (const auto& row : board.rows) {
        lines.push_back(line_of(row));
    }
    constexpr std::size_t days_late = 5;
    std::string out = board.heading + "\n\n" + text_table(lines, {days_late});
    out += "\n" + board.summary + "\n";
    for (const auto& note : board.notes) {
        out += "- " + note + "\n";
    }
    return to_nfc(out);
}

}  // namespace tiendo::report

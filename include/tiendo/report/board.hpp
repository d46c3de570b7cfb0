#pragma once

#include "tiendo/report/report.hpp"

#include <string>
#include <vector>

/// The board (bảng theo dõi): who owes what, by when, and where it stands.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// One obligation as the board prints it; texts are Vietnamese, `*_key` are the stable words.
struct BoardRow {
    std::string unit_id;
    std::string unit_name;
    std::string cycle_id;
    std::string cycle_name;
    std::string due;             ///< ISO instant (exclusive end); empty where no due is stated
    std::string due_name;        ///< "trước ngày 15/5/2021", or that the text states no day
    std::string sent;            ///< ISO instant of the submission that decides; empty where none
    std::string sent_name;       ///< "12/5/2021 10:05"
    std::string standing;        ///< to_string(Standing)
    std::string standing_name;   ///< vietnamese(Standing)
    std::int64_t days_late = 0;  ///< days begun since due, for late and overdue ones; else 0
    std::string obligation_id;
    bool operator==(const BoardRow&) const = default;
};

struct BoardTable {
    std::string heading;               ///< whose board, at which instant
    std::vector<BoardRow> rows;        ///< in order of due, then of units
    std::string summary;               ///< how many stand where; the parts add up to the rows
    std::vector<std::string> notes{};  ///< who has what of ended units, where nobody stated it
    bool operator==(const BoardTable&) const = default;
};

/// Plain text with columns aligned by display width; no colour. Ends with a line feed.
std::string render_board(const BoardTable& board);

}  // namespace report
}  // namespace tiendo

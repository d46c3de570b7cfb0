#pragma once

#include "tiendo/reader/document.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// A word on a page.
struct PdfWord {
    std::string text;
    Box box;          ///< as it lies when the page is turned so that it can be read
    Box shown;        ///< on the page as it is shown
    double size = 0;  ///< of the letters, points
    bool space = false;
    int turn = 0;
    double confidence = 100;
    bool recognised = false;  ///< by a machine, from a picture
    bool unseen = false;      ///< it does not show on the page
};

/// A straight line on a page.
struct PdfRule {
    bool upright = false;
    Box box;
};

struct PdfPage {
    int number = 0;  ///< 1..
    double width = 0;
    double height = 0;
    double covered = 0;
    bool recognised = false;
    std::vector<PdfWord> words;
    std::vector<PdfRule> rules;
};

/// Words beside each other.
struct PdfLine {
    std::vector<PdfWord> words;  ///< from left to right, at least one
    Box box;
    double size = 0;  ///< of most of its letters
    int page = 0;
    std::string text;

    [[nodiscard]] double width() const noexcept { return box.right - box.left; }
};

/// Lines of text in which one follows the other, and the edges between which they run.
struct PdfColumn {
    double left = 0;      ///< where lines begin that go on
    double right = 0;     ///< what they may fill
    double pitch = 0;     ///< from one base line to the next; 0: not known
    double indent = 0;    ///< where paragraphs begin, if that is further in; else 0
    bool narrow = false;  ///< one of two beside each other: letterhead, recipients, signature
};

/// A cell of a ruled table.
struct PdfCell {
    int column = 0;
    int columns = 1;
    int rows = 1;
    Box box;
    std::vector<PdfLine> lines;
};
struct PdfTableRow {
    std::vector<PdfCell> cells;
    bool header = false;
};
struct PdfTable {
    Box box;
    std::vector<double> edges;  ///< of the columns, one more than columns
    std::vector<PdfTableRow> rows;
    bool open_below = false;  ///< no rule closes the last row
};

/// Reads the JSON lines of `document_from_boxes`.
Result<std::vector<PdfPage>> parse_boxes(std::string_view lines, const ReadOptions& options);

/// Takes the words that do not show out of a page.
std::vector<PdfWord> take_unseen(PdfPage& page);

/// Turns a page so that most of its words can be read; others are taken out.
/// @return the words that are written otherwise
std::vector<PdfWord> turn_upright(PdfPage& page);

/// Words put into lines, from top to bottom.
std::vector<PdfLine> lines_of(std::vector<PdfWord> words, int page);
PdfLine make_line(std::vector<PdfWord> words, int page);

/// The part of a line that was shown where.
Box shown_box(const PdfLine& line);

/// Takes the ruled tables of a page, with their words, out of it.
std::vector<PdfTable> take_tables(PdfPage& page);

/// Sums up a document's lines: how far they reach and how far they lie apart.
PdfColumn measure_column(const std::vector<const PdfLine*>& lines);

enum class Joint { same_line, line_break, paragraph };
/// How the line `next` follows `last`.
/// @param first of the paragraph that `last` belongs to
Joint joint_of(const PdfColumn& column,
               const PdfLine& first,
               const PdfLine& last,
               const PdfLine& next);
/// Whether no blank belongs between `last` and the line that it goes on with: "619/QĐ-" / "TTg".
bool is_joined_closely(const PdfLine& last);
/// The same as `joint_of` within a cell of a table.
Joint joint_in_cell(const PdfCell& cell, double padding, const PdfLine& last, const PdfLine& next);

/// Puts pages together.
Result<Document> lay_out(std::vector<PdfPage> pages, const ReadOptions& options);

}  // namespace tiendo::reader

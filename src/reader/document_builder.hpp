#pragma once

#include "tiendo/reader/document.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// Where a stretch of text stands in the original.
struct Origin {
    std::size_t part = 0;  ///< what `DocumentBuilder::part` gave
    std::size_t offset = 0;
    std::size_t length = 0;
    bool same = false;  ///< the text is byte for byte what stands there
    int page = 0;
    std::optional<Box> box;
};

/// Puts a document together in reading order, in the shape that `Document` promises. What was not
/// closed is closed at the end; empty paragraphs and cells leave no text behind.
class DocumentBuilder {
public:
    /// Names a part of the original. A file without parts needs none: part 0 is the file itself.
    std::size_t part(std::string_view name);

    void add(std::string_view text, const Origin& origin);
    void add_made(std::string_view text);  ///< stands nowhere in the original: a computed number
    void end_line();                       ///< a line break inside the paragraph
    void end_paragraph();
    void end_page();

    void begin_table();
    void begin_row(bool header);
    /// @param column 0..; @param columns, rows how many the cell covers, 1..
    void begin_cell(int column, int columns, int rows);
    /// Makes a cell of an earlier row of the open table reach down to the row after its last.
    /// @param row, cell 0.., in the order in which they were begun
    void grow_cell(std::size_t row, std::size_t cell);
    void end_cell();
    void end_row();
    void end_table();

    void begin_aside(std::string_view reason);  ///< ends the paragraph before it
    void end_aside();

    /// @param span bytes of `text()` so far
    void doubt(std::string_view code,
               std::string_view text,
               std::string_view choice,
               std::optional<Span> span);

    [[nodiscard]] const std::string& text() const noexcept { return document_.text; }

    /// The document in composed form; its name, digest and size are the caller's to fill in.
    Document finish() &&;

private:
    struct OpenTable {
        Table table;
        bool outer = false;
    };

    Document document_;
    std::vector<OpenTable> tables_;
    std::optional<Aside> aside_;
};

/// The readers of the formats. Each gets the whole file, gives a document without name, digest and
/// size, and errors without the file's name.
Result<Document> read_text_file(std::string_view bytes, const ReadOptions& options);
Result<Document> read_docx(std::string_view bytes, const ReadOptions& options);
Result<Document> read_odt(std::string_view bytes, const ReadOptions& options);
/// A zip archive: tells which document it is.
Result<Document> read_office_file(std::string_view bytes, const ReadOptions& options);
bool is_office_file(std::string_view bytes) noexcept;
Result<Document> read_html_file(std::string_view bytes, const ReadOptions& options);
Result<Document> read_pdf(std::string_view bytes, const ReadOptions& options);

}  // namespace tiendo::reader

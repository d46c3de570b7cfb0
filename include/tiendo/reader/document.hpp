#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A document of any format as the plan reader takes it: its text, the shape of its tables, and the
/// way back from every byte of the text to the original.
namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

class Language;

enum class DocumentFormat : std::uint8_t { text, markdown, html, docx, odt, pdf };
std::string_view to_string(DocumentFormat format) noexcept;

struct ReadOptions {
    std::size_t max_bytes = std::size_t{32} << 20U;  ///< of the source, 1 byte .. 1 GiB
    std::size_t max_nodes = 20'000;                  ///< paragraphs; more are refused
    std::size_t max_text = std::size_t{64} << 20U;   ///< bytes of text a document may unpack to
    std::size_t max_pages = 2'000;                   ///< of a PDF; more are refused
    const Language* language = nullptr;              ///< borrowed; nullptr: `Language::shipped()`
    std::size_t max_scanned_pages = 200;             ///< of a PDF, for tesseract to read

    /// Where `tiendo-pdf-boxes` lies; empty: where the library was installed.
    std::filesystem::path helper_folder = {};
    /// Where tesseract, pdftoppm and soffice are looked for, in this order.
    std::vector<std::filesystem::path> program_folders = {"/usr/bin"};
    /// For the files of such a program while it runs; nothing stays behind.
    std::filesystem::path work_folder = "/tmp";
    /// How long such a program may take for a document, and tesseract for a page.
    std::chrono::milliseconds program_time = std::chrono::minutes{2};
};

/// A rectangle on a page; points (1/72 inch) from the top left corner.
struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    bool operator==(const Box&) const = default;
};

/// Where a stretch of text stands in the original.
struct Place {
    std::string part;        ///< "word/document.xml" as unzipped; empty: the file itself
    std::size_t offset = 0;  ///< bytes in the part
    std::size_t length = 0;
    int page = 0;  ///< 1..; 0 where the format knows no pages
    std::optional<Box> box;
    bool operator==(const Place&) const = default;
};

/// A stretch of the text and where it came from. In order, never overlapping; text that the reader
/// added (line ends, numbers that Word computes) may lie in no piece.
struct Piece {
    Span text;
    std::uint32_t part = 0;  ///< position in `Document::parts`
    std::size_t offset = 0;
    std::size_t length = 0;
    bool same = false;  ///< byte for byte the original, so that any part of it can be placed
    int page = 0;
    std::optional<Box> box;
    bool operator==(const Piece&) const = default;
};

/// One cell of a table; a merged cell is given once, where it begins.
struct Cell {
    Span span;  ///< of the text; empty for an empty cell
    int column = 0;
    int columns = 1;  ///< how many it covers
    int rows = 1;
    bool operator==(const Cell&) const = default;
};
struct TableRow {
    Span span;  ///< from its first cell to its last
    std::vector<Cell> cells;
    bool header = false;  ///< marked in the document as a heading that repeats
    bool operator==(const TableRow&) const = default;
};
struct Table {
    Span span;
    std::vector<TableRow> rows;
    bool operator==(const Table&) const = default;
};

/// Text that stands beside the body, with the reason why it is no part of it: "page number",
/// "running head", "footnote", "comment".
struct Aside {
    Span span;
    std::string reason;
    bool operator==(const Aside&) const = default;
};

/// A document taken apart.
///
/// `text` is UTF-8. For a text file in UTF-8 it is the file itself, byte for byte. For every other
/// format and encoding it is extracted and composed (NFC): a paragraph is one line, an empty line
/// follows each paragraph, in cells too; a line break inside a paragraph is one line end; a page
/// break is a form feed on a line of its own. A text file in another encoding keeps its lines.
struct Document {
    DocumentFormat format = DocumentFormat::text;
    std::string name;    ///< file name without folders
    std::string sha256;  ///< of the original file
    std::size_t bytes = 0;
    std::string text;
    std::vector<std::string> parts;  ///< names; one empty name where the file has no parts
    std::vector<Piece> pieces;       ///< empty: the text is the file
    std::vector<Table> tables;       ///< in order; a table in a cell is part of that cell's text
    std::vector<Aside> asides;       ///< in order, never overlapping
    std::vector<Doubt> doubts;       ///< about the file as such; spans count bytes of `text`
    bool recognised = false;         ///< read by machine from pictures
    bool operator==(const Document&) const = default;

    /// Where a stretch of the text stands in the original; neighbours that touch are one place.
    /// Text that stands nowhere there gives none.
    [[nodiscard]] std::vector<Place> places(Span span) const;
};

/// Opens a document of any known format, by its content first and its name second.
/// @return not_found, storage (not readable), malformed_input (a directory, too large, empty,
///         binary, broken), unsupported (a format that needs a program which is not installed: the
///         remedy names it) or rejected (marked Mật, Tối mật or Tuyệt mật; encrypted)
Result<Document> open_document(const std::filesystem::path& file, const ReadOptions& options);

/// The same for bytes in memory.
/// @param name stands in `Document::name` and in errors: a file name without folders
Result<Document> parse_document(std::string_view bytes,
                                std::string_view name,
                                const ReadOptions& options);

}  // namespace reader
}  // namespace tiendo

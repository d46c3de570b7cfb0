#pragma once

#include "document_builder.hpp"
#include "pdf_margins.hpp"
#include "pdf_page.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tiendo::reader {

/// Writes the lines of pages as paragraphs and tables. A paragraph or table that a page break cuts
/// stays whole: what stands at the break follows behind it.
/// The lines given must live until `finish`.
class PdfWriter {
public:
    /// Notes which pages a machine has read from a picture, and of which words it is not sure.
    void look_at(const std::vector<PdfPage>& pages);

    void write_wide(const std::vector<PdfLine>& lines, const PdfColumn& column);
    void write_narrow(const std::vector<PdfLine>& lines, const PdfColumn& column);
    void write_table(const PdfTable& table);
    /// Written as soon as no paragraph is open.
    void put_off(const PdfAside& aside);
    void put_off_page_end();

    /// @return malformed_input if there was no text
    Result<Document> finish() &&;

private:
    struct Unsure {
        std::size_t words = 0;
        std::vector<std::string> first;
    };

    void write_line(const PdfLine& line, const PdfColumn& column);
    void add(const PdfLine& line);
    void end_paragraph();
    void write_cell(const PdfCell& cell, double padding);
    void doubt_recognised();

    DocumentBuilder builder_;
    const PdfColumn* column_ = nullptr;  ///< of the open paragraph
    const PdfLine* first_ = nullptr;
    const PdfLine* last_ = nullptr;
    std::vector<std::optional<PdfAside>> waiting_;  ///< nothing: the end of a page
    std::map<int, Unsure> recognised_;              ///< by page
    std::set<int> layered_;                         ///< pages with a text layer over a picture
    std::map<int, Span> page_spans_;
};

}  // namespace tiendo::reader

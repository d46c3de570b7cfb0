#pragma once

#include "document_builder.hpp"
#include "html_page.hpp"
#include "legacy_encoding.hpp"

#include <gumbo.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// How text is set where it stands.
struct TextLook {
    std::optional<LegacyEncoding> encoding;  ///< of an old font
    bool capitals = false;                   ///< the font draws capitals alone
    bool preformatted = false;               ///< blanks and line ends count
};

/// Writes the text of a page into a document as a browser sets it: blanks run together, line breaks
/// and paragraphs come where text follows.
class HtmlText {
public:
    HtmlText(const HtmlPage& page, DocumentBuilder& builder) : page_(page), builder_(builder) {}

    void add(const GumboText& text, const TextLook& look);
    void add_made(std::string_view text);  ///< a sign that the page shows without holding it
    /// What the next paragraph begins with: the number or bullet of a list item, with a blank. A
    /// bullet is left out where the text brings its own.
    void set_marker(std::string_view marker) { marker_ = marker; }
    void line_break() { ++breaks_; }  ///< two of them part paragraphs
    void end_paragraph();
    void end_page();

private:
    void add_word(std::string_view word, Span in_html, const TextLook& look);
    void start_text();

    const HtmlPage& page_;
    DocumentBuilder& builder_;
    std::size_t breaks_ = 0;
    std::optional<Span> blank_;  ///< seen behind the last word; in the page
    std::string marker_;
    bool in_paragraph_ = false;
};

/// A stretch of a page as gumbo decoded it, and where in the page each byte of it stood. Where the
/// two cannot be laid side by side, the rest counts as one piece.
/// @param offset of `original` in the page
RecodedText aligned(std::string_view decoded, std::string_view original, std::size_t offset);

}  // namespace tiendo::reader

#pragma once

#include "document_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// The text of a paragraph that is still being read: its number is not known before its end, and a
/// tracked change may join it to the next one. Line ends inside text are blanks, as they are where
/// the document is shown.
class ParagraphText {
public:
    enum class Pages : std::uint8_t { kept, as_lines };

    void add(std::string_view text, const Origin& origin);
    void add_made(std::string_view text);  ///< stands nowhere in the original
    void end_line() { pieces_.push_back({Kind::line, text_.size(), text_.size(), {}}); }
    void end_page() { pieces_.push_back({Kind::page, text_.size(), text_.size(), {}}); }

    /// Whether nothing is shown; page breaks may still be there.
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
    [[nodiscard]] bool blank_at_end() const noexcept { return text_.ends_with(' '); }
    [[nodiscard]] std::size_t size() const noexcept { return pieces_.size(); }

    /// Takes away the white space around the pieces from number `first` on.
    void trim_from(std::size_t first);

    /// Writes it behind `label` and leaves it empty; the builder's paragraph stays open.
    void write(std::string_view label, Pages pages, DocumentBuilder& builder);

private:
    enum class Kind : std::uint8_t { text, made, line, page };
    struct Piece {
        Kind kind = Kind::text;
        std::size_t begin = 0;
        std::size_t end = 0;
        Origin origin;
    };
    void add_piece(std::string_view text, const Origin& origin);

    std::string text_;
    std::vector<Piece> pieces_;
};

}  // namespace tiendo::reader

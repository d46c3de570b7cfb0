#pragma once

#include "shape_words.hpp"
#include "source_text.hpp"
#include "words.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// The mark in front of a line.
enum class MarkerKind : std::uint8_t {
    none,
    keyword,     ///< "Phần I", "Chương II", "Điều 3.", "Nhiệm vụ 1:"
    upper,       ///< "A."
    roman,       ///< "II.", "II/"
    decimal,     ///< "1.", "1.1."
    letter,      ///< "a)", "(1)", "1)"
    title,       ///< "##" of Markdown without a number
    bullet,      ///< "-", "•"
    sub_bullet,  ///< "+"
};

/// A way of marking that stays the same through one list: "1." and "2." have one style, "1)"
/// another.
using Style = std::uint32_t;

/// How far in a style stands by habit; what a document itself shows wins over it.
int rank_of(Style style) noexcept;
/// Headings of Markdown without a number: + number of "#".
constexpr Style style_of_title = 70;
/// The style of a heading without any mark: set in capitals, in bold, or followed by its list.
constexpr Style style_of_capitals = 80;
constexpr Style style_of_bold = 81;
constexpr Style style_of_lead_in = 82;
constexpr Style style_of_appendix = 83;
/// Styles below this one are few, so that tables may be kept of them.
constexpr Style few_styles = 100;

struct Marker {
    MarkerKind kind = MarkerKind::none;
    std::string label;           ///< "II", "1.1", "a", "-", "Điều 3"
    std::string id;              ///< as it stands in the id of a node: "II", "Đ3"
    std::size_t text_begin = 0;  ///< of the words behind it, in the clean text
    Style style = 0;
    std::size_t label_begin = 0;  ///< clean; behind the "#" of Markdown
    Style hashes = 0;             ///< of a heading of Markdown
    int value = 0;  ///< 1.. for "I", "1", "a" and the last number of "1.1"; 0 where none

    [[nodiscard]] bool is_ordinal() const noexcept {
        return kind >= MarkerKind::keyword && kind <= MarkerKind::letter;
    }
    [[nodiscard]] bool is_bullet() const noexcept {
        return kind == MarkerKind::bullet || kind == MarkerKind::sub_bullet;
    }
};

/// Finds marks at the begin of lines.
class Markers {
public:
    Markers(std::string_view clean, const Words& words, const ShapeWords& shape)
        : clean_(clean), words_(words), shape_(shape) {}

    /// The mark at the begin of a line; emphasis and "#" before it are passed over.
    /// @param line trimmed, not empty
    [[nodiscard]] Marker at(Span line) const;

private:
    [[nodiscard]] Marker behind_hashes(Span line) const;
    [[nodiscard]] Marker keyword_at(Span line) const;

    std::string_view clean_;
    const Words& words_;
    const ShapeWords& shape_;
};

/// The place of a letter in a Vietnamese list: a, b, c, d, đ, e, g … 1..; 0 for none. Lists that
/// leave out "đ" are counted the same way but for one number.
int letter_value(std::string_view letter) noexcept;

}  // namespace tiendo::reader

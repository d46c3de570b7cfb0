#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// How an office program writes the number of a list item.
enum class NumberFormat : std::uint8_t {
    none,
    bullet,
    decimal,
    decimal_zero,      ///< 01, 02
    lower_letter,      ///< a … z, aa, bb: as Word counts
    upper_letter,      ///< A … Z, AA, BB
    lower_letter_sum,  ///< a … z, aa, ab: as OpenDocument counts
    upper_letter_sum,  ///< A … Z, AA, AB
    lower_roman,
    upper_roman,
    ordinal,  ///< 1st, 2nd
};

/// Levels of a list that count: Word knows 9, OpenDocument 10.
constexpr std::size_t list_levels = 10;

/// The numbers of a list, from the outermost level; unused ones are of no account.
struct ListNumbers {
    std::array<long, list_levels> values{};
    std::array<NumberFormat, list_levels> formats{};
};

/// `value` in letters, Roman or plain digits; plain digits where the form has no such number.
std::string number_text(long value, NumberFormat format);

/// Fills the places "%1", "%2" … of `pattern`.
/// @param legal every number in plain digits, whatever its level says (w:isLgl)
std::string filled(std::string_view pattern, const ListNumbers& numbers, bool legal);

/// What stands for a bullet in text: marks that people type stay, signs of symbol fonts become "-".
std::string_view bullet_mark(std::string_view sign) noexcept;

}  // namespace tiendo::reader

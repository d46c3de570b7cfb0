#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::declarative {

/// What a number format makes of a number, as far as it changes its meaning.
struct CellStyle {
    enum class Kind : std::uint8_t { number, date, time, date_and_time, elapsed_time };
    Kind kind = Kind::number;
    std::size_t digits = 0;  ///< of a format such as "000000"; 0: no such format
};

/// Source: ECMA-376 part 1, 18.8.30 (built-in formats; 27..36 and 50..58 are dates of East Asian
/// programs).
CellStyle style_of_builtin(std::size_t id) noexcept;

/// The first section of a format code: "dd/mm/yyyy", "[$-42A]d mmmm yyyy;@", "0000".
/// Source: ECMA-376 part 1, 18.8.31.
CellStyle style_of_code(std::string_view code);

/// The text of a number cell.
/// @param stored  as in the file, "44331" or "7.9123456789012E+13"
/// @return nothing where it is no number
std::optional<std::string> number_text(std::string_view stored, CellStyle style, bool from_1904);

}  // namespace tiendo::declarative

#pragma once

#include "tiendo/base/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Numbers that people type, read strictly: what may mean two things is refused.
namespace [[gnu::visibility("default")]] tiendo {

/// A number with at most two decimal places (số thập phân), exact; never negative where it was
/// read from a paper.
struct Decimal {
    std::int64_t hundredths = 0;
    auto operator<=>(const Decimal&) const = default;

    static constexpr Decimal of(std::int64_t whole) noexcept { return {whole * 100}; }
    /// "1.234,5", as offices write it; no decimal places where there are none.
    [[nodiscard]] std::string vietnamese() const;
    /// "1234.5", for data.
    [[nodiscard]] std::string plain() const;
};

/// Reads what `Decimal::plain` writes, up to ten trillion.
/// @return malformed_input
Result<Decimal> parse_decimal(std::string_view text);

/// Numbers from this one on are refused as slips: ten trillion (mười nghìn tỷ).
inline constexpr std::int64_t number_limit = 10'000'000'000'000;

/// Reads a number as Vietnamese offices write it: "41", "02", "1.234", "1.234,5", "97,45".
///
/// A point groups thousands and a comma begins one or two decimal places (Luật Kế toán
/// 88/2015/QH13, Điều 11 khoản 2). Blanks around it do not count. Refused are: nothing, words and
/// units, signs, other digits than 0-9, groups that are not of three digits, the English style
/// ("1,234.5", "1,234"), three and more places, two leading zeros, `number_limit` and above.
/// @return malformed_input that says what is wrong at which character and how to write it
/// Threads: pure.
Result<Decimal> read_number(std::string_view text);

/// A number with the place where it was typed: "5/dossier-received".
struct TypedNumber {
    std::string place{};
    std::string text{};
};

/// Reads all numbers of one paper, so that two styles in it are seen: where one number is of the
/// English style, no other may be trusted, and the paper is refused with the places of both.
/// @return malformed_input: the first fault, with its place; the others are its causes
/// Threads: pure.
Result<std::vector<Decimal>> read_numbers(const std::vector<TypedNumber>& numbers);

}  // namespace tiendo

#pragma once

#include "tiendo/base/number.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// What is wrong with a number that somebody typed (lỗi của số đã nhập), for a place beside the
/// field. `read_number` tells the same in English, with the character.
enum class NumberFault : std::uint8_t {
    missing = 0,
    negative = 1,
    blank = 2,          ///< a blank within it
    words = 3,          ///< what is no digit, point or comma
    english_style = 4,  ///< "1,234.5", "1,234", "12.5"
    places = 5,         ///< nothing, or too much, behind the comma
    whole = 6,          ///< nothing before the comma
    zeros = 7,          ///< zeros at its beginning
    groups = 8,         ///< a group that is not of three digits
    too_large = 9,      ///< `number_limit` and above
    two_styles = 10,    ///< it may be right; another number of the paper is of the English style
};
/// What an official reads beside the field: how to write it. Vietnamese, without a full stop.
std::string_view vietnamese(NumberFault fault) noexcept;

/// The fault of each number of one paper, in their order; nothing for one that can be taken.
/// `read_numbers` takes the paper where all are nothing.
/// Threads: pure.
std::vector<std::optional<NumberFault>> number_faults(std::span<const TypedNumber> numbers);

}  // namespace tiendo

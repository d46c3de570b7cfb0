#pragma once

#include "tiendo/base/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// A part of a whole, exactly: 12,345 of 35,801 people, or four tenths.
struct Share {
    std::int64_t part = 0;   ///< 0..whole
    std::int64_t whole = 1;  ///< 1..10^12
    bool operator==(const Share&) const = default;

    /// Reads "0.4" (at most 12 digits behind the point) or "12345/35801".
    /// @return malformed_input where it is neither, or more than one
    static Result<Share> parse(std::string_view text);
    /// "12345/35801"
    [[nodiscard]] std::string str() const;
};

/// The sum in lowest terms; may be more than one.
/// @return malformed_input where the shares have no common whole up to 10^12
Result<Share> sum_of(std::span<const Share> shares);

}  // namespace units
}  // namespace tiendo

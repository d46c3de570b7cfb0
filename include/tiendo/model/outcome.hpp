#pragma once

#include "tiendo/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// What became of one record that was sent to another system. Stored: append only, never renumber.
enum class Outcome : std::uint8_t {
    accepted = 0,   ///< it took effect
    duplicate = 1,  ///< it had taken effect before
    rejected = 2,   ///< understood and refused for ever
    retry = 3,      ///< surely not taken
    unknown = 4,    ///< sent, and perhaps taken
    absent = 5,     ///< asked for afterwards: it never arrived
};
std::string_view to_string(Outcome outcome) noexcept;
Result<Outcome> parse_outcome(std::string_view text);

/// What an adapter says of one delivery.
struct DeliveryResult {
    std::string key;  ///< of the delivery
    Outcome outcome = Outcome::unknown;
    std::string id;       ///< the other side's name for it; may be empty
    std::string message;  ///< why not, English, one line; empty where it took effect
    std::string remedy;
    std::optional<std::chrono::milliseconds> retry_after;
    bool operator==(const DeliveryResult&) const = default;
};

}  // namespace tiendo

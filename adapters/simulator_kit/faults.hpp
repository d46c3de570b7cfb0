#pragma once

#include "tiendo/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tiendo::simulator {

/// What goes wrong in one answer of the list endpoint, or to one request that is posted. README.md
/// tells what each looks like.
enum class Fault : std::uint8_t {
    none,
    slow,
    unavailable,
    dropped,
    repeated,
    changed_after_read,
    html,
    half_json,
    huge,
    backwards,
    error_body,
    always_503,
    slow_forever,
    bad_utf8,
    rate_limited,
};
/// As in the request log: "slow", "hostile:html"; empty for none.
std::string to_string(Fault fault);

/// Which list request, or which posted one, meets which fault, counted from the moment the script
/// was set.
class FaultScript {
public:
    /// @param name "none", "story", "hostile:NAME" or "post:NAME"
    /// @return malformed_input that lists the valid names
    static Result<FaultScript> parse(std::string_view name);

    /// The fault of the next list request.
    Fault next();
    /// The fault of the next request that is posted.
    Fault next_post();
    /// How many list requests were counted so far.
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

private:
    std::string name_ = "none";
    Fault always_ = Fault::none;
    Fault first_post_ = Fault::none;
    std::uint64_t count_ = 0;
};

}  // namespace tiendo::simulator

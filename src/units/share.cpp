#include "tiendo/units/share.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>

namespace tiendo::units {

namespace {

constexpr std::int64_t largest_whole = 1'000'000'000'000;
constexpr std::size_t most_digits = 12;

std::optional<std::int64_t> number(std::string_view digits) {
    std::int64_t value = 0;
    const auto* end = digits.data() + digits.size();
    const auto [at, fault] = std::from_chars(digits.data(), end, value);
    const bool fits = fault == std::errc{} && at == end && value >= 0 && value <= largest_whole;
    return fits ? std::optional(value) : std::nullopt;
}

std::optional<Share> decimal(std::string_view text) {
    const auto point = text.find('.');
    const auto behind =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (behind.size() > most_digits || (point != std::string_view::npos && behind.empty())) {
        return std::nullopt;
    }
    const auto before = number(text.substr(0, point));
    const auto after = behind.empty() ? std::optional<std::int64_t>(0) : number(behind);
    if (!before || !after || *before > 1) {
        return std::nullopt;
    }
    std::int64_t whole = 1;
    for (std::size_t i = 0; i < behind.size(); ++i) {
        whole *= 10;
    }
    return Share{*before * whole + *after, whole};
}

std::optional<Share> fraction(std::string_view text, std::size_t stroke) {
    const auto part = number(text.substr(0, stroke));
    const auto whole = number(text.substr(stroke + 1));
    return part && whole && *whole > 0 ? std::optional(Share{*part, *whole}) : std::nullopt;
}

}  // namespace

Result<Share> Share::parse(std::string_view text) {
    const auto stroke = text.find('/');
    const auto share = stroke == std::string_view::npos ? decimal(text) : fraction(text, stroke);
    if (!share || share->part > share->whole) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("'{}' is not a share", text.substr(0, 40)),
                     "write a part of one, like \"0.4\", or of a whole, like \"12345/35801\""};
    }
    return *share;
}

std::string Share::str() const {
    return fmt::format("{}/{}", part, whole);
}

Result<Share> sum_of(std::span<const Share> shares) {
    Share sum{0, 1};
    for (const auto& each : shares) {
        const auto common = std::gcd(sum.whole, each.whole);
        if (sum.whole / common > largest_whole / each.whole) {
            return Error{ErrorCode::malformed_input,
                         "the shares have no common whole up to 10^12",
                         "write them over one whole, like \"12345/35801\" and \"23456/35801\""};
        }
        const auto whole = sum.whole / common * each.whole;
        const auto part = sum.part * (whole / sum.whole) + each.part * (whole / each.whole);
        const auto divisor = std::max<std::int64_t>(std::gcd(part, whole), 1);
        sum = {part / divisor, whole / divisor};
    }
    return sum;
}

}  // namespace tiendo::units

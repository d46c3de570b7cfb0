#include "tiendo/base/text.hpp"
#include "tiendo/units/parse.hpp"
#include "tiendo/units/registry.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

constexpr std::string_view list = R"(
[[unit]]
id = "quan"
name = "Ủy ban nhân dân Quận Bình An"
kind = "authority"
[[unit]]
id = "p7"
name = "Ủy ban nhân dân Phường 7"
kind = "ward"
parent = "quan"
valid_to = 2024-12-31
successors = ["hoa-hung"]
[[unit]]
id = "hoa-hung"
name = "Ủy ban nhân dân Phường Hòa Hưng"
kind = "ward"
parent = "quan"
[[unit]]
id = "xa-hoa-hung"
name = "Ủy ban nhân dân Xã Hòa Hưng"
kind = "ward"
[[unit]]
id = "noi-vu"
name = "Phòng Nội vụ"
kind = "office"
parent = "quan"
)";

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

/// Any bytes as a name: never a crash; exact comes with one unit that is there, scores lie in 0..1,
/// the best first, and what is sure of nothing is not exact.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    static const auto registry = [] {
        auto units = units::parse_units(list, "fuzz.toml");
        require(units.has_value());
        auto made = units::Registry::make(*std::move(units));
        require(made.has_value());
        return *std::move(made);
    }();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto day : {Date::of(2024, 1, 1), Date::of(2025, 1, 1)}) {
        const auto match = registry.match_name(text, day);
        require(!match.reason.empty());
        require(match.unit.has_value() == (match.kind == units::MatchKind::exact));
        require(match.candidates.size() <= 10);
        for (const auto& each : match.candidates) {
            require(each.score >= 0 && each.score <= 1 && !each.reason.empty());
        }
        if (match.unit) {
            require(registry.find(*match.unit)->exists_on(day));
            require(match.candidates.front().unit == *match.unit);
            require(match.candidates.front().score >= 0.85);
        }
        if (!first_invalid_utf8(text)) {
            require(registry.match_name(to_nfc(text), day).kind == match.kind);
        }
    }
    return 0;
}

#include "tiendo/units/parse.hpp"

#include "tiendo/units/registry.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Any bytes: a list or an error, never a crash; what is read can be asked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto day = tiendo::Date::of(2021, 1, 31);
    auto units = tiendo::units::parse_units(text, "fuzz.toml");
    if (units) {
        const auto registry = tiendo::units::Registry::make(std::move(*units));
        if (registry) {
            for (const auto& unit : registry->all()) {
                (void)registry->match_name(unit.name, day);
                (void)registry->successor_on(unit.id, day);
            }
        }
    }
    return 0;
}

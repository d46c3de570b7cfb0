#include "tiendo/units/carry.hpp"
#include "tiendo/units/parse_events.hpp"
#include "tiendo/units/registry.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

/// Any bytes: a list with its events or an error, never a crash; what is read can be asked, and
/// carrying figures across it keeps their total.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto day = Date::of(2021, 1, 31);
    const auto history = units::parse_history(text, "fuzz.toml");
    if (!history) {
        return 0;
    }
    std::vector<units::Figure> figures;
    for (const auto& unit : history->units()) {
        if (unit.exists_on(day)) {
            figures.push_back({unit.id, 7, false});
        }
    }
    for (const auto to : {Date::of(1900, 1, 1), Date::of(2100, 1, 1)}) {
        const auto carried = units::carry(*history, figures, day, to);
        if (!carried) {
            std::abort();
        }
        auto left = static_cast<std::int64_t>(figures.size()) * 7;
        for (const auto& each : carried->figures) {
            left -= each.amount;
        }
        for (const auto& each : carried->uncarried) {
            left -= each.amount;
        }
        if (left != 0) {
            std::abort();
        }
    }
    // What events left standing is a list that stands on its own.
    const auto registry = units::Registry::make(history->units());
    if (!registry) {
        std::abort();
    }
    for (const auto& unit : registry->all()) {
        (void)registry->match_name(unit.on(day).name, day);
        (void)registry->successor_on(unit.id, day);
    }
    (void)history->unknown();
    (void)history->known(history->entries().size() / 2);
    return 0;
}

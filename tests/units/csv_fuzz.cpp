#include "tiendo/units/parse_events.hpp"
#include "tiendo/units/report.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes as a table of units: never a crash; the report and the list agree on whether it is
/// sound, and a refused list has a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto report = units::check_list(text, "fuzz.csv");
    const auto history = units::parse_history(text, "fuzz.csv");
    if (report.history.has_value() != history.has_value() ||
        (!history && report.findings.empty())) {
        std::abort();
    }
    return 0;
}

// Any bytes: refused, or read into a plan that is written and read back unchanged.
#include "tiendo/model/json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto plan = tiendo::from_json<tiendo::Plan>(text);
    if (!plan) {
        return 0;
    }
    const auto back = tiendo::from_json<tiendo::Plan>(tiendo::to_json(*plan));
    if (!back || !(*back == *plan)) {
        std::abort();
    }
    return 0;
}

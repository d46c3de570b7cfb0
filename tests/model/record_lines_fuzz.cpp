// Any bytes: refused, or read into records that are written and read back unchanged.
#include "tiendo/model/json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view lines(reinterpret_cast<const char*>(data), size);
    const auto records = tiendo::parse_record_lines(lines, 1000);
    if (!records) {
        return 0;
    }
    for (const auto& record : *records) {
        const auto back = tiendo::from_json<tiendo::Record>(tiendo::to_json(record));
        if (!back || !(*back == record)) {
            std::abort();
        }
    }
    return 0;
}

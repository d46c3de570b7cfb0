// Any bytes as an answer of the other side: records, or an error, and nothing else.
#include "van_ban/mapping.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);

    (void)tiendo::van_ban::parse_register(bytes);
    return 0;
}

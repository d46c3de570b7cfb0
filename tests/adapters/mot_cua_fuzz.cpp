// Any bytes as an answer of the other side: records, or an error, and nothing else.
#include "mot_cua/mapping.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)tiendo::mot_cua::parse_login(bytes);
    (void)tiendo::mot_cua::parse_changes(bytes);
    return 0;
}

// Any bytes as an object file: the section reader and the manifest's parser look at nothing outside
// them.
#include "tiendo/plugin/manifest.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (auto section = tiendo::plugin::manifest_section(bytes)) {
        (void)tiendo::plugin::parse_manifest(*section);
    }
    (void)tiendo::plugin::parse_manifest(bytes);
    return 0;
}

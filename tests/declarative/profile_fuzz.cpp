// Any bytes as a profile: a manifest, or its faults, and nothing else.
#include "tiendo/declarative/engine.hpp"

#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const auto engine = tiendo::declarative::engine({});
    const auto manifest = engine.manifest(text);
    // What the engine takes, the host must take too.
    if (manifest && !tiendo::plugin::parse_manifest(*manifest)) {
        __builtin_trap();
    }
    return 0;
}

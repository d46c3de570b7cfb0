// Any bytes as an allow-list: what is read from it names each entry once, and reads the same again.
#include "tiendo/plugin/allow.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto list = tiendo::plugin::parse_allow_list(text, "fuzz");
    if (!list) {
        return 0;
    }
    std::string again;
    for (const auto& digest : list->digests) {
        again += "sha256:" + digest + " # again\n";
    }
    if (!again.empty() &&
        tiendo::plugin::parse_allow_list(again, "fuzz")->digests != list->digests) {
        std::abort();
    }
    return 0;
}

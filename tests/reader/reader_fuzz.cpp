#include "tiendo/reader/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

/// Whatever the bytes: an error or a tree that accounts for every one of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    const auto reading = tiendo::reader::read_plan_text(source, "fuzz.txt", {.max_nodes = 2000});
    if (!reading) {
        return 0;
    }
    if (const auto covered = tiendo::reader::prove_coverage(reading->plan, source); !covered) {
        std::cerr << covered.error() << '\n';
        std::abort();
    }
    return tiendo::reader::to_answer_sheet(*reading).empty() ? 1 : 0;
}

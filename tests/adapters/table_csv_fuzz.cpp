// Any bytes as a CSV file.
#include "adapters/fuzzed_table.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The first byte chooses the options, so that each of them is reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const unsigned choice = data[0];
    auto options = tiendo::test::fuzzed_options(choice);
    options.format = tiendo::declarative::TableFormat::csv;
    constexpr std::string_view separators("\0,;\t", 4);
    options.separator = separators[choice >> 4U & 3U];
    options.encoding = static_cast<tiendo::declarative::TableEncoding>(choice >> 6U & 3U);
    tiendo::test::read_fuzzed_table({reinterpret_cast<const char*>(data) + 1, size - 1}, options);
    return 0;
}

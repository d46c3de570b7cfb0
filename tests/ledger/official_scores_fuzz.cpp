// Any bytes as a file of official scores: what is taken is a score of a province, with its source.
#include "tiendo/ledger/official_scores.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    const auto scores =
        ledger::parse_scores({reinterpret_cast<const char*>(data), size}, "fuzz.csv");
    if (!scores) {
        return 0;
    }
    for (const auto& score : *scores) {
        const auto value = score.ten_thousandths().value_or(10'000);
        const bool sound = score.province().code().size() == 2 && !score.source().empty() &&
                           score.year() >= 2011 && score.dimension() >= 1 &&
                           score.dimension() <= 8 && value >= 10'000 && value <= 100'000;
        if (!sound) {
            std::abort();
        }
    }
    return 0;
}

#include "tiendo/model/evidence.hpp"

#include <fmt/format.h>

namespace tiendo {

namespace {

__extension__ using Wide = __int128;  // 1000 × any 64-bit count fits

}  // namespace

std::string percent(std::int64_t count, std::optional<std::int64_t> out_of) {
    if (!out_of || *out_of == 0) {
        return "–";
    }
    const Wide numerator = count < 0 ? -Wide{count} : Wide{count};
    const Wide denominator = *out_of < 0 ? -Wide{*out_of} : Wide{*out_of};
    const Wide tenths = (2000 * numerator + denominator) / (2 * denominator);
    const bool negative = tenths != 0 && (count < 0) != (*out_of < 0);
    return fmt::format("{}{},{} %", negative ? "-" : "", tenths / 10, tenths % 10);
}

}  // namespace tiendo

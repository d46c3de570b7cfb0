#include "tiendo/base/number.hpp"

#include "tiendo/base/paper_text.hpp"
#include "tiendo/base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes as a number and as a text: what is taken is written back to the same, what is refused
/// says so in text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = read_number(text);
    if (value) {
        const auto again = read_number(value->vietnamese());
        const auto plain = parse_decimal(value->plain());
        if (value->hundredths < 0 || value->hundredths >= number_limit * 100 || !again ||
            *again != *value || !plain || *plain != *value) {
            std::abort();
        }
    } else if (first_invalid_utf8(value.error().what())) {
        std::abort();
    }
    if (const auto clean = clean_text(text, 1U << 16U)) {
        const auto again = clean_text(clean->text, 1U << 18U);
        if (!again || again->text != clean->text || !again->notices.empty()) {
            std::abort();
        }
    }
    return 0;
}

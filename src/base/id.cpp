#include "tiendo/base/id.hpp"

#include "tiendo/base/text.hpp"

namespace tiendo {

std::string why_not_an_id(std::string_view text) {
    constexpr std::size_t longest = 200;
    if (text.empty()) {
        return "it is empty";
    }
    if (text.size() > longest) {
        return "it is longer than 200 bytes";
    }
    if (first_invalid_utf8(text)) {
        return "it is not UTF-8";
    }
    if (trim(text).size() != text.size()) {
        return "it begins or ends with white space";
    }
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            return "it holds a control character";
        }
    }
    return {};
}

}  // namespace tiendo

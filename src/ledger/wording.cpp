#include "wording.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::ledger {

bool mentions(std::string_view text, std::string_view words) {
    return match_key(text).find(match_key(words)) != std::string::npos;
}

std::string sentence_around(std::string_view text, std::string_view part) {
    const auto at = part.empty() ? std::string_view::npos : text.find(part);
    std::size_t begin = 0;
    std::size_t end = text.size();
    if (at != std::string_view::npos) {
        const auto before = text.substr(0, at).find_last_of(";.");
        // "1. Thủ trưởng …": the full stop of an ordinal ends no sentence.
        const bool ordinal =
            before != std::string_view::npos &&
            text.substr(0, before).find_first_not_of("0123456789IVX") == std::string_view::npos;
        begin = before == std::string_view::npos || ordinal ? 0 : before + 1;
        end = std::min(text.find_first_of(";.", at + part.size()), text.size() - 1) + 1;
    }
    std::string sentence(trim(text.substr(begin, end - begin)));
    std::erase(sentence, '*');
    return sentence;
}

}  // namespace tiendo::ledger

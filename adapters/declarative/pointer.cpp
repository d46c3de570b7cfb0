#include "pointer.hpp"

#include <utility>

namespace tiendo::declarative {

std::optional<Pointer> Pointer::of(std::string_view text) {
    constexpr std::size_t most_tokens = 16;
    Pointer made;
    made.text = text;
    if (!text.empty() && text.front() != '/') {
        return std::nullopt;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '/') {
            made.tokens.emplace_back();
        } else if (c != '~') {
            made.tokens.back() += c;
        } else if (at + 1 < text.size() && (text[at + 1] == '0' || text[at + 1] == '1')) {
            made.tokens.back() += text[++at] == '0' ? '~' : '/';
        } else {
            return std::nullopt;
        }
    }
    return made.tokens.size() <= most_tokens ? std::optional(std::move(made)) : std::nullopt;
}

}  // namespace tiendo::declarative

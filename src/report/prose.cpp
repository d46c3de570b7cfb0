#include "prose.hpp"

#include "tiendo/base/text.hpp"

#include <cassert>

namespace tiendo::report {

Prose prose(std::string_view pattern, std::initializer_list<Run> runs) {
    Prose out;
    auto next = runs.begin();
    for (;;) {
        const auto hole = pattern.find("{}");
        if (hole != 0 && !pattern.empty()) {
            out.push_back(words(std::string(pattern.substr(0, hole))));
        }
        if (hole == std::string_view::npos) {
            break;
        }
        assert(next != runs.end());
        out.push_back(*next++);
        pattern.remove_prefix(hole + 2);
    }
    assert(next == runs.end());
    return out;
}

void append(Prose& text, const Prose& more) {
    text.insert(text.end(), more.begin(), more.end());
}

namespace {

/// Bytes of the first character.
std::size_t first_size(std::string_view text) {
    std::size_t end = text.empty() ? 0 : 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    return end;
}

}  // namespace

std::string first_lower(std::string_view text) {
    const auto size = first_size(text);
    return to_lower(text.substr(0, size)) + std::string(text.substr(size));
}

std::string first_upper(std::string_view text) {
    const auto size = first_size(text);
    return to_upper(text.substr(0, size)) + std::string(text.substr(size));
}

std::string without_stop(std::string_view text) {
    text = trim(text);
    return std::string(text.ends_with('.') ? text.substr(0, text.size() - 1) : text);
}

std::string in_one_piece(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == ' ' ? std::string("\u00a0") : std::string(1, c);
    }
    return out;
}

}  // namespace tiendo::report

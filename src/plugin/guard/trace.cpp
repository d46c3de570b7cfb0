#include "trace.hpp"

#include "masking.hpp"

#include <algorithm>
#include <cstring>

namespace tiendo::plugin {

namespace {

constexpr std::size_t longest_excerpt = 120;
constexpr std::uint64_t most_names = 32;

}  // namespace

std::string Shower::excerpt(std::string_view text) const {
    std::size_t longest_secret = 0;
    for (const std::string& secret : *secrets) {
        longest_secret = std::max(longest_secret, secret.size());
    }
    // Cut behind the longest secret that could begin in what is shown, or half of it would be.
    const auto shown = text.substr(0, longest_excerpt + longest_secret);
    auto masked = mask(shown, *secrets);
    masked.resize(std::min(masked.size(), longest_excerpt));
    for (char& c : masked) {
        c = c == '"' ? '\'' : static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? '.' : c;
    }
    return masked;
}

void Shower::number(const char* name, std::uint64_t value) {
    line.append(" ").append(name).append("=").append(std::to_string(value));
}

void Shower::shown(const char* name, tiendo_text text) {
    const auto view = adapter::detail::view_of(text);
    line.append(" ").append(name).append("=");
    if (text.data == nullptr) {
        line.append("none");
    } else {
        line.append("\"").append(excerpt(view)).append("\"");
        if (view.size() > longest_excerpt) {
            line.append("(").append(std::to_string(view.size())).append(" bytes)");
        }
    }
}

void Shower::hidden(const char* name, tiendo_text text) {
    line.append(" ").append(name).append("=");
    line.append(text.data == nullptr ? "none" : std::to_string(text.size) + " bytes");
}

void Shower::pairs(const char* name, std::uint64_t count, const tiendo_text* list) {
    line.append(" ").append(name).append("=[");
    for (std::uint64_t i = 0; i < std::min(count, most_names); ++i) {
        line.append(i == 0 ? "" : ", ").append(excerpt(adapter::detail::view_of(list[2 * i])));
    }
    line.append(count > most_names ? ", …]" : "]");
}

Trace::~Trace() {
    for (std::string& secret : secrets_) {
        ::explicit_bzero(secret.data(), secret.size());
    }
}

void Trace::learn_secret(tiendo_text text) {
    const auto view = adapter::detail::view_of(text);
    if (sink_ && !view.empty() &&
        std::find(secrets_.begin(), secrets_.end(), view) == secrets_.end()) {
        secrets_.emplace_back(view);
    }
}

void Trace::say(std::string_view line) const {
    if (sink_) {
        sink_(line);
    }
}

}  // namespace tiendo::plugin

#include "form.hpp"

#include <tiendo/adapter/json_writer.hpp>
#include <tiendo/adapter/serve.hpp>

#include <algorithm>

namespace tiendo::phan_anh {

namespace {

constexpr std::size_t most_pairs = 200;

std::optional<std::string> decoded(std::string_view text) {
    auto plain = adapter::decode_query(text);
    const bool good = plain && plain->find('\0') == std::string::npos && is_utf8(*plain);
    return good ? plain : std::nullopt;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto length = adapter::detail::utf8_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::optional<Pairs> parse_form(std::string_view text) {
    Pairs pairs;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        if (pair.empty()) {
            continue;
        }
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = decoded(pair.substr(0, equals));
        auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value || pairs.size() == most_pairs) {
            return std::nullopt;
        }
        pairs.emplace_back(*std::move(name), *std::move(value));
    }
    return pairs;
}

std::string_view value_of(const Pairs& pairs, std::string_view name) {
    const auto found = std::find_if(
        pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
    return found == pairs.end() ? std::string_view{} : std::string_view(found->second);
}

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto part = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), part.size() + 1));
        if (!part.empty()) {
            parts.emplace_back(part);
        }
    }
    return parts;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace tiendo::phan_anh

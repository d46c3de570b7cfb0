#include "text_template.hpp"

#include <tiendo/adapter/http.hpp>

#include <cstddef>
#include <utility>

namespace tiendo::declarative {

std::optional<TextTemplate> TextTemplate::of(std::string_view text) {
    constexpr std::string_view name_letters = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    TextTemplate made;
    std::string plain;
    const auto end_plain = [&] {
        if (!plain.empty()) {
            made.pieces_.push_back({std::exchange(plain, {}), false});
        }
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool doubled = at + 1 < text.size() && text[at + 1] == text[at];
        if (text[at] == '}' && !doubled) {
            return std::nullopt;
        }
        if (text[at] != '{' || doubled) {
            plain += text[at];
            at += (text[at] == '{' || text[at] == '}') ? 1 : 0;
            continue;
        }
        const auto close = text.find('}', at);
        const auto name = text.substr(at + 1, close == std::string_view::npos ? 0 : close - at - 1);
        if (name.empty() || name.find_first_not_of(name_letters) != std::string_view::npos) {
            return std::nullopt;
        }
        end_plain();
        made.pieces_.push_back({std::string(name), true});
        at = close;
    }
    end_plain();
    return made;
}

adapter::Expected<std::string> TextTemplate::filled(const Lookup& lookup, Encoding encoding) const {
    std::string out;
    for (const Piece& piece : pieces_) {
        if (!piece.is_place) {
            out += piece.text;
            continue;
        }
        auto value = lookup(piece.text);
        if (!value) {
            return std::move(value).error();
        }
        out += encoding == Encoding::query ? adapter::encode_query(*value) : *value;
    }
    return out;
}

std::vector<std::string_view> TextTemplate::places() const {
    std::vector<std::string_view> names;
    for (const Piece& piece : pieces_) {
        if (piece.is_place) {
            names.emplace_back(piece.text);
        }
    }
    return names;
}

}  // namespace tiendo::declarative

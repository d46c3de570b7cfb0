#include "secret_forms.hpp"

#include "tiendo/http/message.hpp"

#include <cstdint>
#include <utility>

namespace tiendo::kit {

namespace {

constexpr std::size_t shortest_searched = 6;  // shorter ones are found in ordinary words

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += digits[(held >> static_cast<unsigned>(bits)) & 0x3FU];
        }
    }
    return out;  // the last, incomplete digit is left out, since what follows decides it
}

}  // namespace

std::vector<std::string> forms_of_secrets(const Subject& subject) {
    std::vector<std::string> forms;
    for (const auto& [key, secret] : subject.secrets) {
        if (secret.size() >= shortest_searched) {
            forms.push_back(secret);
            forms.push_back(base64(secret));
            if (auto encoded = http::encode_query(secret); encoded != secret) {
                forms.push_back(std::move(encoded));
            }
        }
    }
    return forms;
}

std::optional<std::string> secret_in(std::string_view text, const std::vector<std::string>& forms) {
    for (const auto& form : forms) {
        const auto at = text.find(form);
        if (at != std::string_view::npos) {
            const auto from = at > 60 ? at - 60 : 0;
            return std::string(text.substr(from, at - from)) + "<the secret>";
        }
    }
    return std::nullopt;
}

}  // namespace tiendo::kit

#include "signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>

namespace tiendo::phan_anh {

namespace {

constexpr std::size_t digest_bytes = 32;
constexpr std::size_t longest_id = 200;
constexpr std::size_t most_signatures = 16;

/// An adapter opens no file, so OpenSSL must not look for its settings in one.
void without_settings_of_the_machine() {
    static const int done =
        OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, nullptr);
    static_cast<void>(done);
}

int digit_of(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// Base64 of RFC 4648 §4, the padding wanted or left out; nothing for other letters.
std::optional<std::string> from_base64(std::string_view text) {
    while (text.ends_with('=')) {
        text.remove_suffix(1);
    }
    std::string bytes;
    unsigned held = 0;
    int bits = 0;
    for (const char c : text) {
        const int digit = digit_of(c);
        if (digit < 0) {
            return std::nullopt;
        }
        held = (held << 6U | static_cast<unsigned>(digit)) & 0xFFFFU;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((held >> static_cast<unsigned>(bits)) & 0xFFU);
        }
    }
    return text.size() % 4 == 1 ? std::nullopt : std::optional(std::move(bytes));
}

bool good_id(std::string_view id) {
    return !id.empty() && id.size() <= longest_id && std::all_of(id.begin(), id.end(), [](char c) {
        return c > ' ' && c < 0x7F && c != '.';
    });
}

/// Digits only: "+7", "07" or "7.9" would be another text than the one that was signed.
std::optional<long long> seconds_of(std::string_view text) {
    long long value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool good = !text.empty() && text.size() <= 12 && text.front() >= '1' &&
                      text.front() <= '9' && fault == std::errc{} &&
                      end == text.data() + text.size();
    return good ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    without_settings_of_the_machine();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    if (key.size() > INT_MAX || HMAC(EVP_sha256(),
                                     key.data(),
                                     static_cast<int>(key.size()),
                                     data,
                                     bytes.size(),
                                     digest.data(),
                                     &size) == nullptr) {
        return {};
    }
    return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

bool same_secret(std::string_view given, std::string_view wanted) {
    // Digests have one length, so not even that of the secret shows.
    const auto a = hmac_sha256("tiendo", given);
    const auto b = hmac_sha256("tiendo", wanted);
    return a.size() == digest_bytes && b.size() == digest_bytes &&
           CRYPTO_memcmp(a.data(), b.data(), digest_bytes) == 0;
}

std::optional<std::string> webhook_key(std::string_view secret) {
    constexpr std::string_view prefix = "whsec_";
    if (!secret.starts_with(prefix)) {
        return std::nullopt;
    }
    auto key = from_base64(secret.substr(prefix.size()));
    return key && key->size() >= 24 && key->size() <= 64 ? key : std::nullopt;
}

Verdict verify(const Signed& message, std::string_view key, long long now, long long tolerance) {
    if (!good_id(message.id)) {
        return Verdict::no_id;
    }
    const auto at = seconds_of(message.timestamp);
    if (!at) {
        return Verdict::no_time;
    }
    std::string bytes;
    bytes.append(message.id).append(".").append(message.timestamp).append(".");
    bytes.append(message.body);
    const auto wanted = hmac_sha256(key, bytes);
    bool good = false;
    auto rest = message.signatures;
    for (std::size_t i = 0; i < most_signatures && !rest.empty(); ++i) {
        const auto each = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), each.size() + 1));
        // Others than v1 (v1a is ed25519) are for those who know them.
        const auto given = each.starts_with("v1,") ? from_base64(each.substr(3)) : std::nullopt;
        good = (given && given->size() == digest_bytes && wanted.size() == digest_bytes &&
                CRYPTO_memcmp(given->data(), wanted.data(), digest_bytes) == 0) ||
               good;
    }
    if (!good) {
        return Verdict::wrong;
    }
    if (*at < now - tolerance) {
        return Verdict::too_old;
    }
    return *at > now + tolerance ? Verdict::too_new : Verdict::good;
}

}  // namespace tiendo::phan_anh

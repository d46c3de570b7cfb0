#pragma once

#include <optional>
#include <string>
#include <string_view>

/// HMAC-SHA256 and what is built of it here: signatures of Standard Webhooks, comparison of keys,
/// names that tell nothing of what they name. Pure.
namespace tiendo::phan_anh {

/// 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// Lower-case hexadecimal digits.
std::string hex_of(std::string_view bytes);

/// Whether two texts are the same, in a time that tells nothing of where they differ.
bool same_secret(std::string_view given, std::string_view wanted);

/// The bytes of "whsec_<base64>"; nothing for another form, or for fewer than 24 bytes or more than
/// 64, as Standard Webhooks wants them.
std::optional<std::string> webhook_key(std::string_view secret);

/// What came with a request, as the headers webhook-id, webhook-timestamp, webhook-signature.
struct Signed {
    std::string_view id;
    std::string_view timestamp;
    std::string_view signatures;
    std::string_view body;
};
enum class Verdict { good, no_id, no_time, too_old, too_new, wrong };
/// @param now, tolerance  Unix seconds, both ways
Verdict verify(const Signed& message, std::string_view key, long long now, long long tolerance);

}  // namespace tiendo::phan_anh

#pragma once

#include "tiendo/base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// An Ed25519 public key. Source: RFC 8032.
using PublicKey = std::array<std::uint8_t, 32>;

/// Bytes in an Ed25519 signature.
constexpr std::size_t signature_bytes = 64;

/// A key as the line between BEGIN and END of what `openssl pkey -pubout` prints: base64 of its
/// DER.
/// @return malformed_input; also for a key of another kind
/// Source: RFC 8410.
Result<PublicKey> parse_public_key(std::string_view base64);

/// Whether `signature` is the one of `bytes` by the owner of `key`.
/// Threads: pure, any thread.
bool is_signed_by(const PublicKey& key, std::string_view bytes, std::string_view signature);

}  // namespace tiendo

#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/signature.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace plugin {

/// The objects that may be loaded, named by somebody who looked at them. An object is allowed where
/// its SHA-256 is listed, or where the file beside it with ".sig" behind its name is the signature
/// of its bytes by one of the keys. A list without entries allows nothing.
///
/// It speaks of the object's own bytes, not of the libraries that the object needs.
struct AllowList {
    std::string name = "the allow-list";  ///< what errors call it: the path of its file
    std::set<std::string> digests{};      ///< 64 lower-case hexadecimal digits each
    std::set<PublicKey> keys{};
    bool operator==(const AllowList&) const = default;
};

/// Reads a list: one entry a line, each with a comment that says what it is. Empty lines and lines
/// of comment alone are skipped.
///
///     sha256:<64 hexadecimal digits>  # tiendo-mot-cua.so 0.1.0, from the province's IT centre
///     ed25519:<base64 of the public key as DER>  # releases of the IT centre
///
/// The base64 is the line between BEGIN and END of what `openssl pkey -pubout` prints.
/// @param name what errors call it
/// @return malformed_input with the line; also for a list without entries, over 1 MiB
/// Threads: pure, any thread. Source of the key's form: RFC 8410.
Result<AllowList> parse_allow_list(std::string_view text, std::string_view name);

/// The list in a file.
/// @return also not_found, storage, or config where anybody may write to the file
Result<AllowList> read_allow_list(const std::filesystem::path& path);

}  // namespace plugin
}  // namespace tiendo

#pragma once

#include <tiendo/base/result.hpp>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace desk {

/// What the command line says.
struct Options {
    std::string db = "sqlite:tiendo.db";
    std::string plan{};               ///< empty: the only one
    std::filesystem::path tokens{};   ///< who may sign in by a token
    std::filesystem::path permits{};  ///< who may do what; empty: the rules of the library
    /// A proxy that signs people in: whom it may name, and what it proves itself with.
    std::filesystem::path people{}, proxy_secret{};
    std::string user_header{};  ///< in which the proxy names them; empty: X-Remote-User
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;            ///< 0: any free one
    std::string certificate{}, key{};  ///< PEM files
    bool behind_tls = false;           ///< a proxy on this machine speaks TLS for it
    std::vector<std::string> hosts{};  ///< names by which browsers call
    std::filesystem::path clock{};     ///< a file with the instant, in place of the clock
    bool visit = false;                ///< look at the board once, over HTTP, and end
};

extern const std::string_view usage;

/// @return malformed_input with the remedy; config for what would be open to others unencrypted
tiendo::Result<Options> parse_options(std::span<char* const> words);

}  // namespace desk

#pragma once

#include <tiendo/tiendo.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace story {

struct Arguments {
    std::filesystem::path data;     ///< the example's own files
    std::filesystem::path prefix;   ///< where the package is installed
    std::filesystem::path plugins;  ///< adapters built outside the package; may be empty
    std::filesystem::path out = "build/story";   ///< emptied at the start
    std::optional<std::filesystem::path> plan;   ///< another plan than the shipped one
    std::optional<std::filesystem::path> units;  ///< the units of that plan's authority
    std::uint16_t port_base = 0;                 ///< 0: free ports
    bool quiet = false;
};

/// @return malformed_input with the remedy for an unknown or incomplete option
tiendo::Result<Arguments> parse_arguments(std::span<char*> words);

}  // namespace story

#pragma once

#include "identity.hpp"

#include <tiendo/base/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// One line of a list of who may sign in: "KEY UNIT-ID WHO".
struct Person {
    std::string key;  ///< by which they are found; without blanks
    Identity identity{};
};

/// @return config for a file that others may write to, and for a line that is none
tiendo::Result<std::vector<Person>> read_people(const std::filesystem::path& file);

/// A line of such a list.
std::string person_line(std::string_view key, const Identity& identity);

}  // namespace desk

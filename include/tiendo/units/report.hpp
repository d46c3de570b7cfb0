#pragma once

#include "tiendo/units/history.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// How grave a finding is. Shown only: no number is stored.
enum class Severity : std::uint8_t {
    error,    ///< the list is refused
    warning,  ///< the list is taken; a person should look
};
std::string_view to_string(Severity severity) noexcept;

/// What is wrong with a list of units, or looks so.
struct Finding {
    std::size_t line = 0;  ///< of the file, from 1; 0: of the file as a whole
    std::string unit;      ///< id of the unit or the event; empty where it is of none
    Severity severity = Severity::error;
    std::string text;    ///< one sentence, no full stop
    std::string remedy;  ///< what to do
    bool operator==(const Finding&) const = default;
};

/// What came of reading a list: all findings at once, and the map where none of them is an error.
struct ListReport {
    std::vector<Finding> findings;   ///< by line
    std::optional<History> history;  ///< whole, or absent: nothing is half-applied
};

/// Reads a list of units with its events and tells all that is wrong with it.
///
/// Errors are those for which `parse_history` refuses a list; warnings: names that two units bear
/// on one day in different places (names typed by hand are then ambiguous); a ward, office or
/// public service unit without parent (no collective reaches it); a parent or territory that is not
/// there all the days it is stated for. Where the syntax itself is broken there is one finding. Of
/// events, which build on one another, what follows a wrong one is tried without it.
/// @param name  of the file: a table where it ends with ".csv", else TOML
/// Threads: pure, any thread.
ListReport check_list(std::string_view text, std::string_view name);

}  // namespace units
}  // namespace tiendo

#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/store/journal.hpp"

#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// The head of the journal that a consolidated report prints at its end, in Markdown or HTML, or
/// that is the last line of an export of the journal. Any bytes may be given.
/// @return malformed_input where none is printed, or two that differ
Result<store::JournalHead> printed_head(std::string_view text);

}  // namespace report
}  // namespace tiendo

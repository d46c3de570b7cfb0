#pragma once

#include "session.hpp"

namespace tiendo::plugin {
struct GuardOptions;
}

namespace tiendo::cli {

/// Adds --trace, --trace-file and --attach to a command that calls adapters.
void add_watch_options(CLI::App& command, Session& session);

/// What these options mean for guarded adapters.
/// @return storage where the file of the trace cannot be written
Result<void> watch_as_asked(const WatchWords& words, plugin::GuardOptions& guard);

}  // namespace tiendo::cli

#pragma once

#include "arguments.hpp"

#include <tiendo/tiendo.hpp>

namespace story {

/// Runs the district story from the signed plan to the consolidated report; see README.md beside
/// this file.
tiendo::Result<void> run(const Arguments& arguments);

}  // namespace story

#pragma once

#include "rules.hpp"

#include <chrono>
#include <functional>

namespace tiendo::kit {

/// Runs `rule` in a child process and hands over what it found. A child that dies, exits or
/// outlasts `limit` has failed, with that as evidence. Leaves no process behind.
Finding apart(const std::function<Finding()>& rule, std::chrono::milliseconds limit);

}  // namespace tiendo::kit

#pragma once

#include "requests.hpp"
#include "simulator_kit/options.hpp"

#include <vector>

namespace tiendo::simulator {

/// `options.count` requests in the order in which they were made. Each gets its outcome first; its
/// times are then drawn so that they make it so.
std::vector<FeedbackRequest> generate_requests(const Options& options);

}  // namespace tiendo::simulator

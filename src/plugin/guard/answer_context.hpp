#pragma once

#include "trace.hpp"
#include "watch.hpp"
#include "wire.hpp"

namespace tiendo::plugin {

/// Answers what the process asked of its context while a call runs, by that of the call.
/// @param context of the call; null where the call has none (`describe`), and then nothing may be
/// asked
/// @return garbage where the frame is no such question; what sending the answer came to
Loss answer_context(wire::Frame frame, const tiendo_context* context, Watch& watch, Trace& trace);

}  // namespace tiendo::plugin

#pragma once

#include "guard/wire.hpp"

namespace tiendo::plugin::host {

/// Where the program that started this process listens. The process ends with it.
constexpr int line_number = 3;
/// Becomes readable, and so ends this process, when that program is gone.
constexpr int lifeline_number = 4;

/// Sends a frame; ends the process where nobody listens any more.
void send(wire::Writer& frame);
/// The next frame; ends the process where there will be none.
wire::Frame receive();

}  // namespace tiendo::plugin::host

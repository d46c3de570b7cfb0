#pragma once

#include <tiendo/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

/// Signs in over HTTP as a browser would, and reads the board.
/// @return the heading and the first lines of the page, as text
tiendo::Result<std::string> visit_the_board(std::uint16_t port, std::string_view token);

}  // namespace desk

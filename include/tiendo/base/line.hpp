#pragma once

#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// `text` of others as one line that a log and a terminal can take: what is no UTF-8 becomes
/// U+FFFD, each control character (line ends, tabs and escapes too) a blank.
/// Threads: pure.
std::string one_line(std::string_view text);

}  // namespace tiendo

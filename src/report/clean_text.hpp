#pragma once

#include <string>
#include <string_view>

namespace tiendo::report {

/// `text` as any paper, sheet or browser may hold it: UTF-8 in NFC without a character that XML 1.0
/// forbids. Line ends become '\n', tabs stay, other control characters become blanks. What is no
/// character, and what turns the direction of writing (Vietnamese needs none of it, and with it a
/// text reads otherwise than it is stored), becomes U+FFFD: a reader sees that something stood
/// there.
std::string clean_text(std::string_view text);

}  // namespace tiendo::report

#pragma once

#include "clean_text.hpp"

#include "tiendo/base/text.hpp"

#include <string>
#include <string_view>

namespace tiendo::report::docx {

inline constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// For the text and the attributes of a part.
inline std::string xml_text(std::string_view text) {
    return html_escaped(clean_text(text));
}

}  // namespace tiendo::report::docx

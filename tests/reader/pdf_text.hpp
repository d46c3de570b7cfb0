#pragma once

#include "sheet.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/reader/reader.hpp"

#include <algorithm>
#include <string>
#include <vector>

/// What was read from a PDF, for comparing.
namespace tiendo::test {

inline std::vector<std::string> paragraphs(const reader::Document& document) {
    std::vector<std::string> found;
    for (std::size_t begin = 0; begin < document.text.size();) {
        const auto end = std::min(document.text.find("\n\n", begin), document.text.size());
        const auto text = std::string(trim(document.text.substr(begin, end - begin)));
        if (!text.empty() && text != "\f") {
            found.push_back(text);
        }
        begin = end + 2;
    }
    return found;
}

/// "reason: text"
inline std::vector<std::string> asides(const reader::Document& document) {
    std::vector<std::string> found;
    for (const auto& aside : document.asides) {
        found.push_back(aside.reason + ": " + std::string(cut(document, aside.span)));
    }
    return found;
}

}  // namespace tiendo::test

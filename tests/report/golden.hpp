#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// Compares `text` with tests/report/golden/<name>; TIENDO_ACCEPT=1 writes it instead, for a person
/// to read the difference.
inline void meets_golden(std::string_view text, std::string_view name) {
    const auto path = std::filesystem::path(TIENDO_SOURCE_DIR) / "tests/report/golden" / name;
    if (std::getenv("TIENDO_ACCEPT") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file.is_open()) << path << " is missing: run again with TIENDO_ACCEPT=1";
    const std::string expected{std::istreambuf_iterator<char>(file), {}};
    if (text == expected) {
        return;
    }
    std::size_t at = 0;
    while (at < text.size() && at < expected.size() && text[at] == expected[at]) {
        ++at;
    }
    const auto from = at > 80 ? at - 80 : 0;
    ADD_FAILURE() << path << " differs at byte " << at << ":\n  golden: …"
                  << expected.substr(from, 200) << "\n  now:    …" << text.substr(from, 200)
                  << "\nIf the change is meant, run again with TIENDO_ACCEPT=1";
}

/// Values of an attribute in mark-up, in order, repeated ones too.
inline std::vector<std::string> attribute_values(std::string_view markup, std::string_view name) {
    std::vector<std::string> found;
    const std::string opening = std::string(name) + "=\"";
    for (auto at = markup.find(opening); at != std::string_view::npos;
         at = markup.find(opening, at)) {
        at += opening.size();
        found.emplace_back(markup.substr(at, markup.find('"', at) - at));
    }
    return found;
}

}  // namespace tiendo::test

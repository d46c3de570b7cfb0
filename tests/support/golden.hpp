#pragma once

#include "tiendo/base/file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace tiendo::test {

/// Compares `actual` with a file of the source tree. TIENDO_ACCEPT=1 in the environment writes it
/// instead; the difference is then reviewed as any other.
/// @param path below the source folder
inline void expect_golden(std::string_view path, const std::string& actual) {
    const std::string file = std::string(TIENDO_SOURCE_DIR) + "/" + std::string(path);
    if (std::getenv("TIENDO_ACCEPT") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
        const auto written = write_file(file, actual);
        ASSERT_TRUE(written) << written.error();
        return;
    }
    const auto expected = read_file(file, 16U << 20U);
    ASSERT_TRUE(expected) << expected.error();
    EXPECT_EQ(actual, *expected) << "if this is meant, run the test again with TIENDO_ACCEPT=1";
}

}  // namespace tiendo::test

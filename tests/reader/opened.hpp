#pragma once

#include "tiendo/reader/document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace tiendo::test {

/// A document that must open.
inline reader::Document opened(std::string_view bytes, std::string_view name) {
    auto document = reader::parse_document(bytes, name, {});
    if (!document) {
        ADD_FAILURE() << document.error();
        return {};
    }
    return *std::move(document);
}

inline std::string error_of(std::string_view bytes, const reader::ReadOptions& options = {}) {
    const auto document = reader::parse_document(bytes, "van-ban.docx", options);
    EXPECT_FALSE(document);
    return document ? "" : document.error().what();
}

}  // namespace tiendo::test

#pragma once

#include "html_style.hpp"
#include "legacy_encoding.hpp"

#include <gumbo.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace tiendo::reader {

/// The children of an element; none for text.
std::span<const GumboNode* const> children_of(const GumboNode& node) noexcept;
/// All text below a node as it stands.
std::string text_of(const GumboNode& node);
/// A whole number from -10^6 to 10^6.
std::optional<int> number_of(std::string_view text) noexcept;

/// What has to be known of a page as a whole before it is read.
struct HtmlOutline {
    const GumboNode* main = nullptr;  ///< the one part that is the document; none if no tag says so
    std::unordered_set<const GumboNode*> around_main;  ///< what `main` lies in
    std::unordered_set<const GumboNode*> frames;       ///< tables that only place other tables
    std::optional<LegacyEncoding> encoding;            ///< of the text whose font does not tell

    [[nodiscard]] Show show(const GumboNode& element) const;
    [[nodiscard]] bool is_frame(const GumboNode& table) const { return frames.contains(&table); }
};
HtmlOutline outline_of_page(const GumboNode& root);

}  // namespace tiendo::reader

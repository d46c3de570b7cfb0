#pragma once

#include "tiendo/base/result.hpp"

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string_view>

namespace tiendo::reader {

/// A page as a browser sees it, by gumbo. Text and tags point into the page.
class HtmlTree {
public:
    /// @param html UTF-8 without zero bytes, borrowed: outlives the tree
    /// @return malformed_input where the tree would need more than 1 GiB
    static Result<HtmlTree> parse(std::string_view html);
    ~HtmlTree();
    HtmlTree(const HtmlTree&) = delete;
    HtmlTree& operator=(const HtmlTree&) = delete;
    HtmlTree(HtmlTree&&) noexcept;
    HtmlTree& operator=(HtmlTree&&) noexcept;

    /// The element `html`.
    [[nodiscard]] const GumboNode& root() const noexcept { return *root_; }

private:
    class Memory;
    HtmlTree(std::unique_ptr<Memory> memory, const GumboNode* root);

    std::unique_ptr<Memory> memory_;  ///< holds every node; freed at once, without recursion
    const GumboNode* root_;
};

}  // namespace tiendo::reader

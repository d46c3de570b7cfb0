#include "html_outline.hpp"

#include "tiendo/base/text.hpp"

#include <charconv>
#include <cstdint>
#include <vector>

namespace tiendo::reader {

namespace {

bool is_text(const GumboNode& node) noexcept {
    return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA ||
           node.type == GUMBO_NODE_WHITESPACE;
}

bool is_tag(const GumboNode& node, GumboTag tag) noexcept {
    return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

/// Every node below `root`, itself too, in the order of the page. `enter` says whether to go below.
template <typename Enter>
void each_node(const GumboNode& root, Enter enter) {
    std::vector<const GumboNode*> waiting{&root};
    while (!waiting.empty()) {
        const auto& node = *waiting.back();
        waiting.pop_back();
        if (enter(node)) {
            const auto children = children_of(node);
            waiting.insert(waiting.end(), children.rbegin(), children.rend());
        }
    }
}

std::size_t text_size(const GumboNode& root) {
    std::size_t size = 0;
    each_node(root, [&](const GumboNode& node) {
        size += node.type == GUMBO_NODE_TEXT ? std::string_view(node.v.text.text).size() : 0;
        return node.type != GUMBO_NODE_ELEMENT || show_of(node) != Show::nothing;
    });
    return size;
}

/// Text whose font tells no encoding, as the bytes that its letters may stand for.
struct LatinText {
    std::string bytes;
    std::size_t high = 0;     ///< letters U+0080..U+00FF
    std::size_t unicode = 0;  ///< letters beyond, which no old font has

    void add(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const auto c = next_character(text, at);
            constexpr char32_t first_sign = 0x2000;  // quotation marks, dashes
            high += c >= 0x80 && c < 0x100 ? 1 : 0;
            unicode += c >= 0x100 && c < first_sign ? 1 : 0;
            bytes += c < 0x100 ? static_cast<char>(c) : ' ';
        }
        bytes += ' ';
    }
};

/// Whether every row of a table has one cell at most.
bool has_one_column(const GumboNode& table) {
    bool one = true;
    each_node(table, [&](const GumboNode& node) {
        if (is_tag(node, GUMBO_TAG_TR)) {
            std::size_t cells = 0;
            for (const auto* child : children_of(node)) {
                cells += is_tag(*child, GUMBO_TAG_TD) || is_tag(*child, GUMBO_TAG_TH) ? 1 : 0;
            }
            one = one && cells <= 1;
            return false;
        }
        return one;
    });
    return one;
}

/// A node to look at, with what lies above it.
struct Below {
    const GumboNode* node;
    const GumboNode* table;  ///< nearest one, or none
    bool old_font;           ///< the nearest font is one from before Unicode
};

void find_main(HtmlOutline& outline, const GumboNode& root) {
    const GumboNode* named = nullptr;
    std::vector<const GumboNode*> articles;
    each_node(root, [&](const GumboNode& node) {
        if (node.type == GUMBO_NODE_ELEMENT && named == nullptr) {
            const bool main =
                node.v.element.tag == GUMBO_TAG_MAIN || attribute_of(node, "role") == "main";
            named = main ? &node : nullptr;
            if (node.v.element.tag == GUMBO_TAG_ARTICLE) {
                articles.push_back(&node);
            }
        }
        return named == nullptr;
    });
    const auto* found = named;
    if (found == nullptr && articles.size() == 1) {
        found = articles.front();
    }
    // Most of the text is the document; else the tag says something different here.
    if (found == nullptr || text_size(*found) * 2 < text_size(root)) {
        return;
    }
    outline.main = found;
    for (const auto* each = found->parent; each != nullptr; each = each->parent) {
        outline.around_main.insert(each);
    }
}

}  // namespace

std::span<const GumboNode* const> children_of(const GumboNode& node) noexcept {
    if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) {
        return {};
    }
    const auto& children = node.v.element.children;
    return {reinterpret_cast<const GumboNode* const*>(children.data), children.length};
}

std::string text_of(const GumboNode& node) {
    std::string text;
    each_node(node, [&](const GumboNode& each) {
        text += is_text(each) ? each.v.text.text : "";
        return true;
    });
    return text;
}

std::optional<int> number_of(std::string_view text) noexcept {
    constexpr int most = 1'000'000;
    text = trim(text);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool fits = error == std::errc{} && value >= -most && value <= most;
    return fits ? std::optional(value) : std::nullopt;
}

Show HtmlOutline::show(const GumboNode& element) const {
    const auto shown = show_of(element);
    if (shown != Show::body || main == nullptr || &element == main ||
        around_main.contains(&element)) {
        return &element == main || around_main.contains(&element)
                   ? (shown == Show::hidden ? Show::hidden : Show::body)
                   : shown;
    }
    // Beside `main` lies what has a parent around it; what is further down lies in one of the two.
    return around_main.contains(element.parent) ? Show::navigation : Show::body;
}

HtmlOutline outline_of_page(const GumboNode& root) {
    HtmlOutline outline;
    find_main(outline, root);
    std::unordered_set<const GumboNode*> holding;  // tables that hold tables
    LatinText latin;
    std::vector<Below> waiting{{&root, nullptr, false}};
    while (!waiting.empty()) {
        auto here = waiting.back();
        waiting.pop_back();
        const auto& node = *here.node;
        if (node.type == GUMBO_NODE_TEXT && !here.old_font) {
            latin.add(node.v.text.text);
        }
        if (node.type != GUMBO_NODE_ELEMENT || show_of(node) == Show::nothing) {
            continue;
        }
        if (is_tag(node, GUMBO_TAG_TABLE)) {
            if (attribute_of(node, "role") == "presentation") {
                outline.frames.insert(&node);
            }
            holding.insert(here.table);
            here.table = &node;
        }
        if (const auto font = font_of(node)) {
            here.old_font = legacy_encoding_of_font(*font).has_value();
        }
        for (const auto* child : children_of(node)) {
            waiting.push_back({child, here.table, here.old_font});
        }
    }
    holding.erase(nullptr);
    for (const auto* table : holding) {
        if (has_one_column(*table)) {
            outline.frames.insert(table);
        }
    }
    if (latin.unicode * 10 < latin.high) {
        outline.encoding = guess_legacy_encoding(latin.bytes);
        if (outline.encoding == LegacyEncoding::windows_1258) {
            outline.encoding.reset();  // no matter of fonts: a page of Western letters
        }
    }
    return outline;
}

}  // namespace tiendo::reader

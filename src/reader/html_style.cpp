#include "html_style.hpp"

#include "html_guard.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

constexpr std::array<GumboTag, 14> silent_tags{GUMBO_TAG_SCRIPT,
                                               GUMBO_TAG_STYLE,
                                               GUMBO_TAG_HEAD,
                                               GUMBO_TAG_TITLE,
                                               GUMBO_TAG_META,
                                               GUMBO_TAG_LINK,
                                               GUMBO_TAG_NOSCRIPT,
                                               GUMBO_TAG_TEMPLATE,
                                               GUMBO_TAG_IFRAME,
                                               GUMBO_TAG_NOFRAMES,
                                               GUMBO_TAG_OBJECT,
                                               GUMBO_TAG_CANVAS,
                                               GUMBO_TAG_AUDIO,
                                               GUMBO_TAG_VIDEO};
constexpr std::array<GumboTag, 6> navigation_tags{GUMBO_TAG_NAV,
                                                  GUMBO_TAG_ASIDE,
                                                  GUMBO_TAG_BUTTON,
                                                  GUMBO_TAG_SELECT,
                                                  GUMBO_TAG_TEXTAREA,
                                                  GUMBO_TAG_DATALIST};
constexpr std::array<std::string_view, 6> navigation_roles{"navigation",
                                                           "banner",
                                                           "contentinfo",
                                                           "complementary",
                                                           "search",
                                                           "menu"};
/// Whole words of `class` and `id`. Few and sure: a letterhead may well be a "header".
constexpr std::array<std::string_view, 16> navigation_classes{"nav",
                                                              "navbar",
                                                              "menu",
                                                              "breadcrumb",
                                                              "breadcrumbs",
                                                              "sidebar",
                                                              "advert",
                                                              "advertisement",
                                                              "adsbygoogle",
                                                              "ads",
                                                              "banner",
                                                              "social",
                                                              "share",
                                                              "pagination",
                                                              "comments",
                                                              "quangcao"};

constexpr std::array<GumboTag, 43> block_tags{
    GUMBO_TAG_ADDRESS,  GUMBO_TAG_ARTICLE,    GUMBO_TAG_ASIDE,   GUMBO_TAG_BLOCKQUOTE,
    GUMBO_TAG_BODY,     GUMBO_TAG_CENTER,     GUMBO_TAG_DD,      GUMBO_TAG_DETAILS,
    GUMBO_TAG_DIR,      GUMBO_TAG_DIV,        GUMBO_TAG_DL,      GUMBO_TAG_DT,
    GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,  GUMBO_TAG_FOOTER,
    GUMBO_TAG_FORM,     GUMBO_TAG_H1,         GUMBO_TAG_H2,      GUMBO_TAG_H3,
    GUMBO_TAG_H4,       GUMBO_TAG_H5,         GUMBO_TAG_H6,      GUMBO_TAG_HEADER,
    GUMBO_TAG_HGROUP,   GUMBO_TAG_HR,         GUMBO_TAG_HTML,    GUMBO_TAG_LI,
    GUMBO_TAG_MAIN,     GUMBO_TAG_MENU,       GUMBO_TAG_NAV,     GUMBO_TAG_OL,
    GUMBO_TAG_P,        GUMBO_TAG_PRE,        GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY,
    GUMBO_TAG_TABLE,    GUMBO_TAG_UL,         GUMBO_TAG_CAPTION, GUMBO_TAG_LISTING,
    GUMBO_TAG_TR,       GUMBO_TAG_TD,         GUMBO_TAG_TH};

template <typename T, std::size_t size>
bool is_one_of(const std::array<T, size>& all, T each) noexcept {
    return std::ranges::find(all, each) != all.end();
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), ascii_lower);
    return out;
}

bool has_navigation_class(std::string_view words) {
    const auto all = lower(words);
    for (std::size_t begin = 0; begin < all.size();) {
        const auto end = std::min(all.find_first_of(" \t\r\n\f", begin), all.size());
        if (is_one_of(navigation_classes, std::string_view(all).substr(begin, end - begin))) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

std::string roman_number(int value) {
    struct Digit {
        int value;
        std::string_view letters;
    };
    constexpr std::array<Digit, 13> digits{{{1000, "m"},
                                            {900, "cm"},
                                            {500, "d"},
                                            {400, "cd"},
                                            {100, "c"},
                                            {90, "xc"},
                                            {50, "l"},
                                            {40, "xl"},
                                            {10, "x"},
                                            {9, "ix"},
                                            {5, "v"},
                                            {4, "iv"},
                                            {1, "i"}}};
    std::string text;
    for (const auto& digit : digits) {
        for (; value >= digit.value; value -= digit.value) {
            text += digit.letters;
        }
    }
    return text;
}

std::string letter_number(int value) {
    constexpr int letters = 26;
    std::string text;
    for (; value > 0; value = (value - 1) / letters) {
        text.insert(text.begin(), static_cast<char>('a' + (value - 1) % letters));
    }
    return text;
}

}  // namespace

std::string_view attribute_of(const GumboNode& element, const char* name) {
    const auto* attribute = gumbo_get_attribute(&element.v.element.attributes, name);
    return attribute == nullptr ? std::string_view{} : std::string_view(attribute->value);
}

std::string style_of(const GumboNode& element, std::string_view property) {
    if (element.v.element.attributes.length == 0) {
        return {};
    }
    const auto style = attribute_of(element, "style");
    for (std::size_t begin = 0; begin < style.size();) {
        const auto end = std::min(style.find(';', begin), style.size());
        const auto rule = style.substr(begin, end - begin);
        const auto colon = std::min(rule.find(':'), rule.size());
        if (lower(trim(rule.substr(0, colon))) == property && colon < rule.size()) {
            const auto value = trim(rule.substr(colon + 1));
            return property == "font-family" ? std::string(value) : lower(value);
        }
        begin = end + 1;
    }
    return {};
}

std::optional<std::string> font_of(const GumboNode& element) {
    auto fonts = style_of(element, "font-family");
    if (fonts.empty() && element.v.element.tag == GUMBO_TAG_FONT) {
        fonts = attribute_of(element, "face");
    }
    if (fonts.empty()) {
        return std::nullopt;
    }
    const auto first = trim(std::string_view(fonts).substr(0, fonts.find(',')));
    const auto begin = std::min(first.find_first_not_of("\"'"), first.size());
    const auto end = std::min(first.find_first_of("\"'", begin), first.size());
    return std::string(first.substr(begin, end - begin));
}

Show show_of(const GumboNode& element) {
    const auto tag = element.v.element.tag;
    if (element.type == GUMBO_NODE_TEMPLATE || is_one_of(silent_tags, tag)) {
        return Show::nothing;
    }
    if (element.v.element.attributes.length > 0) {
        const bool hidden =
            gumbo_get_attribute(&element.v.element.attributes, "hidden") != nullptr ||
            style_of(element, "display") == "none" || style_of(element, "visibility") == "hidden" ||
            style_of(element, "mso-hide") == "all";
        if (hidden) {
            return Show::hidden;
        }
    }
    const bool beside = is_one_of(navigation_tags, tag) ||
                        is_one_of(navigation_roles, attribute_of(element, "role")) ||
                        has_navigation_class(attribute_of(element, "class")) ||
                        has_navigation_class(attribute_of(element, "id"));
    return beside && tag != GUMBO_TAG_BODY && tag != GUMBO_TAG_HTML ? Show::navigation : Show::body;
}

bool is_block(GumboTag tag) noexcept {
    return is_one_of(block_tags, tag);
}

std::string list_number(int value, std::string_view type) {
    constexpr int most_roman = 3'999;
    if (value > 0 && (type == "a" || type == "A")) {
        const auto text = letter_number(value);
        return type == "A" ? to_upper(text) : text;
    }
    if (value > 0 && value <= most_roman && (type == "i" || type == "I")) {
        const auto text = roman_number(value);
        return type == "I" ? to_upper(text) : text;
    }
    return std::to_string(value);
}

}  // namespace tiendo::reader

#pragma once

#include <gumbo.h>

#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// The value of an attribute, empty where there is none.
std::string_view attribute_of(const GumboNode& element, const char* name);
/// The value of a property in the `style` attribute, in lower case but for fonts; empty if none.
std::string style_of(const GumboNode& element, std::string_view property);
/// The first font that `face` or `font-family` names for the element itself.
std::optional<std::string> font_of(const GumboNode& element);

/// What an element is to a reader of the page.
enum class Show : unsigned char {
    body,        ///< part of the text, or decided by what it lies in
    nothing,     ///< has no text that a person reads: scripts, styles
    hidden,      ///< holds text that the page does not show
    navigation,  ///< menus, adverts, forms: beside the text
};
Show show_of(const GumboNode& element);

/// Whether an element begins and ends a paragraph.
bool is_block(GumboTag tag) noexcept;

/// The number of a list item as the page shows it: "3", "c", "iii".
/// @param type of `ol`: "1", "a", "A", "i" or "I"; others count as "1"
std::string list_number(int value, std::string_view type);

}  // namespace tiendo::reader

#pragma once

#include "list_number.hpp"

#include "tiendo/base/result.hpp"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// How one level of a list is numbered.
struct OdtLevel {
    NumberFormat format = NumberFormat::none;
    std::string bullet;     ///< the sign of a bullet
    std::string prefix;     ///< before the number
    std::string suffix;     ///< behind it
    std::string pattern;    ///< "%1.%2)": LibreOffice says it whole; empty: prefix, numbers, suffix
    std::size_t shown = 1;  ///< numbers of so many levels, points between
    long start = 1;
};
using OdtListStyle = std::array<OdtLevel, list_levels>;

/// What paragraphs or stretches of text look like; nothing: ask the parent.
struct OdtStyle {
    std::string parent;
    std::optional<std::string> list;  ///< empty: none, whatever the parent says
    std::optional<bool> hidden;
    std::string font;
    bool page_before = false;
};

/// The styles of a document: the named ones of styles.xml and the automatic ones of a part.
class OdtStyles {
public:
    /// Adds the styles of a part.
    /// @return malformed_input, without the part's name
    Result<void> add(std::string_view xml);

    /// @param family "paragraph" or "text"
    [[nodiscard]] bool hidden(std::string_view family, std::string_view style) const;
    [[nodiscard]] std::string_view font(std::string_view family, std::string_view style) const;
    [[nodiscard]] bool page_before(std::string_view paragraph_style) const;
    /// The list style that a paragraph style names; nothing: none is named.
    [[nodiscard]] std::optional<std::string_view> list(std::string_view paragraph_style) const;

    [[nodiscard]] const OdtListStyle* list_style(std::string_view name) const;
    [[nodiscard]] const OdtListStyle& outline() const noexcept { return outline_; }

private:
    friend class OdtStylesReader;
    template <typename Test>
    const OdtStyle* first_in_chain(std::string_view family,
                                   std::string_view style,
                                   Test test) const;

    std::map<std::string, OdtStyle, std::less<>> styles_;  // "family/name"
    std::map<std::string, OdtListStyle, std::less<>> lists_;
    std::map<std::string, std::string, std::less<>> fonts_;  // name of a face → family
    OdtListStyle outline_{};
};

}  // namespace tiendo::reader

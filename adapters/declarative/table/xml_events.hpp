#pragma once

#include "declarative/table.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace tiendo::declarative {

/// A start tag; lasts for the call that gets it.
struct XmlElement {
    std::string_view name;          ///< without namespace; empty where that is foreign
    const char* const* attributes;  ///< names and values by turns, then a null

    /// An attribute without namespace.
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view wanted) const noexcept;
    /// An attribute of any namespace ("r:id").
    [[nodiscard]] std::optional<std::string_view> qualified(std::string_view wanted) const noexcept;
    /// The number in an attribute of digits alone; nothing where it is missing or none.
    [[nodiscard]] std::optional<std::size_t> number(std::string_view wanted) const noexcept;
    /// "1" and "true"
    [[nodiscard]] bool flag(std::string_view wanted) const noexcept;
};

struct XmlEvents {
    std::function<adapter::Expected<void>(const XmlElement&)> start{};
    std::function<adapter::Expected<void>(std::string_view name)> end{};  ///< may be empty
    /// In pieces; may be empty.
    std::function<adapter::Expected<void>(std::string_view text)> text{};
};

/// Reads one part of a workbook. A DOCTYPE is refused, so that there are no entities but the five
/// of XML and nothing is looked up elsewhere.
/// @return rejected: not well-formed, a DOCTYPE, nested deeper than `max_depth`, naming the byte;
///         or the first failure of an event
adapter::Expected<void> read_xml(std::string_view xml,
                                 std::size_t max_depth,
                                 const XmlEvents& events);

}  // namespace tiendo::declarative

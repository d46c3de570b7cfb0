#pragma once

#include "draft.hpp"
#include "shape_words.hpp"

#include <optional>
#include <string>

namespace tiendo::reader {

/// What stands below a heading, by its words.
/// @param inherited what stands below the heading above it
/// @param top whether it is a heading of the first level, which is searched as a whole
Section section_below(const ShapeWords& shape, const Tokens& heading, Section inherited, bool top);

/// What an item of a section is, as far as the section tells.
NodeKind kind_in(Section section) noexcept;

/// One of the eight dimensions of PAPI that a heading opens.
struct DimensionName {
    int number = 0;
    std::string name;
};
std::optional<DimensionName> dimension_of(const ShapeWords& shape,
                                          const Tokens& heading,
                                          std::string_view clean);

/// Whether a text orders: it begins with a verb of orders or with a body that acts.
bool begins_as_order(const ShapeWords& shape, const Tokens& tokens);
/// Whether a text begins with a body, behind "Giao", "Đề nghị" …
bool begins_with_body(const ShapeWords& shape, const Tokens& tokens);
/// "Phấn đấu …", "100 % hồ sơ …": a target, though it reads like a duty.
bool is_target(const ShapeWords& shape, const Tokens& tokens);

}  // namespace tiendo::reader

#pragma once

#include "draft.hpp"
#include "shape_words.hpp"

#include <optional>
#include <vector>

namespace tiendo::reader {

/// "Cơ quan chủ trì: Sở Y tế" in a text: what it is of, and where its value stands.
struct Label {
    FieldKind kind = FieldKind::other;
    Span span;   ///< clean, from the first word of the label to the end of the value
    Span value;  ///< clean, without the mark that ends it; empty where nothing stands behind the
                 ///< colon
};

/// The labels of a text that begins with one; several may follow each other, parted by ";", "." or
/// a line break. Empty where the text begins with no label.
/// @param words clean: behind the mark of the line
std::vector<Label> labels_of(const Draft& draft, Span words);

/// What a label says of the duty it belongs to; nothing for labels that only describe.
std::optional<AttributeKind> attribute_of(FieldKind kind) noexcept;

}  // namespace tiendo::reader

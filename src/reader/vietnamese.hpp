#pragma once

#include "tiendo/model/plan.hpp"

#include <string>
#include <string_view>

namespace tiendo::reader {

/// Words of the model as an official reads them.
std::string_view vietnamese(NodeKind kind) noexcept;
std::string_view vietnamese(Role role) noexcept;

/// A node's own text without the number that the document prints before it.
std::string_view words_behind_number(const Node& node) noexcept;

/// The begin of a text, cut between two words; "…" stands for the rest.
std::string shortened(std::string_view text);

}  // namespace tiendo::reader

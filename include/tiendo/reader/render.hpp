#pragma once

#include "tiendo/reader/document.hpp"
#include "tiendo/reader/reader.hpp"

#include <string>

namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

/// One self-contained HTML file: the document's text on the left, the tree that was read from it on
/// the right; pointing at one shows the other. Text outside the tree is grey, with its reason.
/// Labels in Vietnamese; prints on paper.
/// @pre `reading` was read from `document`
std::string to_side_by_side_html(const Document& document, const Reading& reading);

/// The plan as Akoma Ntoso 3.0 (OASIS LegalDocML): a `doc` whose body is a tree of `hcontainer`s.
/// `eId`s are made from node ids, so they stay as long as the numbering does. Well-formed XML.
/// Source of the vocabulary: Akoma Ntoso Version 1.0 Part 2: Specifications (OASIS, 2018).
std::string to_akoma_ntoso(const Plan& plan);

}  // namespace reader
}  // namespace tiendo

#pragma once

#include "tiendo/reader/document.hpp"

#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

/// Puts a document together from what stands where on its pages: the JSON lines that
/// `tiendo-pdf-boxes` prints, or another program that takes PDF apart.
///
///     {"pages":2}
///     {"page":1,"width":595.3,"height":841.9,"covered":0.04}
///     {"word":"Ủy","x":85,"y":56.7,"w":13.1,"h":15.5,"size":14,"space":true,"turn":0}
///     {"rule":"level","x":85,"y":120,"w":425.2,"h":0.8}
///     {"end":true}
///
/// Points from the top left corner of the page as it is shown; `space`: a blank follows the word if
/// there is a gap at all; `"unseen":true`: the word does not show;
/// `turn`: degrees clockwise in which it is written, 0, 90, 180 or 270; `rule`: a straight line,
/// "level" or "upright"; `covered`: the share of the paper that something is drawn on, 0..1. A page
/// may hold `"recognised":true`, and its words then `"confidence"`, 0..100, and their `space`
/// holds.
/// @return a document without name, digest and size; malformed_input where the lines are not that,
///         hold more pages or text than `options` allow, or hold no text
/// Threads: pure, any thread.
Result<Document> document_from_boxes(std::string_view lines, const ReadOptions& options);

}  // namespace reader
}  // namespace tiendo

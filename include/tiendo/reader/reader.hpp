#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/reader/document.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The plan reader: a signed plan as text in, a checked tree out. Nothing vanishes and nothing is
/// invented: every byte lies in a node or in a span that says why it is no part of the body.
/// All functions are pure but for the file that `read_plan` opens (and the helper programs that a
/// format needs); any thread.
namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

/// A plan and what a person should settle about it.
struct Reading {
    Plan plan;
    std::vector<Doubt> doubts;  ///< text in Vietnamese; spans in the source
    bool operator==(const Reading&) const = default;
};

/// Reads a plan from a document of any format that `open_document` knows. Spans count bytes of the
/// document's text: for plain text in UTF-8 the file as stored, else `Document::text`.
/// @return what `open_document` returns, or malformed_input (too many paragraphs, no task) or
///         rejected (marked Mật, Tối mật or Tuyệt mật: nothing of it is kept or quoted)
Result<Reading> read_plan(const std::filesystem::path& file, const ReadOptions& options);

/// The same for a document that is open already.
Result<Reading> read_document(const Document& document, const ReadOptions& options);

/// The same for a file in memory. What is not text in UTF-8 is better opened with `parse_document`
/// first: spans count bytes of `Document::text`. UTF-8 may be composed or decomposed, with or
/// without a byte order mark, Unix or Windows line ends, Markdown bold.
/// @param source_name stands in `Plan::source_name` and in errors: a file name without folders
Result<Reading> read_plan_text(std::string_view source,
                               std::string_view source_name,
                               const ReadOptions& options);

/// The reading as JSON with the fields of a plan answer sheet: document, nodes with assignees and
/// deadlines, citations with occurrences, uncovered, doubts. Keys in a fixed order.
std::string to_answer_sheet(const Reading& reading);

/// Proves that every byte of `source` that is not white space lies in exactly one node (marker
/// included) or one uncovered span. An uncovered span that cuts a sentence (a footnote at the foot of
/// a page) may lie inside a split gap of its node.
/// @return internal, naming the first byte that lies in none or in two
Result<void> prove_coverage(const Plan& plan, std::string_view source);

}  // namespace reader
}  // namespace tiendo

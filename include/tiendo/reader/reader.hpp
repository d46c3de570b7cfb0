#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The plan reader: a signed plan as text in, a checked tree out. Nothing vanishes and nothing is
/// invented: every byte lies in a node or in a span that says why it is no part of the body.
/// All functions are pure but for the file that `read_plan` opens; any thread.
namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

struct ReadOptions {
    std::size_t max_bytes = std::size_t{32} << 20U;  ///< of the source, 1 byte .. 1 GiB
    std::size_t max_nodes = 20'000;                  ///< paragraphs; more are refused
};

/// A plan and what a person should settle about it.
struct Reading {
    Plan plan;
    std::vector<Doubt> doubts;  ///< text in Vietnamese; spans in the source
    bool operator==(const Reading&) const = default;
};

/// Reads a plan in plain text: UTF-8, composed or decomposed, with or without a byte order mark,
/// Unix or Windows line ends, Markdown bold. Spans count bytes of the file as stored.
/// @return not_found, storage (not readable), malformed_input (a directory, too large, empty, not
///         UTF-8, binary, too many paragraphs, no task), unsupported (an office or PDF file) or
///         rejected (marked Mật, Tối mật or Tuyệt mật: nothing of it is kept or quoted)
Result<Reading> read_plan(const std::filesystem::path& file, const ReadOptions& options);

/// The same for text in memory.
/// @param source_name stands in `Plan::source_name` and in errors: a file name without folders
Result<Reading> read_plan_text(std::string_view source,
                               std::string_view source_name,
                               const ReadOptions& options);

/// The reading as JSON with the fields of a plan answer sheet: document, nodes with assignees and
/// deadlines, citations with occurrences, uncovered, doubts. Keys in a fixed order.
std::string to_answer_sheet(const Reading& reading);

/// Proves that every byte of `source` that is not white space lies in exactly one node (marker
/// included) or one uncovered span.
/// @return internal, naming the first byte that lies in none or in two
Result<void> prove_coverage(const Plan& plan, std::string_view source);

}  // namespace reader
}  // namespace tiendo

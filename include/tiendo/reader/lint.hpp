#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/reader/reader.hpp"
#include "tiendo/units/registry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace reader {

struct LintOptions {
    const units::Registry* units = nullptr;  ///< borrowed; without it collectives are not counted
    std::optional<Date> as_of;           ///< the day to judge on; absent: the document's own date
    const Language* language = nullptr;  ///< borrowed; nullptr: `Language::shipped()`
};

/// What will go wrong when a plan is carried out as it is written (điểm cần chỉnh sửa).
struct Finding {
    std::string code;          ///< stable, kebab case: "no-due-date"
    std::string where;         ///< node id; empty: the document
    std::string text;          ///< one sentence, Vietnamese
    std::string sentence;      ///< of the node, with the words in question between ‹ and ›
    std::optional<Span> span;  ///< of those words
    bool operator==(const Finding&) const = default;
};

/// The rule of "6 rõ" for one task: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm,
/// rõ thẩm quyền. Source: the Prime Minister's instruction that government bodies assign work so;
/// how each is judged is this reader's own reading and stands beside the member.
struct Clarity {
    NodeId node;
    bool person = false;          ///< a lead is named, in the node or above it
    bool work = false;            ///< a verb of the lexicon says what to do
    bool time = false;            ///< a day, a cycle or a length of time is stated
    bool responsibility = false;  ///< exactly one lead, or one collective of which each owes it
    bool product = false;         ///< a product or a target is stated
    bool authority = false;       ///< it is said to whom it goes or who decides
    [[nodiscard]] int score() const noexcept;  ///< 0..6
    bool operator==(const Clarity&) const = default;
};

struct LintReport {
    std::vector<Finding> findings;  ///< in document order
    std::vector<Clarity> clarity;   ///< every task, in document order
    bool operator==(const LintReport&) const = default;
};

/// Examines a plan before it is signed. Pure; any thread.
/// @return not_found where `units` hold no authority on the day
Result<LintReport> lint_plan(const Reading& reading, const LintOptions& options);

}  // namespace reader
}  // namespace tiendo

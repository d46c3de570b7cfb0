#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/model/unit.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The model as JSON, both ways. Writing gives keys in a fixed order, so the same value gives the
/// same bytes. Reading refuses unknown keys, wrong types, texts over 64 MiB and nesting deeper than
/// 32, and names the place.
namespace [[gnu::visibility("default")]] tiendo {

std::string to_json(const Plan& plan);
std::string to_json(const Doubt& doubt);
std::string to_json(const Unit& unit);
std::string to_json(const Cycle& cycle);
std::string to_json(const Duty& duty);
std::string to_json(const Obligation& obligation);
std::string to_json(const Submission& submission);
std::string to_json(const Evidence& evidence);
std::string to_json(const Measure& measure);
std::string to_json(const JournalEntry& entry);
/// One line without a line feed: the form in which records cross the adapter border.
std::string to_json(const Record& record);

/// Reads what `to_json` wrote. Defined for the types above. (GCC does not hand the namespace's
/// visibility on to specialisations, so each says it again.)
template <typename T>
[[gnu::visibility("default")]] Result<T> from_json(std::string_view text);

template <>
[[gnu::visibility("default")]] Result<Plan> from_json<Plan>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Doubt> from_json<Doubt>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Unit> from_json<Unit>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Cycle> from_json<Cycle>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Duty> from_json<Duty>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Obligation> from_json<Obligation>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Submission> from_json<Submission>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Evidence> from_json<Evidence>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Measure> from_json<Measure>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<JournalEntry> from_json<JournalEntry>(std::string_view text);
template <>
[[gnu::visibility("default")]] Result<Record> from_json<Record>(std::string_view text);

/// Reads a page of records, one JSON object a line, without building a document tree (the bulk
/// path).
/// @param limit_records more lines are refused
/// @return malformed_input that names the line, the field and the remedy
Result<std::vector<Record>> parse_record_lines(std::string_view lines, std::size_t limit_records);

}  // namespace tiendo

#pragma once

#include "session.hpp"

#include "tiendo/model/evidence.hpp"
#include "tiendo/model/obligation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::store {

/// Notes the state of a row that was just written; `write_versions` keeps it. Throw what the
/// database throws.
void note(Session& session, const Cycle& cycle);
void note(Session& session, const Obligation& obligation);
void note(Session& session, const Submission& submission);
void note_removed(Session& session, const Cycle& cycle);
void note_removed(Session& session, const Obligation& obligation);

/// A row as it was known.
struct KnownRow {
    std::string id;
    std::int64_t position = 0;
    std::string body;
};
/// Rows of one kind as they were known, in no order. Throws what the database throws.
/// @param plan    absent: of all plans
/// @param prefix  with which the ids begin
std::vector<KnownRow> known_rows(Session& session,
                                 VersionKind kind,
                                 const std::optional<PlanId>& plan,
                                 std::string_view prefix,
                                 Instant known_at);

/// Keeps what was noted since the last entry, under the number and the instant of `entry`.
void write_versions(Session& session, const JournalEntry& entry);

}  // namespace tiendo::store

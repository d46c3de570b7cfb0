#pragma once

#include "session.hpp"

#include "tiendo/model/evidence.hpp"
#include "tiendo/model/obligation.hpp"

namespace tiendo::store {

/// Notes the state of a row that was just written; `write_versions` keeps it. Throw what the
/// database throws.
void note(Session& session, const Cycle& cycle);
void note(Session& session, const Obligation& obligation);
void note(Session& session, const Submission& submission);
void note_removed(Session& session, const Cycle& cycle);
void note_removed(Session& session, const Obligation& obligation);

/// Keeps what was noted since the last entry, under the number and the instant of `entry`.
void write_versions(Session& session, const JournalEntry& entry);

}  // namespace tiendo::store

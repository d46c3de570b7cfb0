#pragma once

#include "document_builder.hpp"

namespace tiendo::reader {

/// What officials should know of an office file that shows less than it holds, or holds more than
/// was read. Each raises at most one doubt, and none where there is nothing to tell.
struct TrackedChanges {
    int inserted = 0;
    int deleted = 0;
    int moved = 0;
};
void tell_changes(const TrackedChanges& changes, DocumentBuilder& builder);
/// @param stretches of hidden text
void tell_hidden(int stretches, DocumentBuilder& builder);
/// @param others charts, diagrams, embedded documents
void tell_not_read(int pictures, int others, DocumentBuilder& builder);

}  // namespace tiendo::reader

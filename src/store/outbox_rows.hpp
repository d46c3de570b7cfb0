#pragma once

#include "sql.hpp"

#include "tiendo/store/outbox.hpp"

#include <string_view>

namespace tiendo::store {

/// What `outbox_item_of` reads.
inline constexpr std::string_view select_outbox =
    "SELECT o.number, c.id, o.stream, o.group_key, o.key, o.state, o.attempts, o.tries, o.probes, "
    "o.together, o.next_at, o.lease_owner, o.foreign_id, o.cause, o.message, o.remedy, o.conflict, "
    "o.created_at, o.changed_at, coalesce(r.record, ''), r.original, coalesce(p.sha256, '') "
    "FROM outbox o JOIN connection c ON c.number = o.connection "
    "LEFT JOIN outbox_record r ON r.number = o.number "
    "LEFT JOIN outbox_purged p ON p.number = o.number";

OutboxItem outbox_item_of(const Statement& row);

}  // namespace tiendo::store

#pragma once

#include "sql.hpp"

#include "tiendo/store/outbox.hpp"

#include <string_view>

namespace tiendo::store {

/// The columns that `outbox_item_of` reads, of `outbox_source`.
inline constexpr std::string_view outbox_columns =
    "o.number, c.id, o.stream, o.group_key, o.key, o.state, o.attempts, o.tries, o.probes, "
    "o.together, o.next_at, o.lease_owner, o.foreign_id, o.cause, o.message, o.remedy, o.conflict, "
    "o.created_at, o.changed_at, r.record, r.original";
inline constexpr std::string_view outbox_source =
    " FROM outbox o JOIN connection c ON c.number = o.connection "
    "JOIN outbox_record r ON r.number = o.number";

OutboxItem outbox_item_of(const Statement& row);

}  // namespace tiendo::store

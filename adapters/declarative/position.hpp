#pragma once

#include "profile.hpp"

#include <tiendo/adapter/failure.hpp>
#include <tiendo/adapter/page.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tiendo::declarative {

/// Where a stream goes on: what its cursor says.
struct Position {
    bool between_pulls = true;
    std::optional<Seconds> from{};    ///< window of the pull that is under way
    std::optional<Seconds> until{};   ///< between pulls: up to where all was read
    std::vector<std::string> step{};  ///< page, offset, parts of the other side's cursor, next page
    bool operator==(const Position&) const = default;
};

/// @return config for a cursor that this stream never gave
adapter::Expected<Position> position_of(const StreamPlan& plan, const adapter::Cursor& cursor);
/// @return drift where it is longer than a cursor may be
adapter::Expected<adapter::Cursor> cursor_of(const StreamPlan& plan, const Position& position);

/// What a cursor of the stream stands for, as the manifest says it.
std::string_view cursor_kind_of(const StreamPlan& plan) noexcept;

/// Whether `next` lies before `now`, by what the cursor means; a token has no order.
bool goes_backwards(const Paging& paging,
                    const std::vector<std::string>& now,
                    const std::vector<std::string>& next);

}  // namespace tiendo::declarative

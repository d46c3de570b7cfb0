#pragma once

#include "tiendo/base/result.hpp"

#include <span>
#include <string_view>

namespace tiendo::store {

class Session;

/// One step of the schema. Numbers count up from 1 without gaps; a released step never changes: its
/// digest is stored with it and compared at every opening.
struct Migration {
    int number;
    std::string_view name;
    std::string_view sql;
};
std::span<const Migration> migrations() noexcept;

/// How many migrations a database has, after comparing each with ours. The functions below throw
/// what the database throws.
/// @return malformed_input (not ours, or a migration that differs), newer_version; 0 for an empty
///         database
Result<int> applied_migrations(Session& session);
/// Applies what is missing. @pre a write transaction is under way
void apply_migrations(Session& session, int applied);

}  // namespace tiendo::store

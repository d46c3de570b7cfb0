#include "schema.hpp"

#include "session.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/store/store.hpp"

#include <string>

namespace tiendo::store {

namespace {

std::int64_t count(Session& session, std::string_view query) {
    Statement select(session, query);
    return select.step() ? select.integer(0) : 0;
}

Error not_ours(Session& session, ErrorCode code, std::string sentence, std::string remedy) {
    return Error{code, std::move(sentence), std::move(remedy)}.at("database '" + session.path() +
                                                                  "'");
}

}  // namespace

Result<int> applied_migrations(Session& session) {
    if (count(session, "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'") == 0) {
        if (count(session, "SELECT count(*) FROM sqlite_schema") != 0) {
            return not_ours(session,
                            ErrorCode::malformed_input,
                            "it is a database of another program",
                            "check the path");
        }
        return 0;
    }
    const auto last = count(session, "SELECT coalesce(max(number), 0) FROM migration");
    if (last > newest_schema()) {
        return not_ours(session,
                        ErrorCode::newer_version,
                        "it was written by a later release (schema " + std::to_string(last) +
                            ", this one knows " + std::to_string(newest_schema()) + ")",
                        "upgrade this program");
    }
    Statement select(session, "SELECT number, checksum FROM migration ORDER BY number");
    int applied = 0;
    while (select.step()) {
        const auto& ours = migrations()[static_cast<std::size_t>(applied)];
        if (select.integer(0) != ours.number || select.view(1) != sha256_hex(ours.sql)) {
            return not_ours(session,
                            ErrorCode::malformed_input,
                            "its schema step " + std::to_string(ours.number) + " ('" +
                                std::string(ours.name) + "') is not the one of this program",
                            "open it with the release that made it, or restore a backup");
        }
        ++applied;
    }
    return applied;
}

void apply_migrations(Session& session, int applied) {
    if (applied == 0) {
        session.execute(
            "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT "
            "NOT NULL)");
    }
    for (const auto& migration : migrations().subspan(static_cast<std::size_t>(applied))) {
        session.execute(std::string(migration.sql).c_str());
        Statement insert(session, "INSERT INTO migration VALUES (?1, ?2, ?3)");
        const auto checksum = sha256_hex(migration.sql);
        insert.bind_all(std::int64_t{migration.number}, migration.name, std::string_view(checksum));
        insert.run();
    }
}

}  // namespace tiendo::store

#include "tiendo/store/maintenance.hpp"

#include "schema.hpp"
#include "sql.hpp"

#include "tiendo/base/enum_names.hpp"

#include <filesystem>
#include <system_error>

namespace tiendo::store {

namespace {

constexpr EnumNames<Verdict, 3> verdicts{
    "verdict",
    {{{Verdict::ok, "ok"}, {Verdict::warning, "warning"}, {Verdict::failed, "failed"}}}};

Finding found(std::string check, Verdict verdict, std::string text, std::string remedy) {
    return {std::move(check), verdict, std::move(text), std::move(remedy)};
}

/// Runs a check inside a read transaction.
template <typename Work>
Result<Finding> look(Store& store, const Work& work) {
    auto tx = store.begin(Mode::read);
    if (!tx) {
        return std::move(tx).error();
    }
    return work(*tx);
}

std::string mebibytes(std::int64_t bytes) {
    return std::to_string(bytes >> 20) + " MiB";
}

}  // namespace

std::string_view to_string(Verdict verdict) noexcept {
    return verdicts.name(verdict);
}

Result<Finding> check_integrity(Store& store) {
    auto finding = look(store, [](Transaction& tx) {
        return guarded(tx, [](Session& session) -> Result<Finding> {
            const auto faults = texts_of(session, "PRAGMA integrity_check(1)", {});
            if (faults.empty() || faults.front() != "ok") {
                return found("integrity",
                             Verdict::failed,
                             "the file is damaged: " + (faults.empty() ? "?" : faults.front()),
                             "restore it from a backup");
            }
            const auto loose = texts_of(session, "PRAGMA foreign_key_check", {});
            if (!loose.empty()) {
                return found("integrity",
                             Verdict::failed,
                             std::to_string(loose.size()) +
                                 " rows point at what is not there, the first in the table '" +
                                 loose.front() + "'",
                             "restore it from a backup");
            }
            return found("integrity", Verdict::ok, "pages, indexes and references are sound", {});
        });
    });
    if (!finding && finding.error().code() == ErrorCode::malformed_input) {
        return found(
            "integrity", Verdict::failed, finding.error().message(), finding.error().remedy());
    }
    return finding;
}

Result<Finding> check_schema(Store& store) {
    return look(store, [](Transaction& tx) -> Result<Finding> {
        auto version = schema_version(tx);
        if (!version) {
            return found(
                "schema", Verdict::failed, version.error().message(), version.error().remedy());
        }
        if (*version != newest_schema()) {
            return found("schema",
                         Verdict::warning,
                         "schema " + std::to_string(*version) + " is older than " +
                             std::to_string(newest_schema()),
                         "open it for writing once, which brings it up to date");
        }
        return found(
            "schema", Verdict::ok, "schema " + std::to_string(*version) + " is the newest", {});
    });
}

Result<Finding> check_journal(Store& store, const std::optional<JournalHead>& printed) {
    return look(store, [&](Transaction& tx) -> Result<Finding> {
        auto check = verify_journal(tx, printed);
        if (!check) {
            return std::move(check).error();
        }
        if (check->fault) {
            return found("journal",
                         Verdict::failed,
                         check->fault->text,
                         "compare with a backup: somebody changed the database");
        }
        return found("journal",
                     Verdict::ok,
                     std::to_string(check->head.count) + " entries, head " + check->head.hash,
                     {});
    });
}

Result<Finding> check_free_space(Store& store, const SpaceLimits& limits) {
    std::error_code failure;
    const auto folder = std::filesystem::absolute(store.place(), failure).parent_path();
    const auto space = std::filesystem::space(folder, failure);
    if (failure) {
        return Error{ErrorCode::storage,
                     "the disk cannot be asked for its free space (" + failure.message() + ")",
                     "check the rights of the folder"}
            .at("database '" + store.place() + "'");
    }
    const auto free = static_cast<std::int64_t>(space.available);
    const auto verdict = free < limits.fail_below_bytes   ? Verdict::failed
                         : free < limits.warn_below_bytes ? Verdict::warning
                                                          : Verdict::ok;
    return found("free space",
                 verdict,
                 mebibytes(free) + " are free",
                 verdict == Verdict::ok ? "" : "free some disk space");
}

Result<Finding> check_log_size(Store& store, std::int64_t warn_above_bytes) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(store.place() + "-wal", failure);
    const auto bytes = failure ? std::int64_t{0} : static_cast<std::int64_t>(size);
    const bool large = bytes > warn_above_bytes;
    return found("write-ahead log",
                 large ? Verdict::warning : Verdict::ok,
                 "it holds " + mebibytes(bytes),
                 large ? "end the programs that have been reading for long, then checkpoint" : "");
}

Result<void> checkpoint(Store& store) {
    auto tx = store.begin(Mode::read);
    if (!tx) {
        return std::move(tx).error();
    }
    return guarded(*tx, [](Session& session) -> Result<void> {
        // Not inside a transaction: the read one only lent its connection.
        session.rollback();
        int log_pages = 0;
        const int code = sqlite3_wal_checkpoint_v2(
            session.native(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, &log_pages, nullptr);
        if (code != SQLITE_OK) {
            throw DatabaseFailure(sqlite3_extended_errcode(session.native()),
                                  sqlite3_errmsg(session.native()));
        }
        return {};
    });
}

}  // namespace tiendo::store

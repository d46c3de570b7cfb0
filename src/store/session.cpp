#include "session.hpp"

// SOCI's header wants SQLite's inside a namespace of its own; it is included outside already, so
// the names that SOCI uses are lent to that namespace.
namespace sqlite_api {
using ::sqlite3;
using ::sqlite3_destructor_type;
using ::sqlite3_int64;
using ::sqlite3_stmt;
}  // namespace sqlite_api

#include <soci/sqlite3/soci-sqlite3.h>

namespace tiendo::store {

namespace {

std::string connect_string(const std::string& path, Access access) {
    return "db=\"" + path + "\"" + (access == Access::read_only ? " readonly=true" : "");
}

}  // namespace

Error error_of_code(int extended_code, const std::string& message, const std::string& path) {
    const auto error = [&](ErrorCode code, std::string sentence, std::string remedy) {
        return Error{code, std::move(sentence), std::move(remedy)}.at("database '" + path + "'");
    };
    switch (extended_code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return error(ErrorCode::busy,
                         "another process is writing to it",
                         "wait until that process has ended, then try again");
        case SQLITE_FULL:
            return error(ErrorCode::storage,
                         "the disk is full",
                         "free some disk space and try again; nothing was changed");
        case SQLITE_READONLY:
            return error(ErrorCode::storage,
                         "it cannot be written",
                         "check the rights of the file and of its folder");
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return error(ErrorCode::storage,
                         "it cannot be opened",
                         "check the path, and the rights of the file and of its folder");
        case SQLITE_IOERR:
            return error(ErrorCode::storage,
                         "the disk does not do what it is asked (" + message + ")",
                         "check the disk and its free space; nothing was changed");
        case SQLITE_NOTADB:
            return error(
                ErrorCode::malformed_input, "it is no database of tiendo", "check the path");
        case SQLITE_CORRUPT:
            return error(ErrorCode::malformed_input,
                         "the file is damaged (" + message + ")",
                         "restore it from a backup");
        case SQLITE_CONSTRAINT:
            return error(ErrorCode::conflict,
                         "what is stored does not allow it (" + message + ")",
                         "look at what is stored, then decide");
        case SQLITE_TOOBIG:
            return error(ErrorCode::malformed_input, "a value is too long", "make it shorter");
        default:
            return error(ErrorCode::internal,
                         "unexpected answer of the database: " + message,
                         "report it with this sentence");
    }
}

Error error_of_exception(const std::string& path) {
    try {
        throw;
    } catch (const DatabaseFailure& failure) {
        return error_of_code(failure.code, failure.what(), path);
    } catch (const soci::sqlite3_soci_error& failure) {
        return error_of_code(failure.result(), failure.what(), path);
    } catch (const soci::soci_error& failure) {
        return error_of_code(SQLITE_ERROR, failure.what(), path);
    }
}

Statement::Statement(Session& session, std::string_view sql) : session_(session), sql_(sql) {
    if (const auto found = session_.idle_.find(sql_); found != session_.idle_.end()) {
        statement_ = found->second;
        session_.idle_.erase(found);
        return;
    }
    check(sqlite3_prepare_v3(session_.native_,
                             sql_.data(),
                             static_cast<int>(sql_.size()),
                             SQLITE_PREPARE_PERSISTENT,
                             &statement_,
                             nullptr));
}

Statement::~Statement() {
    if (statement_ == nullptr) {
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    // Filters make a statement text each; few are used again, so the cache stays small.
    constexpr std::size_t most = 64;
    if (session_.idle_.size() < most) {
        session_.idle_.emplace(std::move(sql_), statement_);
    } else {
        sqlite3_finalize(statement_);
    }
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        return true;
    }
    check(code == SQLITE_DONE ? SQLITE_OK : code);
    sqlite3_reset(statement_);
    return false;
}

int Statement::run() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_DONE) {
        const DatabaseFailure failure(sqlite3_extended_errcode(session_.native_),
                                      sqlite3_errmsg(session_.native_));
        sqlite3_reset(statement_);
        throw failure;
    }
    sqlite3_reset(statement_);
    return sqlite3_changes(session_.native_);
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) {
        throw DatabaseFailure(sqlite3_extended_errcode(session_.native_),
                              sqlite3_errmsg(session_.native_));
    }
}

Session::Session(const std::string& path, Access access, std::chrono::milliseconds busy_timeout)
    : soci_(soci::sqlite3, connect_string(path, access)),
      native_(static_cast<soci::sqlite3_session_backend*>(soci_.get_backend())->conn_),
      path_(path) {
    sqlite3_extended_result_codes(native_, 1);
    sqlite3_busy_timeout(native_, static_cast<int>(busy_timeout.count()));
    execute("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768");
    if (access == Access::read_write) {
        execute("PRAGMA synchronous = FULL");
        if (sqlite3_db_readonly(native_, "main") == 1) {
            throw DatabaseFailure(SQLITE_READONLY, "opened read-only");
        }
    }
}

Session::~Session() {
    for (const auto& [sql, statement] : idle_) {
        sqlite3_finalize(statement);
    }
}

void Session::execute(const char* sql) {
    if (sqlite3_exec(native_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw DatabaseFailure(sqlite3_extended_errcode(native_), sqlite3_errmsg(native_));
    }
}

void Session::begin(Mode mode) {
    // A reader's snapshot begins with its first read, so it reads something at once.
    execute(mode == Mode::write ? "BEGIN IMMEDIATE" : "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1");
    in_transaction_ = true;
    failure_.reset();
    noted.clear();
}

void Session::commit() {
    execute("COMMIT");
    in_transaction_ = false;
}

bool Session::rollback() noexcept {
    in_transaction_ = false;
    failure_.reset();
    return sqlite3_get_autocommit(native_) != 0 ||
           sqlite3_exec(native_, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::optional<Error> Session::refusal() const {
    if (failure_) {
        return Error{ErrorCode::conflict,
                     "an earlier step of this transaction failed",
                     "begin a new one; nothing of this one takes effect"}
            .at("database '" + path_ + "'")
            .because(*failure_);
    }
    if (in_transaction_ && sqlite3_get_autocommit(native_) != 0) {
        return Error{ErrorCode::storage,
                     "the transaction was ended by the database",
                     "check the disk and try again; nothing was changed"}
            .at("database '" + path_ + "'");
    }
    return std::nullopt;
}

Error Session::failed(Error error) {
    failure_ = error;
    return error;
}

}  // namespace tiendo::store

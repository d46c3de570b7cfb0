#pragma once

#include "tiendo/base/error.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/store/versions.hpp"

#include <soci/soci.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tiendo::store {

/// What the database said no with, on its way from the native calls to the border of the layer.
struct DatabaseFailure : std::runtime_error {
    DatabaseFailure(int extended_code, const char* message)
        : std::runtime_error(message), code(extended_code) {}
    int code;
};

class Session;

/// A prepared statement on the native handle. Taken from the session's cache and given back when it
/// goes away. Parameters count from 1, columns from 0. Members throw DatabaseFailure.
class Statement {
public:
    Statement(Session& session, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void bind(int index, std::int64_t value) {
        check(sqlite3_bind_int64(statement_, index, value));
    }
    /// `value` must outlive the next step.
    void bind(int index, std::string_view value) {
        // An empty view may hold a null pointer, which SQLite would take for NULL.
        check(sqlite3_bind_text64(statement_,
                                  index,
                                  value.empty() ? "" : value.data(),
                                  value.size(),
                                  SQLITE_STATIC,
                                  SQLITE_UTF8));
    }
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, const std::optional<std::int64_t>& value) {
        check(value ? sqlite3_bind_int64(statement_, index, *value)
                    : sqlite3_bind_null(statement_, index));
    }
    void bind(int index, const std::optional<std::string>& value) {
        value ? bind(index, std::string_view(*value)) : check(sqlite3_bind_null(statement_, index));
    }
    void bind_null(int index) { check(sqlite3_bind_null(statement_, index)); }
    void bind_bytes(int index, std::string_view bytes) {
        check(sqlite3_bind_blob64(
            statement_, index, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC));
    }
    /// Binds from parameter 1 on.
    template <typename... Values>
    void bind_all(const Values&... values) {
        int index = 0;
        (bind(++index, values), ...);
    }

    /// The greatest number of a parameter in the text.
    [[nodiscard]] int parameters() const { return sqlite3_bind_parameter_count(statement_); }

    /// True while there is a row; makes the statement ready again after the last one.
    bool step();
    /// Runs a statement without rows. @return how many rows it changed
    int run();
    void reset() noexcept { sqlite3_reset(statement_); }

    [[nodiscard]] std::int64_t integer(int column) const {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] bool is_null(int column) const {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }
    /// Borrowed until the next step.
    [[nodiscard]] std::string_view view(int column) const {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return bytes == nullptr ? std::string_view{} : std::string_view(bytes, size);
    }
    [[nodiscard]] std::string text(int column) const { return std::string(view(column)); }
    [[nodiscard]] std::optional<std::string> maybe_text(int column) const {
        return is_null(column) ? std::nullopt : std::optional(text(column));
    }

private:
    void check(int code) const;

    Session& session_;
    std::string sql_;
    sqlite3_stmt* statement_ = nullptr;
};

/// A row of the ledger as a step of the transaction left it, on its way to the table of versions.
struct Noted {
    std::string plan;
    VersionKind kind;
    std::string id;
    std::int64_t position;
    std::string body;  ///< empty: removed
};

/// One connection: the SOCI session, its native handle, and the statements prepared on it. One
/// thread at a time.
class Session {
public:
    /// Opens the file; does not look at what is in it. Throws soci_error or DatabaseFailure.
    Session(const std::string& path, Access access, std::chrono::milliseconds busy_timeout);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] soci::session& soci() noexcept { return soci_; }
    [[nodiscard]] sqlite3* native() const noexcept { return native_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    /// Runs statements without parameters or rows.
    void execute(const char* sql);

    void begin(Mode mode);
    void commit();
    /// @return whether the connection may be used again
    bool rollback() noexcept;

    /// Why no step may run any more: one failed, or the database ended the transaction by itself,
    /// after which each statement would take effect alone.
    [[nodiscard]] std::optional<Error> refusal() const;
    /// Remembers that a step failed, so that half of a piece of work is never committed.
    Error failed(Error error);

    /// Changes that wait for the journal entry that they come with.
    std::vector<Noted> noted;

private:
    friend class Statement;
    soci::session soci_;
    sqlite3* native_ = nullptr;
    std::string path_;
    bool in_transaction_ = false;
    std::optional<Error> failure_;
    std::unordered_multimap<std::string, sqlite3_stmt*> idle_;
};

/// The error for a result code of SQLite, with the file named and a remedy.
Error error_of_code(int extended_code, const std::string& message, const std::string& path);
/// The error for the exception being handled; rethrows what is not of the database.
Error error_of_exception(const std::string& path);

/// Runs `work(session)` of a transaction; what the database throws becomes an Error.
template <typename Work>
auto guarded(Transaction& tx, const Work& work) -> std::invoke_result_t<Work, Session&> {
    Session& session = tx.session();
    if (auto refusal = session.refusal()) {
        return *std::move(refusal);
    }
    try {
        return work(session);
    } catch (const std::runtime_error&) {
        return session.failed(error_of_exception(session.path()));
    }
}

}  // namespace tiendo::store

#pragma once

#include "tiendo/base/log.hpp"
#include "tiendo/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {
namespace store {

enum class Access : std::uint8_t { read_write, read_only };

struct StoreOptions {
    std::string url;  ///< "sqlite:PATH"; a path relative to the working folder or absolute
    /// How long `begin(Mode::write)` waits for another writer, of this process or another; 0 to
    /// 10 minutes.
    std::chrono::milliseconds busy_timeout{5000};
    Access access = Access::read_write;
};

enum class Mode : std::uint8_t { read, write };

/// One connection to the database; known to this layer only.
class Session;
/// What all handles of one open store share; known to this layer only.
struct StoreState;

/// Everything or nothing: what is written takes effect at `commit`, and is undone when the
/// transaction goes away without it (also when the process dies).
///
/// Reads see the database as it was when the transaction began, and what it wrote itself. After a
/// failed database step (`storage`, `busy`, `conflict` out of a constraint) `commit` refuses.
/// Threads: one at a time. May be moved, also when empty; an empty one may only be destroyed or
/// assigned to. May outlive its Store.
class Transaction {
public:
    ~Transaction();
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) noexcept;

    /// @return storage (disk full, failing) or conflict (an earlier step failed, or the ledger was
    ///         changed and no journal entry appended after it); nothing was written then. The
    ///         transaction is over in any case.
    Result<void> commit();

    /// For this layer. @pre neither committed nor moved from (asserted)
    [[nodiscard]] Session& session() const noexcept;

private:
    friend class Store;
    Transaction(std::shared_ptr<StoreState> state, std::unique_ptr<Session> session, Mode mode);
    void end() noexcept;

    std::shared_ptr<StoreState> state_;
    std::unique_ptr<Session> session_;
    Mode mode_ = Mode::read;
};

/// A name that one process at a time may hold ("sync/mot-cua"), so that the same work is not done
/// twice at once. Given back when it goes away, also when the process dies.
class Claim {
public:
    ~Claim();
    Claim(Claim&&) noexcept;
    Claim& operator=(Claim&&) noexcept;

private:
    friend class Store;
    struct Impl;
    explicit Claim(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// An open database: the only door to what is stored.
///
/// One write transaction at a time, of all processes; any number of read transactions beside it.
/// Threads: any; each transaction belongs to one thread at a time.
class Store {
public:
    /// Makes a new database (`tiendo init`), with its parent folders.
    /// @return conflict where there is a file already; config for a bad url; storage
    static Result<Store> create(const StoreOptions& options, const Logger& logger);

    /// Opens a database and, with `Access::read_write`, brings an older schema up to date.
    /// @return not_found (remedy: tiendo init), newer_version (its schema is newer than this
    ///         program), busy (another process holds it), storage (read-only, failing),
    ///         malformed_input (not a database of tiendo, or damaged), config (bad url), conflict
    ///         (older schema opened read-only)
    static Result<Store> open(const StoreOptions& options, const Logger& logger);

    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    /// @return busy where another writer did not end within `busy_timeout`; storage
    Result<Transaction> begin(Mode mode);

    /// Takes `name` for as long as the claim lives; does not wait.
    /// @return busy where another claim on it lives, in this process or another; storage
    Result<Claim> claim(std::string_view name);

    /// The database in words, for errors and `doctor`: the path of the file.
    [[nodiscard]] const std::string& place() const noexcept;

private:
    explicit Store(std::shared_ptr<StoreState> state);
    std::shared_ptr<StoreState> state_;
};

/// Number of the newest schema that this program knows.
int newest_schema() noexcept;
/// Number of the schema of an open database.
Result<int> schema_version(Transaction& tx);

}  // namespace store
}  // namespace tiendo

#include "tiendo/store/store.hpp"

#include "schema.hpp"
#include "session.hpp"

#include "tiendo/base/digest.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <vector>

namespace tiendo::store {

struct StoreState {
    StoreOptions options;
    std::string path;
    Logger log;

    std::mutex mutex;
    std::condition_variable writer_ended;
    bool writing = false;
    std::vector<std::unique_ptr<Session>> idle;
};

namespace {

Error error_at(const std::string& path, ErrorCode code, std::string text, std::string remedy) {
    return Error{code, std::move(text), std::move(remedy)}.at("database '" + path + "'");
}

Result<std::string> path_of(const StoreOptions& options) {
    constexpr std::string_view scheme = "sqlite:";
    constexpr std::chrono::milliseconds longest = std::chrono::minutes(10);
    if (!options.url.starts_with(scheme) || options.url.size() == scheme.size()) {
        return Error{ErrorCode::config,
                     "'" + options.url + "' names no database that this build can open",
                     "write sqlite:PATH"};
    }
    auto path = options.url.substr(scheme.size());
    // What opens the file has no way to write a quotation mark in a path.
    if (path.find_first_of(std::string("\"\0", 2)) != std::string::npos) {
        return error_at(
            path, ErrorCode::config, "its path holds a quotation mark", "use another path");
    }
    if (options.busy_timeout < std::chrono::milliseconds(0) || options.busy_timeout > longest) {
        return error_at(path,
                        ErrorCode::config,
                        "busy_timeout is " + std::to_string(options.busy_timeout.count()) + " ms",
                        "state 0 to 600000");
    }
    return path;
}

/// WAL lets readers go on beside the writer. A longer log between two write-backs serves bulk
/// loads: a page of a table that changes with each batch is then written back once, not each time.
void prepare_for_writing(Session& session) {
    session.execute("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 8192");
}

std::unique_ptr<Session> connect(const StoreState& state) {
    auto session =
        std::make_unique<Session>(state.path, state.options.access, state.options.busy_timeout);
    if (state.options.access == Access::read_write) {
        prepare_for_writing(*session);
    }
    return session;
}

/// Runs `work`; what the database throws becomes an Error.
template <typename Work>
auto at_border(const std::string& path, const Work& work) -> std::invoke_result_t<Work> {
    try {
        return work();
    } catch (const std::runtime_error&) {
        return error_of_exception(path);
    }
}

Result<void> migrate(Session& session, const Logger& log) {
    session.begin(Mode::write);
    auto applied = applied_migrations(session);
    if (!applied) {
        session.rollback();
        return std::move(applied).error();
    }
    apply_migrations(session, *applied);
    session.commit();
    log.info("schema brought up to date",
             {{"from", std::to_string(*applied)}, {"to", std::to_string(newest_schema())}});
    return {};
}

/// What to do with a file that is there: nothing, bring it up to date, or refuse it.
Result<void> accept(Session& session, const StoreOptions& options, const Logger& log) {
    auto applied = applied_migrations(session);
    if (!applied) {
        return std::move(applied).error();
    }
    if (*applied == newest_schema()) {
        return {};
    }
    if (*applied == 0) {
        return error_at(session.path(),
                        ErrorCode::not_found,
                        "the file is empty",
                        "remove it, then make a database with: tiendo init");
    }
    if (options.access == Access::read_only) {
        return error_at(session.path(),
                        ErrorCode::conflict,
                        "its schema is older than this program",
                        "open it for writing once, which brings it up to date");
    }
    return migrate(session, log);
}

Result<void> look_at_file(const std::string& path) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        return error_at(path,
                        ErrorCode::not_found,
                        "there is no such file",
                        "make a database with: tiendo init, or correct the path");
    }
    if (status.type() == std::filesystem::file_type::directory) {
        return error_at(path, ErrorCode::malformed_input, "it is a folder", "name a file in it");
    }
    if (failure) {
        return error_at(path,
                        ErrorCode::storage,
                        "it cannot be looked at (" + failure.message() + ")",
                        "check the rights of its folder");
    }
    return {};
}

Result<void> make_room_for(const std::string& path) {
    std::error_code failure;
    if (std::filesystem::exists(path, failure)) {
        // A program killed between making the file and filling it leaves an empty one.
        if (std::filesystem::is_regular_file(path, failure) &&
            std::filesystem::file_size(path, failure) == 0) {
            return {};
        }
        return error_at(path,
                        ErrorCode::conflict,
                        "there is a file already",
                        "open it, name another one, or move it away");
    }
    const auto folder = std::filesystem::absolute(path, failure).parent_path();
    std::filesystem::create_directories(folder, failure);
    if (failure) {
        return error_at(path,
                        ErrorCode::storage,
                        "its folder cannot be made (" + failure.message() + ")",
                        "check the rights of the folder above");
    }
    return {};
}

}  // namespace

Transaction::Transaction(std::shared_ptr<StoreState> state,
                         std::unique_ptr<Session> session,
                         Mode mode)
    : state_(std::move(state)), session_(std::move(session)), mode_(mode) {}

Transaction::~Transaction() {
    end();
}

Transaction::Transaction(Transaction&&) noexcept = default;

Transaction& Transaction::operator=(Transaction&& other) noexcept {
    if (this != &other) {
        end();
        state_ = std::move(other.state_);
        session_ = std::move(other.session_);
        mode_ = other.mode_;
    }
    return *this;
}

void Transaction::end() noexcept {
    if (!session_) {
        return;
    }
    const bool usable = session_->rollback();
    {
        const std::lock_guard lock(state_->mutex);
        if (usable) {
            state_->idle.push_back(std::move(session_));
        }
        session_.reset();
        if (mode_ == Mode::write) {
            state_->writing = false;
        }
    }
    state_->writer_ended.notify_one();
    state_.reset();
}

Result<void> Transaction::commit() {
    auto done = guarded(*this, [](Session& session) -> Result<void> {
        if (!session.noted.empty()) {
            return Error{ErrorCode::conflict,
                         "the ledger was changed without a journal entry",
                         "append one that says who changed it, and why, before the commit"}
                .at("database '" + session.path() + "'");
        }
        session.commit();
        return {};
    });
    end();
    return done;
}

Session& Transaction::session() const noexcept {
    assert(session_);
    return *session_;
}

Store::Store(std::shared_ptr<StoreState> state) : state_(std::move(state)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Result<Store> Store::create(const StoreOptions& options, const Logger& logger) {
    auto path = path_of(options);
    if (!path) {
        return std::move(path).error();
    }
    if (options.access == Access::read_only) {
        return error_at(*path,
                        ErrorCode::config,
                        "a new database cannot be read-only",
                        "create it with read_write");
    }
    if (auto room = make_room_for(*path); !room) {
        return std::move(room).error();
    }
    auto state = std::make_shared<StoreState>();
    state->options = options;
    state->path = *path;
    state->log = logger;
    return at_border(*path, [&]() -> Result<Store> {
        // WAL comes after the schema: a file that was cut off before has no table and is empty.
        auto session = std::make_unique<Session>(*path, options.access, options.busy_timeout);
        session->execute("PRAGMA application_id = 1953064302");  // "tien"
        if (auto migrated = migrate(*session, logger); !migrated) {
            return std::move(migrated).error();
        }
        prepare_for_writing(*session);
        state->idle.push_back(std::move(session));
        return Store(state);
    });
}

Result<Store> Store::open(const StoreOptions& options, const Logger& logger) {
    auto path = path_of(options);
    if (!path) {
        return std::move(path).error();
    }
    if (auto there = look_at_file(*path); !there) {
        return std::move(there).error();
    }
    auto state = std::make_shared<StoreState>();
    state->options = options;
    state->path = *path;
    state->log = logger;
    return at_border(*path, [&]() -> Result<Store> {
        // Looked at before anything is set: a file that is not ours stays as it was.
        auto session = std::make_unique<Session>(*path, options.access, options.busy_timeout);
        if (auto accepted = accept(*session, options, logger); !accepted) {
            return std::move(accepted).error();
        }
        if (options.access == Access::read_write) {
            prepare_for_writing(*session);
        }
        state->idle.push_back(std::move(session));
        return Store(state);
    });
}

Result<Transaction> Store::begin(Mode mode) {
    if (mode == Mode::write && state_->options.access == Access::read_only) {
        return error_at(state_->path,
                        ErrorCode::storage,
                        "it was opened read-only",
                        "open it with read_write to change it");
    }
    std::unique_ptr<Session> session;
    {
        std::unique_lock lock(state_->mutex);
        if (mode == Mode::write) {
            if (!state_->writer_ended.wait_for(
                    lock, state_->options.busy_timeout, [&] { return !state_->writing; })) {
                return error_at(state_->path,
                                ErrorCode::busy,
                                "another transaction of this program is writing to it",
                                "end that one first, or state a longer busy_timeout");
            }
            state_->writing = true;
        }
        if (!state_->idle.empty()) {
            session = std::move(state_->idle.back());
            state_->idle.pop_back();
        }
    }
    auto begun = at_border(state_->path, [&]() -> Result<Transaction> {
        if (!session) {
            session = connect(*state_);
        }
        session->begin(mode);
        return Transaction(state_, std::move(session), mode);
    });
    if (!begun && mode == Mode::write) {
        const std::lock_guard lock(state_->mutex);
        state_->writing = false;
        state_->writer_ended.notify_one();
    }
    return begun;
}

const std::string& Store::place() const noexcept {
    return state_->path;
}

Result<int> schema_version(Transaction& tx) {
    return guarded(tx, [](Session& session) { return applied_migrations(session); });
}

struct Claim::Impl {
    int file = -1;

    explicit Impl(int descriptor) : file(descriptor) {}
    ~Impl() { ::close(file); }  // gives the lock back
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
};

Claim::Claim(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Claim::~Claim() = default;
Claim::Claim(Claim&&) noexcept = default;
Claim& Claim::operator=(Claim&&) noexcept = default;

Result<Claim> Store::claim(std::string_view name) {
    // A name is one byte of a file beside the database, locked; the kernel gives it back when the
    // process dies. 48 bits of the name's digest make its place.
    const auto path = state_->path + "-claims";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) {
        return error_at(path,
                        ErrorCode::storage,
                        "it cannot be opened (" + std::generic_category().message(errno) + ")",
                        "check the rights of the folder");
    }
    auto impl = std::make_unique<Claim::Impl>(file);
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = static_cast<off_t>(std::stoull(sha256_hex(name).substr(0, 12), nullptr, 16));
    lock.l_len = 1;
    if (::fcntl(file, F_OFD_SETLK, &lock) != 0) {
        const int why = errno;
        if (why == EAGAIN || why == EACCES) {
            return error_at(state_->path,
                            ErrorCode::busy,
                            "'" + std::string(name) + "' is being done by another process",
                            "wait until that process has ended, then try again");
        }
        return error_at(path,
                        ErrorCode::storage,
                        "it cannot be locked (" + std::generic_category().message(why) + ")",
                        "use a folder on a local disk");
    }
    return Claim(std::move(impl));
}

}  // namespace tiendo::store

#include "adapter_impl.hpp"
#include "guard/guard.hpp"
#include "trial.hpp"

#include "tiendo/plugin/adapter.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

namespace tiendo::plugin {

namespace fs = std::filesystem;

namespace {

struct Entry {
    int32_t (*call)(uint32_t host_abi, tiendo_adapter* out, tiendo_error* error);
};

// The dynamic linker is one for the process, and a child that is forked while another thread is
// inside it would find it locked.
std::mutex& loading() {
    static std::mutex one_at_a_time;
    return one_at_a_time;
}

Error other_abi(AbiVersion abi) {
    return Error{ErrorCode::unsupported,
                 "it speaks ABI " + abi.str() + ", this host speaks " TIENDO_ADAPTER_ABI_TEXT,
                 abi.major > TIENDO_ADAPTER_ABI_MAJOR
                     ? "upgrade tiendo, or install the adapter of this release"
                     : "build the adapter again with the SDK of this release"};
}

AbiVersion version_of(std::uint32_t abi) {
    return {abi >> 16U, abi & 0xFFFFU};
}

Result<Entry> entry_of(const fs::path& path, Trial trial) {
    if (trial == Trial::child_process) {
        // What is loaded already has shown that it can be.
        void* before = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
        if (before == nullptr) {
            if (auto tried = try_loading(path); !tried) {
                return std::move(tried).error();
            }
        }
    }
    void* object = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (object == nullptr) {
        const char* reason = ::dlerror();  // NOLINT(concurrency-mt-unsafe): thread-local in glibc
        return Error{ErrorCode::unsupported,
                     "the dynamic linker refused it: " + line_from(reason == nullptr ? "" : reason),
                     "install what it needs, or build it on this system"};
    }
    void* symbol = ::dlsym(object, TIENDO_ADAPTER_ENTRY);
    if (symbol == nullptr) {
        return Error{ErrorCode::malformed_input,
                     "it does not export the function " TIENDO_ADAPTER_ENTRY,
                     "build it with TIENDO_EXPORT_ADAPTER"};
    }
    return Entry{reinterpret_cast<decltype(Entry::call)>(symbol)};
}

// What every host of this major version has filled since 1.0.
constexpr std::size_t least_table = offsetof(tiendo_adapter, close) + sizeof(tiendo_adapter::close);

/// Whether the table is one that this host can use.
Result<void> good_table(const tiendo_adapter& table, const Manifest& manifest) {
    if (version_of(table.abi).major != TIENDO_ADAPTER_ABI_MAJOR) {
        return other_abi(version_of(table.abi));
    }
    if (table.size < least_table || table.size > sizeof table) {
        return Error{ErrorCode::internal,
                     "its entry says that it filled " + std::to_string(table.size) +
                         " bytes of the " + std::to_string(sizeof table) + " of its function table",
                     "build the adapter again with the header of this release"};
    }
    const auto missing = [](std::string_view function) {
        return Error{ErrorCode::unsupported,
                     "it lacks the function '" + std::string(function) + "'",
                     "report it to the adapter's author"};
    };
    if (table.describe == nullptr || table.close == nullptr) {
        return missing(table.describe == nullptr ? "describe" : "close");
    }
    const std::pair<std::string_view, bool> functions[] = {{"check", table.check != nullptr},
                                                           {"read", table.read != nullptr},
                                                           {"find", table.find != nullptr},
                                                           {"write", table.write != nullptr},
                                                           {"probe", table.probe != nullptr},
                                                           {"serve", table.serve != nullptr}};
    for (const auto& [name, there] : functions) {
        if (manifest.can(name) && !there) {
            return missing(name);
        }
    }
    if (table.read == nullptr && table.write == nullptr && table.serve == nullptr) {
        return missing("read");
    }
    return {};
}

/// The manifest in the section and what the code says of itself must be one.
Result<void> describes_itself(const tiendo_adapter& table, const Manifest& manifest) {
    Fenced<tiendo_buffer> out;
    auto done = call(nullptr, "describe", [&](tiendo_error* error) {
        return table.describe(table.self, out.get(), error);
    });
    if (!done) {
        return std::move(done).error();
    }
    if (!out.whole()) {
        return Error{ErrorCode::internal,
                     "describe wrote past the end of the buffer it was given",
                     "build the adapter again with the header of this release"};
    }
    auto described = parse_manifest(view_of(out->text));
    if (!described) {
        return std::move(described).error().at("describe");
    }
    if (*described != manifest) {
        return Error{ErrorCode::internal,
                     "its manifest and what describe says differ",
                     "report it to the adapter's author"};
    }
    return {};
}

// What tiendo_context gives, by the names of its members.
constexpr std::string_view host_functions[] = {"config",
                                               "secret",
                                               "http",
                                               "now_unix_ms",
                                               "time_left_ms",
                                               "random",
                                               "log",
                                               "count",
                                               "cancelled",
                                               "state_get",
                                               "state_put",
                                               "kept",
                                               "wait"};

/// Whether this host has all that the adapter cannot do without.
Result<void> needs_met(const Manifest& manifest) {
    for (const std::string& need : manifest.needs) {
        if (std::find(std::begin(host_functions), std::end(host_functions), need) ==
            std::end(host_functions)) {
            return Error{ErrorCode::unsupported,
                         "it speaks ABI " + manifest.abi.str() + " and needs the host function '" +
                             line_from(need).substr(0, 60) +
                             "', which this host of ABI " TIENDO_ADAPTER_ABI_TEXT " does not have",
                         "upgrade tiendo, or install an older release of the adapter"};
        }
    }
    return {};
}

/// What anybody may change is nobody's adapter.
Result<void> is_in_safe_hands(const fs::path& path) {
    std::error_code failed;
    const auto writable = [&](const fs::path& place) {
        const auto mode = fs::status(place, failed).permissions();
        const bool sticky = (mode & fs::perms::sticky_bit) != fs::perms::none;
        return !failed && (mode & fs::perms::others_write) != fs::perms::none &&
               !(sticky && fs::is_directory(place, failed));
    };
    for (const auto& place : {path, path.parent_path()}) {
        if (writable(place)) {
            return Error{ErrorCode::config,
                         "anybody may write to '" + place.string() + "'",
                         "take the right to write from others: chmod o-w"}
                .at(path.string());
        }
    }
    return {};
}

/// Whether `path` lies below `folder`, symbolic links followed.
bool lies_in(const fs::path& path, const fs::path& folder) {
    std::error_code failed;
    const auto object = fs::canonical(path, failed);
    const auto above = failed || folder.empty() ? fs::path() : fs::canonical(folder, failed);
    return !failed && !above.empty() &&
           std::mismatch(above.begin(), above.end(), object.begin(), object.end()).first ==
               above.end();
}

bool runs_guarded(const fs::path& path, const SearchOptions& search) {
    if (search.isolation != Isolation::by_place) {
        return search.isolation == Isolation::guarded;
    }
    return !lies_in(path, own_adapters()) &&
           std::none_of(search.trusted.begin(), search.trusted.end(), [&](const fs::path& folder) {
               return lies_in(path, folder);
           });
}

/// The manifest of an object that may be loaded.
Result<Manifest> usable_manifest(const fs::path& path, std::optional<std::string_view> name) {
    auto manifest = read_manifest(path);
    if (!manifest) {
        return manifest;
    }
    if (auto safe = is_in_safe_hands(path); !safe) {
        return std::move(safe).error();
    }
    if (manifest->abi.major != TIENDO_ADAPTER_ABI_MAJOR) {
        return other_abi(manifest->abi).at(path.string());
    }
    if (auto met = needs_met(*manifest); !met) {
        return std::move(met).error().at(path.string());
    }
    if (name && manifest->name != *name) {
        return Error{ErrorCode::malformed_input,
                     "its manifest calls it '" + manifest->name + "'",
                     "name the file tiendo-" + manifest->name + ".so"}
            .at(path.string());
    }
    return manifest;
}

}  // namespace

namespace {

/// The table of an object that is loaded into this process.
Result<tiendo_adapter> table_in_process(const fs::path& path, Trial trial) {
    const std::lock_guard lock(loading());
    auto entry = entry_of(path, trial);
    if (!entry) {
        return std::move(entry).error();
    }
    Fenced<tiendo_adapter> table;
    auto entered = call(nullptr, "its entry", [&](tiendo_error* error) {
        return entry->call(TIENDO_ADAPTER_ABI, table.get(), error);
    });
    if (!entered) {
        return std::move(entered).error();
    }
    if (!table.whole()) {
        return Error{ErrorCode::internal,
                     "its entry wrote past the end of the table it was given",
                     "build the adapter again with the header of this release"};
    }
    return *table.get();
}

/// The table of one that is loaded into a process of its own.
Result<tiendo_adapter> table_behind_guard(const fs::path& path,
                                          const Manifest& manifest,
                                          const SearchOptions& search,
                                          const Logger& logger) {
    auto guard = Guard::open(path, manifest.stops_within, search.guard);
    if (!guard) {
        return std::move(guard).error();
    }
    std::string missing;
    for (const auto& [wall, name] :
         {std::pair{wire::Wall::seccomp, "seccomp"}, std::pair{wire::Wall::landlock, "landlock"}}) {
        if (((*guard)->walls() & static_cast<std::uint32_t>(wall)) == 0) {
            missing.append(missing.empty() ? "" : ", ").append(name);
        }
    }
    if (!missing.empty()) {
        logger.warn("adapter guarded by less than this release can",
                    {{"adapter", manifest.name}, {"missing", missing}});
    }
    const auto table = (*guard)->table();
    if (table.close == nullptr) {
        return table;  // refused by what looks at it next, and the guard ends here
    }
    guard->release();  // owned by the table: `close` deletes it
    return table;
}

}  // namespace

/// Makes handles; the one friend of Adapter.
class Loader {
public:
    static Result<Adapter> load(const fs::path& path,
                                Manifest manifest,
                                const SearchOptions& search,
                                const Logger& logger) {
        const bool guarded = runs_guarded(path, search);
        auto table = guarded ? table_behind_guard(path, manifest, search, logger)
                             : table_in_process(path, search.trial);
        if (!table) {
            return std::move(table).error().at(path.string());
        }
        if (auto good = good_table(*table, manifest); !good) {
            if (guarded && table->close != nullptr) {
                table->close(table->self);
            }
            return std::move(good).error().at(path.string());
        }
        auto impl = std::make_unique<Adapter::Impl>(path, std::move(manifest), *table);
        if (auto same = describes_itself(impl->table, impl->manifest); !same) {
            return std::move(same).error().at(path.string());
        }
        return Adapter(std::move(impl));
    }
};

namespace {

Error with_causes(Error error, std::vector<Error> causes) {
    for (Error& each : causes) {
        std::move(error).because(std::move(each));
    }
    return error;
}

struct Candidate {
    fs::path path;
    std::optional<std::string_view> name;  ///< what its manifest must say; nothing for a path
};

std::vector<Candidate> candidates(std::string_view name_or_path, const SearchOptions& search) {
    std::error_code fault;
    if (name_or_path.find('/') != std::string_view::npos || name_or_path.ends_with(".so")) {
        return {{fs::absolute(fs::path(name_or_path), fault), std::nullopt}};
    }
    std::vector<Candidate> all;
    for (const fs::path& folder : search.folders) {
        const auto file = "tiendo-" + std::string(name_or_path) + ".so";
        all.push_back({fs::absolute(folder / file, fault), name_or_path});
    }
    return all;
}

}  // namespace

Result<Adapter> load(std::string_view name_or_path,
                     const SearchOptions& search,
                     const Logger& logger) {
    std::vector<Error> tried;
    for (const Candidate& candidate : candidates(name_or_path, search)) {
        auto manifest = usable_manifest(candidate.path, candidate.name);
        auto adapter = manifest ? Loader::load(candidate.path, *std::move(manifest), search, logger)
                                : Result<Adapter>(std::move(manifest).error());
        if (adapter) {
            logger.info("adapter loaded",
                        {{"adapter", adapter->manifest().name},
                         {"version", adapter->manifest().version},
                         {"path", candidate.path.string()}});
            return adapter;
        }
        if (adapter.error().code() != ErrorCode::not_found) {
            logger.warn("adapter not loaded", {{"cause", adapter.error().what()}});
        }
        tried.push_back(std::move(adapter).error());
    }
    // The first file that was there says why; where none was, there is nothing to be found.
    const auto there = std::find_if(tried.begin(), tried.end(), [](const Error& error) {
        return error.code() != ErrorCode::not_found;
    });
    const auto shown = line_from(name_or_path).substr(0, 200);
    if (there == tried.end()) {
        Error nowhere{ErrorCode::not_found,
                      "there is no adapter '" + shown + "' in " + std::to_string(tried.size()) +
                          (tried.size() == 1 ? " place" : " places"),
                      "install it into one of the folders, or give its path"};
        return with_causes(std::move(nowhere), std::move(tried));
    }
    std::string reason = "the adapter '" + shown + "' cannot be used";
    for (const std::string& place : there->places()) {
        reason += ": " + place;
    }
    Error unusable{there->code(), reason + ": " + there->message(), there->remedy()};
    return with_causes(std::move(unusable), std::move(tried));
}

Listing list(const SearchOptions& search) {
    Listing listing;
    for (const fs::path& folder : search.folders) {
        std::error_code fault;
        std::vector<fs::path> files;
        for (fs::directory_iterator it(folder, fault), end; !fault && it != end;
             it.increment(fault)) {
            const auto file = it->path().filename().string();
            if (file.starts_with("tiendo-") && file.ends_with(".so")) {
                files.push_back(fs::absolute(it->path(), fault));
            }
        }
        std::sort(files.begin(), files.end());
        for (const fs::path& path : files) {
            const auto stem = path.stem().string();
            auto manifest = usable_manifest(path, std::string_view(stem).substr(7));
            if (manifest) {
                listing.adapters.push_back({path, *std::move(manifest)});
            } else {
                listing.failures.push_back(std::move(manifest).error());
            }
        }
    }
    std::stable_sort(
        listing.adapters.begin(), listing.adapters.end(), [](const Found& a, const Found& b) {
            return a.manifest.name < b.manifest.name;
        });
    return listing;
}

}  // namespace tiendo::plugin

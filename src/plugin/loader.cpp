#include "adapter_impl.hpp"
#include "guard/guard.hpp"
#include "search.hpp"
#include "trial.hpp"

#include "tiendo/plugin/adapter.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace tiendo::plugin {

namespace {

struct Entry {
    int32_t (*call)(uint32_t host_abi, tiendo_adapter* out, tiendo_error* error);
};

// The dynamic linker is one for the process, and a child that is forked while another thread is
// inside it would find it locked.
struct Linker {
    struct Sealed {
        void* handle;
        ObjectFile object;  ///< its descriptor's number is the name by which the linker knows it
    };
    std::mutex one_at_a_time;
    std::map<std::string, Sealed> sealed;  ///< by their digests; what was loaded stays
};
Linker& linker() {
    static Linker of_this_process;
    return of_this_process;
}

AbiVersion version_of(std::uint32_t abi) {
    return {abi >> 16U, abi & 0xFFFFU};
}

/// The handle of the object, which is loaded where it is not yet. @pre `linker()` is locked
Result<void*> linked(ObjectFile object, Trial trial) {
    const bool sealed = object.sealed().open();
    auto& before = linker().sealed;
    if (const auto same = before.find(object.digest()); sealed && same != before.end()) {
        return same->second.handle;
    }
    const auto name = object.linker_name();
    // What is loaded already has shown that it can be.
    if (trial == Trial::child_process &&
        (sealed || ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD) == nullptr)) {
        const auto in_child = object.linker_name_in_child(object.sealed().number());
        if (auto tried = try_loading(in_child); !tried) {
            return Error{tried.error().code(),
                         object.with_path(tried.error().message(), in_child),
                         tried.error().remedy()};
        }
    }
    void* handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        const char* reason = ::dlerror();  // NOLINT(concurrency-mt-unsafe): thread-local in glibc
        return Error{ErrorCode::unsupported,
                     "the dynamic linker refused it: " +
                         object.with_path(line_from(reason == nullptr ? "" : reason), name),
                     "install what it needs, or build it on this system"};
    }
    if (sealed) {
        auto digest = object.digest();
        before.emplace(std::move(digest), Linker::Sealed{handle, std::move(object)});
    }
    return handle;
}

Result<Entry> entry_of(ObjectFile object, Trial trial) {
    auto handle = linked(std::move(object), trial);
    if (!handle) {
        return std::move(handle).error();
    }
    void* symbol = ::dlsym(*handle, TIENDO_ADAPTER_ENTRY);
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

/// The table of an object that is loaded into this process.
Result<tiendo_adapter> table_in_process(ObjectFile object, Trial trial) {
    const std::lock_guard lock(linker().one_at_a_time);
    auto entry = entry_of(std::move(object), trial);
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
Result<tiendo_adapter> table_behind_guard(ObjectFile object,
                                          const Manifest& manifest,
                                          const SearchOptions& search,
                                          const Logger& logger) {
    auto guard = Guard::open(std::move(object), manifest.stops_within, search.guard);
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
    /// What is allowed is loaded, and nothing else.
    static Result<Adapter> load(Usable usable, const SearchOptions& search, const Logger& logger) {
        if (search.allowed) {
            if (auto allowed = usable.object.allowed_by(*search.allowed); !allowed) {
                return std::move(allowed).error();
            }
        }
        const auto path = usable.object.path();
        auto& manifest = usable.manifest;
        const bool guarded = usable.engine == nullptr && runs_guarded(path, search);
        auto table = usable.engine != nullptr ? open_by_engine(usable.text, *usable.engine)
                     : guarded
                         ? table_behind_guard(std::move(usable.object), manifest, search, logger)
                         : table_in_process(std::move(usable.object), search.trial);
        if (!table) {
            return std::move(table).error().at(path.string());
        }
        if (auto good = good_table(*table, manifest); !good) {
            if ((guarded || usable.engine != nullptr) && table->close != nullptr) {
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

/// The first file that was there says why; where none was, there is nothing to be found.
Error none_of(std::vector<Error> tried, std::string_view name_or_path) {
    const auto there = std::find_if(tried.begin(), tried.end(), [](const Error& error) {
        return error.code() != ErrorCode::not_found;
    });
    const auto shown = line_from(name_or_path).substr(0, 200);
    if (there == tried.end()) {
        Error nowhere{
            ErrorCode::not_found,
            "there is no adapter '" + shown + "' in " + std::to_string(tried.size()) +
                (tried.size() == 1 ? " place" : " places"),
            "see which there are: tiendo adapter list; or install it into one of the folders, have "
            "its own searched too (--adapters FOLDER), or give its path"};
        return with_causes(std::move(nowhere), std::move(tried));
    }
    std::string reason = "the adapter '" + shown + "' cannot be used";
    for (const std::string& place : there->places()) {
        reason += ": " + place;
    }
    Error unusable{there->code(), reason + ": " + there->message(), there->remedy()};
    return with_causes(std::move(unusable), std::move(tried));
}

}  // namespace

Result<Found> find(std::string_view name_or_path, const SearchOptions& search) {
    std::vector<Error> tried;
    for (const Candidate& candidate : candidates(name_or_path, search)) {
        auto found = found_at(candidate, search);
        if (found && !found->refused) {
            return found;
        }
        tried.push_back(found ? *std::move(found->refused) : std::move(found).error());
    }
    return none_of(std::move(tried), name_or_path);
}

Result<Adapter> load(std::string_view name_or_path,
                     const SearchOptions& search,
                     const Logger& logger) {
    std::vector<Error> tried;
    for (const Candidate& candidate : candidates(name_or_path, search)) {
        auto found = usable(candidate, search);
        auto adapter = found ? Loader::load(*std::move(found), search, logger)
                             : Result<Adapter>(std::move(found).error());
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
    return none_of(std::move(tried), name_or_path);
}

}  // namespace tiendo::plugin

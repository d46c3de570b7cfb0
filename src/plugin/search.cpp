// Where adapters lie, and which of them can be loaded: nothing here runs what it finds.
#include "search.hpp"

#include "adapter_impl.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace tiendo::plugin {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view object_prefix = "tiendo-";
constexpr std::string_view object_ending = ".so";

/// What the file of an adapter is called.
std::string file_of(std::string_view name, const Engine* engine) {
    return engine == nullptr ? std::string(object_prefix).append(name).append(object_ending)
                             : std::string(name) + engine->ending;
}

/// The name that the file says; empty for a file of another kind.
std::string name_in(const fs::path& path, const std::vector<Engine>& engines) {
    const auto file = path.filename().string();
    if (const auto* engine = engine_for(path, engines)) {
        return file.substr(0, file.size() - engine->ending.size());
    }
    return file.starts_with(object_prefix) && file.ends_with(object_ending)
               ? file.substr(object_prefix.size(),
                             file.size() - object_prefix.size() - object_ending.size())
               : std::string();
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

Result<void> fits_this_host(const Manifest& manifest,
                            std::optional<std::string_view> name,
                            const Engine* engine) {
    if (manifest.abi.major != TIENDO_ADAPTER_ABI_MAJOR) {
        return other_abi(manifest.abi);
    }
    if (auto met = needs_met(manifest); !met) {
        return met;
    }
    if (name && manifest.name != *name) {
        return Error{ErrorCode::malformed_input,
                     "its manifest calls it '" + manifest.name + "'",
                     "name the file " + file_of(manifest.name, engine)};
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

Origin origin_of(const fs::path& path, const SearchOptions& search) {
    if (lies_in(path, own_adapters())) {
        return Origin::package;
    }
    const bool trusted = std::any_of(search.trusted.begin(),
                                     search.trusted.end(),
                                     [&](const fs::path& folder) { return lies_in(path, folder); });
    return trusted ? Origin::trusted : Origin::folder;
}

/// Files in the folder that are called as adapters are, in the order of their names.
std::vector<fs::path> files_in(const fs::path& folder, const std::vector<Engine>& engines) {
    std::error_code fault;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(folder, fault), end; !fault && it != end; it.increment(fault)) {
        if (!name_in(it->path(), engines).empty()) {
            files.push_back(fs::absolute(it->path(), fault));
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

void look_at(const fs::path& path, const SearchOptions& search, Listing& into) {
    const auto name = name_in(path, search.engines);
    auto found = found_at({path, name}, search);
    if (found) {
        into.adapters.push_back(*std::move(found));
    } else {
        into.failures.push_back(std::move(found).error());
    }
}

/// By name; of one name the one that `load` takes first, and the others say so.
void put_in_order(std::vector<Found>& all) {
    std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
        return std::pair(std::string_view(a.manifest.name), a.refused.has_value()) <
               std::pair(std::string_view(b.manifest.name), b.refused.has_value());
    });
    const Found* taken = nullptr;
    for (Found& each : all) {
        if (taken == nullptr || taken->manifest.name != each.manifest.name) {
            taken = &each;
        } else if (!taken->refused && !each.refused) {
            each.shadowed_by = taken->path;
        }
    }
}

}  // namespace

Error other_abi(AbiVersion abi) {
    return Error{ErrorCode::unsupported,
                 "it speaks ABI " + abi.str() + ", this host speaks " TIENDO_ADAPTER_ABI_TEXT,
                 abi.major > TIENDO_ADAPTER_ABI_MAJOR
                     ? "upgrade tiendo, or install the adapter of this release"
                     : "build the adapter again with the SDK of this release"};
}

bool runs_guarded(const fs::path& path, const SearchOptions& search) {
    const bool watched = search.guard.trace || search.guard.attach;
    return search.isolation == Isolation::by_place
               ? watched || origin_of(path, search) == Origin::folder
               : search.isolation == Isolation::guarded;
}

std::vector<Candidate> candidates(std::string_view name_or_path, const SearchOptions& search) {
    std::error_code fault;
    if (name_or_path.find('/') != std::string_view::npos || name_or_path.ends_with(object_ending) ||
        engine_for(name_or_path, search.engines) != nullptr) {
        return {{fs::absolute(fs::path(name_or_path), fault), std::nullopt}};
    }
    std::vector<Candidate> all;
    for (const fs::path& folder : search.folders) {
        all.push_back({fs::absolute(folder / file_of(name_or_path, nullptr), fault), name_or_path});
        for (const Engine& engine : search.engines) {
            all.push_back(
                {fs::absolute(folder / file_of(name_or_path, &engine), fault), name_or_path});
        }
    }
    return all;
}

Result<Usable> usable(const Candidate& candidate, const SearchOptions& search) {
    auto object = ObjectFile::open(candidate.path);
    if (!object) {
        return std::move(object).error();
    }
    if (search.allowed) {
        if (auto sealed = object->seal(); !sealed) {
            return std::move(sealed).error();
        }
    }
    const auto* engine = engine_for(candidate.path, search.engines);
    auto text = engine == nullptr ? Result<std::string>(std::string())
                                  : object->text(engine_file_bytes_max);
    auto manifest = !text               ? Result<Manifest>(std::move(text).error())
                    : engine == nullptr ? object->manifest()
                                        : manifest_by(*engine, *text, candidate.path);
    if (!manifest) {
        return std::move(manifest).error();
    }
    if (auto safe = object->in_safe_hands(); !safe) {
        return std::move(safe).error();
    }
    object->close_file();
    if (auto fits = fits_this_host(*manifest, candidate.name, engine); !fits) {
        return std::move(fits).error().at(candidate.path.string());
    }
    return Usable{*std::move(object), *std::move(manifest), engine, *std::move(text)};
}

Result<Found> found_at(const Candidate& candidate, const SearchOptions& search) {
    auto found = usable(candidate, search);
    if (!found) {
        return std::move(found).error();
    }
    const auto& path = candidate.path;
    Found entry{.path = path,
                .manifest = std::move(found->manifest),
                .origin = origin_of(path, search),
                .isolation = found->engine == nullptr && runs_guarded(path, search)
                                 ? Isolation::guarded
                                 : Isolation::in_process};
    if (search.allowed) {
        if (auto allowed = found->object.allowed_by(*search.allowed); !allowed) {
            entry.refused = std::move(allowed).error();
        }
    }
    return entry;
}

Listing list(const SearchOptions& search) {
    Listing listing;
    std::set<fs::path> seen;
    for (const fs::path& folder : search.folders) {
        std::error_code fault;
        if (!seen.insert(fs::weakly_canonical(folder, fault)).second) {
            continue;  // named twice
        }
        for (const fs::path& path : files_in(folder, search.engines)) {
            look_at(path, search, listing);
        }
    }
    put_in_order(listing.adapters);
    return listing;
}

}  // namespace tiendo::plugin

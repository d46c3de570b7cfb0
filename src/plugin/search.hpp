#pragma once

#include "object_file.hpp"

#include "tiendo/plugin/adapter.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::plugin {

/// A path at which an adapter may lie.
struct Candidate {
    std::filesystem::path path;
    std::optional<std::string_view> name;  ///< what its manifest must say; nothing for a path
};
/// Where an adapter is looked for, in this order.
std::vector<Candidate> candidates(std::string_view name_or_path, const SearchOptions& search);

/// An adapter that can be loaded, as far as can be told without running it.
struct Usable {
    ObjectFile object;  ///< sealed where there is an allow-list
    Manifest manifest;
    const Engine* engine = nullptr;  ///< of a file without code; borrowed from the search options
    std::string text{};              ///< of such a file
};
/// @return as `load`; whether the allow-list has it is not asked here: a listing tells, and a load
/// refuses
Result<Usable> usable(const Candidate& candidate, const SearchOptions& search);

/// The same as an entry of a listing.
Result<Found> found_at(const Candidate& candidate, const SearchOptions& search);

/// Whether the object at `path` gets a process of its own.
bool runs_guarded(const std::filesystem::path& path, const SearchOptions& search);

/// That an object speaks a version which this host does not.
Error other_abi(AbiVersion abi);

}  // namespace tiendo::plugin

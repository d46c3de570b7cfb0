#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/base/result.hpp"
#include "tiendo/plugin/manifest.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace plugin {

/// What makes adapters of files that hold no code. Such a file is called NAME and the ending, is
/// found beside the objects, and gives the same table of functions as an object's entry.
struct Engine {
    /// ".profile.toml"; with the dot, and not ".so".
    std::string ending;
    /// The manifest of a file's text, as JSON (docs/abi.md).
    std::function<Result<std::string>(std::string_view text)> manifest;
    /// As `tiendo_adapter_entry` of an object, for the text of a file; borrows nothing of it.
    std::function<
        int32_t(std::string_view text, uint32_t host_abi, tiendo_adapter* out, tiendo_error* error)>
        open;
};

/// A file of an engine's is refused beyond this.
inline constexpr std::size_t engine_file_bytes_max = std::size_t{256} * 1024;

/// The engine for a file of this name, nothing where it is an object's or nobody's.
const Engine* engine_for(const std::filesystem::path& path, const std::vector<Engine>& engines);

/// The manifest that the engine gives for the text of the file at `path`, which errors name.
Result<Manifest> manifest_by(const Engine& engine,
                             std::string_view text,
                             const std::filesystem::path& path);

/// The manifest of an object or of an engine's file, which is not loaded.
/// @return as `read_manifest(path)`, and what the engine finds wrong
Result<Manifest> read_manifest(const std::filesystem::path& path,
                               const std::vector<Engine>& engines);

/// Opens the text of an engine's file; the table is the caller's, who ends it by `close`.
/// @return what the engine fails with
Result<tiendo_adapter> open_by_engine(std::string_view text, const Engine& engine);

}  // namespace plugin
}  // namespace tiendo

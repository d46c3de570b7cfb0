#include "tiendo/plugin/engine.hpp"

#include "adapter_impl.hpp"

#include "tiendo/base/file.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::plugin {

const Engine* engine_for(const std::filesystem::path& path, const std::vector<Engine>& engines) {
    const auto file = path.filename().string();
    const auto found = std::find_if(engines.begin(), engines.end(), [&](const Engine& engine) {
        return file.size() > engine.ending.size() && file.ends_with(engine.ending);
    });
    return found == engines.end() ? nullptr : &*found;
}

Result<Manifest> manifest_by(const Engine& engine,
                             std::string_view text,
                             const std::filesystem::path& path) {
    auto json = engine.manifest(text);
    auto manifest = json ? parse_manifest(*json) : Result<Manifest>(std::move(json).error());
    return manifest ? std::move(manifest) : std::move(manifest).error().at(path.string());
}

Result<Manifest> read_manifest(const std::filesystem::path& path,
                               const std::vector<Engine>& engines) {
    const auto* engine = engine_for(path, engines);
    if (engine == nullptr) {
        return read_manifest(path);
    }
    auto text = read_file(path, engine_file_bytes_max);
    return text ? manifest_by(*engine, *text, path) : std::move(text).error();
}

Result<tiendo_adapter> open_by_engine(std::string_view text, const Engine& engine) {
    Fenced<tiendo_adapter> table;
    auto entered = call(nullptr, "its engine", [&](tiendo_error* error) {
        return engine.open(text, TIENDO_ADAPTER_ABI, table.get(), error);
    });
    if (!entered) {
        return std::move(entered).error();
    }
    return *table.get();
}

}  // namespace tiendo::plugin

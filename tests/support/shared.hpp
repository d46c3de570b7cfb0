#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

namespace tiendo::test {

/// The folder of reference material (the real plan, its answer sheet, unit and holiday tables) that
/// lies beside a checkout where there is one; TIENDO_SHARED names another place.
/// @return nothing where it is absent: the test then says so and skips
inline std::optional<std::filesystem::path> shared_path(std::string_view name) {
    const char* stated =
        std::getenv("TIENDO_SHARED");  // NOLINT(concurrency-mt-unsafe): tests set no environment
    const auto folder = stated != nullptr
                            ? std::filesystem::path(stated)
                            : std::filesystem::path(TIENDO_SOURCE_DIR).parent_path() / "shared";
    auto path = folder / name;
    return std::filesystem::exists(path) ? std::optional(path) : std::nullopt;
}

}  // namespace tiendo::test

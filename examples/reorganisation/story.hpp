#pragma once

#include "../telling.hpp"

#include <tiendo/tiendo.hpp>

#include <filesystem>

namespace story {

struct Files {
    std::filesystem::path data;   ///< the example's own files
    std::filesystem::path units;  ///< the units of Quận 10, as the package brings them
    std::filesystem::path out;    ///< emptied at the start
};

/// Replays 2020 - 2026 of Quận 10 under one plan; see README.md beside this file.
tiendo::Result<void> run(const Files& files, Loudness loudness);

}  // namespace story

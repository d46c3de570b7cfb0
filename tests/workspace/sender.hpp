#pragma once

#include "store/fixture.hpp"

#include "tiendo/workspace/workspace.hpp"

#include <filesystem>
#include <string>

namespace tiendo::test {

/// A workspace as the tests of sending open it. Waits are as long as their caps.
inline WorkspaceOptions sender_options(const std::filesystem::path& database, Clock clock) {
    WorkspaceOptions options;
    options.url = "sqlite:" + database.string();
    options.actor = "Phòng Nội vụ";
    options.clock = std::move(clock);
    options.adapter_folders = {TIENDO_TEST_OBJECTS,
                               std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters"};
    options.guard.helper_folder = TIENDO_HELPERS;
    options.jitter = [] { return 0.0; };
    options.delivery_retry.attempts = 4;
    return options;
}

}  // namespace tiendo::test

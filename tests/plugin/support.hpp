#pragma once

#include "support/folder.hpp"

#include "tiendo/plugin/adapter.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

inline std::filesystem::path objects() {
    return TIENDO_TEST_OBJECTS;
}
/// Where the adapters of a test run: one source becomes two programs, so that what holds in process
/// is shown to hold guarded.
#ifdef TIENDO_TEST_GUARDED
constexpr auto isolation = plugin::Isolation::guarded;
#else
constexpr auto isolation = plugin::Isolation::in_process;
#endif
inline plugin::SearchOptions in_objects() {
    return {
        .folders = {objects()}, .isolation = isolation, .guard = {.helper_folder = TIENDO_HELPERS}};
}
inline plugin::HostServices services_at_nine() {
    return {.clock = fixed_clock(*Instant::parse("2021-05-20T09:00:00+07:00"))};
}
/// The connection of the adapter "good": `what` it shall do.
inline plugin::Connection connection_to(std::string_view what) {
    return {ConnectionId::of("van-ban"), {{"do", plugin::json_text(what)}}};
}
inline plugin::Connection connection() {
    return {ConnectionId::of("van-ban"), {}};
}

inline std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Log lines as text: "warn password is *** adapter=good".
class LogLines {
public:
    [[nodiscard]] Logger logger() {
        return Logger(
            [this](const LogEntry& entry) {
                std::string line(to_string(entry.level));
                line.append(" ").append(entry.text);
                for (const auto& [name, value] : entry.fields) {
                    line.append(" ").append(name).append("=").append(value);
                }
                const std::lock_guard lock(guard_);
                lines_.push_back(std::move(line));
            },
            LogLevel::debug);
    }
    [[nodiscard]] std::vector<std::string> lines() const {
        const std::lock_guard lock(guard_);
        return lines_;
    }

private:
    mutable std::mutex guard_;
    std::vector<std::string> lines_;
};

}  // namespace tiendo::test

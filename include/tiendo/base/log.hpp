#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

enum class LogLevel : std::uint8_t { debug = 0, info = 1, warn = 2, error = 3 };
std::string_view to_string(LogLevel level) noexcept;

using LogField = std::pair<std::string_view, std::string>;

/// One line of the log: a fixed lower-case text and facts as fields. Never a citizen's name, number
/// or token.
struct LogEntry {
    LogLevel level;
    std::string_view text;
    const std::vector<LogField>& fields;
};

/// Receives entries; called from the thread that logs, so it must be safe to call from several at
/// once.
using LogSink = std::function<void(const LogEntry&)>;

/// Where a part of the library writes its log. A cheap value; there is no global logger: whoever
/// opens a handle gives it one.
class Logger {
public:
    Logger() = default;  ///< silent
    Logger(LogSink sink, LogLevel least);

    void debug(std::string_view text, const std::vector<LogField>& fields = {}) const {
        write(LogLevel::debug, text, fields);
    }
    void info(std::string_view text, const std::vector<LogField>& fields = {}) const {
        write(LogLevel::info, text, fields);
    }
    void warn(std::string_view text, const std::vector<LogField>& fields = {}) const {
        write(LogLevel::warn, text, fields);
    }
    void error(std::string_view text, const std::vector<LogField>& fields = {}) const {
        write(LogLevel::error, text, fields);
    }
    void write(LogLevel level, std::string_view text, const std::vector<LogField>& fields) const;

private:
    std::shared_ptr<const LogSink> sink_;
    LogLevel least_ = LogLevel::error;
};

/// A logger on standard error (spdlog): `warn "pull paused" connection=mot-cua cause=rate_limited`.
Logger stderr_logger(LogLevel least);

}  // namespace tiendo

#include "tiendo/base/log.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/line.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace tiendo {

namespace {

constexpr EnumNames<LogLevel, 4> log_levels{"log level",
                                            {{{LogLevel::debug, "debug"},
                                              {LogLevel::info, "info"},
                                              {LogLevel::warn, "warn"},
                                              {LogLevel::error, "error"}}}};

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return spdlog::level::debug;
        case LogLevel::info: return spdlog::level::info;
        case LogLevel::warn: return spdlog::level::warn;
        case LogLevel::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::string line_of(const LogEntry& entry) {
    std::string line(entry.text);
    for (const auto& [name, given] : entry.fields) {
        const auto value = one_line(given);
        const bool plain = !value.empty() && value.find_first_of(" \"=") == std::string::npos;
        line.append(" ").append(name).append("=");
        if (plain) {
            line += value;
            continue;
        }
        line += '"';
        for (const char c : value) {
            line += c == '"' ? '\'' : c;
        }
        line += '"';
    }
    return line;
}

}  // namespace

std::string_view to_string(LogLevel level) noexcept {
    return log_levels.name(level);
}

Logger::Logger(LogSink sink, LogLevel least)
    : sink_(std::make_shared<const LogSink>(std::move(sink))), least_(least) {}

void Logger::write(LogLevel level,
                   std::string_view text,
                   const std::vector<LogField>& fields) const {
    if (sink_ && *sink_ && level >= least_) {
        (*sink_)(LogEntry{level, text, fields});
    }
}

Logger stderr_logger(LogLevel least) {
    // A logger of our own, outside spdlog's process-wide registry: two workspaces in one process
    // must not share one.
    auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    auto logger = std::make_shared<spdlog::logger>("tiendo", std::move(sink));
    logger->set_level(spdlog::level::trace);
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %^%l%$ %v");
    return Logger(
        [logger](const LogEntry& entry) { logger->log(spdlog_level(entry.level), line_of(entry)); },
        least);
}

}  // namespace tiendo

#include "tiendo/base/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiendo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Keeps entries as "level text name=value".
LogSink into(std::vector<std::string>& lines) {
    return [&lines](const LogEntry& entry) {
        auto line = std::string(to_string(entry.level)) + " " + std::string(entry.text);
        for (const auto& [name, value] : entry.fields) {
            line.append(" ").append(name).append("=").append(value);
        }
        lines.push_back(line);
    };
}

TEST(Logger, hands_text_and_fields_to_its_sink) {
    std::vector<std::string> lines;
    const Logger log(into(lines), LogLevel::debug);
    log.warn("pull paused", {{"connection", "mot-cua"}, {"cause", "rate_limited"}});
    EXPECT_THAT(lines, ElementsAre("warn pull paused connection=mot-cua cause=rate_limited"));
}

TEST(Logger, passes_on_only_what_reaches_its_level) {
    std::vector<std::string> lines;
    const Logger log(into(lines), LogLevel::warn);
    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("d");
    EXPECT_THAT(lines, ElementsAre("warn c", "error d"));
}

TEST(Logger, each_level_keeps_its_name) {
    std::vector<std::string> lines;
    const Logger log(into(lines), LogLevel::debug);
    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("d");
    EXPECT_THAT(lines, ElementsAre("debug a", "info b", "warn c", "error d"));
}

TEST(Logger, a_logger_made_by_default_is_silent) {
    testing::internal::CaptureStderr();
    const Logger log;
    log.error("nobody hears this");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Logger, an_empty_sink_is_silent) {
    const Logger log(LogSink{}, LogLevel::debug);
    EXPECT_NO_THROW(log.error("nobody hears this"));
}

TEST(Logger, copies_write_to_one_sink) {
    std::vector<std::string> lines;
    const Logger first(into(lines), LogLevel::info);
    const Logger second = first;  // NOLINT(performance-unnecessary-copy-initialization): the point
    first.info("a");
    second.info("b");
    EXPECT_THAT(lines, ElementsAre("info a", "info b"));
}

TEST(StderrLogger, writes_one_line_with_fields_quoted_where_they_need_it) {
    testing::internal::CaptureStderr();
    stderr_logger(LogLevel::info)
        .warn("pull paused",
              {{"connection", "mot-cua"}, {"cause", "line 1\nline \"2\""}, {"empty", ""}});
    const auto written = testing::internal::GetCapturedStderr();
    EXPECT_THAT(written,
                HasSubstr("pull paused connection=mot-cua cause=\"line 1 line '2'\" empty=\"\"\n"));
    EXPECT_THAT(written, HasSubstr("warn"));
}

TEST(StderrLogger, writes_text_whatever_bytes_a_field_holds) {
    testing::internal::CaptureStderr();
    stderr_logger(LogLevel::info).warn("pull paused", {{"id", "ph\xC6\x1B[2J"}, {"key", "a\xFF"}});
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                HasSubstr("pull paused id=\"ph\uFFFD [2J\" key=a\uFFFD\n"));
}

TEST(StderrLogger, keeps_quiet_below_its_level) {
    testing::internal::CaptureStderr();
    const auto log = stderr_logger(LogLevel::error);
    log.warn("too small");
    log.error("big enough");
    const auto written = testing::internal::GetCapturedStderr();
    EXPECT_THAT(written, Not(HasSubstr("too small")));
    EXPECT_THAT(written, HasSubstr("big enough"));
}

}  // namespace
}  // namespace tiendo

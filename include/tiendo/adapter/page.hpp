#pragma once

#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/json_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo::adapter {

/// Where reading goes on. What is inside is the adapter's own business; at most 4 KiB, and still
/// understood by its later versions.
struct Cursor {
    std::string text{};  ///< empty: from the beginning
    bool operator==(const Cursor&) const = default;
};

/// Names one record. The views live as long as the call.
struct RecordKey {
    std::string_view id;
    std::string_view day;  ///< "2021-05-20"; empty where it is not known
};

/// What a finding is about.
enum class About { reach, login, rights, clock, version, other };
constexpr std::string_view to_string(About about) noexcept {
    switch (about) {
        case About::reach: return "reach";
        case About::login: return "login";
        case About::rights: return "rights";
        case About::clock: return "clock";
        case About::version: return "version";
        case About::other: return "other";
    }
    return "?";
}

/// What was found, in the order of the steps. English sentences, lower case, no full stop.
class Findings {
public:
    Findings& ok(About about, std::string_view what) { return add("ok", about, what, {}); }
    Findings& warning(About about, std::string_view what, std::string_view remedy) {
        return add("warning", about, what, remedy);
    }
    Findings& error(About about, std::string_view what, std::string_view remedy) {
        return add("error", about, what, remedy);
    }
    /// A failed step as a finding; what it is about follows from the class.
    Findings& error(const Failure& failure) {
        return error(about(failure.error_class), failure.message, failure.remedy);
    }

    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }
    [[nodiscard]] const std::string& lines() const noexcept { return lines_; }

private:
    static constexpr About about(ErrorClass error_class) noexcept {
        switch (error_class) {
            case ErrorClass::auth: return About::login;
            case ErrorClass::rejected: return About::rights;
            case ErrorClass::transient:
            case ErrorClass::rate_limited:
            case ErrorClass::outcome_unknown: return About::reach;
            case ErrorClass::drift: return About::version;
            case ErrorClass::config:
            case ErrorClass::cancelled:
            case ErrorClass::broken: return About::other;
        }
        return About::other;
    }
    Findings& add(std::string_view level,
                  About about,
                  std::string_view what,
                  std::string_view remedy) {
        JsonObject line;
        line.text("level", level)
            .text("about", to_string(about))
            .text("what", what)
            .text_if_any("remedy", remedy);
        lines_.append(line.str()).append("\n");
        ++count_;
        return *this;
    }
    std::string lines_;
    std::uint32_t count_ = 0;
};

/// Records and the cursor behind them, built up record by record.
class Page {
public:
    /// Adds one record: a JSON object after the schema of its type, without a line feed.
    void add(std::string_view record) {
        lines_.append(record).append("\n");
        ++record_count_;
    }
    /// More can be read at once, from `cursor`, which differs from the one asked with.
    void continue_at(Cursor cursor) {
        cursor_ = std::move(cursor);
        more_ = true;
    }
    /// All was read for now; the next pull starts at `cursor`.
    void end_at(Cursor cursor) {
        cursor_ = std::move(cursor);
        more_ = false;
    }

    /// What differs over there from the agreed form while its records could still be read. Each
    /// once a page; a page that cannot be read at all fails as drift instead.
    void notice(std::string_view what, std::string_view remedy) {
        notices_.warning(About::version, what, remedy);
    }

    [[nodiscard]] std::uint64_t record_count() const noexcept { return record_count_; }
    [[nodiscard]] const std::string& lines() const noexcept { return lines_; }
    [[nodiscard]] const Findings& notices() const noexcept { return notices_; }
    [[nodiscard]] const Cursor& cursor() const noexcept { return cursor_; }
    [[nodiscard]] bool more() const noexcept { return more_; }

private:
    std::string lines_;
    std::uint64_t record_count_ = 0;
    Cursor cursor_;
    bool more_ = false;
    Findings notices_;
};

}  // namespace tiendo::adapter

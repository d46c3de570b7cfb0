#pragma once

#include "tiendo/adapter/abi.h"
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

    [[nodiscard]] std::uint64_t record_count() const noexcept { return record_count_; }
    [[nodiscard]] const std::string& lines() const noexcept { return lines_; }
    [[nodiscard]] const Cursor& cursor() const noexcept { return cursor_; }
    [[nodiscard]] bool more() const noexcept { return more_; }

private:
    std::string lines_;
    std::uint64_t record_count_ = 0;
    Cursor cursor_;
    bool more_ = false;
};

/// What a check found, in the order of its steps. English sentences, lower case, no full stop.
class Findings {
public:
    Findings& ok(std::string_view what) { return add("ok", what, {}); }
    Findings& warning(std::string_view what, std::string_view remedy) {
        return add("warning", what, remedy);
    }
    Findings& error(std::string_view what, std::string_view remedy) {
        return add("error", what, remedy);
    }

    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }
    [[nodiscard]] const std::string& lines() const noexcept { return lines_; }

private:
    Findings& add(std::string_view level, std::string_view what, std::string_view remedy) {
        JsonObject line;
        line.text("level", level).text("what", what).text_if_any("remedy", remedy);
        lines_.append(line.str()).append("\n");
        ++count_;
        return *this;
    }
    std::string lines_;
    std::uint32_t count_ = 0;
};

}  // namespace tiendo::adapter

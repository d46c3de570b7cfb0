#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo::calendar {

/// The fields of one TOML table; the first fault of a file is kept and ends the reading.
class Fields {
public:
    /// What to do with a value of another type than the one asked for.
    enum class Other : std::uint8_t { refused, passed_over };

    /// @param table,error borrowed; @param what names the table in errors: "a rule"
    Fields(const toml::table& table, std::optional<Error>& error, std::string_view what)
        : table_(table), error_(error), what_(what) {}

    [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

    std::string text(std::string_view key, Other other = Other::refused) {
        const auto* node = table_.get(key);
        if (node == nullptr) {
            return {};
        }
        const auto* value = node->as_string();
        if (value == nullptr || value->get().size() > limit_text ||
            value->get().find('\0') != std::string::npos) {
            if (other == Other::refused) {
                fail(key, "a text of at most 2,000 bytes");
            }
            return {};
        }
        return value->get();
    }
    std::string required(std::string_view key) {
        auto value = text(key);
        if (value.empty()) {
            fail(key, fmt::format("a text: {} = \"…\"", key));
        }
        return value;
    }
    std::optional<int> number(std::string_view key, int least, int most) {
        const auto* node = table_.get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        const auto* value = node->as_integer();
        if (value == nullptr || value->get() < least || value->get() > most) {
            fail(key, fmt::format("a whole number from {} to {}", least, most));
            return std::nullopt;
        }
        return static_cast<int>(value->get());
    }
    bool flag(std::string_view key) {
        const auto* node = table_.get(key);
        if (node != nullptr && node->as_boolean() == nullptr) {
            fail(key, "true or false");
        }
        return node != nullptr && node->value_or(false);
    }
    std::optional<Date> day(std::string_view key) {
        const auto* node = table_.get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        if (const auto* date = node->as_date(); date != nullptr) {
            return taken(key, Date::make(date->get().year, date->get().month, date->get().day));
        }
        fail(key, "a day like 2018-06-21, without quotes");
        return std::nullopt;
    }
    /// 15:00:00 as the minutes of the day.
    std::optional<int> hour(std::string_view key) {
        const auto* node = table_.get(key);
        if (node == nullptr) {
            return std::nullopt;
        }
        const auto* time = node->as_time();
        if (time == nullptr || time->get().second != 0 || time->get().nanosecond != 0) {
            fail(key, "an hour and minute like 15:00:00, without quotes");
            return std::nullopt;
        }
        return time->get().hour * 60 + time->get().minute;
    }
    /// Calls `read` with the fields of a table. @return whether it is there
    template <typename Read>
    bool table(std::string_view key, const Read& read) {
        const auto* node = table_.get(key);
        if (node == nullptr) {
            return false;
        }
        const auto* table = node->as_table();
        if (table == nullptr) {
            fail(key, "a table");
        } else {
            Fields inner(*table, error_, key);
            read(inner);
        }
        return true;
    }
    /// Calls `read` with each table of a list.
    template <typename Read>
    void tables(std::string_view key, const Read& read) {
        const auto* node = table_.get(key);
        const auto* array = node == nullptr ? nullptr : node->as_array();
        if (node != nullptr && (array == nullptr || array->size() > limit_tables)) {
            fail(key, "a list of at most 2,000 tables");
            return;
        }
        for (std::size_t at = 0; array != nullptr && at < array->size() && !error_; ++at) {
            const auto* table = array->get(at)->as_table();
            if (table == nullptr) {
                fail(key, "a list of tables");
                return;
            }
            Fields inner(*table, error_, key);
            read(inner);
        }
    }
    template <typename T>
    std::optional<T> taken(std::string_view key, Result<T> value) {
        if (value) {
            return std::move(*value);
        }
        keep(std::move(value).error().at(fmt::format("line {}", line_of(key))));
        return std::nullopt;
    }
    void fail(std::string_view key, std::string_view wanted) {
        keep(Error{ErrorCode::malformed_input,
                   fmt::format("{}: '{}' is missing or wrong", what_, key),
                   fmt::format("'{}' wants {}", key, wanted)}
                 .at(fmt::format("line {}", line_of(key))));
    }
    void refuse_unknown(std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : table_) {
            if (std::ranges::find(known, key.str()) == known.end()) {
                keep(Error{ErrorCode::malformed_input,
                           fmt::format("{}: unknown key '{}'", what_, key.str().substr(0, 40)),
                           fmt::format("use one of: {}", fmt::join(known, ", "))}
                         .at(fmt::format("line {}", key.source().begin.line)));
            }
        }
    }

private:
    static constexpr std::size_t limit_text = 2'000;
    static constexpr std::size_t limit_tables = 2'000;

    [[nodiscard]] std::uint32_t line_of(std::string_view key) const {
        const auto* node = table_.get(key);
        return (node == nullptr ? table_.source() : node->source()).begin.line;
    }
    void keep(Error error) {
        if (!error_) {
            error_ = std::move(error);
        }
    }

    const toml::table& table_;
    std::optional<Error>& error_;
    std::string_view what_;
};

}  // namespace tiendo::calendar

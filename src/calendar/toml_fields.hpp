#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <toml++/toml.h>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

/// What the TOML tables of this layer share. All errors are malformed_input and name the line.
namespace tiendo::calendar {

Error wrong_at(const toml::node& node, std::string message, std::string remedy);
Error wrong_at(const toml::node& node, Error error);

Result<void> refuse_unknown(const toml::table& table,
                            std::initializer_list<std::string_view> known);

/// NFC, trimmed, 1 to 2,000 bytes.
Result<std::string> text_of(const toml::table& table, std::string_view key);
Result<bool> flag_of(const toml::table& table, std::string_view key);

/// The first and the last day in force: `from` must stand, `to` may and does not lie before it.
struct InForce {
    Date from;
    std::optional<Date> to;
};
Result<InForce> in_force_of(const toml::table& table);

/// A file that is one list of 1 to 1,000 tables under `key` and nothing else; at most 256 KiB.
Result<toml::table> parse_list(std::string_view text, std::string_view key);

}  // namespace tiendo::calendar

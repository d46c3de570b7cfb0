#pragma once

#include "raw_sheet.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

struct Header {
    std::size_t row = 0;  ///< its first, counted from 1
    std::vector<std::string> columns{};
};

/// @return drift: there is none, it lacks a wanted column or has it twice
adapter::Expected<Header> find_header(const RawSheet& sheet, const TableOptions& options);

/// The one column of that name.
std::optional<std::size_t> column_named(std::span<const std::string> columns,
                                        std::string_view name);

/// The first row whose number is not below `number`.
std::vector<RawRow>::const_iterator row_from(const RawSheet& sheet, std::size_t number);

}  // namespace tiendo::declarative

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::report::data_package {

/// Types of Table Schema that the tables use.
enum class FieldType : std::uint8_t { string, integer, number, datetime };
std::string_view to_string(FieldType type) noexcept;

struct Field {
    std::string name;
    FieldType type = FieldType::string;
    std::string title;                  ///< Vietnamese, for people
    std::vector<std::string> one_of{};  ///< all values there may be; empty: any
    bool required = false;
};

/// A value of a type, written as its type is in CSV; empty where there is none.
struct Cell {
    std::string text;
};
Cell text_cell(std::string_view text);
Cell integer_cell(std::optional<std::int64_t> number);
/// @param thousandths 974 for 0.974
Cell thousandths_cell(std::int64_t thousandths);
/// In UTC, the one form of an instant that version 1 and version 2 of Table Schema both take.
/// @param iso as `Instant::iso` writes it; empty: none
Cell instant_cell(std::string_view iso);
/// What needs no care: ids of ours, words of a closed list.
Cell word_cell(std::string word);

struct Table {
    std::string name;
    std::string title;
    std::vector<Field> fields;
    std::vector<std::string> primary_key;
    std::vector<std::vector<Cell>> rows{};
    /// Column that holds ids of the table of figures; empty: none.
    std::string figure_column{};
};

/// UTF-8, commas, CRLF, names of the fields in the first line (RFC 4180).
std::string csv_of(const Table& table);

}  // namespace tiendo::report::data_package

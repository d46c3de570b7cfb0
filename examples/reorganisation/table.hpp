#pragma once

#include <tiendo/units/carry.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// The annual table of the example, on the map of any day. Its figures are invented.
namespace story {

/// Columns that are counted; their sum is the dossiers received, so it is never carried by itself.
inline constexpr std::array columns = {"dung_han", "tre_han", "dang_giai_quyet"};
using Amounts = std::array<std::int64_t, columns.size()>;

/// What one ward counted.
struct Counted {
    tiendo::UnitId unit;
    Amounts amounts{};
};

struct Row {
    tiendo::UnitId unit;
    std::string name;  ///< on the day of the map
    Amounts amounts{};
    std::string note;  ///< "ước tính", or why the row could not be given to a unit
    bool carried = true;
};

struct Table {
    tiendo::Date map;
    std::vector<Row> rows;  ///< in the order of the list of units, what could not be carried last
};

/// Reads "don_vi,dung_han,tre_han,dang_giai_quyet" and one line for each ward.
/// @return malformed_input with the line
tiendo::Result<std::vector<Counted>> read_figures(const std::filesystem::path& file);

/// Figures of the map of `counted_on` on the map of `map`.
/// @return as tiendo::units::carry
tiendo::Result<Table> table_on(const tiendo::units::History& history,
                               const std::vector<Counted>& figures,
                               tiendo::Date counted_on,
                               tiendo::Date map);

std::int64_t total_of(const Amounts& amounts);
Amounts sum_of(const Table& table);

inline constexpr std::string_view csv_head =
    "ban_do,cach_tinh,don_vi,ten_don_vi,dung_han,tre_han,dang_giai_quyet,tong,phan_bo,ghi_chu\n";
/// @param basis  what the table rests on: "theo nguồn" or "theo giả định của ví dụ"
std::string csv_of(const Table& table, std::string_view basis);

/// With aligned columns, for the terminal.
std::vector<std::string> lines_of(const Table& table);

/// One line for each unit whose total differs, for the terminal.
std::vector<std::string> differences(const Table& before, const Table& after);

}  // namespace story

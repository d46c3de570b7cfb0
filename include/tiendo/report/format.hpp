#pragma once

#include "tiendo/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Numbers, days and hours as Vietnamese offices write them. Pure; any thread.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// "1.234.567", "-12", "0"
std::string number_text(std::int64_t value);

/// As in running text, where a number below ten has two digits: "02", "16", "1.234".
std::string count_text(std::int64_t value);

/// "ngày 20 tháng 5 năm 2021"; days below 10 and months below 3 with a leading zero ("ngày 01 tháng
/// 02 năm 2021"), as Nghị định 30/2020/NĐ-CP, Phụ lục I, asks.
std::string long_date_text(Date date);

/// "9 giờ 00 phút ngày 20/5/2021"
std::string moment_text(Instant instant);

/// "20/5/2021 09:05": for tables
std::string table_moment_text(Instant instant);

/// How an exclusive end is said: "trước 0 giờ 00 phút ngày 15/5/2021 (hết ngày 14/5/2021)"; the
/// bracket only where the end is the start of a day.
std::string due_text(Instant exclusive_end);

/// The same for a column: "trước ngày 15/5/2021".
std::string short_due_text(Instant exclusive_end);

/// The last second that is still on time: "23 giờ 59 phút 59 giây ngày 14/5/2021".
std::string last_moment_text(Instant exclusive_end);

/// At most `columns` columns, cut at a word with "…" where it is longer.
/// @pre columns > 1
std::string shortened(std::string_view text, std::size_t columns);

/// "A, B và C"
std::string enumeration(const std::vector<std::string>& names);

}  // namespace report
}  // namespace tiendo

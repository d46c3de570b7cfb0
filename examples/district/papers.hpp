#pragma once

#include <tiendo/tiendo.hpp>

#include <optional>
#include <string>
#include <vector>

/// What the units of the example send, and when. All of it is invented.
namespace story {

/// One paper as it reaches the office.
struct Letter {
    tiendo::Instant sent_at;
    std::string sender;
    std::vector<tiendo::Section> sections;
};

/// The half-year report of a unit; nothing for the two that never report. One is sent on the
/// excluded day itself, one later, all others in time.
/// @param number of the unit in the list of those that owe, from 0: spreads the days of sending
std::optional<Letter> half_year_report(const tiendo::Unit& unit, std::size_t number);

/// The unit's own plan, which was due before 1 February; one ward sends it on that day.
Letter unit_plan(const tiendo::Unit& unit, std::size_t number);

/// The ward whose report the office returns, and what it writes.
inline constexpr std::string_view returned_unit = "ubnd-phuong-6";
inline constexpr std::string_view return_message =
    "Đề nghị bổ sung số liệu hồ sơ trễ hạn và việc thực hiện thư xin lỗi tại mục 5, gửi lại trước ngày 25/5/2021.";
/// The same report once more, mended.
Letter mended_report(const tiendo::Unit& unit, tiendo::Instant sent_at);

}  // namespace story

#pragma once

#include "token_view.hpp"

#include "tiendo/base/time.hpp"
#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace tiendo::reader {

struct TimeWords;

/// How large the piece of the calendar is that a text names.
enum class TimeSize : std::uint8_t { day, month, quarter, half_year, year, years };

/// Which part of it: "cuối năm 2026" is late, "tuần thứ hai của tháng 6" one of its weeks.
enum class TimePart : std::uint8_t { whole, early, middle, late, week };

/// A piece of the calendar as a text names it: "15/5/2026", "tháng 11 - 12/2025", "cuối quý IV".
struct StatedTime {
    TimeSize size = TimeSize::day;
    int first_month = 1;  ///< as printed; a day of 31/4 is stated, though no calendar has it
    int first_day = 1;
    int last_month = 12;
    std::optional<int> last_day = {};      ///< absent: the last of its month
    std::optional<int> year = {};          ///< of the end
    std::optional<int> first_year = {};    ///< of the begin where it differs
    std::optional<int> day_of_month = {};  ///< "ngày 15 hằng tháng": then no month is stated
    std::optional<Period> cycle = {};      ///< of `day_of_month`
    TimePart part = TimePart::whole;       ///< where early or middle, the end is a reading of ours
    bool open_end = false;                 ///< "năm 2026 và các năm tiếp theo"
    std::size_t end = 0;                   ///< the token behind it

    /// The first day; nothing where no such day is, or where the year is not stated.
    [[nodiscard]] std::optional<Date> first() const;
    /// The last day, on the same conditions.
    [[nodiscard]] std::optional<Date> last() const;
    /// The last day of every year; nothing where no year has such a day.
    [[nodiscard]] std::optional<MonthDay> last_of_every_year() const;
    /// Whether its end is a reading of ours and no statement of the text.
    [[nodiscard]] bool rough() const noexcept {
        return part == TimePart::early || part == TimePart::middle || part == TimePart::week;
    }
    /// Whether it names its first and its last piece: "tháng 11 - 12/2025", "15 - 20/6/2026".
    [[nodiscard]] bool is_range() const noexcept;
};

/// Which writings are understood: a lone "2026" or "12/2025" is a time in a cell, not in a
/// sentence.
enum class TimePlace : std::uint8_t { sentence, label };

/// What token `at` begins, the word "ngày" included.
std::optional<StatedTime> stated_time(const TokenView& view,
                                      std::size_t at,
                                      TimePlace place,
                                      const TimeWords& words);

/// A time of the day: "16 giờ 30", "19h00’".
struct StatedClock {
    int minute_of_day = 0;  ///< 0..1439
    std::size_t end = 0;
};
std::optional<StatedClock> stated_clock(const TokenView& view, std::size_t at);

/// A length of time: "15 ngày", "05 (năm) ngày làm việc".
struct StatedLength {
    int amount = 0;
    TimeUnit unit = TimeUnit::day;
    std::size_t end = 0;
};
std::optional<StatedLength> stated_length(const TokenView& view,
                                          std::size_t at,
                                          const TimeWords& words);

}  // namespace tiendo::reader

#pragma once

#include "tiendo/base/time.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace tiendo::simulator {

/// An Instant at its default, 1970, stands for "has not happened" in generated records.
inline bool happened(Instant at) {
    return at != Instant();
}

/// `time` after the beginning of `day` in Vietnam.
Instant at_time(Date day, std::chrono::seconds time);

/// "20210105090000", Vietnamese local time; empty where it has not happened.
std::string stamp(Instant at);
/// "05/01/2021"
std::string slashed(Date day);
/// "210105"
std::string short_date(Date day);

/// The days on which the invented offices work, in order: Monday to Friday without the holidays of
/// 2021. Generators count in positions of this list, so that "two working days later" is an
/// addition.
class WorkingDays {
public:
    WorkingDays(Date first, Date last);

    [[nodiscard]] Date at(std::int64_t position) const;
    /// Position of the first working day that is not before `day`.
    [[nodiscard]] std::int64_t position_of(Date day) const;

private:
    std::vector<Date> days_;
};

}  // namespace tiendo::simulator

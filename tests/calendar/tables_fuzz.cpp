#include "tiendo/calendar/check.hpp"
#include "tiendo/calendar/office_clock.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;

/// What is read can be asked and compared, and a clock counts by it.
void use(const WorkingCalendar& calendar) {
    static const auto shipped = shipped_calendar();
    static const auto law = shipped_holiday_law();
    (void)shipped.with(calendar);
    if (calendar.years().size() + calendar.estimated_years().size() > 20) {
        return;  // slow, and no other code
    }
    (void)check_calendar(calendar, law);
    const auto clock = OfficeClock::build(calendar, shipped_office_hours(), UnitKind::ward);
    for (const auto& [day, entry] : calendar.entries()) {
        const auto status = calendar.status_of(day);
        // From the first day of the shipped hours on, the clock knows what the calendar knows.
        if (status && day >= Date::of(2000, 1, 1) && (!clock || !clock->explain(day))) {
            std::abort();
        }
    }
}

void use(const OfficeHours& hours) {
    static const auto shipped = shipped_calendar();
    const auto clock = OfficeClock::build(shipped, hours, UnitKind::ward);
    if (!clock) {
        return;
    }
    const auto start = Instant::start_of(Date::of(2021, 3, 10));
    const auto end = clock->add_working_time(start, std::chrono::hours{1});
    if (end && *clock->working_time_between(start, *end) != std::chrono::hours{1}) {
        std::abort();
    }
}

}  // namespace

/// Any bytes: a table or an error, never a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto calendar = WorkingCalendar::parse(text, "fuzz.csv")) {
        use(*calendar);
    }
    if (const auto hours = OfficeHours::parse(text, "fuzz.toml")) {
        use(*hours);
    }
    if (const auto law = parse_holiday_law(text, "fuzz.toml")) {
        static const auto shipped = shipped_calendar();
        (void)check_calendar(shipped, *law);
    }
    return 0;
}

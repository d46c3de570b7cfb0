// Properties of the office clock on generated calendars and hours, each against a reference that
// knows no sums: one entry a minute, written here from the same choices.
#include "tiendo/calendar/office_clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;
using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr int cases = 10'000;
constexpr int worlds = 10;
constexpr int minutes_a_day = 24 * 60;

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    int number(int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random_);
    }
    bool chance(int percent) { return number(1, 100) <= percent; }

private:
    std::mt19937_64 random_;
};

/// Two years, one of them a leap year, of a generated office: as text for the library, and minute
/// by minute.
struct World {
    Date first = Date::of(2023, 1, 1);
    int length = 731;
    std::string calendar;
    std::string hours;
    std::vector<bool> open;    ///< by minute since `first`
    std::vector<bool> counts;  ///< by day since `first`

    [[nodiscard]] Date day(int index) const { return first.plus(days{index}); }
};

struct Plan {  // of one weekday
    std::vector<std::pair<int, int>> hours;
    bool counts = false;
};

std::string clock_text(int minute) {
    std::string text = "00:00";
    text[0] = static_cast<char>('0' + minute / 600);
    text[1] = static_cast<char>('0' + minute / 60 % 10);
    text[3] = static_cast<char>('0' + minute % 60 / 10);
    text[4] = static_cast<char>('0' + minute % 10);
    return text;
}

std::array<Plan, 7> a_week(Dice& dice) {
    std::array<Plan, 7> week;
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
        const bool rest = weekday == 0 || weekday == 6;
        auto& plan = week.at(weekday);
        if (dice.chance(rest ? 30 : 90)) {
            int at = dice.chance(10) ? 0 : dice.number(0, 9 * 60);
            for (int i = dice.number(1, 3); i > 0 && at < minutes_a_day; --i) {
                const int end = std::min(minutes_a_day, at + dice.number(1, 5 * 60));
                plan.hours.emplace_back(at, end);
                at = end + dice.number(1, 3 * 60);
            }
            plan.counts = rest ? dice.chance(30) : true;
        }
    }
    if (week[1].hours.empty()) {  // an office that never opens is refused
        week[1] = {{{450, 690}, {780, 1020}}, true};
    }
    return week;
}

std::string hours_text(Date from, const std::array<Plan, 7>& week, const std::string& to) {
    constexpr std::array<const char*, 7> words{
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    std::string text = "[[hours]]\nunit_kind = \"ward\"\nfrom = " + from.iso() + "\n" + to +
                       "source = \"sinh ngẫu nhiên\"\nopen = [\n";
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
        const auto& plan = week.at(weekday);
        if (plan.hours.empty()) {
            continue;
        }
        text += std::string("{ days = [\"") + words.at(weekday) + "\"], at = [";
        for (const auto& [open, close] : plan.hours) {
            text += "\"" + clock_text(open) + "-" + clock_text(close) + "\", ";
        }
        text += std::string("], working_day = ") + (plan.counts ? "true" : "false") + " },\n";
    }
    return text + "]\n";
}

World a_world(std::uint64_t seed) {
    Dice dice(seed);
    World world;
    const int change = dice.number(1, world.length - 1);  // new hours from this day on
    const std::array<std::array<Plan, 7>, 2> weeks{a_week(dice), a_week(dice)};
    world.hours = hours_text(world.first, weeks[0], "to = " + world.day(change - 1).iso() + "\n") +
                  hours_text(world.day(change), weeks[1], "");
    // What each day keeps: -1 closed, else the weekday whose hours hold.
    std::vector<int> keeps;
    for (int i = 0; i < world.length; ++i) {
        keeps.push_back(static_cast<int>(world.day(i).weekday().c_encoding()));
    }
    world.calendar = "#years,2023,2024\n";
    std::vector<bool> taken(static_cast<std::size_t>(world.length), false);
    const auto at = [](int index) { return static_cast<std::size_t>(index); };
    for (int i = 0; i < world.length; ++i) {
        const bool rest = is_weekly_rest(world.day(i));
        if (!taken[at(i)] && dice.chance(4)) {
            taken[at(i)] = true;
            keeps[at(i)] = -1;
            world.calendar += world.day(i).iso() + ",Nghỉ,holiday,giả định,\n";
        } else if (!taken[at(i)] && !rest && dice.chance(3)) {
            // given for a rest day near it, before or after, perhaps across New Year
            const int other = i + dice.number(-10, 10);
            if (other < 0 || other >= world.length || taken[at(other)] ||
                !is_weekly_rest(world.day(other))) {
                continue;
            }
            taken[at(i)] = taken[at(other)] = true;
            keeps[at(other)] = keeps[at(i)];
            keeps[at(i)] = -1;
            world.calendar += world.day(i).iso() + ",Nghỉ hoán đổi,swapped_day_off,giả định," +
                              world.day(other).iso() + "\n" + world.day(other).iso() +
                              ",Làm bù,swapped_workday,giả định," + world.day(i).iso() + "\n";
        }
    }
    world.open.assign(at(world.length * minutes_a_day), false);
    world.counts.assign(at(world.length), false);
    for (int i = 0; i < world.length; ++i) {
        if (keeps[at(i)] < 0) {
            continue;
        }
        const auto& plan = weeks.at(i < change ? 0 : 1).at(at(keeps[at(i)]));
        world.counts[at(i)] = plan.counts;
        for (const auto& [open, close] : plan.hours) {
            std::fill_n(world.open.begin() + i * minutes_a_day + open, close - open, true);
        }
    }
    return world;
}

/// Whole minutes, asked minute by minute.
class Reference {
public:
    explicit Reference(const World& world) : world_(world) {}

    /// The minute after which `count` open minutes have passed; nothing beyond the end.
    [[nodiscard]] std::optional<int> add(int from, int count) const {
        int at = from;
        for (; count > 0; ++at) {
            if (at == end()) {
                return std::nullopt;
            }
            count -= is_open(at) ? 1 : 0;
        }
        for (; count < 0; --at) {
            if (at == 0) {
                return std::nullopt;
            }
            count += is_open(at - 1) ? 1 : 0;
        }
        return at;
    }
    [[nodiscard]] int between(int from, int to) const {
        return static_cast<int>(
            std::count(world_.open.begin() + from, world_.open.begin() + to, true));
    }
    [[nodiscard]] bool is_open(int minute) const {
        return world_.open[static_cast<std::size_t>(minute)];
    }
    [[nodiscard]] int end() const { return static_cast<int>(world_.open.size()); }
    [[nodiscard]] std::optional<int> add_days(int day, int count) const {
        const int step = count > 0 ? 1 : -1;
        for (int left = std::abs(count); left > 0;) {
            day += step;
            if (day < 0 || day >= world_.length) {
                return std::nullopt;
            }
            left -= world_.counts[static_cast<std::size_t>(day)] ? 1 : 0;
        }
        return day;
    }

private:
    const World& world_;
};

class OfficeClockWorlds : public testing::TestWithParam<std::uint64_t> {
protected:
    OfficeClockWorlds() {
        const auto calendar = WorkingCalendar::parse(world.calendar, "sinh.csv");
        EXPECT_TRUE(calendar) << calendar.error();
        const auto hours = OfficeHours::parse(world.hours, "sinh.toml");
        EXPECT_TRUE(hours) << hours.error() << world.hours;
        auto built = OfficeClock::build(*calendar, *hours, UnitKind::ward);
        EXPECT_TRUE(built) << built.error();
        clock.emplace(*std::move(built));
        std::cout << "seed " << GetParam() << ", " << cases << " cases\n";
    }
    [[nodiscard]] Instant at(int minute) const {
        return Instant::start_of(world.first).plus(minutes{minute});
    }
    [[nodiscard]] int any_minute() { return dice.number(0, reference.end() - 1); }
    /// Half of them on the edge of an opening, where faults are.
    [[nodiscard]] Instant any_instant() {
        int minute = any_minute();
        if (dice.chance(50)) {
            while (minute > 0 && reference.is_open(minute) == reference.is_open(minute - 1)) {
                --minute;
            }
        }
        constexpr std::array<int, 5> off{-1, 0, 1, 999, 30'500};
        return at(minute).plus(
            milliseconds{minute == 0 ? 0 : off.at(std::size_t(dice.number(0, 4)))});
    }

    World world = a_world(GetParam());
    Reference reference{world};
    std::optional<OfficeClock> clock;
    Dice dice{GetParam() + 1'000'000};
};

// Every world together has far more cases than any one property asks for.
TEST_P(OfficeClockWorlds, adding_is_what_counting_minutes_gives) {
    for (int i = 0; i < cases; ++i) {
        const int from = any_minute();
        const int count = dice.number(-3'000, 3'000);
        const auto expected = reference.add(from, count);
        const auto end = clock->add_working_time(at(from), minutes{count});
        ASSERT_EQ(end.has_value(), expected.has_value()) << at(from) << " + " << count;
        if (expected) {
            ASSERT_EQ(*end, at(*expected)) << at(from) << " + " << count;
        }
        if (i % 100 == 0) {  // long ways
            const int to = any_minute();
            const auto between = clock->working_time_between(at(from), at(to));
            ASSERT_EQ(*between,
                      from <= to ? minutes{reference.between(from, to)}
                                 : minutes{-reference.between(to, from)});
        }
    }
}

TEST_P(OfficeClockWorlds, an_office_is_open_in_exactly_the_minutes_of_its_hours) {
    for (int i = 0; i < cases; ++i) {
        const int minute = any_minute();
        const bool open = reference.is_open(minute);
        // to the millisecond: the whole minute is one way
        ASSERT_EQ(*clock->is_open(at(minute)), open) << at(minute);
        ASSERT_EQ(*clock->is_open(at(minute + 1).plus(milliseconds{-1})), open) << at(minute);
    }
}

TEST_P(OfficeClockWorlds, parts_add_up_to_the_whole) {
    for (int i = 0; i < cases; ++i) {
        const auto start = any_instant();
        const int sign = dice.chance(50) ? 1 : -1;
        const milliseconds a{sign * dice.number(0, 40'000'000)};
        const milliseconds b{sign * dice.number(0, 40'000'000)};
        const auto whole = clock->add_working_time(start, a + b);
        const auto first = clock->add_working_time(start, a);
        if (!whole) {
            continue;  // beyond the covered years
        }
        ASSERT_TRUE(first) << start;
        const auto both = clock->add_working_time(*first, b);
        ASSERT_TRUE(both) << start;
        ASSERT_EQ(*both, *whole) << start << " + " << a.count() << " + " << b.count();
        ASSERT_EQ(*clock->working_time_between(start, *whole), a + b);
    }
}

TEST_P(OfficeClockWorlds, a_later_start_never_ends_earlier) {
    for (int i = 0; i < cases; ++i) {
        auto one = any_instant();
        auto other = any_instant();
        if (dice.chance(50)) {  // close together
            other = one.plus(milliseconds{dice.number(0, 7'200'000)});
        }
        if (other < one) {
            std::swap(one, other);
        }
        const milliseconds time{dice.number(-40'000'000, 40'000'000)};
        const auto first = clock->add_working_time(one, time);
        const auto second = clock->add_working_time(other, time);
        if (first && second) {
            ASSERT_LE(*first, *second) << one << ' ' << other << " + " << time.count();
        }
    }
}

// The instant is what counts: one written with another offset gives the same answer, and every
// answer is an instant of the office's day at +07:00.
TEST_P(OfficeClockWorlds, the_zone_that_an_instant_is_written_in_changes_nothing) {
    for (int i = 0; i < cases; ++i) {
        const auto start = at(any_minute());
        const int offset = dice.number(-12, 14);
        const auto local = start.plus(std::chrono::hours{offset - 7}).iso();  // digits of that zone
        std::string text =
            local.substr(0, 19) + (offset < 0 ? "-" : "+") + clock_text(std::abs(offset) * 60);
        const auto read = Instant::parse(text);
        ASSERT_TRUE(read) << text;
        ASSERT_EQ(*read, start) << text;
        const auto here = clock->add_working_time(start, minutes{61});
        const auto there = clock->add_working_time(*read, minutes{61});
        ASSERT_EQ(here.has_value(), there.has_value());
        if (here) {
            ASSERT_EQ(*here, *there);
            // the last minute of the term lies in the office's hours of that very day
            ASSERT_TRUE(*clock->is_open(here->plus(milliseconds{-1})));
        }
        ASSERT_EQ(*clock->is_open(start), *clock->is_open(*read));
    }
}

// 29 February 2024 is one of the days; so is every New Year.
TEST_P(OfficeClockWorlds, working_days_are_what_counting_days_gives) {
    for (int i = 0; i < cases; ++i) {
        const int day = i % 20 == 0 ? dice.number(420, 430) : dice.number(0, world.length - 1);
        const int count = dice.number(-40, 40);
        const auto expected = reference.add_days(day, count);
        const auto found = clock->add_working_days(world.day(day), count);
        ASSERT_EQ(found.has_value(), expected.has_value()) << world.day(day) << " + " << count;
        if (!expected) {
            continue;
        }
        ASSERT_EQ(*found, world.day(*expected)) << world.day(day) << " + " << count;
        const int more = count < 0 ? -dice.number(0, 5) : dice.number(0, 5);
        const auto whole = clock->add_working_days(world.day(day), count + more);
        const auto both = clock->add_working_days(*found, more);
        ASSERT_EQ(whole.has_value(), both.has_value());
        if (whole) {
            ASSERT_EQ(*whole, *both) << world.day(day) << " + " << count << " + " << more;
        }
        if (count > 0) {
            ASSERT_EQ(*clock->working_days_between(world.day(day), *found), count);
        }
        ASSERT_EQ(*clock->is_working_day(world.day(day)), bool{world.counts[std::size_t(day)]});
    }
}

TEST_P(OfficeClockWorlds, the_next_opening_is_the_first_open_minute) {
    for (int i = 0; i < cases; ++i) {
        const int from = any_minute();
        int minute = from;
        while (minute < reference.end() && !reference.is_open(minute)) {
            ++minute;
        }
        const auto found = clock->next_open(at(from));
        ASSERT_EQ(found.has_value(), minute < reference.end()) << at(from);
        if (found) {
            ASSERT_EQ(*found, at(minute)) << at(from);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(OfficeClock,
                         OfficeClockWorlds,
                         testing::Range(std::uint64_t{1}, std::uint64_t{1 + worlds}),
                         [](const auto& each) { return "seed_" + std::to_string(each.param); });

}  // namespace

// Promises that must hold for every start, term and suspension, tried on generated ones. The seed
// is printed with a failure.
#include "rules_support.hpp"

#include <algorithm>
#include <chrono>
#include <random>

namespace tiendo::calendar {
namespace {

using std::chrono::minutes;

constexpr int cases = 10'000;

class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(random_); }
    Instant instant() {  // 2019 to 2024, to the second
        return Instant::start_of(Date::of(2019, 1, 1))
            .plus(std::chrono::seconds{std::int64_t{below(6 * 365)} * 86'400 + below(86'400)});
    }
    Rule rule() {
        static constexpr std::string_view units[] = {
            "calendar-day", "working-day", "working-hour", "month", "hour", "minute"};
        static constexpr std::string_view moves[] = {
            "",
            "day_off = \"next-working-day\"\nday_off_source = \"Điều 3\"\n",
            "cutoff = { hour = 15:00:00, effect = \"next-working-day\" }\n"};
        const auto unit = units[below(6)];
        const bool of_the_wall = unit == "hour" || unit == "minute";
        return counting(1 + below(unit == "month" ? 6 : 40),
                        unit,
                        std::string(moves[below(of_the_wall ? 2 : 3)]) +
                            (below(2) == 0 ? suspensions("restart") : suspensions("resume")));
    }
    std::vector<Suspension> stops(Instant start) {
        std::vector<Suspension> made;
        for (int count = below(4); count > 0; --count) {
            const auto from = start.plus(minutes{below(60 * 24 * 20)});
            made.push_back({below(2) == 0 ? "one" : "other",
                            from,
                            from.plus(minutes{1 + below(60 * 24 * 9)})});
        }
        return made;
    }
    std::mt19937& engine() { return random_; }

private:
    static std::string suspensions(std::string_view other) {
        return "suspension = [ { cause = \"one\", name = \"chờ\", after = \"resume\" }, { cause = "
               "\"other\", name = \"chờ khác\", after = \"" +
               std::string(other) + "\" } ]\n";
    }
    std::mt19937 random_;
};

std::optional<Evaluation> evaluated(const Rule& rule, const Facts& facts) {
    auto done = evaluate(rule, facts, office());
    EXPECT_TRUE(done) << done.error();
    return done ? std::optional(*std::move(done)) : std::nullopt;
}

TEST(EvaluateProperty, steps_replay_to_the_instant) {
    Generator some(1);
    for (int at = 0; at < cases; ++at) {
        const auto rule = some.rule();
        const auto start = some.instant();
        const auto done = evaluated(rule, {.start = start, .suspensions = some.stops(start)});
        ASSERT_TRUE(done) << "seed 1, case " << at;
        const auto again = replay(done->due.steps, office());
        ASSERT_TRUE(again) << "seed 1, case " << at << ": " << again.error();
        ASSERT_EQ(*again, done->due.at) << "seed 1, case " << at;
    }
}

TEST(EvaluateProperty, the_order_of_suspensions_does_not_matter) {
    Generator some(2);
    for (int at = 0; at < cases; ++at) {
        const auto rule = some.rule();
        const auto start = some.instant();
        Facts facts{.start = start, .suspensions = some.stops(start)};
        const auto once = evaluated(rule, facts);
        std::ranges::shuffle(facts.suspensions, some.engine());
        const auto again = evaluated(rule, facts);
        ASSERT_TRUE(once && again) << "seed 2, case " << at;
        ASSERT_EQ(once->due, again->due) << "seed 2, case " << at;
    }
}

// Who comes later is never due earlier.
TEST(EvaluateProperty, is_monotone_in_the_start) {
    Generator some(3);
    for (int at = 0; at < cases; ++at) {
        const auto rule = some.rule();
        const auto start = some.instant();
        const auto later = start.plus(minutes{some.below(60 * 24 * 3)});
        auto stops = some.stops(start);
        std::erase_if(stops, [&](const Suspension& stop) { return *stop.to <= later; });
        const auto first = evaluated(rule, {.start = start, .suspensions = stops});
        const auto second = evaluated(rule, {.start = later, .suspensions = stops});
        ASSERT_TRUE(first && second) << "seed 3, case " << at;
        ASSERT_LE(first->due.at, second->due.at)
            << "seed 3, case " << at << ": " << start << ", " << later;
    }
}

TEST(EvaluateProperty, working_hours_add) {
    Generator some(4);
    for (int at = 0; at < cases; ++at) {
        const auto start = some.instant();
        const int first = 1 + some.below(60);
        const int second = 1 + some.below(60);
        const auto half = due_at(counting(first, "working-hour"), start, office());
        ASSERT_TRUE(half);
        ASSERT_EQ(*due_at(counting(second, "working-hour"), *half, office()),
                  *due_at(counting(first + second, "working-hour"), start, office()))
            << "seed 4, case " << at;
    }
}

TEST(EvaluateProperty, the_fast_path_gives_what_the_steps_give) {
    Generator some(5);
    for (int at = 0; at < cases; ++at) {
        const auto rule = some.rule();
        const auto start = some.instant();
        const auto done = evaluated(rule, {.start = start});
        ASSERT_TRUE(done);
        ASSERT_EQ(*due_at(rule, start, office()), done->due.at) << "seed 5, case " << at;
    }
}

// A zone that leaks moves an instant when only its writing changes.
TEST(EvaluateProperty, the_zone_in_which_a_start_was_written_does_not_matter) {
    Generator some(6);
    for (int at = 0; at < cases; ++at) {
        const auto rule = some.rule();
        const auto start = some.instant();
        const auto as_utc = Instant::parse(start.utc());
        ASSERT_TRUE(as_utc);
        ASSERT_EQ(*due_at(rule, *as_utc, office()), *due_at(rule, start, office()));
    }
}

// Against a count on the fingers: day by day, without any sum.
TEST(EvaluateProperty, working_days_with_suspensions_equal_a_naive_count) {
    Generator some(7);
    const auto calendar = shipped_calendar();
    for (int at = 0; at < cases; ++at) {
        const int count = 1 + some.below(40);
        const auto rule =
            counting(count,
                     "working-day",
                     "suspension = [ { cause = \"one\", name = \"chờ\", after = \"resume\" } ]");
        const auto start = some.instant();
        auto stops = some.stops(start);
        for (auto& stop : stops) {
            stop.cause = "one";
        }
        auto day = start.date();
        for (int left = count; left > 0;) {
            day = day.plus(std::chrono::days{1});
            const bool stopped = std::ranges::any_of(stops, [&](const Suspension& stop) {
                return stop.from.date() <= day && day < stop.to->date();
            });
            left -= !*calendar.is_day_off(day) && !stopped ? 1 : 0;
        }
        const auto done = evaluated(rule, {.start = start, .suspensions = stops});
        ASSERT_TRUE(done);
        ASSERT_EQ(done->due.at, Instant::start_of(day.plus(std::chrono::days{1})))
            << "seed 7, case " << at;
    }
}

TEST(EvaluateProperty, windows_of_months_meet_to_the_second) {
    Generator some(8);
    for (int at = 0; at < 500; ++at) {
        const int day = 1 + some.below(28);
        const int before = some.below(13);
        const auto rule = a_rule("every = \"month\"\nwindow = { day = " + std::to_string(day) +
                                 ", months_before = " + std::to_string(before) +
                                 ", hour = 16:30:00 }\ndue = \"unknown\"");
        std::optional<Instant> end;
        for (int month = 0; month < 36; ++month) {
            const auto of = *make_cycle_period(Period::month, 2019 + month / 12, month % 12 + 1);
            const auto done = evaluated(rule, {.cycle = of});
            ASSERT_TRUE(done && done->window);
            ASSERT_TRUE(!end || *end == done->window->from) << "seed 8, case " << at;
            end = done->window->to;
        }
    }
}

}  // namespace
}  // namespace tiendo::calendar

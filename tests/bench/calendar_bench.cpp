// A due instant by working hours, against a bare look-up in a prefix sum of working minutes: the
// sum at the start, the term added, the day found by bisection in the sums of all days. The floor
// makes no instant of it, knows no edge and refuses nothing. Starts and terms are the same for
// both, spread over the covered years in no order.
#include "bench/ratios.hpp"

#include "tiendo/calendar/office_clock.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <vector>

namespace tiendo::bench {
namespace {

using namespace tiendo::calendar;
using std::chrono::days;
using std::chrono::minutes;

constexpr std::size_t count = 4096;

OfficeClock an_office() {
    auto clock = OfficeClock::build(shipped_calendar(), shipped_office_hours(), UnitKind::ward);
    if (!clock) {
        throw std::runtime_error(clock.error().explain());
    }
    return *std::move(clock);
}

struct Term {
    Instant start;
    minutes time;
};

const Date first = Date::of(2018, 1, 1);
const Date last = Date::of(2026, 6, 1);

/// Dossiers of 1 hour to 30 working days, received at any minute.
std::vector<Term> terms() {
    std::mt19937_64 random(20'261'124);
    const auto all = minutes{days{(last.days() - first.days()).count()}}.count();
    std::uniform_int_distribution<std::int64_t> start(0, all - 1);
    std::uniform_int_distribution<int> hours(1, 240);
    std::vector<Term> made;
    for (std::size_t i = 0; i < count; ++i) {
        made.push_back({Instant::start_of(first).plus(minutes{start(random)}),
                        std::chrono::hours{hours(random)}});
    }
    return made;
}

void due_by_working_hours(benchmark::State& state) {
    const auto clock = an_office();
    const auto given = terms();
    std::size_t i = 0;
    for (auto _ : state) {
        const auto& term = given[i++ % count];
        benchmark::DoNotOptimize(clock.add_working_time(term.start, term.time));
    }
    state.SetItemsProcessed(state.iterations());
}

void due_by_working_days(benchmark::State& state) {
    const auto clock = an_office();
    const auto given = terms();
    std::vector<Date> starts;
    for (const auto& term : given) {
        starts.push_back(term.start.date());
    }
    std::size_t i = 0;
    for (auto _ : state) {
        const auto at = i++ % count;
        benchmark::DoNotOptimize(clock.add_working_days(
            starts[at], static_cast<int>(given[at].time / minutes{480}) + 1));
    }
    state.SetItemsProcessed(state.iterations());
}

void look_up_in_sum(benchmark::State& state) {
    const auto clock = an_office();
    const auto given = terms();
    std::vector<std::int64_t> sums{0};  // working minutes before each day
    for (auto day = first; day < Date::of(2027, 1, 1); day = day.plus(days{1})) {
        const auto begin = Instant::start_of(day);
        sums.push_back(sums.back() +
                       *clock.working_time_between(begin, begin.plus(days{1})) / minutes{1});
    }
    std::vector<std::size_t> starts;
    for (const auto& term : given) {
        starts.push_back(
            static_cast<std::size_t>((term.start.date().days() - first.days()).count()));
    }
    std::size_t i = 0;
    for (auto _ : state) {
        const auto at = i++ % count;
        const auto target = sums[starts[at]] + given[at].time.count();
        benchmark::DoNotOptimize(std::ranges::lower_bound(sums, target));
    }
    state.SetItemsProcessed(state.iterations());
}

void build_the_clock(benchmark::State& state) {
    const auto calendar = shipped_calendar();
    const auto hours = shipped_office_hours();
    for (auto _ : state) {
        benchmark::DoNotOptimize(OfficeClock::build(calendar, hours, UnitKind::ward));
    }
}

BENCHMARK(look_up_in_sum);
BENCHMARK(due_by_working_hours);
BENCHMARK(due_by_working_days);
BENCHMARK(build_the_clock)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("due_by_working_hours", "look_up_in_sum", "items_per_second", "/s");
    ratios.print("due_by_working_days", "look_up_in_sum", "items_per_second", "/s");
    return sound ? 0 : 1;
}

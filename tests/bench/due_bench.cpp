// How fast deadline rules give their instants. Floor of one instant: a look-up in a prefix sum of
// working minutes, a binary search over some two thousand days. Then one million obligations, with
// cycles, debtors and reasons, from a plan and a list of units.
#include "bench/ratios.hpp"

#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/units/registry.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace tiendo::bench {
namespace {

using namespace tiendo::calendar;

const OfficeClock& office() {
    static const auto clock =
        OfficeClock::build(shipped_calendar(), shipped_office_hours(), UnitKind::ward);
    return *clock;
}

const std::vector<Instant>& starts() {
    static const auto made = [] {
        std::mt19937 random(1);
        std::uniform_int_distribution<std::int64_t> second(0, std::int64_t{5} * 365 * 86'400);
        std::vector<Instant> all;
        for (int at = 0; at < 65'536; ++at) {
            all.push_back(
                Instant::start_of(Date::of(2019, 1, 1)).plus(std::chrono::seconds{second(random)}));
        }
        return all;
    }();
    return made;
}

Rule rule(std::string_view id) {
    const auto book = shipped_rules();
    const auto found = book.find(id, Date::of(2021, 6, 1));
    if (!found) {
        throw std::runtime_error(found.error().explain());
    }
    return **found;
}

/// The floor: sums of minutes before each working day, and nothing else.
void prefix_sum(benchmark::State& state) {
    std::vector<std::int64_t> sums;
    for (std::int64_t day = 0; day < 2'190; ++day) {
        sums.push_back(day * 480);
    }
    std::size_t at = 0;
    for (auto _ : state) {
        const auto minutes = starts()[at++ & 65'535U].unix_ms() / 60'000 % (2'000 * 480);
        benchmark::DoNotOptimize(std::upper_bound(sums.begin(), sums.end(), minutes + 960) -
                                 sums.begin());
    }
    state.SetItemsProcessed(state.iterations());
}

void due_at_by(benchmark::State& state, std::string_view id, std::optional<int> count) {
    const auto of = rule(id);
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(*due_at(of, starts()[at++ & 65'535U], office(), count));
    }
    state.SetItemsProcessed(state.iterations());
}
void working_hours(benchmark::State& state) {
    due_at_by(state, "mot-cua-giai-quyet-gio", 16);
}
void working_days(benchmark::State& state) {
    due_at_by(state, "mot-cua-yeu-cau-bo-sung", std::nullopt);
}

void with_steps(benchmark::State& state) {
    const auto of = rule("mot-cua-giai-quyet-gio");
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            *evaluate(of, {.start = starts()[at++ & 65'535U], .count = 16}, office()));
    }
    state.SetItemsProcessed(state.iterations());
}

/// Every commune of the country under 25 monthly reports of one plan.
constexpr int communes = 3'321;
constexpr int reports = 25;

Unit unit(const std::string& id, const std::string& name, UnitKind kind) {
    Unit made;
    made.id = UnitId::of(id);
    made.states.front().name = name;
    made.states.front().kind = kind;
    return made;
}

std::vector<Unit> country() {
    std::vector<Unit> all{
        unit("co-quan-ban-hanh", "Ủy ban nhân dân tỉnh giả định", UnitKind::authority)};
    for (int at = 0; at < communes; ++at) {
        const auto number = std::to_string(at);
        all.push_back(
            unit("ubnd-xa-" + number, "Ủy ban nhân dân xã giả định số " + number, UnitKind::ward));
        all.back().states.front().parents = {{Hierarchy::administrative, all.front().id}};
    }
    return all;
}

Plan monthly_plan() {
    Plan plan;
    for (int at = 0; at < reports; ++at) {
        Node node;
        node.id = NodeId::of("II." + std::to_string(at + 1));
        node.kind = NodeKind::task;
        node.text = "Ủy ban nhân dân các phường báo cáo trước ngày 15 hằng tháng.";
        Assignee wards;
        wards.surface = "Ủy ban nhân dân các phường";
        wards.unit_key = "ubnd-phuong*";
        wards.collective = "phuong";
        wards.role = Role::lead;
        node.assignees.push_back(wards);
        Deadline deadline;
        deadline.surface = "trước ngày 15 hằng tháng";
        deadline.type = DeadlineType::periodic;
        deadline.cycle = Period::month;
        deadline.day_of_month = 15;
        deadline.exclusive = true;
        node.deadlines.push_back(deadline);
        plan.nodes.push_back(node);
    }
    return plan;
}

void a_year_of_the_country(benchmark::State& state) {
    const auto registry = units::Registry::make(country());
    const auto plan = monthly_plan();
    const auto calendar = shipped_calendar();
    const auto hours = shipped_office_hours();
    const auto rules = shipped_rules();
    const double before = processor_ms(RUSAGE_SELF);
    for (auto _ : state) {
        const auto adoption = ledger::derive(
            plan,
            *registry,
            {calendar, hours, rules},
            {.plan = PlanId::of("ke-hoach"), .as_of = Date::of(2024, 1, 1), .years = {2024}});
        if (!adoption || adoption->obligations.size() != std::size_t{12} * reports * communes) {
            throw std::runtime_error("not all that is owed");
        }
        benchmark::DoNotOptimize(adoption->obligations.data());
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        state.counters["peak_MiB"] = static_cast<double>(used.ru_maxrss) / 1024;
    }
    count_processor(state, RUSAGE_SELF, before);
}

BENCHMARK(prefix_sum);
BENCHMARK(working_hours);
BENCHMARK(working_days);
BENCHMARK(with_steps);
BENCHMARK(a_year_of_the_country)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    for (const auto* name : {"working_hours", "working_days", "with_steps"}) {
        ratios.print(name, "prefix_sum", "items_per_second", "due/s");
    }
    return sound ? 0 : 1;
}

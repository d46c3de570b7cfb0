// How long a question about a unit on a day takes among 20,000 units with ten years of mergers,
// renames and new codes, against a floor: one look-up of the same text in a hash table, which knows
// one day only. Aim: under 5 microseconds.
#include "bench/ratios.hpp"

#include "tiendo/units/carry.hpp"
#include "tiendo/units/history.hpp"
#include "tiendo/units/registry.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tiendo::bench {
namespace {

constexpr int unit_count = 20'000;
constexpr int years = 10;
constexpr int changes_a_year = 200;  // of each kind
constexpr int first_year = 2016;

template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
    return *std::move(result);
}

std::string numbered(const char* head, int number) {
    return head + std::to_string(number);
}

std::vector<Unit> first_list() {
    std::vector<Unit> list;
    for (int i = 0; i < unit_count; ++i) {
        Unit unit;
        unit.id = UnitId::of(numbered("u", i));
        auto& state = unit.states.front();
        state.name = numbered("Ủy ban nhân dân Xã ", i);
        state.short_name = numbered("UBND Xã ", i);
        state.kind = UnitKind::ward;
        state.codes = {{"documents", numbered("H99.", i)}, {"one-stop", numbered("O", i)}};
        list.push_back(std::move(unit));
    }
    return list;
}

/// One year: each of some units is renamed and gets a new code, and its neighbour becomes part of
/// it.
units::Event year_of(int year) {
    units::Event event;
    event.id = UnitEventId::of(numbered("e", year));
    event.day = Date::of(first_year + year, 1, 1);
    event.legal_basis = "NQ";
    for (int i = 0; i < changes_a_year; ++i) {
        const int unit = (year * changes_a_year + i) * 2;
        units::Change change;
        change.unit = UnitId::of(numbered("u", unit));
        change.name = numbered("Ủy ban nhân dân Xã Mới ", unit);
        change.codes = {{"documents", numbered("H99.N", unit)}};
        event.steps.emplace_back(std::move(change));
        event.steps.emplace_back(
            units::Merge{{{UnitId::of(numbered("u", unit + 1)), std::nullopt, std::nullopt}},
                         UnitId::of(numbered("u", unit)),
                         {},
                         units::Passing{Succession::inherited, {}, {}}});
    }
    return event;
}

units::History all_years() {
    auto history = must(units::History::make(first_list()));
    for (int year = 0; year < years; ++year) {
        if (auto done = history.apply(year_of(year)); !done) {
            throw std::runtime_error(done.error().explain());
        }
    }
    return history;
}

const units::History& history() {
    static const auto made = all_years();
    return made;
}
const units::Registry& registry() {
    static const auto made = must(units::Registry::make(history().units()));
    return made;
}

struct Question {
    UnitId id;
    std::string code;
    Date day;
};
const std::vector<Question>& questions() {
    static const auto made = [] {
        std::mt19937 random(1);  // the same questions in each run
        std::vector<Question> all;
        for (int i = 0; i < 100'000; ++i) {
            const auto unit = static_cast<int>(random() % unit_count);
            all.push_back(
                {UnitId::of(numbered("u", unit)),
                 numbered("H99.", unit),
                 Date::of(first_year, 1, 1)
                     .plus(std::chrono::days{static_cast<int>(random() % (365U * years))})});
        }
        return all;
    }();
    return made;
}

template <typename Ask>
void ask_all(benchmark::State& state, const Ask& ask) {
    const auto& all = questions();
    benchmark::DoNotOptimize(ask(all.front()));  // makes what is asked, outside the measured time
    std::size_t at = 0;
    for (auto _ : state) {
        const auto& question = all[at];
        at = at + 1 == all.size() ? 0 : at + 1;
        benchmark::DoNotOptimize(ask(question));
    }
}

void hash_table(benchmark::State& state) {
    std::unordered_map<std::string, int> table;
    for (int i = 0; i < unit_count; ++i) {
        table.emplace(numbered("H99.", i), i);
    }
    ask_all(state, [&](const Question& question) { return table.find(question.code)->second; });
}

void code_on_a_day(benchmark::State& state) {
    ask_all(state, [](const Question& question) {
        return registry().find_by_code("documents", question.code, question.day);
    });
}

void name_on_a_day(benchmark::State& state) {
    ask_all(state,
            [](const Question& question) { return registry().name_of(question.id, question.day); });
}

void heir_on_a_day(benchmark::State& state) {
    ask_all(state, [](const Question& question) {
        return registry().successor_on(question.id, question.day).has_value();
    });
}

void key_on_a_day(benchmark::State& state) {
    ask_all(state, [](const Question& question) {
        return registry().find_by_key("ubnd-xa-" + question.id.str().substr(1), question.day);
    });
}

void carry_all_over_ten_years(benchmark::State& state) {
    std::vector<units::Figure> figures;
    for (const auto& unit : first_list()) {
        figures.push_back({unit.id, 1, false});
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            units::carry(history(), figures, Date::of(2015, 1, 1), Date::of(2030, 1, 1)));
    }
}

void fold_ten_years(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(all_years());
    }
}

void index_all(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(units::Registry::make(history().units()));
    }
}

BENCHMARK(hash_table);
BENCHMARK(code_on_a_day);
BENCHMARK(name_on_a_day);
BENCHMARK(heir_on_a_day);
BENCHMARK(key_on_a_day);
BENCHMARK(carry_all_over_ten_years)->Unit(benchmark::kMillisecond);
BENCHMARK(fold_ten_years)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(index_all)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    for (const auto* name : {"code_on_a_day", "name_on_a_day", "heir_on_a_day", "key_on_a_day"}) {
        ratios.print(name, "hash_table", "", "ns");
    }
    return sound ? 0 : 1;
}

// How long a question about a unit on a day takes among 20,000 units with ten years of mergers,
// renames and new codes, against a floor: one look-up of the same text in a hash table, which knows
// one day only. Aim: under 5 microseconds. A name written by hand: under a millisecond.
#include "bench/ratios.hpp"

#include "tiendo/units/carry.hpp"
#include "tiendo/units/history.hpp"
#include "tiendo/units/registry.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
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

// Names as people write them, against one pass over all names with a comparison of two strings.
void scan_of_all_names(benchmark::State& state) {
    std::vector<std::string> names;
    for (const auto& unit : first_list()) {
        names.push_back(unit.states.front().name);
    }
    ask_all(state,
            [&](const Question& question) { return std::ranges::count(names, question.id.str()); });
}

template <typename Write>
void match_name(benchmark::State& state, const Write& write) {
    ask_all(state, [&](const Question& question) {
        return registry().match_name(write(question.id.str().substr(1)), question.day);
    });
}
void match_as_written(benchmark::State& state) {
    match_name(state, [](const std::string& number) { return "Ủy ban nhân dân Xã " + number; });
}
void match_without_marks(benchmark::State& state) {
    match_name(state, [](const std::string& number) { return "ubnd xa " + number; });
}
void match_with_slips(benchmark::State& state) {
    match_name(state, [](const std::string& number) { return "UNBD Xã Mớii " + number; });
}
void match_of_nobody(benchmark::State& state) {
    match_name(state, [](const std::string& number) {
        return "Công ty Cây xanh, thị xã Không Có, số " + number;
    });
}

// All names alike but for one syllable: the worst list for slips.
const units::Registry& places() {
    static const auto made = [] {
        constexpr std::string_view heads[] = {"b",  "c", "ch", "d", "g",  "h",  "k",
                                              "kh", "l", "m",  "n", "ng", "nh", "ph",
                                              "qu", "r", "s",  "t", "th", "v"};
        constexpr std::string_view tails[] = {"a",  "ai",  "am", "an",  "anh", "ao", "at",
                                              "ay", "en",  "eo", "i",   "inh", "o",  "oi",
                                              "on", "ong", "u",  "ung", "uy",  "en"};
        std::vector<Unit> list;
        for (int i = 0; i < unit_count; ++i) {
            const auto syllable = [&](int n) {
                return std::string(heads[n % 20]) + std::string(tails[n / 20 % 19]);
            };
            Unit unit;
            unit.id = UnitId::of(numbered("u", i));
            auto& state = unit.states.front();
            state.name = "Ủy ban nhân dân Xã " + syllable(i) + " " + syllable(i / 380 * 7 + i % 13);
            state.kind = UnitKind::ward;
            state.parents = {{Hierarchy::administrative, UnitId::of(numbered("p", i / 380))}};
            list.push_back(std::move(unit));
        }
        for (int i = 0; i <= unit_count / 380; ++i) {
            Unit unit;
            unit.id = UnitId::of(numbered("p", i));
            unit.states.front().name = numbered("Ủy ban nhân dân Tỉnh ", i);
            unit.states.front().kind = UnitKind::province;
            list.push_back(std::move(unit));
        }
        return must(units::Registry::make(std::move(list)));
    }();
    return made;
}
void match_slips_among_like_names(benchmark::State& state) {
    (void)places();
    std::size_t at = 0;
    for (auto _ : state) {
        const auto& name = places().all()[at].states.front().name;
        at = (at + 97) % unit_count;
        benchmark::DoNotOptimize(places().match_name(name + "z", Date::of(2025, 1, 1)));
    }
}

BENCHMARK(hash_table);
BENCHMARK(code_on_a_day);
BENCHMARK(name_on_a_day);
BENCHMARK(heir_on_a_day);
BENCHMARK(key_on_a_day);
BENCHMARK(scan_of_all_names);
BENCHMARK(match_as_written);
BENCHMARK(match_without_marks);
BENCHMARK(match_with_slips);
BENCHMARK(match_of_nobody);
BENCHMARK(match_slips_among_like_names);
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
    for (const auto* name : {"match_as_written",
                             "match_without_marks",
                             "match_with_slips",
                             "match_of_nobody",
                             "match_slips_among_like_names"}) {
        ratios.print(name, "scan_of_all_names", "", "ns");
    }
    return sound ? 0 : 1;
}

#include "bench/ratios.hpp"

#include <sys/resource.h>

#include <cstdio>

namespace tiendo::bench {

void Ratios::ReportRuns(const std::vector<Run>& runs) {
    ConsoleReporter::ReportRuns(runs);
    for (const auto& each : runs) {
        if (each.error_occurred) {
            ++failures_;
        }
        if (each.error_occurred || each.run_type != Run::RT_Iteration) {
            continue;
        }
        auto name = each.run_name.function_name;
        if (!each.run_name.args.empty()) {
            name += "/" + each.run_name.args;
        }
        auto& values = values_[name];
        values[""] = each.GetAdjustedRealTime();
        for (const auto& [counter, value] : each.counters) {
            values[counter] = value.value;
        }
    }
}

void Ratios::print(const std::string& name,
                   const std::string& floor,
                   const std::string& counter,
                   const std::string& unit) const {
    const auto mine = values_.find(name);
    const auto other = values_.find(floor);
    if (mine == values_.end() || other == values_.end()) {
        return;
    }
    const auto value = mine->second.find(counter);
    const auto base = other->second.find(counter);
    if (value == mine->second.end() || base == other->second.end()) {
        return;
    }
    std::printf("ratio %-34s %11.6g %-9s of %11.6g  %-34s %7.3f\n",
                name.c_str(),
                value->second,
                unit.c_str(),
                base->second,
                floor.c_str(),
                value->second / base->second);
}

void Ratios::print_all(const std::string& name,
                       const std::string& floor,
                       const std::string& counter,
                       const std::string& unit) const {
    for (const auto& each : values_) {
        const auto slash = each.first.find('/');
        if (each.first.substr(0, slash) == name) {
            const auto arguments =
                slash == std::string::npos ? std::string() : each.first.substr(slash);
            print(each.first, floor + arguments, counter, unit);
        }
    }
}

double processor_ms(int who) {
    rusage used{};
    ::getrusage(who, &used);
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

void count_processor(benchmark::State& state, int who, double before) {
    state.counters["processor_ms"] =
        (processor_ms(who) - before) / static_cast<double>(state.iterations());
}

bool run(int argc, char** argv, Ratios& ratios) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return false;
    }
    benchmark::RunSpecifiedBenchmarks(&ratios);
    benchmark::Shutdown();
    return ratios.failures() == 0;
}

}  // namespace tiendo::bench

// The command as a process of its own: how long `tiendo --help` takes from start to end, against
// /bin/true started the same way; and how much memory a whole pull holds at its peak, with more and
// more records, against each other. It grows until SQLite's page cache is full (32 MiB, see
// src/store/session.cpp), which 30,000 records do not fill and 300,000 do; from there on it is to
// be flat. These pulls keep to the polite rate of the command, so most of their time is waiting.
//
// This program stays small and must: Linux counts towards a child's peak what its parent held when
// it started it.
#include "bench/ratios.hpp"
#include "support/folder.hpp"
#include "support/simulator_process.hpp"

#include <benchmark/benchmark.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace tiendo::bench {
namespace {

using test::Folder;
using test::SimulatorProcess;

/// Runs it to its end with its output thrown away. @return what it used
/// Throws where it did not end with status 0.
rusage run_to_end(const std::vector<std::string>& words) {
    std::vector<std::string> copies = words;
    std::vector<char*> raw;
    raw.reserve(copies.size() + 1);
    for (auto& word : copies) {
        raw.push_back(word.data());
    }
    raw.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    const int failed =
        ::posix_spawn(&child, words.front().c_str(), &actions, nullptr, raw.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        throw std::runtime_error(words.front() + " cannot be started");
    }
    int status = 0;
    rusage usage{};
    while (::wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    if (status != 0) {
        throw std::runtime_error(words.front() + " did not end with status 0");
    }
    return usage;
}

constexpr const char* command = TIENDO_BINARY_DIR "/bin/tiendo";

void start_true(benchmark::State& state) {
    for (auto _ : state) {
        run_to_end({"/bin/true"});
    }
}

void tiendo_help(benchmark::State& state) {
    for (auto _ : state) {
        run_to_end({command, "--help"});
    }
}

void pull(benchmark::State& state) {
    auto simulator =
        SimulatorProcess::start("tiendo-sim-mot-cua", {"--count", std::to_string(state.range(0))});
    if (!simulator) {
        throw std::runtime_error(simulator.error().explain());
    }
    ::setenv("TIENDO_BENCH_PASSWORD", "mat-khau-thu-nghiem", 1);  // NOLINT(concurrency-mt-unsafe)
    for (auto _ : state) {
        const Folder folder;
        const std::vector<std::string> start = {command,
                                                "--db",
                                                "sqlite:" + (folder / "a.db").string(),
                                                "--at",
                                                "2021-05-20T09:00:00+07:00"};
        const auto with = [&](const std::vector<std::string>& more) {
            auto words = start;
            words.insert(words.end(), more.begin(), more.end());
            return words;
        };
        run_to_end(with({"init"}));
        run_to_end(with({"connection",
                         "add",
                         "mot-cua",
                         "--adapter",
                         "mot-cua",
                         "--set",
                         "url=" + simulator->url(""),
                         "--set",
                         "user=tiendo",
                         "--set",
                         "unit=000.00.12.H99",
                         "--secret",
                         "password=env:TIENDO_BENCH_PASSWORD"}));
        const auto usage = run_to_end(with({"sync", "run"}));
        state.counters["peak_mib"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
    }
    rusage own{};
    ::getrusage(RUSAGE_SELF, &own);
    state.counters["parent_mib"] = static_cast<double>(own.ru_maxrss) / 1024.0;
}

BENCHMARK(start_true)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(tiendo_help)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(pull)
    ->Arg(30'000)
    ->Arg(300'000)
    ->Arg(600'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("tiendo_help", "start_true", "", "ms");
    ratios.print("pull/300000", "pull/30000", "peak_mib", "MiB");
    ratios.print("pull/600000", "pull/300000", "peak_mib", "MiB");
    return sound ? 0 : 1;
}

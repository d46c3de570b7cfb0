#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

/// From the runs of one program to its table of ratios.
namespace tiendo::bench {

/// Prints each run as Google Benchmark does and keeps it, for the table at the end.
class Ratios : public benchmark::ConsoleReporter {
public:
    Ratios() : ConsoleReporter(OO_None) {}  // no colours: the output is read by tests/bench/run
    void ReportRuns(const std::vector<Run>& runs) override;

    /// One row: what was measured, its value, the floor and value / floor. Nothing where one of the
    /// two was not run.
    /// @param name,floor of benchmarks with their arguments: "put_page_durably/30000/200"
    /// @param counter    what is compared: a counter's name, or "" for the time of one iteration
    /// @param unit       behind the values in the table
    void print(const std::string& name,
               const std::string& floor,
               const std::string& counter,
               const std::string& unit) const;
    /// Rows for all runs of `name`, each against the run of `floor` with the same arguments.
    void print_all(const std::string& name,
                   const std::string& floor,
                   const std::string& counter,
                   const std::string& unit) const;

    /// Benchmarks that said that they failed.
    [[nodiscard]] int failures() const noexcept { return failures_; }

private:
    /// By "function/arguments", then by counter.
    std::map<std::string, std::map<std::string, double>> values_;
    int failures_ = 0;
};

/// Milliseconds of processor used so far.
/// @param who RUSAGE_SELF: by this process; RUSAGE_CHILDREN: by programs that it started and that
///            have ended
double processor_ms(int who);

/// The counter "processor_ms" of one iteration: other work on the machine does not count.
/// @param before what `processor_ms` said before the first
void count_processor(benchmark::State& state, int who, double before);

/// Runs what the command line selects.
/// @return false where a benchmark said that it failed, or the command line is wrong
bool run(int argc, char** argv, Ratios& ratios);

}  // namespace tiendo::bench

#pragma once

#include "simulator_kit/faults.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tiendo::simulator {

/// What the command line says; README.md lists it.
struct Options {
    std::uint16_t port = 0;
    std::uint64_t seed = 10;
    std::size_t count = 0;
    Instant clock = at_nine();
    Date from = Date::of(2020, 12, 15);
    Date cutoff = Date::of(2021, 5, 14);
    std::string log_file;
    std::string truth_file;
    FaultScript faults;
    std::chrono::milliseconds slow{500};
    std::size_t huge_bytes = 80U << 20U;
    std::string user = "tiendo";
    std::string password = "mat-khau-thu-nghiem";
    std::string key = "khoa-thu-nghiem";
    unsigned session_calls = 40;
    bool help = false;

    /// First moment that no longer belongs to the reporting window.
    [[nodiscard]] Instant window_end() const {
        return Instant::start_of(cutoff.plus(std::chrono::days(1)));
    }

private:
    static Instant at_nine();
};

/// @param defaults the simulator's own, above all `count`
/// @return malformed_input for an unknown or malformed option, or one that the generator cannot
/// serve
Result<Options> parse_options(std::span<const char* const> arguments, const Options& defaults);

/// The text of `--help`.
std::string help_text(const std::string& program, const std::string& summary);

}  // namespace tiendo::simulator

#include "console.hpp"

#include <iomanip>
#include <iostream>

namespace story {

Console::Console(Loudness loudness)
    : loudness_(loudness), started_(std::chrono::steady_clock::now()) {}

void Console::step(std::string_view what) {
    ++number_;
    if (loudness_ == Loudness::quiet) {
        return;
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - started_;
    std::cout << "\n== " << number_ << ". " << what << "  (" << std::fixed << std::setprecision(1)
              << passed.count() << " s)\n"
              << std::flush;
}

void Console::line(std::string_view text) const {
    if (loudness_ != Loudness::quiet) {
        std::cout << "   " << text << '\n' << std::flush;
    }
}

void Console::result(std::string_view text) const {
    std::cout << text << '\n' << std::flush;
}

}  // namespace story

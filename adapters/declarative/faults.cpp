#include "faults.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tiendo::declarative {

namespace {

constexpr std::size_t most_faults = 100;

}  // namespace

void Faults::add(int line, std::string message, std::string remedy) {
    if (faults_.size() < most_faults) {
        faults_.push_back({line, std::move(message), std::move(remedy)});
    }
}

Error Faults::error() const {
    auto sorted = faults_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Fault& a, const Fault& b) {
        return a.line < b.line;
    });
    const auto of = [](const Fault& fault) {
        return Error{ErrorCode::malformed_input, fault.message, fault.remedy}.at(
            "line " + std::to_string(fault.line));
    };
    if (sorted.size() == 1) {
        return of(sorted.front());
    }
    Error all{ErrorCode::malformed_input,
              "the profile has " + std::to_string(sorted.size()) + " faults, the first in line " +
                  std::to_string(sorted.front().line) + ": " + sorted.front().message,
              "correct each line that is named"};
    for (const Fault& fault : sorted) {
        std::move(all).because(of(fault));
    }
    return all;
}

}  // namespace tiendo::declarative

#pragma once

#include "tiendo/base/error.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace tiendo::units {

/// The first of the findings, with the others as its causes; absent where there are none.
inline std::optional<Error> first_of(std::vector<Error> findings) {
    if (findings.empty()) {
        return std::nullopt;
    }
    auto first = std::move(findings.front());
    for (std::size_t i = 1; i < findings.size(); ++i) {
        (void)std::move(first).because(std::move(findings[i]));
    }
    return first;
}

}  // namespace tiendo::units

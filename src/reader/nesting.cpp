#include "nesting.hpp"

namespace tiendo::reader {

Nesting::Nesting(const std::vector<Block>& blocks, std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i) {
        const auto& marker = blocks[i].marker;
        if (marker.is_ordinal() && !blocks[i].run_in && slot(marker.style) < size) {
            learn(marker, i + 1);
        }
    }
}

void Nesting::learn(const Marker& marker, std::size_t at) {
    const auto own = slot(marker.style);
    auto& seen = seen_[own];
    if (seen.latest > 0 && marker.value == seen.last + 1) {
        for (std::size_t other = 0; other < size; ++other) {
            if (other != own && seen_[other].opened > seen.latest) {
                ++inside_[other][own];
            }
        }
    }
    if (marker.value <= 1 || seen.latest == 0) {
        seen.opened = at;
    }
    seen.first = seen.first == 0 ? at : seen.first;
    seen.last = marker.value;
    seen.latest = at;
}

bool Nesting::is_inside(Style inner, Style outer) const noexcept {
    const auto a = rank_of(inner);
    const auto b = rank_of(outer);
    const auto i = slot(inner);
    const auto o = slot(outer);
    if (i < size && o < size && i != o) {
        const int shown = inside_[i][o] - inside_[o][i];
        if (shown != 0) {
            return shown > 0;
        }
        // "A." that comes first behind "I." and shows nothing else: nobody numbers parts that late.
        constexpr int rank_of_upper = 25;
        constexpr int rank_of_roman = 30;
        if (a == rank_of_upper && b == rank_of_roman) {
            return seen_[o].first > 0 && seen_[o].first < seen_[i].first;
        }
        if (a == rank_of_roman && b == rank_of_upper) {
            return seen_[i].first == 0 || seen_[o].first < seen_[i].first;
        }
    }
    return a >= b;
}

}  // namespace tiendo::reader

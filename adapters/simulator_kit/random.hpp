#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tiendo::simulator {

/// SplitMix64 with arithmetic of its own: the distributions of <random> differ between standard
/// libraries, and the expected figures must not.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    /// 0 … bound - 1
    /// @pre bound > 0
    std::int64_t below(std::int64_t bound) {
        assert(bound > 0);
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
    }
    /// first … last, both included
    std::int64_t between(std::int64_t first, std::int64_t last) {
        return first + below(last - first + 1);
    }
    bool chance(unsigned per_mille) { return below(1'000) < static_cast<std::int64_t>(per_mille); }

    template <typename T, std::size_t N>
    const T& pick(const std::array<T, N>& values) {
        return values.at(static_cast<std::size_t>(below(static_cast<std::int64_t>(N))));
    }
    /// An index, each as likely as its weight says.
    std::size_t weighted(std::span<const unsigned> weights) {
        std::int64_t total = 0;
        for (const unsigned weight : weights) {
            total += weight;
        }
        std::int64_t left = below(total);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.size() - 1;
    }

private:
    std::uint64_t state_;
};

}  // namespace tiendo::simulator

#include "likeness.hpp"

#include "words.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace tiendo::reader {

namespace {

/// A hash that stands in more texts than this tells nothing about which two belong together.
constexpr std::size_t most_common = 60;

std::vector<Shingles> shingles_of(const std::vector<std::string>& texts) {
    std::vector<Shingles> shingles;
    shingles.reserve(texts.size());
    for (const auto& text : texts) {
        shingles.emplace_back(text);
    }
    return shingles;
}

class Pairing {
public:
    Pairing(const std::vector<std::string>& before, const std::vector<std::string>& after)
        : before_(before),
          after_(after),
          taken_before_(before.size(), false),
          taken_after_(after.size(), false) {}

    void equal_ones() {
        std::unordered_map<std::string, std::deque<std::size_t>> by_key;
        for (std::size_t i = 0; i < before_.size(); ++i) {
            by_key[match_key(before_[i])].push_back(i);
        }
        for (std::size_t i = 0; i < after_.size(); ++i) {
            const auto same = by_key.find(match_key(after_[i]));
            if (same != by_key.end() && !same->second.empty()) {
                take({same->second.front(), i, 1});
                same->second.pop_front();
            }
        }
    }

    void alike_ones(double floor) {
        const auto before = shingles_of(before_);
        const auto after = shingles_of(after_);
        std::unordered_map<std::uint64_t, std::vector<std::size_t>> where;
        for (std::size_t i = 0; i < before.size(); ++i) {
            for (const auto hash : taken_before_[i] ? no_hashes() : before[i].hashes()) {
                where[hash].push_back(i);
            }
        }
        std::vector<Pair> candidates;
        for (std::size_t i = 0; i < after.size(); ++i) {
            std::unordered_map<std::size_t, int> shared;
            for (const auto hash : taken_after_[i] ? no_hashes() : after[i].hashes()) {
                const auto found = where.find(hash);
                if (found != where.end() && found->second.size() <= most_common) {
                    for (const auto at : found->second) {
                        ++shared[at];
                    }
                }
            }
            for (const auto& [at, count] : shared) {
                if (const auto alike = likeness(before[at], after[i]); alike >= floor) {
                    candidates.push_back({at, i, alike});
                }
            }
        }
        std::ranges::sort(candidates, [](const Pair& one, const Pair& other) {
            return std::tuple(-one.likeness, one.before, one.after) <
                   std::tuple(-other.likeness, other.before, other.after);
        });
        for (const auto& candidate : candidates) {
            if (!taken_before_[candidate.before] && !taken_after_[candidate.after]) {
                take(candidate);
            }
        }
    }

    std::vector<Pair> pairs() && {
        std::ranges::sort(pairs_, {}, &Pair::after);
        return std::move(pairs_);
    }

private:
    static const std::vector<std::uint64_t>& no_hashes() {
        static const std::vector<std::uint64_t> none;
        return none;
    }
    void take(const Pair& pair) {
        taken_before_[pair.before] = true;
        taken_after_[pair.after] = true;
        pairs_.push_back(pair);
    }

    const std::vector<std::string>& before_;
    const std::vector<std::string>& after_;
    std::vector<bool> taken_before_;
    std::vector<bool> taken_after_;
    std::vector<Pair> pairs_;
};

}  // namespace

Shingles::Shingles(std::string_view text) {
    const Words words(text);
    const std::hash<std::string_view> hash;
    std::uint64_t last = 0;
    for (const auto& token : words.all()) {
        if (token.is_mark()) {
            continue;
        }
        constexpr std::uint64_t spread = 0x9E3779B97F4A7C15ULL;
        const auto own = hash(token.key());
        hashes_.push_back(own);
        hashes_.push_back((last * spread) ^ own);
        last = own + 1;
    }
    std::ranges::sort(hashes_);
    const auto rest = std::ranges::unique(hashes_);
    hashes_.erase(rest.begin(), rest.end());
}

double likeness(const Shingles& one, const Shingles& other) {
    const auto& a = one.hashes();
    const auto& b = other.hashes();
    if (a.empty() || b.empty()) {
        return a.empty() && b.empty() ? 1 : 0;
    }
    std::size_t shared = 0;
    for (auto i = a.begin(), k = b.begin(); i != a.end() && k != b.end();) {
        if (*i == *k) {
            ++shared;
            ++i;
            ++k;
        } else if (*i < *k) {
            ++i;
        } else {
            ++k;
        }
    }
    return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

std::vector<Pair> pair_by_likeness(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after,
                                   double floor) {
    Pairing pairing(before, after);
    pairing.equal_ones();
    pairing.alike_ones(floor);
    return std::move(pairing).pairs();
}

}  // namespace tiendo::reader

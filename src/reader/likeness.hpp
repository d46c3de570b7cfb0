#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// The words of a text and their neighbours, for comparing texts without regard to case, tone
/// placement, marks and order of sentences.
class Shingles {
public:
    explicit Shingles(std::string_view text);
    [[nodiscard]] const std::vector<std::uint64_t>& hashes() const noexcept { return hashes_; }

private:
    std::vector<std::uint64_t> hashes_;  ///< sorted, each once
};

/// How much two texts have in common, 0 (nothing) .. 1 (the same words): Dice's coefficient.
double likeness(const Shingles& one, const Shingles& other);

struct Pair {
    std::size_t before = 0;
    std::size_t after = 0;
    double likeness = 1;
};

/// Pairs of texts that are the same or at least `floor` alike, each text in one pair at most: equal
/// ones first and in order, then the most alike. Near linear: words that stand in very many texts
/// bring no candidates.
std::vector<Pair> pair_by_likeness(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after,
                                   double floor);

}  // namespace tiendo::reader

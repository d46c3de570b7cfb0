#pragma once

#include "corpus_place.hpp"
#include "corpus_sheet.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Mentions of a sheet and of a reading in one shape, so that all are paired and judged alike.
namespace tiendo::test {

/// One mention. Two are of one thing where their places overlap by half, or where neither has a
/// place and their keys are equal; they agree where their values are equal too.
struct Item {
    std::vector<Span> places;  ///< where it may stand; empty: compared by `key`
    std::string key;
    std::string value;
    std::string other_value;  ///< right as well; empty: none
    bool any_value = false;   ///< the sheet states no value
    bool doubtful = false;
    std::string shown;
};

/// Overlap of two spans: what they share over what they cover together, 0 .. 1.
double overlap_of(Span left, Span right) noexcept;

/// The first `bytes` of a text, cut between two characters.
std::string beginning_of(std::string_view text, std::size_t bytes);

struct Candidate {
    double closeness = 0;  ///< 0: no pair
    std::size_t wanted = 0;
    std::size_t given = 0;
};
/// One-to-one pairs, the closest first.
std::vector<Candidate> paired(std::vector<Candidate> candidates);

/// Positions of the pairs that are of one thing, whatever their values.
std::vector<std::pair<std::size_t, std::size_t>> closest_pairs(const std::vector<Item>& wanted,
                                                               const std::vector<Item>& given);

struct Judged {
    std::size_t right = 0;
    std::size_t wanted = 0;  ///< without the doubtful
    std::size_t given = 0;   ///< without what matches a doubtful one only
    std::size_t doubtful = 0;
    std::vector<std::string> missing;
    std::vector<std::string> surplus;
};
Judged judged(const std::vector<Item>& wanted, const std::vector<Item>& given);

std::vector<Item> wanted_assignees(const WantedNode& node, Span place, const Wording& wording);
std::vector<Item> wanted_deadlines(const WantedNode& node, Span place, const Wording& wording);
std::vector<Item> wanted_citations(const WantedNode& node);
std::vector<Item> wanted_phrases(const std::vector<WantedPhrase>& phrases,
                                 Span place,
                                 const Wording& wording);

std::vector<Item> given_assignees(const Node& node);
std::vector<Item> given_deadlines(const Node& node);
std::vector<Item> given_citations(const Node& node, const Plan& plan);
std::vector<Item> given_phrases(const std::vector<Mention>& mentions);
std::vector<Item> given_targets(const Node& node);

}  // namespace tiendo::test

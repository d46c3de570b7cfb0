#pragma once

#include "corpus_place.hpp"
#include "corpus_sheet.hpp"

#include "tiendo/reader/reader.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// What is compared between a sheet and a reading.
enum class Facet : std::uint8_t {
    refusals,          ///< documents without a task are refused, and no others
    fields,            ///< kind, number, date, authority, signer
    nodes,             ///< a node where the sheet has one: overlap of at least 0.9
    levels_and_kinds,  ///< of the nodes
    parents,           ///< of the nodes found
    assignees,         ///< mention and role
    deadlines,         ///< mention, day, exclusiveness and cycle
    deadline_details,  ///< clock, weekday, start, what a deadline depends on, where stated
    citations,         ///< number or name, and day
    products,
    targets,
};
constexpr std::size_t facet_count = 11;
std::string_view to_string(Facet facet) noexcept;
std::array<Facet, facet_count> all_facets() noexcept;

/// Counts of one facet. What a sheet marks doubtful is neither wanted nor punished.
struct Tally {
    std::size_t right = 0;
    std::size_t wanted = 0;
    std::size_t given = 0;
    std::size_t doubtful = 0;
    Tally& operator+=(const Tally& other) noexcept;
    [[nodiscard]] double precision() const noexcept;  ///< 1 where nothing is given or wanted
    [[nodiscard]] double recall() const noexcept;     ///< 1 where nothing is wanted
    [[nodiscard]] double f1() const noexcept;
    [[nodiscard]] double share_doubtful() const noexcept;
};

struct Score {
    std::string name;  ///< of the document
    std::array<Tally, facet_count> tallies;
    std::vector<std::string> faults;  ///< what is missing or surplus, one line each
    [[nodiscard]] Tally& at(Facet facet) { return tallies.at(static_cast<std::size_t>(facet)); }
    [[nodiscard]] const Tally& at(Facet facet) const {
        return tallies.at(static_cast<std::size_t>(facet));
    }
    [[nodiscard]] Tally all() const noexcept;
};

/// @param places of the sheet's nodes in the document
/// @param reading a failed one counts as an empty plan
Score score_of(std::string_view name,
               const Sheet& sheet,
               const std::vector<Placed>& places,
               std::string_view document,
               const Result<reader::Reading>& reading);

}  // namespace tiendo::test

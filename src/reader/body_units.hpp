#pragma once

#include "body_names.hpp"
#include "body_words.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// The selector of bodies that nobody can tell.
constexpr std::string_view nobody_in_particular = "khong-neu-ten";

/// Makes the units behind the levels of government and the places that a mention names.
class UnitReader : public NameReader {
public:
    UnitReader(const Tokens& tokens, const BodyContext& context)
        : NameReader(tokens, context),
          tokens_(tokens),
          words_(context.words),
          authority_(context.authority) {}

    /// The level of the authority, for a name that states none.
    [[nodiscard]] StatedLevel own_level() const;
    /// Adds a unit for each place that `at` names, else the one for its level.
    void add_units(Body& body, std::string_view key, const StatedLevel& at) const;
    /// Where the levels behind a name end, their count and rank.
    static void take_levels(Body& body, const std::vector<StatedLevel>& list);
    /// "15 phường", "các phường": the People's Committees of these wards.
    [[nodiscard]] std::optional<Body> wards(std::size_t i) const;
    /// "các xí nghiệp", "mỗi chi đoàn": parts of a body that are no collective of the registry.
    [[nodiscard]] std::optional<Body> parts(std::size_t i) const;
    /// Where a list of parts ends that goes on at `i`: ", bộ phận".
    [[nodiscard]] std::size_t end_of_part_list(std::size_t i) const;
    /// The same with what chooses some of them: "trực thuộc".
    [[nodiscard]] std::size_t end_of_parts(std::size_t i) const;
    /// A name that a level or place follows: "UBND các xã Bình An, Hòa Lợi".
    [[nodiscard]] Body at_place(Body body, const BodyRow& row) const;
    /// Whether the level that words of form seat need stands at `i`.
    [[nodiscard]] bool has_seat(std::size_t i, const BodyRow& row) const;
    /// Where the matter of a group at `i` ends: "Chuyển đổi số", "389"; `i` where it has none.
    [[nodiscard]] std::size_t end_of_group(std::size_t i) const;

private:
    [[nodiscard]] BodyUnit unit_at(std::string_view key, const StatedLevel& at) const;

    const Tokens& tokens_;
    const BodyWords& words_;
    const Level& authority_;
};

}  // namespace tiendo::reader

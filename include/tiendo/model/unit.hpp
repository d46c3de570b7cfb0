#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// What a unit is (loại đơn vị). Stored: append only, never renumber.
enum class UnitKind : std::uint8_t {
    authority = 0,            ///< Ủy ban nhân dân of the issuing level
    ward = 1,                 ///< Ủy ban nhân dân phường, xã
    office = 2,               ///< cơ quan chuyên môn, phòng
    public_service_unit = 3,  ///< đơn vị sự nghiệp
    front = 4,                ///< Mặt trận Tổ quốc and socio-political organisations
    council = 5,              ///< Hội đồng nhân dân
    company = 6,              ///< a company outside the administration
    party = 7,                ///< a Party office
    community_board = 8,  ///< Ban thanh tra nhân dân, Ban giám sát đầu tư của cộng đồng
    superior = 9,         ///< a body of a higher level
    territory = 10,  ///< no body: địa bàn, đơn vị hành chính; holds statistical codes, owes nothing
    district = 11,  ///< Ủy ban nhân dân quận, huyện, where another body issues the plan
    province = 12,  ///< Ủy ban nhân dân tỉnh, thành phố, where another body issues the plan
    ministry = 13,  ///< bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ
};
std::string_view to_string(UnitKind kind) noexcept;
Result<UnitKind> parse_unit_kind(std::string_view text);

/// At which tier a unit stands (cấp). Stored: append only, never renumber.
enum class UnitLevel : std::uint8_t { central = 0, province = 1, district = 2, commune = 3 };
std::string_view to_string(UnitLevel level) noexcept;
Result<UnitLevel> parse_unit_level(std::string_view text);

/// One of the trees in which a unit has its place. Stored: append only, never renumber.
enum class Hierarchy : std::uint8_t {
    administrative = 0,  ///< who orders it: UBND quận over UBND phường; quận over phường
    front = 1,           ///< Mặt trận Tổ quốc of one level over that of the next
    professional = 2,    ///< who guides its trade: Sở Nội vụ over Phòng Nội vụ
};
std::string_view to_string(Hierarchy hierarchy) noexcept;
Result<Hierarchy> parse_hierarchy(std::string_view text);
/// The tree that "parent" means where none is named: the Front's for the Front, else the
/// administration's.
Hierarchy own_hierarchy(UnitKind kind) noexcept;

/// How duties and obligations pass on when a unit ends (kế thừa). Stored: append only, never
/// renumber.
enum class Succession : std::uint8_t {
    unknown = 0,    ///< nobody has them until a person states who
    inherited = 1,  ///< the one successor has them
    shared = 2,     ///< each successor owes a share of its own
    closed = 3,     ///< they end with the unit, for a stated reason
};
std::string_view to_string(Succession succession) noexcept;
Result<Succession> parse_succession(std::string_view text);

/// How a unit is from one day on, until its next state begins.
struct UnitState {
    std::optional<Date> from;  ///< first day; absent in the first state: since the unit began
    std::string name;          ///< "Ủy ban nhân dân Phường 7"
    std::string short_name;    ///< "UBND Phường 7"
    UnitKind kind = UnitKind::office;
    std::optional<UnitLevel> level;            ///< where the kind or the parent does not tell it
    std::map<Hierarchy, UnitId> parents;       ///< at most one in each tree
    std::optional<UnitId> territory;           ///< of a body: where it acts
    std::map<std::string, std::string> codes;  ///< code system → code: "one-stop" → "000.07.12.H99"
    std::string legal_basis;                   ///< of what began this state; may be empty
    bool operator==(const UnitState&) const = default;

    [[nodiscard]] std::optional<UnitId> parent_in(Hierarchy hierarchy) const;
    /// In the tree of its kind.
    [[nodiscard]] std::optional<UnitId> parent() const { return parent_in(own_hierarchy(kind)); }
    /// For tables and the board: the short name, or the full one where there is none.
    [[nodiscard]] const std::string& brief_name() const noexcept {
        return short_name.empty() ? name : short_name;
    }
};

/// A body (đơn vị), or a territory (địa bàn), through the days of its life.
///
/// A territory is a unit of its own: statistical codes are its, and are given to another territory
/// after it; a body acts in a territory and holds the codes of systems, the duties and the debts.
struct Unit {
    UnitId id;
    std::optional<Date> valid_from;  ///< first day; absent: before all records
    std::optional<Date> valid_to;    ///< last day, included; absent: still there
    std::vector<UnitState> states = std::vector<UnitState>(1);  ///< by day, never empty
    std::vector<UnitId> successors;  ///< who took its work over after `valid_to`, or may have
    Succession succession = Succession::unknown;  ///< means nothing before the end
    std::string closing_reason;                   ///< where closed
    std::string legal_basis;           ///< of the change that made or ended it; may be empty
    std::vector<std::string> aliases;  ///< other names in use: "UBND P.7"
    bool operator==(const Unit&) const = default;

    [[nodiscard]] bool exists_on(Date day) const noexcept {
        return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
    }
    /// How it is on `day`; before its life as in the beginning, after it as at the end.
    [[nodiscard]] const UnitState& on(Date day) const noexcept;
};

}  // namespace tiendo

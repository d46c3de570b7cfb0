#pragma once

#include "tiendo/model/unit.hpp"
#include "tiendo/units/share.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

struct UnitEventKind {
    static constexpr std::string_view name = "event id";
};
using UnitEventId = Id<UnitEventKind>;  ///< "nq-1111"

namespace units {

/// What becomes different in a unit. What is absent stays as it was.
struct Change {
    UnitId unit;
    std::optional<std::string> name;
    std::string short_name;  ///< goes with `name`; empty: the full one. Alone: only it
    std::optional<UnitKind> kind;
    std::optional<UnitLevel> level;
    std::optional<UnitId> territory;
    std::optional<UnitId> parent;                        ///< in the tree of the unit's kind
    std::map<Hierarchy, std::optional<UnitId>> parents;  ///< nullopt: none from now on
    std::map<std::string, std::string> codes;            ///< empty: none from now on
    bool operator==(const Change&) const = default;
};
/// @param from  the first day of what comes out
UnitState changed(UnitState state, const Change& change, Date from);

/// How duties and obligations pass on from a body that ends.
struct Passing {
    Succession succession = Succession::unknown;
    std::vector<UnitId> heirs;  ///< empty: those to whom the unit itself passes
    std::string reason;         ///< where closed
    bool operator==(const Passing&) const = default;
};

/// From where the shares of a step come.
enum class ShareBasis : std::uint8_t {
    stated = 0,
    population = 1,
    area = 2,
    territory = 3,  ///< of a body: those of its territory, in the same event
};
std::string_view to_string(ShareBasis basis) noexcept;
Result<ShareBasis> parse_share_basis(std::string_view text);

/// One of several between which a unit is divided, or of which it is made.
struct Part {
    UnitId unit;
    std::optional<Share> share;  ///< in a split: of what is divided. Absent: not known
    std::optional<Share> back;   ///< of the receiver as it is afterwards. Absent: not known
    bool operator==(const Part&) const = default;
};

/// A unit begins. Its first day is that of the event.
struct Create {
    Unit unit;
    bool operator==(const Create&) const = default;
};
/// Units end and become part of one that lives on, or that the event creates. `back` of a part is
/// its share of the whole afterwards, for reading figures on an older map.
struct Merge {
    std::vector<Part> units;
    UnitId into;
    ShareBasis by = ShareBasis::stated;
    std::optional<Passing> duties;  ///< must stand for bodies
    bool operator==(const Merge&) const = default;
};
/// A unit ends and is divided (split), or ends without anyone in its place (abolish): `into` is
/// empty.
struct End {
    UnitId unit;
    std::vector<Part> into;
    ShareBasis by = ShareBasis::stated;
    std::optional<Passing> duties;  ///< must stand for bodies
    bool operator==(const End&) const = default;
};
/// A part of a unit goes to another; both live on.
struct Transfer {
    UnitId from;
    Part to;
    ShareBasis by = ShareBasis::stated;
    bool operator==(const Transfer&) const = default;
};
/// All units of a tier end that no earlier step of the event has ended or raised to another tier.
struct EndTier {
    UnitLevel level = UnitLevel::district;
    std::optional<Passing> duties;
    bool operator==(const EndTier&) const = default;
};

using Step = std::variant<Create, Change, Merge, End, Transfer, EndTier>;

/// One reorganisation (sắp xếp đơn vị): its steps take effect together, in their order, at the
/// beginning of one day.
struct Event {
    UnitEventId id;
    Date day;
    std::string name;
    std::string legal_basis;          ///< act, article, clause
    std::string source;               ///< where that was read
    std::vector<std::string> doubts;  ///< what the source leaves open, Vietnamese
    std::vector<Step> steps;
    bool operator==(const Event&) const = default;
};

/// What a person states about one unit of an event that was left unknown.
struct Statement {
    UnitId unit;              ///< that was divided, received a merger, gave a part, or ended
    std::vector<Part> parts;  ///< shares by unit; for one that was abolished: its heirs
    std::optional<Passing> duties;
    bool operator==(const Statement&) const = default;
};
/// Fills what an event left unknown; what is known already is never overwritten.
struct Amendment {
    UnitEventId id;
    UnitEventId event;
    std::string legal_basis;
    std::string source;  ///< who stated it, and where
    std::vector<Statement> statements;
    bool operator==(const Amendment&) const = default;
};

/// Takes an event or an amendment back (counter-event): from here on the map is as if it had never
/// been; who asks for the map as known before still gets it.
struct Reversal {
    UnitEventId id;
    UnitEventId reverses;
    std::string reason;
    std::string source;
    bool operator==(const Reversal&) const = default;
};

/// One entry of the append-only sequence.
using Entry = std::variant<Event, Amendment, Reversal>;
const UnitEventId& id_of(const Entry& entry);

}  // namespace units
}  // namespace tiendo

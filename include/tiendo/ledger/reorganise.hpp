#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/units/history.hpp"
#include "tiendo/units/registry.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What is owed when units change (docs/decisions/0018).
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// Codes of the doubts that stay until a person states it by an amendment.
inline constexpr std::string_view doubt_heir = "heir-unknown";          ///< where: the ended unit
inline constexpr std::string_view doubt_receiver = "receiver-unknown";  ///< where: the cycle
/// A paper passed to a unit that is excused from it, so nobody owes it; where: that unit. It stays.
inline constexpr std::string_view doubt_excused = "heir-excused";

/// What becomes of a duty or an obligation of a unit on a map.
enum class Fate : std::uint8_t {
    stays = 0,     ///< with the unit that has it
    passes = 1,    ///< others have it in its place
    closed = 2,    ///< ended with the unit, for the reason that the event states
    unknown = 3,   ///< the unit ended, and nobody has stated who has it: nobody is put in
    answered = 4,  ///< of an obligation whose unit ended after the last day on time: stays that
                   ///< unit's, and its heirs answer for it
};
std::string_view to_string(Fate fate) noexcept;

/// A duty whose fate an entry changes.
struct DutyFate {
    Duty duty;  ///< as it is stored before the entry
    Fate fate = Fate::stays;
    std::vector<UnitId> heirs;  ///< who have it, or answer for it, afterwards
    std::string reason;         ///< Vietnamese, with the event; empty where it stays
    bool operator==(const DutyFate&) const = default;
};

/// An obligation whose fate an entry changes.
struct ObligationFate {
    Obligation obligation;  ///< as it is stored before the entry
    Standing standing = Standing::open;
    Fate fate = Fate::stays;
    std::vector<UnitId> heirs;
    std::string reason;
    bool operator==(const ObligationFate&) const = default;
};

/// A setting of a connection that names a unit, or a code that it has on the day or the one before.
/// Codes that stand only in the other system cannot be told.
struct NamingSetting {
    ConnectionId connection;
    std::string setting;
    UnitId unit;
    std::string word;  ///< the id or code as it stands in the setting
    bool operator==(const NamingSetting&) const = default;
};

/// A paper of a unit that ends, sent and not yet accepted, or returned and not yet sent again.
struct OpenPaper {
    UnitId unit;
    Submission submission;
    bool operator==(const OpenPaper&) const = default;
};

/// What an entry changes: on the map, and in what hangs on the units. A paper that others had in
/// its place before stands here only where it is owed again.
struct UnitsEffect {
    UnitEventId entry;
    units::Preview map;
    std::vector<DutyFate> duties;             ///< by plan
    std::vector<ObligationFate> obligations;  ///< by plan
    std::vector<NamingSetting> connections;   ///< by connection
    std::vector<OpenPaper> papers;            ///< by plan
    std::vector<Doubt> doubts;  ///< that stay open afterwards, of all plans; Vietnamese
    bool operator==(const UnitsEffect&) const = default;
};

/// The first list and every entry, as known now.
/// @return not_found where no list was loaded
Result<units::History> history_of(store::Transaction& tx);
/// The list of units as it was known at `at`: entries of later instants left out.
/// @return as `history_of`
Result<units::Registry> registry_known_at(store::Transaction& tx, Instant at);

/// What `apply_units` would change, entry by entry, each on the map that those before it leave.
/// Reads only: a transaction of `Mode::read` does, beside any writer.
/// @param at  decides the standings
/// @return as `apply_units`
Result<std::vector<UnitsEffect>> preview_units(store::Transaction& tx,
                                               const std::vector<units::Entry>& entries,
                                               Instant at);

/// Appends an event, an amendment or a reversal to the list of units, and settles what is owed by
/// the map that comes out, in all plans. With it goes the journal entry "units.event",
/// "units.amend" or "units.reverse". Nothing takes effect before `tx` is committed.
///
/// Papers: whoever lived through the last day on which a paper is on time owes it; what was filed
/// stays with the unit that filed it. Else the paper is superseded, and the heirs by the event's
/// policy owe one of their own, once; closed ones are superseded by nobody; where the policy is
/// unknown, the paper stays with the unit that ended, and a doubt asks for a statement. One that
/// passes to a unit that is excused from it is owed by nobody, and a doubt says so.
/// Duties: the unit's end on its last day, those of the heirs begin on the day after.
/// A reversal leaves duties and obligations as they were; only what an heir has filed meanwhile is
/// kept, superseded.
/// @return as units::History::apply; not_found where no list was loaded; malformed_input for an
///         entry that docs/units.md has no form for
Result<UnitsEffect> apply_units(store::Transaction& tx, const units::Entry& entry, const Act& act);

/// Settles what is owed under one plan by the map as it is known. For those who make a plan's
/// duties and obligations; `apply_units` does it for every plan.
Result<void> settle(store::Transaction& tx, const PlanId& plan);

}  // namespace ledger
}  // namespace tiendo

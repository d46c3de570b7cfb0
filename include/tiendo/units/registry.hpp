#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/model/unit.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// The bodies that a selector stands for on one day.
struct Expansion {
    std::vector<UnitId> units;  ///< in the order of the list
    std::string rule;           ///< how they were chosen, Vietnamese
    bool operator==(const Expansion&) const = default;
};

enum class MatchKind : std::uint8_t {
    exact,        ///< one unit, and no other can be meant
    ambiguous,    ///< a person must choose among the candidates, or confirm the only one
    another_day,  ///< the name of one unit, which is not there or not called so on that day
    none,
};

/// A unit that a name may mean.
struct NameCandidate {
    UnitId unit;
    double score = 0;    ///< 0..1: how well the text fits; 0.85 and more where nothing was guessed
    std::string reason;  ///< Vietnamese, for a person to judge
    bool operator==(const NameCandidate&) const = default;
};

/// Who had a code, from the first to the last of these days.
struct CodeHolder {
    UnitId unit;
    Date first;
    Date last;
    bool operator==(const CodeHolder&) const = default;
};

/// What a name written by hand means.
struct NameMatch {
    MatchKind kind = MatchKind::none;
    std::optional<UnitId> unit;             ///< where exact
    std::vector<NameCandidate> candidates;  ///< the best first, at most 10; `unit` is among them
    std::string reason;                     ///< Vietnamese, for a person to judge
    bool operator==(const NameMatch&) const = default;
};

class NameIndex;

/// Units through time (đơn vị qua thời gian): who existed on a day, under which names and codes.
///
/// A look-up by id, code or name takes a hash and a walk over those who ever held it. Pure: knows
/// no store and no clock. Threads: a value; reading is safe from any thread.
class Registry {
public:
    Registry() = default;
    /// @return malformed_input: the first finding of `check_units`, the others as its causes
    static Result<Registry> make(std::vector<Unit> units);

    [[nodiscard]] const std::vector<Unit>& all() const noexcept { return units_; }
    /// Borrowed from the registry; nullptr where there is none.
    [[nodiscard]] const Unit* find(const UnitId& id) const noexcept;
    /// The unit's name on `day`, or its id where it is not listed.
    [[nodiscard]] std::string name_of(const UnitId& id, Date day) const;
    [[nodiscard]] std::vector<UnitId> units_on(Date day) const;
    /// At which tier the unit stands on `day`: as stated, else by its kind, else as its parent.
    /// @return nullopt where nobody says
    [[nodiscard]] std::optional<UnitLevel> level_of(const UnitId& id, Date day) const;
    /// The bodies that act in `territory` on `day`: its people's committee, council, Front.
    [[nodiscard]] std::vector<UnitId> bodies_in(const UnitId& territory, Date day) const;

    /// The bodies that a collective stands for on `day`.
    ///
    /// Selectors: "phuong", "co-quan-don-vi", "co-quan-chuyen-mon", "don-vi-su-nghiep",
    /// "ubmttq-phuong", "hdnd-phuong", "cap-huyen", "cap-tinh", "bo-nganh", "dia-phuong" (the next
    /// People's Committees down, of whatever tier) and their longer forms; a count in front
    /// ("15-phuong") and a star behind ("ubnd-phuong*") are passed over. Fronts and councils stand
    /// under one of their own kind, all others are those whose parent is `authority`.
    /// @return not_found for an unknown selector; unsupported where the text names nobody ("các đơn
    ///         vị liên quan") or bodies that no list holds
    [[nodiscard]] Result<Expansion> expand(std::string_view selector,
                                           Date day,
                                           const UnitId& authority) const;
    /// As above for what a reader found: its unit key if that is a selector, else its collective.
    [[nodiscard]] Result<Expansion> expand(const Assignee& assignee,
                                           Date day,
                                           const UnitId& authority) const;

    /// The unit that a reader's key means ("phong-noi-vu"): by id, or by a name that gives the key.
    /// @return not_found, or conflict where several units give the same key on `day`
    [[nodiscard]] Result<UnitId> find_by_key(std::string_view unit_key, Date day) const;

    /// The unit that a name written by hand means on `day`: "UBND P.7", "Ủy ban nhân dân phường 7,
    /// Quận 10", "P7".
    ///
    /// Compared are full and short names and aliases, with bodies and levels in their short forms
    /// (UBND, HĐND, MTTQ, P., Q., TP, TT, X.). Exact is a name as the list has it, one typed
    /// without marks, or that of the territory for its people's committee, alone or with the names
    /// of what lies above it behind. Never exact: a place without its level, other marks than the
    /// unit's, one or two slips of typing, a territory behind the name that the list does not
    /// confirm.
    /// @param text  at most 500 bytes
    [[nodiscard]] NameMatch match_name(std::string_view text, Date day) const;

    /// The unit that holds `code` of `system` ("one-stop") on `day`; for "statistical" a territory.
    /// Case and outer blanks do not count.
    [[nodiscard]] std::optional<UnitId> find_by_code(std::string_view system,
                                                     std::string_view code,
                                                     Date day) const;

    /// All who ever held `code` of `system`, by first day: several where it was given out again.
    [[nodiscard]] std::vector<CodeHolder> holders_of_code(std::string_view system,
                                                          std::string_view code) const;

    /// Who has the unit's work on `day`: itself while it exists, then its successor, and so on.
    /// @return not_found (unknown unit, not there yet, ended without successor or with its duties
    ///         closed); conflict where several took it over: a person must say who
    [[nodiscard]] Result<UnitId> successor_on(const UnitId& unit, Date day) const;

    /// The one unit of kind authority on `day`.
    /// @return not_found or conflict
    [[nodiscard]] Result<UnitId> authority_on(Date day) const;
    /// The same; where none is left on `day`, the one that ended last before it.
    /// @return not_found or conflict
    [[nodiscard]] Result<UnitId> last_authority_on(Date day) const;

private:
    /// Who had a name or code, and from when to when.
    struct Held {
        std::size_t unit = 0;
        Date first;
        Date last;
    };
    using Index = std::unordered_map<std::string, std::vector<Held>>;
    struct Found {
        std::vector<std::size_t> there;          // on the day, in the order of the list
        std::vector<std::size_t> on_other_days;  // likewise
    };

    void index(std::size_t at, std::size_t state, NameIndex& names);
    [[nodiscard]] static Found lookup(const Index& index, const std::string& key, Date day);

    std::vector<Unit> units_;
    std::unordered_map<UnitId, std::size_t> by_id_;
    Index by_slug_;  // keys as a reader makes them, without a level at the end
    std::shared_ptr<const NameIndex> names_;  // null: no units
    Index by_code_;                           // "system\ncode"
    Index by_territory_;                      // ids
};

}  // namespace units
}  // namespace tiendo

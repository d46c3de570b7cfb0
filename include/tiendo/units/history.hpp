#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/unit.hpp"
#include "tiendo/units/event.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace units {

/// The event under which flows stand that the first list itself tells: units with days and
/// successors.
inline constexpr std::string_view first_list_event = "danh-muc";

/// What a step did between two units: `from` on the map before it, `to` on the map after it. A unit
/// that a step leaves alone has no edge.
struct Edge {
    UnitId from;
    UnitId to;
    std::optional<Share> forward;   ///< which part of `from` goes to `to`; absent: not known
    std::optional<Share> backward;  ///< which part of `to` came from `from`; absent: not known
    bool operator==(const Edge&) const = default;
};

/// One step of the map (bước thay đổi), for carrying figures across it.
struct Flow {
    Date day;
    UnitEventId event;
    std::vector<Edge> edges;
    std::vector<UnitId> begins;  ///< created by it, with nothing yet
    std::vector<UnitId> ends;    ///< gone after it; one without an edge leaves nobody in its place
    bool operator==(const Flow&) const = default;
};

/// One fact that differs between two maps on one day.
struct Difference {
    UnitId unit;
    std::string what;    ///< "life", "name", "kind", "territory", "code one-stop", "parent front",
                         ///< "successors", "duties"
    std::string before;  ///< empty: nothing
    std::string after;
    bool operator==(const Difference&) const = default;
};

/// What nobody has stated yet.
struct Unknown {
    enum class What : std::uint8_t { shares, heir, duties };
    UnitEventId event;
    UnitId unit;
    What what = What::shares;
    bool operator==(const Unknown&) const = default;
};

/// What an entry would change, before it is applied. Upper layers add what hangs on the units:
/// duties, obligations, connections, open submissions.
struct Preview {
    Date day;  ///< of the event, or of the event that is amended or taken back
    std::vector<Difference> differences;
    std::vector<UnitId> begin;     ///< are there on `day` because of it
    std::vector<UnitId> end;       ///< are no longer there on `day`
    std::vector<UnitId> changed;   ///< there before and after, in another state or with other heirs
    std::vector<UnitId> heirs;     ///< to whom something passes by it
    std::vector<Unknown> unknown;  ///< what stays open in the whole history afterwards
    bool operator==(const Preview&) const = default;
};

/// The map of units as a first list and an append-only sequence of entries (danh mục gốc và các lần
/// sắp xếp): nothing is overwritten, every earlier knowledge can be had again.
///
/// Pure: no store, no clock. Threads: a value; reading is safe from any thread. Copies share
/// nothing.
class History {
public:
    /// Without units and entries.
    History();
    /// @return malformed_input: the first finding of `check_units`, the others as its causes
    static Result<History> make(std::vector<Unit> first_list);
    ~History();
    History(const History& other);
    History(History&&) noexcept;
    History& operator=(const History& other);
    History& operator=(History&&) noexcept;

    /// Appends an entry, or refuses it whole and stays as it was.
    ///
    /// Refused, with event, step, unit and remedy: an id used before; an event before the day of
    /// the last; a unit that does not exist that day, or of which the list already says something
    /// for a later day; an heir that is not there; shares that are not one in sum; duties of an
    /// ending body that the event says nothing about; a name or code that two units would hold,
    /// parents in a circle, a parent or territory that ends under a unit that lives on; an
    /// amendment of what is known; a reversal on which a later entry stands.
    /// @return malformed_input (wrong in itself), not_found (names what is not there), or conflict
    Result<void> apply(Entry entry);

    /// What `apply` would change; refused as by `apply`.
    [[nodiscard]] Result<Preview> preview(const Entry& entry) const;

    /// As it was known when `position` entries stood (0: the first list alone).
    /// @pre position <= entries().size() (asserted)
    [[nodiscard]] History known(std::size_t position) const;

    /// In the order in which they were applied, with what was taken back.
    [[nodiscard]] const std::vector<Entry>& entries() const noexcept;
    /// Every unit there ever was, with its dated states: for `Registry::make`.
    [[nodiscard]] const std::vector<Unit>& units() const noexcept;
    /// nullptr where there is none.
    [[nodiscard]] const Unit* find(const UnitId& id) const noexcept;
    /// The steps that stand, by day: of the first list before those of events of the same day.
    [[nodiscard]] const std::vector<Flow>& flows() const noexcept;
    /// What stays open until a person states it.
    [[nodiscard]] std::vector<Unknown> unknown() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The facts in which two lists differ on `day`, by unit.
std::vector<Difference> differences(const std::vector<Unit>& before,
                                    const std::vector<Unit>& after,
                                    Date day);

}  // namespace units
}  // namespace tiendo

#include "name_key.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/units/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace tiendo::units {

namespace {

using std::chrono::days;

/// What is said of a unit, so that the reader finds it in the list.
std::string place_of(const Unit& unit) {
    return fmt::format("unit '{}'", unit.id.str());
}

bool share_a_day(const Unit& a, const Unit& b) noexcept {
    const auto begins_after = [](const Unit& late, const Unit& early) {
        return late.valid_from && early.valid_to && *early.valid_to < *late.valid_from;
    };
    return !begins_after(a, b) && !begins_after(b, a);
}

class Check {
public:
    explicit Check(const std::vector<Unit>& units) : units_(units) {
        for (const auto& unit : units) {
            if (!by_id_.emplace(unit.id, &unit).second) {
                say(unit, "the id stands twice in the list", "give each unit an id of its own");
            }
        }
    }

    std::vector<Error> run() && {
        for (const auto& unit : units_) {
            check_life(unit);
            check_parents(unit);
            check_successors(unit);
        }
        check_names();
        check_codes();
        return std::move(findings_);
    }

private:
    void say(const Unit& unit, std::string message, std::string remedy) {
        findings_.push_back(
            Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
                place_of(unit)));
    }

    void check_life(const Unit& unit) {
        if (unit.valid_from && unit.valid_to && *unit.valid_to < *unit.valid_from) {
            say(unit,
                fmt::format("its last day {} lies before its first day {}",
                            unit.valid_to->iso(),
                            unit.valid_from->iso()),
                "exchange or correct valid_from and valid_to");
        }
    }

    void check_parents(const Unit& unit) {
        std::set<UnitId> seen{unit.id};
        const auto* at = &unit;
        while (at->parent) {
            const auto found = by_id_.find(*at->parent);
            if (found == by_id_.end()) {
                if (at == &unit) {
                    say(unit,
                        fmt::format("its parent '{}' is not in the list", unit.parent->str()),
                        "add the parent or correct the id");
                }
                return;
            }
            if (!seen.insert(found->first).second) {
                say(unit,
                    fmt::format("its parents go round in a circle at '{}'", found->first.str()),
                    "take the parent of one of them away");
                return;
            }
            at = found->second;
        }
    }

    void check_successors(const Unit& unit) {
        if (!unit.successors.empty() && !unit.valid_to) {
            say(unit, "it has successors but no last day", "state valid_to, its last day");
            return;
        }
        for (const auto& successor : unit.successors) {
            const auto found = by_id_.find(successor);
            if (found == by_id_.end()) {
                say(unit,
                    fmt::format("its successor '{}' is not in the list", successor.str()),
                    "add the successor or correct the id");
            } else if (!found->second->exists_on(unit.valid_to->plus(days{1}))) {
                say(unit,
                    fmt::format("its successor '{}' is not there on {}, the day after its end",
                                successor.str(),
                                unit.valid_to->plus(days{1}).iso()),
                    "correct the days of one of the two");
            }
        }
    }

    void check_names() {
        std::multimap<std::string, const Unit*> names;
        for (const auto& unit : units_) {
            // By key, so that two writings of one name are one; the error shows the name as
            // written.
            const std::map<std::string, std::string> own{
                {canonical_name(unit.name), unit.name},
                {canonical_name(unit.short_name), unit.short_name}};
            for (const auto& [key, name] : own) {
                check_shared(names, key, unit, "the name '" + name + "'");
            }
        }
    }

    void check_codes() {
        std::multimap<std::string, const Unit*> codes;
        for (const auto& unit : units_) {
            for (const auto& [system, code] : unit.codes) {
                const auto key = system + " " + to_upper(trim(code));
                check_shared(codes, key, unit, "the code '" + key + "'");
            }
        }
    }

    void check_shared(std::multimap<std::string, const Unit*>& seen,
                      const std::string& key,
                      const Unit& unit,
                      const std::string& what) {
        if (key.empty()) {
            return;
        }
        const auto [first, last] = seen.equal_range(key);
        for (auto each = first; each != last; ++each) {
            if (each->second->id != unit.id && share_a_day(*each->second, unit)) {
                say(unit,
                    fmt::format("{} belongs to '{}' on the same day", what, each->second->id.str()),
                    "state from and to when each of the two holds it, or correct one");
            }
        }
        seen.emplace(key, &unit);
    }

    const std::vector<Unit>& units_;
    std::map<UnitId, const Unit*> by_id_;
    std::vector<Error> findings_;
};

}  // namespace

std::vector<Error> check_units(const std::vector<Unit>& units) {
    return Check(units).run();
}

}  // namespace tiendo::units

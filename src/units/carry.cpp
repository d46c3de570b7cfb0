#include "tiendo/units/carry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>
#include <set>

namespace tiendo::units {

namespace {

__extension__ using Wide = __int128;

/// `amount` by shares that are one in sum, with the largest remainder; the first of equals is
/// first.
std::vector<Wide> split(Wide amount, std::span<const Share> weights) {
    const Wide size = amount < 0 ? -amount : amount;
    struct Left {
        std::size_t at;
        Wide part;
        Wide whole;
    };
    std::vector<Wide> parts;
    std::vector<Left> left;
    Wide given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        // The whole is at most 10^12, an amount at most 2^63: the product fits.
        const Wide product = size * weights[i].part;
        parts.push_back(product / weights[i].whole);
        left.push_back({i, product % weights[i].whole, weights[i].whole});
        given += parts.back();
    }
    assert(given <= size);
    std::ranges::stable_sort(
        left, [](const Left& a, const Left& b) { return a.part * b.whole > b.part * a.whole; });
    for (std::size_t i = 0; given < size; ++i, ++given) {
        ++parts[left[i % left.size()].at];
    }
    for (auto& part : parts) {
        part = amount < 0 ? -part : part;
    }
    return parts;
}

/// A part whose place is not known, and between whom it lies.
struct Pending {
    Uncarried part;  // its amount and candidates are filled in at the end
    Wide amount = 0;
    std::set<UnitId> between;
    bool lost = false;  ///< some of it may be with nobody
};

/// One way across a step, seen in the direction of travel.
struct Way {
    UnitId to;
    std::optional<Share> share;
};

/// A step, seen in the direction of travel.
struct Crossing {
    const Flow& flow;
    bool forward;
    std::map<UnitId, std::vector<Way>> ways;

    Crossing(const Flow& of, bool forwards) : flow(of), forward(forwards) {
        for (const auto& edge : of.edges) {
            if (forwards) {
                ways[edge.from].push_back({edge.to, edge.forward});
            } else {
                ways[edge.to].push_back({edge.from, edge.backward});
            }
        }
    }
    /// The units that are not there beyond the step.
    [[nodiscard]] const std::vector<UnitId>& gone() const {
        return forward ? flow.ends : flow.begins;
    }
    /// Where what is with `unit` may be beyond the step; empty: with nobody.
    [[nodiscard]] std::vector<UnitId> beyond(const UnitId& unit) const {
        std::vector<UnitId> found;
        if (const auto own = ways.find(unit); own != ways.end()) {
            for (const auto& way : own->second) {
                found.push_back(way.to);
            }
        } else if (std::ranges::find(gone(), unit) == gone().end()) {
            found.push_back(unit);
        }
        return found;
    }
};

class Carrying {
public:
    explicit Carrying(const History& history) : history_(history) {}

    Result<void> put(std::span<const Figure> figures, Date day) {
        for (const auto& figure : figures) {
            const auto* unit = history_.find(figure.unit);
            const auto place = fmt::format("unit '{}'", figure.unit.str());
            if (unit == nullptr || !unit->exists_on(day)) {
                return Error{
                    ErrorCode::not_found,
                    fmt::format("it does not exist on {}, the day of the table's map", day.iso()),
                    "give the figures with the map that they were counted on"}
                    .at(place);
            }
            if (!at_.emplace(figure.unit, Held{figure.amount, figure.estimate}).second) {
                return Error{ErrorCode::malformed_input,
                             "it stands twice in the table",
                             "give each unit one figure"}
                    .at(place);
            }
        }
        return {};
    }

    void cross(const Crossing& step) {
        std::vector<std::pair<UnitId, Held>> leaving;
        for (const auto& [unit, ways] : step.ways) {
            if (const auto found = at_.find(unit); found != at_.end()) {
                leaving.emplace_back(unit, found->second);
            }
        }
        for (const auto& unit : step.gone()) {
            const auto found = at_.find(unit);
            if (found != at_.end() && !step.ways.contains(unit)) {
                leaving.emplace_back(unit, found->second);
            }
        }
        for (const auto& [unit, held] : leaving) {
            at_.erase(unit);
        }
        move_pending(step);
        for (const auto& [unit, held] : leaving) {
            leave(step, unit, held);
        }
    }

    Result<Carried> take() && {
        Carried carried;
        for (const auto& [unit, held] : at_) {
            auto amount = narrow(unit, held.amount);
            if (!amount) {
                return std::move(amount).error();
            }
            carried.figures.push_back({unit, *amount, held.estimate});
        }
        for (auto& each : pending_) {
            auto amount = narrow(each.part.unit, each.amount);
            if (!amount) {
                return std::move(amount).error();
            }
            each.part.amount = *amount;
            each.part.candidates.assign(each.between.begin(), each.between.end());
            carried.uncarried.push_back(std::move(each.part));
        }
        std::ranges::stable_sort(carried.uncarried, {}, &Uncarried::unit);
        return carried;
    }

private:
    struct Held {
        Wide amount = 0;
        bool estimate = false;
    };

    static Result<std::int64_t> narrow(const UnitId& unit, Wide amount) {
        if (amount > std::numeric_limits<std::int64_t>::max() ||
            amount < std::numeric_limits<std::int64_t>::min()) {
            return Error{ErrorCode::conflict,
                         "the sum does not fit into 64 bits",
                         "give the figures in a larger unit"}
                .at(fmt::format("unit '{}'", unit.str()));
        }
        return static_cast<std::int64_t>(amount);
    }
    void add(const UnitId& unit, Wide amount, bool estimate) {
        auto& held = at_[unit];
        held.amount += amount;
        held.estimate = held.estimate || estimate;
    }

    /// Parts without a place go on with those between whom they lie, and find it where all of them
    /// come together in one unit.
    void move_pending(const Crossing& step) {
        std::vector<Pending> still;
        for (auto& each : pending_) {
            std::set<UnitId> beyond;
            for (const auto& unit : each.between) {
                const auto on = step.beyond(unit);
                beyond.insert(on.begin(), on.end());
                each.lost = each.lost || on.empty();
            }
            each.between = std::move(beyond);
            if (each.between.size() == 1 && !each.lost) {
                add(*each.between.begin(), each.amount, each.part.estimate);
            } else {
                still.push_back(std::move(each));
            }
        }
        pending_ = std::move(still);
    }

    void leave(const Crossing& step, const UnitId& unit, const Held& held) {
        const auto found = step.ways.find(unit);
        std::vector<Share> shares;
        std::vector<UnitId> sharers;
        std::set<UnitId> others;
        if (found != step.ways.end()) {
            for (const auto& way : found->second) {
                if (way.share && way.share->part > 0) {
                    shares.push_back(*way.share);
                    sharers.push_back(way.to);
                } else if (!way.share) {
                    others.insert(way.to);
                }
            }
        }
        if (held.amount == 0) {  // nothing, however it is divided
            others.insert(sharers.begin(), sharers.end());
            for (const auto& other : others) {
                add(other, 0, held.estimate);
            }
            if (!others.empty()) {
                return;
            }
        }
        if (shares.empty()) {
            keep(step, unit, {held.amount, held.estimate}, std::move(others));
            return;
        }
        // What is left beside the known shares is divided with them, so that all adds up.
        const auto sum = sum_of(shares);
        assert(sum);  // it was taken when the event was applied
        if (!others.empty()) {
            shares.push_back({sum->whole - sum->part, sum->whole});
        }
        const auto parts = split(held.amount, shares);
        const bool estimate = held.estimate || parts.size() > 1;
        for (std::size_t i = 0; i < sharers.size(); ++i) {
            add(sharers[i], parts[i], estimate);
        }
        if (!others.empty()) {
            keep(step, unit, {parts.back(), estimate}, std::move(others));
        }
    }

    void keep(const Crossing& step, const UnitId& unit, Held held, std::set<UnitId> between) {
        if (between.size() == 1) {
            add(*between.begin(), held.amount, held.estimate);
            return;
        }
        Pending pending;
        pending.part.unit = unit;
        pending.amount = held.amount;
        pending.part.estimate = held.estimate;
        pending.part.event = step.flow.event;
        pending.part.reason = reason(step, unit, between.empty());
        pending.lost = between.empty();
        pending.between = std::move(between);
        pending_.push_back(std::move(pending));
    }

    [[nodiscard]] std::string reason(const Crossing& step, const UnitId& id, bool nobody) const {
        const auto* unit = history_.find(id);
        const auto day = step.flow.day.vietnamese();
        const auto name = unit->on(step.flow.day).name;
        if (!nobody) {
            return step.forward
                       ? fmt::format("{}: tỷ lệ chia ngày {} chưa có văn bản nào nêu", name, day)
                       : fmt::format(
                             "{}: chưa có văn bản nào nêu phần của từng đơn vị khi sắp "
                             "xếp ngày {}",
                             name,
                             day);
        }
        if (!step.forward) {
            return fmt::format("{}: trước ngày {} chưa có đơn vị này", name, day);
        }
        return unit->succession == Succession::closed
                   ? fmt::format("{}: kết thúc trước ngày {}, không có đơn vị kế tục ({})",
                                 name,
                                 day,
                                 unit->closing_reason)
                   : fmt::format("{}: kết thúc trước ngày {}, chưa rõ đơn vị kế tục", name, day);
    }

    const History& history_;
    std::map<UnitId, Held> at_;
    std::vector<Pending> pending_;
};

}  // namespace

std::vector<std::int64_t> apportion(std::int64_t amount, std::span<const Share> weights) {
    std::vector<std::int64_t> parts;
    for (const auto part : split(amount, weights)) {
        parts.push_back(static_cast<std::int64_t>(part));
    }
    return parts;
}

Result<Carried> carry(const History& history, std::span<const Figure> figures, Date from, Date to) {
    Carrying carrying(history);
    if (auto done = carrying.put(figures, from); !done) {
        return std::move(done).error();
    }
    const auto& flows = history.flows();
    if (from <= to) {
        for (const auto& flow : flows) {
            if (from < flow.day && flow.day <= to) {
                carrying.cross(Crossing(flow, true));
            }
        }
    } else {
        for (auto flow = flows.rbegin(); flow != flows.rend(); ++flow) {
            if (to < flow->day && flow->day <= from) {
                carrying.cross(Crossing(*flow, false));
            }
        }
    }
    return std::move(carrying).take();
}

}  // namespace tiendo::units

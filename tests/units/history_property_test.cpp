#include "units/history_build.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <utility>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using std::chrono::days;
using units::Event;
using units::Figure;
using units::History;
using units::Part;
using units::Passing;
using units::Share;

constexpr unsigned seed = 20250701;
constexpr int cases = 10'000;
const auto first_day = Date::of(2015, 1, 1);
const Passing shared_out{Succession::shared, {}, {}};
const Passing inherited{Succession::inherited, {}, {}};
const Passing unknown{Succession::unknown, {}, {}};
const Passing closed{Succession::closed, {}, "hết nhiệm vụ"};

/// What a naive reader of the events believes of one unit on the newest day.
struct Believed {
    std::string name;
    std::string code;
    bool operator==(const Believed&) const = default;
};
using Map = std::map<std::string, Believed>;

/// Makes chains of events that can be, and beside them the maps that follow, each a full copy.
class Chain {
public:
    explicit Chain(std::mt19937& random) : random_(random) {
        for (int i = 0; i < 4; ++i) {
            Unit unit;
            unit.id = UnitId::of("u" + std::to_string(i));
            unit.states.front().name = "Phòng " + std::to_string(i);
            unit.states.front().codes = {{"one-stop", "C" + std::to_string(i)}};
            list_.push_back(unit);
            map_[unit.id.str()] = {unit.states.front().name, "C" + std::to_string(i)};
            free_codes_.insert("F" + std::to_string(i));
        }
        maps_.emplace_back(first_day, map_);
    }

    History first() const {
        auto history = History::make(list_);
        EXPECT_TRUE(history) << history.error();
        return *std::move(history);
    }

    Event next() {
        Event event;
        event.id = UnitEventId::of("e" + std::to_string(++count_));
        day_ = day_.plus(days{below(400)});
        event.day = day_;
        event.legal_basis = "NQ " + std::to_string(count_);
        for (auto left = 1 + below(3); left > 0; --left) {
            add_step(event);
        }
        if (event.steps.empty()) {
            create(event);
        }
        if (maps_.back().first == day_) {
            maps_.back().second = map_;
        } else {
            maps_.emplace_back(day_, map_);
        }
        return event;
    }

    /// The map of a day: the newest copy that is not later.
    [[nodiscard]] const Map& on(Date day) const {
        const Map* found = &maps_.front().second;
        for (const auto& [from, map] : maps_) {
            if (from <= day) {
                found = &map;
            }
        }
        return *found;
    }
    [[nodiscard]] Date day() const { return day_; }
    unsigned below(unsigned bound) {
        return std::uniform_int_distribution<unsigned>(0, bound - 1)(random_);
    }

private:
    void add_step(Event& event) {
        switch (below(7)) {
            case 0: create(event); break;
            case 1: rename(event); break;
            case 2: recode(event); break;
            case 3: merge(event); break;
            case 4: split(event); break;
            case 5: transfer(event); break;
            default: abolish(event); break;
        }
    }
    /// A unit that the event has not made: what begins cannot end on one day.
    std::optional<std::string> pick(const Event& event, const std::set<std::string>& but = {}) {
        std::vector<std::string> able;
        for (const auto& [id, unit] : map_) {
            const bool fresh = std::ranges::any_of(event.steps, [&](const units::Step& step) {
                const auto* create = std::get_if<units::Create>(&step);
                return create != nullptr && create->unit.id.str() == id;
            });
            if (!fresh && !but.contains(id) && !born_on_[id].has_value()) {
                able.push_back(id);
            } else if (!fresh && !but.contains(id) && *born_on_[id] < day_) {
                able.push_back(id);
            }
        }
        return able.empty() ? std::nullopt
                            : std::optional(able[below(static_cast<unsigned>(able.size()))]);
    }
    UnitId create(Event& event) {
        Unit unit;
        unit.id = UnitId::of("n" + std::to_string(++made_));
        unit.states.front().name = "Ban " + std::to_string(made_);
        std::string code;
        if (!free_codes_.empty() && below(2) == 0) {  // the code of one that ended
            code = free_codes_.extract(free_codes_.begin()).value();
            unit.states.front().codes = {{"one-stop", code}};
        }
        map_[unit.id.str()] = {unit.states.front().name, code};
        born_on_[unit.id.str()] = day_;
        event.steps.emplace_back(units::Create{unit});
        return unit.id;
    }
    void rename(Event& event) {
        if (const auto id = pick(event)) {
            units::Change change;
            change.unit = UnitId::of(*id);
            change.name = "Tên " + std::to_string(++made_);
            map_[*id].name = *change.name;
            event.steps.emplace_back(change);
        }
    }
    void recode(Event& event) {
        const auto id = pick(event);
        if (id && !free_codes_.empty()) {
            units::Change change;
            change.unit = UnitId::of(*id);
            const auto code = free_codes_.extract(free_codes_.begin()).value();
            change.codes = {{"one-stop", code}};
            release(*id);
            map_[*id].code = code;
            event.steps.emplace_back(change);
        }
    }
    void merge(Event& event) {
        const auto gone = pick(event);
        const auto heir = gone ? pick(event, {*gone}) : std::nullopt;
        if (heir) {
            const auto into = below(2) == 0 ? create(event) : UnitId::of(*heir);
            event.steps.emplace_back(units::Merge{
                {{UnitId::of(*gone), std::nullopt, std::nullopt}}, into, {}, inherited});
            end(*gone);
        }
    }
    void split(Event& event) {
        const auto gone = pick(event);
        const auto heir = gone ? pick(event, {*gone}) : std::nullopt;
        if (heir) {
            const auto whole = static_cast<std::int64_t>(2 + below(1000));
            const auto part = static_cast<std::int64_t>(below(static_cast<unsigned>(whole)));
            const bool known = below(3) != 0;
            const auto share = [&](std::int64_t of) {
                return known ? std::optional(Share{of, whole}) : std::nullopt;
            };
            event.steps.emplace_back(
                units::End{UnitId::of(*gone),
                           {{UnitId::of(*heir), share(part), std::nullopt},
                            {create(event), share(whole - part), std::nullopt}},
                           {},
                           shared_out});
            end(*gone);
        }
    }
    void transfer(Event& event) {
        const auto giver = pick(event);
        const auto taker = giver ? pick(event, {*giver}) : std::nullopt;
        if (taker) {
            const auto share = below(3) != 0 ? std::optional(Share{1, 2 + below(9)}) : std::nullopt;
            const auto back = below(2) != 0 ? std::optional(Share{1, 2 + below(9)}) : std::nullopt;
            event.steps.emplace_back(
                units::Transfer{UnitId::of(*giver), {UnitId::of(*taker), share, back}, {}});
        }
    }
    void abolish(Event& event) {
        const auto gone = pick(event);
        if (gone && map_.size() > 2) {
            event.steps.emplace_back(
                units::End{UnitId::of(*gone), {}, {}, below(2) == 0 ? closed : unknown});
            end(*gone);
        }
    }
    void release(const std::string& id) {
        if (!map_[id].code.empty()) {
            free_codes_.insert(map_[id].code);
        }
    }
    void end(const std::string& id) {
        release(id);
        map_.erase(id);
    }

    std::mt19937& random_;
    std::vector<Unit> list_;
    Map map_;
    std::map<std::string, std::optional<Date>> born_on_;
    std::set<std::string> free_codes_;
    std::vector<std::pair<Date, Map>> maps_;
    Date day_ = first_day;
    int count_ = 0;
    int made_ = 0;
};

Map seen_in(const History& history, Date day) {
    Map map;
    for (const auto& unit : history.units()) {
        if (unit.exists_on(day)) {
            const auto& state = unit.on(day);
            const auto code = state.codes.find("one-stop");
            map[unit.id.str()] = {state.name, code == state.codes.end() ? "" : code->second};
        }
    }
    return map;
}

std::vector<Figure> some_figures(Chain& chain, const History& history, Date day) {
    std::vector<Figure> figures;
    for (const auto& unit : history.units()) {
        if (unit.exists_on(day) && chain.below(4) != 0) {
            const auto amount = static_cast<std::int64_t>(chain.below(100'000)) - 1'000;
            figures.push_back({unit.id, amount, false});
        }
    }
    return figures;
}

template <typename List>
std::int64_t total(const List& list) {
    std::int64_t sum = 0;
    for (const auto& each : list) {
        sum += each.amount;
    }
    return sum;
}

TEST(HistoryProperty, a_map_change_and_its_counter_event_give_the_old_map_back) {
    std::cout << "seed " << seed << '\n';
    std::mt19937 random(seed);
    for (int i = 0; i < cases; ++i) {
        Chain chain(random);
        auto history = chain.first();
        for (auto left = chain.below(4); left > 0; --left) {
            const auto done = history.apply(chain.next());
            ASSERT_TRUE(done) << "case " << i << ": " << done.error().explain();
        }
        const auto before = history;
        const auto event = chain.next();
        const auto done = history.apply(event);
        ASSERT_TRUE(done) << "case " << i << ": " << done.error().explain();
        ASSERT_EQ(seen_in(history, chain.day()), chain.on(chain.day())) << "case " << i;
        const auto back =
            history.apply(units::Reversal{UnitEventId::of("r"), event.id, "nhập nhầm", ""});
        ASSERT_TRUE(back) << "case " << i << ": " << back.error().explain();
        ASSERT_EQ(history.units(), before.units()) << "case " << i;
        ASSERT_EQ(history.flows(), before.flows()) << "case " << i;
        // As known before the counter-event the change still stands.
        ASSERT_EQ(seen_in(history.known(history.entries().size() - 1), chain.day()),
                  chain.on(chain.day()))
            << "case " << i;
    }
}

TEST(HistoryProperty, as_of_look_ups_agree_with_a_naive_fold) {
    std::cout << "seed " << seed + 1 << '\n';
    std::mt19937 random(seed + 1);
    for (int i = 0; i < cases; ++i) {
        Chain chain(random);
        auto history = chain.first();
        for (auto left = 1 + chain.below(6); left > 0; --left) {
            const auto done = history.apply(chain.next());
            ASSERT_TRUE(done) << "case " << i << ": " << done.error().explain();
        }
        const auto registry = units::Registry::make(history.units());
        ASSERT_TRUE(registry) << "case " << i << ": " << registry.error().explain();
        const auto span =
            static_cast<unsigned>((chain.day().days() - first_day.days()).count()) + 2;
        for (int k = 0; k < 8; ++k) {
            const auto day = first_day.plus(days{chain.below(span)});
            const auto& naive = chain.on(day);
            ASSERT_EQ(seen_in(history, day), naive) << "case " << i << " on " << day;
            for (const auto& [id, believed] : naive) {
                ASSERT_EQ(registry->name_of(UnitId::of(id), day), believed.name) << "case " << i;
                if (!believed.code.empty()) {
                    ASSERT_EQ(registry->find_by_code("one-stop", believed.code, day),
                              UnitId::of(id))
                        << "case " << i << " on " << day;
                }
            }
        }
    }
}

TEST(HistoryProperty, totals_are_kept_under_any_chain_in_both_directions) {
    std::cout << "seed " << seed + 2 << '\n';
    std::mt19937 random(seed + 2);
    for (int i = 0; i < cases; ++i) {
        Chain chain(random);
        auto history = chain.first();
        for (auto left = 1 + chain.below(6); left > 0; --left) {
            const auto done = history.apply(chain.next());
            ASSERT_TRUE(done) << "case " << i << ": " << done.error().explain();
        }
        const auto span =
            static_cast<unsigned>((chain.day().days() - first_day.days()).count()) + 2;
        for (int k = 0; k < 4; ++k) {
            const auto from = first_day.plus(days{chain.below(span)});
            const auto to = first_day.plus(days{chain.below(span)});
            const auto figures = some_figures(chain, history, from);
            const auto carried = units::carry(history, figures, from, to);
            ASSERT_TRUE(carried) << "case " << i << ": " << carried.error().explain();
            ASSERT_EQ(total(carried->figures) + total(carried->uncarried), total(figures))
                << "case " << i << " from " << from << " to " << to;
            for (const auto& each : carried->figures) {
                ASSERT_TRUE(chain.on(to).contains(each.unit.str()))
                    << "case " << i << ": " << each.unit << " on " << to;
            }
            for (const auto& each : carried->uncarried) {
                ASSERT_FALSE(each.reason.empty());
                for (const auto& unit : each.candidates) {
                    ASSERT_TRUE(chain.on(to).contains(unit.str())) << "case " << i;
                }
            }
        }
    }
}

}  // namespace

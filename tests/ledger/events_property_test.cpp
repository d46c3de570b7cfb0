// Generated reorganisations, and what they do to all that is owed, against a reader who moves each
// paper and each duty forwards in time, entry by entry. No store: the same functions that
// `apply_units` writes by. Faults name their seed.
#include "../src/ledger/turn.hpp"
#include "ledger/forward_reader.hpp"

#include "tiendo/units/parse_events.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace tiendo;
using ledger::Books;
using ledger::Holding;
using std::chrono::days;
using tiendo::test::End;
using tiendo::test::Reader;
using units::Passing;

constexpr unsigned first_seed = 20250701;
constexpr unsigned cases = 10'000;
const auto plan = PlanId::of("ke-hoach");
const auto first_day = Date::of(2025, 1, 1);
const auto noon = *Instant::parse("2025-06-20T12:00:00+07:00");

/// One generated district: its plan, and the entries that come over it.
class Case {
public:
    explicit Case(unsigned seed) : dice_(seed) {
        std::vector<Unit> list;
        const auto many = 3 + below(5);
        for (unsigned i = 0; i < many; ++i) {
            list.push_back(fresh_unit());
            alive_.push_back(list.back().id);
        }
        auto map = units::History::make(list);
        EXPECT_TRUE(map) << map.error();
        books_.map = *std::move(map);
        books_.plans.push_back(some_plan());
        start_ = books_.plans.front();
    }

    void run() {
        const auto many = 1 + below(5);
        for (unsigned i = 0; i < many; ++i) {
            if (below(4) == 0) {
                file_one();
            }
            const auto before = books_;
            const auto ends = ends_;
            auto entry = next();
            apply(entry);
            if (HasFailure()) {
                return;
            }
            undo_.push_back({units::id_of(entry), before, ends});
            entries_ += 1;
        }
        while (!undo_.empty() && !HasFailure()) {
            take_back(undo_.back());
            undo_.pop_back();
        }
    }
    [[nodiscard]] unsigned entries() const { return entries_; }

private:
    struct Done {
        UnitEventId id;
        Books before;
        std::vector<End> ends;
    };

    static bool HasFailure() { return testing::Test::HasFailure(); }
    unsigned below(unsigned bound) {
        return std::uniform_int_distribution<unsigned>(0, bound - 1)(dice_);
    }
    Unit fresh_unit() {
        Unit unit;
        unit.id = UnitId::of("u" + std::to_string(++made_));
        unit.states.front().name = "Phòng " + std::to_string(made_);
        return unit;
    }
    Holding some_plan() {
        Holding holding;
        holding.id = plan;
        const auto cycles = 1 + below(4);
        for (unsigned i = 0; i < cycles; ++i) {
            Cycle cycle;
            cycle.id = CycleId::of("c" + std::to_string(i));
            cycle.plan = plan;
            cycle.name = "Báo cáo " + std::to_string(i);
            if (below(8) != 0) {
                cycle.due.at = Instant::start_of(first_day.plus(days{below(400)}));
            }
            for (const auto& unit : alive_) {
                if (below(4) != 0) {
                    holding.obligations.push_back(paper_of(cycle, unit));
                    const auto& id = holding.obligations.back().id;
                    if (below(4) == 0) {
                        holding.sent[id].push_back(sent(id));
                    } else if (below(6) == 0) {
                        holding.obligations.back().excuses.push_back(
                            {"phòng nội vụ", "được miễn (giả định)", Instant{}, {}});
                    }
                }
            }
            holding.cycles.push_back(std::move(cycle));
        }
        for (const auto* node : {"I.1", "I.2"}) {
            for (const auto& unit : alive_) {
                if (below(3) != 0) {
                    Duty duty;
                    duty.id = DutyId::of("ke-hoach/" + std::string(node) + "/" + unit.str());
                    duty.plan = plan;
                    duty.node = NodeId::of(node);
                    duty.unit = unit;
                    holding.duties.push_back(std::move(duty));
                }
            }
        }
        return holding;
    }
    static Obligation paper_of(const Cycle& cycle, const UnitId& unit) {
        Obligation paper;
        paper.id = ObligationId::of("ke-hoach/" + cycle.id.str() + "/" + unit.str());
        paper.plan = plan;
        paper.cycle = cycle.id;
        paper.unit = unit;
        return paper;
    }
    static Submission sent(const ObligationId& paper) {
        Submission submission;
        submission.id = SubmissionId::of(paper.str() + "/1");
        submission.obligation = paper;
        submission.sent_at = noon;
        return submission;
    }
    /// One of the papers that are expected comes in.
    void file_one() {
        auto& holding = books_.plans.front();
        std::vector<ObligationId> open;
        for (const auto& each : holding.obligations) {
            if (!each.superseded && each.excuses.empty() && !holding.sent.contains(each.id)) {
                open.push_back(each.id);
            }
        }
        if (!open.empty()) {
            const auto& id = open[below(static_cast<unsigned>(open.size()))];
            holding.sent[id].push_back(sent(id));
            filed_between_ = true;
        }
    }

    units::Entry next() {
        for (const auto& end : ends_) {
            if (end.passing.succession == Succession::unknown && below(3) == 0) {
                if (const auto heirs = heirs_of(end); !heirs.empty()) {
                    return amendment(end, heirs);
                }
            }
        }
        return event();
    }
    /// Units that are there on the end's day and the one after.
    std::vector<UnitId> heirs_of(const End& end) {
        std::vector<UnitId> found;
        for (const auto& unit : books_.map.units()) {
            if (unit.exists_on(end.last) && unit.exists_on(end.last.plus(days{1}))) {
                found.push_back(unit.id);
            }
        }
        std::ranges::shuffle(found, dice_);
        found.resize(std::min<std::size_t>(found.size(), 1 + below(2)));
        return found;
    }
    Passing passing_to(std::vector<UnitId> heirs) {
        const auto how = heirs.size() == 1 ? Succession::inherited : Succession::shared;
        return {how, std::move(heirs), {}};
    }
    units::Entry amendment(const End& end, const std::vector<UnitId>& heirs) {
        units::Amendment amendment;
        amendment.id = UnitEventId::of("a" + std::to_string(++count_));
        amendment.event = event_of_.at(end.unit);
        amendment.source = "giả định";
        units::Statement statement;
        statement.unit = end.unit;
        statement.duties = passing_to(heirs);
        amendment.statements.push_back(statement);
        pending_ = {{end.unit, end.last, passing_to(heirs)}};
        return amendment;
    }
    units::Entry event() {
        units::Event event;
        event.id = UnitEventId::of("e" + std::to_string(++count_));
        day_ = day_.plus(days{1 + below(120)});
        event.day = day_;
        event.legal_basis = "NQ " + std::to_string(count_);
        pending_.clear();
        for (auto left = 1 + below(2); left > 0 && alive_.size() > 1; --left) {
            add_end(event);
        }
        if (event.steps.empty()) {
            (void)create(event);
        }
        return event;
    }
    UnitId create(units::Event& event) {
        auto unit = fresh_unit();
        event.steps.emplace_back(units::Create{unit});
        born_.insert(unit.id);
        return unit.id;
    }
    void add_end(units::Event& event) {
        const auto at = below(static_cast<unsigned>(alive_.size()));
        const auto gone = alive_[at];
        if (std::ranges::any_of(pending_, [&](const End& end) {
                return std::ranges::find(end.passing.heirs, gone) != end.passing.heirs.end();
            })) {
            return;  // has just come to something: it ends another day
        }
        alive_.erase(alive_.begin() + at);
        Passing passing;
        const auto last = day_.plus(days{-1});
        const auto some = [&] { return alive_[below(static_cast<unsigned>(alive_.size()))]; };
        switch (below(5)) {
            case 0: {
                passing = passing_to({below(2) == 0 ? create(event) : some()});
                event.steps.emplace_back(
                    units::Merge{{{gone, {}, {}}}, passing.heirs.front(), {}, Passing(passing)});
                break;
            }
            case 1: {
                passing.succession = Succession::shared;
                passing.heirs = {some(), create(event)};
                event.steps.emplace_back(
                    units::End{gone,
                               {{passing.heirs[0], {}, {}}, {passing.heirs[1], {}, {}}},
                               {},
                               Passing{Succession::shared, {}, {}}});
                break;
            }
            case 2:
                passing = {Succession::closed, {}, "hết nhiệm vụ"};
                event.steps.emplace_back(units::End{gone, {}, {}, passing});
                break;
            case 3: event.steps.emplace_back(units::End{gone, {}, {}, passing}); break;
            default:
                passing = passing_to({some()});
                event.steps.emplace_back(units::End{gone, {}, {}, passing});
                break;
        }
        pending_.push_back({gone, last, passing});
        event_of_.insert_or_assign(gone, event.id);
    }

    void apply(const units::Entry& entry) {
        auto turn = ledger::turn_of(books_, entry, noon);
        ASSERT_TRUE(turn) << turn.error().explain() << units::write_entry(entry);
        const auto before = books_.plans.front();
        const auto told = turn->effect;
        const auto doubts = turn->plans.front().doubts;
        take(books_, *std::move(turn));
        for (const auto& end : pending_) {
            const auto known = std::ranges::find(ends_, end.unit, &End::unit);
            known == ends_.end() ? ends_.push_back(end) : static_cast<void>(*known = end);
        }
        alive_.insert(alive_.end(), born_.begin(), born_.end());
        pending_.clear();
        born_.clear();
        check(doubts);
        check_told(before, told);
    }

    void check(const std::vector<Doubt>& doubts) {
        const auto& now = books_.plans.front();
        Reader reader(start_, ends_);
        for (const auto& each : now.obligations) {
            if (ledger::filed(now, each.id)) {
                reader.filed(each.cycle, each.unit);
            }
        }
        reader.move();
        check_papers(now, reader);
        std::set<std::tuple<NodeId, Role, UnitId>> duties;
        for (const auto& each : now.duties) {
            if (!each.until) {
                duties.emplace(each.node, each.role, each.unit);
            }
        }
        EXPECT_EQ(duties, reader.duties());
        std::set<UnitId> surprised;
        std::set<UnitId> waiting;
        for (const auto& each : doubts) {
            (each.code == ledger::doubt_excused ? surprised : waiting)
                .insert(UnitId::of(each.where));
        }
        EXPECT_EQ(surprised, reader.surprised());
        check_waiting(now, waiting);
    }
    void check_papers(const Holding& now, const Reader& reader) {
        std::set<std::pair<CycleId, UnitId>> expected;
        std::set<ObligationId> kept;
        for (const auto& each : now.obligations) {
            kept.insert(each.id);
            if (!each.superseded && each.excuses.empty()) {
                EXPECT_TRUE(expected.emplace(each.cycle, each.unit).second)
                    << each.unit.str() << " owes twice";
            }
        }
        EXPECT_EQ(expected, reader.expected());
        for (const auto& each : start_.obligations) {
            EXPECT_TRUE(kept.contains(each.id)) << each.id.str() << " is lost";
        }
    }
    /// Whoever ended before the last day on time and still owes has filed, or waits for a
    /// statement.
    void check_waiting(const Holding& now, const std::set<UnitId>& waiting) {
        for (const auto& each : now.obligations) {
            const auto end = std::ranges::find(ends_, each.unit, &End::unit);
            if (each.superseded || !each.excuses.empty() || end == ends_.end() ||
                ledger::filed(now, each.id)) {
                continue;
            }
            const auto day = ledger::last_day_of(*cycle_of(now, each.cycle));
            if (!day || end->last < *day) {
                EXPECT_EQ(end->passing.succession, Succession::unknown) << each.id.str();
                EXPECT_TRUE(waiting.contains(each.unit)) << each.id.str();
            }
        }
        for (const auto& unit : waiting) {
            const auto end = std::ranges::find(ends_, unit, &End::unit);
            ASSERT_NE(end, ends_.end());
            EXPECT_EQ(end->passing.succession, Succession::unknown) << unit.str();
        }
    }
    /// What the effect tells of papers is what happened to them.
    void check_told(const Holding& before, const ledger::UnitsEffect& told) {
        const auto& now = books_.plans.front();
        const auto of = [](const Holding& holding, const ObligationId& id) {
            const auto found = std::ranges::find(holding.obligations, id, &Obligation::id);
            return found == holding.obligations.end() ? std::nullopt : std::optional(*found);
        };
        std::set<ObligationId> ids;
        for (const auto& each : told.obligations) {
            ids.insert(each.obligation.id);
            EXPECT_TRUE(of(before, each.obligation.id) == each.obligation);
            const auto after = of(now, each.obligation.id);
            EXPECT_FALSE(each.obligation.superseded && after && after->superseded)
                << each.obligation.id.str() << " was superseded before";
        }
        for (const auto& each : before.obligations) {
            const auto after = of(now, each.id);
            if (!after || each.superseded.has_value() != after->superseded.has_value()) {
                EXPECT_TRUE(ids.contains(each.id)) << each.id.str() << " changed untold";
            }
        }
    }

    /// Papers that heirs owe again come behind the others, and where several units passed one on,
    /// it may be called that of another one of them than before.
    static std::vector<Obligation> comparable(std::vector<Obligation> papers) {
        std::ranges::sort(papers, {}, &Obligation::id);
        for (auto& each : papers) {
            each.inherited = each.inherited ? std::optional<std::string>("") : std::nullopt;
        }
        return papers;
    }
    void take_back(const Done& done) {
        units::Reversal reversal;
        reversal.id = UnitEventId::of("huy-" + done.id.str());
        reversal.reverses = done.id;
        reversal.reason = "nhập nhầm (giả định)";
        auto turn = ledger::turn_of(books_, reversal, noon);
        ASSERT_TRUE(turn) << turn.error().explain();
        const auto doubts = turn->plans.front().doubts;
        take(books_, *std::move(turn));
        ends_ = done.ends;
        EXPECT_TRUE(books_.map.units() == done.before.map.units());
        check(doubts);
        const auto& now = books_.plans.front();
        const auto& then = done.before.plans.front();
        EXPECT_TRUE(now.duties == then.duties);
        // What came in meanwhile stays with its unit; `check` knows of it.
        if (!filed_between_) {
            EXPECT_TRUE(comparable(now.obligations) == comparable(then.obligations));
        }
    }

    std::mt19937 dice_;
    Books books_;
    Holding start_;
    std::vector<UnitId> alive_;
    std::set<UnitId> born_;  // by the entry that is being made
    std::vector<End> ends_;
    std::vector<End> pending_;
    std::map<UnitId, UnitEventId> event_of_;
    std::vector<Done> undo_;
    Date day_ = first_day;
    unsigned made_ = 0;
    unsigned count_ = 0;
    unsigned entries_ = 0;
    bool filed_between_ = false;
};

TEST(LedgerEvents, ten_thousand_generated_districts_owe_what_a_reader_of_the_events_says) {
    unsigned entries = 0;
    for (unsigned seed = first_seed; seed < first_seed + cases; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Case one(seed);
        one.run();
        entries += one.entries();
        ASSERT_FALSE(HasFailure());
    }
    std::cout << cases << " cases, seeds " << first_seed << " to " << first_seed + cases - 1 << ", "
              << entries << " entries applied and taken back\n";
}

}  // namespace

// Random histories of papers with random clocks, against a slow reading of the rules: what was
// known never changes, the expected set is fixed, and every slice adds up.
#include "ledger/build.hpp"
#include "support/folder.hpp"

#include "tiendo/ledger/adopt.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/ledger/timeliness.hpp"
#include "tiendo/ledger/workflow.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/units.hpp"
#include "tiendo/store/versions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using ledger::Owed;
using ledger::StandingQuestion;

const auto plan = PlanId::of("ke-hoach");
const auto first_instant = at("2021-01-04T08:00:00+07:00");
constexpr int histories = 400;
constexpr int acts = 30;

/// Where a paper stands, read from the rules once more and without care for speed.
Standing slow_standing(const Obligation& owed,
                       const Cycle& cycle,
                       const std::vector<Submission>& rounds,
                       Instant when) {
    if (owed.superseded) {
        return Standing::superseded;
    }
    for (const auto& excuse : owed.excuses) {
        if (!(when < excuse.from) && !(excuse.until && !(when < *excuse.until))) {
            return Standing::excused;
        }
    }
    std::set<Instant> valid;
    for (const auto& round : rounds) {
        const bool gone = round.withdrawn_at && !(when < *round.withdrawn_at);
        if (round.obligation == owed.id && !(when < round.sent_at) && !gone) {
            valid.insert(round.sent_at);
        }
    }
    const auto& due = cycle.due.at;
    if (!valid.empty()) {
        return due && !(*valid.begin() < *due) ? Standing::late : Standing::on_time;
    }
    if (due && !(when < *due)) {
        return Standing::overdue;
    }
    return cycle.opens_at && when < *cycle.opens_at ? Standing::not_due : Standing::open;
}

/// What one question is answered with, as far as anybody may argue about it.
using Answer = std::map<std::string, std::tuple<Standing, std::int64_t, std::string>>;

Answer answer_of(const std::vector<Owed>& rows) {
    Answer answer;
    for (const auto& row : rows) {
        answer[row.obligation.id.str()] = {row.standing, row.days_late, row.obligation.why};
    }
    return answer;
}

class History {
public:
    History(store::Transaction& tx, unsigned seed) : tx_(tx), random_(seed) {
        set_up();
        look();
    }

    void act() {
        clock_ = upto(7) == 0 ? clock_.plus(std::chrono::hours{-upto(200)})
                              : clock_.plus(std::chrono::minutes{upto(60 * 48)});
        const auto cycle = upto(1) == 0 ? half_ : notice_;
        const ledger::Paper paper{plan, cycle, unit_of(upto(3))};
        switch (upto(9)) {
            case 0:
            case 1:
            case 2:
            case 3: (void)ledger::submit(tx_, paper, submission(), said()); break;
            case 4: (void)ledger::return_paper(tx_, paper, returned(), said()); break;
            case 5: (void)ledger::accept(tx_, paper, said()); break;
            case 6: (void)ledger::withdraw(tx_, paper, said()); break;
            case 7: (void)ledger::excuse(tx_, paper, excuse(), said()); break;
            case 8: supersede_or_reverse(paper); break;
            case 9: upto(3) == 0 ? change_cycle(cycle) : inherit_or_remove(cycle); break;
        }
        look();
    }

    /// All answers that were given stay; some new ones are asked for.
    void check() {
        for (const auto& [question, given] : given_) {
            const auto& [when, known_at] = question;
            ASSERT_EQ(answer_of(ask({when, known_at})), given) << when << " known at " << known_at;
        }
        for (const auto when : {*due_, instant(), instant()}) {
            const auto known_at = upto(1) == 0 ? when : instant();
            const auto rows = ask({when, known_at});
            expect_as_recorded(rows, when, known_at);
            expect_to_add_up(rows);
            if (known_at < frontier_ && given_.size() < 12) {
                given_.emplace(std::pair(when, known_at), answer_of(rows));
            }
        }
        expect_as_read(ask({clock_, std::nullopt}), seen_.back().second, clock_);
        const auto when = instant();
        expect_to_be_counted({when, std::nullopt});
        expect_to_be_counted({when, instant()});
    }

private:
    int upto(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
    static UnitId unit_of(int number) { return UnitId::of("phuong-" + std::to_string(number)); }
    Instant instant() { return first_instant.plus(std::chrono::minutes{upto(60 * 24 * 60)}); }
    ledger::Act said() { return {clock_, "Phòng Nội vụ", "lý do giả định"}; }

    ledger::NewSubmission submission() {
        return {clock_.plus(std::chrono::hours{-upto(72)}), "Văn phòng", {{"general", "Đã làm"}}};
    }
    ledger::NewReturn returned() {
        ledger::NewReturn back{"bổ sung", {}};
        if (upto(1) == 0) {
            back.again_before = clock_.plus(std::chrono::hours{1 + upto(100)});
        }
        return back;
    }
    ledger::NewExcuse excuse() {
        ledger::NewExcuse made{"UBND quận", clock_.plus(std::chrono::hours{upto(200) - 100}), {}};
        if (upto(2) > 0) {
            made.until = made.from->plus(std::chrono::hours{1 + upto(200)});
        }
        return made;
    }
    void note(const char* action) {
        EXPECT_TRUE(store::append(tx_, {clock_, "Phòng Nội vụ", action, "x", "", "", ""}));
    }
    void supersede_or_reverse(const ledger::Paper& paper) {
        auto found =
            *store::list_obligations(tx_, {.plan = plan, .cycle = paper.cycle, .unit = paper.unit});
        auto& owed = found.front();
        owed.superseded = owed.superseded ? std::nullopt : std::optional<std::string>("sự kiện");
        EXPECT_TRUE(store::update_obligation(tx_, owed));
        note("units.event");
    }
    void change_cycle(const CycleId& id) {
        auto cycle = *store::get_cycle(tx_, plan, id);
        if (cycle.due.at) {
            cycle.due.at = cycle.due.at->plus(std::chrono::hours{upto(48) - 24});
            cycle.opens_at = cycle.due.at->plus(std::chrono::hours{-24 * upto(20)});
        }
        cycle.year = 2021 + upto(1);
        EXPECT_TRUE(store::update_cycle(tx_, cycle));
        note("cycle.change");
    }
    /// The heir's paper comes, and goes where nothing was filed under it.
    void inherit_or_remove(const CycleId& cycle) {
        auto heir = owed_by(cycle, "phuong-moi");
        heir.inherited = "kế thừa";
        if (store::get_obligation(tx_, heir.id)) {
            EXPECT_TRUE(store::remove_obligation(tx_, heir.id));
        } else {
            EXPECT_TRUE(store::insert_obligations(tx_, std::vector{heir}));
        }
        note("units.event");
    }
    static Obligation owed_by(const CycleId& cycle, const std::string& unit) {
        return {ObligationId::of("ke-hoach/" + cycle.str() + "/" + unit),
                plan,
                cycle,
                UnitId::of(unit),
                "trước ngày 1/2"};
    }

    void set_up() {
        store::StoredPlan stored;
        stored.id = plan;
        stored.plan.source_name = "giả định";
        stored.adopted_at = first_instant;
        EXPECT_TRUE(store::put_plan(tx_, stored, "x"));
        std::vector<Unit> units(5);
        units[4].id = UnitId::of("phuong-moi");
        std::vector<Obligation> owed;
        for (int i = 0; i < 4; ++i) {
            units[static_cast<std::size_t>(i)].id = unit_of(i);
            owed.push_back(owed_by(half_, unit_of(i).str()));
            owed.push_back(owed_by(notice_, unit_of(i).str()));
        }
        for (auto& each : units) {
            each.states.front().name = each.id.str();
        }
        const auto list = units::Registry::make(units);
        EXPECT_TRUE(list) << list.error();
        EXPECT_TRUE(ledger::load_units(tx_, *list, {first_instant, "Phòng Nội vụ", ""}));
        Cycle half;
        half.id = half_;
        half.plan = plan;
        half.year = 2021;
        half.due.at = due_;
        half.opens_at = due_->plus(std::chrono::hours{-24 * 10});
        Cycle notice;  // without a due instant
        notice.id = notice_;
        notice.plan = plan;
        notice.year = 2022;
        notice.type = ObligationType::public_notice;
        EXPECT_TRUE(store::insert_cycles(tx_, std::vector{half, notice}));
        EXPECT_TRUE(store::insert_obligations(tx_, owed));
        note("plan.adopt");
    }

    /// Remembers the rows as they are, under the instant at which they came to be known.
    void look() {
        const auto entries = store::journal_head(tx_)->count;
        if (entries != entries_) {
            entries_ = entries;
            frontier_ = std::max(frontier_, clock_);
            seen_.emplace_back(frontier_, *store::ledger_known_now(tx_, plan));
        }
    }
    std::vector<Owed> ask(const StandingQuestion& question) {
        auto rows = ledger::owed(tx_, plan, question);
        EXPECT_TRUE(rows) << rows.error();
        return rows ? *std::move(rows) : std::vector<Owed>{};
    }
    void expect_as_recorded(const std::vector<Owed>& rows, Instant when, Instant known_at) {
        const auto after =
            std::ranges::find_if(seen_, [&](const auto& each) { return known_at < each.first; });
        if (after == seen_.begin()) {
            EXPECT_TRUE(rows.empty()) << known_at;
            return;
        }
        expect_as_read(rows, std::prev(after)->second, when);
    }
    static void expect_as_read(const std::vector<Owed>& rows,
                               const store::KnownLedger& known,
                               Instant when) {
        ASSERT_EQ(rows.size(), known.obligations.size());
        for (const auto& row : rows) {
            const auto owed =
                std::ranges::find(known.obligations, row.obligation.id, &Obligation::id);
            ASSERT_NE(owed, known.obligations.end());
            ASSERT_EQ(row.obligation, *owed);
            const auto cycle = std::ranges::find(known.cycles, owed->cycle, &Cycle::id);
            ASSERT_EQ(row.cycle, *cycle);
            ASSERT_EQ(row.standing, slow_standing(*owed, *cycle, known.submissions, when))
                << row.obligation.id << " at " << when;
        }
    }
    /// The table of timeliness counts what `owed` tells, in one year and in all of them.
    void expect_to_be_counted(const StandingQuestion& question) {
        const auto rows = ask(question);
        for (const auto& [first, last] : {std::pair(2021, 2022), std::pair(2022, 2022)}) {
            std::map<std::pair<UnitId, int>, std::vector<Owed>> slices;
            std::int64_t all = 0;
            std::int64_t expected = 0;
            for (const auto& row : rows) {
                if (first <= row.cycle.year && row.cycle.year <= last) {
                    slices[{row.obligation.unit, row.cycle.year}].push_back(row);
                    ++all;
                    expected +=
                        row.standing != Standing::excused && row.standing != Standing::superseded;
                }
            }
            const auto table = ledger::timeliness(tx_, {question, {plan}, first, last});
            ASSERT_TRUE(table) << table.error();
            ASSERT_EQ(table->rows.size(), slices.size());
            for (const auto& row : table->rows) {
                ASSERT_EQ(row.counts, ledger::counts_of(slices[{row.unit, row.year}]))
                    << row.unit << ' ' << row.year << " at " << question.at;
            }
            for (const auto& [sum, of] : {std::pair(sum_of(table->rows), "rows"),
                                          std::pair(sum_of(table->units), "units"),
                                          std::pair(sum_of(table->years), "years"),
                                          std::pair(table->total, "total")}) {
                ASSERT_EQ(sum.total(), all) << of;
                ASSERT_EQ(sum.expected(), expected) << of;
            }
        }
    }
    template <typename Row>
    static ledger::StandingCounts sum_of(const std::vector<Row>& rows) {
        ledger::StandingCounts sum;
        for (const auto& row : rows) {
            sum += row.counts;
        }
        return sum;
    }
    static void expect_to_add_up(const std::vector<Owed>& rows) {
        const auto total = ledger::counts_of(rows).total();
        EXPECT_EQ(total, std::ssize(rows));
        const auto sum_by = [&](const auto& key) {
            std::map<std::string, std::vector<Owed>> slices;
            for (const auto& row : rows) {
                slices[key(row)].push_back(row);
            }
            std::int64_t sum = 0;
            for (const auto& [name, slice] : slices) {
                const auto counts = ledger::counts_of(slice);
                EXPECT_EQ(counts.total(), std::ssize(slice));
                EXPECT_LE(counts.on_time + counts.late, counts.expected());
                sum += counts.total();
            }
            return sum;
        };
        EXPECT_EQ(sum_by([](const Owed& row) { return row.obligation.unit.str(); }), total);
        EXPECT_EQ(sum_by([](const Owed& row) { return row.cycle.id.str(); }), total);
        EXPECT_EQ(sum_by([](const Owed& row) { return std::string(to_string(row.cycle.type)); }),
                  total);
        EXPECT_EQ(sum_by([](const Owed& row) { return row.obligation.plan.str(); }), total);
    }

    store::Transaction& tx_;
    std::mt19937 random_;
    const CycleId half_ = CycleId::of("half");
    const CycleId notice_ = CycleId::of("notice");
    const std::optional<Instant> due_ = at("2021-02-01T00:00:00+07:00");
    Instant clock_ = first_instant;
    std::int64_t entries_ = 0;          ///< of the journal, when `look` looked last
    Instant frontier_ = first_instant;  ///< nothing later was recorded yet
    std::vector<std::pair<Instant, store::KnownLedger>> seen_;
    std::map<std::pair<Instant, Instant>, Answer> given_;
};

TEST(LedgerHistory, what_was_known_never_changes_over_12000_random_acts) {
    const Folder folder;
    store::StoreOptions options;
    options.url = "sqlite:" + (folder / "a.db").string();
    auto made = store::Store::create(options, Logger{});
    ASSERT_TRUE(made) << made.error();
    for (unsigned seed = 1; seed <= histories; ++seed) {
        auto tx = made->begin(store::Mode::write);  // never committed: the next one begins anew
        ASSERT_TRUE(tx) << tx.error();
        History history(*tx, seed);
        for (int i = 0; i < acts; ++i) {
            history.act();
            history.check();
            ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << ", act " << i;
        }
    }
}

}  // namespace

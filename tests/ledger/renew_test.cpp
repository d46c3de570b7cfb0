// Years that are added to a plan, and what is derived again when calendar and rules change.
#include "tiendo/ledger/renew.hpp"

#include "ledger/district.hpp"
#include "ledger/records.hpp"
#include "ledger/recurring.hpp"

#include "tiendo/store/evidence.hpp"

#include <gmock/gmock.h>

#include <set>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// From the second quarter on ten days after the quarter ends.
constexpr std::string_view changed_rules = R"([[rule]]
id = "quy"
name = "Báo cáo quý"
law = "Quy chế giả định 1/2021"
article = "Điều 3"
every = "quarter"
valid_to = 2021-03-31
window = { day = 15, months_before = 1 }
due = { after = "window-end", count = 2, unit = "working-day", counts_from = "next-day" }
[[rule]]
id = "quy"
name = "Báo cáo quý"
law = "Quy chế giả định 9/2021"
article = "Điều 3"
every = "quarter"
valid_from = 2021-04-01
due = { after = "period-end", count = 10, unit = "calendar-day", counts_from = "next-day" }
)";

class Renewing : public District {
protected:
    Renewing() : rules_(book_of(quarterly_rules)) {}

    ledger::Reckoning by_rules() { return {calendar_, shipped_reckoning().hours, rules_}; }
    Result<ledger::Adoption> try_adopt(const PlanWriter& plan,
                                       ledger::Years years,
                                       const std::vector<ledger::RuleOrder>& orders = {},
                                       Date as_of = Date::of(2020, 12, 31)) {
        ledger::AdoptOptions options;
        options.plan = plan_2021;
        options.as_of = as_of;
        options.years = years;
        options.orders = orders;
        auto tx = write();
        auto done = ledger::adopt(tx,
                                  {plan.plan(), plan.source(), {}},
                                  by_rules(),
                                  options,
                                  by("2020-12-20T08:00:00+07:00"));
        if (done) {
            must(tx.commit());
        }
        return done;
    }
    void adopt_for(const PlanWriter& plan,
                   ledger::Years years,
                   const std::vector<ledger::RuleOrder>& orders = {}) {
        (void)must(try_adopt(plan, years, orders));
    }
    Result<ledger::Renewal> try_extend(int through, std::string_view when) {
        auto tx = write();
        auto done = ledger::extend(tx, plan_2021, {through, {}}, by_rules(), by(when));
        if (done) {
            must(tx.commit());
        }
        return done;
    }
    ledger::Renewal extend(int through, std::string_view when) {
        return must(try_extend(through, when));
    }
    ledger::Renewal refresh(std::string_view when) {
        auto tx = write();
        auto done = must(ledger::refresh(tx, plan_2021, by_rules(), by(when)));
        must(tx.commit());
        return done;
    }
    ledger::Renewal order(const ledger::RuleOrder& order, std::string_view when) {
        auto tx = write();
        auto done = must(ledger::order(tx, plan_2021, order, by_rules(), by(when)));
        must(tx.commit());
        return done;
    }
    std::vector<Cycle> cycles() {
        auto tx = read();
        return must(store::list_cycles(tx, plan_2021));
    }
    Cycle cycle(std::string_view id) {
        auto tx = read();
        return must(store::get_cycle(tx, plan_2021, CycleId::of(id)));
    }
    std::vector<std::string> actions() {
        auto tx = read();
        std::vector<std::string> actions;
        for (const auto& entry : must(store::read_journal(tx, {}))) {
            actions.push_back(entry.action);
        }
        return actions;
    }
    /// Who is expected to send what.
    std::set<std::pair<std::string, std::string>> owing() {
        auto tx = read();
        std::set<std::pair<std::string, std::string>> owing;
        for (const auto& each : must(store::list_obligations(tx, {.plan = plan_2021}))) {
            if (!each.superseded) {
                owing.emplace(each.cycle.str(), each.unit.str());
            }
        }
        return owing;
    }
    State whole() {
        auto tx = read();
        return state(tx, plan_2021);
    }
    /// The shipped calendar with a day more off.
    void close_on(std::string_view day, std::string_view years_line, std::string_view others) {
        const auto own = calendar::WorkingCalendar::parse(
            std::string("#years,") + std::string(years_line) + "\ndate,name,kind,source,for\n" +
                std::string(others) + std::string(day) +
                ",Ngày nghỉ giả định,holiday,thông báo giả định,\n",
            "a.csv");
        ASSERT_TRUE(own) << own.error();
        calendar_ = must(calendar_.with(*own));
    }

    calendar::WorkingCalendar calendar_ = calendar::shipped_calendar();
    calendar::RuleBook rules_;
};

TEST_F(Renewing, a_span_has_the_cycles_of_each_of_its_years) {
    adopt_for(yearly_plan(), {2021, 2023});
    std::map<int, int> of_year;
    for (const auto& each : cycles()) {
        ++of_year[each.year];
    }
    // The units' plans are due on a day of 2021 alone.
    EXPECT_EQ(of_year, (std::map<int, int>{{2021, 7}, {2022, 6}, {2023, 6}}));
}

TEST_F(Renewing, later_years_are_added_and_what_there_was_stays) {
    adopt_for(yearly_plan(), {2021});
    file(plan_2021, CycleId::of("2021-year"), "ubnd-phuong-1", "2021-10-01T08:00:00+07:00");
    const auto before = cycles();
    const auto renewal = extend(2022, "2021-12-01T08:00:00+07:00");
    EXPECT_EQ(renewal.years, (ledger::Years{2021, 2022}));
    EXPECT_THAT(renewal.cycles, SizeIs(6));
    for (const auto& each : renewal.cycles) {
        EXPECT_EQ(each.change, ledger::CycleChange::added);
        EXPECT_EQ(each.after->year, 2022);
    }
    for (const auto& each : before) {
        EXPECT_EQ(cycle(each.id.str()), each);
    }
    const auto done = actions();
    EXPECT_EQ(std::ranges::count(done, "plan.extend"), 1);
    EXPECT_EQ(std::ranges::count(done, "cycle.fix"), 7 + 6);
    expect_sound_journal();
}

TEST_F(Renewing, a_plan_that_goes_as_far_already_is_left_as_it_is) {
    adopt_for(yearly_plan(), {2021, 2022});
    const auto before = actions().size();
    for (const int through : {2022, 2021, 2000}) {
        const auto renewal = extend(through, "2021-12-01T08:00:00+07:00");
        EXPECT_THAT(renewal.cycles, IsEmpty()) << through;
        EXPECT_EQ(renewal.years, (ledger::Years{2021, 2022}));
    }
    EXPECT_EQ(actions().size(), before);
}

TEST_F(Renewing, a_year_that_the_calendar_lacks_is_refused_and_nothing_is_written) {
    adopt_for(yearly_plan(), {2021, 2022});
    const auto before = whole();
    const auto journal = actions().size();
    const auto refused = try_extend(2027, "2021-12-01T08:00:00+07:00");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::not_found);
    EXPECT_THAT(refused.error().remedy(), HasSubstr("2027"));
    EXPECT_EQ(whole(), before);
    EXPECT_EQ(actions().size(), journal);
}

TEST_F(Renewing, a_window_can_be_chosen_for_a_year_that_is_added_and_for_no_other) {
    adopt_for(yearly_plan(), {2021});
    const calendar::WindowChoice choice{
        {Date::of(2021, 12, 15), Date::of(2022, 5, 14)}, "Phòng Nội vụ", "như năm trước"};
    auto tx = write();
    const auto refused = ledger::extend(tx,
                                        plan_2021,
                                        {2022, {{CycleId::of("2021-half-year"), choice}}},
                                        by_rules(),
                                        by("2021-12-01T08:00:00+07:00"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::conflict);
    (void)must(ledger::extend(tx,
                              plan_2021,
                              {2022, {{CycleId::of("2022-half-year"), choice}}},
                              by_rules(),
                              by("2021-12-01T08:00:00+07:00")));
    must(tx.commit());
    EXPECT_EQ(cycle("2022-half-year").window, choice.window);
    // Deriving again asks nobody for it again.
    EXPECT_THAT(refresh("2021-12-02T08:00:00+07:00").cycles, IsEmpty());
    EXPECT_EQ(cycle("2022-half-year").window, choice.window);
}

TEST_F(Renewing, a_rule_changed_in_mid_year_moves_what_is_not_frozen_and_lists_it) {
    adopt_for(recurring_plan("hàng quý", Period::quarter), {2021}, {ordered("quy")});
    const auto first = cycle("2021-quarter-1");
    const auto second = cycle("2021-quarter-2");
    rules_ = book_of(changed_rules);
    // On 20 June the second quarter's paper (15 and 16 June) is frozen as well.
    const auto renewal = refresh("2021-06-20T08:00:00+07:00");
    ASSERT_THAT(renewal.cycles, SizeIs(2));
    EXPECT_EQ(cycle("2021-quarter-1"), first);
    EXPECT_EQ(cycle("2021-quarter-2"), second);
    EXPECT_EQ(renewal.cycles[0].change, ledger::CycleChange::moved);
    EXPECT_EQ(renewal.cycles[0].before->due.at, at("2021-09-17T00:00:00+07:00"));
    EXPECT_EQ(renewal.cycles[0].after->due.at, at("2021-10-11T00:00:00+07:00"));
    EXPECT_EQ(cycle("2021-quarter-3"), *renewal.cycles[0].after);
    // The new rule states no window, so that of the old one goes with it.
    EXPECT_EQ(cycle("2021-quarter-3").window,
              (Window{Date::of(2021, 7, 1), Date::of(2021, 9, 30)}));
    auto tx = read();
    store::JournalFilter filter;
    filter.subject = "ke-hoach-118/2021-quarter-3";
    filter.action_prefix = "cycle.move";
    const auto entries = must(store::read_journal(tx, filter));
    ASSERT_THAT(entries, SizeIs(1));
    EXPECT_THAT(entries[0].before, HasSubstr("Quy chế giả định 1/2021"));
    EXPECT_THAT(entries[0].after, HasSubstr("Quy chế giả định 9/2021"));
}

TEST_F(Renewing, a_day_off_that_is_announced_in_mid_year_moves_only_open_dues) {
    adopt_for(recurring_plan("hàng quý", Period::quarter), {2021}, {ordered("quy")});
    // The figures close on 14 September; with the 16th off the two days are the 15th and the 17th.
    std::string year;
    for (const auto& [day, entry] : calendar_.entries()) {
        if (day.year() == 2021) {
            year += day.iso() + "," + entry.name + "," + std::string(to_string(entry.kind)) + "," +
                    entry.source + "," + (entry.stands_for ? entry.stands_for->iso() : "") + "\n";
        }
    }
    close_on("2021-09-16", "2021", year);
    auto tx = write();
    const auto preview =
        must(ledger::refresh(tx, plan_2021, by_rules(), by("2021-06-20T08:00:00+07:00")));
    ASSERT_THAT(preview.cycles, SizeIs(1));
    EXPECT_EQ(preview.cycles[0].before->due.at, at("2021-09-17T00:00:00+07:00"));
    EXPECT_EQ(preview.cycles[0].after->due.at, at("2021-09-18T00:00:00+07:00"));
}

TEST_F(Renewing, deriving_again_without_a_change_changes_nothing) {
    adopt_for(yearly_plan(), {2021, 2025});
    apply(real("nq-1111"), "2020-12-28T08:00:00+07:00");
    apply(real("nq-1278"), "2024-12-20T08:00:00+07:00");
    apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    apply(real("ket-thuc-cap-huyen"), "2025-06-20T08:05:00+07:00");
    const auto before = whole();
    const auto journal = actions().size();
    EXPECT_THAT(refresh("2021-01-10T08:00:00+07:00").cycles, IsEmpty());
    EXPECT_EQ(whole(), before);
    EXPECT_EQ(actions().size(), journal);
}

TEST_F(Renewing, a_due_instant_that_would_lie_in_the_past_is_kept_and_told) {
    adopt_for(recurring_plan("hàng quý", Period::quarter), {2021}, {ordered("quy")});
    const auto second = cycle("2021-quarter-2");
    auto earlier = std::string(quarterly_rules);
    earlier.replace(earlier.find("count = 2"), 9, "count = -20");
    rules_ = book_of(earlier);
    const auto renewal = refresh("2021-06-10T08:00:00+07:00");
    ASSERT_FALSE(renewal.cycles.empty());
    EXPECT_EQ(renewal.cycles[0].change, ledger::CycleChange::kept);
    EXPECT_THAT(renewal.cycles[0].reason, HasSubstr("hạn đã qua"));
    EXPECT_EQ(cycle("2021-quarter-2"), second);
}

TEST_F(Renewing,
       a_rule_that_is_ordered_later_gives_open_cycles_their_due_and_takes_the_doubt_away) {
    adopt_for(recurring_plan("hàng quý", Period::quarter), {2021});
    EXPECT_THAT(doubted(plan_2021, "no-day-stated"), SizeIs(1));
    file(plan_2021, CycleId::of("2021-quarter-3"), "ubnd-phuong-1", "2021-05-01T08:00:00+07:00");
    const auto owed_before = owing();
    const auto renewal = order(ordered("quy"), "2021-05-20T08:00:00+07:00");
    // The window of the first quarter has ended: it is frozen, without a due instant.
    EXPECT_FALSE(cycle("2021-quarter-1").due.at);
    ASSERT_THAT(renewal.cycles, SizeIs(3));
    EXPECT_EQ(cycle("2021-quarter-2").due.at, at("2021-06-17T00:00:00+07:00"));
    EXPECT_EQ(owing(), owed_before);
    EXPECT_THAT(doubted(plan_2021, "no-day-stated"), IsEmpty());
    expect_sound_journal();
    auto tx = write();
    const auto again =
        ledger::order(tx, plan_2021, ordered("quy"), by_rules(), by("2021-05-20T08:00:00+07:00"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code(), ErrorCode::conflict);
}

TEST_F(Renewing, an_order_holds_for_the_years_that_are_added) {
    adopt_for(recurring_plan("hàng quý", Period::quarter), {2021});
    (void)order(ordered("quy"), "2021-01-05T08:00:00+07:00");
    (void)extend(2022, "2021-12-01T08:00:00+07:00");
    // The figures close on Monday 14 March 2022: Tuesday and Wednesday.
    EXPECT_EQ(cycle("2022-quarter-1").due.at, at("2022-03-17T00:00:00+07:00"));
}

TEST_F(Renewing, a_rule_that_ends_drops_cycles_that_nobody_filed_for_and_keeps_the_others) {
    constexpr std::string_view half_yearly = R"([[rule]]
id = "nua-nam"
name = "Báo cáo 06 tháng"
law = "Quy chế giả định 2/2020"
article = "Điều 6"
every = "half_year"
due = { day = 20, months_after = 0, wording = "by" }
)";
    rules_ = book_of(half_yearly);
    adopt_for(recurring_plan("06 tháng", Period::half_year), {2021, 2022}, {ordered("nua-nam")});
    ASSERT_THAT(cycles(), SizeIs(4));
    file(plan_2021, CycleId::of("2022-half-1"), "ubnd-phuong-1", "2021-12-01T08:00:00+07:00");
    rules_ = book_of(std::string(half_yearly) + "valid_to = 2021-12-31\n");
    const auto renewal = refresh("2021-12-20T08:00:00+07:00");
    ASSERT_THAT(renewal.cycles, SizeIs(2));
    EXPECT_EQ(renewal.cycles[0].change, ledger::CycleChange::kept);
    EXPECT_EQ(renewal.cycles[0].before->id, CycleId::of("2022-half-1"));
    EXPECT_EQ(renewal.cycles[1].change, ledger::CycleChange::dropped);
    EXPECT_THAT(renewal.cycles[1].owe_no_longer, testing::Contains(UnitId::of("ubnd-phuong-1")));
    EXPECT_THAT(cycles(), SizeIs(3));
    EXPECT_THAT(doubted(plan_2021, "no-day-stated"), SizeIs(1)) << "of 2022";
    expect_sound_journal();
}

constexpr std::string_view by_30_december = R"([[rule]]
id = "nam"
name = "Báo cáo năm"
law = "Quy chế giả định 4/2020"
article = "Điều 2"
every = "year"
due = { month = 12, day = 30, wording = "by" }
)";
constexpr std::string_view by_10_january = R"([[rule]]
id = "nam"
name = "Báo cáo năm"
law = "Quy chế giả định 4/2020"
article = "Điều 2"
every = "year"
due = { after = "period-end", count = 10, unit = "calendar-day", counts_from = "next-day" }
)";

/// The annual report of 2020, adopted by one rule and derived again by another on 1 December.
/// Phường 3 ends with the year, as the first list states.
ledger::ChangedCycle moved_report(std::string_view rule_before,
                                  std::string_view rule_after,
                                  std::optional<std::string_view> files) {
    const Folder folder;
    store::StoreOptions stored;
    stored.url = "sqlite:" + (folder / "a.db").string();
    auto store = store::Store::create(stored, Logger{});
    auto tx = store->begin(store::Mode::write);
    const auto act = by_home_affairs(at("2020-12-01T08:00:00+07:00"));
    Office::must(ledger::load_units(*tx, shipped("units.toml"), act));
    const auto plan = recurring_plan("hằng năm", Period::year);
    auto options = adopt_2021();
    options.as_of = Date::of(2020, 6, 30);
    options.years = {2020};
    options.orders = {ordered("nam")};
    const auto before = book_of(rule_before);
    const auto after = book_of(rule_after);
    const auto [days, hours, rules] = shipped_reckoning();
    Office::must(
        ledger::adopt(*tx, {plan.plan(), plan.source(), {}}, {days, hours, before}, options, act));
    if (files) {
        Office::must(ledger::submit(*tx,
                                    {plan_id, CycleId::of("2020-year"), UnitId::of(*files)},
                                    sent_at("2020-12-01T07:00:00+07:00"),
                                    act));
    }
    const auto renewal = ledger::refresh(*tx, plan_id, {days, hours, after}, act);
    EXPECT_TRUE(renewal) << renewal.error().explain();
    EXPECT_THAT(renewal->cycles, SizeIs(1));
    return renewal->cycles.front();
}

TEST(Renewal, who_owes_follows_the_new_last_day_and_whoever_filed_keeps_the_paper) {
    const auto ward_3 = UnitId::of("ubnd-phuong-3");
    const auto later = moved_report(by_30_december, by_10_january, {});
    EXPECT_EQ(later.after->due.at, at("2021-01-11T00:00:00+07:00"));
    EXPECT_THAT(later.owe, IsEmpty());
    EXPECT_THAT(later.owe_no_longer, ElementsAre(ward_3));
    const auto earlier = moved_report(by_10_january, by_30_december, {});
    EXPECT_THAT(earlier.owe, ElementsAre(ward_3));
    EXPECT_THAT(earlier.owe_no_longer, IsEmpty());
    EXPECT_THAT(moved_report(by_30_december, by_10_january, "ubnd-phuong-3").owe_no_longer,
                IsEmpty());
}

TEST(Renewal, figures_follow_a_window_that_moves) {
    auto plan = district_plan();
    plan.task("III.9", "9. Các phường báo cáo hàng quý.")
        .assign(wards(std::nullopt))
        .deadline(recurring("hàng quý", Period::quarter));
    Office office(plan);
    // Received between the first day of the rule's window (15 March) and that of the quarter.
    office.keep("mot-cua",
                RecordType::dossier,
                records_of(std::vector<DossierOf>{{.received = "2021-03-20T09:00:00+07:00",
                                                   .finished = "2021-04-05T09:00:00+07:00"}}));
    office.attach();
    const auto second = CycleId::of("2021-quarter-2-III.9");
    const auto received = [&](store::Transaction& tx) {
        const auto rows = *store::list_measures(tx, {.plan = plan_id, .cycle = second});
        for (const auto& row : rows) {
            if (row.code == "dossier-received" && row.unit == UnitId::of("ubnd-phuong-7")) {
                return row.count;
            }
        }
        return std::int64_t{-1};
    };
    const auto rules = book_of(quarterly_rules);
    auto order = ordered("quy");
    order.node = NodeId::of("III.9");
    auto tx = office.write();
    EXPECT_EQ(received(tx), 0);
    const auto done =
        ledger::order(tx,
                      plan_id,
                      order,
                      {shipped_reckoning().calendar, shipped_reckoning().hours, rules},
                      by_home_affairs());
    ASSERT_TRUE(done) << done.error().explain();
    EXPECT_EQ(received(tx), 1);
}

TEST_F(Renewing, after_the_authority_has_ended_who_owes_is_known_and_who_receives_is_asked) {
    for (const auto* id : {"nq-1111", "nq-1278", "nq-1685", "ket-thuc-cap-huyen"}) {
        apply(real(id), "2025-06-20T08:00:00+07:00");
    }
    (void)must(try_adopt(yearly_plan(), {2026}, {}, Date::of(2025, 12, 15)));
    const auto units = expected(plan_2021, CycleId::of("2026-year"));
    // Three new wards; Phường 14 was divided, and nobody has stated who has its papers.
    EXPECT_THAT(units,
                testing::UnorderedElementsAre("ubnd-phuong-dien-hong",
                                              "ubnd-phuong-vuon-lai",
                                              "ubnd-phuong-hoa-hung",
                                              "ubnd-phuong-14"));
    EXPECT_THAT(doubted(plan_2021, "authority-ended"), ElementsAre("ubnd-quan"));
    EXPECT_THAT(doubted(plan_2021, "receiver-unknown"),
                testing::UnorderedElementsAre("2026-half-year", "2026-year"));
    EXPECT_THAT(doubted(plan_2021, "heir-unknown"), testing::Contains("ubnd-phuong-14"));
}

// Adopted before the reorganisations were known, or extended when they were: the same is owed.
TEST_F(Renewing, a_year_added_after_the_authority_ended_is_owed_as_if_it_had_been_there) {
    adopt_for(yearly_plan(), {2021, 2026});
    for (const auto* id : {"nq-1111", "nq-1278", "nq-1685", "ket-thuc-cap-huyen"}) {
        apply(real(id), "2025-06-20T08:00:00+07:00");
    }
    const auto at_once = owing();
    const auto other = PlanId::of("khac");
    const auto plan = yearly_plan();
    auto tx = write();
    ledger::AdoptOptions options;
    options.plan = other;
    options.as_of = Date::of(2020, 12, 31);
    options.years = {2021};
    const auto act = by("2025-12-01T08:00:00+07:00");
    (void)must(ledger::adopt(tx, {plan.plan(), plan.source(), {}}, by_rules(), options, act));
    (void)must(ledger::extend(tx, other, {2026, {}}, by_rules(), act));
    std::set<std::pair<std::string, std::string>> later;
    for (const auto& each : must(store::list_obligations(tx, {.plan = other}))) {
        if (!each.superseded) {
            later.emplace(each.cycle.str(), each.unit.str());
        }
    }
    EXPECT_EQ(later, at_once);
}

}  // namespace

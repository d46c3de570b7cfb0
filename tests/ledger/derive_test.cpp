#include "ledger/build.hpp"

#include "tiendo/calendar/evaluate.hpp"

#include <gmock/gmock.h>

#include <set>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::HasSubstr;

const Cycle* cycle_in(const ledger::Adoption& adoption, std::string_view id) {
    const auto found = std::ranges::find(adoption.cycles, CycleId::of(id), &Cycle::id);
    return found == adoption.cycles.end() ? nullptr : &*found;
}

std::set<std::string> debtors(const ledger::Adoption& adoption, std::string_view cycle) {
    std::set<std::string> units;
    for (const auto& each : adoption.obligations) {
        if (each.cycle == CycleId::of(cycle)) {
            units.insert(each.unit.str());
        }
    }
    return units;
}

std::vector<Doubt> doubts_of(const ledger::Adoption& adoption, std::string_view code) {
    std::vector<Doubt> found;
    std::ranges::copy_if(adoption.doubts, std::back_inserter(found), [&](const Doubt& each) {
        return each.code == code;
    });
    return found;
}

TEST(Adoption, derives_the_seven_cycles_of_2021) {
    std::vector<std::string> ids;
    for (const auto& cycle : derived(district_plan(), adopt_2021()).cycles) {
        ids.push_back(cycle.id.str());
    }
    EXPECT_THAT(ids,
                testing::ElementsAre("2021-quarter-1",
                                     "2021-quarter-2",
                                     "2021-quarter-3",
                                     "2021-quarter-4",
                                     "2021-unit-plan",
                                     "2021-half-year",
                                     "2021-year"));
}

TEST(Adoption, sets_the_due_instants_where_the_excluded_days_begin) {
    const auto adoption = derived(district_plan(), adopt_2021());
    EXPECT_EQ(cycle_in(adoption, "2021-unit-plan")->due.at, at("2021-02-01T00:00:00+07:00"));
    EXPECT_EQ(cycle_in(adoption, "2021-half-year")->due.at, at("2021-05-15T00:00:00+07:00"));
    EXPECT_EQ(cycle_in(adoption, "2021-year")->due.at, at("2021-10-15T00:00:00+07:00"));
}

TEST(Adoption, gives_due_steps_that_can_be_done_again) {
    const auto office = calendar::OfficeClock::build(
        calendar::shipped_calendar(), calendar::shipped_office_hours(), UnitKind::office);
    for (const auto& cycle : derived(district_plan(), adopt_2021()).cycles) {
        const auto again = calendar::replay(cycle.due.steps, *office);
        ASSERT_TRUE(again) << cycle.id;
        EXPECT_EQ(*again, cycle.due.at) << cycle.id;
    }
}

TEST(Adoption, lets_14_wards_7_offices_and_one_service_unit_owe_a_plan_and_the_merged_ward_none) {
    const auto owed = debtors(derived(district_plan(), adopt_2021()), "2021-unit-plan");
    EXPECT_EQ(owed.size(), 22U);
    EXPECT_FALSE(owed.contains("ubnd-phuong-3"));
    EXPECT_TRUE(owed.contains("ubnd-phuong-2"));
    EXPECT_TRUE(owed.contains("trung-tam-van-hoa"));
}

TEST(Adoption, lets_15_wards_owe_where_the_paper_is_due_before_the_merger) {
    PlanWriter plan;
    plan.organisation()
        .task("III.1", "1. Ủy ban nhân dân 15 phường gửi kế hoạch trước ngày 31 tháng 12 năm 2020.")
        .assign(wards(15))
        .deadline(before("trước ngày 31 tháng 12 năm 2020", Date::of(2020, 12, 31)));
    auto options = adopt_2021();
    options.years = {2020};
    const auto adoption = derived(plan, options);
    EXPECT_EQ(debtors(adoption, "2020-unit-plan").size(), 15U);
    EXPECT_TRUE(doubts_of(adoption, "unit-count-differs").empty());
}

TEST(Adoption, tells_that_the_text_says_15_wards_and_the_list_has_14_on_the_due_day) {
    const auto doubts = doubts_of(derived(district_plan(), adopt_2021()), "unit-count-differs");
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts[0].where, "III.1");
    EXPECT_EQ(
        doubts[0].text,
        "văn bản nêu 15 phường; danh mục đơn vị ngày 31/1/2021 có 14 (Ủy ban nhân dân Phường 3 hoạt "
        "động đến hết ngày 31/12/2020, kế tục là Ủy ban nhân dân Phường 2); còn 1 đoạn khác như vậy");
    EXPECT_EQ(doubts[0].choice, "tính theo danh mục đơn vị: 14 đơn vị");
}

TEST(Adoption, asks_nothing_of_the_front_the_company_the_council_and_the_authority) {
    for (const auto& obligation : derived(district_plan(), adopt_2021()).obligations) {
        EXPECT_EQ(obligation.unit.str().find("ubmttq"), std::string::npos);
        EXPECT_EQ(obligation.unit.str().find("hdnd-phuong"), std::string::npos);
        EXPECT_NE(obligation.unit.str(), "ubnd-quan");
        EXPECT_NE(obligation.unit.str(), "cong-ty-dien-luc-binh-an");
    }
}

TEST(Adoption, lets_wards_alone_owe_the_quarterly_notice_without_a_due_instant) {
    const auto adoption = derived(district_plan(), adopt_2021());
    const auto* quarter = cycle_in(adoption, "2021-quarter-1");
    ASSERT_NE(quarter, nullptr);
    EXPECT_EQ(quarter->type, ObligationType::public_notice);
    EXPECT_FALSE(quarter->due.at);
    EXPECT_EQ(quarter->due.steps.front().rule, "no-day-stated");
    EXPECT_EQ(quarter->window, (Window{Date::of(2021, 1, 1), Date::of(2021, 3, 31)}));
    EXPECT_EQ(debtors(adoption, "2021-quarter-1").size(), 14U);
    EXPECT_EQ(doubts_of(adoption, "no-day-stated").size(), 1U);
}

/// The district's plan with another deadline for the quarterly notice.
PlanWriter plan_with_notice(const auto& change) {
    auto plan = district_plan();
    for (auto& node : plan.plan().nodes) {
        for (auto& deadline : node.deadlines) {
            if (deadline.type == DeadlineType::quarterly) {
                change(deadline);
            }
        }
    }
    return plan;
}

TEST(Adoption, takes_a_day_of_the_last_month_of_each_quarter_that_has_it) {
    const auto plan = plan_with_notice([](Deadline& deadline) { deadline.day_of_month = 31; });
    const auto adoption = derived(plan, adopt_2021());
    const auto* first = cycle_in(adoption, "2021-quarter-1");
    const auto* second = cycle_in(adoption, "2021-quarter-2");
    ASSERT_TRUE(first != nullptr && second != nullptr);
    EXPECT_EQ(first->due.at, Instant::start_of(Date::of(2021, 4, 1)));
    EXPECT_EQ(second->due.at, Instant::start_of(Date::of(2021, 7, 1))) << "June has 30 days";
    EXPECT_TRUE(doubts_of(adoption, "no-day-stated").empty());
}

TEST(Adoption, keeps_no_cycle_of_a_week_and_says_so) {
    const auto plan = plan_with_notice([&](Deadline& deadline) { deadline.cycle = Period::week; });
    const auto adoption = derived(plan, adopt_2021());
    EXPECT_EQ(cycle_in(adoption, "2021-quarter-1"), nullptr);
    EXPECT_EQ(doubts_of(adoption, "cycle-not-kept").size(), 1U);
}

// "trước ngày 15 hằng tháng": twelve papers of each debtor, each with a due instant of its own.
TEST(Adoption, owes_each_month_what_is_due_on_a_day_of_every_month) {
    const auto plan = plan_with_notice([&](Deadline& deadline) {
        deadline.type = DeadlineType::quarterly;
        deadline.cycle = Period::month;
        deadline.day_of_month = 15;
        deadline.exclusive = true;
    });
    const auto adoption = derived(plan, adopt_2021());
    for (unsigned month = 1; month <= 12; ++month) {
        const auto id = "2021-month-" + std::string(month < 10 ? "0" : "") + std::to_string(month);
        const auto* cycle = cycle_in(adoption, id);
        ASSERT_NE(cycle, nullptr) << id;
        EXPECT_EQ(cycle->due.at, Instant::start_of(Date::of(2021, month, 15)));
        EXPECT_FALSE(debtors(adoption, id).empty());
    }
    EXPECT_EQ(cycle_in(adoption, "2021-month-05")->name, "Thông báo công khai tháng 5 năm 2021");
    EXPECT_TRUE(doubts_of(adoption, "cycle-not-kept").empty());
}

TEST(Adoption, an_hour_of_the_due_day_is_kept) {
    const auto plan = plan_with_notice([&](Deadline& deadline) {
        deadline.day_of_month = 25;
        deadline.minute_of_day = 960;
    });
    const auto adoption = derived(plan, adopt_2021());
    const auto* cycle = cycle_in(adoption, "2021-quarter-1");
    ASSERT_NE(cycle, nullptr);
    EXPECT_EQ(cycle->due.at, at("2021-03-25T16:00:00+07:00"));
}

TEST(Adoption, spreads_a_collective_over_its_bodies_and_keeps_the_selector) {
    const auto adoption = derived(district_plan(), adopt_2021());
    const auto duties = std::ranges::count_if(
        adoption.duties, [](const Duty& each) { return each.node == NodeId::of("II.5-1"); });
    EXPECT_EQ(duties, 15);  // as of 31 December 2020, with the ward that ends that day
    const auto id = DutyId::of("ke-hoach-118/II.5-1/ubnd-phuong-7");
    const auto duty = std::ranges::find(adoption.duties, id, &Duty::id);
    ASSERT_NE(duty, adoption.duties.end());
    EXPECT_EQ(duty->collective, "15-phuong");
}

TEST(Adoption, gives_a_body_with_two_roles_in_one_task_two_duties) {
    PlanWriter plan;
    plan.organisation()
        .task("III.3", "3. Giao Phòng Nội vụ tham mưu tập huấn; theo dõi, tổng hợp.")
        .assign(with_role(lead("Phòng Nội vụ", "phong-noi-vu"), Role::advise))
        .assign(lead("Phòng Nội vụ", "phong-noi-vu"));
    const auto duties = derived(plan, adopt_2021()).duties;
    ASSERT_EQ(duties.size(), 2U);
    EXPECT_EQ(duties[0].id, DutyId::of("ke-hoach-118/III.3/phong-noi-vu"));
    EXPECT_EQ(duties[1].id, DutyId::of("ke-hoach-118/III.3/phong-noi-vu/lead"));
}

TEST(Adoption, makes_no_duty_for_receivers) {
    for (const auto& duty : derived(district_plan(), adopt_2021()).duties) {
        EXPECT_NE(duty.role, Role::recipient);
    }
}

TEST(Adoption, doubts_a_body_that_is_not_listed) {
    PlanWriter plan;
    plan.organisation()
        .task("III.9", "9. Giao Phòng Y tế kiểm tra.")
        .assign(lead("Phòng Y tế", "phong-y-te"));
    const auto doubts = doubts_of(derived(plan, adopt_2021()), "unit-unknown");
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts[0].where, "III.9");
    EXPECT_THAT(doubts[0].text, HasSubstr("Phòng Y tế"));
}

TEST(Adoption, doubts_a_collective_that_names_nobody) {
    PlanWriter plan;
    plan.task("II.7-4", "Phối hợp các đơn vị liên quan.")
        .assign(with_role(lead("các đơn vị liên quan", "don-vi-lien-quan*"), Role::coordinate));
    EXPECT_EQ(doubts_of(derived(plan, adopt_2021()), "collective-not-expanded").size(), 1U);
}

TEST(Adoption, tells_that_nobody_stated_which_days_the_figures_cover) {
    const auto adoption = derived(district_plan(), adopt_2021());
    EXPECT_FALSE(cycle_in(adoption, "2021-half-year")->window);
    EXPECT_EQ(doubts_of(adoption, "window-not-stated").size(), 2U);
}

TEST(Adoption, keeps_a_chosen_window_with_who_chose_it_and_shows_it_as_a_doubt) {
    auto options = adopt_2021();
    options.windows = {half_year_window()};
    const auto adoption = derived(district_plan(), options);
    const auto* cycle = cycle_in(adoption, "2021-half-year");
    EXPECT_EQ(cycle->window, half_year_window().choice.window);
    EXPECT_THAT(cycle->window_choice, HasSubstr("Phòng Nội vụ"));
    const auto doubts = doubts_of(adoption, "window-not-stated");
    const auto told = std::ranges::find(doubts, "2021-half-year", &Doubt::where);
    ASSERT_NE(told, doubts.end());
    EXPECT_EQ(told->choice, cycle->window_choice);
}

TEST(Adoption, refuses_a_window_for_a_cycle_that_is_not_there_and_names_those_that_are) {
    auto options = adopt_2021();
    options.windows = {half_year_window()};
    options.windows[0].cycle = CycleId::of("2021-month");
    const auto adoption =
        ledger::derive(district_plan().plan(), shipped("units.toml"), shipped_reckoning(), options);
    ASSERT_FALSE(adoption);
    EXPECT_EQ(adoption.error().code(), ErrorCode::not_found);
    EXPECT_THAT(adoption.error().remedy(), HasSubstr("2021-half-year"));
}

TEST(Adoption, refuses_31_february) {
    PlanWriter plan;
    plan.organisation()
        .task("III.1", "1. Các phường báo cáo năm trước ngày 31 tháng 2.")
        .assign(wards(15))
        .deadline(every_year("trước ngày 31 tháng 2", 31, 2, Period::year));
    const auto adoption =
        ledger::derive(plan.plan(), shipped("units.toml"), shipped_reckoning(), adopt_2021());
    ASSERT_FALSE(adoption);
    EXPECT_EQ(adoption.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(adoption.error().what(), HasSubstr("III.1"));
}

TEST(Adoption, refuses_a_plan_without_tasks) {
    PlanWriter plan;
    plan.dimension(1, "1. Nội dung");
    const auto adoption =
        ledger::derive(plan.plan(), shipped("units.toml"), shipped_reckoning(), adopt_2021());
    ASSERT_FALSE(adoption);
    EXPECT_THAT(adoption.error().what(), HasSubstr("no task"));
}

TEST(Adoption, gives_the_same_ids_every_time) {
    EXPECT_EQ(derived(district_plan(), adopt_2021()), derived(district_plan(), adopt_2021()));
}

TEST(Adoption, leaves_out_the_unit_plan_in_a_year_that_it_is_not_stated_for) {
    auto options = adopt_2021();
    options.years = {2022};
    options.as_of = Date::of(2021, 12, 31);
    const auto adoption = derived(district_plan(), options);
    EXPECT_EQ(cycle_in(adoption, "2022-unit-plan"), nullptr);
    EXPECT_NE(cycle_in(adoption, "2022-half-year"), nullptr);
}

}  // namespace

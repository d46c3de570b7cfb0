// What is owed when units change: the real Quận 10 through its mergers, and small invented events.
#include "ledger/district.hpp"

#include <gmock/gmock.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST_F(District, owes_fourteen_ward_plans_after_the_merger_a_month_before_the_first_deadline) {
    adopt(plan_2021, 2021, Date::of(2020, 12, 20), "2020-12-20T08:00:00+07:00");
    const auto cycle = CycleId::of("2021-unit-plan");
    EXPECT_EQ(wards(plan_2021, cycle, "2020-12-20T09:00:00+07:00").expected(), 15);
    apply(real("nq-1111"), "2020-12-28T08:00:00+07:00");
    const auto counts = wards(plan_2021, cycle, "2021-01-10T08:00:00+07:00");
    EXPECT_EQ(counts.expected(), 14);
    EXPECT_EQ(counts.superseded, 1);
    const auto gone = paper(plan_2021, cycle, "ubnd-phuong-3");
    EXPECT_THAT(gone.superseded.value_or(""), HasSubstr("nq-1111"));
    EXPECT_THAT(gone.superseded.value_or(""), HasSubstr("UBND Phường 2 kế thừa"));
    // The successor owed one already: it owes it once.
    EXPECT_FALSE(paper(plan_2021, cycle, "ubnd-phuong-2").inherited);
    expect_sound_journal();
}

TEST_F(District, duties_of_a_ward_end_with_it_and_stay_readable) {
    adopt(plan_2021, 2021, Date::of(2020, 12, 20), "2020-12-20T08:00:00+07:00");
    apply(real("nq-1111"), "2020-12-28T08:00:00+07:00");
    auto tx = read();
    const auto old = must(store::list_duties(tx, {.unit = UnitId::of("ubnd-phuong-3")}));
    ASSERT_FALSE(old.empty());
    for (const auto& duty : old) {
        EXPECT_EQ(duty.until, Date::of(2020, 12, 31));
        EXPECT_THAT(duty.because.value_or(""), HasSubstr("UBND Phường 2 kế thừa"));
    }
    // Ward 2 has the same duties by the plan itself.
    for (const auto& duty : must(store::list_duties(tx, {.unit = UnitId::of("ubnd-phuong-2")}))) {
        EXPECT_FALSE(duty.since);
        EXPECT_FALSE(duty.until);
    }
}

/// 14 wards at adoption, 11 from 1 January 2025, three new ones from 1 July 2025.
class District2025 : public District {
protected:
    District2025() {
        apply(real("nq-1111"), "2020-12-28T08:00:00+07:00");
        adopt(plan_2025, 2025, Date::of(2024, 12, 2), "2024-12-02T08:00:00+07:00");
        apply(real("nq-1278"), "2024-12-20T08:00:00+07:00");
        file(plan_2025, half_2025, "ubnd-phuong-1", "2025-05-12T09:00:00+07:00");
        file(plan_2025, half_2025, "ubnd-phuong-2", "2025-05-20T09:00:00+07:00");
    }
    void end_district() {
        apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
        apply(real("ket-thuc-cap-huyen"), "2025-06-20T08:05:00+07:00");
    }
};

TEST_F(District2025, counts_eleven_papers_before_the_day_and_keeps_them_after_it) {
    const auto check = [&] {
        const auto counts = wards(plan_2025, half_2025, "2025-08-01T08:00:00+07:00");
        EXPECT_EQ(counts.total(), 14);
        EXPECT_EQ(counts.superseded, 3);  // wards 5, 7 and 11
        EXPECT_EQ(counts.on_time, 1);     // ward 1
        EXPECT_EQ(counts.late, 1);        // ward 2
        EXPECT_EQ(counts.overdue, 9);
    };
    check();
    end_district();
    check();  // the rate of a half-year that is over does not move
}

TEST_F(District2025, passes_the_annual_report_to_three_new_wards_and_leaves_what_nobody_stated) {
    end_district();
    EXPECT_THAT(expected(plan_2025, year_2025),
                UnorderedElementsAre("ubnd-phuong-14",
                                     "ubnd-phuong-dien-hong",
                                     "ubnd-phuong-vuon-lai",
                                     "ubnd-phuong-hoa-hung"));
    const auto counts = wards(plan_2025, year_2025, "2025-08-01T08:00:00+07:00");
    EXPECT_EQ(counts.superseded, 13);
    EXPECT_EQ(counts.total(), 17);
    // Ward 7 went to ward 6, and with it to Diên Hồng.
    EXPECT_THAT(paper(plan_2025, year_2025, "ubnd-phuong-7").superseded.value_or(""),
                HasSubstr("UBND Phường Diên Hồng kế thừa"));
    EXPECT_THAT(paper(plan_2025, year_2025, "ubnd-phuong-dien-hong").inherited.value_or(""),
                HasSubstr("nq-1685"));
    const auto waiting = doubted(plan_2025, "heir-unknown");
    EXPECT_THAT(waiting, testing::Contains("ubnd-phuong-14"));
    EXPECT_THAT(waiting, testing::Contains("phong-noi-vu"));
    EXPECT_THAT(waiting, testing::Not(testing::Contains("ubnd-phuong-6")));
}

TEST_F(District2025, an_overdue_paper_stays_with_the_dead_ward_and_its_heir_answers_for_it) {
    const auto effect = apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    bool seen = false;
    for (const auto& each : effect.obligations) {
        if (each.obligation.cycle == half_2025 && each.obligation.unit.str() == "ubnd-phuong-6") {
            seen = true;
            EXPECT_EQ(each.fate, ledger::Fate::answered);
            EXPECT_EQ(each.standing, Standing::overdue);
            EXPECT_THAT(each.heirs, ElementsAre(UnitId::of("ubnd-phuong-dien-hong")));
        }
        if (each.obligation.unit.str() == "ubnd-phuong-14" && each.obligation.cycle == half_2025) {
            EXPECT_THAT(each.heirs, IsEmpty());
            EXPECT_THAT(each.reason, HasSubstr("chưa xác định đơn vị trả lời thay"));
        }
    }
    EXPECT_TRUE(seen);
    const auto old = paper(plan_2025, half_2025, "ubnd-phuong-6");
    EXPECT_FALSE(old.superseded);
    // The debt can still be paid, under the name of the unit that owed it.
    file(plan_2025, half_2025, "ubnd-phuong-6", "2025-07-15T09:00:00+07:00");
}

TEST_F(District2025, the_doubt_tells_days_and_is_true_whenever_it_is_read) {
    apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    const auto text = doubt_of("heir-unknown", "ubnd-phuong-14").text;
    EXPECT_THAT(text, HasSubstr("kế thừa 3 văn bản, báo cáo chưa nộp lúc ghi nhận: Thông báo "));
    EXPECT_THAT(text, HasSubstr("Báo cáo năm 2025 (hạn đến hết ngày 14/10/2025)"));
    EXPECT_THAT(text, HasSubstr("trả lời 3 văn bản, báo cáo thuộc trách nhiệm của đơn vị đã kết"));
    EXPECT_THAT(text, HasSubstr("(không ghi hạn, kỳ số liệu đến hết ngày 30/6/2025)"));
    EXPECT_THAT(text, HasSubstr("Báo cáo 06 tháng năm 2025 (hạn đến hết ngày 14/5/2025)"));
    EXPECT_THAT(text, testing::Not(HasSubstr("chưa đến hạn")));
}

TEST_F(District2025, an_entry_tells_what_it_changes_and_no_paper_that_others_had_before) {
    // Wards 5, 7 and 11 ended half a year before; their heirs end now.
    const auto effect = apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    for (const auto* before : {"ubnd-phuong-5", "ubnd-phuong-7", "ubnd-phuong-11"}) {
        const auto unit = UnitId::of(before);
        EXPECT_EQ(
            std::ranges::count(effect.duties, unit, [](auto& each) { return each.duty.unit; }), 0);
        EXPECT_EQ(std::ranges::count(
                      effect.obligations, unit, [](auto& each) { return each.obligation.unit; }),
                  0);
    }
    // Of the eleven that end, the paper of the year passes, but of one; that of the half-year was
    // due before, and nine did not send it.
    std::map<std::pair<CycleId, ledger::Fate>, int> told;
    for (const auto& each : effect.obligations) {
        told[{each.obligation.cycle, each.fate}] += 1;
    }
    EXPECT_EQ((told[{year_2025, ledger::Fate::passes}]), 10);
    EXPECT_EQ((told[{year_2025, ledger::Fate::unknown}]), 1);
    EXPECT_EQ((told[{half_2025, ledger::Fate::answered}]), 9);
    // Reason 1278 is still what the paper of ward 7 was superseded by; who has it now is told.
    EXPECT_THAT(paper(plan_2025, year_2025, "ubnd-phuong-7").superseded.value_or(""),
                HasSubstr("nq-1278"));
}

constexpr std::string_view vuon_lai_ends = R"(
[[event]]
id = "nhap-vuon-lai"
day = 2025-09-01
legal_basis = "giả định của phép thử"
[[event.step]]
do = "merge"
units = ["ubnd-phuong-vuon-lai"]
into = "ubnd-phuong-hoa-hung"
duties = "inherited"
)";

TEST_F(District2025, what_an_heir_owes_passes_on_with_it_and_is_told) {
    apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    const auto effect = apply(entry_in(vuon_lai_ends), "2025-08-20T08:00:00+07:00");
    ASSERT_FALSE(effect.obligations.empty());
    for (const auto& each : effect.obligations) {
        const auto heir = ElementsAre(UnitId::of("ubnd-phuong-hoa-hung"));
        EXPECT_THAT(each.heirs, heir);
        const bool own = each.obligation.unit.str() == "ubnd-phuong-vuon-lai";
        // The debts of the wards before it have another one to answer for them.
        EXPECT_EQ(each.fate, own ? ledger::Fate::passes : ledger::Fate::answered);
    }
    ASSERT_FALSE(effect.duties.empty());
    for (const auto& each : effect.duties) {
        EXPECT_EQ(each.duty.unit.str(), "ubnd-phuong-vuon-lai");
    }
    EXPECT_THAT(
        expected(plan_2025, year_2025),
        UnorderedElementsAre("ubnd-phuong-14", "ubnd-phuong-dien-hong", "ubnd-phuong-hoa-hung"));
}

constexpr std::string_view hoa_hung_ends_unknown = R"(
[[event]]
id = "bo-hoa-hung"
day = 2025-09-01
legal_basis = "giả định của phép thử"
[[event.step]]
do = "abolish"
unit = "ubnd-phuong-hoa-hung"
duties = "unknown"
)";

TEST_F(District2025, an_heir_of_which_nobody_knows_the_heir_keeps_what_came_to_it) {
    apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    const auto before = expected(plan_2025, year_2025);
    apply(entry_in(hoa_hung_ends_unknown), "2025-08-20T08:00:00+07:00");
    // Not three wards again that passed on their paper long ago.
    EXPECT_EQ(expected(plan_2025, year_2025), before);
    EXPECT_TRUE(paper(plan_2025, year_2025, "ubnd-phuong-12").superseded);
    EXPECT_THAT(doubted(plan_2025, "heir-unknown"), testing::Contains("ubnd-phuong-hoa-hung"));
    EXPECT_THAT(doubted(plan_2025, "heir-unknown"),
                testing::Not(testing::Contains("ubnd-phuong-12")));
    // Whoever shall answer for the old debts hangs on the same statement.
    EXPECT_THAT(doubt_of("heir-unknown", "ubnd-phuong-hoa-hung").text,
                HasSubstr("của UBND Phường 12 (hạn đến hết ngày 14/5/2025)"));
}

TEST_F(District2025, a_paper_that_passes_to_an_excused_unit_is_owed_by_nobody_and_pointed_out) {
    const ledger::Paper of_year{plan_2025, year_2025, UnitId::of("ubnd-phuong-6")};
    const auto excuse = [&] {
        auto tx = write();
        auto act = by("2025-01-10T08:00:00+07:00");
        act.why = "Quyết định 7/QĐ-UBND (giả định)";
        (void)must(ledger::excuse(tx, of_year, act));
        must(tx.commit());
    };
    EXPECT_THAT(doubted(plan_2025, "heir-excused"), IsEmpty());
    excuse();
    // Ward 7 became part of ward 6.
    EXPECT_THAT(doubted(plan_2025, "heir-excused"), ElementsAre("ubnd-phuong-6"));
    const auto text = doubt_of("heir-excused", "ubnd-phuong-6").text;
    EXPECT_THAT(text, HasSubstr("UBND Phường 6 đã được miễn (Quyết định 7/QĐ-UBND (giả định))"));
    EXPECT_THAT(text, HasSubstr("phần của UBND Phường 7 chuyển đến"));
    EXPECT_THAT(text, HasSubstr("(hạn đến hết ngày 14/10/2025)"));
    EXPECT_THAT(expected(plan_2025, year_2025), testing::Not(testing::Contains("ubnd-phuong-7")));
    // Taken back, ward 7 owes again and nothing is in doubt.
    apply(reversal_of("nq-1278"), "2025-01-11T08:00:00+07:00");
    EXPECT_THAT(expected(plan_2025, year_2025), testing::Contains("ubnd-phuong-7"));
    EXPECT_THAT(doubted(plan_2025, "heir-excused"), IsEmpty());
    // Entered anew, the doubt is there without anybody's excusing.
    auto again = std::get<units::Event>(real("nq-1278"));
    again.id = UnitEventId::of("nq-1278-nhap-lai");
    apply(again, "2025-01-12T08:00:00+07:00");
    EXPECT_THAT(doubted(plan_2025, "heir-excused"), ElementsAre("ubnd-phuong-6"));
}

TEST_F(District2025, an_excused_paper_is_not_passed_on_but_what_came_to_its_unit_is) {
    auto act = by("2025-01-10T08:00:00+07:00");
    act.why = "Quyết định 7/QĐ-UBND (giả định)";
    auto tx = write();
    (void)must(ledger::excuse(tx, {plan_2025, year_2025, UnitId::of("ubnd-phuong-6")}, act));
    must(tx.commit());
    apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    EXPECT_FALSE(paper(plan_2025, year_2025, "ubnd-phuong-6").superseded);
    EXPECT_THAT(paper(plan_2025, year_2025, "ubnd-phuong-7").superseded.value_or(""),
                HasSubstr("UBND Phường Diên Hồng kế thừa"));
    EXPECT_THAT(doubted(plan_2025, "heir-excused"), IsEmpty());
}

TEST_F(District2025, what_was_filed_stays_readable_and_what_waits_is_listed) {
    const auto effect = apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    std::vector<std::string> waiting;
    for (const auto& each : effect.papers) {
        waiting.push_back(each.unit.str());
    }
    EXPECT_THAT(waiting, UnorderedElementsAre("ubnd-phuong-1", "ubnd-phuong-2"));
    auto tx = read();
    const auto sent = must(store::list_submissions(
        tx, {.plan = plan_2025, .cycle = half_2025, .unit = UnitId::of("ubnd-phuong-1")}));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent.front().sections.front().text, "Đơn vị đã triển khai kế hoạch.");
}

TEST_F(District2025, asks_who_receives_the_reports_when_their_office_is_abolished) {
    EXPECT_THAT(doubted(plan_2025, "receiver-unknown"), IsEmpty());
    end_district();
    EXPECT_THAT(doubted(plan_2025, "receiver-unknown"), ElementsAre("2025-year"));
    // Stated by a person, here as the test's own assumption.
    apply(entry_in(R"(
[[event]]
id = "noi-nhan"
amends = "ket-thuc-cap-huyen"
source = "giả định của phép thử"
[[event.state]]
unit = "phong-noi-vu"
duties = "inherited"
duties_to = ["ubnd-thanh-pho"]
)"),
          "2025-07-10T08:00:00+07:00");
    EXPECT_THAT(doubted(plan_2025, "receiver-unknown"), IsEmpty());
    EXPECT_THAT(doubted(plan_2025, "heir-unknown"),
                testing::Not(testing::Contains("phong-noi-vu")));
}

constexpr std::string_view shared_14 = R"(
[[event]]
id = "phuong-14"
amends = "nq-1685"
source = "giả định của phép thử"
[[event.state]]
unit = "ubnd-phuong-14"
duties = "shared"
)";

TEST_F(District2025, an_amendment_puts_the_heirs_in_and_a_counter_event_takes_them_out) {
    end_district();
    auto before = [&] {
        auto tx = read();
        return state(tx, plan_2025);
    }();
    apply(entry_in(shared_14), "2025-07-10T08:00:00+07:00");
    EXPECT_THAT(expected(plan_2025, year_2025),
                UnorderedElementsAre(
                    "ubnd-phuong-dien-hong", "ubnd-phuong-vuon-lai", "ubnd-phuong-hoa-hung"));
    EXPECT_THAT(paper(plan_2025, year_2025, "ubnd-phuong-14").superseded.value_or(""),
                HasSubstr("UBND Phường Diên Hồng, UBND Phường Hòa Hưng kế thừa"));
    apply(reversal_of("phuong-14"), "2025-07-11T08:00:00+07:00");
    auto tx = read();
    EXPECT_EQ(state(tx, plan_2025), before);
}

TEST_F(District2025, counter_events_in_reverse_give_the_former_state_back) {
    auto before = [&] {
        auto tx = read();
        return state(tx, plan_2025);
    }();
    end_district();
    apply(reversal_of("ket-thuc-cap-huyen"), "2025-07-02T08:00:00+07:00");
    apply(reversal_of("nq-1685"), "2025-07-02T08:01:00+07:00");
    {
        auto tx = read();
        EXPECT_EQ(state(tx, plan_2025), before);
        std::vector<std::string> said;
        for (const auto& entry : must(store::read_journal(tx, {.action_prefix = "units."}))) {
            said.push_back(entry.action + " " + entry.subject);
        }
        EXPECT_THAT(said,
                    ElementsAre("units.load units",
                                "units.event nq-1111",
                                "units.event nq-1278",
                                "units.event nq-1685",
                                "units.event ket-thuc-cap-huyen",
                                "units.reverse huy-ket-thuc-cap-huyen",
                                "units.reverse huy-nq-1685"));
    }
    expect_sound_journal();
}

TEST_F(District2025, what_an_heir_filed_survives_the_counter_event) {
    apply(real("nq-1685"), "2025-06-20T08:00:00+07:00");
    file(plan_2025, year_2025, "ubnd-phuong-hoa-hung", "2025-10-01T09:00:00+07:00");
    apply(reversal_of("nq-1685"), "2025-10-02T08:00:00+07:00");
    const auto kept = paper(plan_2025, year_2025, "ubnd-phuong-hoa-hung");
    EXPECT_THAT(kept.superseded.value_or(""), HasSubstr("bài đã nộp vẫn lưu ở đây"));
    EXPECT_EQ(wards(plan_2025, year_2025, "2025-10-02T09:00:00+07:00").expected(), 11);
}

TEST_F(District2025, the_list_is_known_as_it_was_at_any_time) {
    end_district();
    auto tx = read();
    const auto wards_on = [](const units::Registry& registry) {
        return std::ranges::count_if(registry.all(), [](const Unit& unit) {
            const auto day = Date::of(2025, 7, 1);
            return unit.exists_on(day) && unit.on(day).kind == UnitKind::ward;
        });
    };
    const auto known = [&](std::string_view when) {
        return wards_on(must(ledger::registry_known_at(tx, at(when))));
    };
    EXPECT_EQ(known("2020-12-02T00:00:00+07:00"), 15);
    EXPECT_EQ(known("2024-12-01T00:00:00+07:00"), 14);
    EXPECT_EQ(known("2025-06-19T00:00:00+07:00"), 11);
    EXPECT_EQ(known("2025-06-21T00:00:00+07:00"), 3);
    // The stored list is what the first list and the entries give.
    EXPECT_EQ(must(store::list_units(tx)), must(ledger::history_of(tx)).units());
}

TEST_F(District2025, refuses_a_bad_entry_whole_and_a_new_list_under_events) {
    auto tx = write();
    const auto before = state(tx, plan_2025);
    const auto late = ledger::apply_units(tx, real("nq-1278"), by("2025-01-02T08:00:00+07:00"));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code(), ErrorCode::conflict);
    const auto list = ledger::load_units(tx, whole_.known(0), by("2025-01-02T08:00:00+07:00"));
    ASSERT_FALSE(list);
    EXPECT_THAT(list.error().explain(), HasSubstr("enter what is new as an event"));
    EXPECT_EQ(state(tx, plan_2025), before);
}

TEST_F(District2025, every_entry_of_the_district_is_read_back_from_its_kept_form) {
    for (const auto& entry : whole_.entries()) {
        EXPECT_EQ(entry_in(units::write_entry(entry)), entry) << units::id_of(entry).str();
    }
    EXPECT_EQ(entry_in(units::write_entry(entry_in(shared_14))), entry_in(shared_14));
}

TEST_F(District2025, a_process_killed_on_the_way_leaves_all_or_nothing) {
    for (const bool commits : {false, true}) {
        const pid_t child = ::fork();
        if (child == 0) {
            auto own = store::Store::open(options(), Logger{});
            auto tx = own->begin(store::Mode::write);
            auto done = ledger::apply_units(*tx, real("nq-1685"), by("2025-06-20T08:00:00+07:00"));
            if (done && commits) {
                (void)tx->commit();
            }
            ::kill(::getpid(), SIGKILL);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        auto tx = read();
        EXPECT_EQ(must(store::list_unit_entries(tx)).size(), commits ? 3U : 2U);
        EXPECT_EQ(expected(plan_2025, year_2025).size(), commits ? 4U : 11U);
        EXPECT_EQ(must(store::list_units(tx)), must(ledger::history_of(tx)).units());
    }
    expect_sound_journal();
}

TEST_F(District2025, a_preview_of_several_entries_is_what_they_do_one_after_the_other) {
    const std::vector<units::Entry> entries{real("nq-1685"),
                                            real("ket-thuc-cap-huyen"),
                                            entry_in(shared_14),
                                            entry_in(vuon_lai_ends),
                                            reversal_of("nhap-vuon-lai")};
    const auto when = "2025-06-20T08:00:00+07:00";
    const auto seen = [&] {
        auto tx = read();  // it writes nothing
        return must(ledger::preview_units(tx, entries, at(when)));
    }();
    ASSERT_EQ(seen.size(), entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        EXPECT_EQ(apply(entries[i], when), seen[i]) << i;
    }
}

}  // namespace

// What may be read of papers where a unit is named for which is acted: its own, all for the body
// that receives them, and nothing more; and what is done about the round that was looked at.
#include "store/fixture.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {
namespace {

using ledger::Right;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const auto plan = PlanId::of("ke-hoach-118");
const auto cycle = CycleId::of("2021-half-year");

ledger::Paper paper_of(std::string_view unit) {
    return {plan, cycle, UnitId::of(unit)};
}

/// Two wards of the invented district have sent their half-year report; ward 4 writes at one.
class Reading : public ::testing::Test {
protected:
    Reading() {
        const auto district = std::string(TIENDO_SOURCE_DIR) + "/examples/district/";
        must(work_.load_units(district + "units.toml"));
        ledger::AdoptOptions options;
        options.plan = plan;
        options.as_of = Date::of(2020, 12, 31);
        options.years = {2021};
        must(work_.adopt(district + "ke-hoach.txt", options));
        for (const auto* unit : {"ubnd-phuong-7", "ubnd-phuong-8"}) {
            must(work_.submit(paper_of(unit),
                              {now_,
                               "Văn phòng",
                               {{"5", "Lời của " + std::string(unit)}},
                               {{"dossier-late", Decimal::of(41)}}}));
        }
        must(work_.save_draft(paper_of("ubnd-phuong-4"),
                              {{ledger::PartKind::section, "5", "Đang soạn.", 0}}));
    }

    void as(std::string_view unit) { work_.act_as("Văn phòng", UnitId::of(unit)); }
    void as_nobody() { work_.act_as("Phòng Nội vụ", std::nullopt); }

    /// Each call that gives words or figures of all units.
    std::vector<std::pair<std::string, std::optional<ErrorCode>>> read_of_all() {
        const auto code = [](const auto& done) {
            return done ? std::optional<ErrorCode>() : std::optional(done.error().code());
        };
        return {
            {"report", code(work_.report(plan, cycle))},
            {"compose", code(work_.compose(plan, {.cycle = cycle}))},
            {"export_report", code(work_.export_report(plan, {.cycle = cycle}, folder_ / "a.md"))},
            {"board", code(work_.board(plan))},
            {"owed_on_map", code(work_.owed_on_map(plan, {now_, {}}, now_.date()))},
            {"timeliness", code(work_.timeliness({{now_, {}}}))},
            {"board of then", code(work_.board(plan, {now_, now_}))},
            {"report of then", code(work_.report(plan, cycle, {now_, now_}))},
            {"compose of then", code(work_.compose(plan, {.cycle = cycle, .known_at = now_}))},
            {"reminders", code(work_.preview_reminders({}))},
            {"reminders of a plan", code(work_.preview_reminders({.plan = plan}))},
            {"issued", code(work_.issued(plan, cycle))},
            {"issued_text", code(work_.issued_text(plan, cycle, 1, Format::markdown))},
            {"local_proxies", code(work_.local_proxies(plan, cycle))},
            {"explain", code(work_.explain(plan, cycle, "F.all.late", {0, 10}))},
            {"an unknown figure", code(work_.explain(plan, cycle, "F.khong-co", {0, 10}))}};
    }
    std::vector<std::string> units_in(const std::vector<ledger::Owed>& rows) {
        std::vector<std::string> units;
        for (const auto& row : rows) {
            if (row.cycle.id == cycle) {
                units.push_back(row.obligation.unit.str());
            }
        }
        return units;
    }

    Folder folder_;
    Instant now_ = *Instant::parse("2021-05-20T09:00:00+07:00");
    Workspace work_ = must(Workspace::create({.url = "sqlite:" + (folder_ / "quan.db").string(),
                                              .actor = "Phòng Nội vụ",
                                              .clock = [this] { return now_; }}));
};

TEST_F(Reading, a_ward_is_refused_whatever_speaks_of_all_units_with_who_may) {
    must(work_.issue(plan, {.cycle = cycle}));
    as("ubnd-phuong-7");
    for (const auto& [call, code] : read_of_all()) {
        EXPECT_EQ(code, ErrorCode::rejected) << call;
    }
    const auto refused = work_.report(plan, cycle);
    EXPECT_THAT(refused.error().what(),
                HasSubstr("(ward) may not compose the consolidated report"));
    EXPECT_THAT(refused.error().remedy(), HasSubstr("office for received papers"));
    EXPECT_THAT(work_.issued(plan, cycle).error().what(),
                HasSubstr("may not read the papers of all units"));
}

TEST_F(Reading, the_body_that_receives_the_papers_reads_all_of_it) {
    must(work_.issue(plan, {.cycle = cycle}));
    as("ubnd-quan");
    for (const auto& [call, code] : read_of_all()) {
        EXPECT_EQ(code,
                  call == "an unknown figure" ? std::optional(ErrorCode::not_found) : std::nullopt)
            << call;
    }
    EXPECT_THAT(units_in(must(work_.owed(plan))), SizeIs(22));
}

TEST_F(Reading, a_list_holds_what_the_unit_may_read) {
    as("ubnd-phuong-7");
    EXPECT_EQ(units_in(must(work_.owed(plan))), std::vector<std::string>{"ubnd-phuong-7"});
    EXPECT_EQ(units_in(must(work_.owed(plan, {now_, now_}))),
              std::vector<std::string>{"ubnd-phuong-7"});
    as_nobody();
    EXPECT_THAT(units_in(must(work_.owed(plan))), SizeIs(22));
}

TEST_F(Reading, a_ward_gets_its_own_form_and_reasons_and_not_its_neighbours) {
    as("ubnd-phuong-7");
    EXPECT_TRUE(work_.report_template(paper_of("ubnd-phuong-7")));
    EXPECT_TRUE(work_.explain_paper(paper_of("ubnd-phuong-7"), {now_, {}}));
    for (const auto* other : {"ubnd-phuong-8", "ubnd-phuong-4"}) {
        EXPECT_EQ(work_.report_template(paper_of(other)).error().code(), ErrorCode::rejected);
        EXPECT_EQ(work_.explain_paper(paper_of(other), {now_, {}}).error().code(),
                  ErrorCode::rejected);
        EXPECT_EQ(work_.draft(paper_of(other)).error().code(), ErrorCode::rejected);
        EXPECT_EQ(work_.figures(paper_of(other)).error().code(), ErrorCode::rejected);
    }
}

// The reason of an excuse stands in it.
TEST_F(Reading, a_ward_subscribes_to_its_own_calendar) {
    as("ubnd-phuong-7");
    EXPECT_TRUE(work_.feed(UnitId::of("ubnd-phuong-7"), report::FeedKind::events));
    EXPECT_EQ(work_.feed(UnitId::of("ubnd-phuong-8"), report::FeedKind::events).error().code(),
              ErrorCode::rejected);
    as("ubnd-quan");
    EXPECT_TRUE(work_.feed(UnitId::of("ubnd-phuong-8"), report::FeedKind::events));
}

TEST_F(Reading, a_ward_looks_behind_its_own_figures_alone) {
    as("ubnd-phuong-7");
    const auto own = must(work_.figures(paper_of("ubnd-phuong-7")));
    ASSERT_FALSE(own.empty());
    for (const auto& figure : own) {
        EXPECT_TRUE(work_.trace(plan, cycle, figure.id, {0, 10})) << figure.id;
        EXPECT_TRUE(work_.explain(plan, cycle, figure.id, {0, 10})) << figure.id;
    }
    const auto of_other = work_.trace(plan, cycle, "F5.ubnd-phuong-8.stated.dossier-late", {0, 10});
    ASSERT_FALSE(of_other);
    EXPECT_THAT(of_other.error().what(), HasSubstr("may not read the paper of"));
}

TEST_F(Reading, the_journal_and_records_are_read_for_no_unit) {
    as("ubnd-quan");
    EXPECT_EQ(work_.journal(1, 10).error().code(), ErrorCode::rejected);
    EXPECT_EQ(work_.export_journal(folder_ / "so.jsonl").error().code(), ErrorCode::rejected);
    EXPECT_EQ(work_.records({}).error().code(), ErrorCode::rejected);
    EXPECT_EQ(work_.dead_letters().error().code(), ErrorCode::rejected);
    EXPECT_EQ(work_.deliveries({}).error().code(), ErrorCode::rejected);
    EXPECT_EQ(work_.delivery("x").error().code(), ErrorCode::rejected);
    as_nobody();
    EXPECT_TRUE(work_.journal(1, 10));
}

TEST_F(Reading, who_records_papers_that_arrive_does_not_send_what_a_ward_still_writes) {
    const auto paper = paper_of("ubnd-phuong-4");
    as("ubnd-quan");
    const auto sent = work_.submit_draft(paper, {now_, "Văn phòng"});
    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().what(), HasSubstr("may not draft the paper of"));
    as("ubnd-phuong-4");
    EXPECT_NE(work_.submit_draft(paper, {now_, "Văn phòng"}).error().code(), ErrorCode::rejected);
}

TEST_F(Reading, powers_say_beforehand_what_the_calls_will_say) {
    as("ubnd-phuong-7");
    const auto ward = must(work_.powers(plan));
    EXPECT_TRUE(ward.may(Right::draft, UnitId::of("ubnd-phuong-7")));
    EXPECT_FALSE(ward.may(Right::read, UnitId::of("ubnd-phuong-8")));
    EXPECT_FALSE(ward.may(Right::compose, std::nullopt));
    as("khong-co");
    EXPECT_EQ(work_.powers(plan).error().code(), ErrorCode::not_found);
    as_nobody();
    EXPECT_EQ(must(work_.powers(plan)), ledger::Powers::unlimited());
}

// Powers are looked up once while nothing changed.
TEST_F(Reading, powers_follow_the_list_of_units_whoever_loads_it) {
    as("ubnd-quan");
    EXPECT_TRUE(work_.board(plan));
    auto list =
        must(read_file(std::string(TIENDO_SOURCE_DIR) + "/examples/district/units.toml", 1 << 20));
    const std::string_view kind = "kind = \"authority\"";
    list.replace(list.find(kind), kind.size(), "kind = \"company\"");
    auto other = must(Workspace::open({.url = "sqlite:" + (folder_ / "quan.db").string(),
                                       .actor = "Phòng Nội vụ",
                                       .clock = [this] { return now_; }}));
    must(other.load_units(folder_.file("units.toml", list)));
    EXPECT_EQ(work_.board(plan).error().code(), ErrorCode::rejected);
}

TEST_F(Reading, a_decision_hits_the_round_that_was_looked_at) {
    const auto paper = paper_of("ubnd-phuong-7");
    as("ubnd-quan");
    must(work_.return_paper(paper, {"Bổ sung", {}, 1}));
    must(work_.submit(paper, {now_, "Văn phòng", {{"5", "Lần 2"}}, {}}));
    const auto accepted = work_.accept(paper, {.round = 1});
    ASSERT_FALSE(accepted);
    EXPECT_EQ(accepted.error().code(), ErrorCode::conflict);
    EXPECT_THAT(accepted.error().what(), HasSubstr("round 2 was sent at"));
    EXPECT_EQ(work_.return_paper(paper, {"Bổ sung", {}, 1}).error().code(), ErrorCode::conflict);
    EXPECT_EQ(must(work_.accept(paper, {.round = 2})).state, ReportState::accepted);
}

}  // namespace
}  // namespace tiendo::test

#include "tiendo/ledger/issue.hpp"

#include "ledger/world.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/store/issued.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;

class Issuing : public testing::Test {
protected:
    Issuing() {
        first_ = sent("ubnd-phuong-7", "2021-05-12T10:00:00+07:00");
        accept("ubnd-phuong-7");
    }
    SubmissionId sent(std::string_view unit, std::string_view when) {
        auto tx = office.write();
        auto done = ledger::submit(tx, half_year_of(unit), sent_at(when), by_home_affairs());
        EXPECT_TRUE(done) << done.error();
        Office::must(tx.commit());
        return done->id;
    }
    void accept(std::string_view unit) {
        auto tx = office.write();
        Office::must(ledger::accept(tx, half_year_of(unit), by_home_affairs()));
        Office::must(tx.commit());
    }
    ledger::NewIssue issue(std::string late, std::string note = {}) {
        return {plan_id,
                half_year,
                "25/BC-UBND",
                std::move(note),
                {first_},
                {{"F.all.late", late, "Trễ hạn"}, {"F.journal", "41", "Nhật ký"}},
                {{"markdown", "# " + late}, {"html", "<p>" + late}}};
    }
    Result<IssuedReport> keep(const ledger::NewIssue& issue) {
        auto tx = office.write();
        auto kept = ledger::keep_issued(tx, issue, by_home_affairs());
        if (kept) {
            Office::must(tx.commit());
        }
        return kept;
    }
    ReportState state_of(const SubmissionId& id) {
        auto tx = office.read();
        return store::get_submission(tx, id)->state;
    }

    Office office;
    SubmissionId first_;
};

TEST_F(Issuing, a_report_is_kept_as_it_went_out) {
    const auto kept = keep(issue("02"));
    ASSERT_TRUE(kept) << kept.error();
    EXPECT_EQ(kept->version, 1);
    EXPECT_EQ(kept->forms.size(), 2U);
    EXPECT_EQ(kept->forms[1].sha256, sha256_hex("# 02"));
    auto tx = office.read();
    EXPECT_EQ(*store::issued_bytes(tx, plan_id, half_year, 1, "markdown"), "# 02");
    EXPECT_EQ(store::list_issued(tx, plan_id, half_year)->front(), *kept);
    EXPECT_EQ(store::issued_bytes(tx, plan_id, half_year, 1, "docx").error().code(),
              ErrorCode::not_found);
}

TEST_F(Issuing, papers_that_were_accepted_become_consolidated_and_others_stay) {
    auto with_waiting = issue("02");
    const auto waiting = sent("ubnd-phuong-8", "2021-05-12T10:00:00+07:00");
    with_waiting.papers.push_back(waiting);
    ASSERT_TRUE(keep(with_waiting));
    EXPECT_EQ(state_of(first_), ReportState::consolidated);
    EXPECT_EQ(state_of(waiting), ReportState::submitted);
}

TEST_F(Issuing, a_second_issue_is_a_correction_and_wants_a_note) {
    ASSERT_TRUE(keep(issue("02")));
    const auto again = keep(issue("03"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code(), ErrorCode::conflict);
    EXPECT_THAT(again.error().what(), HasSubstr("version 1 was issued at 2021-05-20"));
}

TEST_F(Issuing, nothing_can_be_corrected_before_it_was_issued) {
    EXPECT_EQ(keep(issue("02", "sửa")).error().code(), ErrorCode::conflict);
}

TEST_F(Issuing, a_correction_in_which_nothing_differs_is_none) {
    ASSERT_TRUE(keep(issue("02")));
    EXPECT_THAT(keep(issue("02", "sửa")).error().what(),
                HasSubstr("nothing differs from version 1"));
}

TEST_F(Issuing, a_ward_corrects_after_consolidation_and_both_versions_stay_readable) {
    ASSERT_TRUE(keep(issue("02")));
    {
        auto tx = office.write();
        Office::must(ledger::return_paper(
            tx, half_year_of("ubnd-phuong-7"), {"Sửa số hồ sơ trễ", {}}, by_home_affairs()));
        Office::must(tx.commit());
    }
    auto corrected = issue("03", "Phường 7 sửa số hồ sơ trễ");
    corrected.papers = {sent("ubnd-phuong-7", "2021-05-20T09:00:00+07:00")};
    accept("ubnd-phuong-7");
    const auto kept = keep(corrected);
    ASSERT_TRUE(kept) << kept.error();
    EXPECT_EQ(kept->version, 2);
    EXPECT_EQ(state_of(corrected.papers[0]), ReportState::corrected);
    auto tx = office.read();
    EXPECT_EQ(*store::issued_bytes(tx, plan_id, half_year, 1, "markdown"), "# 02");
    EXPECT_EQ(*store::issued_bytes(tx, plan_id, half_year, 2, "markdown"), "# 03");
}

TEST_F(Issuing, what_changed_is_exactly_the_corrected_figures) {
    const std::vector<IssuedFigure> before = {
        {"a", "1", "A"}, {"b", "2", "B"}, {"gone", "5", "G"}, {"F.journal", "41", "J"}};
    const std::vector<IssuedFigure> after = {
        {"a", "1", "A"}, {"b", "3", "B"}, {"new", "4", "N"}, {"F.journal", "44", "J"}};
    EXPECT_THAT(ledger::changes_between(before, after),
                ElementsAre(ledger::FigureChange{"b", "B", "2", "3"},
                            ledger::FigureChange{"gone", "G", "5", ""},
                            ledger::FigureChange{"new", "N", "", "4"}));
}

TEST_F(Issuing, each_version_is_an_entry_of_the_journal_with_its_reason) {
    ASSERT_TRUE(keep(issue("02")));
    ASSERT_TRUE(keep(issue("03", "sửa")));
    auto tx = office.read();
    const auto entries = store::read_journal(tx, {.action_prefix = "report."});
    ASSERT_TRUE(entries) << entries.error();
    EXPECT_EQ((*entries)[entries->size() - 2].action, "report.issue");
    EXPECT_EQ(entries->back().action, "report.correct");
    EXPECT_EQ(entries->back().why, "sửa");
}

}  // namespace

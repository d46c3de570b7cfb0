#include "tiendo/ledger/permit.hpp"

#include "ledger/world.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using ledger::Right;
using testing::HasSubstr;

class PermitCheck : public testing::Test {
protected:
    Result<void> may(std::string_view actor,
                     Right right,
                     std::optional<std::string_view> owner,
                     const ledger::Permits& permits = ledger::Permits::shipped()) {
        auto tx = office.read();
        return ledger::check_permit(tx,
                                    permits,
                                    {right,
                                     UnitId::of(actor),
                                     plan_id,
                                     owner ? std::optional(UnitId::of(*owner)) : std::nullopt,
                                     clock_now});
    }

    Office office;
};

TEST_F(PermitCheck, a_unit_writes_and_sends_its_own_paper_and_no_other) {
    EXPECT_TRUE(may("ubnd-phuong-7", Right::draft, "ubnd-phuong-7"));
    EXPECT_TRUE(may("ubnd-phuong-7", Right::submit, "ubnd-phuong-7"));
    EXPECT_FALSE(may("ubnd-phuong-7", Right::draft, "ubnd-phuong-8"));
    EXPECT_FALSE(may("ubnd-phuong-7", Right::submit, "ubnd-phuong-8"));
}

TEST_F(PermitCheck, nobody_accepts_its_own_paper) {
    EXPECT_FALSE(may("ubnd-phuong-7", Right::accept, "ubnd-phuong-7"));
    EXPECT_FALSE(may("ubnd-quan", Right::accept, "ubnd-quan"));
}

TEST_F(PermitCheck, the_receiver_of_the_plan_returns_accepts_and_excuses) {
    for (const auto right : {Right::return_paper, Right::accept, Right::excuse, Right::submit}) {
        EXPECT_TRUE(may("ubnd-quan", right, "ubnd-phuong-7")) << to_string(right);
    }
}

TEST_F(PermitCheck, an_office_that_the_plan_does_not_send_papers_to_judges_none) {
    EXPECT_FALSE(may("phong-tu-phap", Right::accept, "ubnd-phuong-7"));
    EXPECT_FALSE(may("phong-tu-phap", Right::compose, std::nullopt));
}

TEST_F(PermitCheck, the_receiver_does_not_read_drafts) {
    EXPECT_FALSE(may("ubnd-quan", Right::draft, "ubnd-phuong-7"));
}

TEST_F(PermitCheck, a_unit_reads_its_own_paper_and_the_receiver_reads_all) {
    EXPECT_TRUE(may("ubnd-phuong-7", Right::read, "ubnd-phuong-7"));
    EXPECT_FALSE(may("ubnd-phuong-7", Right::read, "ubnd-phuong-8"));
    EXPECT_FALSE(may("ubnd-phuong-7", Right::read, std::nullopt));
    EXPECT_TRUE(may("ubnd-quan", Right::read, "ubnd-phuong-7"));
    EXPECT_TRUE(may("ubnd-quan", Right::read, std::nullopt));
    EXPECT_FALSE(may("phong-tu-phap", Right::read, "ubnd-phuong-7"));
}

TEST_F(PermitCheck, a_refusal_to_read_says_what_and_who_may) {
    const auto refused = may("ubnd-phuong-7", Right::read, std::nullopt);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what(), HasSubstr("may not read the papers of all units"));
    EXPECT_THAT(refused.error().remedy(), HasSubstr("any unit for its own papers"));
}

TEST_F(PermitCheck, powers_answer_as_each_check_does) {
    auto tx = office.read();
    for (const auto* actor : {"ubnd-phuong-7", "ubnd-quan", "phong-tu-phap", "ubnd-phuong-3"}) {
        const auto powers = ledger::Powers::of(
            tx, ledger::Permits::shipped(), UnitId::of(actor), plan_id, clock_now);
        ASSERT_TRUE(powers) << powers.error();
        for (int right = 0; right <= static_cast<int>(Right::read); ++right) {
            for (const auto& owner : {std::optional<std::string_view>(), {"ubnd-phuong-7"}}) {
                const auto each = static_cast<Right>(right);
                EXPECT_EQ(
                    powers->may(each, owner ? std::optional(UnitId::of(*owner)) : std::nullopt),
                    static_cast<bool>(may(actor, each, owner)))
                    << actor << ' ' << to_string(each);
            }
        }
    }
    EXPECT_TRUE(ledger::Powers::unlimited().may(Right::issue, std::nullopt));
}

TEST_F(PermitCheck, the_receiver_alone_composes_issues_and_corrects) {
    for (const auto right : {Right::compose, Right::issue, Right::correct}) {
        EXPECT_TRUE(may("ubnd-quan", right, std::nullopt)) << to_string(right);
        EXPECT_FALSE(may("ubnd-phuong-7", right, std::nullopt)) << to_string(right);
    }
}

TEST_F(PermitCheck, a_refusal_names_the_unit_the_deed_and_who_may) {
    const auto refused = may("ubnd-phuong-7", Right::accept, "ubnd-phuong-8");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::rejected);
    EXPECT_THAT(refused.error().what(), HasSubstr("(ward) may not accept the paper of"));
    EXPECT_THAT(refused.error().remedy(), HasSubstr("office for received papers"));
}

TEST_F(PermitCheck, a_unit_that_ended_does_nothing_any_more) {
    EXPECT_FALSE(may("ubnd-phuong-3", Right::draft, "ubnd-phuong-3"));  // until 31 December 2020
}

TEST_F(PermitCheck, an_unknown_unit_is_told) {
    EXPECT_EQ(may("ubnd-phuong-77", Right::draft, "ubnd-phuong-7").error().code(),
              ErrorCode::not_found);
}

TEST_F(PermitCheck, what_no_rule_allows_is_refused) {
    EXPECT_THAT(may("ubnd-quan", Right::accept, "ubnd-phuong-7", {}).error().remedy(),
                "nobody may");
}

TEST_F(PermitCheck, another_office_may_be_given_the_right_as_data) {
    const auto permits = ledger::parse_permits(
        "[[right]]\nkinds = [\"ward\"]\nmay = [\"excuse\"]\npapers = \"own\"\nsource = \"thử\"\n"
        "checked = 2026-11-20\n",
        "quyen.toml");
    ASSERT_TRUE(permits) << permits.error();
    EXPECT_TRUE(may("ubnd-phuong-7", Right::excuse, "ubnd-phuong-7", *permits));
    EXPECT_FALSE(may("ubnd-quan", Right::excuse, "ubnd-phuong-7", *permits));
}

TEST(Permits, a_slip_is_refused_with_its_line_and_the_words_that_are_known) {
    const auto permits = ledger::parse_permits(
        "[[right]]\nmay = [\"approve\"]\npapers = \"own\"\nsource = \"x\"\nchecked = 2026-11-20\n",
        "quyen.toml");
    ASSERT_FALSE(permits);
    EXPECT_THAT(permits.error().what(),
                HasSubstr("quyen.toml: line 1: may: 'approve' is not a right"));
    EXPECT_THAT(permits.error().remedy(), HasSubstr("return, accept"));
}

TEST(Permits, the_shipped_rules_are_sound_and_give_every_right_to_somebody) {
    const auto permits = ledger::Permits::shipped();
    for (const auto* word :
         {"draft", "submit", "return", "accept", "excuse", "compose", "issue", "correct", "read"}) {
        const auto right = ledger::parse_right(word);
        ASSERT_TRUE(right);
        EXPECT_EQ(to_string(*right), word);
        EXPECT_TRUE(std::ranges::any_of(permits.rules, [&](const ledger::PermitRule& rule) {
            return std::ranges::find(rule.may, *right) != rule.may.end();
        })) << word;
    }
}

}  // namespace

#include "tiendo/ledger/draft.hpp"

#include "ledger/world.hpp"

#include "tiendo/ledger/sections.hpp"
#include "tiendo/store/journal.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using ledger::PartKind;
using testing::ElementsAre;
using testing::HasSubstr;

const auto ward_7 = half_year_of("ubnd-phuong-7");

class Drafts : public testing::Test {
protected:
    static ledger::Act by(std::string_view who, Instant when = clock_now) {
        return {when, std::string(who), ""};
    }
    Result<std::vector<ledger::SavedPart>> try_save(std::vector<ledger::NewDraftPart> parts,
                                                    std::string_view who = "Văn phòng") {
        auto tx = office.write();
        auto saved = ledger::save_draft(tx, ward_7, parts, by(who));
        if (saved) {
            Office::must(tx.commit());
        }
        return saved;
    }
    ledger::SavedPart save(std::string about,
                           std::string text,
                           int base,
                           std::string_view who = "Văn phòng") {
        auto saved = try_save({{PartKind::section, std::move(about), std::move(text), base}}, who);
        EXPECT_TRUE(saved) << saved.error();
        return saved ? saved->front() : ledger::SavedPart{};
    }
    ledger::Draft draft() {
        auto tx = office.read();
        auto read = ledger::read_draft(tx, ward_7);
        EXPECT_TRUE(read) << read.error();
        return read ? *read : ledger::Draft{};
    }
    Result<Submission> send(Instant when = at("2021-05-12T10:00:00+07:00")) {
        auto tx = office.write();
        auto sent = ledger::submit_draft(tx, ward_7, {when, "Văn phòng"}, by("Văn phòng"));
        if (sent) {
            Office::must(tx.commit());
        }
        return sent;
    }
    void write_all() {
        save("3", "Đã trả lời phản ánh.", 0);
        save("5", "Đã niêm yết thủ tục.", 0);
    }

    Office office;
};

TEST_F(Drafts, a_part_is_saved_with_revisions_of_its_own) {
    EXPECT_EQ(save("5", "Một.", 0).mine.revision, 1);
    EXPECT_EQ(save("5", "Một, hai.", 1).mine.revision, 2);
    EXPECT_EQ(save("3", "Ba.", 0).mine.revision, 1);
    const auto now = draft();
    EXPECT_TRUE(now.open);
    EXPECT_EQ(now.find(PartKind::section, "5")->text, "Một, hai.");
    EXPECT_EQ(now.find(PartKind::section, "3")->revision, 1);
}

TEST_F(Drafts, two_people_on_one_part_get_both_texts_and_neither_is_lost) {
    save("5", "Bản chung.", 0, "Văn phòng");
    save("5", "Sửa của Văn phòng.", 1, "Văn phòng");
    const auto late = save("5", "Sửa của Tư pháp.", 1, "Tư pháp");
    ASSERT_TRUE(late.other);
    EXPECT_EQ(late.other->text, "Sửa của Văn phòng.");
    EXPECT_EQ(late.other->saved_by, "Văn phòng");
    EXPECT_EQ(late.mine.text, "Sửa của Tư pháp.");
    EXPECT_EQ(draft().find(PartKind::section, "5")->text, "Sửa của Văn phòng.");

    auto tx = office.read();
    const auto past = ledger::draft_past(tx, ward_7, PartKind::section, "5");
    ASSERT_TRUE(past) << past.error();
    std::vector<std::string> texts;
    for (const auto& each : *past) {
        texts.push_back((each.aside ? "aside: " : "") + each.part.text);
    }
    EXPECT_THAT(texts, ElementsAre("Bản chung.", "Sửa của Văn phòng.", "aside: Sửa của Tư pháp."));
}

TEST_F(Drafts, who_was_late_makes_one_text_of_both_from_the_one_that_stands) {
    save("5", "A", 0);
    save("5", "B", 1);
    ASSERT_TRUE(save("5", "C", 1).other);
    const auto both = save("5", "B và C", 2);
    EXPECT_FALSE(both.other);
    EXPECT_EQ(draft().find(PartKind::section, "5")->text, "B và C");
}

TEST_F(Drafts, who_sends_a_part_back_unchanged_takes_nothing_from_whoever_changed_it) {
    save("5", "A", 0, "Văn phòng");
    save("5", "A, B", 1, "Văn phòng");
    const auto unchanged = save("5", "A\n", 1, "Tư pháp");
    EXPECT_FALSE(unchanged.other);
    EXPECT_EQ(unchanged.mine.text, "A, B");
    EXPECT_FALSE(save("5", "", 0, "Tư pháp").other) << "a place that was empty and stayed so";
    EXPECT_EQ(draft().find(PartKind::section, "5")->revision, 2);
}

TEST_F(Drafts, a_text_that_was_kept_aside_is_nobodys_beginning) {
    save("5", "A", 0);
    save("5", "B", 1);
    ASSERT_TRUE(save("5", "C", 1).other);  // revision 3, aside
    EXPECT_TRUE(save("5", "C", 3).other);
}

TEST_F(Drafts, what_was_never_written_makes_no_revision) {
    EXPECT_EQ(save("3", " ", 0).mine.revision, 0);
    EXPECT_EQ(draft().find(PartKind::section, "3"), nullptr);
}

TEST_F(Drafts, two_people_on_two_parts_do_not_hinder_each_other) {
    EXPECT_FALSE(save("5", "A", 0, "Văn phòng").other);
    EXPECT_FALSE(save("3", "B", 0, "Tư pháp").other);
}

TEST_F(Drafts, two_who_write_the_same_agree) {
    save("5", "A", 0, "Văn phòng");
    const auto same = save("5", "A", 0, "Tư pháp");
    EXPECT_FALSE(same.other);
    EXPECT_EQ(same.mine.revision, 1);
}

TEST_F(Drafts, emptying_a_part_is_a_revision_and_the_text_before_is_kept) {
    save("5", "A", 0);
    save("5", "", 1);
    EXPECT_EQ(draft().find(PartKind::section, "5")->text, "");
    auto tx = office.read();
    EXPECT_EQ(ledger::draft_past(tx, ward_7, PartKind::section, "5")->front().part.text, "A");
}

TEST_F(Drafts, a_draft_is_no_submission) {
    write_all();
    auto tx = office.read();
    const auto rows = ledger::owed(tx, plan_id, clock_now);
    ASSERT_TRUE(rows) << rows.error();
    for (const auto& row : *rows) {
        if (row.obligation.unit == ward_7.unit && row.cycle.id == half_year) {
            EXPECT_TRUE(row.rounds.empty());
            EXPECT_EQ(row.standing, Standing::overdue);
        }
    }
}

TEST_F(Drafts, a_draft_is_sent_as_it_stands) {
    write_all();
    ASSERT_TRUE(try_save({{PartKind::figure, "dossier-late", " 1.234,5 ", 0}}));
    const auto sent = send();
    ASSERT_TRUE(sent) << sent.error().explain();
    EXPECT_THAT(
        sent->sections,
        ElementsAre(Section{"3", "Đã trả lời phản ánh."}, Section{"5", "Đã niêm yết thủ tục."}));
    EXPECT_THAT(sent->figures, ElementsAre(StatedFigure{"dossier-late", Decimal{123450}}));
}

TEST_F(Drafts, a_paper_without_its_required_sections_is_refused_with_their_list) {
    save("3", "Đã trả lời phản ánh.", 0);
    const auto sent = send();
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(sent.error().what(), HasSubstr("lacks 1 required section(s): '5'"));
}

TEST_F(Drafts, blanks_are_no_section) {
    save("3", " \n ", 0);
    save("5", "\u00A0", 0);
    EXPECT_THAT(send().error().what(), HasSubstr("lacks 2 required section(s): '3', '5'"));
}

TEST_F(Drafts, a_text_on_a_task_speaks_for_its_dimension) {
    save("II.3-1", "Đã trả lời.", 0);
    save("II.5-1", "Đã giảm.", 0);
    EXPECT_TRUE(send());
}

TEST_F(Drafts, a_late_paper_needs_no_favour) {
    write_all();
    const auto sent = send(at("2021-05-19T10:00:00+07:00"));
    ASSERT_TRUE(sent) << sent.error();
    EXPECT_EQ(sent->round, 1);
}

TEST_F(Drafts, what_was_sent_is_closed_and_says_why) {
    write_all();
    ASSERT_TRUE(send());
    EXPECT_FALSE(draft().open);
    const auto saved = try_save({{PartKind::section, "5", "Thêm.", 1}});
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code(), ErrorCode::conflict);
    EXPECT_THAT(saved.error().what(), HasSubstr("the draft is closed: round 1 is submitted"));
}

TEST_F(Drafts, after_a_return_the_draft_begins_with_what_was_sent) {
    write_all();
    ASSERT_TRUE(send());
    auto tx = office.write();
    ASSERT_TRUE(ledger::return_paper(
        tx, ward_7, {"Bổ sung mục 5", {}}, by_home_affairs(at("2021-05-17T09:00:00+07:00"))));
    Office::must(tx.commit());
    const auto again = draft();
    EXPECT_TRUE(again.open);
    EXPECT_EQ(again.round, 2);
    EXPECT_EQ(again.return_message, "Bổ sung mục 5");
    EXPECT_EQ(again.find(PartKind::section, "3")->text, "Đã trả lời phản ánh.");
    EXPECT_EQ(again.find(PartKind::section, "5")->revision, 0);
    EXPECT_EQ(save("5", "Đã niêm yết thủ tục.", 0).mine.revision, 0) << "it was not changed";
    EXPECT_EQ(save("5", "", 0).mine.revision, 1) << "it was emptied";
    save("5", "Đã niêm yết, có 41 hồ sơ trễ.", 1);
    const auto sent = send(at("2021-05-18T09:00:00+07:00"));
    ASSERT_TRUE(sent) << sent.error();
    EXPECT_EQ(sent->round, 2);
    EXPECT_EQ(sent->sections.front().text, "Đã trả lời phản ánh.");
}

TEST_F(Drafts, after_a_withdrawal_its_sender_writes_on_from_what_was_sent) {
    write_all();
    ASSERT_TRUE(send());
    auto tx = office.write();
    ASSERT_TRUE(
        ledger::withdraw(tx, ward_7, {at("2021-05-13T09:00:00+07:00"), "Văn phòng", "Gửi nhầm"}));
    Office::must(tx.commit());
    const auto again = draft();
    EXPECT_TRUE(again.open);
    EXPECT_EQ(again.round, 2);
    EXPECT_EQ(again.return_message, "");
    EXPECT_EQ(again.find(PartKind::section, "5")->text, "Đã niêm yết thủ tục.");
    save("5", "Đã niêm yết lại.", 0);
    const auto sent = send(at("2021-05-14T09:00:00+07:00"));
    ASSERT_TRUE(sent) << sent.error();
    EXPECT_EQ(sent->round, 2);
}

TEST_F(Drafts, what_is_taken_back_does_not_answer_the_return_before_it) {
    write_all();
    ASSERT_TRUE(send());
    auto tx = office.write();
    ASSERT_TRUE(ledger::return_paper(
        tx, ward_7, {"Bổ sung mục 5", {}}, by_home_affairs(at("2021-05-13T09:00:00+07:00"))));
    Office::must(tx.commit());
    ASSERT_TRUE(send(at("2021-05-14T09:00:00+07:00")));
    auto again = office.write();
    ASSERT_TRUE(ledger::withdraw(
        again, ward_7, {at("2021-05-14T10:00:00+07:00"), "Văn phòng", "Gửi nhầm"}));
    Office::must(again.commit());
    EXPECT_EQ(draft().round, 3);
    EXPECT_EQ(draft().return_message, "Bổ sung mục 5");
}

TEST_F(Drafts, a_text_of_before_over_a_newer_one_is_told_to_be_untouched) {
    save("5", "Một.", 0);
    EXPECT_FALSE(save("5", "Hai.", 1).untouched);
    EXPECT_FALSE(save("5", "Hai.", 1).untouched) << "it says what stands";
    const auto saved = save("5", "Một.", 1);
    EXPECT_TRUE(saved.untouched);
    EXPECT_EQ(saved.mine.text, "Hai.");
    EXPECT_EQ(draft().find(PartKind::section, "5")->revision, 2);
}

TEST_F(Drafts, all_parts_of_one_save_are_kept_or_none) {
    const auto saved =
        try_save({{PartKind::section, "5", "A", 0}, {PartKind::section, "9", "B", 0}});
    ASSERT_FALSE(saved);
    EXPECT_THAT(saved.error().what(), HasSubstr("the plan has no '9' to write about"));
    EXPECT_TRUE(draft().parts.empty());
}

TEST_F(Drafts, a_number_typed_in_two_styles_is_refused_with_its_places) {
    const auto saved = try_save({{PartKind::figure, "dossier-late", "1.234,5", 0},
                                 {PartKind::figure, "dossier-received", "1,234.5", 0}});
    ASSERT_FALSE(saved);
    EXPECT_THAT(saved.error().what(), HasSubstr("'1,234.5' at figure 'dossier-received'"));
}

TEST_F(Drafts, a_text_that_turns_its_direction_is_refused_and_an_unseen_mark_is_taken_out) {
    EXPECT_THAT(try_save({{PartKind::section, "5", "a\u202Eb", 0}}).error().what(),
                HasSubstr("section '5': the text holds"));
    const auto saved = save("5", "Đã\u200B xong", 0);
    EXPECT_EQ(saved.mine.text, "Đã xong");
    EXPECT_THAT(saved.notices, ElementsAre(HasSubstr("U+200B")));
}

TEST_F(Drafts, a_section_of_more_than_a_mebibyte_is_refused) {
    EXPECT_TRUE(
        try_save({{PartKind::section, "5", std::string(ledger::most_section_bytes, 'a'), 0}}));
    EXPECT_FALSE(
        try_save({{PartKind::section, "3", std::string(ledger::most_section_bytes + 1, 'a'), 0}}));
}

TEST_F(Drafts, a_paper_of_more_than_five_mebibytes_is_refused) {
    const std::string most(ledger::most_section_bytes, 'a');
    for (const auto* about : {"1", "2", "3", "4", "5"}) {
        ASSERT_TRUE(try_save({{PartKind::section, about, most, 0}}));
    }
    EXPECT_THAT(try_save({{PartKind::section, "6", "a", 0}}).error().what(),
                HasSubstr("the paper has 5242881 bytes"));
}

TEST_F(Drafts, a_revision_that_was_never_saved_is_no_base) {
    EXPECT_FALSE(try_save({{PartKind::section, "5", "A", 1}}));
    EXPECT_FALSE(try_save({{PartKind::section, "5", "A", -1}}));
}

TEST_F(Drafts, the_journal_begins_with_the_sending) {
    const auto count = [&] {
        auto tx = office.read();
        return store::journal_head(tx)->count;
    };
    const auto before = count();
    write_all();
    EXPECT_EQ(count(), before);
    ASSERT_TRUE(send());
    EXPECT_EQ(count(), before + 1);
}

// The sections that are asked for.

TEST_F(Drafts, a_unit_is_asked_for_the_dimensions_and_tasks_it_takes_part_in) {
    auto tx = office.read();
    const auto asked = ledger::sections_of(tx, ward_7, clock_now);
    ASSERT_TRUE(asked) << asked.error();
    std::vector<std::string> names;
    for (const auto& each : *asked) {
        names.push_back(each.about + (each.required ? "!" : ""));
    }
    EXPECT_THAT(
        names,
        ElementsAre("general", "3!", "II.3-1", "II.3-2", "5!", "II.5-1", "III.1", "III.1-p2"));
}

TEST_F(Drafts, a_unit_that_only_helps_must_write_something_and_may_choose_what) {
    const auto office_of_units = half_year_of("phong-noi-vu");
    auto tx = office.read();
    const auto asked = ledger::sections_of(tx, office_of_units, clock_now);
    ASSERT_TRUE(asked) << asked.error();
    EXPECT_EQ(asked->front().about, "general");
    EXPECT_TRUE(asked->front().required);
}

}  // namespace

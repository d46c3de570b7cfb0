#include "tiendo/report/template.hpp"

#include "report/district.hpp"

#include "tiendo/ledger/draft.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace tiendo::report {
namespace {

using test::District;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ReportTemplate : public testing::Test {
protected:
    Result<Template> made(std::string_view unit,
                          std::string_view cycle,
                          Instant at = test::clock_now) {
        auto tx = district_.office().read();
        return template_of(tx, test::plan_id, CycleId::of(cycle), UnitId::of(unit), at);
    }
    Template form(std::string_view unit, std::string_view cycle, Instant at = test::clock_now) {
        auto form = made(unit, cycle, at);
        EXPECT_TRUE(form) << form.error();
        return form ? *form : Template{};
    }
    static TemplateSection section(const Template& form, std::string_view about) {
        for (const auto& each : form.sections) {
            if (each.asked.about == about) {
                return each;
            }
        }
        ADD_FAILURE() << "no section " << about;
        return {};
    }

    District district_;
};

TEST_F(ReportTemplate, a_section_holds_the_units_own_measures) {
    const auto five = section(form("ubnd-phuong-7", "2021-half-year"), "5");
    EXPECT_TRUE(five.asked.required);
    EXPECT_EQ(five.asked.title, "Thủ tục hành chính công");
    std::string late;
    for (const auto& figure : five.figures) {
        EXPECT_EQ(figure.measure.unit, UnitId::of("ubnd-phuong-7"));
        late += figure.measure.code == "dossier-late" ? figure.text : "";
    }
    EXPECT_EQ(late, "34");  // of the district's 1.234 dossiers, see tests/report/district.cpp
}

TEST_F(ReportTemplate, last_cycles_words_are_at_hand_and_marked_as_old) {
    const auto five = section(form("ubnd-phuong-7", "2021-year"), "5");
    ASSERT_TRUE(five.before);
    EXPECT_EQ(five.before->text, "Phường 7 đã niêm yết công khai thủ tục.");
    EXPECT_EQ(five.before->cycle, test::half_year);
    EXPECT_EQ(five.before->sent_at, test::at("2021-05-15T08:30:00+07:00"));
}

TEST_F(ReportTemplate, the_first_cycle_has_no_words_of_before) {
    EXPECT_FALSE(section(form("ubnd-phuong-7", "2021-half-year"), "5").before);
}

TEST_F(ReportTemplate, words_that_were_sent_later_are_not_shown) {
    const auto early = form("ubnd-phuong-7", "2021-year", test::at("2021-05-15T08:00:00+07:00"));
    EXPECT_FALSE(section(early, "5").before);
}

TEST_F(ReportTemplate, a_unit_that_owes_nothing_has_no_template) {
    const auto none = made("ubmttq-quan", "2021-half-year");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code(), ErrorCode::not_found);
}

TEST_F(ReportTemplate, a_form_that_was_filled_in_is_read_back_and_old_words_are_not) {
    auto text = render_form(form("ubnd-phuong-7", "2021-year"));
    EXPECT_THAT(text, HasSubstr("để tham khảo, không phải của kỳ này"));
    const std::string mark = "<!-- nội dung 5 -->\n";
    const auto at = text.find(mark);
    ASSERT_NE(at, std::string::npos);
    text.insert(at + mark.size(), "Đã giải quyết đúng hạn.\n\nCòn 41 hồ sơ trễ.");
    const auto sections = read_form(text);
    ASSERT_TRUE(sections) << sections.error();
    EXPECT_THAT(*sections,
                ElementsAre(FormText{"5", "Đã giải quyết đúng hạn.\n\nCòn 41 hồ sơ trễ.", {}}));
}

// CR alone ends a line for whoever reads the form, and a character that turns the direction is
// refused.
TEST_F(ReportTemplate, no_words_of_another_system_become_words_of_the_unit) {
    constexpr std::string_view forged =
        "a\u202Eb\r<!-- nội dung 6 -->\rLời khác\r<!-- hết -->\u2028<!-- nội dung 7 -->";
    auto filled = form("ubnd-phuong-7", "2021-half-year");
    filled.cycle_name = filled.unit_name = forged;
    for (auto& section : filled.sections) {
        section.asked.title = section.asked.why = forged;
        section.before = OldText{};
        section.before->text = section.before->unit_name = section.before->cycle_name = forged;
        for (auto& figure : section.figures) {
            figure.text = figure.measure.name = figure.measure.code = forged;
        }
        Evidence evidence;
        evidence.record.id = forged;
        evidence.because = forged;
        section.evidence = {evidence};
    }
    const auto read = read_form(render_form(filled));
    ASSERT_TRUE(read) << read.error();
    EXPECT_TRUE(read->empty()) << read->front().text;
}

TEST_F(ReportTemplate, an_empty_form_says_nothing) {
    const auto sections = read_form(render_form(form("ubnd-phuong-7", "2021-half-year")));
    ASSERT_TRUE(sections) << sections.error();
    EXPECT_TRUE(sections->empty());
}

TEST_F(ReportTemplate, a_form_with_the_draft_names_the_revisions_that_it_was_made_from) {
    ledger::Draft draft;
    draft.parts = {
        {ledger::PartKind::section, "5", 3, "Đang soạn.\n\u00A0<!-- hết -->\n\\<!-- x\n", {}, {}},
        {ledger::PartKind::section, "3", 0, "Đã gửi lần trước.", {}, {}},
        {ledger::PartKind::section, "8", 1, "Không ai hỏi.", {}, {}},
        {ledger::PartKind::figure, "dossier-late", 1, "41", {}, {}}};
    auto text = render_form(form("ubnd-phuong-7", "2021-half-year"), draft);
    EXPECT_THAT(text, HasSubstr("<!-- nội dung 5, bản nháp 3 -->\nĐang soạn."));
    const auto read = read_form(text);
    ASSERT_TRUE(read) << read.error();
    EXPECT_THAT(*read,
                ElementsAre(FormText{"3", "Đã gửi lần trước.", 0},
                            FormText{"5", "Đang soạn.\n\u00A0<!-- hết -->\n\\<!-- x", 3},
                            FormText{"8", "Không ai hỏi.", 1}));
    const std::string written = "Đã gửi lần trước.\n";
    text.erase(text.find(written), written.size());
    EXPECT_EQ(read_form(text)->front(), (FormText{"3", "", 0})) << "a text that was taken out";
}

TEST_F(ReportTemplate, a_unit_is_asked_for_the_figures_of_its_dimensions_beside_what_is_recorded) {
    const auto form_7 = form("ubnd-phuong-7", "2021-half-year");
    const auto asked = [&](std::string_view code) -> std::optional<AskedFigure> {
        for (const auto& each : form_7.sections) {
            for (const auto& figure : each.asked_figures) {
                if (figure.code == code) {
                    return figure;
                }
            }
        }
        return std::nullopt;
    };
    const auto late = asked("dossier-late");
    ASSERT_TRUE(late);
    EXPECT_EQ(late->name, "Hồ sơ giải quyết trễ hạn");
    EXPECT_EQ(late->unit, "hồ sơ");
    EXPECT_EQ(late->recorded, Decimal::of(34));
    ASSERT_TRUE(asked("shared-procedures"));
    EXPECT_FALSE(asked("shared-procedures")->recorded) << "no system counts them";
    for (const auto& each : form_7.sections) {
        EXPECT_TRUE(each.asked.kind != ledger::SectionKind::task || each.asked_figures.empty());
    }
}

TEST_F(ReportTemplate, a_form_saved_by_another_editor_is_the_same_form) {
    std::string text = "\xEF\xBB\xBF<!-- nội dung 5 -->\r\nXong.\r\n<!-- hết -->\r\n";
    EXPECT_THAT(*read_form(text), ElementsAre(FormText{"5", "Xong.", {}}));
}

/// Wards lead, the office of home affairs helps; both report.
test::PlanWriter plan_with_a_helper() {
    test::PlanWriter plan;
    plan.dimension(5, "5. Thủ tục hành chính công")
        .task("II.5-1", "Giảm hồ sơ trễ hạn.")
        .assign(test::wards(15))
        .assign(test::with_role(test::lead("Phòng Nội vụ", "phong-noi-vu"), Role::coordinate))
        .organisation()
        .task("III.1", "Các đơn vị báo cáo 06 tháng (trước ngày 15 tháng 5).")
        .assign(test::bodies())
        .assign(test::wards(std::nullopt))
        .deadline(test::every_year("trước ngày 15 tháng 5", 15, 5, Period::half_year));
    return plan;
}

TEST(TemplateOfAHelper, a_unit_that_only_helps_sees_what_those_who_lead_wrote) {
    test::Office office(plan_with_a_helper());
    auto tx = office.write();
    const auto submission = test::sent_at("2021-05-12T10:00:00+07:00");
    auto of_ward = submission;
    of_ward.sections = {{"5", "Phường 7 còn 41 hồ sơ trễ."}};
    test::Office::must(
        ledger::submit(tx, test::half_year_of("ubnd-phuong-7"), of_ward, test::by_home_affairs()));
    const auto form = template_of(
        tx, test::plan_id, test::half_year, UnitId::of("phong-noi-vu"), test::clock_now);
    ASSERT_TRUE(form) << form.error();
    for (const auto& section : form->sections) {
        if (section.asked.about == "II.5-1") {
            EXPECT_FALSE(section.asked.required);
            ASSERT_EQ(section.of_leads.size(), 1U);
            EXPECT_EQ(section.of_leads[0].unit, UnitId::of("ubnd-phuong-7"));
            EXPECT_EQ(section.of_leads[0].text, "Phường 7 còn 41 hồ sơ trễ.");
            return;
        }
    }
    FAIL() << "the task is not asked for";
}

TEST(Form, a_mark_in_old_words_is_no_mark) {
    const auto sections = read_form(
        "> <!-- nội dung 3 -->\n> cũ\n> <!-- hết -->\n<!-- nội dung 5 -->\nmới\n<!-- hết -->\n");
    ASSERT_TRUE(sections) << sections.error();
    EXPECT_THAT(*sections, ElementsAre(FormText{"5", "mới", {}}));
}

TEST(Form, what_is_no_form_is_refused) {
    EXPECT_FALSE(read_form(""));
    EXPECT_FALSE(read_form("Kính gửi"));
    EXPECT_THAT(read_form("<!-- nội dung 5, bản nháp x -->\nx\n<!-- hết -->").error().what(),
                HasSubstr("names no revision"));
    EXPECT_THAT(read_form("<!-- nội dung 5 -->\nx").error().what(), HasSubstr("no end"));
    EXPECT_THAT(
        read_form("<!-- nội dung 5 -->\nx\n<!-- nội dung 3 -->\ny\n<!-- hết -->").error().what(),
        HasSubstr("no end"));
    EXPECT_THAT(read_form("<!-- nội dung 5 ->\nx --> y\n<!-- hết -->").error().what(),
                HasSubstr("damaged"));
    EXPECT_THAT(read_form("<!-- nội dung 5 --> x\n<!-- hết -->").error().what(),
                HasSubstr("damaged"));
    EXPECT_THAT(read_form("<!-- nội dung 5 -->\nx\n<!-- hết --> y").error().what(),
                HasSubstr("behind the line"));
    EXPECT_THAT(
        read_form("<!-- nội dung 5 -->\nx\n<!-- hết -->\n<!-- nội dung 5 -->\ny\n<!-- hết -->")
            .error()
            .what(),
        HasSubstr("twice"));
}

}  // namespace
}  // namespace tiendo::report

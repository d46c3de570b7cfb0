#include "corpus_score.hpp"

#include <gtest/gtest.h>

namespace tiendo::test {

namespace {

constexpr std::string_view document =
    "1. Sở Y tế phun thuốc trước ngày 05/3/2026.\n\n- Sở Tài chính cấp tiền.\n";

constexpr std::string_view sheet_text = R"(
phenomena = ["the scorer itself"]
number = "7/KH-UBND"
[[node]]
id = "1"
kind = "task"
begins = "Sở Y tế phun"
ends = "05/3/2026."
assignees = [{ surface = "Sở Y tế", role = "lead" }]
deadlines = [{ surface = "trước ngày 05/3/2026", type = "before_date", date = 2026-03-05, exclusive = true }]
)";
constexpr std::string_view second_node = R"(
[[node]]
id = "1-1"
kind = "task"
begins = "Sở Tài chính"
ends = "cấp tiền."
)";

Sheet sheet_of(const std::string& text) {
    auto sheet = parse_sheet(text);
    if (!sheet) {
        ADD_FAILURE() << sheet.error();
        return {};
    }
    return *std::move(sheet);
}

Span place_of(std::string_view words) {
    const auto begin = document.find(words);
    return {.begin = begin, .end = begin + words.size()};
}

Assignee lead(std::string_view surface) {
    Assignee assignee;
    assignee.surface = surface;
    assignee.span = place_of(surface);
    return assignee;
}

/// What a reader says that makes no mistake; the ordinal lies in the span, as readers give it.
reader::Reading right_reading() {
    reader::Reading reading;
    reading.plan.number = "7/KH-UBND";
    Node node;
    node.id = NodeId::of("1");
    node.kind = NodeKind::task;
    node.span = place_of("1. Sở Y tế phun thuốc trước ngày 05/3/2026.");
    node.assignees = {lead("Sở Y tế")};
    Deadline deadline;
    deadline.surface = "trước ngày 05/3/2026";
    deadline.span = place_of(deadline.surface);
    deadline.type = DeadlineType::before_date;
    deadline.date = Date::of(2026, 3, 5);
    deadline.exclusive = true;
    node.deadlines = {deadline};
    reading.plan.nodes = {node};
    return reading;
}

Score scored(const std::string& sheet_words, const Result<reader::Reading>& reading) {
    const auto sheet = sheet_of(sheet_words);
    const auto places = places_of(sheet, document);
    if (!places) {
        ADD_FAILURE() << places.error();
        return {};
    }
    return score_of("test", sheet, *places, document, reading);
}

}  // namespace

TEST(CorpusScore, is_full_for_a_reading_without_a_mistake) {
    const auto score = scored(std::string(sheet_text), right_reading());
    EXPECT_EQ(score.all().f1(), 1.0);
    EXPECT_TRUE(score.faults.empty()) << score.faults.front();
}

TEST(CorpusScore, counts_a_wrong_role_as_missing_and_as_surplus) {
    auto reading = right_reading();
    reading.plan.nodes[0].assignees[0].role = Role::coordinate;
    const auto score = scored(std::string(sheet_text), reading);
    EXPECT_EQ(score.at(Facet::assignees).f1(), 0.0);
    EXPECT_EQ(score.faults.size(), 2U);
}

TEST(CorpusScore, counts_a_day_that_is_late_as_another_deadline) {
    auto reading = right_reading();
    reading.plan.nodes[0].deadlines[0].exclusive = false;
    EXPECT_EQ(scored(std::string(sheet_text), reading).at(Facet::deadlines).right, 0U);
}

TEST(CorpusScore, counts_what_nobody_wrote_against_the_precision_only) {
    auto reading = right_reading();
    auto surplus = reading.plan.nodes[0];
    surplus.id = NodeId::of("2");
    surplus.span = place_of("Sở Tài chính cấp tiền.");
    surplus.assignees = {lead("Sở Tài chính")};
    surplus.deadlines.clear();
    reading.plan.nodes.push_back(surplus);
    const auto score = scored(std::string(sheet_text), reading);
    EXPECT_EQ(score.at(Facet::nodes).recall(), 1.0);
    EXPECT_EQ(score.at(Facet::nodes).precision(), 0.5);
    EXPECT_EQ(score.at(Facet::assignees).precision(), 0.5);
}

TEST(CorpusScore, lets_a_remainder_pass) {
    auto reading = right_reading();
    Node remainder;
    remainder.id = NodeId::of("2");
    remainder.kind = NodeKind::remainder;
    remainder.span = place_of("Sở Tài chính cấp tiền.");
    reading.plan.nodes.push_back(remainder);
    EXPECT_EQ(scored(std::string(sheet_text), reading).all().f1(), 1.0);
}

TEST(CorpusScore, neither_wants_nor_punishes_what_is_doubtful) {
    const auto doubtful = std::string(sheet_text) + std::string(second_node) + "doubtful = true\n";
    EXPECT_EQ(scored(doubtful, right_reading()).all().f1(), 1.0);
    auto reading = right_reading();
    auto second = reading.plan.nodes[0];
    second.id = NodeId::of("2");
    second.span = place_of("Sở Tài chính cấp tiền.");
    reading.plan.nodes.push_back(second);
    EXPECT_EQ(scored(doubtful, reading).all().f1(), 1.0);
}

TEST(CorpusScore, of_a_refused_plan_is_empty) {
    const Result<reader::Reading> refused(
        Error{ErrorCode::malformed_input, "no task found", "name another file"});
    const auto score = scored(std::string(sheet_text), refused);
    EXPECT_EQ(score.at(Facet::nodes).right, 0U);
    EXPECT_EQ(score.at(Facet::refusals).given, 1U);
    const auto negative = scored("phenomena = [\"a poem\"]\nno_task = true\n", refused);
    EXPECT_EQ(negative.all().f1(), 1.0);
}

TEST(CorpusSheets, refuse_a_field_that_they_do_not_know) {
    const auto sheet = parse_sheet("phenomena = []\n[[node]]\nid = \"1\"\nkinds = \"task\"\n");
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.error().code(), ErrorCode::malformed_input);
}

TEST(CorpusSheets, are_refused_where_a_beginning_is_not_unique) {
    auto sheet = sheet_of(std::string(sheet_text));
    sheet.nodes[0].begins = "Sở ";
    EXPECT_FALSE(places_of(sheet, document));
}

}  // namespace tiendo::test

#include "tiendo/model/evidence.hpp"
#include "tiendo/model/unit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo {
namespace {

using testing::HasSubstr;

/// Numbers and words as they are stored and sent; a change here breaks stored data.
template <typename E>
struct Words {
    Result<E> (*parse)(std::string_view);
    int first;
    std::vector<std::string> words;
};

template <typename E>
void walk(const Words<E>& table) {
    int number = table.first;
    for (const auto& word : table.words) {
        const auto value = static_cast<E>(number++);
        EXPECT_EQ(to_string(value), word);
        const auto parsed = table.parse(word);
        ASSERT_TRUE(parsed) << parsed.error();
        EXPECT_EQ(*parsed, value);
    }
    EXPECT_EQ(to_string(static_cast<E>(number)), "?") << "a word that this table does not know";
    for (const auto* wrong : {"", "?", "LEAD", "lead ", "no such word"}) {
        const auto parsed = table.parse(wrong);
        ASSERT_FALSE(parsed);
        EXPECT_EQ(parsed.error().code(), ErrorCode::malformed_input);
        for (const auto& word : table.words) {
            EXPECT_THAT(parsed.error().remedy(), HasSubstr(word));
        }
    }
}

TEST(Words, of_node_levels_read_back) {
    walk<NodeLevel>(
        {parse_node_level,
         0,
         {"part", "dimension", "block", "bullet", "sub_bullet", "paragraph", "organisation_item"}});
}

TEST(Words, of_node_kinds_read_back) {
    walk<NodeKind>(
        {parse_node_kind,
         0,
         {"heading", "objective", "requirement", "task", "preamble", "closing", "remainder"}});
}

TEST(Words, of_roles_read_back) {
    walk<Role>(
        {parse_role,
         0,
         {"lead", "coordinate", "advise", "supervise", "requested", "partner", "recipient"}});
}

TEST(Words, of_assignee_sources_read_back_and_a_stated_one_is_called_explicit) {
    walk<AssigneeSource>(
        {parse_assignee_source, 0, {"explicit", "inherited", "implicit_authority", "reviewed"}});
}

TEST(Words, of_deadline_types_read_back) {
    walk<DeadlineType>({parse_deadline_type,
                        0,
                        {"before_date",
                         "periodic",
                         "quarterly",
                         "ongoing",
                         "ad_hoc",
                         "on_event",
                         "period",
                         "relative",
                         "vague",
                         "from_date"}});
}

TEST(Words, of_periods_read_back) {
    walk<Period>(
        {parse_period, 0, {"month", "quarter", "half_year", "nine_months", "year", "week", "day"}});
}

TEST(Words, of_units_of_time_read_back) {
    walk<TimeUnit>(
        {parse_time_unit, 0, {"hour", "day", "working_day", "week", "month", "quarter", "year"}});
}

TEST(Words, of_anchors_read_back) {
    walk<Anchor>({parse_anchor, 0, {"issue", "event", "report", "plan"}});
}

TEST(Words, of_comparisons_read_back) {
    walk<Comparison>(
        {parse_comparison, 0, {"exactly", "at_least", "at_most", "rising", "falling"}});
}

TEST(Words, of_unit_kinds_read_back) {
    walk<UnitKind>({parse_unit_kind,
                    0,
                    {"authority",
                     "ward",
                     "office",
                     "public_service_unit",
                     "front",
                     "council",
                     "company",
                     "party",
                     "community_board",
                     "superior",
                     "territory",
                     "district",
                     "province",
                     "ministry"}});
}

TEST(Words, of_levels_hierarchies_and_successions_read_back) {
    walk<UnitLevel>({parse_unit_level, 0, {"central", "province", "district", "commune"}});
    walk<Hierarchy>({parse_hierarchy, 0, {"administrative", "front", "professional"}});
    walk<Succession>({parse_succession, 0, {"unknown", "inherited", "shared", "closed"}});
}

TEST(Words, of_obligation_types_read_back) {
    walk<ObligationType>({parse_obligation_type, 0, {"unit_plan", "report", "public_notice"}});
}

TEST(Words, of_standings_read_back) {
    walk<Standing>({parse_standing,
                    0,
                    {"not_due", "open", "on_time", "late", "overdue", "excused", "superseded"}});
}

TEST(Words, of_report_states_read_back) {
    walk<ReportState>(
        {parse_report_state,
         0,
         {"draft", "submitted", "returned", "accepted", "consolidated", "corrected", "withdrawn"}});
}

TEST(Words, of_record_types_read_back) {
    walk<RecordType>({parse_record_type, 0, {"dossier", "document", "feedback"}});
}

TEST(Words, of_dossier_states_read_back_with_the_portals_numbers) {
    walk<DossierState>({parse_dossier_state,
                        1,
                        {"submitted",
                         "accepted",
                         "refused",
                         "processing",
                         "supplement",
                         "payment",
                         "withdrawn",
                         "stopped",
                         "ready",
                         "returned"}});
}

TEST(Words, of_channels_read_back) {
    walk<Channel>({parse_channel, 1, {"desk", "online", "post"}});
}

TEST(Words, of_directions_read_back) {
    walk<Direction>({parse_direction, 0, {"incoming", "outgoing"}});
}

TEST(Words, of_standings_in_vietnamese_are_all_different) {
    std::set<std::string_view> seen;
    for (int number = 0; number < 7; ++number) {
        const auto words = vietnamese(static_cast<Standing>(number));
        EXPECT_NE(words, "?") << number;
        EXPECT_TRUE(seen.insert(words).second) << words;
    }
    EXPECT_EQ(vietnamese(Standing::on_time), "đúng hạn");
    EXPECT_EQ(vietnamese(Standing::late), "trễ hạn");
    EXPECT_EQ(vietnamese(Standing::overdue), "quá hạn chưa nộp");
}

}  // namespace
}  // namespace tiendo

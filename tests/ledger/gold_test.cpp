// The real plan of Quận 10, built from its answer sheet (decided by a reader, not by our code): who
// owes what must come out as the sheet says.
#include "ledger/build.hpp"
#include "support/shared.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <cctype>
#include <ostream>
#include <set>

namespace {

using namespace tiendo;
using namespace tiendo::test;
namespace json = boost::json;

std::string text(const json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : std::string{};
}

std::optional<Period> period_of(const json::value& value) {
    const auto word = text(value);
    if (word.empty()) {
        return std::nullopt;
    }
    const auto period = parse_period(word);
    EXPECT_TRUE(period) << word;
    return *period;
}

Deadline deadline_of(const json::object& from) {
    Deadline deadline;
    deadline.surface = text(from.at("surface"));
    deadline.span = {from.at("byte_start").to_number<std::size_t>(),
                     from.at("byte_end").to_number<std::size_t>()};
    deadline.type = *parse_deadline_type(text(from.at("type")));
    if (const auto day = text(from.at("date")); !day.empty()) {
        deadline.date = *Date::parse(day);
    }
    if (from.at("recurring").is_object()) {
        const auto& day = from.at("recurring").as_object();
        deadline.recurring =
            MonthDay{day.at("month").to_number<unsigned>(), day.at("day").to_number<unsigned>()};
    }
    deadline.exclusive = from.at("exclusive").as_bool();
    deadline.cycle = period_of(from.at("cycle"));
    if (from.contains("doubt")) {
        deadline.doubt = text(from.at("doubt"));
    }
    return deadline;
}

Assignee assignee_of(const json::object& from) {
    Assignee assignee;
    assignee.surface = from.contains("surface") ? text(from.at("surface")) : "";
    assignee.unit_key = text(from.at("unit_key"));
    if (from.contains("collective") && from.at("collective").is_string()) {
        assignee.collective = text(from.at("collective"));
    }
    if (assignee.surface.find("15") != std::string::npos) {
        assignee.stated_count = 15;
    }
    assignee.role = *parse_role(text(from.at("role")));
    const auto source = text(from.at("source"));
    assignee.source = source == "implicit_authority" ? AssigneeSource::implicit_authority
                      : source == "inherited"        ? AssigneeSource::inherited
                                                     : AssigneeSource::stated;
    assignee.via = from.contains("via") && from.at("via").as_bool();
    if (from.contains("doubt")) {
        assignee.doubt = text(from.at("doubt"));
    }
    return assignee;
}

Plan plan_of(const json::object& sheet, const std::string& source) {
    Plan plan;
    plan.source_name = "quan-10.txt";
    for (const auto& each : sheet.at("nodes").as_array()) {
        const auto& from = each.as_object();
        Node node;
        node.id = NodeId::of(text(from.at("id")));
        node.level = *parse_node_level(text(from.at("level")));
        node.kind = *parse_node_kind(text(from.at("kind")));
        node.span = {from.at("byte_start").to_number<std::size_t>(),
                     from.at("byte_end").to_number<std::size_t>()};
        node.text = source.substr(node.span.begin, node.span.size());
        for (const auto& deadline : from.at("deadlines").as_array()) {
            node.deadlines.push_back(deadline_of(deadline.as_object()));
        }
        for (const auto& assignee : from.at("assignees").as_array()) {
            node.assignees.push_back(assignee_of(assignee.as_object()));
        }
        plan.nodes.push_back(std::move(node));
    }
    return plan;
}

struct Sheet {
    json::value values;
    ledger::Adoption adoption;
};

std::optional<Sheet> sheet() {
    const auto path = shared_path("seed/gold.json");
    const auto source = shared_path("seed/000_27a88d545d297959.txt");
    if (!path || !source) {
        return std::nullopt;
    }
    auto values = json::parse(*read_file(*path, 16 << 20));
    const auto plan = plan_of(values.as_object(), *read_file(*source, 16 << 20));
    auto adoption =
        ledger::derive(plan, shipped("units-quan-10.toml"), shipped_reckoning(), adopt_2021());
    EXPECT_TRUE(adoption) << adoption.error();
    return Sheet{std::move(values), std::move(*adoption)};
}

struct Owing {
    std::string_view in_sheet;
    std::string_view cycle;
    std::size_t units;
};
/// Names the case in the list of tests: stable, and plain enough for every runner.
void PrintTo(const Owing& each, std::ostream* out) {
    for (const char c : each.cycle) {
        *out << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
    }
}

class RealPlan : public testing::TestWithParam<Owing> {};

TEST_P(RealPlan, is_owed_by_exactly_the_units_of_the_answer_sheet) {
    const auto found = sheet();
    if (!found) {
        GTEST_SKIP() << "the answer sheet of the real plan is not there";
    }
    std::set<std::string> expected;
    for (const auto& each : found->values.at("duties").at("obligations").as_array()) {
        if (text(each.at("id")) == GetParam().in_sheet) {
            for (const auto& unit : each.at("debtors_certain_on_due_day").as_array()) {
                expected.insert(text(unit));
            }
        }
    }
    std::set<std::string> owed;
    for (const auto& each : found->adoption.obligations) {
        if (each.cycle == CycleId::of(GetParam().cycle)) {
            owed.insert(each.unit.str());
        }
    }
    EXPECT_EQ(owed, expected);
    EXPECT_EQ(owed.size(), GetParam().units);
}

INSTANTIATE_TEST_SUITE_P(Quan10,
                         RealPlan,
                         testing::Values(Owing{"unit-plan", "2021-unit-plan", 22},
                                         Owing{"half-year-report", "2021-half-year", 22},
                                         Owing{"annual-report", "2021-year", 22},
                                         Owing{"quarterly-notice", "2021-quarter-1", 14}));

TEST(RealPlanCycles, are_due_when_the_answer_sheet_says_late_from) {
    const auto found = sheet();
    if (!found) {
        GTEST_SKIP() << "the answer sheet of the real plan is not there";
    }
    std::map<std::string, std::string> due;
    for (const auto& cycle : found->adoption.cycles) {
        due[cycle.id.str()] = cycle.due.at ? cycle.due.at->iso() : "";
    }
    const auto quarter = std::string("2021-quarter-");
    EXPECT_EQ(due,
              (std::map<std::string, std::string>{{"2021-unit-plan", "2021-02-01T00:00:00+07:00"},
                                                  {"2021-half-year", "2021-05-15T00:00:00+07:00"},
                                                  {"2021-year", "2021-10-15T00:00:00+07:00"},
                                                  {quarter + "1", ""},
                                                  {quarter + "2", ""},
                                                  {quarter + "3", ""},
                                                  {quarter + "4", ""}}));
}

TEST(RealPlanUnits, are_all_listed_but_the_two_that_the_sheet_calls_likely) {
    const auto found = sheet();
    if (!found) {
        GTEST_SKIP() << "the answer sheet of the real plan is not there";
    }
    std::vector<std::string> unknown;
    for (const auto& doubt : found->adoption.doubts) {
        if (doubt.code == "unit-unknown") {
            unknown.push_back(doubt.text);
        }
        if (doubt.code == "collective-not-expanded") {
            EXPECT_EQ(doubt.text.find("chưa biết"), std::string::npos) << doubt.text;
        }
    }
    EXPECT_THAT(unknown,
                testing::ElementsAre(testing::HasSubstr("benh-vien-quan"),
                                     testing::HasSubstr("trung-tam-y-te-quan")));
}

}  // namespace

#include "tiendo/units/report.hpp"

#include "units/build.hpp"

#include "tiendo/units/parse_events.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using units::Finding;
using units::Severity;

auto finding(std::size_t line, std::string_view unit, Severity severity, std::string_view words) {
    return AllOf(Field(&Finding::line, line),
                 Field(&Finding::unit, std::string(unit)),
                 Field(&Finding::severity, severity),
                 Field(&Finding::text, HasSubstr(std::string(words))),
                 Field(&Finding::remedy, testing::Not("")));
}

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;

TEST(ListReport, tells_everything_at_once_each_with_its_line) {
    const auto report = units::check_list(R"([[unit]]
id = "a"
name = "Phòng A"
kind = "office"
parent = "b"
[[unit]]
id = "b"
name = "Phòng B"
kind = "office"
parent = "a"
[[unit]]
id = "c"
name = "Phòng C"
kind = "ofice"
[[unit]]
id = "d"
name = "Phòng D"
kind = "office"
parent = "c"
codes = { one-stop = "1" }
[[unit]]
id = "e"
name = "Phòng E"
kind = "office"
parent = "nobody"
codes = { one-stop = "1" }
[[unit]]
id = "f"
name = "Phường F"
kind = "territory"
codes = { statistical = "1234" }
)",
                                          "units.toml");
    EXPECT_FALSE(report.history) << "nothing is half-applied";
    EXPECT_THAT(report.findings,
                ElementsAre(finding(1, "a", error, "circle"),
                            finding(6, "b", error, "circle"),
                            finding(14, "c", error, "ofice"),
                            finding(21, "e", error, "'nobody' is not in the list"),
                            finding(21, "e", error, "belongs to 'd' on the same day"),
                            finding(27, "f", error, "2, 3 or 5 digits")));
}

TEST(ListReport, of_a_sound_list_has_its_map) {
    const auto path = std::string(TIENDO_SOURCE_DIR) + "/src/units/data/quan-10.toml";
    const auto text = read_file(path, 1 << 20);
    ASSERT_TRUE(text) << text.error();
    const auto report = units::check_list(*text, "quan-10.toml");
    ASSERT_TRUE(report.history);
    for (const auto& each : report.findings) {
        EXPECT_EQ(each.severity, warning) << each.line << ": " << each.text;
    }
    EXPECT_EQ(report.history->entries().size(),
              units::parse_history(*text, "quan-10.toml")->entries().size());
}

TEST(ListReport, warns_of_twins_orphans_and_a_parent_that_ends_before_its_child) {
    const auto report = units::check_list(R"([[unit]]
id = "q1"
name = "Ủy ban nhân dân Quận Một"
kind = "district"
valid_to = 2025-06-30
[[unit]]
id = "q2"
name = "Ủy ban nhân dân Quận Hai"
kind = "district"
[[unit]]
id = "a"
name = "Ủy ban nhân dân Phường 1"
kind = "ward"
parent = "q1"
[[unit]]
id = "b"
name = "UBND phường 01"
kind = "ward"
parent = "q2"
[[unit]]
id = "c"
name = "Phòng Không Cha"
kind = "office"
)",
                                          "units.toml");
    EXPECT_TRUE(report.history) << "warnings refuse nothing";
    EXPECT_THAT(report.findings,
                ElementsAre(finding(10, "a", warning, "only until 2025-06-30"),
                            finding(15, "b", warning, "also that of 'a'"),
                            finding(20, "c", warning, "no parent")));
}

TEST(ListReport, tells_the_event_that_does_not_fit) {
    const auto report = units::check_list(R"([[unit]]
id = "a"
name = "Phường 1"
kind = "territory"
[[event]]
id = "sai"
day = 2021-01-01
legal_basis = "NQ giả định"
[[event.step]]
do = "abolish"
unit = "z"
)",
                                          "units.toml");
    EXPECT_FALSE(report.history);
    EXPECT_THAT(report.findings, ElementsAre(finding(5, "sai", error, "z")));
}

TEST(ListReport, of_broken_syntax_names_the_line) {
    const auto report = units::check_list("[[unit]]\nid = \"a\nname = 1\n", "units.toml");
    EXPECT_THAT(report.findings, ElementsAre(finding(2, "", error, "not TOML")));
}

// RFC 4180 with everything it allows: CRLF, quotes, a comma, a quote and a line end inside a cell.
constexpr std::string_view table =
    "\xEF\xBB\xBF"
    "id,name,kind,parent,valid_from,valid_to,successors,codes.statistical,parents.professional,"
    "aliases\r\n"
    "quan,\"Ủy ban nhân dân Quận \"\"Bình An\"\"\",authority,,,,,,,\r\n"
    "so,Sở Lao động,superior,,,,,,,\r\n"
    "\r\n"
    "phong,Phòng Lao động,office,quan,,2019-06-30,,,so,\"LĐ, TBXH|LĐ\"\r\n"
    "phong,\"Phòng Lao động -\nThương binh\",,,2019-07-01,2020-12-31,moi,,,\r\n"
    "moi,Phòng Mới,office,quan,2021-01-01,,,,,\r\n"
    "p7,Phường 7,territory,,,,,27178,,\r\n";

TEST(UnitTable, has_one_line_for_each_state) {
    const auto units = units::parse_units(table, "units.csv");
    ASSERT_TRUE(units) << units.error().explain();
    ASSERT_EQ(units->size(), 5U);
    const auto& quan = (*units)[0];
    EXPECT_EQ(quan.states.front().name, "Ủy ban nhân dân Quận \"Bình An\"");
    const auto& phong = (*units)[2];
    EXPECT_EQ(phong.on(Date::of(2019, 6, 30)).name, "Phòng Lao động");
    EXPECT_EQ(phong.on(Date::of(2019, 7, 1)).name, "Phòng Lao động -\nThương binh");
    EXPECT_EQ(phong.on(Date::of(2019, 7, 1)).parent(), UnitId::of("quan"));
    EXPECT_EQ(phong.on(Date::of(2019, 7, 1)).parent_in(Hierarchy::professional), UnitId::of("so"));
    EXPECT_EQ(phong.valid_to, Date::of(2020, 12, 31));
    EXPECT_THAT(words(phong.successors), ElementsAre("moi"));
    EXPECT_THAT(phong.aliases, ElementsAre("LĐ, TBXH", "LĐ"));
    EXPECT_EQ((*units)[4].states.front().codes.at("statistical"), "27178");
}

TEST(UnitTable, is_the_same_list_as_in_toml) {
    const auto csv = units::parse_units(
        "id;name;kind;valid_to;successors\n"
        "a;Phòng A;office;2020-12-31;b\n"
        "b;Phòng B;office;;\n",
        "units.csv");
    const auto toml = units::parse_units(R"(
[[unit]]
id = "a"
name = "Phòng A"
kind = "office"
valid_to = 2020-12-31
successors = ["b"]
[[unit]]
id = "b"
name = "Phòng B"
kind = "office"
)",
                                         "units.toml");
    ASSERT_TRUE(csv && toml);
    EXPECT_EQ(*csv, *toml);
}

TEST(UnitTable, tells_overlapping_days_and_gaps_at_their_lines) {
    const auto report = units::check_list(
        "id,name,kind,valid_from,valid_to\n"
        "a,Phòng A,office,,2020-06-30\n"
        "a,Phòng B,office,2020-06-30,\n"
        "b,Phòng C,office,,\n"
        "b,Phòng D,office,2021-01-01,\n"
        "c,Phòng E,office,,2020-06-30\n"
        "c,Phòng F,office,2020-07-02,\n"
        "d,Phòng G,offce,,\n",
        "units.csv");
    EXPECT_FALSE(report.history);
    EXPECT_THAT(report.findings,
                ElementsAre(finding(3, "a", error, "overlap"),
                            finding(5, "b", error, "overlap"),
                            finding(7, "c", error, "from 2020-07-01 to 2020-07-01 nobody"),
                            finding(8, "d", error, "offce")));
}

struct Broken {
    std::string_view csv;
    std::size_t line;
    std::string_view words;
};
class BrokenTables : public testing::TestWithParam<Broken> {};
TEST_P(BrokenTables, are_refused_with_line_and_remedy) {
    const auto report = units::check_list(GetParam().csv, "units.csv");
    EXPECT_FALSE(report.history);
    EXPECT_THAT(report.findings, Contains(finding(GetParam().line, "", error, GetParam().words)));
    const auto refused = units::parse_units(GetParam().csv, "units.csv");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what(), HasSubstr("units.csv"));
}
INSTANTIATE_TEST_SUITE_P(
    UnitTable,
    BrokenTables,
    testing::Values(Broken{"", 0, "empty"},
                    Broken{"id,name,kind\n", 0, "no units"},
                    Broken{"id,name,colour\na,b,c\n", 1, "no field 'colour'"},
                    Broken{"name,kind\na,office\n", 1, "no column 'id'"},
                    Broken{"id,id\na,b\n", 1, "stands twice"},
                    Broken{"id,name,kind\na,\"b,office\n", 2, "not closed"},
                    Broken{"id,name,kind\na,b\"c,office\n", 2, "middle of a cell"},
                    Broken{"id,name,kind\na,\"b\"c,office\n", 2, "behind the closing quote"},
                    Broken{"id,name,kind\na,b\n", 2, "2 cells under 3 columns"},
                    Broken{"id,name,kind\na,\xFF,office\n", 0, "not UTF-8"}));

}  // namespace

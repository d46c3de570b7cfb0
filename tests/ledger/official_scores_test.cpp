#include "tiendo/ledger/official_scores.hpp"

#include "ledger/world.hpp"

#include "tiendo/store/journal.hpp"

#include <gmock/gmock.h>

#include <type_traits>

namespace tiendo::test {
namespace {

using ledger::OfficialScore;
using ledger::Province;
using ledger::Trend;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* heading = "year,province,dimension,score,source\n";

std::string shipped_scores() {
    auto text =
        read_file(std::string(TIENDO_SOURCE_DIR) + "/examples/district/papi-tp-hcm.csv", 1 << 20);
    EXPECT_TRUE(text) << text.error();
    return text ? *text : std::string();
}
std::vector<OfficialScore> scores_in(const std::string& csv) {
    auto scores = ledger::parse_scores(csv, "papi.csv");
    EXPECT_TRUE(scores) << scores.error();
    return scores ? *scores : std::vector<OfficialScore>();
}
Province the_city() {
    return *Province::find("79");
}
ledger::YearOnYear row_of(const std::vector<OfficialScore>& scores, int year, int dimension) {
    for (const auto& row : ledger::year_on_year(scores, the_city(), year)) {
        if (row.dimension == dimension) {
            return row;
        }
    }
    ADD_FAILURE() << "no dimension " << dimension << " in " << year;
    return {};
}

// What cannot be written at all is tried by the compiler: tests/ledger/must_not_compile.
static_assert(!std::is_default_constructible_v<OfficialScore>);
static_assert(!std::is_default_constructible_v<Province>);
static_assert(!std::is_aggregate_v<OfficialScore>);
static_assert(!std::is_constructible_v<OfficialScore, ledger::LocalProxy>);
static_assert(!std::is_constructible_v<OfficialScore, Measure>);
static_assert(!std::is_constructible_v<Province, UnitId>);
static_assert(!std::is_constructible_v<Province, std::string>);
static_assert(!std::is_constructible_v<Province, std::size_t>);

TEST(Province, is_found_by_code_and_by_name_with_or_without_its_rank) {
    for (const auto* text :
         {"79", "Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh", "hồ chí minh", "TP Hồ Chí Minh"}) {
        const auto found = Province::find(text);
        ASSERT_TRUE(found) << text;
        EXPECT_EQ(found->code(), "79") << text;
    }
    EXPECT_EQ(Province::find("tỉnh Hoà Bình")->code(), "17") << "tone marks in either place";
}

TEST(Province, is_no_district_no_ward_and_no_office) {
    for (const auto* text : {"Quận 10",
                             "771",
                             "Phường 7",
                             "27187",
                             "ubnd-phuong-7",
                             "Ủy ban nhân dân Quận 10",
                             "Sở Nội vụ",
                             "Thành phố Thủ Đức",
                             "28",
                             "0",
                             "",
                             "Hồ Chí"}) {
        const auto found = Province::find(text);
        ASSERT_FALSE(found) << text;
        EXPECT_EQ(found.error().code(), ErrorCode::not_found);
    }
}

TEST(OfficialScores, come_with_year_province_and_source) {
    const auto scores = scores_in(std::string(heading) +
                                  "2021,Hồ Chí Minh,5,6.9036,PAPI 2021\n"
                                  "2023,22,1,,PAPI 2023\n");
    ASSERT_THAT(scores, SizeIs(2));
    EXPECT_EQ(scores[0].province(), the_city());
    EXPECT_EQ(scores[0].year(), 2021);
    EXPECT_EQ(scores[0].dimension(), 5);
    EXPECT_EQ(scores[0].ten_thousandths(), 69'036);
    EXPECT_EQ(scores[0].source(), "PAPI 2021");
    EXPECT_EQ(ledger::score_text(scores[0].ten_thousandths()), "6,90");
    EXPECT_EQ(scores[1].ten_thousandths(), std::nullopt) << "no valid score that year";
    EXPECT_EQ(ledger::score_text(scores[1].ten_thousandths()), "–");
}

struct BadScores {
    const char* line;
    const char* told;
};
constexpr BadScores bad_scores[] = {
    {"2021,Quận 10,5,6.9,x", "is none of the 63 provinces"},
    {"2021,ubnd-phuong-7,5,6.9,x", "is none of the 63 provinces"},
    {"2021,79,5,6.9,", "has no source"},
    {"2021,79,5,6.9", "five fields"},
    {"2021,79,5,6.9,x,y", "five fields"},
    {"2021,79,5,\"6.9\",x", "without quotes"},
    {"2010,79,5,6.9,x", "no year of a survey"},
    {"2021,79,9,6.9,x", "PAPI 2021 has no dimension '9'"},
    {"2017,79,7,6.9,x", "PAPI 2017 has no dimension '7'"},
    {"2021,79,5,6.90361,x", "is no score"},
    {"2021,79,5,0.9,x", "is no score"},
    {"2021,79,5,10.0001,x", "is no score"},
    {"2021,79,5,42.8,x", "is no score"},
    {"2021,79,5,-6.9,x", "is no score"},
    {"2021,79,5,6.-9,x", "is no score"},
    {"2021,79,5,6.,x", "is no score"},
    {"2021,79,5,.9,x", "is no score"},
    {"2021,79,5,\"6,9\",x", "five fields"},
};

TEST(OfficialScores, one_bad_line_refuses_the_file_with_its_number) {
    for (const auto& [line, told] : bad_scores) {
        const auto csv = std::string(heading) + "2020,79,1,4.4,x\n" + line + "\n";
        const auto scores = ledger::parse_scores(csv, "papi.csv");
        ASSERT_FALSE(scores) << line;
        EXPECT_EQ(scores.error().code(), ErrorCode::malformed_input) << line;
        EXPECT_THAT(scores.error().what(), HasSubstr("papi.csv: line 3: ")) << line;
        EXPECT_THAT(scores.error().what(), HasSubstr(told)) << line;
        EXPECT_FALSE(scores.error().remedy().empty()) << line;
    }
    for (const auto* csv : {"", "x\n", heading}) {
        EXPECT_FALSE(ledger::parse_scores(csv, "papi.csv")) << csv;
    }
    const auto twice = ledger::parse_scores(
        std::string(heading) + "2020,79,1,4.4,x\n2020,TP. Hồ Chí Minh,1,4.5,y\n", "papi.csv");
    ASSERT_FALSE(twice);
    EXPECT_THAT(twice.error().what(), HasSubstr("line 3"));
}

// The figures are those of the shipped file, read off by eye.
TEST(YearOnYear, tells_each_dimension_higher_equal_or_lower) {
    const auto scores = scores_in(shipped_scores());
    ASSERT_THAT(scores, SizeIs(98)) << "seven years of six dimensions and seven of eight";
    EXPECT_EQ(row_of(scores, 2021, 6).trend, Trend::higher) << "7.3675 → 7.7506";
    EXPECT_EQ(row_of(scores, 2021, 1).trend, Trend::lower) << "4.4453 → 4.0563";
    EXPECT_THAT(row_of(scores, 2021, 6).changes, IsEmpty());
    const auto same = scores_in(std::string(heading) + "2020,79,1,4.4000,x\n2021,79,1,4.4,x\n");
    EXPECT_EQ(row_of(same, 2021, 1).trend, Trend::equal);
    EXPECT_EQ(vietnamese(Trend::higher), "cao hơn");
}

TEST(YearOnYear, warns_where_the_method_changed_in_between) {
    const auto scores = scores_in(shipped_scores());
    const auto added = row_of(scores, 2018, 7);
    EXPECT_EQ(added.trend, Trend::unknown) << "there was no dimension 7 in 2017";
    ASSERT_THAT(added.changes, SizeIs(1));
    EXPECT_TRUE(added.changes[0].added);
    EXPECT_TRUE(added.changes[0].certain);
    const auto moved = row_of(scores, 2019, 7);
    EXPECT_EQ(moved.trend, Trend::lower) << "3.6724 → 2.8293";
    ASSERT_THAT(moved.changes, SizeIs(1));
    EXPECT_FALSE(moved.changes[0].certain) << "nobody compared it with the report";
    EXPECT_THAT(row_of(scores, 2018, 1).changes, IsEmpty());
}

TEST(YearOnYear, has_nothing_of_another_province) {
    const auto scores = scores_in(shipped_scores());
    EXPECT_THAT(ledger::year_on_year(scores, *Province::find("01"), 2021), IsEmpty());
}

TEST(MethodChanges, each_has_years_dimensions_and_a_source) {
    EXPECT_THAT(ledger::known_method_changes(), Not(IsEmpty()));
    for (const auto& change : ledger::known_method_changes()) {
        EXPECT_GE(change.year, 2012);
        EXPECT_THAT(change.dimensions, Not(IsEmpty()));
        EXPECT_FALSE(change.text.empty());
        EXPECT_FALSE(change.source.empty());
    }
}

TEST(OfficialScores, are_kept_and_a_later_file_restates_an_earlier_one) {
    Office office;
    auto tx = office.write();
    Office::must(ledger::import_scores(
        tx,
        std::string(heading) + "2020,79,1,4.4453,PAPI 2020\n2020,79,2,5.3816,PAPI 2020\n",
        "2020.csv",
        by_home_affairs()));
    Office::must(ledger::import_scores(
        tx, std::string(heading) + "2020,79,1,4.5000,PAPI 2021\n", "2021.csv", by_home_affairs()));
    const auto scores = ledger::official_scores(tx);
    ASSERT_TRUE(scores) << scores.error();
    ASSERT_THAT(*scores, SizeIs(2));
    EXPECT_EQ((*scores)[0].ten_thousandths(), 45'000);
    EXPECT_EQ((*scores)[0].source(), "PAPI 2021");
    EXPECT_EQ((*scores)[1].source(), "PAPI 2020");
    auto entries = store::read_journal(tx, {.action_prefix = "scores.import"});
    ASSERT_TRUE(entries);
    EXPECT_THAT(*entries, SizeIs(2));
    const auto again = ledger::import_scores(tx,
                                             std::string(heading) + "2020,79,1,4.5000,PAPI 2021\n",
                                             "ban-sao.csv",
                                             by_home_affairs());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code(), ErrorCode::conflict);
}

TEST(LocalProxies, say_that_they_are_no_scores) {
    EXPECT_EQ(ledger::LocalProxy::label, "chỉ báo nội bộ, không phải điểm PAPI");
    Office office;
    auto tx = office.read();
    const auto none = ledger::local_proxies(tx, plan_id, half_year);
    ASSERT_TRUE(none) << none.error();
    EXPECT_THAT(*none, IsEmpty()) << "nothing was pulled";
}

}  // namespace
}  // namespace tiendo::test

// Official scores in the consolidated report: an annex of their own, never among the office's
// figures.
#include "report/district.hpp"

#include "tiendo/ledger/official_scores.hpp"
#include "tiendo/report/render.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* heading = "year,province,dimension,score,source\n";

void import(District& district, const std::string& lines) {
    auto tx = district.office().write();
    Office::must(ledger::import_scores(tx, heading + lines, "papi.csv", by_home_affairs()));
    Office::must(tx.commit());
}

TEST(ComposeScores, one_province_gives_an_annex_with_both_years_their_source_and_what_it_is_not) {
    District district;
    const auto before = district.composed().annexes.size();
    import(district,
           "2019,79,6,7.4700,PAPI 2019\n2020,79,6,7.3675,PAPI 2020\n2020,79,8,3.4644,PAPI 2020\n"
           "2021,79,6,7.7506,PAPI 2021\n");
    const auto report = district.composed();
    ASSERT_EQ(report.annexes.size(), before + 1);
    const auto text = report::render_markdown(report);
    EXPECT_THAT(text,
                AllOf(HasSubstr("Điểm PAPI chính thức của Thành phố Hồ Chí Minh năm 2020"),
                      HasSubstr("7,47"),
                      HasSubstr("7,37"),
                      HasSubstr("thấp hơn"),
                      HasSubstr("chưa kiểm chứng"),
                      HasSubstr("Nguồn: PAPI 2019."),
                      HasSubstr("là chỉ báo nội bộ, không phải điểm PAPI")));
    EXPECT_THAT(text, Not(HasSubstr("7,75"))) << "the survey of 2021 is published in 2022";
}

TEST(ComposeScores, of_several_provinces_none_is_chosen) {
    District district;
    const auto before = district.composed().annexes.size();
    import(district, "2020,79,6,7.3675,PAPI 2020\n2020,01,6,7.0000,PAPI 2020\n");
    EXPECT_EQ(district.composed().annexes.size(), before);
}

}  // namespace
}  // namespace tiendo::test

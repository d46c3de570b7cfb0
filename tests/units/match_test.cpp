#include "units/build.hpp"

#include <gmock/gmock.h>

#include <cctype>
#include <ostream>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;
using units::MatchKind;

const auto day = Date::of(2021, 3, 1);

struct Written {
    std::string_view text;
    std::string_view unit;
};
/// Names the case in the list of tests: stable, and plain enough for every runner.
void PrintTo(const Written& each, std::ostream* out) {
    for (const char c : each.text) {
        *out << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
    }
}

class WrittenNames : public testing::TestWithParam<Written> {};

TEST_P(WrittenNames, mean_one_unit) {
    const auto match = shipped("units.toml").match_name(GetParam().text, day);
    EXPECT_EQ(match.kind, MatchKind::exact) << match.reason;
    EXPECT_EQ(match.unit, UnitId::of(GetParam().unit)) << match.reason;
}

INSTANTIATE_TEST_SUITE_P(
    NameMatch,
    WrittenNames,
    testing::Values(Written{"UBND Phường 7", "ubnd-phuong-7"},
                    Written{"UBND P.7", "ubnd-phuong-7"},
                    Written{"UBND P7", "ubnd-phuong-7"},
                    Written{"P7", "ubnd-phuong-7"},
                    Written{"Phường 07", "ubnd-phuong-7"},
                    Written{"Ủy ban nhân dân phường 7", "ubnd-phuong-7"},
                    Written{"Uỷ ban nhân dân Phường 7", "ubnd-phuong-7"},
                    Written{"UỶ BAN NHÂN DÂN PHƯỜNG 7", "ubnd-phuong-7"},
                    Written{"uy ban nhan dan phuong 7", "ubnd-phuong-7"},
                    Written{"  UBND  Phường 15 ", "ubnd-phuong-15"},
                    Written{"UBND Phường 7, Quận Bình An", "ubnd-phuong-7"},
                    Written{"UBND P.7 - Q. Bình An", "ubnd-phuong-7"},
                    Written{"UBND Quận Bình An", "ubnd-quan"},
                    Written{"Phòng Văn hoá và Thông tin", "phong-van-hoa-thong-tin"},
                    Written{"Phòng Văn hóa - Thông tin quận", "phong-van-hoa-thong-tin"},
                    Written{"Phòng TN&MT", "phong-tai-nguyen-moi-truong"},
                    Written{"Thanh tra Quận Bình An", "thanh-tra-quan"},
                    Written{"Văn phòng HĐND và UBND quận", "van-phong-hdnd-ubnd"},
                    Written{"UBMTTQVN Phường 7", "ubmttq-phuong-7"},
                    Written{"Điện lực Bình An", "cong-ty-dien-luc-binh-an"}));

TEST(NameMatch, tells_how_a_bare_ward_name_was_understood) {
    EXPECT_THAT(shipped("units.toml").match_name("P7", day).reason,
                HasSubstr("hiểu là Ủy ban nhân dân"));
}

TEST(NameMatch, does_not_guess_a_name_that_is_not_listed) {
    const auto match = shipped("units.toml").match_name("UBND Phường 17", day);
    EXPECT_EQ(match.kind, MatchKind::none);
    EXPECT_FALSE(match.unit);
    EXPECT_EQ(match.reason, "“UBND Phường 17” không có trong danh mục đơn vị");
}

TEST(NameMatch, of_an_empty_name_is_none_and_says_so) {
    EXPECT_EQ(shipped("units.toml").match_name(" ", day).reason, "không ghi tên đơn vị");
}

TEST(NameMatch, of_a_merged_ward_tells_its_end_and_its_heir) {
    const auto match = shipped("units.toml").match_name("UBND Phường 3", day);
    EXPECT_EQ(match.kind, MatchKind::another_day);
    EXPECT_FALSE(match.unit);
    EXPECT_THAT(words(match.candidates), ElementsAre("ubnd-phuong-3"));
    EXPECT_THAT(match.reason, HasSubstr("đã kết thúc"));
    EXPECT_THAT(match.reason, HasSubstr("đến hết ngày 31/12/2020"));
    EXPECT_THAT(match.reason, HasSubstr("kế tục là Ủy ban nhân dân Phường 2"));
}

TEST(NameMatch, is_ambiguous_where_two_units_share_an_alias) {
    const auto registry = registry_in(R"(
[[unit]]
id = "a"
name = "Phòng Y tế"
kind = "office"
aliases = ["Y tế"]
[[unit]]
id = "b"
name = "Trung tâm Y tế"
kind = "public_service_unit"
aliases = ["Y tế"]
)");
    const auto match = registry.match_name("y tế", day);
    EXPECT_EQ(match.kind, MatchKind::ambiguous);
    EXPECT_THAT(words(match.candidates), ElementsAre("a", "b"));
}

TEST(NameMatch, keeps_marked_names_apart_that_look_alike_without_marks) {
    const auto registry = registry_in(R"(
[[unit]]
id = "hoa"
name = "Ủy ban nhân dân Phường Hòa"
kind = "ward"
[[unit]]
id = "hoa-2"
name = "Ủy ban nhân dân Phường Hoa"
kind = "ward"
)");
    EXPECT_EQ(registry.match_name("UBND phường Hoà", day).unit, UnitId::of("hoa"));
    EXPECT_EQ(registry.match_name("UBND phường Hoa", day).unit, UnitId::of("hoa-2"));
}

TEST(NameMatch, passes_over_a_text_longer_than_500_bytes) {
    EXPECT_EQ(shipped("units.toml").match_name(std::string(501, 'a'), day).kind, MatchKind::none);
}

}  // namespace

#include "units/build.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;

/// Invented: an office that was renamed and moved, and two wards of which the second got the
/// statistical code of the first.
constexpr std::string_view dated = R"toml(
[[unit]]
id = "ubnd-quan"
name = "Ủy ban nhân dân Quận Thử"
kind = "authority"
level = "district"
territory = "quan"
[[unit]]
id = "so"
name = "Sở Lao động"
kind = "superior"
level = "province"
[[unit]]
id = "phong"
name = "Phòng Lao động"
short_name = "P. LĐ"
kind = "office"
parent = "ubnd-quan"
codes = { documents = "H99.1", one-stop = "A1" }
[[unit.change]]
from = 2020-07-01
name = "Phòng Lao động - Thương binh và Xã hội"
parents = { professional = "so" }
codes = { documents = "H99.2", one-stop = "" }
legal_basis = "Quyết định 7 (giả định)"
[[unit]]
id = "quan"
name = "Quận Thử"
kind = "territory"
codes = { statistical = "771" }
[[unit]]
id = "phuong-cu"
name = "Phường Cũ"
kind = "territory"
parent = "quan"
valid_to = 2024-12-31
codes = { statistical = "27163" }
[[unit]]
id = "phuong-moi"
name = "Phường Mới"
kind = "territory"
parent = "quan"
valid_from = 2025-01-01
codes = { statistical = "27163" }
[[unit]]
id = "ubnd-phuong"
name = "Ủy ban nhân dân Phường Cũ"
kind = "ward"
parent = "ubnd-quan"
territory = "phuong-cu"
[[unit.change]]
from = 2025-01-01
name = "Ủy ban nhân dân Phường Mới"
territory = "phuong-moi"
)toml";
const auto office = UnitId::of("phong");
const auto before = Date::of(2020, 6, 30);
const auto after = Date::of(2020, 7, 1);

TEST(DatedUnit, has_the_name_of_the_day) {
    const auto registry = registry_in(dated);
    EXPECT_EQ(registry.name_of(office, before), "Phòng Lao động");
    EXPECT_EQ(registry.name_of(office, after), "Phòng Lao động - Thương binh và Xã hội");
    // A new name brings no short name of the old one along.
    EXPECT_EQ(registry.find(office)->on(after).brief_name(),
              "Phòng Lao động - Thương binh và Xã hội");
}

TEST(DatedUnit, is_matched_by_the_name_of_the_day_and_told_the_other_one) {
    const auto registry = registry_in(dated);
    EXPECT_EQ(registry.match_name("phòng lao động", before).unit, office);
    const auto later = registry.match_name("phòng lao động", after);
    EXPECT_FALSE(later.unit);
    EXPECT_THAT(later.reason, HasSubstr("ngày này tên gọi là Phòng Lao động - Thương binh"));
}

TEST(DatedUnit, has_codes_in_several_systems_each_from_its_day) {
    const auto registry = registry_in(dated);
    EXPECT_EQ(registry.find_by_code("documents", "H99.1", before), office);
    EXPECT_EQ(registry.find_by_code("documents", "H99.1", after), std::nullopt);
    EXPECT_EQ(registry.find_by_code("documents", "h99.2", after), office);
    EXPECT_EQ(registry.find_by_code("one-stop", "A1", before), office);
    EXPECT_EQ(registry.find_by_code("one-stop", "A1", after), std::nullopt);
}

TEST(DatedUnit, has_a_place_in_several_trees) {
    const auto registry = registry_in(dated);
    const auto& state = registry.find(office)->on(after);
    EXPECT_EQ(state.parent(), UnitId::of("ubnd-quan"));
    EXPECT_EQ(state.parent_in(Hierarchy::professional), UnitId::of("so"));
    EXPECT_EQ(state.parent_in(Hierarchy::front), std::nullopt);
}

TEST(DatedUnit, keeps_a_change_that_names_no_kind_of_the_kind_it_had) {
    EXPECT_EQ(registry_in(dated).find(office)->on(after).kind, UnitKind::office);
}

TEST(DatedUnit, stands_at_the_tier_of_its_parent_where_nobody_says_another) {
    const auto registry = registry_in(dated);
    EXPECT_EQ(registry.level_of(office, after), UnitLevel::district);
    EXPECT_EQ(registry.level_of(UnitId::of("ubnd-phuong"), after), UnitLevel::commune);
    EXPECT_EQ(registry.level_of(UnitId::of("so"), after), UnitLevel::province);
    EXPECT_EQ(registry.level_of(UnitId::of("quan"), after), std::nullopt);
}

TEST(Territory, holds_the_statistical_code_and_leaves_it_to_another_one_later) {
    // 27163 was Phường 15 of Quận 10 until 30 June 2025 and is Phường Hòa Hưng since.
    const auto registry = registry_in(dated);
    EXPECT_EQ(registry.find_by_code("statistical", "27163", Date::of(2024, 12, 31)),
              UnitId::of("phuong-cu"));
    EXPECT_EQ(registry.find_by_code("statistical", "27163", Date::of(2025, 1, 1)),
              UnitId::of("phuong-moi"));
}

TEST(Territory, leads_to_the_bodies_that_act_in_it) {
    const auto registry = registry_in(dated);
    EXPECT_THAT(words(registry.bodies_in(UnitId::of("phuong-cu"), Date::of(2024, 12, 31))),
                ElementsAre("ubnd-phuong"));
    EXPECT_THAT(words(registry.bodies_in(UnitId::of("phuong-moi"), Date::of(2025, 1, 1))),
                ElementsAre("ubnd-phuong"));
    EXPECT_TRUE(registry.bodies_in(UnitId::of("phuong-cu"), Date::of(2025, 1, 1)).empty());
}

TEST(Territory, is_never_what_a_name_written_by_hand_means) {
    const auto match = registry_in(dated).match_name("Phường Cũ", Date::of(2024, 12, 31));
    EXPECT_EQ(match.unit, UnitId::of("ubnd-phuong")) << match.reason;
}

struct WrongDates {
    std::string_view toml;
    std::string_view says;
};
constexpr std::string_view head = "[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"office\"\n";

TEST(DatedUnit, is_refused_where_its_dates_or_codes_cannot_be) {
    const WrongDates wrongs[] = {
        {"[[unit.change]]\nname = \"B\"", "unit 'a': line 5: a change has no from"},
        {"[[unit.change]]\nfrom = 2021-01-01\n[[unit.change]]\nfrom = 2021-01-01",
         "the change of 2021-01-01 does not follow"},
        {"valid_to = 2020-12-31\n[[unit.change]]\nfrom = 2021-01-01\nname = \"B\"",
         "its change of 2021-01-01 lies outside its life"},
        {"codes = { statistical = \"27163\" }", "a code of 'statistical', which is a code of terr"},
        {"codes = { documents = \"a b\" }", "at most 35 letters"},
        {"territory = \"a\"", "its territory 'a' is no territory of the list"},
        {"parents = { trade = \"a\" }", "'trade' is not a hierarchy"},
        {"duties = \"closed\"", "closed without a reason"},
        {"duties = \"inherited\"", "its duties are inherited, but by 0 successors"},
    };
    for (const auto& wrong : wrongs) {
        EXPECT_THAT(refusal_of(std::string(head) + std::string(wrong.toml)), HasSubstr(wrong.says));
    }
    EXPECT_THAT(refusal_of("[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"territory\"\ncodes = { "
                           "statistical = \"2716\" }"),
                HasSubstr("2, 3 or 5 digits"));
}

TEST(DatedUnit, is_refused_where_a_later_parent_closes_a_circle) {
    // Neither list of parents of one day alone shows it: it stands from the change on.
    EXPECT_THAT(refusal_of(R"(
[[unit]]
id = "a"
name = "A"
kind = "office"
parent = "b"
[[unit]]
id = "b"
name = "B"
kind = "office"
[[unit.change]]
from = 2021-01-01
parent = "a"
)"),
                HasSubstr("go round in a circle"));
}

TEST(UnitList, lets_two_districts_have_a_ward_of_one_name) {
    const auto registry = registry_in(R"(
[[unit]]
id = "q1"
name = "Ủy ban nhân dân Quận Một"
kind = "district"
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
name = "Ủy ban nhân dân Phường 1"
kind = "ward"
parent = "q2"
)");
    EXPECT_EQ(registry.match_name("UBND P.1", after).kind, units::MatchKind::ambiguous);
    EXPECT_EQ(registry.match_name("UBND P.1, Q. Hai", after).unit, UnitId::of("b"));
}

TEST(Successor, is_nobody_where_the_duties_were_closed_and_the_reason_is_told) {
    const auto registry = registry_in(R"(
[[unit]]
id = "a"
name = "Ban A"
kind = "office"
valid_to = 2020-12-31
duties = "closed"
closing_reason = "hết nhiệm vụ"
)");
    const auto heir = registry.successor_on(UnitId::of("a"), Date::of(2021, 1, 1));
    ASSERT_FALSE(heir);
    EXPECT_THAT(heir.error().what(), HasSubstr("hết nhiệm vụ"));
}

/// Invented: what stands below a province, a district and the Government.
constexpr std::string_view tiers = R"(
[[unit]]
id = "chinh-phu"
name = "Chính phủ"
kind = "superior"
[[unit]]
id = "bo"
name = "Bộ Thử"
kind = "ministry"
parent = "chinh-phu"
[[unit]]
id = "tinh"
name = "Ủy ban nhân dân Tỉnh Thử"
kind = "province"
parent = "chinh-phu"
[[unit]]
id = "huyen"
name = "Ủy ban nhân dân Huyện Thử"
kind = "district"
parent = "tinh"
valid_to = 2025-06-30
[[unit]]
id = "xa"
name = "Ủy ban nhân dân Xã Thử"
kind = "ward"
parent = "huyen"
[[unit.change]]
from = 2025-07-01
parent = "tinh"
)";

TEST(Collective, of_a_tier_is_what_stands_under_the_authority_that_speaks) {
    const auto registry = registry_in(tiers);
    const auto members = [&](std::string_view selector, std::string_view authority, Date day) {
        const auto found = registry.expand(selector, day, UnitId::of(authority));
        EXPECT_TRUE(found) << found.error();
        return found ? words(found->units) : std::vector<std::string>{};
    };
    EXPECT_THAT(members("ubnd-cap-huyen*", "tinh", after), ElementsAre("huyen"));
    EXPECT_THAT(members("cap-tinh", "chinh-phu", after), ElementsAre("tinh"));
    EXPECT_THAT(members("bo-nganh*", "chinh-phu", after), ElementsAre("bo"));
    EXPECT_THAT(members("dia-phuong", "chinh-phu", after), ElementsAre("tinh"));
    EXPECT_THAT(members("dia-phuong-tinh*", "tinh", after), ElementsAre("huyen"));
    // From 1 July 2025 there is no district between.
    EXPECT_THAT(members("dia-phuong", "tinh", Date::of(2025, 7, 1)), ElementsAre("xa"));
    EXPECT_THAT(members("cap-huyen", "tinh", Date::of(2025, 7, 1)), ElementsAre());
}

}  // namespace

#include "units/build.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view small_district = R"(
[[unit]]
id = "ubnd-quan"
name = "Ủy ban nhân dân Quận Thử"
kind = "authority"
[[unit]]
id = "phong-noi-vu"
name = "Phòng Nội vụ"
kind = "office"
parent = "ubnd-quan"
[[unit]]
id = "phong-vh"
name = "Phòng Văn hóa và Thông tin"
kind = "office"
parent = "ubnd-quan"
[[unit]]
id = "trung-tam"
name = "Trung tâm Văn hóa - Thể thao quận"
kind = "public_service_unit"
parent = "ubnd-quan"
[[unit]]
id = "ubnd-phuong-1"
name = "Ủy ban nhân dân Phường 1"
kind = "ward"
parent = "ubnd-quan"
codes = { one-stop = "000.01.12.H99" }
[[unit]]
id = "ubnd-phuong-2"
name = "Ủy ban nhân dân Phường 2"
kind = "ward"
parent = "ubnd-quan"
valid_to = 2020-12-31
successors = ["ubnd-phuong-1"]
codes = { one-stop = "000.02.12.H99" }
[[unit]]
id = "ubmttq-quan"
name = "Ủy ban Mặt trận Tổ quốc Việt Nam Quận Thử"
kind = "front"
[[unit]]
id = "ubmttq-phuong-1"
name = "Ủy ban Mặt trận Tổ quốc Việt Nam Phường 1"
kind = "front"
parent = "ubmttq-quan"
[[unit]]
id = "dien-luc"
name = "Công ty Điện lực Thử"
kind = "company"
[[unit]]
id = "phuong-la"
name = "Ủy ban nhân dân Phường Lạ"
kind = "ward"
)";
const auto before = Date::of(2020, 12, 31);
const auto after = Date::of(2021, 1, 1);

std::vector<std::string> members(std::string_view selector, Date day) {
    const auto expansion =
        registry_in(small_district).expand(selector, day, UnitId::of("ubnd-quan"));
    EXPECT_TRUE(expansion) << expansion.error();
    return expansion ? words(expansion->units) : std::vector<std::string>{};
}

TEST(Collective, of_wards_loses_a_merged_ward_on_the_day_after_its_end) {
    EXPECT_THAT(members("phuong", before), ElementsAre("ubnd-phuong-1", "ubnd-phuong-2"));
    EXPECT_THAT(members("phuong", after), ElementsAre("ubnd-phuong-1"));
}

TEST(Collective, is_the_same_with_a_count_in_front_and_a_star_behind) {
    EXPECT_EQ(members("15-phuong", after), members("phuong", after));
    EXPECT_EQ(members("ubnd-phuong*", after), members("phuong", after));
}

TEST(Collective, of_bodies_is_offices_and_public_service_units_but_no_front_company_or_council) {
    EXPECT_THAT(members("co-quan-don-vi", after),
                ElementsAre("phong-noi-vu", "phong-vh", "trung-tam"));
    EXPECT_EQ(members("co-quan-don-vi-thuoc-ubnd-quan", after), members("co-quan-don-vi", after));
}

TEST(Collective, of_offices_leaves_the_public_service_units_out) {
    EXPECT_THAT(members("co-quan-chuyen-mon", after), ElementsAre("phong-noi-vu", "phong-vh"));
    EXPECT_THAT(members("don-vi-su-nghiep", after), ElementsAre("trung-tam"));
}

TEST(Collective, of_ward_fronts_leaves_the_district_front_out) {
    EXPECT_THAT(members("ubmttq-phuong*", after), ElementsAre("ubmttq-phuong-1"));
}

TEST(Collective, takes_the_reader_key_before_the_count_of_the_text) {
    // "… phối hợp Ủy ban Mặt trận Tổ quốc Việt Nam phường": the Front of each of the 15 wards.
    Assignee front;
    front.unit_key = "ubmttq-phuong*";
    front.collective = "15-phuong";
    const auto expansion =
        registry_in(small_district).expand(front, after, UnitId::of("ubnd-quan"));
    ASSERT_TRUE(expansion);
    EXPECT_THAT(words(expansion->units), ElementsAre("ubmttq-phuong-1"));
}

TEST(Collective, tells_the_rule_and_the_count) {
    const auto expansion =
        registry_in(small_district).expand("phuong", after, UnitId::of("ubnd-quan"));
    ASSERT_TRUE(expansion);
    EXPECT_EQ(
        expansion->rule,
        "mọi Ủy ban nhân dân phường thuộc Ủy ban nhân dân Quận Thử có trong danh mục đơn vị ngày "
        "1/1/2021: 1");
}

TEST(Collective, that_names_nobody_is_refused_with_the_reason) {
    const auto expansion =
        registry_in(small_district).expand("don-vi-lien-quan*", after, UnitId::of("ubnd-quan"));
    ASSERT_FALSE(expansion);
    EXPECT_EQ(expansion.error().code(), ErrorCode::unsupported);
}

TEST(Collective, that_is_unknown_is_refused) {
    const auto expansion =
        registry_in(small_district).expand("15-lang", after, UnitId::of("ubnd-quan"));
    ASSERT_FALSE(expansion);
    EXPECT_EQ(expansion.error().code(), ErrorCode::not_found);
}

TEST(UnitKey, is_an_id_or_what_a_reader_makes_of_the_name) {
    const auto registry = registry_in(small_district);
    EXPECT_EQ(*registry.find_by_key("phong-noi-vu", after), UnitId::of("phong-noi-vu"));
    EXPECT_EQ(*registry.find_by_key("phong-van-hoa-thong-tin", after), UnitId::of("phong-vh"));
    EXPECT_EQ(*registry.find_by_key("trung-tam-van-hoa-the-thao", after), UnitId::of("trung-tam"));
    EXPECT_EQ(*registry.find_by_key("trung-tam-van-hoa-the-thao-quan", after),
              UnitId::of("trung-tam"));
    EXPECT_EQ(*registry.find_by_key("cong-ty-dien-luc-thu", after), UnitId::of("dien-luc"));
}

TEST(UnitKey, of_the_authority_needs_no_place) {
    const auto registry = registry_in(R"(
[[unit]]
id = "a"
name = "Ủy ban nhân dân Huyện Thử"
kind = "authority"
)");
    EXPECT_EQ(*registry.find_by_key("ubnd-huyen", after), UnitId::of("a"));
    EXPECT_FALSE(registry.find_by_key("ubnd-quan", after));
}

TEST(UnitKey, that_fits_no_unit_is_not_found) {
    const auto found = registry_in(small_district).find_by_key("phong-y-te", after);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code(), ErrorCode::not_found);
}

TEST(UnitCode, belongs_to_the_unit_while_it_lives) {
    const auto registry = registry_in(small_district);
    EXPECT_EQ(registry.find_by_code("one-stop", "000.02.12.H99", before),
              UnitId::of("ubnd-phuong-2"));
    EXPECT_EQ(registry.find_by_code("one-stop", "000.02.12.H99", after), std::nullopt);
    EXPECT_EQ(registry.find_by_code("one-stop", " 000.01.12.h99 ", after),
              UnitId::of("ubnd-phuong-1"));
    EXPECT_EQ(registry.find_by_code("documents", "000.01.12.H99", after), std::nullopt);
}

TEST(Successor, has_the_work_after_the_end_and_the_unit_itself_before) {
    const auto registry = registry_in(small_district);
    const auto ward = UnitId::of("ubnd-phuong-2");
    EXPECT_EQ(*registry.successor_on(ward, before), ward);
    EXPECT_EQ(*registry.successor_on(ward, after), UnitId::of("ubnd-phuong-1"));
}

TEST(Successor, is_not_chosen_where_several_took_over) {
    const auto registry = registry_in(R"(
[[unit]]
id = "a"
name = "Phòng A"
kind = "office"
valid_to = 2020-12-31
successors = ["b", "c"]
[[unit]]
id = "b"
name = "Phòng B"
kind = "office"
[[unit]]
id = "c"
name = "Phòng C"
kind = "office"
)");
    const auto heir = registry.successor_on(UnitId::of("a"), after);
    ASSERT_FALSE(heir);
    EXPECT_EQ(heir.error().code(), ErrorCode::conflict);
}

TEST(Successor, of_an_unknown_unit_is_not_found) {
    EXPECT_FALSE(registry_in(small_district).successor_on(UnitId::of("x"), after));
}

TEST(Registry, gives_the_units_of_a_day) {
    const auto registry = registry_in(small_district);
    EXPECT_EQ(registry.units_on(before).size(), 10U);
    EXPECT_EQ(registry.units_on(after).size(), 9U);
}

TEST(Registry, knows_its_one_authority) {
    EXPECT_EQ(*registry_in(small_district).authority_on(after), UnitId::of("ubnd-quan"));
    EXPECT_FALSE(units::Registry{}.authority_on(after));
}

TEST(Registry, knows_who_was_the_last_authority) {
    const auto registry = registry_in(R"(
[[unit]]
id = "truoc"
name = "Ủy ban nhân dân Quận Trước"
kind = "authority"
valid_to = 2019-12-31
[[unit]]
id = "sau"
name = "Ủy ban nhân dân Quận Sau"
kind = "authority"
valid_from = 2020-01-01
valid_to = 2025-06-30
)");
    EXPECT_EQ(*registry.last_authority_on(Date::of(2019, 12, 31)), UnitId::of("truoc"));
    EXPECT_EQ(*registry.last_authority_on(Date::of(2025, 6, 30)), UnitId::of("sau"));
    EXPECT_EQ(*registry.last_authority_on(Date::of(2026, 1, 1)), UnitId::of("sau"));
    EXPECT_FALSE(registry.authority_on(Date::of(2026, 1, 1)));
    const auto none = units::Registry{}.last_authority_on(after);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code(), ErrorCode::not_found);
}

}  // namespace

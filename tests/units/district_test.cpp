#include "support/shared.hpp"
#include "units/build.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace {

using namespace tiendo;
using namespace tiendo::test;

std::size_t count(const units::Registry& registry, std::string_view selector, Date day) {
    const auto expansion = registry.expand(selector, day, UnitId::of("ubnd-quan"));
    EXPECT_TRUE(expansion) << expansion.error();
    return expansion ? expansion->units.size() : 0;
}

class ShippedDistricts : public testing::TestWithParam<std::string_view> {};

TEST_P(ShippedDistricts, have_15_wards_in_2020_and_14_on_the_day_the_unit_plans_are_due) {
    const auto registry = shipped(GetParam());
    EXPECT_EQ(count(registry, "phuong", Date::of(2020, 12, 31)), 15U);
    EXPECT_EQ(count(registry, "phuong", Date::of(2021, 1, 31)), 14U);
    EXPECT_EQ(*registry.successor_on(UnitId::of("ubnd-phuong-3"), Date::of(2021, 1, 31)),
              UnitId::of("ubnd-phuong-2"));
}

TEST_P(ShippedDistricts, have_7_offices_and_one_public_service_unit) {
    const auto registry = shipped(GetParam());
    EXPECT_EQ(count(registry, "co-quan-chuyen-mon", Date::of(2021, 1, 31)), 7U);
    EXPECT_EQ(count(registry, "co-quan-don-vi", Date::of(2021, 1, 31)), 8U);
}

TEST_P(ShippedDistricts, have_a_front_in_every_ward) {
    const auto registry = shipped(GetParam());
    EXPECT_EQ(count(registry, "ubmttq-phuong", Date::of(2021, 1, 31)), 14U);
}

TEST_P(ShippedDistricts, give_every_ward_the_code_of_the_simulators) {
    const auto registry = shipped(GetParam());
    for (int ward = 1; ward <= 15; ++ward) {
        const auto code = (ward < 10 ? "000.0" : "000.") + std::to_string(ward) + ".12.H99";
        EXPECT_EQ(registry.find_by_code("one-stop", code, Date::of(2020, 12, 20)),
                  UnitId::of("ubnd-phuong-" + std::to_string(ward)));
    }
}

INSTANTIATE_TEST_SUITE_P(Districts,
                         ShippedDistricts,
                         testing::Values("units.toml", "units-quan-10.toml"));

TEST(QuanTen, has_the_wards_and_last_days_of_the_reference_table) {
    const auto path = shared_path("data/wards-771.csv");
    if (!path) {
        GTEST_SKIP() << "the reference table of wards is not there";
    }
    const auto registry = shipped("units-quan-10.toml");
    std::ifstream table(*path);
    std::string line;
    int wards = 0;
    std::getline(table, line);  // the heading
    while (std::getline(table, line)) {
        std::istringstream row(line);
        std::string code;
        std::string name;
        std::string from;
        std::string to;
        std::getline(row, code, ',');
        std::getline(row, name, ',');
        std::getline(row, from, ',');
        std::getline(row, to, ',');
        ++wards;
        const auto match =
            registry.match_name("UBND " + name, *Date::parse(to.empty() ? from : to));
        ASSERT_TRUE(match.unit) << match.reason;
        const auto* unit = registry.find(*match.unit);
        EXPECT_EQ(unit->valid_to ? unit->valid_to->iso() : "", to) << name;
        EXPECT_EQ(unit->valid_from ? unit->valid_from->iso() : "", from) << name;
    }
    EXPECT_EQ(wards, 18);
}

TEST(QuanTen, has_11_wards_in_2025_and_heirs_of_them_afterwards) {
    const auto registry = shipped("units-quan-10.toml");
    EXPECT_EQ(count(registry, "phuong", Date::of(2025, 1, 1)), 11U);
    EXPECT_EQ(*registry.successor_on(UnitId::of("ubnd-phuong-3"), Date::of(2026, 1, 1)),
              UnitId::of("ubnd-phuong-vuon-lai"));
    EXPECT_EQ(
        registry.successor_on(UnitId::of("ubnd-phuong-14"), Date::of(2026, 1, 1)).error().code(),
        ErrorCode::conflict);
}

}  // namespace

#include "support/shared.hpp"
#include "units/history_build.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::ElementsAre;
using testing::UnorderedElementsAre;
using units::Figure;
using units::Unknown;

const units::History& quan_10() {
    static const auto history = [] {
        const auto path = std::string(TIENDO_SOURCE_DIR) + "/src/units/data/quan-10.toml";
        const auto text = read_file(path, 1 << 20);
        EXPECT_TRUE(text) << text.error();
        return history_in(*text);
    }();
    return history;
}

std::size_t wards_on(Date day) {
    const auto registry = registry_of(quan_10());
    std::size_t wards = 0;
    for (const auto& id : registry.units_on(day)) {
        wards += registry.find(id)->on(day).kind == UnitKind::ward ? 1U : 0U;
    }
    return wards;
}

TEST(ShippedQuan10, has_15_then_14_then_11_then_3_wards) {
    EXPECT_EQ(wards_on(Date::of(2020, 12, 31)), 15U);
    EXPECT_EQ(wards_on(Date::of(2021, 1, 1)), 14U);
    EXPECT_EQ(wards_on(Date::of(2024, 12, 31)), 14U);
    EXPECT_EQ(wards_on(Date::of(2025, 1, 1)), 11U);
    EXPECT_EQ(wards_on(Date::of(2025, 6, 30)), 11U);
    EXPECT_EQ(wards_on(Date::of(2025, 7, 1)), 3U);
}

TEST(ShippedQuan10, expands_the_collectives_of_the_plan) {
    const auto registry = registry_of(quan_10());
    const auto count = [&](std::string_view selector) {
        const auto found =
            registry.expand(selector, Date::of(2021, 1, 31), UnitId::of("ubnd-quan"));
        EXPECT_TRUE(found) << found.error();
        return found ? found->units.size() : 0;
    };
    EXPECT_EQ(count("15-phuong"), 14U);
    EXPECT_EQ(count("ubmttq-phuong*"), 14U);
    EXPECT_EQ(count("co-quan-chuyen-mon"), 7U);
    EXPECT_EQ(*registry.authority_on(Date::of(2021, 1, 31)), UnitId::of("ubnd-quan"));
}

TEST(ShippedQuan10, gives_a_code_of_a_dead_ward_to_a_new_one) {
    const auto registry = registry_of(quan_10());
    const auto holder = [&](std::string_view code, Date day) {
        const auto found = registry.find_by_code("statistical", code, day);
        return found ? found->str() : "";
    };
    const auto last = Date::of(2025, 6, 30);
    const auto first = Date::of(2025, 7, 1);
    EXPECT_EQ(holder("27163", last), "phuong-15");
    EXPECT_EQ(holder("27163", first), "phuong-hoa-hung");
    EXPECT_EQ(holder("27169", last), "phuong-14");
    EXPECT_EQ(holder("27169", first), "phuong-dien-hong");
    EXPECT_EQ(holder("27190", last), "phuong-2");
    EXPECT_EQ(holder("27190", first), "phuong-vuon-lai");
    EXPECT_THAT(words(registry.bodies_in(UnitId::of("phuong-hoa-hung"), first)),
                UnorderedElementsAre("ubnd-phuong-hoa-hung", "ubmttq-phuong-hoa-hung"));
}

TEST(ShippedQuan10, finds_a_merged_ward_by_name_and_tells_predecessor_and_successor) {
    const auto registry = registry_of(quan_10());
    const auto then = registry.match_name("UBND P.3 Q.10", Date::of(2020, 6, 1));
    EXPECT_EQ(then.unit, UnitId::of("ubnd-phuong-3")) << then.reason;
    const auto now = registry.match_name("UBND P.3 Q.10", Date::of(2022, 6, 1));
    EXPECT_FALSE(now.unit);
    EXPECT_THAT(words(now.candidates), ElementsAre("ubnd-phuong-3"));
    EXPECT_THAT(now.reason, testing::HasSubstr("kế tục là Ủy ban nhân dân Phường 2"));
    // The lists write "Phường 09" until 2024 and "Phường 9" later.
    EXPECT_EQ(registry.match_name("UBND Phường 09", Date::of(2022, 6, 1)).unit,
              UnitId::of("ubnd-phuong-9"));
    EXPECT_EQ(registry.match_name("UBND phường Hoà Hưng", Date::of(2025, 7, 1)).unit,
              UnitId::of("ubnd-phuong-hoa-hung"));
}

TEST(ShippedQuan10, leaves_unknown_what_no_source_says) {
    const auto registry = registry_of(quan_10());
    const auto later = Date::of(2026, 1, 1);
    for (const auto* id : {"ubnd-phuong-14", "phong-noi-vu", "ubnd-quan"}) {
        EXPECT_FALSE(registry.successor_on(UnitId::of(id), later)) << id;
    }
    const auto open = quan_10().unknown();
    const auto has = [&](std::string_view event, std::string_view unit, Unknown::What what) {
        return std::ranges::count(open, Unknown{UnitEventId::of(event), UnitId::of(unit), what}) ==
               1;
    };
    EXPECT_TRUE(has("nq-1685", "phuong-14", Unknown::What::shares));
    EXPECT_TRUE(has("nq-1685", "ubnd-phuong-14", Unknown::What::duties));
    EXPECT_TRUE(has("ket-thuc-cap-huyen", "phong-noi-vu", Unknown::What::heir));
}

TEST(ShippedQuan10, hands_the_duties_of_merged_wards_on) {
    const auto registry = registry_of(quan_10());
    const auto ward_3 = UnitId::of("ubnd-phuong-3");
    EXPECT_EQ(*registry.successor_on(ward_3, Date::of(2021, 1, 31)), UnitId::of("ubnd-phuong-2"));
    EXPECT_EQ(*registry.successor_on(ward_3, Date::of(2025, 7, 1)),
              UnitId::of("ubnd-phuong-vuon-lai"));
}

TEST(ShippedQuan10, reads_a_table_of_2020_on_three_maps) {
    // Added up by hand from the resolutions: ward n counts 2^n, so that each sum shows its terms.
    std::vector<Figure> table;
    std::int64_t total = 0;
    for (int ward = 1; ward <= 15; ++ward) {
        table.push_back({UnitId::of("ubnd-phuong-" + std::to_string(ward)), 1 << ward, false});
        total += 1 << ward;
    }
    const auto of = [](std::initializer_list<int> wards) {
        std::int64_t sum = 0;
        for (const int ward : wards) {
            sum += 1 << ward;
        }
        return sum;
    };
    const auto on = [&](Date day) {
        auto carried = units::carry(quan_10(), table, Date::of(2020, 12, 31), day);
        EXPECT_TRUE(carried) << carried.error();
        std::int64_t sum = 0;
        for (const auto& each : carried->figures) {
            EXPECT_FALSE(each.estimate);
            sum += each.amount;
        }
        for (const auto& each : carried->uncarried) {
            sum += each.amount;
        }
        EXPECT_EQ(sum, total);
        return *carried;
    };
    const auto in_2021 = on(Date::of(2021, 1, 1));
    EXPECT_EQ(in_2021.figures.size(), 14U);
    EXPECT_THAT(in_2021.figures,
                testing::Contains(Figure{UnitId::of("ubnd-phuong-2"), of({2, 3}), false}));
    EXPECT_EQ(on(Date::of(2025, 1, 1)).figures.size(), 11U);
    const auto today = on(Date::of(2025, 7, 1));
    EXPECT_THAT(
        today.figures,
        ElementsAre(
            Figure{UnitId::of("ubnd-phuong-dien-hong"), of({5, 6, 7, 8}), false},
            Figure{UnitId::of("ubnd-phuong-hoa-hung"), of({12, 13, 15}), false},
            Figure{UnitId::of("ubnd-phuong-vuon-lai"), of({1, 2, 3, 4, 9, 10, 11}), false}));
    ASSERT_EQ(today.uncarried.size(), 1U);
    EXPECT_EQ(today.uncarried.front().unit, UnitId::of("ubnd-phuong-14"));
    EXPECT_EQ(today.uncarried.front().amount, of({14}));
}

TEST(ShippedQuan10, is_the_reference_table_of_wards) {
    const auto path = shared_path("data/wards-771.csv");
    if (!path) {
        GTEST_SKIP() << "the reference table of wards is not there";
    }
    const auto registry = registry_of(quan_10());
    std::ifstream table(*path);
    std::string line;
    std::getline(table, line);  // the heading
    int wards = 0;
    while (std::getline(table, line)) {
        std::istringstream row(line);
        std::string code;
        std::string name;
        std::string from;
        std::string to;
        std::string heirs;
        for (auto* cell : {&code, &name, &from, &to, &heirs}) {
            std::getline(row, *cell, ',');
        }
        ++wards;
        const auto day = *Date::parse(to.empty() ? from : to);
        const auto id = registry.find_by_code("statistical", code, day);
        ASSERT_TRUE(id) << line;
        const auto* unit = registry.find(*id);
        EXPECT_EQ(unit->on(day).name, name);
        EXPECT_EQ(unit->valid_from ? unit->valid_from->iso() : "", from) << line;
        EXPECT_EQ(unit->valid_to ? unit->valid_to->iso() : "", to) << line;
        // "27169 Phường Diên Hồng (part); 27163 Phường Hòa Hưng (rest)": each is one of the heirs.
        std::size_t named = heirs.empty() ? 0 : 1;
        named += static_cast<std::size_t>(std::ranges::count(heirs, ';'));
        EXPECT_EQ(unit->successors.size(), named) << line;
        for (const auto& heir : unit->successors) {
            const auto& state = registry.find(heir)->on(day.plus(std::chrono::days{1}));
            EXPECT_THAT(heirs,
                        testing::HasSubstr(state.codes.at("statistical") + " " + state.name));
        }
    }
    EXPECT_EQ(wards, 18);
}

}  // namespace

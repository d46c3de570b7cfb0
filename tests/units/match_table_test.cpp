// Names as people write them, each with the unit that is meant, or with the reason why nobody may
// choose for them. The wards are the real ones of Quận 10; the twins in other places are real by
// name (a Phường Diên Hồng in Gia Lai, a Xã Hòa Hưng in another province), their units invented.
#include "support/shared.hpp"
#include "units/build.hpp"

#include <gmock/gmock.h>

#include <ostream>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::HasSubstr;
using units::MatchKind;

const units::Registry& quan_10() {
    static const auto made = [] {
        const auto path = std::string(TIENDO_SOURCE_DIR) + "/src/units/data/quan-10.toml";
        const auto text = read_file(path, 1 << 20);
        EXPECT_TRUE(text) << text.error();
        return registry_in(*text);
    }();
    return made;
}

/// Invented but for the names of places.
const units::Registry& country() {
    static const auto made = registry_in(R"(
[[unit]]
id = "tp-hcm"
name = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
kind = "province"
[[unit]]
id = "gia-lai"
name = "Ủy ban nhân dân Tỉnh Gia Lai"
kind = "province"
[[unit]]
id = "an-giang"
name = "Ủy ban nhân dân Tỉnh An Giang"
kind = "province"
[[unit]]
id = "dien-hong"
name = "Ủy ban nhân dân Phường Diên Hồng"
kind = "ward"
parent = "tp-hcm"
[[unit]]
id = "dien-hong-gia-lai"
name = "Ủy ban nhân dân Phường Diên Hồng"
kind = "ward"
parent = "gia-lai"
[[unit]]
id = "hoa-hung"
name = "Ủy ban nhân dân Phường Hòa Hưng"
kind = "ward"
parent = "tp-hcm"
[[unit]]
id = "xa-hoa-hung"
name = "Ủy ban nhân dân Xã Hòa Hưng"
kind = "ward"
parent = "an-giang"
[[unit]]
id = "thi-tran"
name = "Ủy ban nhân dân Thị trấn Phú Mỹ"
kind = "ward"
parent = "an-giang"
[[unit]]
id = "phong-noi-vu"
name = "Phòng Nội vụ"
kind = "office"
parent = "gia-lai"
[[unit]]
id = "trung-tam"
name = "Trung tâm Phát triển quỹ đất"
kind = "public_service_unit"
parent = "gia-lai"
[[unit]]
id = "hdnd-dien-hong"
name = "Hội đồng nhân dân Phường Diên Hồng"
kind = "council"
parent = "tp-hcm"
)");
    return made;
}

constexpr auto exact = MatchKind::exact;
constexpr auto ambiguous = MatchKind::ambiguous;
constexpr auto another_day = MatchKind::another_day;
constexpr auto none = MatchKind::none;

struct Written {
    const units::Registry& (*list)();
    std::string_view text;
    std::string_view day;
    MatchKind kind;
    std::string_view best;  // the first candidate; empty where there is none
};
void PrintTo(const Written& each, std::ostream* out) {
    for (const char c : each.text) {
        *out << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
    }
    *out << '_' << each.day.substr(0, 4);
}

class NameTable : public testing::TestWithParam<Written> {};

TEST_P(NameTable, gives_the_unit_or_says_that_it_does_not_know) {
    const auto& [list, text, day, kind, best] = GetParam();
    const auto match = list().match_name(text, *Date::parse(day));
    EXPECT_EQ(match.kind, kind) << match.reason;
    ASSERT_EQ(match.candidates.empty(), best.empty()) << match.reason;
    if (!best.empty()) {
        EXPECT_EQ(match.candidates.front().unit.str(), best) << match.reason;
        EXPECT_FALSE(match.candidates.front().reason.empty());
    }
    EXPECT_EQ(match.unit.has_value(), kind == exact);
    for (const auto& each : match.candidates) {
        EXPECT_GT(each.score, 0);
        EXPECT_LE(each.score, 1);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Quan10,
    NameTable,
    testing::Values(
        // Every writing of one ward.
        Written{quan_10, "UBND P.7", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10, "P7", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10, "F7", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10, "UBNDP7", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10, "p.7, q.10", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10, "Phường 7 (Quận 10)", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10, "Ủy ban nhân dân phường 7, Quận 10", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10,
                "Uỷ ban nhân dân phường 7, Quận 10, TP. Hồ Chí Minh",
                "2022-06-01",
                exact,
                "ubnd-phuong-7"},
        Written{quan_10,
                "uy ban nhan dan phuong 7 quan 10 tphcm",
                "2022-06-01",
                exact,
                "ubnd-phuong-7"},
        Written{quan_10, "UBND Phường 07", "2022-06-01", exact, "ubnd-phuong-7"},
        Written{quan_10, "Phường 09", "2025-03-01", exact, "ubnd-phuong-9"},
        Written{quan_10, "UBMTTQ P.9", "2022-06-01", exact, "ubmttq-phuong-9"},
        Written{quan_10,
                "Ủy ban Mặt trận Tổ quốc Việt Nam phường 9",
                "2022-06-01",
                exact,
                "ubmttq-phuong-9"},
        Written{quan_10, "MTTQ phuong 9", "2022-06-01", exact, "ubmttq-phuong-9"},
        Written{quan_10, "P. Nội vụ", "2022-06-01", exact, "phong-noi-vu"},
        Written{quan_10, "phong noi vu", "2022-06-01", exact, "phong-noi-vu"},
        Written{quan_10, "UBND Q10", "2022-06-01", exact, "ubnd-quan"},
        Written{quan_10, "UBND phường Hoà Hưng", "2025-07-01", exact, "ubnd-phuong-hoa-hung"},
        Written{quan_10,
                "UBND phường Hòa Hưng, TP.HCM",
                "2025-07-01",
                exact,
                "ubnd-phuong-hoa-hung"},
        // Of another day.
        Written{quan_10, "UBND P.3", "2022-06-01", another_day, "ubnd-phuong-3"},
        Written{quan_10, "Phường 7, Quận 10", "2025-01-01", another_day, "ubnd-phuong-7"},
        Written{quan_10, "UBND phường Hòa Hưng", "2025-06-30", another_day, "ubnd-phuong-hoa-hung"},
        Written{quan_10, "UBND Phường 14", "2025-07-01", another_day, "ubnd-phuong-14"},
        // Where the text says what the list denies, or does not know.
        Written{quan_10, "UBND Phường 7, Quận 3", "2022-06-01", none, "ubnd-phuong-7"},
        Written{quan_10,
                "UBND phường Hòa Hưng, tỉnh An Giang",
                "2025-07-01",
                ambiguous,
                "ubnd-phuong-hoa-hung"},
        Written{quan_10, "Diên Hồng", "2025-07-01", ambiguous, "ubnd-phuong-dien-hong"},
        Written{quan_10, "UBND phường Hóa Hưng", "2025-07-01", ambiguous, "ubnd-phuong-hoa-hung"},
        // Slips of typing: one letter, two letters, swapped ones; never in a number.
        Written{quan_10, "UNBD phường 9", "2022-06-01", ambiguous, "ubnd-phuong-9"},
        Written{quan_10, "UBND phườg Diên Hồn", "2025-07-01", ambiguous, "ubnd-phuong-dien-hong"},
        Written{quan_10, "UBND Phường 17", "2022-06-01", none, ""},
        Written{quan_10, "Sở Giao thông vận tải", "2022-06-01", none, ""}));

INSTANTIATE_TEST_SUITE_P(
    Country,
    NameTable,
    testing::Values(
        Written{country, "UBND phường Diên Hồng", "2025-08-01", ambiguous, "dien-hong"},
        Written{country, "phuong dien hong", "2025-08-01", ambiguous, "dien-hong"},
        Written{country,
                "UBND phường Diên Hồng, tỉnh Gia Lai",
                "2025-08-01",
                exact,
                "dien-hong-gia-lai"},
        Written{country, "P. Diên Hồng - Gia Lai", "2025-08-01", exact, "dien-hong-gia-lai"},
        Written{country, "P. Diên Hồng, TP HCM", "2025-08-01", exact, "dien-hong"},
        Written{country, "UBND phường Hòa Hưng", "2025-08-01", exact, "hoa-hung"},
        Written{country, "X. Hòa Hưng", "2025-08-01", exact, "xa-hoa-hung"},
        Written{country, "Hòa Hưng", "2025-08-01", ambiguous, "hoa-hung"},
        Written{country, "TT Phú Mỹ", "2025-08-01", exact, "thi-tran"},
        Written{country, "TT. Phát triển quỹ đất", "2025-08-01", exact, "trung-tam"},
        Written{country, "HĐND P. Diên Hồng", "2025-08-01", exact, "hdnd-dien-hong"},
        Written{country, "UBND TP.HCM", "2025-08-01", exact, "tp-hcm"},
        Written{country, "UBND Phường Diên Hồng, Quận 10", "2025-08-01", ambiguous, "dien-hong"}));

TEST(NameScore, falls_with_what_the_text_leaves_open) {
    const auto day = Date::of(2022, 6, 1);
    const auto score = [&](std::string_view text) {
        const auto match = quan_10().match_name(text, day);
        return match.candidates.empty() ? 0 : match.candidates.front().score;
    };
    EXPECT_EQ(score("Ủy ban nhân dân Phường 9"), 1.0);
    EXPECT_LT(score("uy ban nhan dan phuong 9"), score("Ủy ban nhân dân Phường 9"));
    EXPECT_LT(score("P9"), score("UBND P9"));
    EXPECT_LT(score("UNBD phường 9"), score("p9"));
    EXPECT_LT(score("UNBD phườg 9"), score("UNBD phường 9"));
}

TEST(NameScore, of_a_slip_never_reaches_that_of_a_match) {
    const auto match = quan_10().match_name("UNBD phường 9", Date::of(2022, 6, 1));
    ASSERT_FALSE(match.candidates.empty());
    EXPECT_LT(match.candidates.front().score, 0.85);
    EXPECT_THAT(match.candidates.front().reason, HasSubstr("gõ nhầm 1 chữ"));
}

TEST(NameMatchReason, tells_which_territory_confirmed_or_denied) {
    const auto day = Date::of(2022, 6, 1);
    EXPECT_THAT(quan_10().match_name("UBND P.7, Q.10, TP.HCM", day).reason,
                HasSubstr("đúng địa bàn"));
    EXPECT_THAT(quan_10().match_name("P.7, Q.3", day).candidates.front().reason,
                HasSubstr("nhưng thuộc"));
}

}  // namespace

#include "units/build.hpp"

#include <gmock/gmock.h>

#include <cctype>
#include <ostream>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::HasSubstr;

TEST(UnitList, keeps_every_field) {
    const auto registry = registry_in(R"(
[[unit]]
id = "ubnd-phuong-3"
name = "Ủy ban nhân dân Phường 3"
short_name = "UBND Phường 3"
kind = "ward"
valid_from = "1987-01-01"
valid_to = 2020-12-31
successors = ["ubnd-phuong-2"]
legal_basis = "Nghị quyết giả định"
codes = { one-stop = "000.03.12.H99" }
aliases = ["UBND P3"]
[[unit]]
id = "ubnd-phuong-2"
name = "Ủy ban nhân dân Phường 2"
kind = "ward"
)");
    Unit expected;
    expected.id = UnitId::of("ubnd-phuong-3");
    auto& state = expected.states.front();
    state.name = "Ủy ban nhân dân Phường 3";
    state.short_name = "UBND Phường 3";
    state.kind = UnitKind::ward;
    expected.valid_from = Date::of(1987, 1, 1);
    expected.valid_to = Date::of(2020, 12, 31);
    expected.successors = {UnitId::of("ubnd-phuong-2")};
    expected.succession = Succession::inherited;
    expected.legal_basis = "Nghị quyết giả định";
    state.codes = {{"one-stop", "000.03.12.H99"}};
    expected.aliases = {"UBND P3"};
    EXPECT_EQ(registry.all().front(), expected);
    EXPECT_EQ(registry.all().back().states.front().short_name, "Ủy ban nhân dân Phường 2");
}

struct WrongList {
    std::string_view toml;
    std::string_view says;
};
/// Names the case in the list of tests: stable, and plain enough for every runner.
void PrintTo(const WrongList& each, std::ostream* out) {
    for (const char c : each.says) {
        *out << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
    }
}

class WrongLists : public testing::TestWithParam<WrongList> {};

TEST_P(WrongLists, are_refused_with_place_and_remedy) {
    const auto units = units::parse_units(GetParam().toml, "units.toml");
    ASSERT_FALSE(units);
    EXPECT_EQ(units.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(units.error().what(), HasSubstr(GetParam().says));
    EXPECT_THAT(units.error().what(), testing::StartsWith("units.toml: "));
    EXPECT_FALSE(units.error().remedy().empty());
}

constexpr std::string_view twice = R"(
[[unit]]
id = "a"
name = "Phòng A"
kind = "office"
[[unit]]
id = "a"
name = "Phòng B"
kind = "office"
)";
constexpr std::string_view one_name = R"(
[[unit]]
id = "a"
name = "Phòng Văn hóa"
kind = "office"
[[unit]]
id = "b"
name = "PHÒNG VĂN HOÁ"
kind = "office"
)";
constexpr std::string_view one_code = R"(
[[unit]]
id = "a"
name = "Phòng A"
kind = "office"
codes = { one-stop = "000.01.12.H99" }
[[unit]]
id = "b"
name = "Phòng B"
kind = "office"
codes = { one-stop = "000.01.12.h99" }
)";
constexpr std::string_view circle = R"(
[[unit]]
id = "a"
name = "Phòng A"
kind = "office"
parent = "b"
[[unit]]
id = "b"
name = "Phòng B"
kind = "office"
parent = "a"
)";
constexpr std::string_view early_successor = R"(
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
valid_from = 2022-01-01
)";

INSTANTIATE_TEST_SUITE_P(
    UnitList,
    WrongLists,
    testing::Values(
        WrongList{"", "holds no units"},
        WrongList{"unit = 3", "holds no units, or something"},
        WrongList{"[[unit]\nid = 1", "line 1: not TOML"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\n", "unit 'a': line 1: a unit has no kind"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"shop\"",
                  "'shop' is not a unit kind"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"ward\"\nvalid_too = 2020-12-31",
                  "line 5: a unit has no field 'valid_too'"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"ward\"\nvalid_to = \"2021-02-30\"",
                  "line 5"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"ward\"\nvalid_to = 3",
                  "valid_to is not a day"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"ward\"\nparent = \"b\"",
                  "unit 'a': its parent 'b' is not in the list"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"ward\"\nvalid_to = "
                  "2020-12-31\nsuccessors = [\"b\"]",
                  "unit 'a': its successor 'b' is not in the list"},
        WrongList{"[[unit]]\nid = \"a\"\nname = \"A\"\nkind = \"ward\"\nvalid_from = "
                  "2021-01-01\nvalid_to = 2020-12-31",
                  "its last day 2020-12-31 lies before its first day 2021-01-01"},
        WrongList{twice, "unit 'a': the id stands twice"},
        WrongList{one_name, "belongs to 'a' on the same day"},
        WrongList{one_code, "unit 'b': the code 'one-stop 000.01.12.H99' belongs to 'a'"},
        WrongList{circle, "go round in a circle"},
        WrongList{early_successor, "its successor 'b' is not there on 2021-01-01"},
        WrongList{"\xC3\x28", "not UTF-8"}));

TEST(UnitList, tells_all_findings_and_not_only_the_first) {
    const auto report = refusal_of(R"(
[[unit]]
id = "a"
name = "Phòng A"
kind = "office"
parent = "nobody"
[[unit]]
id = "b"
name = "Phòng B"
kind = "office"
parent = "no-one"
)");
    EXPECT_THAT(report, HasSubstr("nobody"));
    EXPECT_THAT(report, HasSubstr("no-one"));
}

TEST(UnitList, lets_a_name_be_given_again_after_its_bearer_has_ended) {
    const auto registry = registry_in(R"(
[[unit]]
id = "old"
name = "Phòng Y tế"
kind = "office"
valid_to = 2020-12-31
[[unit]]
id = "new"
name = "Phòng Y tế"
kind = "office"
valid_from = 2021-01-01
)");
    EXPECT_EQ(registry.match_name("Phòng Y tế", Date::of(2020, 12, 31)).unit, UnitId::of("old"));
    EXPECT_EQ(registry.match_name("Phòng Y tế", Date::of(2021, 1, 1)).unit, UnitId::of("new"));
}

TEST(UnitList, refuses_more_than_50000_units) {
    std::string toml;
    for (int i = 0; i <= 50000; ++i) {
        toml += "[[unit]]\nid = \"u" + std::to_string(i) + "\"\nname = \"Phòng " +
                std::to_string(i) + "\"\nkind = \"office\"\n";
    }
    EXPECT_THAT(refusal_of(toml), HasSubstr("more than 50,000 units"));
}

TEST(UnitList, refuses_more_than_32_MiB) {
    EXPECT_THAT(refusal_of(std::string((32U << 20U) + 1, '#')), HasSubstr("longer than 32 MiB"));
}

}  // namespace

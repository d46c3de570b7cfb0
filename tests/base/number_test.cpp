#include "tiendo/base/number.hpp"

#include "tiendo/base/number_fault.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace tiendo {
namespace {

using testing::HasSubstr;

struct Typed {
    const char* text;
    std::int64_t hundredths;
};
void PrintTo(const Typed& each, std::ostream* out) {
    *out << each.text;
}
constexpr Typed good_numbers[] = {
    {"0", 0},
    {"41", 4100},
    {"02", 200},  // as offices write small counts
    {"1234", 123400},
    {"1.234", 123400},
    {"1.234,5", 123450},
    {"1.234.567,89", 123456789},
    {"97,4", 9740},
    {"0,05", 5},
    {" 12\u00A0", 1200},
    {"9.999.999.999.999,99", 999999999999999},
};
class GoodNumber : public testing::TestWithParam<Typed> {};
TEST_P(GoodNumber, is_read_as_an_office_means_it) {
    const auto value = read_number(GetParam().text);
    ASSERT_TRUE(value) << value.error();
    EXPECT_EQ(value->hundredths, GetParam().hundredths);
}
INSTANTIATE_TEST_SUITE_P(Number, GoodNumber, testing::ValuesIn(good_numbers));

struct Refused {
    const char* text;
    const char* why;
};
void PrintTo(const Refused& each, std::ostream* out) {
    *out << each.text;
}
constexpr Refused bad_numbers[] = {
    {"", "no number"},
    {"   ", "no number"},
    {"1,234.5", "Vietnamese style"},
    {"1,234", "Vietnamese style"},  // 1234, or 1 and 234 thousandths?
    {"1,234,567", "Vietnamese style"},
    {"12.5", "Vietnamese style"},
    {"0.123", "Vietnamese style"},
    {"1.2345", "Vietnamese style"},
    {"-5", "negative"},
    {"\u22125", "negative"},  // the minus sign of Unicode
    {"(5)", "negative"},
    {"+5", "no number from character 1"},
    {"1 234", "blank at character 2"},
    {"1\u00A0234", "blank at character 2"},
    {"41 hồ sơ", "blank at character 3"},
    {"97,4%", "no number from character 5"},
    {"1e9", "no number from character 2"},
    {"0x10", "no number from character 2"},
    {"nan", "no number"},
    {"inf", "no number"},
    {"\uFF14\uFF11", "no number"},  // digits of full width
    {"\u0664\u0661", "no number"},  // Arabic-Indic digits
    {"12.34.567", "three digits"},
    {"1.23.456", "three digits"},
    {"1..234", "three digits"},
    {".234.567", "three digits"},
    {"1.234.", "three digits"},
    {"0.234.567", "three digits"},
    {"1,", "behind the comma"},
    {",5", "before the comma"},
    {"007", "zeros"},
    {"10.000.000.000.000", "ten trillion"},
    {"99999999999999999999999999", "ten trillion"},
};
class BadNumber : public testing::TestWithParam<Refused> {};
TEST_P(BadNumber, is_refused_with_what_is_wrong_and_a_remedy) {
    const auto value = read_number(GetParam().text);
    ASSERT_FALSE(value) << value->plain();
    EXPECT_EQ(value.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(value.error().message(), HasSubstr(GetParam().why));
    EXPECT_FALSE(value.error().remedy().empty());
}
INSTANTIATE_TEST_SUITE_P(Number, BadNumber, testing::ValuesIn(bad_numbers));

TEST(Number, two_styles_in_one_paper_are_refused_with_both_places) {
    const auto values = read_numbers({{"5/ho-so", "1.234,5"}, {"6/dan-so", "1,234.5"}});
    ASSERT_FALSE(values);
    EXPECT_THAT(values.error().what(), HasSubstr("'1,234.5' at 6/dan-so"));
    EXPECT_THAT(values.error().what(), HasSubstr("'1.234,5' at 5/ho-so"));
}

struct Faulty {
    const char* text;
    NumberFault fault;
};
constexpr Faulty faulty_numbers[] = {
    {" ", NumberFault::missing},
    {"-5", NumberFault::negative},
    {"(5)", NumberFault::negative},
    {"1 234", NumberFault::blank},
    {"41 hồ sơ", NumberFault::blank},
    {"nhiều", NumberFault::words},
    {"12%", NumberFault::words},
    {"1,234.5", NumberFault::english_style},
    {"12.5", NumberFault::english_style},
    {"7,", NumberFault::places},
    {",5", NumberFault::whole},
    {"007", NumberFault::zeros},
    {"1.23.456", NumberFault::groups},
    {"10.000.000.000.000", NumberFault::too_large},
};
class NumberFaults : public testing::TestWithParam<Faulty> {};
TEST_P(NumberFaults, is_named_where_the_number_is_refused) {
    const std::vector<TypedNumber> numbers{{"5/ho-so", GetParam().text}};
    EXPECT_EQ(number_faults(numbers).at(0), GetParam().fault);
    EXPECT_FALSE(read_number(GetParam().text));
    EXPECT_NE(vietnamese(GetParam().fault), "");
}
INSTANTIATE_TEST_SUITE_P(Number, NumberFaults, testing::ValuesIn(faulty_numbers));

TEST(Number, beside_an_english_one_a_number_with_a_point_or_a_comma_is_in_doubt_too) {
    const std::vector<TypedNumber> numbers{{"a", "1.234"}, {"b", "1,234.5"}, {"c", "41"}};
    EXPECT_THAT(
        number_faults(numbers),
        testing::ElementsAre(NumberFault::two_styles, NumberFault::english_style, std::nullopt));
    const std::vector<TypedNumber> one_style{{"a", "1.234"}, {"b", "1.234,5"}, {"c", "41"}};
    EXPECT_THAT(number_faults(one_style), testing::Each(std::nullopt));
}

TEST(Number, every_fault_of_a_paper_is_told_at_once) {
    const auto values = read_numbers({{"a", "-1"}, {"b", "7"}, {"c", "nhiều"}});
    ASSERT_FALSE(values);
    EXPECT_THAT(values.error().explain(), HasSubstr("a: '-1' is negative"));
    EXPECT_THAT(values.error().explain(), HasSubstr("c: 'nhiều' is no number"));
}

TEST(Number, a_number_of_any_length_gives_a_short_error) {
    const auto value = read_number(std::string(1'000'000, 'x'));
    ASSERT_FALSE(value);
    EXPECT_LT(value.error().what().size(), 300U);
}

TEST(Number, is_written_back_as_it_is_read) {
    for (const auto& each : good_numbers) {
        const Decimal value{each.hundredths};
        EXPECT_EQ(*read_number(value.vietnamese()), value);
        EXPECT_EQ(*parse_decimal(value.plain()), value);
    }
    EXPECT_EQ(Decimal{123450}.vietnamese(), "1.234,5");
    EXPECT_EQ(Decimal{123405}.plain(), "1234.05");
    EXPECT_EQ(Decimal{-100}.vietnamese(), "-1");
}

}  // namespace
}  // namespace tiendo

#include "tiendo/calendar/check.hpp"

#include "tiendo/base/file.hpp"

#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;

std::string shipped_text() {
    return read_file(TIENDO_SOURCE_DIR "/src/calendar/data/ngay-nghi.csv", 1U << 20U).value_or("");
}

/// What the check finds where `from` stands as `to` in the shipped table.
std::vector<CalendarFinding> findings_with(const std::string& from, const std::string& to) {
    auto text = shipped_text();
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto calendar = WorkingCalendar::parse(text, "a.csv");
    EXPECT_TRUE(calendar) << calendar.error();
    return check_calendar(*calendar, shipped_holiday_law());
}

std::string rules_of(const std::vector<CalendarFinding>& findings) {
    std::string rules;
    for (const auto& each : findings) {
        rules += each.rule + "@" + each.day.iso() + " ";
        EXPECT_FALSE(each.text.empty());
        EXPECT_FALSE(each.source.empty());
    }
    return rules;
}

// Nine announced years and the estimate: every mùng 1 to 3, every 10/3, every day in lieu is where
// the formulas have it.
TEST(CalendarCheck, finds_nothing_in_the_shipped_table) {
    const auto findings = check_calendar(shipped_calendar(), shipped_holiday_law());
    EXPECT_EQ(rules_of(findings), "");
}

// BLLĐ 2012 Đ115: 10 days; BLLĐ 2019 Đ112: 11; and 24 November from 2026.
TEST(CalendarCheck, the_law_has_10_days_then_11_then_12) {
    std::map<int, unsigned> by_year;
    for (const auto& holiday : shipped_holiday_law()) {
        for (int year = 2018; year <= 2027; ++year) {
            const auto day = Date::of(year, holiday.month, holiday.day);
            if (holiday.from <= day && (!holiday.to || day <= *holiday.to)) {
                by_year[year] += holiday.days;
            }
        }
    }
    for (int year = 2018; year <= 2027; ++year) {
        EXPECT_EQ(by_year[year], year < 2021 ? 10U : year < 2026 ? 11U : 12U) << year;
    }
}

struct Change {
    const char* name;
    const char* from;
    const char* to;
    const char* finds;
};
void PrintTo(const Change& each, std::ostream* out) {
    *out << each.name;
}
class ChangedTables : public testing::TestWithParam<Change> {};

TEST_P(ChangedTables, are_found_with_the_day_and_the_law) {
    EXPECT_EQ(rules_of(findings_with(GetParam().from, GetParam().to)), GetParam().finds);
}

INSTANTIATE_TEST_SUITE_P(
    CalendarCheck,
    ChangedTables,
    testing::Values(
        // 10/3 of Giáp Thìn is 18 April 2024: the table says the day after
        Change{"gio_to_a_day_late",
               "2024-04-18,Giỗ",
               "2024-04-19,Giỗ",
               "holiday-missing@2024-04-18 holiday-not-in-law@2024-04-19 "},
        // a new year taken from the Chinese calendar of 2030 would look like this
        Change{"tet_block_a_day_late",
               "2022-01-31,Tết Nguyên đán (ngày cuối năm)",
               "2022-02-05,Tết Nguyên đán mùng 5",
               // a Saturday: it is due a day in lieu
               "lieu-missing@2022-02-05 "},
        Change{"no_national_day_2",
               "2021-09-03,Quốc khánh (ngày liền kề),holiday,BLLĐ 2019 Đ112; TB 4875/TB-LĐTBXH,\n",
               "",
               "days-of-year@2021-01-01 days-decided@2021-09-02 "},
        Change{"three_national_days",
               "2025-09-02,Quốc khánh,",
               "2025-09-03,Quốc khánh (thừa),holiday,giả định,\n2025-09-02,Quốc khánh,",
               "days-of-year@2025-01-01 holiday-not-in-law@2025-09-01 "},
        Change{"no_day_in_lieu",
               "2021-05-03,Nghỉ bù cho ngày 1/5/2021,compensatory_off,BLLĐ 2019 Đ112; nghỉ bù tính "
               "theo Đ111 khoản 3,2021-05-01\n",
               "",
               "lieu-missing@2021-05-01 "},
        Change{"day_in_lieu_a_day_late",
               "2021-05-03,",
               "2021-05-04,",
               "lieu-elsewhere@2021-05-04 "},
        Change{"no_culture_day",
               "2026-11-24,Ngày Văn hóa Việt Nam",
               "2026-11-25,Ngày Văn hóa Việt Nam",
               "holiday-missing@2026-11-24 holiday-not-in-law@2026-11-25 "}),
    testing::PrintToStringParamName());

// 24 November stands outside Đ112, so no day in lieu follows it: first in 2029, a Saturday.
TEST(CalendarCheck, knows_that_24_november_has_no_day_in_lieu) {
    const auto calendar = [](const std::string& more) {
        return *WorkingCalendar::parse(
            "#years,2029\n2029-11-24,Ngày Văn hóa Việt Nam,holiday,giả định,\n" + more, "a.csv");
    };
    const auto lieu = [](const std::vector<CalendarFinding>& findings) {
        std::string rules;
        for (const auto& each : findings) {
            rules += each.rule.starts_with("lieu") ? each.rule : "";
        }
        return rules;
    };
    const auto law = shipped_holiday_law();
    EXPECT_EQ(lieu(check_calendar(calendar(""), law)), "");
    EXPECT_EQ(lieu(check_calendar(
                  calendar("2029-11-26,Nghỉ bù,compensatory_off,giả định,2029-11-24\n"), law)),
              "lieu-not-due");
}

struct WrongLaw {
    const char* name;
    std::string toml;
    const char* says;
};
void PrintTo(const WrongLaw& each, std::ostream* out) {
    *out << each.name;
}
class WrongLaws : public testing::TestWithParam<WrongLaw> {};

std::string law(const std::string& on, const std::string& days, const std::string& more) {
    return "[[holiday]]\nname = \"a\"\non = \"" + on + "\"\ndays = " + days +
           "\nnamed = 1\nmade_up = true\nfrom = 2021-01-01\nsource = \"b\"\n" + more;
}

TEST_P(WrongLaws, are_refused_with_the_line) {
    const auto read = parse_holiday_law(GetParam().toml, "a.toml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::malformed_input);
    EXPECT_NE(read.error().what().find(GetParam().says), std::string::npos) << read.error();
}

INSTANTIATE_TEST_SUITE_P(
    CalendarCheck,
    WrongLaws,
    testing::Values(WrongLaw{"empty", "", "no holiday"},
                    WrongLaw{"no_day", law("solar 02-30", "1", ""), "'solar 02-30'"},
                    WrongLaw{"no_calendar", law("04-30", "1", ""), "'04-30'"},
                    WrongLaw{"lunar_31", law("lunar 01-31", "1", ""), "'lunar 01-31'"},
                    WrongLaw{"no_days", law("solar 04-30", "0", ""), "days is not"},
                    WrongLaw{"unknown_key", law("solar 04-30", "1", "off = true\n"), "'off'"},
                    WrongLaw{"in_force_twice",
                             law("solar 04-30", "1", "") + law("solar 04-30", "1", ""),
                             "line 9: 'a' is in force twice"},
                    WrongLaw{
                        "more_named_than_days",
                        "[[holiday]]\nname = \"a\"\non = \"solar 04-30\"\ndays = 1\nnamed = 2\n",
                        "named is not a number from 1 to 1"}),
    testing::PrintToStringParamName());

TEST(CalendarCheck, takes_a_law_on_29_february) {
    EXPECT_TRUE(parse_holiday_law(law("solar 02-29", "1", ""), "a.toml"));
}

}  // namespace

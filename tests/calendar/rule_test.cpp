#include "tiendo/calendar/rule.hpp"

#include "rules_support.hpp"

#include "tiendo/base/text.hpp"

#include <ostream>

namespace tiendo::calendar {
namespace {

constexpr std::string_view good = R"([[rule]]
id = "tra-loi"
name = "Trả lời"
law = "Văn bản giả định 1/2021"
article = "Điều 2"
valid_from = 2021-01-01
valid_to = 2021-12-31
starts = "tiếp nhận"
due = { after = "start", count = 3, unit = "working-day", counts_from = "next-day" }
)";

std::string with(std::string_view from, std::string_view to) {
    std::string text(good);
    const auto where = text.find(from);
    EXPECT_NE(where, std::string::npos) << from;
    return text.replace(where, from.size(), to);
}

TEST(RuleBook, takes_a_good_rule) {
    RuleBook book;
    ASSERT_TRUE(book.add(good, "a.toml"));
    const auto found = book.find("tra-loi", Date::of(2021, 6, 1));
    ASSERT_TRUE(found);
    EXPECT_EQ((*found)->source(), "Điều 2 Văn bản giả định 1/2021");
    EXPECT_FALSE(book.find("tra-loi", Date::of(2022, 1, 1)));
    EXPECT_FALSE(book.find("tra", Date::of(2021, 6, 1)));
}

struct Bad {
    std::string_view what;
    std::string text;
    std::string_view says;
};

class RefusedRule : public testing::TestWithParam<Bad> {};
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.what;
}

TEST_P(RefusedRule, says_line_and_remedy_and_keeps_the_book) {
    RuleBook book;
    ASSERT_TRUE(book.add(with("tra-loi", "other"), "before.toml"));
    const auto added = book.add(GetParam().text, "a.toml");
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code(), ErrorCode::malformed_input);
    const auto what = added.error().what();
    EXPECT_NE(std::string(what).find("a.toml"), std::string::npos);
    EXPECT_NE(std::string(what).find(GetParam().says), std::string::npos) << what;
    EXPECT_EQ(book.all().size(), 1U);
}

const Bad bad_rules[] = {
    {"no TOML", "[[rule", "line 1"},
    {"no rule", "# nothing", "no rule"},
    {"another table", "[other]\nx = 1", "unknown key 'other'"},
    {"an unknown key", with("starts =", "stars = \"x\"\nstarts ="), "line 8"},
    {"an unknown key inside", with("count = 3", "count = 3, cuont = 4"), "unknown key 'cuont'"},
    {"a wrong type", with("count = 3", "count = \"three\""), "'count' wants a whole number"},
    {"a huge count", with("count = 3", "count = 1000000"), "-10000 to 10000"},
    {"no count", with("count = 3, ", ""), "'count'"},
    {"no unit", with("unit = \"working-day\", ", ""), "'unit'"},
    {"a misspelt unit", with("working-day", "workday"), "working-hour"},
    {"no first day", with(", counts_from = \"next-day\"", ""), "'counts_from'"},
    {"no law", with("law = \"Văn bản giả định 1/2021\"\n", ""), "'law'"},
    {"no article", with("article = \"Điều 2\"\n", ""), "'article'"},
    {"a bad id", with("tra-loi", "Trả lời"), "'id'"},
    {"a day in quotes", with("2021-01-01", "\"2021-01-01\""), "without quotes"},
    {"no such day", with("2021-01-01", "2021-02-30"), "line 6"},
    {"validity turned round", with("2021-12-31", "2020-12-31"), "'valid_to'"},
    {"neither event nor cycle", with("starts = \"tiếp nhận\"\n", ""), "'starts'"},
    {"a window without a cycle", with("starts =", "window = { day = 15 }\nstarts ="), "'window'"},
    {"a due behind a window that is not there",
     with("after = \"start\"", "after = \"window-end\""),
     "'after'"},
    {"a due day without a cycle",
     with("due = { after = \"start\", count = 3, unit = \"working-day\", counts_from = "
          "\"next-day\" }",
          "due = { day = 15, month = 5, wording = \"before\" }"),
     "cycle"},
    {"hours with a first day", with("working-day", "working-hour"), "'counts_from'"},
    {"a move without a source",
     std::string(good) + "day_off = \"next-working-day\"\n",
     "'day_off_source'"},
    {"an hour with seconds",
     std::string(good) + "cutoff = { hour = 15:00:30, effect = \"hand-over\" }\n",
     "'hour'"},
    {"a clock that runs at night and waits for the morning",
     with("unit = \"working-day\", counts_from = \"next-day\"", "unit = \"hour\"") +
         "cutoff = { hour = 15:00:00, effect = \"next-working-day\" }\n",
     "'cutoff'"},
    {"two versions on one day", std::string(good) + with("2021-01-01", "2021-12-31"), "same day"},
    {"a gap between versions",
     std::string(good) +
         with("valid_from = 2021-01-01\nvalid_to = 2021-12-31", "valid_from = 2022-02-01"),
     "no version is in force from 2022-01-01 to 2022-01-31"},
    {"no UTF-8", std::string("x = \"\xff\""), "UTF-8"},
    {"a NUL", with("tiếp nhận", "a\\u0000b"), "'starts'"},
    {"a megabyte", std::string(2U << 20U, '#'), "1 MiB"},
};
INSTANTIATE_TEST_SUITE_P(Rules, RefusedRule, testing::ValuesIn(bad_rules));

TEST(RuleBook, a_version_follows_the_one_before) {
    RuleBook book;
    ASSERT_TRUE(book.add(good, "a.toml"));
    const auto added =
        book.add(with("valid_from = 2021-01-01\nvalid_to = 2021-12-31", "valid_from = 2022-01-01"),
                 "b.toml");
    ASSERT_TRUE(added) << added.error();
    EXPECT_EQ(book.all().size(), 2U);
}

// A person reads the source of every step: it has to be there, and in the composed form.
TEST(ShippedRules, name_law_and_article_and_say_what_is_not_known) {
    const auto book = shipped_rules();
    EXPECT_GE(book.all().size(), 35U);
    for (const auto& rule : book.all()) {
        EXPECT_FALSE(rule.name.empty()) << rule.id;
        EXPECT_TRUE(is_nfc(rule.name + rule.law + rule.doubt + rule.starts)) << rule.id;
        if (rule.article == "unknown" || rule.article == "none") {
            EXPECT_TRUE(!rule.doubt.empty() || rule.valid_from) << rule.id;
        }
    }
}

// From the collection of facts, section 9: the periods of complaints and denunciations.
TEST(ShippedRules, say_what_the_laws_say) {
    const auto book = shipped_rules();
    const auto day = Date::of(2026, 6, 30);
    const auto term = [&](std::string_view id, Date on) { return (*book.find(id, on))->due.term; };
    EXPECT_EQ(term("khieu-nai-thoi-hieu", day).count, 90);
    EXPECT_EQ(term("khieu-nai-thu-ly", day).count, 10);
    EXPECT_EQ(term("khieu-nai-thu-ly", day).unit.value, CountUnit::calendar_day);
    EXPECT_EQ(term("khieu-nai-thu-ly", Date::of(2026, 7, 1)).count, 7);
    EXPECT_EQ(term("khieu-nai-thu-ly", Date::of(2026, 7, 1)).unit.value, CountUnit::working_day);
    EXPECT_EQ(term("to-cao-xac-minh", day).count, 7);
    EXPECT_EQ(term("tiep-cong-dan-tra-loi", day).count, 10);
    EXPECT_EQ(term("tiep-cong-dan-tra-loi", day).unit.value, CountUnit::working_day);
    EXPECT_EQ(term("mot-cua-yeu-cau-bo-sung", Date::of(2021, 1, 1)).count, 3);
}

}  // namespace
}  // namespace tiendo::calendar

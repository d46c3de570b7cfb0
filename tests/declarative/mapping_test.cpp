// One item becomes one record, or says why not.
#include "declarative/support.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/model/record.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A profile of documents in which the day of arrival has these forms.
std::string documents(const std::string& forms) {
    return R"([adapter]
name = "thu"
version = "0.1.0"
vendor = "test"
licence = "Apache-2.0"
summary = "Invented."
[settings.url]
type = "url"
description = "Address."
[server]
url = "url"
[[stream]]
name = "documents"
type = "document"
description = "Invented."
key = "id"
path = "/list"
items = "/data"
ignore = ["note"]
[stream.deleted]
from = "/state"
is = ["gone", "9"]
[stream.fields]
id = { from = "/id" }
day = { constant_day = true }
)" + forms;
}

std::string profile_with(const std::string& form) {
    auto text = documents(R"(number = { from = "/number", purpose = "x" }
kind = { from = "/kind", map = { "1" = "Báo cáo", "02" = "Công văn", "Tờ trình" = "Tờ trình" }, purpose = "x" }
issuer = { from = ["/by/name", "/issuer"], purpose = "x" }
direction = { constant = "incoming", purpose = "x" }
subject = { from = "/subject", required = false, purpose = "x" }
references = { from = "/refs", purpose = "x" }
arrived_on = { from = "/day", format = )" +
                          form + R"(, purpose = "x" }
sequence = { from = "/seq", purpose = "x" }
)");
    const std::string_view placeholder = "{ constant_day = true }";
    return text.replace(
        text.find(placeholder), placeholder.size(), "{ from = \"/day\", format = " + form + " }");
}

const std::string good_rest =
    R"("number":"12/BC","kind":"1","issuer":"UBND Phường 7","subject":"x","seq":5)";

declarative::Saved mapped(const std::string& form,
                          const std::string& item,
                          declarative::Tally& tally) {
    auto saved =
        declarative::map_saved(profile_with(form), "", R"({"data":[)" + item + "]}", tally);
    EXPECT_TRUE(saved) << saved.error().explain();
    return saved ? *std::move(saved) : declarative::Saved{};
}
std::string line(const std::string& form, const std::string& item) {
    declarative::Tally tally;
    return mapped(form, item, tally).lines;
}
std::string iso_line(const std::string& item) {
    return line("\"iso\"", item);
}

struct DateCase {
    const char* form;
    const char* json;
    const char* day;  ///< empty: no day
};
// Days by hand: 1621476000 is 2021-05-20T02:00:00Z (date -u -d @1621476000).
const DateCase date_cases[] = {
    {"\"iso\"", R"("2021-05-20T09:00:00+07:00")", "2021-05-20"},
    {"\"iso\"", R"("2021-05-19T20:00:00Z")", "2021-05-20"},  // 3:00 in Vietnam
    {"\"iso\"", R"("2021-05-20 09:00:00+07:00")", "2021-05-20"},
    {"\"iso\"", R"("2021-05-20T09:00:00.123+07:00")", "2021-05-20"},
    {"\"iso\"", R"("2021-05-20T09:00:00")", ""},  // whose hour is not known
    {"\"yyyy-MM-ddTHH:mm:ss\"", R"("2021-05-20T23:30:00")", "2021-05-20"},
    {"\"yyyy-MM-dd[THH:mm[:ss]]\"", R"("2021-05-20")", "2021-05-20"},
    {"\"yyyy-MM-dd[THH:mm[:ss]]\"", R"("2021-05-20T09:00")", "2021-05-20"},
    {"\"yyyy-MM-dd[THH:mm[:ss]]\"", R"("2021-05-20T09:0")", ""},
    {"\"dd/MM/yyyy\"", R"("05/04/2021")", "2021-04-05"},
    {"\"dd/MM/yyyy\"", R"("31/04/2021")", ""},
    {"\"dd/MM/yyyy\"", R"("5/4/2021")", ""},
    {"\"d/M/yyyy\"", R"("5/4/2021")", "2021-04-05"},
    {"\"d/M/yyyy\"", R"("05/04/2021")", "2021-04-05"},
    {"\"dd/MM/yyyy[ HH:mm[:ss]]\"", R"("05/04/2021 08:15:30")", "2021-04-05"},
    {"\"dd/MM/yyyy[ HH:mm[:ss]]\"", R"("05/04/2021 24:15")", ""},
    {"\"dd/MM/yyyy[ HH:mm[:ss]]\"", R"(" 05/04/2021 ")", "2021-04-05"},
    {"\"epoch-seconds\"", "1621476000", "2021-05-20"},
    {"\"epoch-seconds\"", R"("1621476000")", "2021-05-20"},
    {"\"epoch-milliseconds\"", "1621476000000", "2021-05-20"},
    {"\"epoch-milliseconds\"", "99999999999999999", ""},
    {"\"yyMMdd\"", R"("210105")", "2021-01-05"},
    {"\"yyyyMMddHHmmss\"", R"("20210105090000")", "2021-01-05"},
    {"\"yyyyMMddHHmmss\"", R"("2021010509000")", ""},
    {"[\"iso\", \"dd/MM/yyyy\", \"epoch-seconds\"]", R"("05/04/2021")", "2021-04-05"},
    {"[\"iso\", \"dd/MM/yyyy\", \"epoch-seconds\"]", "1621476000", "2021-05-20"},
};
class DateForms : public testing::TestWithParam<DateCase> {};
INSTANTIATE_TEST_SUITE_P(, DateForms, testing::ValuesIn(date_cases));

TEST_P(DateForms, read_what_the_other_side_writes) {
    const auto& it = GetParam();
    const auto got =
        line(it.form, std::string(R"({"id":"a","day":)") + it.json + "," + good_rest + "}");
    if (std::string_view(it.day).empty()) {
        EXPECT_THAT(
            got, AllOf(HasSubstr("unreadable"), HasSubstr("no format reads"), HasSubstr("line ")));
    } else {
        EXPECT_THAT(got, HasSubstr("\"arrived_on\":\"" + std::string(it.day) + "\""));
        EXPECT_TRUE(parse_record_lines(got, 1)) << got;
    }
}

const std::string day = R"("day":"2021-05-20T09:00:00+07:00",)";

TEST(Mapping, takes_numbers_for_texts_and_digits_for_numbers) {
    const auto got = iso_line(R"({"id":77,)" + day +
                              R"("number":12,"kind":1,"issuer":"x","subject":true,"seq":"0041"})");
    EXPECT_THAT(got,
                AllOf(HasSubstr(R"("id":"77")"),
                      HasSubstr(R"("number":"12")"),
                      HasSubstr(R"("sequence":41)")));
    EXPECT_TRUE(parse_record_lines(got, 1)) << got;
}

TEST(Mapping, knows_a_code_with_and_without_leading_zeros_and_a_word_as_people_type_it) {
    for (const char* kind : {R"("2")", "2", R"("02")", R"("002")"}) {
        EXPECT_THAT(iso_line(R"({"id":"a",)" + day +
                             R"("number":"1","issuer":"x","seq":1,"kind":)" + kind + "}"),
                    HasSubstr("Công văn"));
    }
    EXPECT_THAT(iso_line(R"({"id":"a",)" + day +
                         R"("number":"1","issuer":"x","seq":1,"kind":" TỜ  trình"})"),
                HasSubstr(R"("kind":"Tờ trình")"));
}

TEST(Mapping, of_an_unknown_code_names_code_place_and_line) {
    const auto got =
        iso_line(R"({"id":"a",)" + day + R"("number":"1","issuer":"x","seq":1,"kind":"7"})");
    EXPECT_THAT(got,
                AllOf(HasSubstr("unreadable"),
                      HasSubstr("'/kind'"),
                      HasSubstr("unknown code '7'"),
                      HasSubstr("(line 27 ")));
}

TEST(Mapping, takes_the_first_place_that_is_not_empty) {
    EXPECT_THAT(iso_line(R"({"id":"a",)" + day +
                         R"("number":"1","issuer":"second","by":{"name":""},"seq":1,"kind":"1"})"),
                HasSubstr(R"("issuer":"second")"));
    EXPECT_THAT(
        iso_line(R"({"id":"a",)" + day +
                 R"("number":"1","issuer":"second","by":{"name":"first"},"seq":1,"kind":"1"})"),
        HasSubstr(R"("issuer":"first")"));
}

TEST(Mapping, of_a_deleted_item_gives_its_id_alone) {
    for (const char* state : {R"("gone")", "9", R"("9")"}) {
        const auto got = iso_line(R"({"id":"a","state":)" + std::string(state) + "}");
        EXPECT_EQ(got, "{\"type\":\"document\",\"id\":\"a\",\"deleted\":true}\n");
    }
}

// Records without a key, with a list for a text, with NUL bytes: each is told, none ends the page.
TEST(Mapping, of_hostile_items_gives_a_line_for_each_and_no_text_of_a_person) {
    const char* hostile[] = {
        R"({})",
        R"({"id":""})",
        R"({"id":null,"day":null})",
        R"({"id":[1],"day":{}})",
        R"({"id":"a\u0000b"})",
        R"({"id":"a","day":"2021-05-20T09:00:00+07:00","number":["Người Nộp Hồ Sơ"],"kind":"1","issuer":"x","seq":1})",
        R"({"id":"a","day":"2021-05-20T09:00:00+07:00","number":"Người\u0000Nộp","kind":"1","issuer":"x","seq":1})",
        R"({"id":"a","day":"2021-05-20T09:00:00+07:00","number":"1","kind":"1","issuer":"x","seq":1.5})",
        R"({"id":"a","day":"2021-05-20T09:00:00+07:00","number":"1","kind":"1","issuer":"x","seq":1,"refs":"Người Nộp"})",
    };
    for (const char* each : hostile) {
        const auto got = iso_line(each);
        EXPECT_THAT(got, HasSubstr("unreadable")) << each;
        EXPECT_THAT(got, Not(HasSubstr("Người"))) << each;
    }
}

TEST(Mapping, tells_a_trial_what_was_not_taken_and_what_did_not_map_with_counts) {
    declarative::Tally tally;
    (void)mapped("\"iso\"",
                 R"({"id":"a",)" + day + good_rest + R"(,"note":"x","owner":"x"},)" +
                     R"({"id":"b",)" + day +
                     R"("number":"1","issuer":"x","seq":1,"kind":"7","owner":"y"},)" +
                     R"({"id":"c",)" + day + R"("number":"1","issuer":"x","seq":1,"kind":"7"},)" +
                     R"({"day":"20.5.2021","number":"1","issuer":"x","seq":1,"kind":"1"})",
                 tally);
    std::vector<std::string> told;
    for (const auto& row : tally.rows()) {
        told.push_back(row.what + " " + row.place + " " + row.example + " " +
                       std::to_string(row.count));
    }
    EXPECT_THAT(told,
                testing::UnorderedElementsAre("not taken /owner  2",
                                              "unknown code /kind 7 2",
                                              "no key: missing /id  1",
                                              "no key: no time /day 20.5.2021 1",
                                              "no time /day 20.5.2021 1",
                                              "in no item /refs  1"));
}

// A column of dates in an unknown form is one thing to mend, not one for each row.
TEST(Mapping, tells_a_trial_a_form_of_times_once_and_each_code) {
    declarative::Tally tally;
    const std::string rest = R"(,"number":"1","issuer":"x","seq":1,"subject":"s","refs":[])";
    (void)mapped("\"iso\"",
                 R"({"id":"a","day":"20.5.2021","kind":"7")" + rest + "}," +
                     R"({"id":"b","day":"21.5.2021","kind":"8")" + rest + "}," +
                     R"({"id":"c","day":"1/5/2021","kind":"7")" + rest + "}",
                 tally);
    std::vector<std::string> told;
    for (const auto& row : tally.rows()) {
        if (row.field != "day") {
            told.push_back(row.what + " " + row.example + " " + std::to_string(row.count));
        }
    }
    EXPECT_THAT(
        told,
        testing::UnorderedElementsAre(
            "no time 20.5.2021 2", "no time 1/5/2021 1", "unknown code 7 2", "unknown code 8 1"));
}

// The other side's members are named, so that nobody has to search a long answer for them.
TEST(Mapping, a_pointer_that_leads_nowhere_is_told_with_its_line_and_what_is_there) {
    declarative::Tally tally;
    const auto saved =
        declarative::map_saved(profile_with("\"iso\""), "", R"({"rows":[],"total":0})", tally);
    ASSERT_FALSE(saved);
    EXPECT_THAT(saved.error().explain(),
                AllOf(HasSubstr("'/data'"),
                      HasSubstr("(line 18 of the profile): members there are 'rows', 'total'")));
}

TEST(Mapping, refuses_a_saved_answer_that_is_none) {
    declarative::Tally tally;
    for (const char* bytes :
         {"", "<html>", "[]", "{\"data\":{}}", "{\"data\":[1]}", "{\"data\":[", "\xff"}) {
        const auto saved = declarative::map_saved(profile_with("\"iso\""), "", bytes, tally);
        ASSERT_FALSE(saved) << bytes;
        EXPECT_EQ(saved.error().code(), ErrorCode::drift) << bytes;
    }
}

}  // namespace
}  // namespace tiendo::test

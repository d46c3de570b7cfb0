// Ways of paging, of logging in and of asking for changes, against a server of the test's own.
#include "declarative/support.hpp"

#include <gmock/gmock.h>

#include <atomic>

namespace tiendo::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* plain_list = "path = \"/requests\"\nitems = \"\"";

std::string list_by(const std::string& query, const std::string& items, const std::string& paging) {
    return "path = \"/requests\"\nitems = \"" + items + "\"\nquery = { " + query +
           " }\n[stream.paging]\n" + paging + "\n";
}

/// The ids of the records, in order.
std::vector<std::string> ids(const std::string& lines) {
    std::vector<std::string> all;
    for (const auto& line : lines_of(lines)) {
        const auto at = line.find("\"id\":\"") + 6;
        all.push_back(line.substr(at, line.find('"', at) - at));
    }
    return all;
}
std::vector<std::string> first_ids(int behind) {
    std::vector<std::string> all;
    for (int i = 0; i < behind; ++i) {
        all.push_back("PA-" + std::to_string(i));
    }
    return all;
}
int number(const http::Request& request, std::string_view name, int otherwise) {
    const auto text = Rig::value(request, name);
    return text.empty() ? otherwise : std::stoi(text);
}
http::Response json(std::string body) {
    return {.body = std::move(body)};
}

TEST(Paging, by_number_reads_on_until_an_empty_page_also_where_pages_come_smaller_than_asked) {
    Rig rig(
        feedback_profile(
            list_by("trang = \"{page}\", so = \"{size}\"", "", "kind = \"page\"\nsize = 50"), ""),
        [](const http::Request& it) {
            const int page = number(it, "trang", 0);  // 3 a page, whatever is asked
            return json(items((page - 1) * 3, std::min(page * 3, 7)));
        });
    Cursor end;
    const auto lines = rig.pulled.all("feedback", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_EQ(ids(*lines), first_ids(7));
    EXPECT_EQ(Rig::value(rig.asked().front(), "so"), "50");
}

TEST(Paging, by_number_stops_at_the_total) {
    Rig rig(feedback_profile(list_by("trang = \"{page}\"",
                                     "/data",
                                     "kind = \"page\"\ntotal = \"/total\"\nfirst = 0"),
                             ""),
            [](const http::Request& it) {
                const int page = number(it, "trang", 9);
                return json("{\"total\":\"6\",\"data\":" + items(page * 3, page * 3 + 3) + "}");
            });
    Cursor end;
    const auto lines = rig.pulled.all("feedback", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_EQ(ids(*lines), first_ids(6));
    EXPECT_EQ(rig.asked().size(), 2U);
}

TEST(Paging, by_offset_counts_what_came) {
    Rig rig(feedback_profile(list_by("tu = \"{offset}\"", "", "kind = \"offset\""), ""),
            [](const http::Request& it) {
                const int from = number(it, "tu", -1);
                return json(items(from, std::min(from + 3, 8)));
            });
    Cursor end;
    const auto lines = rig.pulled.all("feedback", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_EQ(ids(*lines), first_ids(8));
}

TEST(Paging, by_a_token_in_the_answer_begins_anew_with_the_next_pull) {
    Rig rig(
        feedback_profile(
            list_by("tiep = \"{cursor.1}\"", "/data", "kind = \"cursor\"\ncursor = \"/meta/next\""),
            ""),
        [](const http::Request& it) {
            const auto at = Rig::value(it, "tiep");
            return at.empty()
                       ? json("{\"meta\":{\"next\":\"a b|c%\"},\"data\":" + items(0, 2) + "}")
                       : json("{\"meta\":{\"next\":null},\"data\":" + items(2, 3) + "}");
        });
    Cursor end;
    const auto lines = rig.pulled.all("feedback", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_EQ(ids(*lines), first_ids(3));
    EXPECT_EQ(Rig::value(rig.asked().at(1), "tiep"), "a b|c%");
    EXPECT_EQ(end.text, "");
}

TEST(Paging, by_the_last_item_goes_on_where_it_ended) {
    Rig rig(
        feedback_profile(
            list_by("sau = \"{cursor.1}\"", "", "kind = \"cursor\"\nlast = \"/id\"\nkeep = true"),
            ""),
        [](const http::Request& it) {
            const auto after = Rig::value(it, "sau");
            const int from = after.empty() ? 0 : std::stoi(after.substr(3)) + 1;
            return json(items(from, std::min(from + 2, 5)));
        });
    Cursor end;
    const auto lines = rig.pulled.all("feedback", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_EQ(ids(*lines), first_ids(5));
    const auto again = rig.pulled.all("feedback", end);
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(*again, "");
}

TEST(Paging, by_the_address_of_the_next_page_and_by_the_header_link) {
    for (const bool by_link : {false, true}) {
        std::string own;
        Rig rig(
            feedback_profile(
                std::string("path = \"/v1/requests\"\nitems = \"/data\"\n[stream.paging]\n") +
                    (by_link ? "kind = \"link\"\n" : "kind = \"next\"\nnext = \"/next\"\n"),
                ""),
            [&own, by_link](const http::Request& it) {
                const bool first = it.target == "/v1/requests";
                const auto next = own + "/v1/requests?trang=2";
                http::Response answer{.body = "{\"data\":" + (first ? items(0, 2) : items(2, 3)) +
                                              ",\"next\":" + (first ? "\"" + next + "\"" : "null") +
                                              "}"};
                if (by_link && first) {
                    answer.headers = {
                        {"Link", "</v1/requests>; rel=\"first\", <" + next + ">; rel=\"next\""}};
                }
                return answer;
            });
        own = rig.address();
        Cursor end;
        const auto lines = rig.pulled.all("feedback", end);
        ASSERT_TRUE(lines) << lines.error();
        EXPECT_EQ(ids(*lines), first_ids(3));
    }
}

// Whoever can name the next page would get the access key.
TEST(Paging, does_not_follow_a_next_page_to_another_host) {
    for (const char* next :
         {"https://elsewhere.example/x", "//elsewhere.example/x", "http://127.0.0.1:1/x"}) {
        Rig rig(
            feedback_profile(
                "path = \"/requests\"\nitems = \"/data\"\n[stream.paging]\nkind = \"next\"\nnext = \"/next\"\n",
                ""),
            [next](const http::Request&) {
                return json("{\"data\":" + items(0, 2) + ",\"next\":\"" + next + "\"}");
            });
        const auto page = rig.pulled.page("feedback", {});
        ASSERT_FALSE(page) << next;
        EXPECT_EQ(page.error().code(), ErrorCode::drift);
    }
}

// A side that does not know the parameter gives the first page for ever.
TEST(Paging, stops_where_the_same_page_comes_again) {
    Rig rig(feedback_profile(list_by("trang = \"{page}\"", "", "kind = \"page\""), ""),
            [](const http::Request&) { return json(items(0, 3)); });
    Cursor end;
    const auto lines = rig.pulled.all("feedback", end);
    ASSERT_FALSE(lines);
    EXPECT_EQ(lines.error().code(), ErrorCode::drift);
    EXPECT_THAT(lines.error().what(), HasSubstr("same page again"));
}

TEST(Paging, of_a_list_in_one_piece_gives_it_in_pages_that_a_host_takes) {
    Rig rig(feedback_profile(plain_list, ""),
            [](const http::Request&) { return json(items(0, 10'007)); });
    Cursor end;
    const auto lines = rig.pulled.all("feedback", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_EQ(ids(*lines), first_ids(10'007));
}

TEST(Changes, are_asked_for_by_a_window_that_overlaps_the_one_before) {
    const std::string since = "[stream.since]\nformat = \"iso\"\noverlap-minutes = 30\n";
    Rig rig(
        feedback_profile(
            "path = \"/requests\"\nitems = \"\"\nquery = { tu = \"{from}\", den = \"{until}\" }\n" +
                since,
            ""),
        [](const http::Request&) { return json(items(0, 1)); });
    Cursor end;
    ASSERT_TRUE(rig.pulled.all("feedback", end));
    rig.pulled.now = rig.pulled.now.plus(std::chrono::hours(2));
    ASSERT_TRUE(rig.pulled.all("feedback", end));
    const auto asked = rig.asked();
    EXPECT_EQ(asked.at(0).target, "/requests?den=2021-05-20T02%3A00%3A00Z");
    EXPECT_EQ(Rig::value(asked.at(1), "tu"), "2021-05-20T01:30:00Z");
    EXPECT_EQ(Rig::value(asked.at(1), "den"), "2021-05-20T04:00:00Z");
}

TEST(Changes, since_a_stated_day_are_asked_for_in_spans_without_a_gap) {
    const std::string since =
        "[stream.since]\nformat = \"dd/MM/yyyy HH:mm:ss\"\nstart-setting = \"since\"\nspan-days = 10\n";
    Rig rig(
        feedback_profile(
            "path = \"/requests\"\nitems = \"\"\nquery = { tu = \"{from}\", den = \"{until}\" }\n" +
                since,
            "[settings.since]\ndescription = \"First day.\"\n"),
        [](const http::Request&) { return json("[]"); });
    rig.pulled.connection.config["since"] = "\"2021-05-01\"";
    Cursor end;
    ASSERT_TRUE(rig.pulled.all("feedback", end));
    std::vector<std::string> windows;
    for (const auto& each : rig.asked()) {
        windows.push_back(Rig::value(each, "tu") + " " + Rig::value(each, "den"));
    }
    EXPECT_THAT(windows,
                ElementsAre("01/05/2021 00:00:00 11/05/2021 00:00:00",
                            "11/05/2021 00:00:00 20/05/2021 09:00:00"));
}

TEST(Login, by_basic_bearer_and_header_sends_what_the_standards_say) {
    // RFC 7617, section 2: Aladdin and "open sesame".
    const std::pair<const char*, std::pair<const char*, const char*>> ways[] = {
        {"kind = \"basic\"\nuser = \"Aladdin\"\npassword = \"{key}\"",
         {"Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}},
        {"kind = \"bearer\"\ntoken = \"{key}\"", {"Authorization", "Bearer open sesame"}},
        {"kind = \"header\"\nheader = \"X-Khoa\"\nvalue = \"k={key}\"",
         {"X-Khoa", "k=open sesame"}},
    };
    for (const auto& [auth, header] : ways) {
        Rig rig(feedback_profile(plain_list, std::string("[auth]\n") + auth),
                [](const http::Request&) { return json("[]"); });
        rig.pulled.secrets["key"] = "open sesame";
        ASSERT_TRUE(rig.pulled.page("feedback", {}));
        EXPECT_EQ(http::find_header(rig.asked().front().headers, header.first), header.second);
    }
}

TEST(Login, without_its_secret_is_a_matter_of_the_settings) {
    Rig rig(feedback_profile(plain_list, "[auth]\nkind = \"bearer\"\ntoken = \"{key}\""),
            [](const http::Request&) { return json("[]"); });
    rig.pulled.secrets.clear();
    const auto page = rig.pulled.page("feedback", {});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::config);
    EXPECT_TRUE(rig.asked().empty());
}

TEST(Login, is_made_again_once_where_the_session_has_ended) {
    const std::string auth =
        "[auth]\nkind = \"login\"\npath = \"/login\"\ntoken = \"/t\"\nheader = \"Authorization\"\nvalue = \"Bearer "
        "{token}\"\nbody = { k = \"{key}\" }";
    auto good = std::make_shared<std::atomic<int>>(1);
    auto logins = std::make_shared<std::atomic<int>>(0);
    Rig rig(feedback_profile(plain_list, auth), [good, logins](const http::Request& it) {
        if (it.target == "/login") {
            return json("{\"t\":" + std::to_string(++*logins) + "}");
        }
        const auto sent = http::find_header(it.headers, "Authorization");
        return sent == "Bearer " + std::to_string(*good) ? json(items(0, 1))
                                                         : http::Response{.status = 401};
    });
    ASSERT_TRUE(rig.pulled.page("feedback", {}));
    *good = 2;  // the first session is gone
    ASSERT_TRUE(rig.pulled.page("feedback", {}));
    EXPECT_EQ(*logins, 2);
    *good = 99;  // no session is any good
    const auto page = rig.pulled.page("feedback", {});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::auth);
    EXPECT_EQ(*logins, 3);
}

struct CodeCase {
    const char* code;
    ErrorCode expected;
};
class AnswerCode : public testing::TestWithParam<CodeCase> {};
INSTANTIATE_TEST_SUITE_P(,
                         AnswerCode,
                         testing::Values(CodeCase{"\"E1\"", ErrorCode::auth},
                                         CodeCase{"7", ErrorCode::rate_limited},
                                         CodeCase{"\"007\"", ErrorCode::rate_limited},
                                         CodeCase{"8", ErrorCode::transient},
                                         CodeCase{"9", ErrorCode::config},
                                         CodeCase{"10", ErrorCode::rejected},
                                         CodeCase{"null", ErrorCode::drift}));

TEST_P(AnswerCode, inside_a_good_status_is_no_page) {
    Rig rig(
        feedback_profile(
            "path = \"/requests\"\nitems = \"/data\"",
            "[answer]\ncode = \"/ma\"\nmessage = \"/loi\"\nsuccess = 0\nauth = \"E1\"\nrate-limited = 7\n"
            "transient = 8\nconfig = 9\n"),
        [](const http::Request&) {
            return json(std::string("{\"loi\":\"không được\",\"data\":[],\"ma\":") +
                        GetParam().code + "}");
        });
    const auto page = rig.pulled.page("feedback", {});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), GetParam().expected) << page.error();
}

TEST(Pace, is_kept_by_waiting_and_retry_after_is_handed_on) {
    auto busy = std::make_shared<std::atomic<bool>>(false);
    Rig rig(feedback_profile(list_by("tu = \"{offset}\"", "", "kind = \"offset\""), ""),
            [busy](const http::Request& it) {
                if (*busy) {
                    return http::Response{.status = 429, .headers = {{"Retry-After", "17"}}};
                }
                const int from = number(it, "tu", 0);
                return json(items(from, std::min(from + 1, 4)));
            });
    Cursor end;
    ASSERT_TRUE(rig.pulled.all("feedback", end));
    EXPECT_EQ(rig.pulled.waited.count(), 0);
    *busy = true;
    const auto page = rig.pulled.page("feedback", {});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::rate_limited);
    EXPECT_EQ(page.error().retry_after(), std::chrono::seconds(17));

    const auto slow = [&] {
        auto text = feedback_profile(list_by("tu = \"{offset}\"", "", "kind = \"offset\""), "");
        return text.insert(text.find("url = \"url\"\n") + 12, "rate = 120\n");
    }();
    Rig paced(slow, [](const http::Request& it) {
        const int from = number(it, "tu", 0);
        return json(items(from, std::min(from + 1, 4)));
    });
    ASSERT_TRUE(paced.pulled.all("feedback", end = {}));
    EXPECT_EQ(paced.asked().size(), 5U);
    EXPECT_EQ(paced.pulled.waited, std::chrono::milliseconds(4 * 500));
}

// Peers lost data when a field was renamed in the middle of a pull; here the cursor stays.
TEST(Drift, of_a_field_that_is_renamed_between_pages_takes_nothing_from_the_page) {
    Rig rig(feedback_profile(list_by("tu = \"{offset}\"", "", "kind = \"offset\""), ""),
            [](const http::Request& it) {
                auto page = items(number(it, "tu", 0), number(it, "tu", 0) + 3);
                if (number(it, "tu", 0) == 3) {
                    for (std::size_t at = 0;
                         (at = page.find("\"status\"", at)) != std::string::npos;) {
                        page.replace(at, 8, "\"tinhTrang\"");
                    }
                }
                return json(page);
            });
    const auto first = rig.pulled.page("feedback", {});
    ASSERT_TRUE(first);
    const auto second = rig.pulled.page("feedback", first->next);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), ErrorCode::drift);
    EXPECT_THAT(second.error().what(), HasSubstr("'/status' is in none of the 3 items"));
    EXPECT_THAT(second.error().what(), HasSubstr("of the profile"));
}

TEST(Drift, of_one_item_among_good_ones_is_a_dead_letter_and_the_page_goes_on) {
    Rig rig(feedback_profile(plain_list, ""), [](const http::Request&) {
        return json("[" + item(1) +
                    R"(,{"id":"PA-2","at":"20/05/2021","service":"1","status":"open"},)" + item(3) +
                    "]");
    });
    const auto page = rig.pulled.page("feedback", {});
    ASSERT_TRUE(page) << page.error();
    EXPECT_EQ(page->record_count, 3U);
    EXPECT_THAT(lines_of(page->lines).at(1), HasSubstr("\"id\":\"PA-2\",\"unreadable\":"));
}

TEST(Drift, by_a_code_that_must_be_known_fails_the_page) {
    auto profile = feedback_profile(plain_list, "");
    const std::string_view map = "closed = \"true\" }\n";
    profile.insert(profile.find(map) + map.size(), "unknown = \"drift\"\n");
    Rig rig(profile, [](const http::Request&) {
        return json(R"([{"id":"a","at":"2021-05-01T08:00:00Z","service":"1","status":"mới"}])");
    });
    const auto page = rig.pulled.page("feedback", {});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::drift);
    EXPECT_THAT(page.error().what(), HasSubstr("unknown code 'mới'"));
}

TEST(Drift, by_a_new_member_is_a_notice_where_the_known_ones_are_listed) {
    Rig rig(feedback_profile(std::string(plain_list) + "\nignore = [\"note\"]", ""),
            [](const http::Request&) {
                auto list = items(0, 2);
                list.insert(2, R"("note":"x","quanTrong":true,)");
                return json(list);
            });
    const auto page = rig.pulled.page("feedback", {});
    ASSERT_TRUE(page) << page.error();
    ASSERT_EQ(page->notices.size(), 1U);
    EXPECT_THAT(page->notices.front().what, HasSubstr("'quanTrong' is new"));
}

TEST(Cursors, of_another_profile_or_way_of_paging_are_refused) {
    Rig rig(feedback_profile(list_by("tu = \"{offset}\"", "", "kind = \"offset\""), ""),
            [](const http::Request&) { return json("[]"); });
    for (const char* text : {"k|1",
                             "w|1",
                             "w||",
                             "w|||x",
                             "w|||1|2",
                             "r|5",
                             "x",
                             "w|||%",
                             "w|||%4",
                             "w|x||1",
                             "f|1|2|3|1|a"}) {
        const auto page = rig.pulled.page("feedback", {text});
        ASSERT_FALSE(page) << text;
        EXPECT_EQ(page.error().code(), ErrorCode::config) << text;
    }
}

}  // namespace
}  // namespace tiendo::test

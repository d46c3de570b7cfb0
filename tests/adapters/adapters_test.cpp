// The shipped adapters as they are loaded by a host, against the simulators.
#include "adapters/neighbour.hpp"

#include <gmock/gmock.h>

#include <set>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string name_of(const ::testing::TestParamInfo<Kind>& each) {
    std::string name = each.param.adapter;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

class Adapters : public ::testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(,
                         Adapters,
                         ::testing::Values(mot_cua, mot_cua_rest, van_ban, van_ban_rest, phan_anh),
                         name_of);

TEST_P(Adapters, read_all_that_the_other_side_holds) {
    Neighbour neighbour(GetParam());
    Desk desk(GetParam());
    const auto done = desk.pull(neighbour);
    ASSERT_FALSE(done.failure) << done.failure->what();
    EXPECT_EQ(desk.rows(), neighbour.held());
    EXPECT_EQ(desk.dead_letters(), 0);
    EXPECT_EQ(done.retries, 0);
}

TEST_P(Adapters, find_nothing_new_in_a_second_pull) {
    Neighbour neighbour(GetParam());
    Desk desk(GetParam());
    desk.pull(neighbour);
    const auto second = desk.pull(neighbour);
    ASSERT_FALSE(second.failure) << second.failure->what();
    EXPECT_EQ(second.outcome.inserted + second.outcome.updated + second.outcome.deleted, 0);
}

TEST_P(Adapters, bring_what_changed_between_two_pulls) {
    Neighbour neighbour(GetParam());
    if (GetParam().adapter == std::string_view("phan-anh")) {
        // Open311 has no feed of changes: an old request that was opened again is found by reading
        // its days again, and in no other way.
        neighbour.connection.config["reread-days"] = "365";
    }
    Desk desk(GetParam());
    desk.pull(neighbour);
    const auto changed = neighbour.peer.control("POST", "/_sim/change?count=25");
    neighbour.now = nine.plus(std::chrono::hours(1));
    const auto second = desk.pull(neighbour);
    ASSERT_FALSE(second.failure) << second.failure->what();
    EXPECT_EQ(second.outcome.inserted, 0);
    EXPECT_LE(second.outcome.updated + second.outcome.deleted,
              static_cast<std::int64_t>(changed.at("ids").as_array().size()));
    EXPECT_EQ(desk.rows(), neighbour.held());
    // A reader that starts from nothing sees the same.
    Desk fresh(GetParam());
    ASSERT_FALSE(fresh.pull(neighbour).failure);
    EXPECT_EQ(desk.digest(), fresh.digest());
}

TEST_P(Adapters, end_with_the_same_records_through_slow_cut_refused_and_repeated_answers) {
    Neighbour neighbour(GetParam(), {"--count", GetParam().many, "--faults", "story"});
    if (GetParam().simulator == std::string_view(mot_cua.simulator)) {
        neighbour.connection.config["page-size"] = "200";
    }
    Desk desk(GetParam());
    const auto first = desk.pull(neighbour);
    ASSERT_FALSE(first.failure) << first.failure->what();
    EXPECT_GE(first.retries, 2);  // the 503 and the cut answer
    EXPECT_EQ(desk.rows(), neighbour.held());
    std::set<std::string> met;
    for (const auto& request : neighbour.list_requests(0)) {
        if (!request.at("fault").is_null()) {
            met.insert(text(request.at("fault")));
        }
    }
    EXPECT_EQ(met,
              (std::set<std::string>{
                  "slow", "unavailable", "dropped", "repeated", "changed_after_read"}));
    neighbour.peer.control("POST", "/_sim/faults?script=none");
    ASSERT_FALSE(desk.pull(neighbour).failure);  // what changed right after it was read
    Desk calm(GetParam());
    ASSERT_FALSE(calm.pull(neighbour).failure);
    EXPECT_EQ(desk.digest(), calm.digest());
    EXPECT_EQ(desk.dead_letters(), 0);
}

TEST_P(Adapters, never_tell_a_secret) {
    Neighbour neighbour(GetParam(), {"--count", "3000", "--faults", "story"});
    Desk desk(GetParam());
    desk.pull(neighbour);
    neighbour.peer.control("POST", "/_sim/faults?script=hostile:html");
    EXPECT_FALSE(neighbour.read({}));
    if (*GetParam().value != '\0') {
        EXPECT_THAT(neighbour.notes(), Not(HasSubstr(GetParam().value)));
        EXPECT_THAT(neighbour.lines(), Not(HasSubstr(GetParam().value)));
        neighbour.secret = "mot-bi-mat-sai";
        EXPECT_FALSE(neighbour.read({}));
        EXPECT_THAT(neighbour.notes(), Not(HasSubstr("mot-bi-mat-sai")));
    }
    EXPECT_THAT(neighbour.notes(), HasSubstr(GetParam().adapter));
}

TEST(MotCua, leaves_the_owner_of_a_dossier_where_it_is) {
    Neighbour neighbour(mot_cua, {"--count", "3000"});
    Desk desk(mot_cua);
    ASSERT_FALSE(desk.pull(neighbour).failure);
    ASSERT_THAT(neighbour.lines(), HasSubstr("000.07.12.H99"));
    EXPECT_THAT(neighbour.lines(), Not(HasSubstr("Người nộp")));
    EXPECT_THAT(neighbour.lines(), Not(HasSubstr("giả định")));
    EXPECT_THAT(neighbour.lines(), Not(HasSubstr("ChuHoSo")));
}

TEST(PhanAnh, leaves_description_address_and_place_where_they_are) {
    Neighbour neighbour(phan_anh);
    Desk desk(phan_anh);
    ASSERT_FALSE(desk.pull(neighbour).failure);
    for (const auto* word : {"Đường số", "Rác tồn đọng", "address", "lat", "description"}) {
        EXPECT_THAT(neighbour.lines(), Not(HasSubstr(word)));
    }
}

TEST(MotCua, asks_in_the_second_pull_from_the_stored_cursor_on) {
    Neighbour neighbour(mot_cua);
    Desk desk(mot_cua);
    desk.pull(neighbour);
    auto cursor = desk.cursor();
    const auto before = neighbour.requests().size();
    neighbour.peer.control("POST", "/_sim/change?count=25");
    const auto second = desk.pull(neighbour);
    const auto asked = neighbour.list_requests(before);
    ASSERT_EQ(asked.size(), 1U);
    cursor.replace(cursor.find('|'), 1, "/");
    EXPECT_EQ(text(asked[0].at("cursor")), cursor);
    EXPECT_EQ(asked[0].at("records").as_int64(), 25);
    EXPECT_EQ(second.outcome.updated, 25);
}

TEST(VanBan, asks_in_the_second_pull_from_the_stored_cursor_on) {
    Neighbour neighbour(van_ban);
    Desk desk(van_ban);
    desk.pull(neighbour);
    const auto cursor = desk.cursor();
    const auto before = neighbour.requests().size();
    neighbour.peer.control("POST", "/_sim/change?count=25");
    const auto second = desk.pull(neighbour);
    const auto asked = neighbour.list_requests(before);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(text(asked[0].at("cursor")), cursor);
    EXPECT_EQ(asked[0].at("records").as_int64(), 25);
    EXPECT_EQ(second.outcome.updated + second.outcome.deleted, 25);
    EXPECT_GE(second.outcome.deleted, 1);  // of ten changed documents one is deleted
}

TEST(PhanAnh, reads_the_last_thirty_days_again_and_then_the_open_requests_it_knows) {
    Neighbour neighbour(phan_anh);
    Desk desk(phan_anh);
    desk.pull(neighbour);
    const auto before = neighbour.requests().size();
    desk.pull(neighbour);
    const auto asked = neighbour.list_requests(before);
    ASSERT_GE(asked.size(), 2U);
    // 30 days before 2021-05-20T09:00+07:00, in UTC.
    EXPECT_THAT(text(asked.front().at("cursor")), HasSubstr("2021-04-20T02:00:00Z"));
    EXPECT_THAT(text(asked.back().at("cursor")), HasSubstr("ids:"));
}

TEST(PhanAnh, misses_by_default_an_old_request_that_was_opened_again_but_no_other_change) {
    Neighbour neighbour(phan_anh);
    Desk desk(phan_anh);
    desk.pull(neighbour);
    const auto changed = neighbour.peer.control("POST", "/_sim/change?count=25");
    ASSERT_EQ(changed.at("reopened").as_array().size(), 1U);
    neighbour.now = nine.plus(std::chrono::hours(1));
    EXPECT_EQ(desk.pull(neighbour).outcome.updated, 24);
}

TEST(PhanAnh, asks_for_no_days_when_the_clock_went_back_and_misses_nothing_afterwards) {
    Neighbour neighbour(phan_anh);
    Desk desk(phan_anh);
    desk.pull(neighbour);
    const auto rows = desk.rows();
    const auto before = neighbour.requests().size();
    neighbour.now = nine.plus(std::chrono::days(-60));
    const auto back = desk.pull(neighbour);
    ASSERT_FALSE(back.failure) << *back.failure;
    EXPECT_EQ(desk.rows(), rows);
    for (const auto& request : neighbour.list_requests(before)) {
        EXPECT_THAT(text(request.at("cursor")), HasSubstr("ids:"));
    }
    const auto changed = neighbour.peer.control("POST", "/_sim/change?count=25");
    ASSERT_EQ(changed.at("ids").as_array().size(), 25U);
    neighbour.now = nine.plus(std::chrono::hours(1));
    const auto forward = desk.pull(neighbour);
    ASSERT_FALSE(forward.failure) << *forward.failure;
    EXPECT_GE(forward.outcome.updated, 24);
}

TEST(PhanAnh, asks_for_no_days_before_its_first_day_has_come) {
    Neighbour neighbour(phan_anh);
    neighbour.connection.config["since"] = plugin::json_text("2021-06-01");
    Desk desk(phan_anh);
    const auto done = desk.pull(neighbour);
    ASSERT_FALSE(done.failure) << *done.failure;
    EXPECT_TRUE(neighbour.list_requests(0).empty());
}

TEST(MotCua, renews_a_session_that_has_ended) {
    Neighbour neighbour(mot_cua, {"--count", "3000"});
    neighbour.connection.config["page-size"] = "25";  // 120 pages, where a session serves 40 calls
    Desk desk(mot_cua);
    const auto done = desk.pull(neighbour);
    ASSERT_FALSE(done.failure) << done.failure->what();
    EXPECT_EQ(done.retries, 0);
    EXPECT_EQ(desk.rows(), 3000);
    const auto all = neighbour.requests();
    const auto logins = std::count_if(all.begin(), all.end(), [](const auto& request) {
        return text(request.at("target")) == "/dang-nhap";
    });
    EXPECT_EQ(logins, 3);
}

TEST(MotCua, says_that_the_password_is_wrong) {
    Neighbour neighbour(mot_cua);
    neighbour.secret = "mot-bi-mat-sai";
    const auto page = neighbour.read({});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::auth) << page.error();
    EXPECT_THAT(page.error().what(), HasSubstr("mot-cua"));
    EXPECT_THAT(page.error().remedy(), HasSubstr("password"));
}

TEST(VanBan, says_that_the_key_is_wrong) {
    Neighbour neighbour(van_ban);
    neighbour.secret = "mot-bi-mat-sai";
    const auto page = neighbour.read({});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::auth) << page.error();
}

TEST(MotCua, says_that_the_unit_is_not_one_it_may_see) {
    Neighbour neighbour(mot_cua);
    neighbour.connection.config["unit"] = plugin::json_text("000.00.99.H99");
    const auto page = neighbour.read({});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::config) << page.error();
}

TEST_P(Adapters, refuse_a_cursor_that_is_not_theirs) {
    Neighbour neighbour(GetParam());
    const auto page = neighbour.read({"một con trỏ lạ"});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::config) << page.error();
}

}  // namespace
}  // namespace tiendo::test

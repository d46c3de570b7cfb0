// What the host does around an adapter that others call, over real sockets.
#include "tiendo/workspace/serving.hpp"

#include "workspace/office.hpp"

#include <gmock/gmock.h>

#include <future>
#include <thread>

namespace tiendo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class ServingTest : public ::testing::Test {
protected:
    ServingTest() {
        office.connect("a", "called", {}, {});
        office.connect("b", "called", {}, {});
    }
    Office office;
};

std::string header(const http::Response& response, const char* name) {
    return std::string(http::find_header(response.headers, name).value_or(""));
}

TEST_F(ServingTest, the_adapter_sees_the_request_below_its_own_path_and_who_sent_it) {
    office.open();
    EXPECT_EQ(office.send("POST", "/a/x/y?z=1", {{"X-Word", "từ"}}, "thân").body,
              "POST /x/y?z=1 127.0.0.1 từ thân");
    EXPECT_EQ(office.get("/a").body, "GET / 127.0.0.1  ");
    EXPECT_EQ(office.get("/b?q").body, "GET /?q 127.0.0.1  ");
}

TEST_F(ServingTest, a_connection_whose_name_is_no_word_of_a_path_is_called_by_its_encoding) {
    office.connect("phản ánh/1+1", "called", {}, {});
    office.open();
    EXPECT_EQ(office.get("/ph%E1%BA%A3n%20%C3%A1nh%2F1+1/x").body, "GET /x 127.0.0.1  ");
}

TEST_F(ServingTest, what_is_not_there_is_404_without_a_text) {
    office.connect("read-only",
                   "mot-cua",
                   {{"url", "http://127.0.0.1:9"}, {"user", "u"}, {"unit", "x"}},
                   {{"password", "m"}});
    office.open();
    for (const auto* target : {"/", "/none/x", "/%2Fa/x", "/read-only/x", "//a/x", "/..//a"}) {
        const auto answer = office.get(target);
        EXPECT_EQ(answer.status, 404U) << target;
        EXPECT_EQ(answer.body, "") << target;
    }
}

TEST_F(ServingTest, failures_become_statuses_without_their_text) {
    office.open();
    const std::pair<const char*, unsigned> cases[] = {{"auth", 401},
                                                      {"rejected", 422},
                                                      {"rate_limited", 429},
                                                      {"transient", 503},
                                                      {"config", 500},
                                                      {"drift", 500},
                                                      {"outcome_unknown", 500},
                                                      {"broken", 500},
                                                      {"throws", 500}};
    for (const auto& [name, status] : cases) {
        const auto answer = office.get(std::string("/a/fail/") + name);
        EXPECT_EQ(answer.status, status) << name;
        EXPECT_EQ(answer.body, "") << name;
    }
    EXPECT_EQ(header(office.get("/a/fail/rate_limited"), "Retry-After"), "2");  // 1.5 s
    EXPECT_EQ(header(office.get("/a/fail/transient"), "Retry-After"), "1");
    EXPECT_THAT(office.log(), HasSubstr("request not served connection=a status=429"));
}

TEST_F(ServingTest, records_are_stored_before_the_answer_and_the_journal_names_them) {
    office.open();
    EXPECT_EQ(office.send("POST", "/a/record?id=F-1", {}, "").status, 200U);
    EXPECT_THAT(office.records("a"), SizeIs(1));
    EXPECT_THAT(office.records("b"), IsEmpty());
    const auto entries = office.entries("records.served");
    ASSERT_THAT(entries, SizeIs(1));
    EXPECT_EQ(entries[0].subject, "a");
    EXPECT_EQ(entries[0].actor, "serve");
}

TEST_F(ServingTest, the_same_request_twice_is_stored_once) {
    office.open();
    office.send("POST", "/a/record?id=F-1", {}, "");
    office.send("POST", "/a/record?id=F-1", {}, "");
    EXPECT_THAT(office.records("a"), SizeIs(1));
    EXPECT_THAT(office.entries("records.served"), SizeIs(1));
}

TEST_F(ServingTest, where_the_store_is_busy_the_answer_is_503_and_nothing_is_kept) {
    office.open();
    {
        auto other = must(office.work().store().begin(store::Mode::write));
        const auto answer = office.send("POST", "/a/record?id=F-1", {}, "");
        EXPECT_EQ(answer.status, 503U);
        EXPECT_EQ(header(answer, "Retry-After"), "1");
    }
    EXPECT_THAT(office.records("a"), IsEmpty());
    EXPECT_EQ(office.get("/a/last").body, "") << "facts go with the records";
    EXPECT_EQ(office.send("POST", "/a/record?id=F-1", {}, "").status, 200U);
    EXPECT_EQ(office.get("/a/last").body, "F-1");
}

TEST_F(ServingTest, records_that_cannot_be_read_or_placed_are_500_and_nothing_is_kept) {
    office.open();
    EXPECT_EQ(office.get("/a/bad").status, 500U);
    EXPECT_EQ(office.get("/a/no-stream?id=F-1").status, 500U);
    EXPECT_THAT(office.records("a"), IsEmpty());
    EXPECT_THAT(must(office.work().dead_letters()), IsEmpty());
}

TEST_F(ServingTest, kept_records_come_in_pages_and_of_this_connection_alone) {
    office.keep("a",
                {a_feedback("1", "2021-03-01T08:00:00+07:00"),
                 a_feedback("2", "2021-03-02T08:00:00+07:00"),
                 a_feedback("có dấu cách", "2021-03-03T08:00:00+07:00")});
    office.keep("b", {a_feedback("other", "2021-03-02T08:00:00+07:00")});
    office.open();
    const auto first = office.get("/a/kept");
    EXPECT_THAT(must(parse_record_lines(first.body, 10)), SizeIs(2));
    EXPECT_EQ(header(first, "X-More"), "1");
    const auto second =
        office.get("/a/kept?cursor=" + http::encode_query(header(first, "X-Cursor")));
    const auto rest = must(parse_record_lines(second.body, 10));
    ASSERT_THAT(rest, SizeIs(1));
    EXPECT_EQ(rest[0].id, "1");
    EXPECT_EQ(header(second, "X-More"), "0");
    EXPECT_THAT(must(parse_record_lines(office.get("/a/kept?id=2").body, 10)), SizeIs(1));
    EXPECT_EQ(office.get("/a/kept?id=other").body, "");
    EXPECT_EQ(must(parse_record_lines(office.get("/a/kept?from=2021-03-03").body, 10)).size(), 1U);
    EXPECT_EQ(office.get("/a/kept?cursor=none").status, 422U);
}

TEST_F(ServingTest, a_stream_that_changed_is_told_and_the_journal_stays_as_it_was) {
    office.open();
    EXPECT_EQ(office.send("POST", "/a/pull", {}, "").status, 200U);
    EXPECT_THAT(office.told(), ElementsAre("a/requests"));
    EXPECT_THAT(office.entries("records."), IsEmpty());
}

TEST_F(ServingTest, a_slow_connection_keeps_nobody_else_waiting_and_ends_with_the_server) {
    office.open();
    std::vector<std::future<unsigned>> slow;
    for (int i = 0; i < 40; ++i) {  // more than may wait for one connection
        slow.push_back(
            std::async(std::launch::async, [&] { return office.get("/a/slow").status; }));
    }
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(office.get("/b/x").status, 200U);
    }
    // One runs and 15 wait; the others have been told at once to come again.
    const auto told = [&] {
        return std::count_if(slow.begin(), slow.end(), [](auto& each) {
            return each.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
        });
    };
    while (told() < 24) {
        EXPECT_EQ(office.get("/b/x").status, 200U);
    }
    office.serving().stop();
    for (auto& each : slow) {
        EXPECT_EQ(each.get(), 503U);
    }
}

TEST_F(ServingTest, requests_of_one_connection_run_one_after_the_other_and_none_is_lost) {
    office.open();
    std::vector<std::future<unsigned>> calls;
    for (int i = 0; i < 12; ++i) {
        calls.push_back(std::async(std::launch::async, [&, i] {
            return office.send("POST", "/a/record?id=F-" + std::to_string(i % 6), {}, "").status;
        }));
    }
    for (auto& each : calls) {
        EXPECT_EQ(each.get(), 200U);
    }
    EXPECT_THAT(office.records("a"), SizeIs(6));
    EXPECT_THAT(office.entries("records.served"), SizeIs(6));
}

TEST_F(ServingTest, a_body_that_is_too_long_is_413_and_never_reaches_the_adapter) {
    office.open({.max_body_bytes = 1'000});
    EXPECT_EQ(office.send("POST", "/a/record?id=F-1", {}, std::string(1'001, 'x')).status, 413U);
    EXPECT_THAT(office.records("a"), IsEmpty());
}

TEST_F(ServingTest, only_the_connections_that_are_named_are_served) {
    office.open({.connections = {ConnectionId::of("b")}});
    EXPECT_THAT(office.serving().connections(), ElementsAre(ConnectionId::of("b")));
    EXPECT_EQ(office.get("/a/x").status, 404U);
    EXPECT_EQ(office.get("/b/x").status, 200U);
}

TEST_F(ServingTest,
       a_connection_that_cannot_be_served_is_refused_by_name_and_passed_over_otherwise) {
    office.connect("read-only",
                   "mot-cua",
                   {{"url", "http://127.0.0.1:9"}, {"user", "u"}, {"unit", "x"}},
                   {{"password", "m"}});
    const auto serve = [&](const char* id) {
        return office.work().serve({.connections = {ConnectionId::of(id)}});
    };
    EXPECT_EQ(code_of(serve("read-only")), ErrorCode::unsupported);
    EXPECT_EQ(code_of(serve("none")), ErrorCode::not_found);
    {
        auto tx = must(office.work().store().begin(store::Mode::write));
        auto paused = must(get_connection(tx, ConnectionId::of("a")));
        paused.state = store::ConnectionState::paused;
        must(update_connection(tx, paused));
        must(tx.commit());
    }
    EXPECT_EQ(code_of(serve("a")), ErrorCode::conflict);
    office.open();
    EXPECT_THAT(office.serving().connections(), ElementsAre(ConnectionId::of("b")));
}

TEST(ServingNothing, is_an_error_that_says_what_to_do) {
    Office office;
    const auto serving = office.work().serve({});
    ASSERT_FALSE(serving);
    EXPECT_EQ(serving.error().code(), ErrorCode::unsupported);
    EXPECT_THAT(serving.error().explain(), HasSubstr("tiendo connection add"));
}

TEST_F(ServingTest, a_port_that_is_taken_is_busy) {
    office.open();
    EXPECT_EQ(code_of(office.work().serve({.port = office.serving().port()})), ErrorCode::busy);
}

}  // namespace
}  // namespace tiendo::test

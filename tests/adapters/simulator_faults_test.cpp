#include "peer.hpp"

#include "tiendo/base/text.hpp"

#include <chrono>
#include <set>

namespace {

using tiendo::ErrorCode;
using tiendo::test::CasePeer;
using tiendo::test::column;
using tiendo::test::Peer;
using tiendo::test::text;
namespace json = boost::json;

const tiendo::http::Headers with_key = {{"X-Khoa-Truy-Cap", "khoa-thu-nghiem"}};

/// A document register that misbehaves; list requests go through `list`.
class BadRegister : public Peer {
public:
    explicit BadRegister(const std::string& script)
        : Peer("tiendo-sim-van-ban", {"--faults", script, "--slow-ms", "1", "--huge-mb", "2"}) {}

    tiendo::Result<tiendo::http::Response> list(std::int64_t after) {
        return send("GET", "/van-ban?soLuong=50&tu=" + std::to_string(after), with_key, "");
    }
    std::string good_list(std::int64_t after) {
        auto answer = list(after);
        if (!answer) {
            ADD_FAILURE() << answer.error();
            return "{}";
        }
        EXPECT_EQ(answer->status, 200U);
        return answer->body;
    }
};

TEST(SimulatorFaults, the_story_meets_each_fault_once_and_nothing_is_lost) {
    BadRegister bad("story");
    std::set<std::string> seen;
    const auto take = [&seen](const json::value& page) {
        for (const std::string& id : column(page.at("vanBan"), "id")) {
            seen.insert(id);
        }
        return page.at("tiepTheo").as_int64();
    };
    auto cursor = take(json::parse(bad.good_list(0)));
    cursor = take(json::parse(bad.good_list(cursor)));  // slow
    const auto unavailable = bad.list(cursor);
    ASSERT_TRUE(unavailable);
    EXPECT_EQ(unavailable->status, 503U);
    EXPECT_EQ(tiendo::http::find_header(unavailable->headers, "Retry-After"), "1");
    const auto dropped = bad.list(cursor);
    ASSERT_FALSE(dropped);
    EXPECT_EQ(dropped.error().code(), ErrorCode::transient);

    const auto page = json::parse(bad.good_list(cursor));
    cursor = take(page);
    const auto again = json::parse(bad.good_list(cursor));
    const auto first_ids = column(page.at("vanBan"), "id");
    const auto again_ids = column(again.at("vanBan"), "id");
    EXPECT_TRUE(std::equal(first_ids.begin() + 1, first_ids.end(), again_ids.begin()));
    const std::string changed = again_ids.at(25);
    cursor = take(again);
    json::value last;
    for (bool more = true; more;) {
        last = json::parse(bad.good_list(cursor));
        cursor = take(last);
        more = last.at("con").as_bool();
    }
    EXPECT_EQ(seen.size(), 300U);
    EXPECT_EQ(column(last.at("vanBan"), "id").back(), changed);
}

TEST(SimulatorFaults, the_story_of_the_case_system_repeats_and_changes_too) {
    CasePeer peer({"--count", "1000", "--faults", "story", "--slow-ms", "1"});
    peer.log_in();
    auto question = peer.question();
    question["soLuong"] = 10;
    const auto ask = [&] {
        return peer.send("POST", "/tra-cuu-ho-so-thay-doi", {}, json::serialize(question));
    };
    for (int request = 1; request <= 4; ++request) {
        const auto answer = ask();
        EXPECT_EQ(answer.has_value(), request != 4);
    }
    const auto repeated = json::parse(ask()->body);
    EXPECT_EQ(repeated.at("maHoSoTiepTheo"), repeated.at("result").at(0).at("MaHoSo"));
    const auto changing = json::parse(ask()->body);
    const auto code = changing.at("result").at(5).at("MaHoSo");
    EXPECT_LT(text(changing.at("result").at(5).at("NgayCapNhat")), "20210520090000");
    question["maHoSo"] = code;
    const auto now = json::parse(peer.post("/chi-tiet-ho-so", question));
    EXPECT_EQ(now.at("result").at(0).at("NgayCapNhat"), "20210520090000");
}

TEST(SimulatorFaults, the_story_of_the_feedback_system_repeats_twenty_and_closes_one) {
    Peer peer("tiendo-sim-phan-anh", {"--faults", "story", "--slow-ms", "1"});
    const std::string target = "/requests.json?status=open";
    const auto truth = peer.get("/_sim/truth", 200);
    const auto plain = json::parse(peer.get(target, 200)).as_array();
    peer.get(target, 200);
    peer.get(target, 503);
    EXPECT_FALSE(peer.send("GET", target, {}, ""));
    EXPECT_EQ(json::parse(peer.get(target, 200)).as_array().size(), plain.size() + 20);
    EXPECT_EQ(json::parse(peer.get(target, 200)).as_array(), plain);
    EXPECT_EQ(json::parse(peer.get(target, 200)).as_array().size(), plain.size() - 1);
    EXPECT_EQ(peer.get("/_sim/truth", 200), truth);
}

TEST(SimulatorFaults, a_script_set_anew_counts_from_its_beginning) {
    BadRegister bad("none");
    bad.good_list(0);
    bad.control("POST", "/_sim/faults?script=story");
    bad.good_list(0);
    bad.good_list(0);
    EXPECT_EQ(bad.list(0)->status, 503U);
    bad.control("POST", "/_sim/faults?script=none");
    bad.good_list(0);
}

TEST(SimulatorFaults, a_refused_request_does_not_count) {
    BadRegister bad("story");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(bad.send("GET", "/van-ban", {}, "")->status, 401U);
    }
    EXPECT_EQ(bad.list(0)->status, 200U);
}

TEST(SimulatorFaults, html_comes_as_a_page_with_status_200) {
    BadRegister bad("hostile:html");
    const auto answer = bad.list(0);
    EXPECT_EQ(answer->status, 200U);
    EXPECT_EQ(tiendo::http::find_header(answer->headers, "Content-Type"),
              "text/html; charset=utf-8");
}

TEST(SimulatorFaults, half_json_ends_in_the_middle) {
    BadRegister bad("hostile:half_json");
    const std::string half = bad.good_list(0);
    bad.control("POST", "/_sim/faults?script=none");
    const std::string whole = bad.good_list(0);
    EXPECT_EQ(half, whole.substr(0, whole.size() / 2));
}

TEST(SimulatorFaults, a_huge_answer_is_longer_than_the_limit_of_the_client) {
    BadRegister bad("hostile:huge");
    tiendo::http::ClientOptions options;
    options.max_body_bytes = 1U << 20U;
    bad.use(options);
    const auto answer = bad.list(0);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), ErrorCode::drift);
}

TEST(SimulatorFaults, backwards_sends_the_cursor_back_from_the_second_answer_on) {
    BadRegister bad("hostile:backwards");
    const auto first = json::parse(bad.good_list(0)).at("tiepTheo").as_int64();
    EXPECT_GT(first, 0);
    const auto second = json::parse(bad.good_list(first));
    EXPECT_EQ(second.at("tiepTheo"), 0);
    EXPECT_EQ(second.at("con"), true);
}

TEST(SimulatorFaults, an_error_body_comes_with_status_200) {
    BadRegister bad("hostile:error_body");
    EXPECT_TRUE(json::parse(bad.good_list(0)).as_object().contains("loi"));
    CasePeer cases({"--count", "10", "--faults", "hostile:error_body"});
    cases.log_in();
    EXPECT_EQ(json::parse(cases.page("", "", 5)).at("error_code"), "-99");
    Peer feedback("tiendo-sim-phan-anh", {"--count", "10", "--faults", "hostile:error_body"});
    EXPECT_TRUE(
        json::parse(feedback.get("/requests.json", 200)).at(0).as_object().contains("code"));
}

TEST(SimulatorFaults, always_503_never_recovers) {
    BadRegister bad("hostile:always_503");
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(bad.list(0)->status, 503U);
    }
}

TEST(SimulatorFaults, slow_forever_outlasts_the_client_and_still_ends_when_asked) {
    BadRegister bad("hostile:slow_forever");
    tiendo::http::ClientOptions options;
    options.read_timeout = std::chrono::milliseconds(200);
    bad.use(options);
    EXPECT_FALSE(bad.list(0));
    EXPECT_EQ(bad.process().stop(), 0);
}

TEST(SimulatorFaults, bad_utf8_is_json_but_for_two_bytes) {
    BadRegister bad("hostile:bad_utf8");
    std::string body = bad.good_list(0);
    const auto bad_byte = tiendo::first_invalid_utf8(body);
    ASSERT_TRUE(bad_byte);
    body.erase(*bad_byte, 2);
    EXPECT_NO_THROW(json::parse(body));
}

}  // namespace

// What phan-anh posts to the other side, and what it makes of the answers.
#include "adapters/delivering.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string a_record(const std::string& id, const std::string& service) {
    auto record = a_feedback(id, "2021-05-18T08:00:00+07:00");
    std::get<Feedback>(record.body).service = service;
    return to_json(record);
}

class Deliver : public Delivering {
protected:
    Deliver() : Delivering("phan-anh", "requests", "khoa-thu-nghiem") {
        connection.config["address"] = plugin::json_text("Số 1 Đường số 1, Phường 7");
        connection.config["idempotency"] = plugin::json_text("key");
    }
    Outcome outcome_of(const http::Response& response) { return written(one.front(), response); }

    const std::vector<plugin::Delivery> one = {{.key = "giao-1", .record = a_record("F-1", "001")}};
};

TEST_F(Deliver, the_simulator_takes_each_delivery_once_however_often_it_is_sent) {
    Peer peer("tiendo-sim-phan-anh", {"--count", "100"});
    to(peer.process().url(""));
    const auto first = must(write(one)).at(0);
    EXPECT_EQ(first.outcome, Outcome::accepted);
    EXPECT_FALSE(first.id.empty());
    const auto again = must(write(one)).at(0);
    EXPECT_EQ(again.id, first.id);
    const auto asked = must(probe(one)).at(0);
    EXPECT_EQ(asked.outcome, Outcome::accepted);
    EXPECT_EQ(asked.id, first.id);
    const auto other = must(probe({{.key = "giao-2", .record = a_record("F-2", "001")}})).at(0);
    EXPECT_EQ(other.outcome, Outcome::absent);
}

TEST_F(Deliver, one_that_is_refused_takes_no_other_with_it) {
    Peer peer("tiendo-sim-phan-anh", {"--count", "100"});
    to(peer.process().url(""));
    const auto results =
        must(write({{.key = "a", .record = a_record("F-1", "001")},
                    {.key = "b", .record = a_record("F-2", "999")},     // no such service
                    {.key = "c", .record = a_record("F-3", "004")},     // wants an attribute
                    {.key = "d", .record = a_record("F-4", "007")},     // gives a token
                    {.key = "e", .record = a_record("F-5", "008")}}));  // gives nothing
    EXPECT_EQ(results[0].outcome, Outcome::accepted);
    EXPECT_EQ(results[1].outcome, Outcome::rejected);
    EXPECT_EQ(results[2].outcome, Outcome::rejected);
    EXPECT_EQ(results[3].outcome, Outcome::accepted);
    EXPECT_EQ(results[4].outcome, Outcome::accepted);
    EXPECT_FALSE(must(probe({{.key = "d", .record = a_record("F-4", "007")}})).at(0).id.empty());
}

TEST_F(Deliver, a_wrong_key_is_auth_and_is_not_told) {
    Peer peer("tiendo-sim-phan-anh", {"--count", "100"});
    to(peer.process().url(""));
    secret = "khoa-rat-bi-mat-nhung-sai";
    const auto failed = write(one);
    EXPECT_EQ(code_of(failed), ErrorCode::auth);
    EXPECT_THAT(failed.error().explain(), Not(HasSubstr(secret)));
}

TEST_F(Deliver, an_answer_says_what_became_of_it_and_what_does_not_is_unknown) {
    const auto list = [](const char* text) { return http::Response{.body = text}; };
    EXPECT_EQ(outcome_of(list(R"([{"service_request_id":293944}])")), Outcome::accepted);
    EXPECT_EQ(outcome_of(list(R"([{"code":"400","description":"CRM is down"}])")),
              Outcome::rejected);
    EXPECT_EQ(outcome_of(list("<html>")), Outcome::unknown);
    EXPECT_EQ(outcome_of(list("[]")), Outcome::unknown);
    EXPECT_EQ(outcome_of(list("")), Outcome::unknown);
    EXPECT_EQ(outcome_of({.status = 400}), Outcome::rejected);
    EXPECT_EQ(outcome_of({.status = 404}), Outcome::rejected);
    EXPECT_EQ(outcome_of({.status = 302}), Outcome::rejected);
    EXPECT_EQ(outcome_of({.status = 500}), Outcome::unknown);
    EXPECT_EQ(outcome_of({.status = 503}), Outcome::retry);
    EXPECT_EQ(outcome_of({.body = "[{\"service_request_id\":\"1\"}]", .drop_after_bytes = 5}),
              Outcome::unknown);
    answer_by({.status = 429, .headers = {{"Retry-After", "7"}}});
    const auto limited = write(one);
    ASSERT_EQ(code_of(limited), ErrorCode::rate_limited);
    EXPECT_EQ(limited.error().retry_after(), std::chrono::seconds(7));
}

TEST_F(Deliver, nobody_there_means_that_nothing_was_taken) {
    to("http://127.0.0.1:9");
    EXPECT_EQ(must(write(one)).at(0).outcome, Outcome::retry);
    EXPECT_EQ(must(probe(one)).at(0).outcome, Outcome::unknown);
}

TEST_F(Deliver, where_they_keep_no_keys_a_probe_knows_nothing) {
    connection.config.erase("idempotency");
    answer_by({.status = 404});
    EXPECT_EQ(must(probe(one)).at(0).outcome, Outcome::unknown);
    EXPECT_EQ(bodies, "") << "and asks nobody";
}

TEST_F(Deliver, what_is_missing_for_it_is_config) {
    answer_by({});
    connection.config.erase("address");
    EXPECT_EQ(code_of(write(one)), ErrorCode::config);
    connection.config.erase("url");
    EXPECT_EQ(code_of(write(one)), ErrorCode::config);
    EXPECT_EQ(bodies, "");
}

TEST_F(Deliver, a_connection_that_is_only_called_reads_nothing_and_says_so_when_checked) {
    connection.config.clear();
    const auto page = must(adapter.read(connection, {.stream = "requests"}, services()));
    EXPECT_EQ(page.record_count, 0U);
    EXPECT_FALSE(page.more);
    const auto findings = must(adapter.check(connection, services()));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].level, plugin::FindingLevel::warning);
}

}  // namespace
}  // namespace tiendo::test

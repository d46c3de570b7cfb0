// What van-ban puts into the other side's system as drafts, and what it makes of the answers.
#include "adapters/delivering.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string a_letter(const std::string& subject, Direction direction = Direction::outgoing) {
    Document document;
    document.id = "20210507-1";
    document.kind = "Công văn";
    document.issuer = "Ủy ban nhân dân Quận Bình An";
    document.issuer_code = "000.00.12.H99";
    document.direction = direction;
    document.subject = subject;
    document.references = {"118/KH-UBND"};
    document.issued_on = document.arrived_on = Date::of(2021, 5, 7);
    return to_json(Record{RecordType::document, document.id, document.issued_on, false, document});
}

class Drafts : public Delivering {
protected:
    Drafts() : Delivering("van-ban", "drafts", van_ban.value) {}
    Outcome outcome_of(const http::Response& response) { return written(one.front(), response); }
    Outcome told(const http::Response& response) { return probed(one.front(), response); }

    const std::vector<plugin::Delivery> one = {
        {.key = "giao-1", .record = a_letter("Về việc nhắc")}};
};

TEST_F(Drafts, the_simulator_takes_each_once_however_often_it_is_sent) {
    Peer peer(van_ban.simulator, {"--count", "20"});
    to(peer.process().url(""));
    const auto first = must(write(one)).at(0);
    EXPECT_EQ(first.outcome, Outcome::accepted);
    const auto again = must(write(one)).at(0);
    EXPECT_EQ(again.outcome, Outcome::duplicate);
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(must(probe(one)).at(0).id, first.id);
    EXPECT_EQ(must(probe({{.key = "giao-2", .record = a_letter("x")}})).at(0).outcome,
              Outcome::absent);
}

TEST_F(Drafts, one_that_is_refused_takes_no_other_with_it) {
    Peer peer(van_ban.simulator, {"--count", "20"});
    to(peer.process().url(""));
    const auto results = must(write({{.key = "a", .record = a_letter("Một")},
                                     {.key = "b", .record = a_letter("")},
                                     {.key = "c", .record = a_letter("Ba", Direction::incoming)},
                                     {.key = "d", .record = a_letter(std::string(4'001, 'x'))},
                                     {.key = "e", .record = a_letter("Năm")}}));
    EXPECT_EQ(results[0].outcome, Outcome::accepted);
    EXPECT_EQ(results[1].outcome, Outcome::rejected);
    EXPECT_EQ(results[2].outcome, Outcome::rejected);
    EXPECT_EQ(results[3].outcome, Outcome::rejected);
    EXPECT_EQ(results[4].outcome, Outcome::accepted);
}

TEST_F(Drafts, what_crosses_is_what_the_clerk_needs_and_the_secret_stays_in_a_header) {
    answer_by({.status = 201, .body = R"({"id":"DT-1"})"});
    must(write(one));
    EXPECT_THAT(bodies, HasSubstr(R"("trichYeu":"Về việc nhắc")"));
    EXPECT_THAT(bodies, HasSubstr(R"("coQuanBanHanhMa":"000.00.12.H99")"));
    EXPECT_THAT(bodies, HasSubstr(R"("ngay":"07/05/2021")"));
    EXPECT_THAT(bodies, HasSubstr(R"("vanBanLienQuan":["118/KH-UBND"])"));
    EXPECT_THAT(bodies, Not(HasSubstr(secret)));
}

TEST_F(Drafts, an_answer_says_what_became_of_it_and_what_does_not_is_unknown) {
    EXPECT_EQ(outcome_of({.status = 201, .body = R"({"id":"DT-1"})"}), Outcome::accepted);
    EXPECT_EQ(outcome_of({.status = 200, .body = R"({"id":"DT-1"})"}), Outcome::duplicate);
    EXPECT_EQ(outcome_of({.status = 201, .body = "<html>"}), Outcome::unknown);
    EXPECT_EQ(outcome_of({.status = 201, .body = "{}"}), Outcome::unknown);
    EXPECT_EQ(outcome_of({.status = 204}), Outcome::unknown) << "a success that names nothing";
    EXPECT_EQ(outcome_of({.status = 302}), Outcome::rejected);
    EXPECT_EQ(outcome_of({.status = 400}), Outcome::rejected);
    EXPECT_EQ(outcome_of({.status = 500}), Outcome::unknown);
    EXPECT_EQ(outcome_of({.status = 503}), Outcome::retry);
    EXPECT_EQ(outcome_of({.status = 201, .body = R"({"id":"DT-1"})", .drop_after_bytes = 5}),
              Outcome::unknown);
    answer_by({.status = 429, .headers = {{"Retry-After", "7"}}});
    const auto limited = write(one);
    ASSERT_EQ(code_of(limited), ErrorCode::rate_limited);
    EXPECT_EQ(limited.error().retry_after(), std::chrono::seconds(7));
    answer_by({.status = 401});
    EXPECT_EQ(code_of(write(one)), ErrorCode::auth);
}

TEST_F(Drafts, a_probe_believes_a_name_or_a_404_and_nothing_else) {
    EXPECT_EQ(told({.body = R"({"id":"DT-1"})"}), Outcome::accepted);
    EXPECT_EQ(told({.status = 404}), Outcome::absent);
    EXPECT_EQ(told({.body = "{}"}), Outcome::unknown);
    EXPECT_EQ(told({.status = 500}), Outcome::unknown);
    to("http://127.0.0.1:9");
    EXPECT_EQ(must(probe(one)).at(0).outcome, Outcome::unknown);
    EXPECT_EQ(must(write(one)).at(0).outcome, Outcome::retry) << "surely not taken";
}

}  // namespace
}  // namespace tiendo::test

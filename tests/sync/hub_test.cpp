#include "tiendo/sync/hub.hpp"

#include "sync/fixture.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HubPull : public HubTest {};

TEST_F(HubPull, pages_are_stored_until_the_source_is_idle) {
    Script script;
    script.then(page_with_more(dossiers(0, 3), "3")).then(last_page(dossiers(3, 2), "5"));
    const auto done = pull(script.source());
    EXPECT_FALSE(done.failure);
    EXPECT_EQ(done.pages, 2);
    EXPECT_EQ(done.outcome.inserted, 5);
    EXPECT_THAT(script.asked(), ElementsAre("", "3"));
    EXPECT_EQ(rows("mot-cua"), 5);
    EXPECT_EQ(state("mot-cua").cursor.text, "5");
    EXPECT_EQ(state("mot-cua").last_success_at, noon);
}

// A system that renames a field between pages: told once, and the pages are kept.
TEST_F(HubPull, what_differs_over_there_is_told_once_and_swallows_no_page) {
    auto first = page_with_more(dossiers(0, 1), "1");
    auto second = last_page(dossiers(1, 1), "2");
    first.notices = second.notices = {{"the field 'TenTTHC' is gone", "compare the versions"}};
    second.notices.push_back({"the field 'TenThuTuc' is new", ""});
    Script script;
    script.then(first).then(second);
    const auto done = pull(script.source());
    EXPECT_EQ(done.outcome.inserted, 2);
    EXPECT_THAT(done.notices, ElementsAre(second.notices[0], second.notices[1]));
}

TEST_F(HubPull, the_next_pull_goes_on_behind_the_stored_cursor) {
    Script script;
    script.then(last_page(dossiers(0, 3), "3")).then(last_page({}, "3"));
    pull(script.source());
    const auto second = pull(script.source());
    EXPECT_THAT(script.asked(), ElementsAre("", "3"));
    EXPECT_EQ(second.outcome, store::PageOutcome{});
}

TEST_F(HubPull, a_reader_beside_it_sees_page_cursor_facts_and_journal_together_or_none_of_them) {
    int asked = 0;
    const auto source = a_source("mot-cua", [&](const Cursor&, sync::Facts& facts) {
        // While page n + 1 is read, page n is stored whole and nothing of n + 1.
        EXPECT_EQ(rows("mot-cua"), 10 * asked);
        EXPECT_EQ(state("mot-cua").pages, asked);
        EXPECT_EQ(fact("seen"), asked == 0 ? std::nullopt : std::optional(std::to_string(asked)));
        auto tx = read();
        EXPECT_EQ(must(store::journal_head(tx)).count, asked);
        ++asked;
        facts.put("seen", std::to_string(asked));
        return Result(a_page(dossiers(10 * asked, 10), std::to_string(asked), asked < 4));
    });
    EXPECT_FALSE(pull(source).failure);
    EXPECT_EQ(asked, 4);
    EXPECT_EQ(fact("seen"), "4");
}

TEST_F(HubPull, facts_put_on_a_page_that_fails_are_not_stored) {
    const auto source =
        a_source("mot-cua", [](const Cursor&, sync::Facts& facts) -> Result<sync::SourcePage> {
            facts.put("session", "invented");
            return Error{ErrorCode::auth, "refused"};
        });
    EXPECT_TRUE(pull(source).failure);
    EXPECT_EQ(fact("session"), std::nullopt);
}

TEST_F(HubPull, facts_of_a_page_whose_records_cannot_be_taken_are_not_stored) {
    const auto source = a_source("mot-cua", [](const Cursor&, sync::Facts& facts) {
        facts.put("session", "invented");
        return Result(page_with_bad_lines(10, 9));
    });
    EXPECT_TRUE(pull(source).failure);
    EXPECT_EQ(fact("session"), std::nullopt);
}

TEST_F(HubPull, a_source_reads_back_the_facts_it_put) {
    const auto source = a_source("mot-cua", [](const Cursor& cursor, sync::Facts& facts) {
        if (cursor.text.empty()) {
            facts.put("session", "one");
            EXPECT_EQ(must(facts.get("session")), "one");
            return Result(page_with_more({}, "1"));
        }
        EXPECT_EQ(must(facts.get("session")), "one");
        facts.put("session", "");
        EXPECT_EQ(must(facts.get("session")), std::nullopt);
        return Result(last_page({}, "2"));
    });
    EXPECT_FALSE(pull(source).failure);
    EXPECT_EQ(fact("session"), std::nullopt);
}

TEST_F(HubPull, a_page_that_cannot_be_read_for_a_moment_is_asked_for_again) {
    Script script;
    script.then_fails(ErrorCode::transient, "reset")
        .then_fails(ErrorCode::transient, "reset")
        .then(last_page(dossiers(0, 1), "1"));
    const auto done = pull(script.source());
    EXPECT_FALSE(done.failure);
    EXPECT_EQ(done.retries, 2);
    EXPECT_THAT(script.asked(), ElementsAre("", "", ""));
    EXPECT_THAT(waits_, ElementsAre(milliseconds(500), milliseconds(1000)));  // RetryPolicy's caps
    EXPECT_EQ(done.waited, milliseconds(1500));
    EXPECT_EQ(state("mot-cua").failures, 0);
}

TEST_F(HubPull, a_busy_peer_is_given_the_time_it_asks_for) {
    Script script;
    script.then(Error{ErrorCode::rate_limited, "too many"}.retry_after(milliseconds(7'000)))
        .then(last_page({}, "1"));
    EXPECT_FALSE(pull(script.source()).failure);
    ASSERT_EQ(waits_.size(), 1U);
    EXPECT_GE(waits_[0], milliseconds(7'000));
}

TEST_F(HubPull, tries_run_out_and_the_pages_before_stay) {
    Script script;
    script.then(page_with_more(dossiers(0, 2), "2"));
    for (int i = 0; i < 6; ++i) {  // RetryPolicy::attempts
        script.then_fails(ErrorCode::transient, "connection refused");
    }
    const auto done = pull(script.source());
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::transient);
    EXPECT_THAT(done.failure->what(), HasSubstr("stream 'dossiers': page 2: "));
    EXPECT_EQ(done.retries, 5);
    EXPECT_EQ(rows("mot-cua"), 2);
    EXPECT_EQ(state("mot-cua").cursor.text, "2");
    EXPECT_EQ(state("mot-cua").failures, 1);
}

class HubStops : public HubTest, public ::testing::WithParamInterface<ErrorCode> {};

TEST_P(HubStops, at_once_and_the_failure_is_remembered_until_the_next_success) {
    Script script;
    script.then_fails(GetParam(), "no entry").then(last_page({}, "1"));
    const auto first = pull(script.source());
    ASSERT_TRUE(first.failure);
    EXPECT_EQ(first.failure->code(), GetParam());
    EXPECT_EQ(first.retries, 0);
    EXPECT_THAT(waits_, IsEmpty());
    const auto failed = state("mot-cua");
    EXPECT_EQ(failed.failures, 1);
    EXPECT_EQ(failed.failure_code, to_string(GetParam()));
    EXPECT_THAT(failed.failure, HasSubstr("no entry"));
    EXPECT_EQ(failed.failed_at, noon);

    EXPECT_FALSE(pull(script.source()).failure);
    EXPECT_EQ(state("mot-cua").failures, 0);
    EXPECT_EQ(state("mot-cua").failure_code, "");
    EXPECT_EQ(state("mot-cua").failed_at, std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    ,
    HubStops,
    ::testing::Values(ErrorCode::config, ErrorCode::auth, ErrorCode::drift, ErrorCode::rejected),
    [](const auto& each) { return std::string(to_string(each.param)); });

TEST_F(HubPull, a_bad_line_goes_to_the_dead_letters_and_the_rest_is_kept) {
    Script script;
    script.then(page_with_bad_lines(10, 1));
    const auto done = pull(script.source());
    EXPECT_FALSE(done.failure);
    EXPECT_EQ(done.dead, 1);
    EXPECT_EQ(rows("mot-cua"), 9);
    const auto letters = dead_letters();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0].connection, ConnectionId::of("mot-cua"));
    EXPECT_EQ(letters[0].stream, "dossiers");
    EXPECT_EQ(letters[0].at, noon);
    EXPECT_EQ(letters[0].code, "malformed_input");
    EXPECT_FALSE(letters[0].text.empty());
    EXPECT_EQ(letters[0].payload, R"({"type":"dossier","id":"broken-0"})");
}

TEST_F(HubPull, a_record_of_another_type_is_dead_and_says_so) {
    auto records = dossiers(0, 9);
    records.push_back(a_document("VB-1", "1/BC-UBND"));
    Script script;
    script.then(last_page(records, "end"));
    EXPECT_FALSE(pull(script.source()).failure);
    const auto letters = dead_letters();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0].code, "drift");
    EXPECT_THAT(letters[0].text, HasSubstr("'VB-1' is a document in a stream of dossiers"));
}

TEST_F(HubPull, a_fifth_of_a_page_may_be_bad) {
    Script script;
    script.then(page_with_bad_lines(10, 2));
    const auto done = pull(script.source());
    EXPECT_FALSE(done.failure);
    EXPECT_EQ(done.dead, 2);
}

TEST_F(HubPull, the_only_record_of_a_page_may_be_bad) {
    Script script;
    script.then(page_with_bad_lines(1, 1));
    EXPECT_FALSE(pull(script.source()).failure);
}

class HubTooBad : public HubTest, public ::testing::WithParamInterface<std::pair<int, int>> {};

TEST_P(HubTooBad, is_drift_and_nothing_is_taken) {
    const auto [count, bad] = GetParam();
    Script script;
    script.then(page_with_bad_lines(count, bad));
    const auto done = pull(script.source());
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::drift);
    EXPECT_EQ(rows("mot-cua"), 0);
    EXPECT_THAT(dead_letters(), IsEmpty());
    EXPECT_EQ(state("mot-cua").cursor.text, "");
    EXPECT_EQ(state("mot-cua").failure_code, "drift");
}

INSTANTIATE_TEST_SUITE_P(more_than_a_fifth,
                         HubTooBad,
                         ::testing::Values(std::pair(10, 3),
                                           std::pair(11, 3),  // 27 %
                                           std::pair(4, 2),
                                           std::pair(500, 101)));

TEST_F(HubPull, a_count_that_is_not_that_of_the_lines_is_drift) {
    auto page = last_page(dossiers(0, 3), "3");
    page.record_count = 4;
    Script script;
    script.then(page);
    const auto done = pull(script.source());
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::drift);
    EXPECT_EQ(rows("mot-cua"), 0);
}

TEST_F(HubPull, a_cursor_that_stands_still_though_there_is_more_is_drift) {
    Script script;
    script.then(page_with_more(dossiers(0, 1), "1")).then(page_with_more(dossiers(1, 1), "1"));
    const auto done = pull(script.source());
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::drift);
    EXPECT_EQ(rows("mot-cua"), 1);
}

TEST_F(HubPull, a_source_without_end_is_ended) {
    auto few = options();
    few.most_pages = 5;
    const auto source = a_source("mot-cua", [](const Cursor& cursor, sync::Facts&) {
        return Result(page_with_more({}, cursor.text + "x"));
    });
    const auto done = must(sync::Hub(store_, few).pull(source, {})).at(0);
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::drift);
    EXPECT_EQ(done.pages, 5);
}

TEST_F(HubPull, a_stream_that_fails_ends_the_pull_of_its_connection) {
    auto source = a_source("mot-cua", [](const Cursor&, sync::Facts&) -> Result<sync::SourcePage> {
        return Error{ErrorCode::auth, "refused"};
    });
    source.streams.push_back({"documents", RecordType::document});
    EXPECT_EQ(must(sync::Hub(store_, options()).pull(source, {})).size(), 1U);
}

TEST_F(HubPull, the_budget_of_requests_is_waited_for) {
    auto tight = options();
    tight.budget = {.burst = 2, .per_minute = 60};
    const auto source = a_source("mot-cua", [](const Cursor& cursor, sync::Facts&) {
        return Result(a_page({}, cursor.text + "x", cursor.text.size() < 3));
    });
    EXPECT_FALSE(must(sync::Hub(store_, tight).pull(source, {})).at(0).failure);
    EXPECT_THAT(waits_, ElementsAre(milliseconds(1'000), milliseconds(2'000)));
}

}  // namespace
}  // namespace tiendo::test

// Several connections, several pulls, and pulls that are told to stop.
#include "sync/fixture.hpp"

#include "tiendo/sync/hub.hpp"

#include <gmock/gmock.h>

#include <future>
#include <thread>

namespace tiendo::test {
namespace {

class HubThreads : public HubTest {
protected:
    HubThreads() {
        auto patient = options_for(path_);
        patient.busy_timeout = std::chrono::minutes(1);
        store_ = must(store::Store::open(patient, Logger()));
    }
};

TEST_F(HubThreads, a_second_pull_of_one_connection_is_told_that_it_is_busy) {
    int refused = 0;
    const auto source = a_source("mot-cua", [&](const Cursor& cursor, sync::Facts&) {
        const auto second = sync::Hub(store_, options()).pull(a_source("mot-cua", nullptr), {});
        EXPECT_EQ(code_of(second), ErrorCode::busy);
        EXPECT_THAT(second.error().what(), ::testing::HasSubstr("connection 'mot-cua'"));
        ++refused;
        return Result(a_page({}, cursor.text + "x", cursor.text.empty()));
    });
    EXPECT_FALSE(pull(source).failure);
    EXPECT_EQ(refused, 2);
    EXPECT_TRUE(sync::Hub(store_, options()).pull(Script().then(last_page({}, "xx")).source(), {}));
}

TEST_F(HubThreads, a_dead_source_does_not_hold_up_another) {
    add_connection("van-ban");
    std::promise<void> other_is_done;
    const std::vector<sync::Source> sources = {
        a_source("mot-cua",
                 [&](const Cursor&, sync::Facts&) -> Result<sync::SourcePage> {
                     // Answers only after the other connection has been read to its end.
                     other_is_done.get_future().wait();
                     return Error{ErrorCode::auth, "gone"};
                 }),
        a_source("van-ban", [&](const Cursor& cursor, sync::Facts&) {
            if (cursor.text == "xx") {
                other_is_done.set_value();
                return Result(last_page(dossiers(0, 5), "xxx"));
            }
            return Result(page_with_more({}, cursor.text + "x"));
        })};
    const auto results = sync::Hub(store_, options()).pull_all(sources, {});
    ASSERT_EQ(results.size(), 2U);
    EXPECT_TRUE(must(results[0]).at(0).failure);
    EXPECT_FALSE(must(results[1]).at(0).failure);
    EXPECT_EQ(rows("van-ban"), 5);
}

TEST_F(HubThreads, eight_connections_at_once_are_each_read_to_the_end) {
    std::vector<sync::Source> sources;
    for (int who = 0; who < 8; ++who) {
        const auto id = "peer-" + std::to_string(who);
        add_connection(id);
        sources.push_back(a_source(id, [who](const Cursor& cursor, sync::Facts& facts) {
            const auto page = static_cast<int>(cursor.text.size());
            facts.put("pages", std::to_string(page + 1));
            return Result(
                a_page(dossiers(1000 * who + 20 * page, 20), cursor.text + "x", page < 9));
        }));
    }
    const auto results = sync::Hub(store_, options()).pull_all(sources, {});
    for (std::size_t who = 0; who < results.size(); ++who) {
        const auto done = must(results[who]).at(0);
        EXPECT_EQ(done.connection, sources[who].connection);
        EXPECT_FALSE(done.failure) << done.failure->what();
        EXPECT_EQ(done.outcome.inserted, 200);
        EXPECT_EQ(rows(sources[who].connection.str()), 200);
    }
    auto tx = read();
    EXPECT_FALSE(must(verify_journal(tx, std::nullopt)).fault);
}

TEST_F(HubThreads, a_pull_that_is_told_to_stop_ends_behind_a_whole_page) {
    std::stop_source stop;
    const auto source = a_source("mot-cua", [&](const Cursor&, sync::Facts&) {
        stop.request_stop();
        return Result(page_with_more(dossiers(0, 3), "3"));
    });
    const auto done = must(sync::Hub(store_, options()).pull(source, stop.get_token())).at(0);
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::cancelled);
    EXPECT_EQ(done.pages, 1);
    EXPECT_EQ(rows("mot-cua"), 3);
    EXPECT_EQ(state("mot-cua").cursor.text, "3");
}

TEST_F(HubThreads, a_wait_that_is_interrupted_ends_the_pull) {
    auto interrupted = options();
    interrupted.wait = [](milliseconds, std::stop_token) { return false; };
    Script script;
    script.then_fails(ErrorCode::transient, "reset");
    const auto done = must(sync::Hub(store_, interrupted).pull(script.source(), {})).at(0);
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::cancelled);
}

TEST_F(HubThreads, the_real_wait_ends_at_once_when_it_is_told_to_stop) {
    std::stop_source stop;
    std::jthread other([&] { stop.request_stop(); });
    EXPECT_FALSE(sync::real_wait()(std::chrono::hours(1), stop.get_token()));
}

TEST_F(HubThreads, the_real_wait_says_that_it_was_not_disturbed) {
    EXPECT_TRUE(sync::real_wait()(milliseconds(1), {}));
}

}  // namespace
}  // namespace tiendo::test

// What is put into the outbox reaches another system over real sockets, by the adapter phan-anh and
// its simulator: once, whatever happens on the way. The threads of the curses are named beside.
#include "adapters/peer.hpp"
#include "sync/driver.hpp"
#include "workspace/sender.hpp"

#include "tiendo/model/json.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace tiendo::test {
namespace {

using store::OutboxState;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const ConnectionId city = ConnectionId::of("thanh-pho");
constexpr const char* why = "đã hỏi lại hệ thống kia";
const std::string their_key = "khoa-thu-nghiem";

std::string a_record(const std::string& id, const std::string& service = "001") {
    auto record = a_feedback(id, "2021-05-18T08:00:00+07:00");
    std::get<Feedback>(record.body).service = service;
    return to_json(record);
}

class Sending : public ::testing::TestWithParam<plugin::Isolation> {
protected:
    Sending()
        : peer("tiendo-sim-phan-anh", {"--count", "100"}),
          work(must(
              Workspace::create(sender_options(folder_ / "quan.db", [this] { return now; })))) {
        connect(city, peer.process().url(""));
    }

    void connect(const ConnectionId& id, const std::string& url) {
        secret_ = folder_.file("gui.secret", their_key + "\n");
        std::filesystem::permissions(secret_, std::filesystem::perms::owner_all);
        must(work.add_connection({.id = id,
                                  .adapter = "phan-anh",
                                  .settings = {{"url", url},
                                               {"since", "2020-12-01"},
                                               {"address", "Số 1 Đường số 1, Phường 7"},
                                               {"idempotency", "key"}},
                                  .secrets = {{"api-key", "file:" + secret_.string()}},
                                  .isolation = GetParam()}));
    }
    store::PutOutcome put(const std::string& key, const std::string& record) {
        return must(work.put_delivery({city, "requests", key, record}));
    }
    sync::OutboxRun deliver() {
        const auto runs = must(work.deliver({city}, {}));
        EXPECT_EQ(runs.size(), 1U);
        return runs.at(0);
    }
    /// Runs, moves the clock to when it is worth while again, and so on until nothing is due.
    void deliver_to_the_end() {
        for (int i = 0; i < 100; ++i) {
            const auto run = deliver();
            if (!run.next_at) {
                return;
            }
            now = std::max(now, *run.next_at);
        }
        ADD_FAILURE() << "no end";
    }
    void fault(const std::string& script) { peer.control("POST", "/_sim/faults?script=" + script); }
    /// How many requests the other side made of what was sent to it.
    std::size_t effects() {
        const auto list = boost::json::parse(peer.get(
            "/requests.json?start_date=2021-05-20T02:00:00Z&end_date=2021-05-20T02:00:00Z", 200));
        std::size_t count = 0;
        for (const auto& id : column(list, "service_request_id")) {
            count += id.starts_with("PA-N") ? 1 : 0;
        }
        return count;
    }
    OutboxState state(const std::string& key) { return must(work.delivery(key)).state; }
    std::vector<JournalEntry> entries(const std::string& action) {
        auto tx = must(work.store().begin(store::Mode::read));
        EXPECT_FALSE(must(verify_journal(tx, std::nullopt)).fault);
        return must(read_journal(tx, {.action_prefix = action}));
    }

    Folder folder_;
    std::filesystem::path secret_;
    Instant now = at("2021-05-20T09:00:00+07:00");
    Peer peer;
    Workspace work;
};

TEST_P(Sending, what_was_put_takes_effect_once_and_is_called_by_their_name) {
    EXPECT_EQ(put("20210520-1", a_record("F-1")), store::PutOutcome::added);
    const auto run = deliver();
    EXPECT_EQ(run.delivered, 1);
    EXPECT_FALSE(run.failure);
    EXPECT_EQ(must(work.delivery("20210520-1")).foreign_id, "PA-N00001");
    EXPECT_EQ(deliver().calls, 0);
    EXPECT_EQ(effects(), 1U);
}

// opencrvs-core#7477: whoever is not sure that it went out puts it again
TEST_P(Sending, curse_a_reload_makes_a_second_record) {
    put("20210520-1", a_record("F-1"));
    EXPECT_EQ(put("20210520-1", a_record("F-1")), store::PutOutcome::known);
    deliver();
    EXPECT_EQ(put("20210520-1", a_record("F-1")), store::PutOutcome::known);
    deliver();
    EXPECT_EQ(effects(), 1U);
}

// opencrvs-core#7477, in the other system's half
TEST_P(Sending, curse_an_answer_that_was_cut_after_the_effect_makes_a_second_record) {
    fault("post:dropped");
    put("20210520-1", a_record("F-1"));
    EXPECT_EQ(deliver().unknown, 1);
    deliver_to_the_end();
    EXPECT_EQ(state("20210520-1"), OutboxState::delivered);
    EXPECT_EQ(must(work.delivery("20210520-1")).attempts, 1) << "asked about, not sent again";
    EXPECT_EQ(effects(), 1U);
}

// opencrvs-core#2936, #12292
TEST_P(Sending, curse_a_program_that_was_killed_leaves_it_at_sending_for_ever) {
    put("20210520-1", a_record("F-1"));
    const auto killed = run_driver({TIENDO_DELIVER_DRIVER,
                                    (folder_ / "quan.db").string(),
                                    peer.process().url("/requests/PA-N00001.json"),
                                    std::to_string(now.unix_ms())});
    ASSERT_EQ(killed.status, 128 + SIGKILL) << killed.said;
    EXPECT_EQ(effects(), 1U);
    EXPECT_EQ(state("20210520-1"), OutboxState::sending);
    const auto early = deliver();
    EXPECT_EQ(early.calls, 0);
    ASSERT_TRUE(early.next_at) << "its lease has an end";
    deliver_to_the_end();
    EXPECT_EQ(state("20210520-1"), OutboxState::delivered);
    EXPECT_THAT(entries("outbox.lease-ended"), SizeIs(1));
    EXPECT_EQ(effects(), 1U);
}

TEST_P(Sending, a_rate_limit_is_kept_to_and_then_it_goes) {
    fault("post:rate_limited");
    put("20210520-1", a_record("F-1"));
    const auto limited = deliver();
    ASSERT_TRUE(limited.failure);
    EXPECT_EQ(limited.failure->code(), ErrorCode::rate_limited);
    ASSERT_GE(limited.next_at, now.plus(std::chrono::seconds(30))) << "Retry-After: 30";
    now = now.plus(std::chrono::seconds(29));
    EXPECT_EQ(deliver().calls, 0);
    now = *limited.next_at;
    EXPECT_EQ(deliver().delivered, 1);
    EXPECT_EQ(effects(), 1U);
}

TEST_P(Sending, what_is_refused_is_dead_until_a_person_corrects_it) {
    put("20210520-1", a_record("F-1", "999"));
    EXPECT_EQ(deliver().dead, 1);
    now = now.plus(std::chrono::hours(24));
    EXPECT_EQ(deliver().calls, 0);
    must(work.edit_delivery("20210520-1", a_record("F-1", "002"), why));
    must(work.retry_delivery("20210520-1", why));
    EXPECT_EQ(deliver().delivered, 1);
    EXPECT_EQ(effects(), 1U);
    const auto entry = entries("outbox.retry").at(0);
    EXPECT_EQ(entry.actor, "Phòng Nội vụ");
    EXPECT_EQ(entry.why, why);
}

// opencrvs-core#8699
TEST_P(Sending, curse_an_endless_retry_that_nobody_can_end) {
    peer.process().stop();
    put("20210520-1", a_record("F-1"));
    put("20210520-2", a_record("F-2"));
    deliver_to_the_end();
    for (const auto* key : {"20210520-1", "20210520-2"}) {
        const auto item = must(work.delivery(key));
        EXPECT_EQ(item.state, OutboxState::dead) << item.message;
        EXPECT_EQ(item.attempts, 4);
    }
    EXPECT_EQ(must(work.retry_deliveries({.connection = city, .cause = "transient"}, why)), 2);
    EXPECT_EQ(
        must(work.discard_deliveries({.connection = city, .state = OutboxState::waiting}, why)), 2);
    EXPECT_EQ(deliver().calls, 0);
}

TEST_P(Sending, what_a_person_found_out_is_taken) {
    fault("post:dropped");
    put("20210520-1", a_record("F-1"));
    deliver();
    EXPECT_EQ(state("20210520-1"), OutboxState::unknown);
    must(work.report_outcome({"20210520-1", Outcome::accepted, "PA-N00001"}, why));
    EXPECT_EQ(state("20210520-1"), OutboxState::delivered);
    EXPECT_EQ(deliver().calls, 0);
    EXPECT_EQ(code_of(work.report_outcome({"20210520-1", Outcome::absent}, "")),
              ErrorCode::malformed_input)
        << "without a reason";
}

TEST_P(Sending, wrong_credentials_hold_the_connection_until_a_person_renewed_them) {
    std::filesystem::resize_file(secret_, 3);
    put("20210520-1", a_record("F-1"));
    const auto held = deliver();
    ASSERT_TRUE(held.failure);
    EXPECT_EQ(held.failure->code(), ErrorCode::auth);
    EXPECT_EQ(deliver().calls, 0);
    std::ofstream(secret_) << their_key << "\n";
    must(work.resume_outbox(city, "khóa mới"));
    EXPECT_EQ(deliver().delivered, 1);
}

TEST_P(Sending, a_dead_system_holds_up_no_other) {
    const auto dead = ConnectionId::of("dead");
    connect(dead, "http://127.0.0.1:9");
    put("20210520-1", a_record("F-1"));
    must(work.put_delivery({dead, "requests", "20210520-2", a_record("F-1")}));
    const auto runs = must(work.deliver({}, {}));
    ASSERT_THAT(runs, SizeIs(2));
    EXPECT_EQ(runs[0].connection, dead);
    EXPECT_EQ(runs[0].delivered, 0);
    EXPECT_EQ(state("20210520-2"), OutboxState::waiting);
    EXPECT_EQ(runs[1].delivered, 1);
    EXPECT_FALSE(runs[1].failure);
}

// Two workers of one name would hold each other's deliveries.
TEST_P(Sending, a_connection_that_is_named_twice_has_one_worker) {
    put("20210520-1", a_record("F-1"));
    EXPECT_THAT(must(work.deliver({city, city}, {})), SizeIs(1));
    EXPECT_EQ(effects(), 1U);
}

TEST_P(Sending, a_run_that_is_told_to_stop_sends_nothing_more) {
    put("20210520-1", a_record("F-1"));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(must(work.deliver({}, stop.get_token())).at(0).calls, 0);
    EXPECT_EQ(state("20210520-1"), OutboxState::waiting);
    const auto pulls = must(work.pull({city}, stop.get_token()));
    ASSERT_TRUE(pulls.at(0).failure);
    EXPECT_EQ(pulls.at(0).failure->code(), ErrorCode::cancelled);
}

TEST_P(Sending, a_purge_leaves_what_is_open_and_a_whole_journal) {
    put("20210520-1", a_record("F-1"));
    put("20210520-2", a_record("F-2", "999"));
    deliver();
    now = now.plus(std::chrono::days(91));
    put("20210819-3", a_record("F-3"));
    deliver();
    EXPECT_EQ(must(work.purge_deliveries({.older_than = std::chrono::days(90)}, "hết hạn lưu")), 1);
    EXPECT_EQ(must(work.delivery("20210520-1")).record, "");
    EXPECT_EQ(must(work.delivery("20210520-2")).record, a_record("F-2", "999"));
    EXPECT_EQ(must(work.delivery("20210819-3")).record, a_record("F-3"));
    EXPECT_THAT(must(work.deliveries({.state = OutboxState::delivered})), SizeIs(2));
    EXPECT_THAT(entries("outbox.purge"), SizeIs(1));
    EXPECT_EQ(put("20210520-1", a_record("F-1")), store::PutOutcome::known);
    deliver();
    EXPECT_EQ(effects(), 2U) << "what was purged is not sent again";
}

TEST_P(Sending, what_an_adapter_keeps_lasts_and_its_secrets_are_masked) {
    const auto id = ConnectionId::of("sent");
    must(work.add_connection({.id = id,
                              .adapter = "sent",
                              .settings = {},
                              .secrets = {{"word", "file:" + secret_.string()}},
                              .isolation = GetParam()}));
    for (const auto* key : {"k1", "k2"}) {
        must(work.put_delivery({id, "requests", key, a_record("F-1")}));
        must(work.deliver({id}, {}));
        EXPECT_EQ(must(work.delivery(key)).message, "no: ***");
    }
    auto tx = must(work.store().begin(store::Mode::read));
    EXPECT_EQ(must(get_adapter_value(tx, id, "sent")), "k1 k2 ");
}

INSTANTIATE_TEST_SUITE_P(each_isolation,
                         Sending,
                         ::testing::Values(plugin::Isolation::in_process,
                                           plugin::Isolation::guarded),
                         [](const auto& which) {
                             return which.param == plugin::Isolation::guarded
                                        ? std::string("guarded")
                                        : std::string("in_process");
                         });

class Putting : public Sending {
protected:
    ErrorCode refused(const Outgoing& outgoing) {
        const auto code = code_of(work.put_delivery(outgoing));
        EXPECT_THAT(must(work.deliveries({})), IsEmpty());
        return code;
    }
};

TEST_P(Putting, a_record_that_the_stream_cannot_take_is_refused_before_it_is_stored) {
    const auto good = a_record("F-1");
    EXPECT_EQ(refused({ConnectionId::of("none"), "requests", "k", good}), ErrorCode::not_found);
    EXPECT_EQ(refused({city, "none", "k", good}), ErrorCode::not_found);
    EXPECT_EQ(refused({city, "requests", "k ", good}), ErrorCode::malformed_input);
    EXPECT_EQ(refused({city, "requests", "k", "{}"}), ErrorCode::malformed_input);
    EXPECT_EQ(
        refused({city, "requests", "k", to_json(a_dossier("1", "2021-03-01T08:00:00+07:00"))}),
        ErrorCode::malformed_input);
    must(work.add_connection(
        {.id = ConnectionId::of("mc"),
         .adapter = "mot-cua",
         .settings = {{"url", "http://127.0.0.1:9"}, {"user", "u"}, {"unit", "x"}},
         .secrets = {{"password", "file:" + secret_.string()}}}));
    EXPECT_EQ(refused({ConnectionId::of("mc"),
                       "dossiers",
                       "k",
                       to_json(a_dossier("1", "2021-03-01T08:00:00+07:00"))}),
              ErrorCode::unsupported);
}

TEST_P(Putting, it_goes_with_the_callers_transaction_or_not_at_all) {
    {
        auto tx = must(work.store().begin(store::Mode::write));
        must(work.put_delivery(tx, {city, "requests", "k1", a_record("F-1")}));
    }
    EXPECT_THAT(must(work.deliveries({})), IsEmpty());
    auto tx = must(work.store().begin(store::Mode::write));
    must(work.put_delivery(tx, {city, "requests", "k1", a_record("F-1")}));
    must(tx.commit());
    EXPECT_THAT(must(work.deliveries({})), SizeIs(1));
}

TEST_P(Putting, a_correction_is_checked_as_what_was_put) {
    put("k1", a_record("F-1"));
    const auto dossier = to_json(a_dossier("1", "2021-03-01T08:00:00+07:00"));
    EXPECT_EQ(code_of(work.edit_delivery("k1", dossier, why)), ErrorCode::malformed_input);
    EXPECT_EQ(must(work.delivery("k1")).record, a_record("F-1"));
}

INSTANTIATE_TEST_SUITE_P(in_process, Putting, ::testing::Values(plugin::Isolation::in_process));

}  // namespace
}  // namespace tiendo::test

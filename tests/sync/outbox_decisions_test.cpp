// What people and systems that call us decide about deliveries, and what the journal keeps of it.
#include "sync/outbox_fixture.hpp"

#include "tiendo/base/digest.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using std::chrono::hours;
using sync::discard_deliveries;
using sync::purge_deliveries;
using sync::Reported;
using sync::retry_deliveries;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Decisions : public OutboxTest {
protected:
    /// Brings a fresh delivery into a state by the ways that lead there.
    void put_into(OutboxState wanted, const std::string& key) {
        put(key);
        switch (wanted) {
            case OutboxState::waiting: return;
            case OutboxState::unknown: deliver(sink(says(Outcome::unknown))); break;
            case OutboxState::dead: deliver(sink(says(Outcome::rejected))); break;
            case OutboxState::delivered: deliver(sink(says(Outcome::accepted))); break;
            case OutboxState::sending:
                change([](auto& tx) {
                    must(claim_outbox(tx,
                                      {.connection = mot_cua, .owner = "worker-2", .now = noon}));
                });
                break;
            case OutboxState::discarded:
                change([&](auto& tx) { must(discard_delivery(tx, key, by_office)); });
                break;
        }
        ASSERT_EQ(state(key), wanted);
    }
    template <typename Decide>
    ErrorCode refused(const Decide& decide) {
        auto tx = write();
        return code_of(decide(tx));
    }
};

struct ReportCase {
    OutboxState before;
    Outcome said;
    OutboxState after;
    Reported reported;
};
// The table of docs/outbox.md.
constexpr ReportCase report_cases[] = {
    {OutboxState::waiting, Outcome::accepted, OutboxState::delivered, Reported::taken},
    {OutboxState::sending, Outcome::accepted, OutboxState::delivered, Reported::taken},
    {OutboxState::unknown, Outcome::accepted, OutboxState::delivered, Reported::taken},
    {OutboxState::dead, Outcome::accepted, OutboxState::delivered, Reported::conflict},
    {OutboxState::delivered, Outcome::accepted, OutboxState::delivered, Reported::agreed},
    {OutboxState::discarded, Outcome::accepted, OutboxState::delivered, Reported::conflict},
    {OutboxState::unknown, Outcome::duplicate, OutboxState::delivered, Reported::taken},
    {OutboxState::waiting, Outcome::rejected, OutboxState::dead, Reported::taken},
    {OutboxState::sending, Outcome::rejected, OutboxState::dead, Reported::taken},
    {OutboxState::unknown, Outcome::rejected, OutboxState::dead, Reported::taken},
    {OutboxState::dead, Outcome::rejected, OutboxState::dead, Reported::agreed},
    {OutboxState::delivered, Outcome::rejected, OutboxState::delivered, Reported::conflict},
    {OutboxState::discarded, Outcome::rejected, OutboxState::discarded, Reported::agreed},
    {OutboxState::waiting, Outcome::absent, OutboxState::waiting, Reported::agreed},
    {OutboxState::unknown, Outcome::absent, OutboxState::waiting, Reported::taken},
    {OutboxState::dead, Outcome::absent, OutboxState::dead, Reported::agreed},
    {OutboxState::delivered, Outcome::absent, OutboxState::delivered, Reported::conflict},
    {OutboxState::discarded, Outcome::absent, OutboxState::discarded, Reported::agreed},
};

TEST_F(Decisions, a_report_is_taken_in_every_state) {
    int number = 0;
    for (const auto& each : report_cases) {
        const auto key = "k" + std::to_string(++number);
        const auto what =
            std::string(to_string(each.before)) + " + " + std::string(to_string(each.said));
        put_into(each.before, key);
        const auto entries = journal("outbox.").size();
        EXPECT_EQ(report(key, each.said), each.reported) << what;
        EXPECT_EQ(state(key), each.after) << what;
        EXPECT_EQ(item(key).conflict.empty(), each.reported != Reported::conflict) << what;
        EXPECT_EQ(journal("outbox.").size(), entries + (each.reported == Reported::agreed ? 0 : 1))
            << what;
        // Out of the way of the next case.
        if (!has_ended(state(key))) {
            report(key, Outcome::accepted);
        }
    }
}

TEST_F(Decisions, a_conflict_says_who_said_what_and_when) {
    put_into(OutboxState::delivered, "k1");
    report("k1", Outcome::rejected);
    EXPECT_EQ(item("k1").conflict,
              "rejected by Văn phòng UBND Quận Ví Dụ at 2021-05-20T12:00:00+07:00, when it was "
              "delivered");
    const auto entry = journal("outbox.conflict").at(0);
    EXPECT_EQ(entry.subject, "k1");
    EXPECT_EQ(entry.actor, by_office.actor);
    EXPECT_EQ(entry.why, by_office.why);
    EXPECT_THAT(entry.after, HasSubstr("rejected by"));
    report("k1", Outcome::absent);
    EXPECT_THAT(item("k1").conflict, HasSubstr("; absent by")) << "the first one stays";
}

TEST_F(Decisions, a_webhook_that_repeats_itself_does_not_fill_the_journal) {
    put_into(OutboxState::delivered, "k1");
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(report("k1", Outcome::rejected), Reported::conflict);
    }
    EXPECT_EQ(journal("outbox.conflict").size(), 1U);
}

TEST_F(Decisions, two_names_of_the_other_side_for_one_delivery_are_a_conflict) {
    put_into(OutboxState::delivered, "k1");
    now_ = now_.plus(std::chrono::hours(1));
    EXPECT_EQ(report("k1", Outcome::accepted, "theirs-k1"), Reported::agreed);
    EXPECT_THAT(journal("outbox.report"), IsEmpty());
    EXPECT_EQ(report("k1", Outcome::accepted, "theirs-other"), Reported::conflict);
    EXPECT_EQ(item("k1").foreign_id, "theirs-k1");
}

TEST_F(Decisions, what_was_reported_while_it_waited_is_not_sent) {
    put("g1", "g");
    put("g2", "g");
    EXPECT_EQ(report("g1", Outcome::accepted), Reported::taken);
    deliver(sink(says(Outcome::accepted)));
    EXPECT_THAT(sent_, ElementsAre("g2"));
}

TEST_F(Decisions, a_worker_that_comes_back_after_a_report_takes_nothing_back) {
    put("k1");
    put("k2");
    put("k3");
    deliver(
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            report("k1", Outcome::accepted);
            report("k2", Outcome::accepted);
            report("k3", Outcome::rejected);
            auto results = all(deliveries, Outcome::rejected);
            results[1].outcome = Outcome::retry;
            results[2].outcome = Outcome::accepted;
            return Results(results);
        }));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_THAT(item("k1").conflict, HasSubstr("rejected by worker-1"));
    EXPECT_EQ(state("k2"), OutboxState::delivered);
    EXPECT_THAT(item("k2").conflict, IsEmpty());
    EXPECT_EQ(state("k3"), OutboxState::delivered);
    EXPECT_THAT(item("k3").conflict, HasSubstr("accepted by worker-1"));
}

TEST_F(Decisions, a_report_needs_a_known_delivery_an_outcome_and_a_reason) {
    put("k1");
    const auto report_of = [](const std::string& key, Outcome outcome, const sync::Decision& by) {
        return [=](auto& tx) { return report_outcome(tx, {key, outcome}, by); };
    };
    EXPECT_EQ(refused(report_of("k9", Outcome::accepted, by_office)), ErrorCode::not_found);
    EXPECT_EQ(refused(report_of("k1", Outcome::unknown, by_office)), ErrorCode::malformed_input);
    EXPECT_EQ(refused(report_of("k1", Outcome::accepted, {"", "vì", noon})),
              ErrorCode::malformed_input);
    EXPECT_EQ(refused(report_of("k1", Outcome::accepted, {"Văn phòng", "", noon})),
              ErrorCode::malformed_input);
    put_into(OutboxState::sending, "k2");
    EXPECT_EQ(refused(report_of("k2", Outcome::absent, by_office)), ErrorCode::conflict);
}

TEST_F(Decisions, a_dead_delivery_is_corrected_and_goes_again_under_its_key) {
    put_into(OutboxState::dead, "k1");
    const auto corrected = to_json(a_dossier("H99-corrected", "2021-03-02T08:00:00+07:00"));
    change([&](auto& tx) {
        must(edit_delivery(tx, "k1", corrected, by_office));
        must(retry_delivery(tx, "k1", by_office));
    });
    std::string came;
    deliver(
        sink([&](const std::string&, const Deliveries& deliveries, sync::Facts&, std::stop_token) {
            came = deliveries.at(0).record;
            return Results(all(deliveries, Outcome::accepted));
        }));
    EXPECT_EQ(came, corrected);
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_EQ(item("k1").original, a_delivery("k1").record);
    const auto entry = journal("outbox.edit").at(0);
    EXPECT_THAT(entry.before, Not(HasSubstr("H99"))) << "digests, not records";
    EXPECT_NE(entry.before, entry.after);
}

TEST_F(Decisions, only_what_was_surely_not_taken_is_edited) {
    const auto edit = [](const std::string& key, const std::string& record) {
        return [=](auto& tx) { return edit_delivery(tx, key, record, by_office); };
    };
    const auto good = a_delivery("k9").record;
    put_into(OutboxState::unknown, "k1");
    EXPECT_EQ(refused(edit("k1", good)), ErrorCode::conflict);
    put_into(OutboxState::delivered, "k2");
    EXPECT_EQ(refused(edit("k2", good)), ErrorCode::conflict);
    put_into(OutboxState::dead, "k3");
    EXPECT_EQ(refused(edit("k3", "{}")), ErrorCode::malformed_input);
    EXPECT_EQ(refused(edit("none", good)), ErrorCode::not_found);
}

TEST_F(Decisions, a_dead_delivery_that_goes_again_has_all_its_tries) {
    put("k1");
    deliver_to_the_end(sink(says(Outcome::retry)));
    ASSERT_EQ(state("k1"), OutboxState::dead);
    change([&](auto& tx) { must(retry_delivery(tx, "k1", by_office)); });
    EXPECT_EQ(item("k1").tries, 0);
    deliver(sink(says(Outcome::retry)));
    EXPECT_EQ(state("k1"), OutboxState::waiting);
    EXPECT_EQ(item("k1").attempts, 21) << "the count for the adapter goes on";
}

TEST_F(Decisions, an_unknown_delivery_is_asked_about_again_not_sent) {
    put("k1");
    deliver_to_the_end(sink(says(Outcome::unknown), says(Outcome::unknown)));
    change([&](auto& tx) { must(retry_delivery(tx, "k1", by_office)); });
    sent_.clear();
    deliver(sink(says(Outcome::accepted), says(Outcome::accepted)));
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_THAT(sent_, IsEmpty());
}

TEST_F(Decisions, an_order_is_kept_through_death_and_return) {
    put("g1", "g");
    put("g2", "g");
    deliver(sink(says(Outcome::rejected)));
    EXPECT_THAT(sent_, ElementsAre("g1"));
    change([&](auto& tx) { must(retry_delivery(tx, "g1", by_office)); });
    deliver(sink(says(Outcome::accepted)));
    EXPECT_THAT(sent_, ElementsAre("g1", "g1", "g2"));
}

TEST_F(Decisions, many_go_again_at_once_by_their_cause) {
    for (const auto* key : {"k1", "k2"}) {
        put(key);
    }
    deliver(sink(says(Outcome::rejected)));
    put("k3");
    deliver_to_the_end(sink(says(Outcome::retry)));
    change([&](auto& tx) {
        EXPECT_EQ(
            must(retry_deliveries(tx, {.connection = mot_cua, .cause = "transient"}, by_office)),
            1);
    });
    EXPECT_EQ(state("k3"), OutboxState::waiting);
    EXPECT_EQ(count(OutboxState::dead), 2);
    change([&](auto& tx) {
        EXPECT_EQ(must(retry_deliveries(tx, {.connection = mot_cua}, by_office)), 2);
        EXPECT_EQ(must(retry_deliveries(tx, {.connection = mot_cua}, by_office)), 0);
    });
    EXPECT_EQ(count(OutboxState::waiting), 3);
    const auto entries = journal("outbox.retry");
    ASSERT_EQ(entries.size(), 2U) << "one for each decision, none for one about nothing";
    EXPECT_THAT(entries[1].after, HasSubstr("{\"waiting\":2,\"keys_sha256\":"));
    EXPECT_EQ(entries[1].subject, "mot-cua");
}

TEST_F(Decisions, more_than_a_page_goes_again_at_once) {
    change([](auto& tx) {
        for (int i = 0; i < 2500; ++i) {
            must(put_outbox(tx, a_delivery("k" + std::to_string(i))));
        }
    });
    deliver(sink(says(Outcome::rejected)));
    ASSERT_EQ(count(OutboxState::dead), 2500);
    change([&](auto& tx) {
        EXPECT_EQ(must(retry_deliveries(tx, {.connection = mot_cua}, by_office)), 2500);
    });
    EXPECT_EQ(count(OutboxState::waiting), 2500);
}

TEST_F(Decisions, what_is_discarded_stays_with_its_reason_and_lets_its_group_go_on) {
    put("g1", "g");
    put("g2", "g");
    deliver(sink(says(Outcome::rejected)));
    change([&](auto& tx) { must(discard_delivery(tx, "g1", by_office)); });
    EXPECT_EQ(state("g1"), OutboxState::discarded);
    EXPECT_EQ(item("g1").record, a_delivery("g1").record);
    const auto entry = journal("outbox.discard").at(0);
    EXPECT_EQ(entry.why, by_office.why);
    EXPECT_THAT(entry.before, HasSubstr("\"state\":\"dead\""));
    EXPECT_THAT(entry.after, HasSubstr("\"state\":\"discarded\""));
    deliver(sink(says(Outcome::accepted)));
    EXPECT_EQ(state("g2"), OutboxState::delivered);
}

TEST_F(Decisions, what_has_ended_or_is_under_way_is_neither_discarded_nor_sent_again) {
    const auto discard = [](const std::string& key) {
        return [=](auto& tx) { return discard_delivery(tx, key, by_office); };
    };
    const auto retry = [](const std::string& key) {
        return [=](auto& tx) { return retry_delivery(tx, key, by_office); };
    };
    put_into(OutboxState::delivered, "k1");
    EXPECT_EQ(refused(discard("k1")), ErrorCode::conflict);
    EXPECT_EQ(refused(retry("k1")), ErrorCode::conflict);
    put_into(OutboxState::discarded, "k2");
    EXPECT_EQ(refused(discard("k2")), ErrorCode::conflict);
    EXPECT_EQ(refused(retry("k2")), ErrorCode::conflict);
    put_into(OutboxState::sending, "k3");
    EXPECT_EQ(refused(discard("k3")), ErrorCode::conflict);
    EXPECT_EQ(refused(retry("k3")), ErrorCode::conflict);
    const sync::Selection delivered{.connection = mot_cua, .state = OutboxState::delivered};
    EXPECT_EQ(refused([&](auto& tx) { return discard_deliveries(tx, delivered, by_office); }),
              ErrorCode::conflict);
    EXPECT_EQ(refused([&](auto& tx) {
                  return discard_deliveries(tx, {.connection = mot_cua}, {"Văn phòng", "", noon});
              }),
              ErrorCode::malformed_input);
}

TEST_F(Decisions, a_purge_leaves_count_and_digest_in_a_journal_that_stays_whole) {
    put("k1");
    put("k2");
    deliver(sink(says(Outcome::accepted)));
    const auto digest = sha256_hex(a_delivery("k1").record);
    change([&](auto& tx) {
        const auto step = must(purge_deliveries(
            tx, {.connection = mot_cua, .before = now_.plus(hours(1))}, by_office));
        EXPECT_EQ(step.count, 2);
        EXPECT_EQ(step.last, must(get_outbox(tx, "k2")).number);
    });
    const auto entries = journal("outbox.purge");
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].subject, "mot-cua");
    EXPECT_EQ(entries[0].why, by_office.why);
    EXPECT_EQ(
        entries[0].after,
        "{\"delivered\":2,\"records_sha256\":\"" +
            sha256_hex("k1 " + digest + "\nk2 " + sha256_hex(a_delivery("k2").record) + "\n") +
            "\"}");
    change([&](auto& tx) {
        const auto step = must(purge_deliveries(tx, {.before = now_.plus(hours(1))}, by_office));
        EXPECT_EQ(step.count, 0);
    });
    EXPECT_EQ(journal("outbox.purge").size(), 1U) << "nothing done is no entry";
}

TEST_F(Decisions, a_purge_needs_a_reason) {
    auto tx = write();
    EXPECT_EQ(code_of(purge_deliveries(tx, {.before = noon}, {by_office.actor, "", noon})),
              ErrorCode::malformed_input);
}

// The record is gone, so its digest is the one that was kept.
TEST_F(Decisions, what_is_said_of_a_purged_delivery_is_noted_under_its_kept_digest) {
    put("k1");
    change([](auto& tx) {
        must(discard_delivery(tx, "k1", by_office));
        must(purge_deliveries(
            tx, {.state = OutboxState::discarded, .before = noon.plus(hours(1))}, by_office));
    });
    EXPECT_EQ(report("k1", Outcome::accepted), sync::Reported::conflict);
    EXPECT_EQ(state("k1"), OutboxState::delivered);
    EXPECT_THAT(journal("outbox.conflict").at(0).after,
                HasSubstr("\"purged_sha256\":\"" + sha256_hex(a_delivery("k1").record)));
}

}  // namespace
}  // namespace tiendo::test

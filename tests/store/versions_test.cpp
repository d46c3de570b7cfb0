// What was known of the ledger, and when: on new databases and on those of before.
#include "tiendo/store/versions.hpp"

#include "store/fixture.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/store/ledger.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using store::VersionKind;
using ::testing::HasSubstr;

const auto plan = PlanId::of("p");
const auto far_future = at("2999-01-01T00:00:00+07:00");

Obligation a_paper(const std::string& unit) {
    return {ObligationId::of("p/half/" + unit),
            plan,
            CycleId::of("half"),
            UnitId::of(unit),
            "Các phường báo cáo trước ngày 15/5"};
}

Submission a_round(const Obligation& obligation, int round, const char* sent) {
    Submission submission;
    submission.id = SubmissionId::of(obligation.id.str() + "/" + std::to_string(round));
    submission.obligation = obligation.id;
    submission.round = round;
    submission.sent_at = at(sent);
    submission.sender = "Văn phòng";
    submission.sections = {{"general", "Đã triển khai"}};
    return submission;
}

class Versions : public StoreTest {
protected:
    Versions() {
        change_ledger(
            [&](auto& tx) {
                must(put_plan(tx, a_plan("p"), "text"));
                must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
                must(insert_obligations(tx, std::vector{seven_, eight_}));
            },
            at("2021-01-04T08:00:00+07:00"));
    }
    store::KnownLedger known(const char* when) {
        auto tx = read();
        return must(ledger_known_at(tx, plan, at(when)));
    }
    void expect_the_last_versions_to_be_the_rows() {
        auto tx = read();
        EXPECT_EQ(must(ledger_known_at(tx, plan, far_future)), must(ledger_known_now(tx, plan)));
    }

    Obligation seven_ = a_paper("phuong-7");
    Obligation eight_ = a_paper("phuong-8");
};

TEST_F(Versions, a_change_without_a_journal_entry_cannot_be_committed) {
    auto tx = write();
    seven_.superseded = "sáp nhập";
    must(update_obligation(tx, seven_));
    auto refused = tx.commit();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::conflict);
    EXPECT_THAT(refused.error().message(), HasSubstr("without a journal entry"));
    auto after = read();
    EXPECT_FALSE(must(get_obligation(after, seven_.id)).superseded);
}

TEST_F(Versions, an_entry_before_the_change_does_not_do) {
    auto tx = write();
    must(append(tx, {noon, "Phòng Nội vụ", "test.change", "p", "", "", ""}));
    must(insert_submission(tx, a_round(seven_, 1, "2021-05-14T09:00:00+07:00")));
    EXPECT_FALSE(tx.commit());
}

TEST_F(Versions, what_was_noted_in_a_transaction_that_was_left_does_not_get_into_the_next_one) {
    {
        auto tx = write();
        must(insert_submission(tx, a_round(seven_, 1, "2021-05-14T09:00:00+07:00")));
    }
    change([](auto& tx) { must(append(tx, {noon, "a", "b", "", "", "", ""})); });
    EXPECT_TRUE(known("2999-01-01T00:00:00+07:00").submissions.empty());
    expect_the_last_versions_to_be_the_rows();
}

TEST_F(Versions, nothing_was_known_before_the_first_entry) {
    EXPECT_EQ(known("2021-01-04T07:59:59.999+07:00"), store::KnownLedger{});
    EXPECT_EQ(known("2021-01-04T08:00:00+07:00").obligations, (std::vector{seven_, eight_}));
    auto tx = read();
    EXPECT_EQ(code_of(ledger_known_at(tx, PlanId::of("none"), noon)), ErrorCode::not_found);
}

TEST_F(Versions, each_state_of_a_row_stays_known_from_its_entry_on) {
    auto sent = a_round(eight_, 1, "2021-05-14T09:00:00+07:00");
    const auto first = sent;
    change_ledger([&](auto& tx) { must(insert_submission(tx, sent)); },
                  at("2021-05-16T08:00:00+07:00"));
    sent.state = ReportState::returned;
    sent.returned_at = at("2021-05-17T08:00:00+07:00");
    sent.return_message = "bổ sung";
    change_ledger([&](auto& tx) { must(update_submission(tx, sent)); },
                  at("2021-05-17T08:00:00+07:00"));
    auto cycle = a_cycle("p", "half");
    cycle.due.at = at("2021-05-20T00:00:00+07:00");
    change_ledger([&](auto& tx) { must(update_cycle(tx, cycle)); },
                  at("2021-05-18T08:00:00+07:00"));

    EXPECT_TRUE(known("2021-05-16T07:59:59+07:00").submissions.empty());
    EXPECT_EQ(known("2021-05-16T08:00:00+07:00").submissions, (std::vector{first}));
    EXPECT_EQ(known("2021-05-17T08:00:00+07:00").submissions, (std::vector{sent}));
    EXPECT_EQ(known("2021-05-17T08:00:00+07:00").cycles.front().due.at, std::nullopt);
    EXPECT_EQ(known("2021-05-18T08:00:00+07:00").cycles, (std::vector{cycle}));
    expect_the_last_versions_to_be_the_rows();

    auto tx = read();
    const auto versions = must(list_versions(tx, eight_.id));
    ASSERT_EQ(versions.size(), 3U);
    EXPECT_EQ(versions[0].kind, VersionKind::obligation);
    EXPECT_EQ(versions[2].sequence, 3);
    EXPECT_EQ(versions[2].recorded_at, at("2021-05-17T08:00:00+07:00"));
    EXPECT_EQ(versions[2].body, to_json(sent));
}

TEST_F(Versions, a_removed_obligation_was_there_until_it_was_removed) {
    auto heir = a_paper("phuong-9");
    heir.inherited = "kế thừa";
    change_ledger([&](auto& tx) { must(insert_obligations(tx, std::vector{heir})); },
                  at("2021-02-01T08:00:00+07:00"));
    change_ledger([&](auto& tx) { must(remove_obligation(tx, heir.id)); },
                  at("2021-02-02T08:00:00+07:00"));
    EXPECT_EQ(known("2021-02-01T08:00:00+07:00").obligations.size(), 3U);
    EXPECT_EQ(known("2021-02-02T08:00:00+07:00").obligations.size(), 2U);
    expect_the_last_versions_to_be_the_rows();
}

TEST_F(Versions, a_clock_set_back_adds_nothing_to_what_was_known_in_the_past) {
    change_ledger(
        [&](auto& tx) {
            must(insert_submission(tx, a_round(seven_, 1, "2021-05-14T09:00:00+07:00")));
        },
        at("2021-05-20T08:00:00+07:00"));
    const auto before = known("2021-05-16T00:00:00+07:00");
    // The same office, with its clock on 10 May again.
    change_ledger(
        [&](auto& tx) {
            must(insert_submission(tx, a_round(eight_, 1, "2021-05-10T09:00:00+07:00")));
        },
        at("2021-05-10T10:00:00+07:00"));
    EXPECT_EQ(known("2021-05-16T00:00:00+07:00"), before);
    EXPECT_EQ(known("2021-05-20T08:00:00+07:00").submissions.size(), 2U);
    auto tx = read();
    const auto versions = must(list_versions(tx, eight_.id));
    EXPECT_EQ(versions.back().recorded_at, at("2021-05-20T08:00:00+07:00"));
    EXPECT_EQ(versions.back().sequence, 3);
}

TEST_F(Versions, the_database_itself_refuses_to_change_or_cut_them) {
    EXPECT_THROW(tamper(path_, "UPDATE ledger_version SET recorded_at = 0"), std::runtime_error);
    EXPECT_THROW(tamper(path_, "DELETE FROM ledger_version"), std::runtime_error);
}

/// A database as schema 9 left it: rows and journal as that release wrote them.
class Schema9 : public testing::Test {
protected:
    Schema9() {
        {
            auto made = must(store::Store::create(options_for(path_), Logger()));
            auto tx = must(made.begin(store::Mode::write));
            auto stored = a_plan("p");
            stored.adopted_at = at("2021-01-04T08:00:00+07:00");
            must(put_plan(tx, stored, "text"));
            say(tx, "2021-01-04T08:00:00+07:00", "plan.adopt", "p", "{}");
            say(tx, "2021-05-13T08:00:00+07:00", "obligation.excuse", "p/half/phuong-9", "{}");
            say(tx,
                "2021-05-14T10:00:00+07:00",
                "report.submit",
                "p/half/phuong-7/1",
                round("submitted", "null", "", "null"));
            say(tx,
                "2021-05-17T09:00:00+07:00",
                "report.return",
                "p/half/phuong-7/1",
                R"({"submission":)" +
                    round("returned", R"("2021-05-17T09:00:00+07:00")", "bổ sung", "null") +
                    R"(,"again_before":"2021-05-25T00:00:00+07:00"})");
            say(tx,
                "2021-06-01T09:00:00+07:00",
                "units.event",
                "nq-1",
                R"({"entry":"[[event]]\nid = \"nq-1\"\n"})");
            must(tx.commit());
        }
        const auto obligation = [](int position, const std::string& unit, const std::string& rest) {
            return "INSERT INTO obligation VALUES (" + std::to_string(position) + ", 'p/half/" +
                   unit + "', 'p', 'half', '" + unit + "', '{\"id\":\"p/half/" + unit +
                   R"(","plan":"p","cycle":"half","unit":")" + unit +
                   R"(","why":"trước ngày 15/5",)" + rest + "}');";
        };
        tamper(
            path_,
            "PRAGMA foreign_keys = OFF;" + back_to_schema(9) +
                "INSERT INTO cycle VALUES (1, 'p', 'half', 1, '" + to_json(a_cycle("p", "half")) +
                "');" + obligation(1, "phuong-7", plain_) +
                obligation(2,
                           "phuong-8",
                           R"("excused":null,"superseded":"UBND Phường 8 kết thúc (sự kiện nq-1); )"
                           R"(UBND Phường 9 kế thừa","inherited":null)") +
                obligation(
                    3, "phuong-9", R"("excused":"phong tỏa","superseded":null,"inherited":null)") +
                obligation(4,
                           "phuong-10",
                           R"("excused":null,"superseded":null,)"
                           R"x("inherited":"kế thừa: UBND Phường 8 kết thúc (sự kiện nq-1)")x") +
                "INSERT INTO submission VALUES ('p/half/phuong-7/1', 'p/half/phuong-7', 1, '" +
                round("returned", R"("2021-05-17T09:00:00+07:00")", "bổ sung", "null") + "');");
    }
    static void say(store::Transaction& tx,
                    const char* when,
                    const char* action,
                    const char* subject,
                    const std::string& after) {
        must(append(tx, {at(when), "Phòng Nội vụ", action, subject, "", "", after}));
    }
    static std::string round(const std::string& state,
                             const std::string& returned_at,
                             const std::string& message,
                             const std::string& accepted_at) {
        return R"({"id":"p/half/phuong-7/1","obligation":"p/half/phuong-7","round":1,)"
               R"("sent_at":"2021-05-14T09:00:00+07:00","state":")" +
               state + R"(","sender":"Văn phòng","sections":[{"about":"5","text":"\"Đã\" làm"}],)" +
               R"("returned_at":)" + returned_at + R"(,"return_message":")" + message +
               R"(","accepted_at":)" + accepted_at + "}";
    }
    store::KnownLedger known(const char* when) {
        auto opened = must(store::Store::open(options_for(path_), Logger()));
        auto tx = must(opened.begin(store::Mode::read));
        return must(ledger_known_at(tx, plan, at(when)));
    }
    static const Obligation& of(const store::KnownLedger& ledger, std::string_view unit) {
        return *std::ranges::find(ledger.obligations, UnitId::of(unit), &Obligation::unit);
    }

    static constexpr const char* plain_ = R"("excused":null,"superseded":null,"inherited":null)";
    Folder folder_;
    std::filesystem::path path_ = folder_ / "a.db";
};

TEST_F(Schema9, what_adopting_fixed_is_known_from_that_instant_on) {
    EXPECT_TRUE(known("2021-01-04T07:59:59+07:00").obligations.empty());
    const auto then = known("2021-01-04T08:00:00+07:00");
    ASSERT_EQ(then.obligations.size(), 3U) << "heirs owe since the event only";
    EXPECT_EQ(then.cycles, (std::vector{a_cycle("p", "half")}));
    EXPECT_TRUE(of(then, "phuong-9").excuses.empty());
    EXPECT_FALSE(of(then, "phuong-8").superseded);
}

TEST_F(Schema9, an_excuse_is_known_from_its_journal_entry_with_who_and_when) {
    EXPECT_TRUE(of(known("2021-05-13T07:59:59+07:00"), "phuong-9").excuses.empty());
    EXPECT_EQ(
        of(known("2021-05-13T08:00:00+07:00"), "phuong-9").excuses,
        (std::vector<Excuse>{{"Phòng Nội vụ", "phong tỏa", at("2021-05-13T08:00:00+07:00")}}));
}

TEST_F(Schema9, the_states_of_a_submission_are_those_of_its_journal_entries) {
    EXPECT_TRUE(known("2021-05-14T09:59:59+07:00").submissions.empty());
    const auto sent = known("2021-05-14T10:00:00+07:00").submissions;
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].state, ReportState::submitted);
    EXPECT_EQ(sent[0].sections.front().text, "\"Đã\" làm");
    const auto returned = known("2021-05-17T09:00:00+07:00").submissions;
    EXPECT_EQ(returned[0].state, ReportState::returned);
    EXPECT_EQ(returned[0].again_before, at("2021-05-25T00:00:00+07:00"));
}

TEST_F(Schema9, what_a_reorganisation_did_is_known_from_its_entry_on) {
    const auto before = known("2021-06-01T08:59:59+07:00");
    EXPECT_EQ(before.obligations.size(), 3U);
    EXPECT_FALSE(of(before, "phuong-8").superseded);
    const auto after = known("2021-06-01T09:00:00+07:00");
    EXPECT_EQ(after.obligations.size(), 4U);
    EXPECT_TRUE(of(after, "phuong-8").superseded);
}

TEST_F(Schema9, the_last_versions_are_the_rows) {
    auto opened = must(store::Store::open(options_for(path_), Logger()));
    auto tx = must(opened.begin(store::Mode::read));
    EXPECT_EQ(must(ledger_known_at(tx, plan, at("2021-06-01T09:00:00+07:00"))),
              must(ledger_known_now(tx, plan)));
    EXPECT_EQ(must(get_submission(tx, SubmissionId::of("p/half/phuong-7/1"))).again_before,
              at("2021-05-25T00:00:00+07:00"));
    EXPECT_FALSE(must(verify_journal(tx, std::nullopt)).fault);
}

TEST_F(Schema9, a_row_that_no_entry_explains_is_known_from_the_last_entry_on) {
    tamper(path_, "UPDATE submission SET body = json_set(body, '$.sender', 'Văn phòng khác')");
    EXPECT_EQ(known("2021-05-31T00:00:00+07:00").submissions[0].sender, "Văn phòng");
    EXPECT_EQ(known("2021-06-01T09:00:00+07:00").submissions[0].sender, "Văn phòng khác");
}

}  // namespace
}  // namespace tiendo::test

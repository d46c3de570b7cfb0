// Reminders from the rules to the other system: the adapter van-ban and its simulator, over real
// sockets. Each reaches it once, whatever dies on the way.
#include "tiendo/workspace/reminders.hpp"

#include "adapters/peer.hpp"
#include "sync/driver.hpp"
#include "workspace/sender.hpp"

#include "tiendo/base/file.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <set>

namespace tiendo::test {
namespace {

using store::OutboxState;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const ConnectionId register_of_documents = ConnectionId::of("van-ban");
const PlanId plan_118 = PlanId::of("ke-hoach-118");
const std::string their_key = "khoa-thu-nghiem";
const ReminderTarget target{register_of_documents};

class Reminding : public ::testing::Test {
protected:
    Reminding()
        : peer("tiendo-sim-van-ban", {"--count", "50"}),
          work(must(
              Workspace::create(sender_options(folder_ / "quan.db", [this] { return now; })))) {
        const auto example = std::filesystem::path(TIENDO_SOURCE_DIR) / "examples/district";
        must(work.load_units(example / "units.toml"));
        must(work.adopt(example / "ke-hoach.txt",
                        {.plan = plan_118, .as_of = Date::of(2020, 12, 31), .years = {2021}}));
        const auto secret = folder_.file("van-ban.secret", their_key + "\n");
        std::filesystem::permissions(secret, std::filesystem::perms::owner_all);
        must(work.add_connection({.id = register_of_documents,
                                  .adapter = "van-ban",
                                  .settings = {{"url", peer.process().url("")}},
                                  .secrets = {{"key", "file:" + secret.string()}}}));
    }

    std::size_t count(const std::vector<Reminder>& reminders, ReminderFate fate) {
        return static_cast<std::size_t>(std::ranges::count(reminders, fate, &Reminder::fate));
    }
    std::size_t put() { return count(must(work.remind({}, target)), ReminderFate::put); }
    std::size_t in_outbox() {
        return must(work.deliveries({.connection = register_of_documents})).size();
    }
    /// Runs, moves the clock to when it is worth while again, and so on until nothing is due.
    void deliver_to_the_end() {
        for (int i = 0; i < 100; ++i) {
            const auto runs = must(work.deliver({register_of_documents}, {}));
            if (!runs.at(0).next_at) {
                return;
            }
            now = std::max(now, *runs.at(0).next_at);
        }
        ADD_FAILURE() << "no end";
    }
    boost::json::array drafts() {
        const auto answer = boost::json::parse(
            peer.body("GET", "/van-ban/du-thao", 200, {{"X-Khoa-Truy-Cap", their_key}}, ""));
        return answer.at("duThao").as_array();
    }
    void send_half_year(std::string_view unit) {
        must(work.submit({plan_118, CycleId::of("2021-half-year"), UnitId::of(unit)},
                         {now, "Văn phòng", {{"general", "Đã thực hiện."}}}));
    }

    Folder folder_;
    Instant now = at("2021-05-07T09:00:00+07:00");
    Peer peer;
    Workspace work;
};

TEST_F(Reminding, a_letter_lies_there_as_a_draft_with_what_an_official_would_write) {
    const auto reminders = must(work.remind({}, target));
    deliver_to_the_end();
    const auto all = drafts();
    EXPECT_EQ(all.size(), count(reminders, ReminderFate::put));
    const auto found = std::ranges::find_if(all, [](const boost::json::value& draft) {
        const auto subject = std::string(draft.at("trichYeu").as_string());
        return subject.find("Phường 7 gửi Báo cáo 06 tháng") != std::string::npos;
    });
    ASSERT_NE(found, all.end());
    EXPECT_EQ(
        std::string(found->at("trichYeu").as_string()),
        "Về việc nhắc Ủy ban nhân dân Phường 7 gửi Báo cáo 06 tháng năm 2021 theo Kế hoạch số "
        "118/KH-UBND; hạn gửi: trước ngày 15/5/2021 (hết ngày 14/5/2021)");
    EXPECT_EQ(found->at("loai"), "Công văn");
    EXPECT_EQ(found->at("coQuanBanHanhMa"), "000.00.12.H99");
    EXPECT_EQ(found->at("ngay"), "07/05/2021");
    EXPECT_EQ(found->at("vanBanLienQuan").at(0), "118/KH-UBND");
}

TEST_F(Reminding, each_is_put_once_however_often_the_rules_are_asked) {
    const auto first = put();
    EXPECT_GT(first, 20U)
        << "the half-year report of each unit, and what is overdue since February";
    EXPECT_EQ(put(), 0U);
    now = now.plus(std::chrono::hours(5));
    EXPECT_EQ(put(), 0U) << "nothing new has come";
    EXPECT_EQ(in_outbox(), first);
    deliver_to_the_end();
    EXPECT_EQ(put(), 0U) << "what was sent is not put again";
    EXPECT_EQ(drafts().size(), first);
}

TEST_F(Reminding, who_has_sent_it_is_left_alone) {
    send_half_year("ubnd-phuong-7");
    for (const auto& reminder : must(work.preview_reminders({}))) {
        EXPECT_NE(reminder.paper.str(), "ke-hoach-118/2021-half-year/ubnd-phuong-7");
    }
    EXPECT_GT(put(), 0U);
}

TEST_F(Reminding, who_must_send_a_returned_paper_again_is_told_by_when_once) {
    const ledger::Paper paper{plan_118, CycleId::of("2021-half-year"), UnitId::of("ubnd-phuong-7")};
    send_half_year("ubnd-phuong-7");
    must(work.return_paper(paper, {"Đề nghị bổ sung số liệu.", at("2021-05-26T00:00:00+07:00")}));
    now = at("2021-05-21T09:00:00+07:00");
    const auto mine = [&] {
        std::vector<std::string> subjects;
        for (const auto& each : must(work.remind({}, target))) {
            if (each.paper.str() == "ke-hoach-118/2021-half-year/ubnd-phuong-7" &&
                each.fate == ReminderFate::put) {
                subjects.push_back(each.subject);
            }
        }
        return subjects;
    };
    EXPECT_THAT(mine(),
                testing::ElementsAre(
                    "Về việc nhắc Ủy ban nhân dân Phường 7 hoàn thiện, gửi lại Báo cáo 06 tháng "
                    "năm 2021 theo Kế hoạch số 118/KH-UBND; hạn gửi lại: trước ngày 26/5/2021 "
                    "(hết ngày 25/5/2021)"));
    EXPECT_THAT(mine(), testing::IsEmpty());
    now = at("2021-05-27T09:00:00+07:00");
    EXPECT_THAT(mine(),
                testing::ElementsAre(testing::AllOf(
                    HasSubstr("Về việc đôn đốc Ủy ban nhân dân Phường 7 hoàn thiện, gửi lại"),
                    HasSubstr("đến nay đã quá hạn 02 ngày"))));
    send_half_year("ubnd-phuong-7");
    now = at("2021-06-10T09:00:00+07:00");
    EXPECT_THAT(mine(), testing::IsEmpty());
}

// The program was off from 6 to 20 May: whoever was away is not told three times at once.
TEST_F(Reminding, of_those_whose_time_passed_only_the_latest_goes_and_the_others_are_told) {
    now = at("2021-05-20T09:00:00+07:00");
    std::vector<std::string> told;
    for (const auto& reminder : must(work.remind({}, target))) {
        if (reminder.paper.str() == "ke-hoach-118/2021-half-year/ubnd-phuong-7") {
            told.push_back(std::string(to_string(reminder.fate)) + " " + reminder.moment.rule);
        }
    }
    EXPECT_THAT(told,
                testing::ElementsAre("skipped truoc-5-ngay", "skipped ngay-cuoi", "put qua-han"));
    EXPECT_EQ(count(must(work.remind({}, target)), ReminderFate::skipped), 0U) << "told once";
}

TEST_F(Reminding, what_stays_overdue_goes_to_the_unit_above) {
    now = at("2021-06-01T09:00:00+07:00");
    const auto reminders = must(work.preview_reminders({}));
    const auto found = std::ranges::find_if(reminders, [](const Reminder& each) {
        return each.paper.str() == "ke-hoach-118/2021-half-year/ubnd-phuong-7" &&
               each.to == ledger::ReminderAudience::parent;
    });
    ASSERT_NE(found, reminders.end());
    EXPECT_EQ(found->recipient, UnitId::of("ubnd-quan"));
    EXPECT_THAT(found->subject,
                AllOf(HasSubstr("Về việc báo cáo Ủy ban nhân dân Quận"),
                      HasSubstr("tình hình Ủy ban nhân dân Phường 7 chưa gửi"),
                      HasSubstr("đến nay đã quá hạn 18 ngày")));
}

TEST_F(Reminding, a_preview_keeps_nothing) {
    const auto before = must(work.verify_journal({})).head;
    EXPECT_GT(count(must(work.preview_reminders({})), ReminderFate::put), 0U);
    EXPECT_EQ(in_outbox(), 0U);
    EXPECT_EQ(must(work.verify_journal({})).head, before);
}

TEST_F(Reminding, a_connection_that_takes_no_documents_gets_nothing_at_all) {
    EXPECT_EQ(code_of(work.remind({}, {ConnectionId::of("none")})), ErrorCode::not_found);
    EXPECT_EQ(code_of(work.remind({}, {register_of_documents, "documents"})),
              ErrorCode::unsupported);
    EXPECT_EQ(in_outbox(), 0U);
}

// All or none: killed at every look at the clock, then run to the end.
TEST_F(Reminding, a_program_that_is_killed_on_the_way_loses_none_and_sends_none_twice) {
    const auto expected = count(must(work.preview_reminders({})), ReminderFate::put);
    int killed = 0;
    for (std::size_t look = 1;; look += 1 + expected / 8) {
        const auto ended = run_driver({TIENDO_REMIND_DRIVER,
                                       (folder_ / "quan.db").string(),
                                       std::to_string(now.unix_ms()),
                                       std::to_string(look)});
        if (ended.status == 0) {
            break;
        }
        ASSERT_EQ(ended.status, 128 + SIGKILL) << ended.said;
        EXPECT_EQ(in_outbox(), 0U) << "killed at look " << look;
        ++killed;
    }
    EXPECT_GT(killed, 5);
    EXPECT_EQ(in_outbox(), expected);
    EXPECT_EQ(put(), 0U);
    peer.control("POST", "/_sim/faults?script=post:dropped");  // taken, and the answer is lost
    deliver_to_the_end();
    std::set<std::string> subjects;
    for (const auto& draft : drafts()) {
        subjects.insert(std::string(draft.at("trichYeu").as_string()));
    }
    EXPECT_EQ(drafts().size(), expected);
    EXPECT_EQ(subjects.size(), expected) << "no letter twice";
    for (const auto& item : must(work.deliveries({}))) {
        EXPECT_EQ(item.state, OutboxState::delivered) << item.key << ": " << item.message;
    }
}

// A district ends, and papers of its plans stay overdue for ever: other plans go on.
TEST_F(Reminding, without_an_authority_that_writes_each_letter_says_so_and_nothing_fails) {
    auto units = must(read_file(
        std::filesystem::path(TIENDO_SOURCE_DIR) / "examples/district/units.toml", 1 << 20));
    const std::string kind = "kind = \"authority\"\n";
    units.replace(units.find(kind), kind.size(), kind + "valid_to = 2021-04-30\n");
    must(work.load_units(folder_.file("units.toml", units)));
    const auto reminders = must(work.remind({}, target));
    EXPECT_EQ(count(reminders, ReminderFate::no_recipient), reminders.size());
    ASSERT_FALSE(reminders.empty());
    EXPECT_THAT(reminders[0].why, HasSubstr("authority"));
    EXPECT_EQ(in_outbox(), 0U);
}

TEST_F(Reminding, what_the_other_side_refuses_is_a_dead_letter_and_holds_up_no_other) {
    auto units = must(read_file(
        std::filesystem::path(TIENDO_SOURCE_DIR) / "examples/district/units.toml", 1 << 20));
    const std::string code = "documents = \"000.00.12.H99\" }";
    units.replace(units.find(code), code.size(), "documents = \"000.00.99.H99\" }");
    must(work.load_units(folder_.file("units.toml", units)));
    const auto sent = put();
    deliver_to_the_end();
    EXPECT_EQ(must(work.deliveries({.state = OutboxState::dead})).size(), sent);
    EXPECT_THAT(drafts(), IsEmpty());
}

}  // namespace
}  // namespace tiendo::test

#include "tiendo/report/calendar_feed.hpp"

#include "ledger/world.hpp"
#include "report/golden.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/units/parse_events.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tiendo::test {
namespace {

using report::Feed;
using report::FeedEntry;
using report::FeedKind;
using report::FeedStatus;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

const auto ward = UnitId::of("ubnd-phuong-7");

Feed feed_at(Office& office, Instant when, FeedKind kind = FeedKind::events) {
    auto tx = office.read();
    auto feed = report::compose_feed(tx, {ward, when, kind});
    EXPECT_TRUE(feed) << feed.error();
    return feed ? *std::move(feed) : Feed{};
}

const FeedEntry& half_year_in(const Feed& feed) {
    const auto found = std::ranges::find_if(feed.entries, [](const FeedEntry& entry) {
        return entry.due == at("2021-05-15T00:00:00+07:00");
    });
    EXPECT_NE(found, feed.entries.end());
    return *found;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = text.find("\r\n", from);
        EXPECT_NE(end, std::string::npos) << "a line without CRLF";
        lines.push_back(text.substr(from, end - from));
        from = end + 2;
    }
    return lines;
}

std::string unfolded(std::string text) {
    for (auto fold = text.find("\r\n "); fold != std::string::npos; fold = text.find("\r\n ")) {
        text.erase(fold, 3);
    }
    return text;
}

TEST(CalendarFeed, before_15_may_ends_where_15_may_begins_and_the_last_second_is_told) {
    Office office;
    const auto feed = feed_at(office, at("2021-05-10T09:00:00+07:00"));
    const auto text = unfolded(render_feed(feed));
    EXPECT_THAT(text,
                AllOf(HasSubstr("DTSTART;TZID=Asia/Ho_Chi_Minh:20210514T000000\r\n"
                                "DTEND;TZID=Asia/Ho_Chi_Minh:20210515T000000\r\n"),
                      HasSubstr("23 giờ 59 phút 59 giây ngày 14/5/2021")));
    EXPECT_EQ(half_year_in(feed).status, FeedStatus::expected);
}

// A calendar keeps an entry as it knows it until a higher SEQUENCE comes.
TEST(CalendarFeed, an_update_keeps_the_uid_and_counts_up) {
    Office office;
    const auto before = half_year_in(feed_at(office, at("2021-05-10T09:00:00+07:00")));
    EXPECT_EQ(before.sequence, 0);
    EXPECT_EQ(before.changed, before.created);
    {
        auto tx = office.write();
        Office::must(ledger::submit(tx,
                                    half_year_of(ward.str()),
                                    sent_at("2021-05-12T08:00:00+07:00"),
                                    by_home_affairs(at("2021-05-12T08:30:00+07:00"))));
        Office::must(tx.commit());
    }
    const auto after = half_year_in(feed_at(office, at("2021-05-13T09:00:00+07:00")));
    EXPECT_EQ(after.uid, before.uid);
    EXPECT_EQ(after.sequence, 1);
    EXPECT_EQ(after.changed, at("2021-05-12T08:30:00+07:00"));
    EXPECT_EQ(after.created, before.created);
    EXPECT_EQ(after.status, FeedStatus::filed);
    EXPECT_EQ(after.filed_at, at("2021-05-12T08:00:00+07:00"));
    EXPECT_THAT(after.description, HasSubstr("đúng hạn, gửi lúc 8 giờ 00 phút ngày 12/5/2021"));
}

TEST(CalendarFeed, a_due_instant_that_passes_unfiled_is_a_change_for_ever) {
    Office office;
    const auto overdue = half_year_in(feed_at(office, clock_now));
    EXPECT_EQ(overdue.sequence, 1);
    EXPECT_EQ(overdue.changed, at("2021-05-15T00:00:00+07:00"));
    auto tx = office.write();
    Office::must(ledger::submit(
        tx, half_year_of(ward.str()), sent_at("2021-05-18T08:00:00+07:00"), by_home_affairs()));
    Office::must(tx.commit());
    const auto late = half_year_in(feed_at(office, clock_now));
    EXPECT_EQ(late.sequence, 2) << "never counts back";
    EXPECT_EQ(late.status, FeedStatus::filed);
    EXPECT_THAT(late.description, HasSubstr("trễ hạn"));
}

TEST(CalendarFeed, what_is_excused_is_cancelled_and_stays_in_the_feed) {
    Office office;
    auto act = by_home_affairs(at("2021-05-11T10:00:00+07:00"));
    act.why = "Phường đang thực hiện cách ly y tế; theo Công văn 12/UBND";
    auto tx = office.write();
    Office::must(ledger::excuse(tx, half_year_of(ward.str()), act));
    Office::must(tx.commit());
    const auto feed = feed_at(office, at("2021-05-12T09:00:00+07:00"));
    const auto& entry = half_year_in(feed);
    EXPECT_EQ(entry.status, FeedStatus::cancelled);
    EXPECT_EQ(entry.sequence, 1);
    EXPECT_EQ(entry.changed, act.at);
    EXPECT_THAT(entry.summary, HasSubstr("Không phải gửi"));
    EXPECT_THAT(unfolded(render_feed(feed)),
                AllOf(HasSubstr("STATUS:CANCELLED\r\n"), HasSubstr("cách ly y tế\\; theo")));
}

constexpr auto merged_and_taken_back = R"toml(
[[event]]
id = "sap-nhap"
day = 2021-06-01
legal_basis = "Nghị quyết giả định"
[[event.step]]
do = "create"
unit = { id = "ubnd-phuong-moi", name = "Ủy ban nhân dân Phường Mới", kind = "ward", parent = "ubnd-quan" }
[[event.step]]
do = "merge"
units = ["ubnd-phuong-6", "ubnd-phuong-7"]
into = "ubnd-phuong-moi"
duties = "inherited"

[[event]]
id = "huy-sap-nhap"
reverses = "sap-nhap"
reason = "nhập nhầm (giả định)"
)toml";

// Whoever imported the file once, instead of subscribing, would keep the entry for ever.
TEST(CalendarFeed, an_heirs_paper_that_is_taken_back_is_cancelled_though_its_unit_is_in_no_list) {
    Office office;
    const auto heir = UnitId::of("ubnd-phuong-moi");
    const auto entries = units::parse_events(merged_and_taken_back, "test.toml");
    ASSERT_TRUE(entries) << entries.error();
    const auto feed_after = [&](std::size_t entry, Instant when) {
        auto tx = office.write();
        Office::must(ledger::apply_units(tx, entries->at(entry), by_home_affairs(when)));
        auto feed = report::compose_feed(tx, {heir, when, FeedKind::events});
        Office::must(feed);
        Office::must(tx.commit());
        return feed ? *std::move(feed) : Feed{};
    };
    const auto owed = feed_after(0, at("2021-05-25T08:00:00+07:00"));
    const auto gone = feed_after(1, at("2021-05-26T08:00:00+07:00"));
    EXPECT_THAT(owed.name, HasSubstr("Phường Mới"));
    ASSERT_THAT(owed.entries, SizeIs(1)) << "the report of the year: the others were due before";
    ASSERT_THAT(gone.entries, SizeIs(1));
    const auto& before = owed.entries[0];
    const auto& after = gone.entries[0];
    EXPECT_EQ(before.status, FeedStatus::expected);
    EXPECT_EQ(after.status, FeedStatus::cancelled);
    EXPECT_EQ(after.uid, before.uid);
    EXPECT_EQ(after.due, before.due);
    EXPECT_GT(after.sequence, before.sequence);
    EXPECT_EQ(after.changed, at("2021-05-26T08:00:00+07:00"));
    EXPECT_THAT(after.description, HasSubstr("không còn trong danh mục văn bản phải gửi"));
    EXPECT_THAT(unfolded(render_feed(gone)), HasSubstr("STATUS:CANCELLED\r\n"));
}

TEST(CalendarFeed, a_paper_without_a_day_is_a_todo_and_no_event) {
    Office office;
    const auto events = feed_at(office, clock_now);
    EXPECT_THAT(events.undated, SizeIs(4)) << "the four public notices";
    const auto todos = feed_at(office, clock_now, FeedKind::todos);
    EXPECT_EQ(todos.entries.size(), events.entries.size() + 4);
    EXPECT_NE(half_year_in(todos).uid, half_year_in(events).uid)
        << "one UID in two kinds of component would be one thing";
    const auto text = render_feed(todos);
    EXPECT_THAT(text,
                AllOf(HasSubstr("BEGIN:VTODO"),
                      HasSubstr("DUE;TZID=Asia/Ho_Chi_Minh:20210515T000000"),
                      HasSubstr("STATUS:NEEDS-ACTION"),
                      Not(HasSubstr("VEVENT"))));
}

TEST(CalendarFeed, lines_have_at_most_75_octets_and_no_character_is_cut) {
    Office office;
    const auto text = render_feed(feed_at(office, clock_now));
    bool folded = false;
    for (const auto& line : lines_of(text)) {
        EXPECT_LE(line.size(), 75U) << line;
        EXPECT_FALSE(first_invalid_utf8(line)) << line;
        EXPECT_EQ(line.find('\n'), std::string::npos) << line;
        folded = folded || line.starts_with(' ');
    }
    EXPECT_TRUE(folded) << "nothing was long enough to prove it";
}

TEST(CalendarFeed, a_line_of_any_length_folds_between_characters) {
    Feed feed{"Lịch", FeedKind::events, clock_now, {FeedEntry{}}, {}};
    feed.entries[0].due = clock_now;
    for (std::size_t blanks = 0; blanks < 8; ++blanks) {
        std::string word(blanks, 'x');
        for (int i = 0; i < 100; ++i) {
            word += "ệ𝛑";  // three and four bytes
        }
        feed.entries[0].summary = word;
        const auto text = render_feed(feed);
        for (const auto& line : lines_of(text)) {
            EXPECT_LE(line.size(), 75U);
            EXPECT_FALSE(first_invalid_utf8(line)) << line;
        }
        EXPECT_THAT(unfolded(text), HasSubstr("SUMMARY:" + word + "\r\n"));
    }
}

TEST(CalendarFeed, text_of_others_cannot_end_a_line) {
    Feed feed{"Lịch", FeedKind::events, clock_now, {FeedEntry{}}, {}};
    feed.entries[0].due = clock_now;
    feed.entries[0].summary = "A, B; C\\D\r\nATTACH:http://x\x01";
    const auto text = render_feed(feed);
    EXPECT_THAT(text, HasSubstr("SUMMARY:A\\, B\\; C\\\\D\\nATTACH:http://x\r\n"));
    EXPECT_THAT(text, Not(HasSubstr("\r\nATTACH")));
}

TEST(CalendarFeed, the_same_input_gives_the_same_bytes) {
    Office office;
    const auto feed = feed_at(office, clock_now);
    EXPECT_EQ(feed, feed_at(office, clock_now));
    EXPECT_EQ(render_feed(feed), render_feed(feed));
    meets_golden(render_feed(feed), "calendar.ics");
}

TEST(CalendarFeed, an_unknown_unit_is_not_found) {
    Office office;
    auto tx = office.read();
    const auto feed = report::compose_feed(tx, {UnitId::of("none"), clock_now, FeedKind::events});
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace tiendo::test

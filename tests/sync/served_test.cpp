// What a request brought is kept before its answer leaves: all of it or nothing, and once.
#include "tiendo/sync/served.hpp"

#include "sync/fixture.hpp"

#include "tiendo/base/digest.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using store::PageOutcome;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class KeepServed : public HubTest {
protected:
    static sync::Served served(const sync::SourcePage& page) {
        return {ConnectionId::of("mot-cua"),
                "dossiers",
                RecordType::dossier,
                page.lines,
                page.record_count};
    }
    Result<sync::ServedOutcome> keep(const sync::Served& what, const sync::Facts& facts) {
        return sync::keep_served(
            store_, what, facts, {.clock = fixed_clock(noon), .actor = "serve"});
    }
    Result<sync::ServedOutcome> keep(const sync::SourcePage& page) {
        return keep(served(page), none_);
    }
    std::vector<JournalEntry> entries() {
        auto tx = read();
        return must(read_journal(tx, {.action_prefix = "records.served"}));
    }
    sync::Facts none_{[](std::string_view) { return std::optional<std::string>(); }};
};

TEST_F(KeepServed, the_records_are_there_and_the_journal_says_which) {
    const auto page = last_page(dossiers(0, 3), "");
    const auto outcome = must(keep(page));
    EXPECT_EQ(outcome.records, (PageOutcome{.inserted = 3}));
    EXPECT_EQ(rows("mot-cua"), 3);
    const auto journal = entries();
    ASSERT_THAT(journal, SizeIs(1));
    EXPECT_EQ(journal[0].actor, "serve");
    EXPECT_EQ(journal[0].subject, "mot-cua");
    EXPECT_EQ(journal[0].at, noon);
    EXPECT_EQ(journal[0].after,
              "{\"stream\":\"dossiers\",\"records\":3,\"inserted\":3,\"updated\":0,\"unchanged\":0,"
              "\"deleted\":0,\"dead\":0,\"sha256\":\"" +
                  sha256_hex(page.lines) + "\"}");
}

TEST_F(KeepServed, the_same_request_twice_is_kept_once) {
    must(keep(last_page(dossiers(0, 3), "")));
    EXPECT_EQ(must(keep(last_page(dossiers(0, 3), ""))).records, (PageOutcome{.unchanged = 3}));
    EXPECT_EQ(rows("mot-cua"), 3);
    EXPECT_THAT(entries(), SizeIs(1));
}

TEST_F(KeepServed, where_reading_stands_is_not_touched) {
    store::StreamState before;
    before.connection = ConnectionId::of("mot-cua");
    before.stream = "dossiers";
    before.cursor = {"behind page 7"};
    before.pages = 7;
    change([&](auto& tx) { must(put_stream_state(tx, before)); });
    must(keep(last_page(dossiers(0, 1), "not a cursor")));
    EXPECT_EQ(state("mot-cua"), before);
}

TEST_F(KeepServed, one_bad_record_is_a_dead_letter_and_the_same_again_is_the_same_letter) {
    EXPECT_EQ(must(keep(page_with_bad_lines(10, 1))).dead, 1);
    EXPECT_EQ(must(keep(page_with_bad_lines(10, 1))).dead, 1);
    const auto letters = dead_letters();
    ASSERT_THAT(letters, SizeIs(1));
    EXPECT_EQ(letters[0].attempts, 2);
    EXPECT_EQ(letters[0].stream, "dossiers");
    EXPECT_THAT(letters[0].payload, HasSubstr("broken-0"));
    EXPECT_EQ(rows("mot-cua"), 9);
}

TEST_F(KeepServed, too_many_bad_records_keep_nothing) {
    EXPECT_EQ(code_of(keep(page_with_bad_lines(10, 5))), ErrorCode::drift);
    EXPECT_EQ(rows("mot-cua"), 0);
    EXPECT_THAT(dead_letters(), IsEmpty());
}

TEST_F(KeepServed, a_count_that_is_not_that_of_the_lines_keeps_nothing) {
    auto page = last_page(dossiers(0, 3), "");
    page.record_count = 4;
    EXPECT_EQ(code_of(keep(page)), ErrorCode::drift);
    EXPECT_EQ(rows("mot-cua"), 0);
}

TEST_F(KeepServed, the_facts_of_the_adapter_are_kept_with_the_records_or_not_at_all) {
    sync::Facts facts([](std::string_view) { return std::optional<std::string>(); });
    facts.put("seen", "msg-1");
    must(keep(served(last_page({}, "")), facts));
    EXPECT_EQ(fact("seen"), "msg-1");
    facts.put("seen", "msg-2");
    EXPECT_FALSE(keep(served(page_with_bad_lines(10, 5)), facts));
    EXPECT_EQ(fact("seen"), "msg-1");
}

TEST_F(KeepServed, nothing_to_keep_waits_for_no_other_writer) {
    auto other = write();
    EXPECT_TRUE(keep(last_page({}, "")));
    EXPECT_EQ(code_of(keep(last_page(dossiers(0, 1), ""))), ErrorCode::busy);
}

TEST_F(KeepServed, an_unknown_connection_keeps_nothing) {
    auto what = served(last_page(dossiers(0, 1), ""));
    what.connection = ConnectionId::of("none");
    EXPECT_EQ(code_of(keep(what, none_)), ErrorCode::not_found);
}

}  // namespace
}  // namespace tiendo::test

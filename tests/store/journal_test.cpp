#include "tiendo/store/journal.hpp"

#include "store/fixture.hpp"

#include "tiendo/base/digest.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using store::JournalFaultKind;
using ::testing::HasSubstr;

store::NewEntry an_entry(const std::string& action) {
    return {noon, "Phòng Nội vụ", action, "ke-hoach-118", "theo đề nghị", "", "{\"a\":1}"};
}

class Journal : public StoreTest {
protected:
    void append_some(int count) {
        change([&](auto& tx) {
            for (int i = 1; i <= count; ++i) {
                must(append(tx, an_entry("plan.step-" + std::to_string(i))));
            }
        });
    }
    /// As somebody who holds the file could: the guards of the table are dropped first.
    void break_with(const std::string& sql) {
        tamper(path_,
               "DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_not_cut; " + sql);
    }
    store::JournalCheck checked(const std::optional<store::JournalHead>& printed) {
        auto tx = read();
        return must(verify_journal(tx, printed));
    }
    void expect_fault(JournalFaultKind kind, std::int64_t sequence) {
        const auto fault = checked(std::nullopt).fault;
        ASSERT_TRUE(fault);
        EXPECT_EQ(fault->kind, kind) << fault->text;
        EXPECT_EQ(fault->sequence, sequence) << fault->text;
        EXPECT_THAT(fault->text, HasSubstr("journal entry " + std::to_string(sequence)));
    }
};

TEST_F(Journal, an_empty_journal_has_no_entries_and_a_head_of_zeros) {
    auto tx = read();
    EXPECT_EQ(must(journal_head(tx)), (store::JournalHead{0, std::string(64, '0')}));
    EXPECT_FALSE(checked(std::nullopt).fault);
}

TEST_F(Journal, an_entry_comes_back_as_it_was_given) {
    append_some(2);
    auto tx = read();
    const auto entries = must(read_journal(tx, {}));
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[1].sequence, 2);
    EXPECT_EQ(entries[1].at, noon);
    EXPECT_EQ(entries[1].actor, "Phòng Nội vụ");
    EXPECT_EQ(entries[1].action, "plan.step-2");
    EXPECT_EQ(entries[1].after, "{\"a\":1}");
    EXPECT_EQ(entries[1].previous_hash, entries[0].hash);
    EXPECT_EQ(must(journal_head(tx)), (store::JournalHead{2, entries[1].hash}));
}

TEST_F(Journal, the_hash_is_the_digest_of_the_documented_bytes) {
    append_some(1);
    auto tx = read();
    // Written out by hand from the header's rule; 1621486800000 ms is 2021-05-20T05:00:00Z.
    const std::string bytes =
        "tiendo-journal-1\n"
        "1:1\n13:1621486800000\n17:Phòng Nội vụ\n11:plan.step-1\n12:ke-hoach-118\n"
        "17:theo đề nghị\n0:\n7:{\"a\":1}\n64:" +
        std::string(64, '0') + "\n";
    EXPECT_EQ(must(journal_head(tx)).hash, sha256_hex(bytes));
}

TEST_F(Journal, entries_are_filtered_by_action_subject_and_number) {
    append_some(12);
    auto tx = read();
    EXPECT_EQ(must(read_journal(tx, {.action_prefix = "plan.step-1"})).size(), 4U);
    EXPECT_EQ(must(read_journal(tx, {.action_prefix = "unit."})).size(), 0U);
    EXPECT_EQ(must(read_journal(tx, {.subject = "ke-hoach-118"})).size(), 12U);
    EXPECT_EQ(must(read_journal(tx, {.subject = "other"})).size(), 0U);
    const auto part = must(read_journal(tx, {.from = 5, .limit = 3}));
    ASSERT_EQ(part.size(), 3U);
    EXPECT_EQ(part.front().sequence, 5);
}

TEST_F(Journal, a_text_that_is_not_utf8_is_refused) {
    auto tx = write();
    auto entry = an_entry("plan.adopt");
    entry.why = "\xff";
    EXPECT_EQ(code_of(append(tx, entry)), ErrorCode::malformed_input);
}

TEST_F(Journal, an_entry_that_was_rolled_back_leaves_no_gap) {
    append_some(1);
    { must(append(*std::make_unique<store::Transaction>(write()), an_entry("lost"))); }
    append_some(1);
    EXPECT_FALSE(checked(std::nullopt).fault);
    EXPECT_EQ(checked(std::nullopt).head.count, 2);
}

TEST_F(Journal, the_database_itself_refuses_to_change_or_cut_it) {
    append_some(2);
    EXPECT_THROW(tamper(path_, "UPDATE journal SET why = 'x'"), std::runtime_error);
    EXPECT_THROW(tamper(path_, "DELETE FROM journal WHERE sequence = 2"), std::runtime_error);
}

TEST_F(Journal, each_changed_field_is_found) {
    for (const char* field :
         {"at_ms", "actor", "action", "subject", "why", "before", "after", "previous_hash"}) {
        const Folder folder;
        const auto path = folder / "a.db";
        auto one = must(store::Store::create(options_for(path), Logger()));
        auto tx = must(one.begin(store::Mode::write));
        for (int i = 0; i < 3; ++i) {
            must(append(tx, an_entry("plan.adopt")));
        }
        must(tx.commit());
        tamper(path,
               std::string("DROP TRIGGER journal_is_not_changed; UPDATE journal SET ") + field +
                   " = 7 WHERE sequence = 2");
        auto look = must(one.begin(store::Mode::read));
        const auto fault = must(verify_journal(look, std::nullopt)).fault;
        ASSERT_TRUE(fault) << field;
        EXPECT_EQ(fault->kind, JournalFaultKind::changed) << field;
        EXPECT_EQ(fault->sequence, 2) << field;
    }
}

TEST_F(Journal, a_changed_entry_whose_hash_was_made_anew_is_found) {
    append_some(5);
    auto forged = [&] {
        auto tx = read();
        return must(read_journal(tx, {})).at(2);
    }();
    forged.why = "x";
    break_with("UPDATE journal SET why = 'x', hash = '" + store::journal_hash(forged) +
               "' WHERE sequence = 3");
    expect_fault(JournalFaultKind::changed, 3);
}

TEST_F(Journal, a_forged_last_entry_is_found) {
    append_some(3);
    auto forged = [&] {
        auto tx = read();
        return must(read_journal(tx, {})).at(2);
    }();
    forged.why = "x";
    break_with("UPDATE journal SET why = 'x', hash = '" + store::journal_hash(forged) +
               "' WHERE sequence = 3");
    expect_fault(JournalFaultKind::changed, 3);
}

TEST_F(Journal, a_missing_entry_is_found) {
    append_some(5);
    break_with("DELETE FROM journal WHERE sequence = 3");
    expect_fault(JournalFaultKind::missing, 3);
}

TEST_F(Journal, a_missing_first_entry_is_found) {
    append_some(3);
    break_with("DELETE FROM journal WHERE sequence = 1");
    expect_fault(JournalFaultKind::missing, 1);
}

TEST_F(Journal, a_missing_entry_whose_gap_was_closed_is_found) {
    append_some(5);
    break_with(
        "DELETE FROM journal WHERE sequence = 3;"
        "UPDATE journal SET sequence = 3 WHERE sequence = 4;"
        "UPDATE journal SET sequence = 4 WHERE sequence = 5");
    expect_fault(JournalFaultKind::missing, 3);
}

TEST_F(Journal, two_entries_that_changed_places_are_found) {
    append_some(5);
    break_with(
        "UPDATE journal SET sequence = 99 WHERE sequence = 2;"
        "UPDATE journal SET sequence = 2 WHERE sequence = 4;"
        "UPDATE journal SET sequence = 4 WHERE sequence = 99");
    expect_fault(JournalFaultKind::reordered, 2);
}

TEST_F(Journal, a_tail_that_was_cut_off_is_found) {
    append_some(5);
    break_with("DELETE FROM journal WHERE sequence > 3");
    expect_fault(JournalFaultKind::cut, 4);
}

TEST_F(Journal, a_tail_cut_off_together_with_the_head_shows_against_a_printed_head) {
    append_some(5);
    auto tx = read();
    const auto printed = must(journal_head(tx));
    break_with(
        "DELETE FROM journal WHERE sequence > 3;"
        "UPDATE journal_head SET count = 3, hash = (SELECT hash FROM journal WHERE sequence = 3)");
    EXPECT_FALSE(checked(std::nullopt).fault) << "nothing in the file tells";
    const auto fault = checked(printed).fault;
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->kind, JournalFaultKind::cut);
    EXPECT_EQ(fault->sequence, 4);
}

TEST_F(Journal, a_journal_that_grew_still_agrees_with_an_older_printed_head) {
    append_some(3);
    auto tx = read();
    const auto printed = must(journal_head(tx));
    append_some(2);
    EXPECT_FALSE(checked(printed).fault);
    const auto other = checked(store::JournalHead{3, std::string(64, 'f')}).fault;
    ASSERT_TRUE(other);
    EXPECT_EQ(other->sequence, 3);
}

}  // namespace
}  // namespace tiendo::test

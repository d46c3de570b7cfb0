#include "tiendo/store/maintenance.hpp"

#include "store/fixture.hpp"

#include "tiendo/store/records.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace tiendo::test {
namespace {

using store::Verdict;
using ::testing::HasSubstr;

class Doctor : public StoreTest {
protected:
    void append_some() {
        change([](auto& tx) {
            for (int i = 0; i < 3; ++i) {
                must(append(tx, {noon, "Phòng Nội vụ", "plan.adopt", "p", "", "", ""}));
            }
        });
    }
};

TEST_F(Doctor, a_new_database_is_well) {
    append_some();
    EXPECT_EQ(must(check_integrity(store_)).verdict, Verdict::ok);
    EXPECT_EQ(must(check_schema(store_)).verdict, Verdict::ok);
    EXPECT_EQ(must(check_journal(store_, std::nullopt)).verdict, Verdict::ok);
    EXPECT_EQ(must(check_log_size(store_, std::int64_t{1} << 30)).verdict, Verdict::ok);
    EXPECT_EQ(must(check_free_space(store_, {1, 1})).verdict, Verdict::ok);
}

TEST_F(Doctor, a_row_that_points_at_nothing_fails_the_integrity) {
    tamper(path_, "INSERT INTO doubt VALUES ('none', 'reader', 0, '{}')");
    const auto finding = must(check_integrity(store_));
    EXPECT_EQ(finding.verdict, Verdict::failed);
    EXPECT_THAT(finding.text, HasSubstr("doubt"));
}

TEST_F(Doctor, a_damaged_page_fails_the_integrity) {
    change([](auto& tx) {
        must(insert_connection(tx, a_connection("mot-cua")));
        std::vector<Record> records;
        for (int i = 0; i < 2000; ++i) {
            records.push_back(a_dossier(std::to_string(i), "2021-03-01T08:00:00+07:00"));
        }
        must(put_records(tx, ConnectionId::of("mot-cua"), RecordType::dossier, records));
    });
    must(checkpoint(store_));
    {
        std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path_)) - 9000);
        file << std::string(4000, '\x7f');
    }
    auto again = must(store::Store::open(options_for(path_), Logger()));
    const auto finding = must(check_integrity(again));
    EXPECT_EQ(finding.verdict, Verdict::failed);
    EXPECT_THAT(finding.remedy, HasSubstr("backup"));
}

TEST_F(Doctor, a_changed_migration_fails_the_schema) {
    tamper(path_, "UPDATE migration SET checksum = 'x' WHERE number = 3");
    const auto finding = must(check_schema(store_));
    EXPECT_EQ(finding.verdict, Verdict::failed);
    EXPECT_THAT(finding.text, HasSubstr("schema step 3"));
}

TEST_F(Doctor, a_changed_entry_fails_the_journal) {
    append_some();
    tamper(
        path_,
        "DROP TRIGGER journal_is_not_changed; UPDATE journal SET actor = 'x' WHERE sequence = 2");
    const auto finding = must(check_journal(store_, std::nullopt));
    EXPECT_EQ(finding.verdict, Verdict::failed);
    EXPECT_THAT(finding.text, HasSubstr("journal entry 2"));
}

TEST_F(Doctor, little_space_warns_and_less_fails) {
    constexpr auto all = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(must(check_free_space(store_, {all, 1})).verdict, Verdict::warning);
    EXPECT_EQ(must(check_free_space(store_, {all, all})).verdict, Verdict::failed);
}

TEST_F(Doctor, a_long_log_warns_until_a_checkpoint) {
    append_some();
    EXPECT_EQ(must(check_log_size(store_, 100)).verdict, Verdict::warning);
    must(checkpoint(store_));
    EXPECT_EQ(must(check_log_size(store_, 100)).verdict, Verdict::ok);
}

TEST_F(Doctor, a_checkpoint_is_refused_while_somebody_reads_the_log) {
    append_some();
    auto reader = read();
    append_some();
    EXPECT_EQ(code_of(checkpoint(store_)), ErrorCode::busy);
}

}  // namespace
}  // namespace tiendo::test

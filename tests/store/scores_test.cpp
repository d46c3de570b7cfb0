#include "tiendo/store/scores.hpp"

#include "store/fixture.hpp"

namespace tiendo::test {
namespace {

class ScoreFiles : public StoreTest {};

TEST_F(ScoreFiles, come_back_byte_for_byte_in_the_order_of_import) {
    const std::string body = "year,province\r\n2021,Hồ Chí Minh\n";
    change([&](auto& tx) {
        EXPECT_EQ(must(append_score_file(tx, "2021.csv", body, noon)).number, 1);
        EXPECT_EQ(must(append_score_file(tx, "2021.csv", body + "\n", noon)).number, 2);
    });
    auto tx = read();
    const auto files = must(list_score_files(tx));
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].body, body);
    EXPECT_EQ(files[0].name, "2021.csv");
    EXPECT_EQ(files[0].at, noon);
    EXPECT_EQ(files[1].body, body + "\n");
}

TEST_F(ScoreFiles, the_same_bytes_are_taken_once_whatever_the_file_is_called) {
    auto tx = write();
    must(append_score_file(tx, "a.csv", "x", noon));
    EXPECT_EQ(code_of(append_score_file(tx, "b.csv", "x", noon)), ErrorCode::conflict);
}

TEST_F(ScoreFiles, what_was_imported_cannot_be_changed_or_taken_away) {
    change([&](auto& tx) { must(append_score_file(tx, "a.csv", "x", noon)); });
    EXPECT_THROW(tamper(path_, "UPDATE score_file SET body = 'y'"), std::runtime_error);
    EXPECT_THROW(tamper(path_, "DELETE FROM score_file"), std::runtime_error);
}

}  // namespace
}  // namespace tiendo::test

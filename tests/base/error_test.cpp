#include "tiendo/base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>

namespace tiendo {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

Error wrong_day() {
    return Error{ErrorCode::malformed_input,
                 "'31/4/2026' is not a date",
                 "April has 30 days: correct the cell and import again"};
}

TEST(Error, reads_as_places_then_sentence_then_remedy) {
    const auto error = wrong_day().at("cell C14").at("sheet 'Phụ lục 2'").at("BaoCao_P05.xlsx");
    EXPECT_EQ(error.what(),
              "BaoCao_P05.xlsx: sheet 'Phụ lục 2': cell C14: '31/4/2026' is not a date; "
              "April has 30 days: correct the cell and import again");
}

TEST(Error, has_no_semicolon_where_nothing_can_be_done) {
    EXPECT_EQ(Error(ErrorCode::internal, "a fault of ours").what(), "a fault of ours");
}

TEST(Error, lists_places_from_the_widest_to_the_narrowest) {
    const auto error = wrong_day().at("cell C14").at("sheet 2");
    EXPECT_THAT(error.places(), ElementsAre("sheet 2", "cell C14"));
    EXPECT_THAT(wrong_day().places(), IsEmpty());
}

TEST(Error, takes_a_place_while_it_is_held_by_name) {
    auto error = wrong_day();
    error.at("cell C14").at("sheet 2");
    EXPECT_THAT(error.places(), ElementsAre("sheet 2", "cell C14"));
}

TEST(Error, explains_causes_on_lines_of_their_own_each_deeper_than_the_last) {
    const auto refused = Error{ErrorCode::transient, "connection refused"}.at("port 8443");
    const auto error = Error{ErrorCode::transient, "pull failed", "it is tried again"}
                           .because(Error{ErrorCode::transient, "page 3 not read"}.because(refused))
                           .because(Error{ErrorCode::storage, "disk full"})
                           .at("connection mot-cua");
    EXPECT_EQ(error.explain(),
              "connection mot-cua: pull failed; it is tried again\n"
              "  because: page 3 not read\n"
              "    because: port 8443: connection refused\n"
              "  because: disk full");
    EXPECT_EQ(error.what(), "connection mot-cua: pull failed; it is tried again");
    EXPECT_EQ(error.causes().size(), 2U);
}

TEST(Error, keeps_how_long_to_wait) {
    EXPECT_EQ(Error(ErrorCode::rate_limited, "slow down").retry_after(seconds(30)).retry_after(),
              seconds(30));
    EXPECT_FALSE(wrong_day().retry_after().has_value());
}

TEST(Error, keeps_its_parts) {
    const auto error = wrong_day();
    EXPECT_EQ(error.code(), ErrorCode::malformed_input);
    EXPECT_EQ(error.message(), "'31/4/2026' is not a date");
    EXPECT_EQ(error.remedy(), "April has 30 days: correct the cell and import again");
}

TEST(Error, prints_its_one_line) {
    std::ostringstream out;
    out << wrong_day().at("cell C14");
    EXPECT_EQ(out.str(), wrong_day().at("cell C14").what());
}

TEST(ErrorCode, every_number_has_a_word_that_reads_back) {
    constexpr std::uint8_t last = 16;
    for (std::uint8_t number = 1; number <= last; ++number) {
        const auto code = static_cast<ErrorCode>(number);
        EXPECT_NE(to_string(code), "?") << unsigned{number};
        EXPECT_EQ(parse_error_code(to_string(code)), code) << to_string(code);
    }
    EXPECT_EQ(to_string(static_cast<ErrorCode>(last + 1)), "?") << "a code this test does not know";
}

TEST(ErrorCode, an_unknown_word_is_nothing) {
    EXPECT_FALSE(parse_error_code("").has_value());
    EXPECT_FALSE(parse_error_code("?").has_value());
    EXPECT_FALSE(parse_error_code("Transient").has_value());
}

}  // namespace
}  // namespace tiendo

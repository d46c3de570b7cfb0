#include "tiendo/report/format.hpp"

#include "tiendo/base/text.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace tiendo::report {
namespace {

Instant at(std::string_view text) {
    return Instant::parse(text).value();
}

struct NumberCase {
    std::int64_t value;
    const char* in_table;
    const char* in_prose;
};
void PrintTo(const NumberCase& each, std::ostream* out) {
    *out << each.in_table;
}
class Numbers : public testing::TestWithParam<NumberCase> {};

TEST_P(Numbers, are_written_as_vietnamese_offices_do) {
    EXPECT_EQ(number_text(GetParam().value), GetParam().in_table);
    EXPECT_EQ(count_text(GetParam().value), GetParam().in_prose);
}

// Thousands with a point; below ten, running text has two digits ("02 đơn vị").
INSTANTIATE_TEST_SUITE_P(Report,
                         Numbers,
                         testing::Values(NumberCase{0, "0", "00"},
                                         NumberCase{7, "7", "07"},
                                         NumberCase{10, "10", "10"},
                                         NumberCase{999, "999", "999"},
                                         NumberCase{1000, "1.000", "1.000"},
                                         NumberCase{30000, "30.000", "30.000"},
                                         NumberCase{1234567, "1.234.567", "1.234.567"},
                                         NumberCase{-1234, "-1.234", "-1.234"}));

TEST(ReportFormat, a_moment_is_said_with_hour_minute_and_day) {
    EXPECT_EQ(moment_text(at("2021-05-20T09:00:00+07:00")), "9 giờ 00 phút ngày 20/5/2021");
    EXPECT_EQ(moment_text(at("2021-05-19T17:05:59Z")), "0 giờ 05 phút ngày 20/5/2021");
}

TEST(ReportFormat, a_moment_in_a_table_is_short) {
    EXPECT_EQ(table_moment_text(at("2021-05-15T07:03:00+07:00")), "15/5/2021 07:03");
}

TEST(ReportFormat, a_long_date_has_leading_zeros_where_decree_30_asks_for_them) {
    EXPECT_EQ(long_date_text(Date::of(2021, 2, 1)), "ngày 01 tháng 02 năm 2021");
    EXPECT_EQ(long_date_text(Date::of(2021, 5, 20)), "ngày 20 tháng 5 năm 2021");
    EXPECT_EQ(long_date_text(Date::of(2021, 10, 9)), "ngày 09 tháng 10 năm 2021");
}

TEST(ReportFormat, an_exclusive_end_at_midnight_names_the_last_good_day) {
    EXPECT_EQ(due_text(at("2021-05-15T00:00:00+07:00")),
              "trước ngày 15/5/2021 (hết ngày 14/5/2021)");
}

TEST(ReportFormat, an_exclusive_end_within_a_day_names_the_hour) {
    EXPECT_EQ(due_text(at("2021-05-15T16:30:00+07:00")), "trước 16 giờ 30 phút ngày 15/5/2021");
}

TEST(ReportFormat, an_exclusive_end_in_a_column_is_short) {
    EXPECT_EQ(short_due_text(at("2021-05-15T00:00:00+07:00")), "trước ngày 15/5/2021");
    EXPECT_EQ(short_due_text(at("2021-05-15T16:30:00+07:00")),
              "trước 16 giờ 30 phút ngày 15/5/2021");
}

TEST(ReportFormat, a_long_text_is_cut_at_a_word) {
    EXPECT_EQ(shortened("Ủy ban nhân dân", 15), "Ủy ban nhân dân");
    EXPECT_EQ(shortened("Ủy ban nhân dân Phường 7", 16), "Ủy ban nhân dân…");
    EXPECT_EQ(shortened("nghiêng", 4), "ngh…");
}

TEST(ReportFormat, a_cut_text_is_never_wider_than_its_room) {
    const std::string text = "Ủy ban Mặt trận Tổ quốc Việt Nam quận";
    for (std::size_t room = 2; room < 45; ++room) {
        EXPECT_LE(display_width(shortened(text, room)), room) << room;
    }
}

TEST(ReportFormat, the_last_name_of_a_list_follows_va) {
    EXPECT_EQ(enumeration({}), "");
    EXPECT_EQ(enumeration({"A"}), "A");
    EXPECT_EQ(enumeration({"A", "B"}), "A và B");
    EXPECT_EQ(enumeration({"A", "B", "C"}), "A, B và C");
}

}  // namespace
}  // namespace tiendo::report

#include "tiendo/report/timeliness.hpp"

#include "tiendo/base/text.hpp"

#include <gmock/gmock.h>

#include <iterator>
#include <sstream>

namespace tiendo::report {
namespace {

using ledger::StandingCounts;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const auto seven = UnitId::of("phuong-7");
const auto office = UnitId::of("phong-noi-vu");
const auto gone = UnitId::of("don-vi-cu");

/// An invented list: the office stands before the ward, which has a new name since 2022.
units::Registry list() {
    std::vector<Unit> units(2);
    units[0].id = office;
    units[0].states.front().name = "Phòng Nội vụ";
    units[1].id = seven;
    units[1].states.front().name = "UBND Phường 7";
    auto renamed = units[1].states.front();
    renamed.from = Date::of(2022, 7, 1);
    renamed.name = "UBND Phường Bảy";
    units[1].states.push_back(renamed);
    auto made = units::Registry::make(units);
    EXPECT_TRUE(made) << made.error();
    return *std::move(made);
}

ledger::Timeliness a_table() {
    ledger::Timeliness table;
    table.when = {*Instant::parse("2022-05-20T09:00:00+07:00"), std::nullopt};
    table.rows = {{gone, 2021, {.superseded = 1}},
                  {office, 2021, {.on_time = 2}},
                  {seven, 2021, {.on_time = 1, .late = 1, .overdue = 1}},
                  {seven, 2022, {.not_due = 1, .open = 1, .excused = 1}}};
    table.years = {{2021, {.on_time = 3, .late = 1, .overdue = 1, .superseded = 1}},
                   {2022, {.not_due = 1, .open = 1, .excused = 1}}};
    table.total = {.not_due = 1,
                   .open = 1,
                   .on_time = 3,
                   .late = 1,
                   .overdue = 1,
                   .excused = 1,
                   .superseded = 1};
    return table;
}

std::vector<std::string> printed(const ledger::Timeliness& table) {
    std::istringstream text(render_timeliness(table, list()));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) {
        lines.push_back(line);
    }
    return lines;
}

TEST(TimelinessLines, come_in_the_order_of_the_list_then_by_year_and_the_sums_come_last) {
    const auto lines = timeliness_lines(a_table(), list());
    std::vector<std::string> told;
    for (const auto& line : lines) {
        told.push_back(line.name + " " + (line.year ? std::to_string(*line.year) : "all"));
    }
    EXPECT_THAT(told,
                testing::ElementsAre("Phòng Nội vụ 2021",
                                     "UBND Phường 7 2021",
                                     "UBND Phường Bảy 2022",
                                     "don-vi-cu 2021",
                                     "Tổng cộng 2021",
                                     "Tổng cộng 2022",
                                     "Tổng cộng all"));
    EXPECT_EQ(lines.back().counts, a_table().total);
    EXPECT_FALSE(lines.back().unit);
}

TEST(TimelinessLines, of_one_year_have_one_sum) {
    auto table = a_table();
    table.rows = {table.rows[1]};
    table.years = {table.years[0]};
    EXPECT_EQ(timeliness_lines(table, list()).size(), 2U);
}

TEST(TimelinessRate, is_of_what_is_settled_and_of_nothing_a_dash) {
    EXPECT_EQ(timeliness_rate({.on_time = 2, .overdue = 1}), "66,7 %");
    EXPECT_EQ(timeliness_rate({.open = 7, .on_time = 2}), "100,0 %");
    EXPECT_EQ(timeliness_rate({.late = 2}), "0,0 %");
    EXPECT_EQ(timeliness_rate({.not_due = 1, .open = 1, .excused = 1, .superseded = 1}), "–");
    EXPECT_EQ(timeliness_rate({}), "–");
}

TEST(RenderedTimeliness, says_when_and_what_each_line_adds_up_to) {
    const auto lines = printed(a_table());
    EXPECT_EQ(lines[0], "Tình hình gửi văn bản đúng hạn, tính đến 9 giờ 00 phút ngày 20/5/2022");
    EXPECT_THAT(
        lines[2],
        StartsWith("Đơn vị           Năm      Phải gửi  Đã gửi  Đúng hạn  Trễ hạn  Quá hạn"));
    EXPECT_THAT(lines[2], EndsWith("Tỷ lệ đúng hạn"));
    std::istringstream ward(lines[5]);
    std::vector<std::string> words(std::istream_iterator<std::string>(ward), {});
    EXPECT_THAT(words,
                testing::ElementsAre(
                    "UBND", "Phường", "7", "2021", "3", "2", "1", "1", "1", "0", "0", "33,3", "%"));
    EXPECT_THAT(lines[6], EndsWith("–"));
    EXPECT_THAT(lines[8], StartsWith("───"));
    EXPECT_THAT(lines[11], HasSubstr("các năm"));
}

TEST(RenderedTimeliness, columns_are_aligned_and_no_line_ends_in_a_blank) {
    const auto lines = printed(a_table());
    for (std::size_t i = 2; i < 12; ++i) {
        EXPECT_EQ(display_width(lines[i]), display_width(lines[2])) << lines[i];
        EXPECT_NE(lines[i].back(), ' ');
    }
}

TEST(RenderedTimeliness, names_the_instant_up_to_which_was_known) {
    auto table = a_table();
    table.when.known_at = *Instant::parse("2022-05-19T08:30:00+07:00");
    EXPECT_THAT(printed(table)[0],
                EndsWith(", theo số liệu đã ghi nhận đến 8 giờ 30 phút ngày 19/5/2022"));
}

TEST(RenderedTimeliness, of_nothing_is_its_head) {
    ledger::Timeliness empty;
    empty.when = a_table().when;
    EXPECT_EQ(printed(empty).size(), 6U);
}

}  // namespace
}  // namespace tiendo::report

#include "tiendo/calendar/window.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tiendo;
using namespace tiendo::calendar;

WindowChoice a_choice() {
    return {
        {Date::of(2020, 12, 15), Date::of(2021, 5, 14)}, "Phòng Nội vụ", "chốt trước ngày đến hạn"};
}

TEST(WindowChoice, is_taken_when_somebody_answers_for_it) {
    const auto choice = check(a_choice());
    ASSERT_TRUE(choice);
    EXPECT_EQ(vietnamese(*choice),
              "15/12/2020 đến 14/5/2021, do Phòng Nội vụ chọn: chốt trước ngày đến hạn");
}

TEST(WindowChoice, is_refused_when_its_days_are_reversed) {
    auto choice = a_choice();
    std::swap(choice.window.first, choice.window.last);
    EXPECT_FALSE(check(choice));
}

TEST(WindowChoice, is_refused_when_nobody_answers_for_it) {
    auto choice = a_choice();
    choice.chosen_by = " ";
    EXPECT_FALSE(check(choice));
}

TEST(WindowChoice, is_refused_when_it_gives_no_reason) {
    auto choice = a_choice();
    choice.reason.clear();
    EXPECT_FALSE(check(choice));
}

TEST(WindowChoice, is_refused_when_it_is_longer_than_any_cycle) {
    auto choice = a_choice();
    choice.window.last = Date::of(2022, 5, 14);
    EXPECT_FALSE(check(choice));
}

}  // namespace

#include "tiendo/base/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace tiendo {
namespace {

Error refusal() {
    return Error{ErrorCode::rejected, "refused"};
}

Result<int> half_of(int number) {
    if (number % 2 != 0) {
        return Error{ErrorCode::malformed_input, std::to_string(number) + " is odd"};
    }
    return number / 2;
}

TEST(Result, holds_the_value_that_was_returned) {
    const Result<int> result = 7;
    ASSERT_TRUE(result);
    EXPECT_TRUE(result.has_value());
    EXPECT_EQ(*result, 7);
    EXPECT_EQ(result.value(), 7);
}

TEST(Result, holds_the_error_that_was_returned) {
    const Result<int> result = refusal();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ErrorCode::rejected);
}

TEST(Result, gives_members_of_the_value_by_arrow) {
    Result<std::string> result = std::string("kế hoạch");
    EXPECT_FALSE(result->empty());
    result->clear();
    EXPECT_EQ(std::as_const(result)->size(), 0U);
}

TEST(Result, hands_over_a_value_that_can_only_be_moved) {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = *std::move(result);
    EXPECT_EQ(*taken, 7);
}

TEST(Result, hands_over_its_error) {
    Result<std::unique_ptr<int>> result = refusal();
    EXPECT_EQ(std::move(result).error().at("here").what(), "here: refused");
}

TEST(Result, value_or_stands_in_only_for_an_error) {
    EXPECT_EQ(half_of(8).value_or(-1), 4);
    EXPECT_EQ(half_of(7).value_or(-1), -1);
    const auto odd = half_of(7);
    EXPECT_EQ(odd.value_or(-2), -2);
}

TEST(Result, and_then_stops_at_the_first_error) {
    EXPECT_EQ(*half_of(8).and_then(half_of), 2);
    EXPECT_EQ(half_of(6).and_then(half_of).error().message(), "3 is odd");
    EXPECT_EQ(half_of(5).and_then(half_of).error().message(), "5 is odd");
}

TEST(Result, transform_changes_the_value_and_keeps_the_error) {
    const auto print = [](int number) { return std::to_string(number); };
    EXPECT_EQ(*half_of(8).transform(print), "4");
    EXPECT_EQ(half_of(7).transform(print).error().message(), "7 is odd");
}

TEST(Result, a_result_of_nothing_is_a_success_until_it_holds_an_error) {
    const Result<void> success;
    EXPECT_TRUE(success);
    EXPECT_TRUE(success.has_value());
    Result<void> failure = refusal();
    EXPECT_FALSE(failure);
    EXPECT_EQ(std::as_const(failure).error().message(), "refused");
    EXPECT_EQ(std::move(failure).error().at("here").what(), "here: refused");
}

TEST(Result, names_its_types_as_std_expected_does) {
    static_assert(std::is_same_v<Result<int>::value_type, int>);
    static_assert(std::is_same_v<Result<int>::error_type, Error>);
    static_assert(std::is_same_v<Result<void>::value_type, void>);
    static_assert(!std::is_convertible_v<Result<int>, bool>, "only `if (result)` may ask");
}

}  // namespace
}  // namespace tiendo

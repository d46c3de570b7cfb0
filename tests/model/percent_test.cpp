#include "tiendo/model/evidence.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <ostream>

namespace tiendo {
namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

struct Case {
    std::int64_t count;
    std::optional<std::int64_t> out_of;
    const char* text;
};
void PrintTo(const Case& each, std::ostream* out) {
    *out << each.count << " of " << testing::PrintToString(each.out_of);
}
// Worked out by hand; the last ones by `bc`.
constexpr Case cases[] = {
    {974, 1000, "97,4 %"},
    {0, 7, "0,0 %"},
    {7, 7, "100,0 %"},
    {8, 7, "114,3 %"},  // never clamped
    {1, 3, "33,3 %"},
    {2, 3, "66,7 %"},
    {1, 2000, "0,1 %"},        // 0,05: half goes away from zero
    {3, 2000, "0,2 %"},        // 0,15
    {1, 800, "0,1 %"},         // 0,125
    {1999, 2000, "100,0 %"},   // 99,95
    {19989, 20000, "99,9 %"},  // 99,945
    {1, 2001, "0,0 %"},
    {-1, 3, "-33,3 %"},
    {-1, 2000, "-0,1 %"},
    {-1, 2001, "0,0 %"},  // no "-0,0"
    {1, -3, "-33,3 %"},
    {5, 0, "–"},
    {0, 0, "–"},
    {5, std::nullopt, "–"},
    {most, most, "100,0 %"},
    {most, 1, "922337203685477580700,0 %"},
    {least, 1, "-922337203685477580800,0 %"},
    {least, least, "100,0 %"},
    {most / 2, most, "50,0 %"},
};
class Percent : public testing::TestWithParam<Case> {};
TEST_P(Percent, has_one_decimal_and_a_vietnamese_comma) {
    EXPECT_EQ(percent(GetParam().count, GetParam().out_of), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(Table, Percent, testing::ValuesIn(cases));

}  // namespace
}  // namespace tiendo

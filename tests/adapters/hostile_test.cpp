// The shipped adapters against other sides that lie, break off or keep silent.
#include "adapters/neighbour.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;

constexpr Kind kinds[] = {mot_cua, mot_cua_rest, van_ban, van_ban_rest, phan_anh};

/// A fault script and the classes of error that are an honest answer to it.
struct Hostile {
    const char* script;
    std::vector<ErrorCode> codes;
};
std::ostream& operator<<(std::ostream& out, const Hostile& hostile) {
    return out << hostile.script;
}
const Hostile scripts[] = {{"html", {ErrorCode::drift}},
                           {"half_json", {ErrorCode::drift}},
                           {"bad_utf8", {ErrorCode::drift}},
                           {"huge", {ErrorCode::drift}},
                           {"error_body", {ErrorCode::rejected, ErrorCode::drift}},
                           {"always_503", {ErrorCode::transient}},
                           {"slow_forever", {ErrorCode::transient}}};

class HostileSide : public ::testing::TestWithParam<std::tuple<Kind, Hostile>> {};
INSTANTIATE_TEST_SUITE_P(,
                         HostileSide,
                         ::testing::Combine(::testing::ValuesIn(kinds),
                                            ::testing::ValuesIn(scripts)),
                         [](const auto& each) {
                             std::string name = std::string(std::get<0>(each.param).adapter) + "_" +
                                                std::get<1>(each.param).script;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST_P(HostileSide, is_told_by_class_and_place) {
    const auto& [kind, hostile] = GetParam();
    Neighbour neighbour(kind,
                        {"--count",
                         "3000",
                         "--faults",
                         std::string("hostile:") + hostile.script,
                         "--huge-mb",
                         "2"});
    neighbour.http.max_body_bytes = 1U << 20U;
    if (hostile.script == std::string_view("slow_forever")) {
        neighbour.http.read_timeout = std::chrono::milliseconds(200);
    }
    const auto page = neighbour.read({});
    ASSERT_FALSE(page);
    EXPECT_THAT(hostile.codes, ::testing::Contains(page.error().code())) << page.error();
    EXPECT_THAT(page.error().what(), HasSubstr(kind.adapter));
    EXPECT_FALSE(page.error().message().empty());
    if (hostile.script == std::string_view("always_503")) {
        EXPECT_EQ(page.error().retry_after(), std::chrono::seconds(1));
    }
}

class BackwardsSide : public ::testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(, BackwardsSide, ::testing::ValuesIn(kinds), [](const auto& each) {
    std::string name = each.param.adapter;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST_P(BackwardsSide, does_no_harm_and_never_turns_in_a_circle) {
    Neighbour neighbour(GetParam(), {"--count", GetParam().many, "--faults", "hostile:backwards"});
    Desk desk(GetParam());
    const auto done = desk.pull(neighbour);
    ASSERT_TRUE(done.failure);
    EXPECT_EQ(done.failure->code(), ErrorCode::drift) << *done.failure;
    EXPECT_EQ(done.pages, 1);
    EXPECT_LT(neighbour.requests().size(), 60U);
    neighbour.peer.control("POST", "/_sim/faults?script=none");
    Desk calm(GetParam());
    ASSERT_FALSE(desk.pull(neighbour).failure);
    ASSERT_FALSE(calm.pull(neighbour).failure);
    EXPECT_EQ(desk.digest(), calm.digest());
}

}  // namespace
}  // namespace tiendo::test

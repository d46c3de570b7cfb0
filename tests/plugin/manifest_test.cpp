#include "plugin/support.hpp"

#include <gmock/gmock.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

std::string a_manifest(std::string_view streams, std::string_view more) {
    return R"({"abi":0,"name":"a","version":"1.0.0","vendor":"v","summary":"s","status":"trial",)"
           R"("streams":)" +
           std::string(streams) + std::string(more) + "}";
}
constexpr std::string_view one_stream = R"([{"name":"d","type":"document","description":"D."}])";

TEST(ParseManifest, members_of_a_later_release_are_ignored) {
    auto manifest = parse_manifest(a_manifest(one_stream, R"(,"later":[1,{"a":2}])"));
    ASSERT_TRUE(manifest) << manifest.error();
    EXPECT_EQ(manifest->streams.front().type, RecordType::document);
    EXPECT_TRUE(manifest->config.empty());
}

TEST(ParseManifest, of_another_abi_only_abi_and_name_are_read) {
    auto manifest = parse_manifest(R"({"abi":3,"name":"future","streams":7})");
    ASSERT_TRUE(manifest) << manifest.error();
    EXPECT_EQ(manifest->abi, 3U);
    EXPECT_EQ(manifest->name, "future");
}

struct BadManifest {
    std::string json;
    const char* reason;
};
void PrintTo(const BadManifest& each, std::ostream* out) {
    *out << each.reason;
}
class MalformedManifest : public testing::TestWithParam<BadManifest> {};
TEST_P(MalformedManifest, is_refused_and_the_member_named) {
    auto manifest = parse_manifest(GetParam().json);
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(manifest.error().what(), HasSubstr(GetParam().reason));
}
INSTANTIATE_TEST_SUITE_P(
    ,
    MalformedManifest,
    testing::Values(
        BadManifest{"", "it is not JSON"},
        BadManifest{"[]", "it is no JSON object"},
        BadManifest{"{}", "the member 'abi'"},
        BadManifest{R"({"abi":-1})", "missing or no small number"},
        BadManifest{R"({"abi":0,"status":"beta"})", "'beta' is not a adapter status"},
        BadManifest{R"({"abi":0,"status":"trial"})", "the member 'name'"},
        BadManifest{
            R"({"abi":0,"status":"trial","name":"A b","version":"","vendor":"","summary":""})",
            "the name 'A b'"},
        BadManifest{a_manifest("[]", ""), "names no stream"},
        BadManifest{a_manifest("7", ""), "the member 'streams' is no list"},
        BadManifest{a_manifest(R"([{"name":"d","type":"song","description":""}])", ""),
                    "streams 1: 'song'"},
        BadManifest{a_manifest(one_stream, R"(,"config":[{"key":"k","type":"text"}])"),
                    "config 1: the member 'required'"},
        BadManifest{a_manifest(one_stream, R"(,"hosts":[1])"), "hosts 1: it is no text"},
        BadManifest{std::string(300'000, ' '), "more than 256 KiB"},
        BadManifest{std::string(1'000, '['), "manifest: it is not JSON"}));

TEST(ParseManifest, more_than_64_streams_are_refused) {
    std::string streams = "[";
    for (int i = 0; i < 65; ++i) {
        streams +=
            std::string(i == 0 ? "" : ",") + R"({"name":"d","type":"document","description":"D"})";
    }
    EXPECT_FALSE(parse_manifest(a_manifest(streams + "]", "")));
}

}  // namespace
}  // namespace tiendo

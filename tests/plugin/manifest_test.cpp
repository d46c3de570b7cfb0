#include "plugin/support.hpp"

#include <gmock/gmock.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

std::string a_manifest(std::string_view streams, std::string_view more) {
    return R"({"abi":"1.0","name":"a","version":"1.0.0","vendor":"v","licence":"MIT","summary":"s",)"
           R"("status":"trial","streams":)" +
           std::string(streams) + std::string(more) +
           (more.find("\"config\"") == std::string_view::npos
                ? R"(,"config":{"type":"object","properties":{}}})"
                : "}");
}
std::string stream(std::string_view type, std::string_view fields) {
    return R"({"name":"d","type":")" + std::string(type) +
           R"(","description":"D.","flow":"read","key":"id","cursor":{"kind":"time","order":"none"},)" +
           R"("fields":)" + std::string(fields) + "}";
}
const std::string one_stream =
    "[" + stream("document", R"([{"name":"number","purpose":"p"}])") + "]";
/// A manifest whose one setting has this schema.
std::string with_setting(std::string_view schema) {
    return a_manifest(
        one_stream,
        R"(,"config":{"type":"object","properties":{"k":)" + std::string(schema) + "}}");
}

TEST(ParseManifest, settings_are_the_properties_of_a_json_schema) {
    auto manifest = parse_manifest(a_manifest(
        one_stream,
        R"(,"config":{"type":"object","additionalProperties":false,"properties":{)"
        R"("url":{"type":"string","format":"uri","description":"U.","examples":["http://a"]},)"
        R"("size":{"type":"integer","minimum":1,"maximum":500,"default":50,"description":"S."},)"
        R"("mode":{"type":"string","enum":["a","b"],"description":"M."},)"
        R"("key":{"type":"string","writeOnly":true,"description":"K."}},"required":["url"]})"));
    ASSERT_TRUE(manifest) << manifest.error();
    EXPECT_EQ(manifest->config,
              (std::vector<ManifestKey>{
                  {"url", ConfigType::url, true, false, "U.", {}, {}, {}},
                  {"size", ConfigType::number, false, false, "S.", 1, 500, {}},
                  {"mode", ConfigType::text, false, false, "M.", {}, {}, {"a", "b"}},
                  {"key", ConfigType::text, false, true, "K.", {}, {}, {}}}));
}

TEST(ParseManifest, members_of_a_later_release_are_ignored) {
    auto manifest = parse_manifest(a_manifest(one_stream, R"(,"later":[1,{"a":2}])"));
    ASSERT_TRUE(manifest) << manifest.error();
    EXPECT_EQ(manifest->streams.front().type, RecordType::document);
    EXPECT_TRUE(manifest->config.empty());
}

TEST(ParseManifest, the_trial_version_is_known_by_its_number) {
    auto manifest = parse_manifest(R"({"abi":0,"name":"old","config":[]})");
    ASSERT_TRUE(manifest) << manifest.error();
    EXPECT_EQ(manifest->abi.str(), "0.0");
}

TEST(ParseManifest, of_another_abi_only_abi_and_name_are_read) {
    auto manifest = parse_manifest(R"({"abi":"3.2","name":"future","streams":7})");
    ASSERT_TRUE(manifest) << manifest.error();
    EXPECT_EQ(manifest->abi.str(), "3.2");
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
        BadManifest{R"({"abi":-1})", "missing or no version like 1.1"},
        BadManifest{R"({"abi":"1"})", "missing or no version like 1.1"},
        BadManifest{R"({"abi":"1.0x"})", "missing or no version like 1.1"},
        BadManifest{R"({"abi":"1.0"})", "the member 'name'"},
        BadManifest{R"({"abi":"1.0","name":"A b","version":"","vendor":"","licence":"",)"
                    R"("summary":""})",
                    "the name 'A b'"},
        BadManifest{R"({"abi":"1.0","name":"a","version":"","vendor":"","licence":"",)"
                    R"("summary":"","status":"beta"})",
                    "'beta' is not a adapter status"},
        BadManifest{a_manifest(one_stream, R"(,"stops_within_ms":0)"), "is not 1 to 60000"},
        BadManifest{a_manifest("[]", ""), "names no stream"},
        BadManifest{a_manifest("7", ""), "the member 'streams' is no list"},
        BadManifest{a_manifest("[" + stream("song", "[]") + "]", ""), "streams 1: 'song'"},
        BadManifest{a_manifest("[" + stream("document", "[]") + "]", ""), "names no field"},
        BadManifest{a_manifest(one_stream, R"(,"config":[])"), "the member 'config'"},
        BadManifest{a_manifest(one_stream, R"(,"config":{"anyOf":[]})"),
                    "the keyword 'anyOf' is not one that hosts check"},
        BadManifest{with_setting(R"({"type":"string"})"), "property 'k': the member 'description'"},
        BadManifest{with_setting(R"({"type":"array","description":"D"})"), "the type 'array'"},
        BadManifest{with_setting(R"({"type":"string","format":"date","description":"D"})"),
                    "property 'k': the type 'string'"},
        BadManifest{with_setting(R"({"type":"string","pattern":"x","description":"D"})"),
                    "the keyword 'pattern'"},
        BadManifest{with_setting(R"({"type":"integer","minimum":"1","description":"D"})"),
                    "'minimum' is no whole number"},
        BadManifest{a_manifest(one_stream, R"(,"hosts":[1])"), "hosts 1: it is no text"},
        BadManifest{std::string(300'000, ' '), "more than 256 KiB"},
        BadManifest{std::string(1'000, '['), "manifest: it is not JSON"}));

TEST(ParseManifest, more_than_64_streams_are_refused) {
    std::string streams = "[";
    for (int i = 0; i < 65; ++i) {
        streams += (i == 0 ? "" : ",") + stream("document", R"([{"name":"number","purpose":"p"}])");
    }
    EXPECT_FALSE(parse_manifest(a_manifest(streams + "]", "")));
}

}  // namespace
}  // namespace tiendo

#include "plugin/support.hpp"

#include <gmock/gmock.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

Manifest a_manifest() {
    Manifest manifest;
    manifest.name = "mot-cua";
    manifest.config = {{"url", ConfigType::url, true, false, "base address", {}, {}, {}},
                       {"size", ConfigType::number, false, false, "records a page", 1, 500, {}},
                       {"mode", ConfigType::text, false, false, "a mode", {}, {}, {"fast", "slow"}},
                       {"strict", ConfigType::boolean, false, false, "a switch", {}, {}, {}},
                       {"password", ConfigType::text, true, true, "the password", {}, {}, {}}};
    manifest.hosts = {"config:url", "api.example.vn"};
    return manifest;
}

TEST(CheckConfig, what_the_manifest_asks_for_passes) {
    auto fits = check_config(
        a_manifest(),
        {{"url", json_text("http://127.0.0.1:8080/a")}, {"size", "500"}, {"strict", "true"}});
    EXPECT_TRUE(fits) << fits.error();
}

struct BadConfig {
    Config config;
    const char* reason;
};
void PrintTo(const BadConfig& each, std::ostream* out) {
    *out << each.reason;
}
class UnfitConfig : public testing::TestWithParam<BadConfig> {};
TEST_P(UnfitConfig, is_a_config_error_that_names_the_setting) {
    auto fits = check_config(a_manifest(), GetParam().config);
    ASSERT_FALSE(fits);
    EXPECT_EQ(fits.error().code(), ErrorCode::config);
    EXPECT_THAT(fits.error().what(), HasSubstr(GetParam().reason));
}
const std::string url = R"("https://one-stop.example")";
INSTANTIATE_TEST_SUITE_P(
    ,
    UnfitConfig,
    testing::Values(
        BadConfig{{}, "the setting 'url' is missing; set it: base address"},
        BadConfig{{{"url", R"("ftp://x")"}}, "'url' is not an http or https address"},
        BadConfig{{{"url", "7"}}, "'url' is not an http or https address"},
        BadConfig{{{"url", url}, {"size", R"("500")"}},
                  "'size' is not a whole number from 1 up to 500"},
        BadConfig{{{"url", url}, {"size", "501"}}, "'size' is not a whole number"},
        BadConfig{{{"url", url}, {"size", "1.5"}}, "'size' is not a whole number"},
        BadConfig{{{"url", url}, {"mode", R"("Fast")"}}, "'mode' is not one of fast, slow"},
        BadConfig{{{"url", url}, {"strict", "1"}}, "'strict' is not true or false"},
        BadConfig{{{"url", url}, {"password", R"("x")"}}, "'password' is a secret"},
        BadConfig{{{"url", url}, {"usr", R"("x")"}},
                  "no setting 'usr'; use one of: url, size, mode, strict, password"},
        BadConfig{{{"url", url}, {"size", "{"}}, "the setting 'size' is not a whole number"}));

TEST(CheckConfig, every_fault_is_told_at_once) {
    auto fits = check_config(a_manifest(), {{"size", "true"}, {"usr", "1"}});
    ASSERT_FALSE(fits);
    EXPECT_EQ(fits.error().causes().size(), 3U);
}

TEST(AllowedHosts, are_those_of_the_manifest_with_addresses_from_the_settings) {
    auto hosts =
        allowed_hosts(a_manifest(), {{"url", json_text("https://One-Stop.example/api?x=1")}});
    ASSERT_TRUE(hosts) << hosts.error();
    EXPECT_EQ(*hosts, (std::vector<std::string>{"one-stop.example:443", "api.example.vn"}));
}

TEST(AllowedHosts, an_address_that_is_not_set_allows_nothing) {
    EXPECT_EQ(*allowed_hosts(a_manifest(), {}), std::vector<std::string>{"api.example.vn"});
}

TEST(AllowedHosts, something_else_in_its_place_is_a_config_error) {
    auto hosts = allowed_hosts(a_manifest(), {{"url", json_text("one-stop")}});
    ASSERT_FALSE(hosts);
    EXPECT_EQ(hosts.error().code(), ErrorCode::config);
}

TEST(ConfigJson, a_text_is_quoted_and_escaped) {
    EXPECT_EQ(json_text("a\"b\\c\n"), R"("a\"b\\c\n")");
}

}  // namespace
}  // namespace tiendo

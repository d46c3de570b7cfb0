#include "tiendo/adapter/sdk.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tiendo::adapter;

struct Reader {
    static constexpr Manifest manifest = {
        .name = "lich-tiep-dan",
        .version = "0.1.0",
        .vendor = "test",
        .summary = "Reads \"nothing\".",
        .streams = {{.name = "documents", .type = RecordType::document, .description = "Văn bản."}},
        .config = {{.key = "url",
                    .type = ConfigType::url,
                    .description = "Address.",
                    .need = Need::required},
                   {.key = "token", .description = "Key.", .secrecy = Secrecy::secret}},
        .hosts = {"config:url", "example.vn:8443"},
    };
    Expected<Page> read(const Stream&, const Cursor&, Context&) { return Page(); }
};

TEST(SdkManifest, is_written_as_the_json_that_hosts_read) {
    const auto bytes = detail::manifest_bytes<Reader>();
    EXPECT_EQ(std::string(bytes.data(), bytes.size()),
              R"({"abi":0,"name":"lich-tiep-dan","version":"0.1.0","vendor":"test",)"
              R"("summary":"Reads \"nothing\".","status":"trial","capabilities":["read"],)"
              R"("streams":[{"name":"documents","type":"document","description":"Văn bản."}],)"
              R"("config":[{"key":"url","type":"url","required":true,"secret":false,)"
              R"("description":"Address."},{"key":"token","type":"text","required":false,)"
              R"("secret":true,"description":"Key."}],"hosts":["config:url","example.vn:8443"]})");
}

TEST(SdkManifest, names_are_lower_case_ascii) {
    EXPECT_TRUE(detail::good_name("mot-cua_2"));
    for (const auto* name : {"", "-a", "Một", "a b", "A"}) {
        EXPECT_FALSE(detail::good_name(name)) << name;
    }
}

TEST(SdkManifest, versions_have_three_numbers) {
    EXPECT_TRUE(detail::good_version("0.10.3"));
    for (const auto* version : {"", "1", "1.0", "1.0.", ".1.0", "1..0", "1.0.0.0", "1.0.a"}) {
        EXPECT_FALSE(detail::good_version(version)) << version;
    }
}

constexpr Manifest twins = {
    .name = "a",
    .version = "1.0.0",
    .vendor = "v",
    .summary = "s",
    .streams = {{.name = "s", .type = RecordType::document, .description = "d"},
                {.name = "s", .type = RecordType::dossier, .description = "d"}},
    .config = {{.key = "k", .description = "d"}, {.key = "k", .description = "d"}},
    .hosts = {"config:k"},
};

TEST(SdkManifest, two_streams_of_one_name_are_refused) {
    EXPECT_FALSE(detail::good_streams(twins));
}

TEST(SdkManifest, two_settings_of_one_name_are_refused) {
    EXPECT_FALSE(detail::good_config(twins));
}

TEST(SdkManifest, a_host_from_a_setting_needs_a_setting_of_type_url) {
    EXPECT_FALSE(detail::good_hosts(twins));
    EXPECT_TRUE(detail::good_hosts(Reader::manifest));
}

}  // namespace

#include "tiendo/adapter/sdk.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tiendo::adapter;

struct Reader {
    static constexpr Manifest manifest = {
        .name = "lich-tiep-dan",
        .version = "0.1.0",
        .vendor = "test",
        .licence = "Apache-2.0",
        .summary = "Reads \"nothing\".",
        .streams = {{.name = "documents",
                     .type = RecordType::document,
                     .description = "Văn bản.",
                     .key = "id",
                     .fields = {{"number", "test"}}}},
        .config = {{.key = "url",
                    .type = ConfigType::url,
                    .description = "Address.",
                    .need = Need::required},
                   {.key = "size",
                    .type = ConfigType::number,
                    .description = "Records.",
                    .range = {1, 500}},
                   {.key = "order", .description = "Order.", .choices = {"old", "new"}},
                   {.key = "token", .description = "Key.", .secrecy = Secrecy::secret}},
        .hosts = {"config:url", "example.vn:8443"},
    };
    Expected<Page> read(const Stream&, const Cursor&, Context&) { return Page(); }
};

TEST(SdkManifest, is_written_as_the_json_that_hosts_read) {
    const auto bytes = detail::manifest_bytes<Reader>();
    EXPECT_EQ(
        std::string(bytes.data(), bytes.size()),
        R"({"abi":"1.1","name":"lich-tiep-dan","version":"0.1.0","vendor":"test",)"
        R"("licence":"Apache-2.0","summary":"Reads \"nothing\".","status":"trial",)"
        R"("stops_within_ms":1000,"needs":[],"capabilities":["read"],)"
        R"("streams":[{"name":"documents","type":"document","description":"Văn bản.",)"
        R"("flow":"read","key":"id","cursor":{"kind":"token","order":"ascending"},)"
        R"("fields":[{"name":"number","purpose":"test"}]}],)"
        R"("config":{"type":"object","additionalProperties":false,"properties":{)"
        R"("url":{"type":"string","format":"uri","description":"Address."},)"
        R"("size":{"type":"integer","minimum":1,"maximum":500,"description":"Records."},)"
        R"("order":{"type":"string","enum":["old","new"],"description":"Order."},)"
        R"("token":{"type":"string","writeOnly":true,"description":"Key."}},"required":["url"]},)"
        R"("hosts":["config:url","example.vn:8443"]})");
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
    .licence = "l",
    .summary = "s",
    .streams = {{.name = "s",
                 .type = RecordType::document,
                 .description = "d",
                 .key = "k",
                 .fields = {{"state", "p"}}},
                {.name = "s", .type = RecordType::dossier, .description = "d", .key = "k"}},
    .config = {{.key = "k", .description = "d"}, {.key = "k", .description = "d"}},
    .hosts = {"config:k"},
};

TEST(SdkManifest, two_streams_of_one_name_are_refused) {
    EXPECT_FALSE(detail::good_streams(twins));
}

TEST(SdkManifest, a_field_is_a_member_of_the_schema_of_its_stream) {
    EXPECT_TRUE(detail::good_fields(Reader::manifest));
    EXPECT_FALSE(detail::good_fields(twins)) << "a document has no state";
}

TEST(SdkManifest, two_settings_of_one_name_are_refused) {
    EXPECT_FALSE(detail::good_config(twins));
}

TEST(SdkManifest, a_host_from_a_setting_needs_a_setting_of_type_url) {
    EXPECT_FALSE(detail::good_hosts(twins));
    EXPECT_TRUE(detail::good_hosts(Reader::manifest));
}

}  // namespace

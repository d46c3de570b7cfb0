// What is wrong with a profile is said at once, with lines.
#include "declarative/support.hpp"

#include "tiendo/plugin/manifest.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace tiendo::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

/// All that is wrong, as a person reads it.
std::string faults_of(const std::string& profile) {
    const auto manifest = declarative::engine({}).manifest(profile);
    return manifest ? std::string("none") : manifest.error().explain();
}

std::string plain() {
    return feedback_profile("path = \"/requests\"\nitems = \"\"", "");
}

TEST(Profile, that_is_whole_becomes_a_manifest_that_the_host_takes) {
    for (const char* name : {"mot-cua-rest", "van-ban-rest", "ho-so-bang-ke"}) {
        const auto json = declarative::engine({}).manifest(text_of(shipped_profile(name)));
        ASSERT_TRUE(json) << json.error().explain();
        const auto manifest = plugin::parse_manifest(*json);
        ASSERT_TRUE(manifest) << manifest.error();
        EXPECT_EQ(manifest->name, name);
        EXPECT_TRUE(manifest->can("check") && manifest->can("read"));
        EXPECT_FALSE(manifest->can("write"));
    }
}

// The coded adapter's manifest was written by hand for the same system.
TEST(Profile, of_the_one_stop_system_declares_the_fields_and_settings_of_the_coded_adapter) {
    const Pulled coded("mot-cua", {});
    const auto folder = std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters";
    const auto one = plugin::read_manifest(folder / "tiendo-mot-cua.so");
    const auto other =
        plugin::read_manifest(folder / "mot-cua-rest.profile.toml", {declarative::engine({})});
    ASSERT_TRUE(one && other);
    EXPECT_EQ(one->streams.at(0).fields, other->streams.at(0).fields);
    EXPECT_EQ(one->hosts, other->hosts);
    for (const auto& key : one->config) {
        const auto* same = other->key(key.key);
        ASSERT_NE(same, nullptr) << key.key;
        EXPECT_EQ(key, *same) << key.key;
    }
}

struct Broken {
    const char* what;
    const char* by;
    const char* says;
};
// Each replaces a part of a good profile; the sentence names the line and what to do.
const Broken broken_ones[] = {
    {"vendor = \"test\"", "vendr = \"test\"", "line 4: [adapter] has no key 'vendr'"},
    {"vendor = \"test\"\n", "", "[adapter] lacks the key 'vendor'"},
    {"name = \"thu\"", "name = 3", "line 2: [adapter]: the key 'name' is not a text in quotes"},
    {"name = \"thu\"", "name = \"Thu Thập\"", "the name is not 1 to 60 of a-z"},
    {"required = true", "required = \"yes\"", "the key 'required' is not true or false"},
    {"url = \"url\"", "url = \"adresse\"", "there is no setting 'adresse' of the type url"},
    {"type = \"feedback\"", "type = \"letter\"", "take one of dossier, document, feedback"},
    {"items = \"\"", "items = \"data\"", "'data' is no JSON pointer"},
    {"from = \"/service\"", "from = \"service\"", "'service' is no JSON pointer"},
    {"from = \"/service\"", "from = \"/service\"\nconstant = \"x\"", "give one of from, count"},
    {"purpose = \"is shown\"\n", "", "lacks the key 'purpose'"},
    {"format = \"iso\"", "format = \"dd/mm/yyyy\"", "'dd/mm/yyyy' is no form of a time"},
    {"format = \"iso\"\n", "", "no format says how it is written"},
    {"closed = \"true\"", "closed = \"shut\"", "'shut' is no word of 'closed'"},
    {"[stream.fields.service]", "[stream.fields.servce]", "there is no field 'service'"},
    {"path = \"/requests\"", "path = \"/requests/{nobody}\"", "no setting or value 'nobody'"},
    {"path = \"/requests\"", "path = \"/requests/{key}\"", "the secret 'key' may stand in [auth]"},
    {"path = \"/requests\"", "path = \"/requests/{key\"", "are no places"},
    {"[server]", "[auth]\nkind = \"basic\"\nuser = \"a\"\n[server]", "lacks the key 'password'"},
    {"[server]",
     "[auth]\nkind = \"bearer\"\ntoken = \"{geheim}\"\n[server]",
     "declare [settings.geheim]"},
    {"[server]", "[answer]\ncode = \"/code\"\n[server]", "no code means success"},
    {"items = \"\"",
     "items = \"\"\n[stream.paging]\nkind = \"page\"",
     "no text of the request holds {page}"},
    {"items = \"\"",
     "items = \"\"\n[stream.since]\nformat = \"iso\"",
     "no text of the request holds {from}"},
    {"[adapter]", "[adapter", "it is not TOML"},
};

class BrokenProfile : public testing::TestWithParam<Broken> {};
INSTANTIATE_TEST_SUITE_P(, BrokenProfile, testing::ValuesIn(broken_ones));

TEST_P(BrokenProfile, says_the_line_and_what_to_do) {
    const auto& it = GetParam();
    const auto told = faults_of(replaced(plain(), it.what, it.by));
    EXPECT_THAT(told, AllOf(HasSubstr(it.says), HasSubstr("line "), HasSubstr("; ")));
}

TEST(Profile, without_a_fault_is_the_base_of_the_broken_ones) {
    EXPECT_EQ(faults_of(plain()), "none");
}

TEST(Profile, with_many_faults_tells_all_of_them_at_once) {
    auto text = replaced(plain(), "vendor = \"test\"", "vendr = \"test\"");
    text = replaced(text, "format = \"iso\"", "format = \"when\"");
    text = replaced(text, "closed = \"true\"", "closed = \"shut\"");
    EXPECT_THAT(faults_of(text),
                AllOf(HasSubstr("has 4 faults"),
                      HasSubstr("'vendr'"),
                      HasSubstr("'vendor'"),
                      HasSubstr("'when'"),
                      HasSubstr("'shut'")));
}

TEST(Profile, that_is_huge_or_deep_or_binary_is_refused) {
    EXPECT_THAT(faults_of(std::string(300U << 10U, '#')), HasSubstr("256 KiB"));
    std::string deep = "a = ";
    deep += std::string(20, '[') + std::string(20, ']');
    EXPECT_THAT(faults_of(deep), HasSubstr("nested"));
    EXPECT_THAT(faults_of(std::string("a = \"\0\"", 7)), HasSubstr("not TOML"));
}

// The members that the engine knows are those of the published schemas, no more and no less.
TEST(Profile, can_make_every_member_of_the_published_schemas) {
    for (const char* type : {"dossier", "document", "feedback"}) {
        const auto schema =
            boost::json::parse(text_of(std::filesystem::path(TIENDO_SOURCE_DIR) /
                                       "src/model/schema" / (std::string(type) + ".schema.json")));
        for (const auto& member : schema.at("properties").as_object()) {
            const std::string name(member.key());
            if (name == "type" || name == "deleted") {
                continue;
            }
            const auto told = faults_of("[[stream]]\ntype = \"" + std::string(type) +
                                        "\"\n[stream.fields]\n" + name + " = {}\n");
            EXPECT_THAT(told, Not(HasSubstr("has no key '" + name + "'"))) << type;
            EXPECT_THAT(told, HasSubstr("field '" + name + "'")) << type;
        }
    }
}

TEST(Profile, is_found_by_name_beside_the_objects_and_listed_with_them) {
    const plugin::SearchOptions search{
        .folders = {std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters"},
        .engines = {declarative::engine({})}};
    const auto adapter = plugin::load("mot-cua-rest", search, Logger());
    ASSERT_TRUE(adapter) << adapter.error().explain();
    EXPECT_THAT(adapter->path().string(), testing::EndsWith("mot-cua-rest.profile.toml"));
    std::vector<std::string> names;
    for (const auto& found : plugin::list(search).adapters) {
        names.push_back(found.manifest.name);
    }
    EXPECT_THAT(names, testing::IsSupersetOf({"mot-cua", "mot-cua-rest", "ho-so-bang-ke"}));
}

TEST(Profile, under_another_name_than_its_file_is_refused) {
    const Folder folder;
    (void)folder.file("anders.profile.toml", plain());
    const auto adapter = plugin::load(
        "anders", {.folders = {folder.path()}, .engines = {declarative::engine({})}}, Logger());
    ASSERT_FALSE(adapter);
    EXPECT_THAT(adapter.error().explain(), HasSubstr("name the file thu.profile.toml"));
}

TEST(Profile, that_anybody_may_change_is_refused) {
    const Folder folder;
    const auto path = folder.file("thu.profile.toml", plain());
    std::filesystem::permissions(
        path, std::filesystem::perms::others_write, std::filesystem::perm_options::add);
    const auto adapter = plugin::load(
        "thu", {.folders = {folder.path()}, .engines = {declarative::engine({})}}, Logger());
    ASSERT_FALSE(adapter);
    EXPECT_EQ(adapter.error().code(), ErrorCode::config);
}

TEST(Profile, is_not_looked_for_where_no_engine_was_given) {
    const auto adapter = plugin::load(
        "mot-cua-rest",
        {.folders = {std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters"}},
        Logger());
    ASSERT_FALSE(adapter);
    EXPECT_EQ(adapter.error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace tiendo::test

#include "plugin/support.hpp"

#include <gmock/gmock.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using test::objects;
using testing::HasSubstr;

struct Unusable {
    const char* name;
    ErrorCode code;
    const char* reason;
};
void PrintTo(const Unusable& each, std::ostream* out) {
    *out << each.name;
}
class UnusableAdapter : public testing::TestWithParam<Unusable> {};

TEST_P(UnusableAdapter, is_refused_with_its_path_and_the_reason) {
    auto adapter = load(GetParam().name, test::in_objects(), Logger());
    ASSERT_FALSE(adapter);
    EXPECT_EQ(adapter.error().code(), GetParam().code) << adapter.error().explain();
    const auto path = (objects() / ("tiendo-" + std::string(GetParam().name) + ".so")).string();
    EXPECT_THAT(adapter.error().what(), HasSubstr(path + ": "));
    EXPECT_THAT(adapter.error().what(), HasSubstr(GetParam().reason));
    ASSERT_EQ(adapter.error().causes().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    ,
    UnusableAdapter,
    testing::Values(
        Unusable{"other-abi", ErrorCode::unsupported, "it speaks ABI 7.0, this host speaks 1.1"},
        Unusable{"other-abi-in-table",
                 ErrorCode::unsupported,
                 "it speaks ABI 7.0, this host speaks 1.1"},
        Unusable{"no-entry",
                 ErrorCode::malformed_input,
                 "does not export the function tiendo_adapter_entry"},
        Unusable{"no-manifest", ErrorCode::malformed_input, "it has no section .tiendo.manifest"},
        Unusable{"bad-manifest", ErrorCode::malformed_input, "manifest: it is not JSON"},
        Unusable{"entry-fails",
                 ErrorCode::config,
                 "the licence file is missing; ask the vendor for one"},
        Unusable{"entry-throws", ErrorCode::internal, "its entry threw: no memory for tables"},
        Unusable{"throws-loading", ErrorCode::internal, "it threw while loading: no settings file"},
        Unusable{"crashes-loading", ErrorCode::internal, "it crashed while loading"},
        Unusable{"exits-loading", ErrorCode::internal, "it ended the process while loading"},
        Unusable{"lacks-read", ErrorCode::unsupported, "it lacks the function 'read'"},
        Unusable{"lacks-promised", ErrorCode::unsupported, "it lacks the function 'probe'"},
        Unusable{"needs-more",
                 ErrorCode::unsupported,
                 "needs the host function 'teleport', which this host of ABI 1.1 does not have"},
        Unusable{"describes-another",
                 ErrorCode::internal,
                 "its manifest and what describe says differ"},
        Unusable{"writes-past-table", ErrorCode::internal, "wrote past the end of the table"},
        Unusable{"short-table", ErrorCode::internal, "it filled 24 bytes of the"},
        Unusable{"misnamed", ErrorCode::malformed_input, "its manifest calls it 'plain'"}));

TEST(LoadAdapter, a_name_is_searched_in_the_folders_in_their_order) {
    const test::Folder empty;
    auto adapter = load("good", {.folders = {empty.path(), objects()}}, Logger());
    ASSERT_TRUE(adapter) << adapter.error().explain();
    EXPECT_EQ(adapter->path(), objects() / "tiendo-good.so");
    EXPECT_EQ(adapter->manifest().version, "1.2.3");
}

TEST(LoadAdapter, a_path_needs_no_folder) {
    auto adapter = load((objects() / "tiendo-plain.so").string(), {}, Logger());
    ASSERT_TRUE(adapter) << adapter.error().explain();
    EXPECT_EQ(adapter->manifest().summary, "Plain C.");
}

TEST(LoadAdapter, a_file_name_without_a_folder_is_a_path_too) {
    auto adapter = load("tiendo-nowhere.so", test::in_objects(), Logger());
    ASSERT_FALSE(adapter);
    const auto path = std::filesystem::absolute("tiendo-nowhere.so").string();
    EXPECT_THAT(adapter.error().explain(), HasSubstr(path + ": no such file"));
}

TEST(LoadAdapter, a_name_that_is_nowhere_lists_every_path_tried) {
    auto adapter = load("mot-cua", {.folders = {"/nonexistent/a", "/nonexistent/b"}}, Logger());
    ASSERT_FALSE(adapter);
    EXPECT_EQ(adapter.error().code(), ErrorCode::not_found);
    EXPECT_EQ(
        adapter.error().explain(),
        "there is no adapter 'mot-cua' in 2 places; see which there are: tiendo adapter list; or install it into one of the folders, have its own searched too (--adapters FOLDER), or give its path\n"
        "  because: /nonexistent/a/tiendo-mot-cua.so: no such file; install the adapter, or name another\n"
        "  because: /nonexistent/b/tiendo-mot-cua.so: no such file; install the adapter, or name another");
}

TEST(LoadAdapter, one_is_found_without_being_loaded_and_misses_are_told_as_by_loading) {
    const auto found = find("good", test::in_objects());
    ASSERT_TRUE(found) << found.error().explain();
    EXPECT_EQ(found->manifest.name, "good");
    const SearchOptions nowhere{.folders = {"/nonexistent/a", "/nonexistent/b"}};
    EXPECT_EQ(find("mot-cua", nowhere).error().explain(),
              load("mot-cua", nowhere, Logger()).error().explain());
}

TEST(LoadAdapter, a_broken_file_in_one_folder_does_not_hide_a_good_one_in_the_next) {
    const test::Folder folder;
    const auto broken = folder.file("tiendo-good.so", "not an object");
    test::LogLines log;
    auto adapter = load("good", {.folders = {folder.path(), objects()}}, log.logger());
    ASSERT_TRUE(adapter) << adapter.error().explain();
    EXPECT_THAT(log.lines().front(),
                HasSubstr("warn adapter not loaded cause=" + broken.string() +
                          ": it is not an ELF object"));
}

TEST(LoadAdapter, one_file_loaded_twice_gives_two_independent_handles) {
    auto first = load("good", test::in_objects(), Logger());
    auto second = load("good", test::in_objects(), Logger());
    ASSERT_TRUE(first && second);
    const auto count = [&](Adapter& adapter) {
        return adapter
            .read(test::connection_to("state"), {.stream = "documents"}, test::services_at_nine())
            ->lines;
    };
    EXPECT_THAT(count(*first), HasSubstr("\"before\":\"none\""));
    EXPECT_THAT(count(*first), HasSubstr("\"before\":\"1\""));
    EXPECT_THAT(count(*second), HasSubstr("\"before\":\"none\""));
}

TEST(LoadAdapter, loads_without_a_trial_where_forking_is_not_wanted) {
    auto adapter = load("plain", {.folders = {objects()}, .trial = Trial::none}, Logger());
    EXPECT_TRUE(adapter) << adapter.error().explain();
}

/// Whether this process has the object in its memory.
bool is_mapped(const std::filesystem::path& object) {
    return test::read_bytes("/proc/self/maps").find(object.string()) != std::string::npos;
}

TEST(LoadAdapter, what_lies_outside_the_trusted_folders_is_guarded) {
    const test::Folder folder;
    const auto object = folder.path() / "tiendo-plain.so";
    std::filesystem::copy_file(objects() / "tiendo-plain.so", object);
    SearchOptions search{.folders = {folder.path()}, .isolation = Isolation::by_place};
    search.guard.helper_folder = TIENDO_HELPERS;
    auto outside = load("plain", search, Logger());
    ASSERT_TRUE(outside) << outside.error().explain();
    EXPECT_TRUE(
        outside->read(test::connection(), {.stream = "documents"}, test::services_at_nine()));
    EXPECT_FALSE(is_mapped(object));
    search.trusted = {folder.path().parent_path()};
    auto trusted = load("plain", search, Logger());
    ASSERT_TRUE(trusted) << trusted.error().explain();
    EXPECT_TRUE(is_mapped(object));
}

TEST(LoadAdapter, an_object_that_anybody_may_change_is_refused_and_told_why) {
    using std::filesystem::perms;
    const test::Folder folder;
    const auto object = folder.path() / "tiendo-plain.so";
    std::filesystem::copy_file(objects() / "tiendo-plain.so", object);
    const auto refusal = [&] { return load(object.string(), {}, Logger()).error().what(); };
    std::filesystem::permissions(object, perms::others_write, std::filesystem::perm_options::add);
    EXPECT_THAT(refusal(), HasSubstr("anybody may write to '" + object.string() + "'"));
    std::filesystem::permissions(
        object, perms::others_write, std::filesystem::perm_options::remove);
    std::filesystem::permissions(
        folder.path(), perms::others_write, std::filesystem::perm_options::add);
    EXPECT_THAT(refusal(), HasSubstr("anybody may write to '" + folder.path().string() + "'"));
}

TEST(ListAdapters, shows_what_can_be_used_and_why_the_rest_cannot_without_loading) {
    const auto listing = list(test::in_objects());
    std::vector<std::string> names;
    for (const Found& found : listing.adapters) {
        names.push_back(found.manifest.name);
    }
    // Those whose fault shows only when they are loaded are listed.
    EXPECT_THAT(names, testing::IsSupersetOf({"good", "plain", "throws-loading", "entry-fails"}));
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
    std::vector<std::string> failures;
    for (const Error& failure : listing.failures) {
        failures.push_back(failure.message());
    }
    EXPECT_THAT(failures,
                testing::IsSupersetOf({"it speaks ABI 7.0, this host speaks 1.1",
                                       "it has no section .tiendo.manifest",
                                       "its manifest calls it 'plain'"}));
}

TEST(ListAdapters, of_two_of_one_name_says_which_is_taken_and_which_it_hides) {
    const test::Folder second;
    const auto shadowed = second.path() / "tiendo-plain.so";
    std::filesystem::copy_file(objects() / "tiendo-plain.so", shadowed);
    SearchOptions search = test::in_objects();
    search.folders = {objects(), second.path(), objects() / "."};  // one of them twice
    const auto listing = list(search);
    std::vector<const Found*> both;
    for (const Found& found : listing.adapters) {
        if (found.manifest.name == "plain") {
            both.push_back(&found);
        }
    }
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0]->path, objects() / "tiendo-plain.so");
    EXPECT_FALSE(both[0]->shadowed_by);
    EXPECT_EQ(both[1]->path, shadowed);
    EXPECT_EQ(both[1]->shadowed_by, both[0]->path);
    EXPECT_EQ(load("plain", search, Logger())->path(), both[0]->path);
}

TEST(ListAdapters, says_where_each_lies_and_where_it_would_run) {
    SearchOptions search{.folders = {objects()}, .isolation = Isolation::by_place};
    const auto outside = list(search).adapters.front();
    EXPECT_EQ(outside.origin, Origin::folder);
    EXPECT_EQ(outside.isolation, Isolation::guarded);
    search.trusted = {objects()};
    const auto trusted = list(search).adapters.front();
    EXPECT_EQ(trusted.origin, Origin::trusted);
    EXPECT_EQ(trusted.isolation, Isolation::in_process);
}

TEST(ListAdapters, one_that_is_looked_at_would_run_guarded_wherever_it_lies) {
    SearchOptions search{.folders = {objects()}, .isolation = Isolation::by_place};
    search.trusted = {objects()};
    search.guard.trace = [](std::string_view) {};
    EXPECT_EQ(list(search).adapters.front().isolation, Isolation::guarded);
}

TEST(ListAdapters, a_folder_that_is_not_there_is_skipped) {
    const auto listing = list({.folders = {"/nonexistent"}});
    EXPECT_TRUE(listing.adapters.empty());
    EXPECT_TRUE(listing.failures.empty());
}

}  // namespace
}  // namespace tiendo

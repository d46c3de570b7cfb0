// Files without code that an engine makes adapters of: judged as an object is.
#include "support/folder.hpp"

#include "tiendo/adapter/calls.hpp"
#include "tiendo/plugin/adapter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace tiendo::plugin {
namespace {

using testing::HasSubstr;

std::string manifest_called(const std::string& name) {
    return R"({"abi":"1.1","name":")" + name +
           R"(","version":"1.0.0","vendor":"test","licence":"Apache-2.0","summary":"s","status":"trial",)"
           R"("capabilities":["read"],"streams":[{"name":"documents","type":"document","description":"d",)"
           R"("flow":"read","key":"k","cursor":{"kind":"none","order":"none"},)"
           R"("fields":[{"name":"number","purpose":"p"}]}],)"
           R"("config":{"type":"object","properties":{},"required":[]},"hosts":[]})";
}

int32_t describe(void* self, tiendo_buffer* out, tiendo_error* /*error*/) {
    out->text = adapter::detail::text_of(*static_cast<std::string*>(self));
    return 0;
}
int32_t read_nothing(void* /*self*/,
                     const tiendo_read*,
                     tiendo_page* out,
                     tiendo_error* /*error*/) {
    out->record_count = 0;
    return 0;
}

/// A file of this engine holds the name of its adapter.
Engine names_engine(const std::shared_ptr<int>& open_ones) {
    return {.ending = ".name",
            .manifest = [](std::string_view text) -> Result<std::string> {
                if (text.empty()) {
                    return Error{ErrorCode::malformed_input, "the file is empty", "write a name"};
                }
                return manifest_called(std::string(text));
            },
            .open = [open_ones](std::string_view text,
                                uint32_t,
                                tiendo_adapter* out,
                                tiendo_error* /*error*/) -> int32_t {
                if (text == "shut") {
                    return TIENDO_ERROR_CONFIG;
                }
                if (text == "throws") {
                    throw std::runtime_error("it threw");
                }
                static std::shared_ptr<int> counter;
                counter = open_ones;
                ++*open_ones;
                out->abi = TIENDO_ADAPTER_ABI;
                out->self = new std::string(manifest_called(
                    text == "two-faced" ? std::string("other") : std::string(text)));
                out->describe = &describe;
                out->read = text == "dumb" ? nullptr : &read_nothing;
                out->close = [](void* self) {
                    delete static_cast<std::string*>(self);
                    --*counter;
                };
                return 0;
            }};
}

class Engines : public testing::Test {
protected:
    Result<Adapter> loaded(const std::string& name) {
        (void)folder_.file(name + ".name", name);
        return load(name, search_, Logger());
    }
    test::Folder folder_;
    std::shared_ptr<int> open_ones_ = std::make_shared<int>(0);
    SearchOptions search_{.folders = {folder_.path()},
                          // An engine's adapters run in process whatever is said of objects.
                          .isolation = Isolation::guarded,
                          .engines = {names_engine(open_ones_)}};
};

TEST_F(Engines, make_an_adapter_that_reads_and_ends_with_its_handle) {
    {
        auto adapter = loaded("good");
        ASSERT_TRUE(adapter) << adapter.error().explain();
        EXPECT_EQ(adapter->manifest().name, "good");
        HostServices services;
        services.clock = fixed_clock(*Instant::parse("2021-05-20T09:00:00+07:00"));
        const auto page =
            adapter->read({ConnectionId::of("c"), {}}, {.stream = "documents"}, services);
        ASSERT_TRUE(page) << page.error();
        EXPECT_EQ(*open_ones_, 1);
    }
    EXPECT_EQ(*open_ones_, 0);
}

TEST_F(Engines, are_asked_for_a_path_too) {
    const auto path = folder_.file("good.name", "good");
    const auto adapter = load(path.string(), search_, Logger());
    EXPECT_TRUE(adapter) << adapter.error().explain();
}

TEST_F(Engines, list_their_files_without_opening_them) {
    (void)folder_.file("good.name", "good");
    (void)folder_.file("bad.name", "");
    (void)folder_.file("liar.name", "somebody-else");
    (void)folder_.file(".name", "hidden");
    const auto listing = list(search_);
    ASSERT_EQ(listing.adapters.size(), 1U);
    EXPECT_EQ(listing.adapters.front().manifest.name, "good");
    ASSERT_EQ(listing.failures.size(), 2U);
    EXPECT_THAT(listing.failures[0].what(), HasSubstr("bad.name: the file is empty; write a name"));
    EXPECT_THAT(listing.failures[1].what(), HasSubstr("name the file somebody-else.name"));
    EXPECT_EQ(*open_ones_, 0);
}

// What is refused is closed again, so that a bad file costs nothing each time it is tried.
TEST_F(Engines, that_fail_or_give_a_bad_table_are_refused_with_a_reason) {
    EXPECT_EQ(loaded("shut").error().code(), ErrorCode::config);
    EXPECT_THAT(loaded("throws").error().explain(), HasSubstr("it threw"));
    EXPECT_THAT(loaded("dumb").error().explain(), HasSubstr("lacks the function 'read'"));
    EXPECT_THAT(loaded("two-faced").error().explain(), HasSubstr("differ"));
    EXPECT_EQ(*open_ones_, 0);
}

TEST_F(Engines, are_not_given_a_file_that_is_too_long_or_that_anybody_may_change) {
    (void)folder_.file("long.name", std::string(engine_file_bytes_max + 1, 'x'));
    EXPECT_EQ(load("long", search_, Logger()).error().code(), ErrorCode::malformed_input);
    const auto open = folder_.file("open.name", "open");
    std::filesystem::permissions(
        open, std::filesystem::perms::others_write, std::filesystem::perm_options::add);
    EXPECT_EQ(load("open", search_, Logger()).error().code(), ErrorCode::config);
}

TEST_F(Engines, come_after_the_object_of_the_same_name_in_a_folder_and_each_path_is_told) {
    const auto nowhere = load("nobody", search_, Logger());
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code(), ErrorCode::not_found);
    ASSERT_EQ(nowhere.error().causes().size(), 2U);
    EXPECT_THAT(nowhere.error().causes()[0].what(), HasSubstr("tiendo-nobody.so"));
    EXPECT_THAT(nowhere.error().causes()[1].what(), HasSubstr("nobody.name"));
}

}  // namespace
}  // namespace tiendo::plugin

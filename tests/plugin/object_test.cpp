#include "plugin/support.hpp"

#include <gmock/gmock.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;

std::string good_object() {
    return test::read_bytes(test::objects() / "tiendo-plain.so");
}

TEST(ObjectFile, its_manifest_is_read_without_loading_it) {
    auto manifest = read_manifest(test::objects() / "tiendo-throws-loading.so");
    ASSERT_TRUE(manifest) << manifest.error();
    EXPECT_EQ(manifest->name, "throws-loading");
}

TEST(ObjectFile, a_manifest_written_in_c_ends_before_its_nul) {
    auto text = manifest_section(good_object());
    ASSERT_TRUE(text) << text.error();
    EXPECT_EQ(text->back(), '}');
}

TEST(ObjectFile, a_text_file_is_not_an_object) {
    const test::Folder folder;
    auto manifest = read_manifest(folder.file("tiendo-x.so", "#!/bin/sh\nexit 0\n"));
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().code(), ErrorCode::malformed_input);
    EXPECT_EQ(manifest.error().message(), "it is not an ELF object");
}

TEST(ObjectFile, an_empty_file_is_named_as_such) {
    const test::Folder folder;
    auto manifest = read_manifest(folder.file("tiendo-x.so", ""));
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().message(), "the file is empty");
}

TEST(ObjectFile, a_folder_is_not_an_object) {
    const test::Folder folder;
    auto manifest = read_manifest(folder.path());
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().message(), "it is a folder");
}

TEST(ObjectFile, a_file_that_is_not_there_is_not_found) {
    auto manifest = read_manifest("/nonexistent/tiendo-x.so");
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().code(), ErrorCode::not_found);
    EXPECT_EQ(manifest.error().places(), std::vector<std::string>{"/nonexistent/tiendo-x.so"});
}

TEST(ObjectFile, cut_anywhere_it_is_refused_and_never_half_read) {
    const std::string object = good_object();
    // The section table lies at the end, so every shorter file has lost some of it.
    for (std::size_t size = 0; size < object.size(); size += 1 + size / 16) {
        auto text = manifest_section(std::string_view(object).substr(0, size));
        ASSERT_FALSE(text) << size;
        EXPECT_EQ(text.error().code(), ErrorCode::malformed_input) << size;
    }
}

TEST(ObjectFile, built_for_another_machine_it_says_so) {
    std::string object = good_object();
    object[18] = static_cast<char>(0x28);  // e_machine: EM_ARM
    auto text = manifest_section(object);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code(), ErrorCode::unsupported);
    EXPECT_EQ(text.error().message(), "it was built for another machine");
}

TEST(ObjectFile, of_another_word_size_it_says_so_too) {
    std::string object = good_object();
    object[4] = static_cast<char>(object[4] == 1 ? 2 : 1);  // EI_CLASS
    auto text = manifest_section(object);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code(), ErrorCode::unsupported);
}

TEST(ObjectFile, a_program_is_no_shared_object) {
    std::string object = good_object();
    object[16] = 2;  // e_type: ET_EXEC
    auto text = manifest_section(object);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().message(), "it is an ELF file, but no shared object");
}

}  // namespace
}  // namespace tiendo

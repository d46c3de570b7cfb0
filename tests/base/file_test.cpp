#include "tiendo/base/file.hpp"

#include "support/folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace tiendo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::size_t plenty = 1024 * 1024;

/// A folder of its own for each test, gone afterwards.
class Files : public testing::Test {
protected:
    void TearDown() override {
        if (mounted_) {
            ::umount2(folder().c_str(), MNT_DETACH);
        }
        ::chmod(folder().c_str(), S_IRWXU);
    }

    [[nodiscard]] fs::path in_folder(std::string_view name) const { return folder_ / name; }
    [[nodiscard]] const fs::path& folder() const { return folder_.path(); }
    /// Puts a file system of its own of 64 KiB there; false where this user may not mount.
    bool mount_small_disk() {
        mounted_ = ::mount("tmpfs", folder().c_str(), "tmpfs", 0, "size=64k") == 0;
        return mounted_;
    }
    [[nodiscard]] bool make_disk_read_only() const {
        return ::mount("tmpfs", folder().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=64k") == 0;
    }
    [[nodiscard]] std::size_t files_in_folder() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder()), fs::directory_iterator()));
    }

private:
    test::Folder folder_;
    bool mounted_ = false;
};

TEST_F(Files, what_was_written_is_read) {
    const std::string content("Kế hoạch\0\n\xFF", 13);
    ASSERT_TRUE(write_file(in_folder("a.txt"), content));
    const auto read = read_file(in_folder("a.txt"), plenty);
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(*read, content);
}

TEST_F(Files, an_empty_file_reads_as_an_empty_text) {
    ASSERT_TRUE(write_file(in_folder("empty"), ""));
    EXPECT_EQ(read_file(in_folder("empty"), 0).value_or("?"), "");
}

TEST_F(Files, a_missing_file_is_not_found) {
    const auto read = read_file(in_folder("none.txt"), plenty);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::not_found);
    EXPECT_EQ(read.error().what(),
              "'" + in_folder("none.txt").string() + "': no such file; check the path");
}

TEST_F(Files, a_file_in_a_missing_folder_is_not_found) {
    EXPECT_EQ(read_file(in_folder("none/a.txt"), plenty).error().code(), ErrorCode::not_found);
}

TEST_F(Files, a_directory_is_refused) {
    const auto read = read_file(folder(), plenty);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::malformed_input);
    EXPECT_EQ(read.error().message(), "is a directory");
}

TEST_F(Files, a_file_of_just_the_limit_is_read_and_one_byte_more_is_refused) {
    ASSERT_TRUE(write_file(in_folder("a"), std::string(100, 'x')));
    EXPECT_TRUE(read_file(in_folder("a"), 100));
    const auto read = read_file(in_folder("a"), 99);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::malformed_input);
    EXPECT_EQ(read.error().message(), "is longer than 99 bytes");
}

TEST_F(Files, a_device_is_refused) {
    const auto read = read_file("/dev/zero", plenty);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message(), "is not a regular file");
}

TEST_F(Files, a_pipe_that_nobody_writes_into_is_refused_at_once) {
    ASSERT_EQ(::mkfifo(in_folder("pipe").c_str(), S_IRUSR | S_IWUSR), 0);
    const auto read = read_file(in_folder("pipe"), plenty);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::malformed_input);
    EXPECT_EQ(read.error().message(), "is not a regular file");
}

TEST_F(Files, a_file_without_read_rights_is_a_fault_of_storage) {
    ASSERT_TRUE(write_file(in_folder("secret"), "x"));
    ASSERT_EQ(::chmod(in_folder("secret").c_str(), 0), 0);
    // Root may read every file, so it reads as nobody.
    constexpr uid_t nobody = 65534;
    const auto user = ::geteuid();
    if (user == 0 && (::chmod(folder().c_str(), 0755) != 0 || ::seteuid(nobody) != 0)) {
        GTEST_SKIP() << "root cannot become nobody here: " << std::strerror(errno);
    }
    const auto read = read_file(in_folder("secret"), plenty);
    ASSERT_EQ(::seteuid(user), 0);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::storage);
    EXPECT_THAT(read.error().what(), HasSubstr("check the rights of the file"));
}

TEST_F(Files, missing_folders_are_made) {
    ASSERT_TRUE(write_file(in_folder("a/b/c.txt"), "x"));
    EXPECT_EQ(read_file(in_folder("a/b/c.txt"), plenty).value_or("?"), "x");
}

TEST_F(Files, the_new_content_takes_the_place_of_the_old) {
    ASSERT_TRUE(write_file(in_folder("a"), "a longer old text"));
    ASSERT_TRUE(write_file(in_folder("a"), "new"));
    EXPECT_EQ(read_file(in_folder("a"), plenty).value_or("?"), "new");
    EXPECT_EQ(files_in_folder(), 1U);
}

TEST_F(Files, a_reader_that_holds_the_old_file_open_keeps_it_whole) {
    ASSERT_TRUE(write_file(in_folder("a"), "old"));
    fs::create_hard_link(in_folder("a"), in_folder("seen"));
    ASSERT_TRUE(write_file(in_folder("a"), "new"));
    EXPECT_EQ(read_file(in_folder("seen"), plenty).value_or("?"), "old");
}

TEST_F(Files, a_target_that_is_a_folder_is_left_alone) {
    fs::create_directory(in_folder("taken"));
    const auto written = write_file(in_folder("taken"), "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::storage);
    EXPECT_EQ(files_in_folder(), 1U);
}

TEST_F(Files, a_parent_that_is_a_file_is_a_fault_of_storage) {
    ASSERT_TRUE(write_file(in_folder("file"), "x"));
    const auto written = write_file(in_folder("file/below"), "y");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::storage);
}

TEST_F(Files, a_read_only_folder_keeps_the_old_file) {
    const bool root = ::geteuid() == 0;
    if (root && !mount_small_disk()) {
        GTEST_SKIP() << "root may write everywhere and cannot mount here: " << std::strerror(errno);
    }
    ASSERT_TRUE(write_file(in_folder("a"), "old"));
    ASSERT_TRUE(root ? make_disk_read_only() : ::chmod(folder().c_str(), S_IRUSR | S_IXUSR) == 0);
    const auto written = write_file(in_folder("a"), "new");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::storage);
    EXPECT_THAT(written.error().what(), HasSubstr("check the folder and its rights"));
    EXPECT_EQ(read_file(in_folder("a"), plenty).value_or("?"), "old");
    EXPECT_EQ(files_in_folder(), 1U);
}

TEST_F(Files, a_full_disk_keeps_the_old_file_and_says_what_to_free) {
    if (!mount_small_disk()) {
        GTEST_SKIP() << "cannot mount a small disk here: " << std::strerror(errno);
    }
    ASSERT_TRUE(write_file(in_folder("a"), "old"));
    const auto written = write_file(in_folder("a"), std::string(plenty, 'x'));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code(), ErrorCode::storage);
    EXPECT_THAT(written.error().what(), HasSubstr("free some disk space"));
    EXPECT_EQ(read_file(in_folder("a"), plenty).value_or("?"), "old");
    EXPECT_EQ(files_in_folder(), 1U) << "the half-written file must not stay behind";
}

}  // namespace
}  // namespace tiendo

// What a folder of adapters may hold besides adapters: each is refused with its reason, and nothing
// of it runs.
#include "../src/plugin/hands.hpp"
#include "plugin/crafted.hpp"
#include "plugin/support.hpp"

#include <gmock/gmock.h>

#include <sys/stat.h>
#include <unistd.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;
namespace fs = std::filesystem;

std::string plain_bytes() {
    return test::read_bytes(test::objects() / "tiendo-plain.so");
}
test::CraftedObject crafted() {
    return test::CraftedObject(plain_bytes());
}

class BadObject : public testing::Test {
protected:
    /// What `load` says of a file with these bytes.
    [[nodiscard]] std::string refusal(std::string_view bytes,
                                      std::string_view name = "tiendo-plain.so") const {
        return refusal_of(folder.file(name, bytes));
    }
    [[nodiscard]] static std::string refusal_of(const fs::path& path) {
        SearchOptions search = test::in_objects();
        auto adapter = load(path.string(), search, Logger());
        return adapter ? "loaded" : adapter.error().what();
    }
    [[nodiscard]] std::string refusal_by_name(std::string_view name) const {
        SearchOptions search = test::in_objects();
        search.folders = {folder.path()};
        auto adapter = load(name, search, Logger());
        return adapter ? "loaded" : adapter.error().what();
    }

    test::Folder folder;
};

TEST_F(BadObject, that_was_crafted_from_a_good_one_shows_that_the_good_one_loads) {
    EXPECT_EQ(refusal(plain_bytes()), "loaded");
}

TEST_F(BadObject, built_for_another_processor_says_so) {
    EXPECT_THAT(refusal(crafted().for_machine(EM_S390).bytes),
                HasSubstr("it was built for another machine; build the adapter on a machine of "
                          "this kind"));
}

TEST_F(BadObject, cut_in_its_header_its_code_or_its_section_table_is_refused) {
    const auto whole = plain_bytes();
    const auto table = static_cast<std::size_t>(crafted().header.e_shoff);
    for (const std::size_t size :
         {std::size_t{20}, std::size_t{63}, whole.size() / 2, table, whole.size() - 1}) {
        EXPECT_THAT(refusal(whole.substr(0, size)), HasSubstr("the ELF object is cut short"))
            << size;
    }
    EXPECT_THAT(refusal(""), HasSubstr("the file is empty"));
}

TEST_F(BadObject, whose_code_ends_behind_the_file_is_refused_before_it_is_mapped) {
    EXPECT_THAT(refusal(crafted().cut_segments().bytes), HasSubstr("the ELF object is cut short"));
}

TEST_F(BadObject, that_nobody_may_execute_is_loaded_as_debians_own_libraries_are) {
    const auto object = folder.file("tiendo-plain.so", plain_bytes());
    fs::permissions(object, fs::perms::owner_read);
    EXPECT_EQ(refusal_of(object), "loaded");
}

TEST_F(BadObject, with_another_users_rights_is_refused) {
    const auto object = folder.file("tiendo-plain.so", plain_bytes());
    fs::permissions(object, fs::perms::set_uid, fs::perm_options::add);
    EXPECT_THAT(refusal_of(object),
                HasSubstr("it would run with another user's or group's rights"));
}

TEST_F(BadObject, that_is_a_pipe_does_not_hang_the_program) {
    const auto pipe = folder / "tiendo-plain.so";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THAT(refusal_of(pipe), HasSubstr("it is no regular file"));
}

TEST_F(BadObject, that_is_a_folder_or_a_device_is_refused) {
    fs::create_directory(folder / "tiendo-plain.so");
    EXPECT_THAT(refusal_of(folder / "tiendo-plain.so"), HasSubstr("it is a folder"));
    fs::create_symlink("/dev/null", folder / "tiendo-device.so");
    EXPECT_THAT(refusal_of(folder / "tiendo-device.so"), HasSubstr("it is no regular file"));
}

TEST_F(BadObject, that_is_a_link_to_itself_is_refused) {
    fs::create_symlink("tiendo-b.so", folder / "tiendo-a.so");
    fs::create_symlink("tiendo-a.so", folder / "tiendo-b.so");
    EXPECT_THAT(refusal_of(folder / "tiendo-a.so"), HasSubstr("it cannot be read: "));
}

TEST_F(BadObject, behind_a_link_into_a_folder_of_everybodys_is_refused) {
    const test::Folder open;
    fs::permissions(open.path(), fs::perms::others_write, fs::perm_options::add);
    fs::create_symlink(open.file("tiendo-plain.so", plain_bytes()), folder / "tiendo-plain.so");
    EXPECT_THAT(refusal_of(folder / "tiendo-plain.so"),
                HasSubstr("anybody may write to '" + open.path().string() + "'"));
}

TEST_F(BadObject, below_a_folder_that_anybody_may_change_is_refused) {
    // Whoever may rename the folder above puts another one in its place.
    const auto inner = folder / "inner";
    fs::create_directory(inner);
    fs::copy_file(test::objects() / "tiendo-plain.so", inner / "tiendo-plain.so");
    fs::permissions(folder.path(), fs::perms::others_write, fs::perm_options::add);
    EXPECT_THAT(refusal_of(inner / "tiendo-plain.so"),
                HasSubstr("anybody may write to '" + folder.path().string() + "'"));
}

TEST_F(BadObject, that_another_user_put_into_a_folder_for_all_is_refused) {
    // As in /tmp: sticky, so nobody can change our file, but anybody can be first with the name.
    fs::permissions(folder.path(), fs::perms::all | fs::perms::sticky_bit);
    const auto object = folder.file("tiendo-plain.so", plain_bytes());
    constexpr uid_t stranger = 65'534;
    const bool given = ::chown(object.c_str(), stranger, static_cast<gid_t>(-1)) == 0;
    // Where this test may not give files away, it asks on behalf of somebody else.
    const auto who = given ? ::geteuid() : stranger;
    auto safe = in_safe_hands(object, who);
    ASSERT_FALSE(safe);
    EXPECT_THAT(safe.error().what(), HasSubstr("belongs to user "));
    EXPECT_THAT(safe.error().what(),
                HasSubstr("anybody may put files into '" + folder.path().string() +
                          "'; copy it into a folder of your own"));
    if (given) {
        EXPECT_THAT(refusal_of(object), HasSubstr("belongs to user 65534"));
    }
}

TEST_F(BadObject, whose_manifest_gives_another_name_than_its_code_is_refused) {
    EXPECT_THAT(refusal(crafted().say("\"plain\"", "\"plaim\"").bytes, "tiendo-plaim.so"),
                HasSubstr("its manifest and what describe says differ"));
}

TEST_F(BadObject, whose_manifest_promises_a_function_that_is_not_there_is_refused) {
    EXPECT_THAT(refusal(crafted().say("[\"read\",\"write\"]", "[\"read\",\"serve\"]").bytes),
                HasSubstr("it lacks the function 'serve'"));
}

TEST_F(BadObject, whose_manifest_gives_another_border_is_refused) {
    EXPECT_THAT(refusal(crafted().say("\"abi\":\"1.0\"", "\"abi\":\"2.0\"").bytes),
                HasSubstr("it speaks ABI 2.0, this host speaks 1."));
    EXPECT_THAT(refusal(crafted().say("\"abi\":\"1.0\"", "\"abi\":\"one\"").bytes),
                HasSubstr("the member 'abi' is missing or no version"));
}

TEST_F(BadObject, with_a_manifest_of_ten_megabytes_is_refused_unread) {
    EXPECT_THAT(refusal(crafted().say_all(std::string(10U << 20U, ' ')).bytes),
                HasSubstr("its section .tiendo.manifest has more than 256 KiB"));
}

TEST_F(BadObject, with_a_manifest_that_is_no_json_is_refused) {
    EXPECT_THAT(refusal(crafted().say_all("name = \"plain\"").bytes),
                HasSubstr("manifest: it is not JSON"));
    EXPECT_THAT(refusal(crafted().say_all("[1, 2]").bytes),
                HasSubstr("manifest: it is no JSON object"));
    EXPECT_THAT(refusal(crafted().say_all(std::string(200'000, '[')).bytes),
                HasSubstr("manifest: it is not JSON"));
}

TEST_F(BadObject, with_a_nul_in_its_manifest_is_refused) {
    using namespace std::string_view_literals;
    EXPECT_THAT(refusal(crafted().say("\"plain\"", "\"pla\0n\""sv).bytes),
                HasSubstr("manifest: it is not JSON"));
    EXPECT_THAT(refusal(crafted().say_all("\0\0\0"sv).bytes), HasSubstr("it is not JSON"));
}

TEST_F(BadObject, with_two_manifests_is_refused) {
    EXPECT_THAT(refusal(crafted().say_twice().bytes),
                HasSubstr("it has two sections .tiendo.manifest"));
}

TEST_F(BadObject, with_a_compressed_manifest_is_refused) {
    EXPECT_THAT(refusal(crafted().compress().bytes),
                HasSubstr("its section .tiendo.manifest is compressed"));
}

TEST_F(BadObject, whose_file_has_the_name_in_capitals_is_not_taken_for_it) {
    static_cast<void>(folder.file("tiendo-Plain.so", plain_bytes()));
    EXPECT_THAT(refusal_by_name("Plain"),
                HasSubstr("its manifest calls it 'plain'; name the file tiendo-plain.so"));
    EXPECT_THAT(refusal_by_name("plain"), HasSubstr("there is no adapter 'plain'"));
}

TEST_F(BadObject, whose_manifest_has_the_name_in_capitals_is_refused) {
    EXPECT_THAT(refusal(crafted().say("\"plain\"", "\"Plain\"").bytes),
                HasSubstr("the name 'Plain' is not 1 to 60 of a-z, 0-9, '-' and '_'"));
}

}  // namespace
}  // namespace tiendo

// The allow-list: what it says, and that nothing else is run.
#include "plugin/support.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/program.hpp"

#include <gmock/gmock.h>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

const std::string some_digest(64, 'a');
// RFC 8410, 10.1.
constexpr std::string_view rfc_key = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

TEST(AllowList, takes_digests_and_keys_with_a_comment_each) {
    auto list = parse_allow_list("# our adapters\n\n  sha256:" + some_digest +
                                     " # tiendo-x.so 1.0\r\ned25519:" + std::string(rfc_key) +
                                     "  # the IT centre",
                                 "allow.txt");
    ASSERT_TRUE(list) << list.error();
    EXPECT_EQ(list->name, "allow.txt");
    EXPECT_EQ(list->digests, std::set<std::string>{some_digest});
    EXPECT_EQ(list->keys, std::set<PublicKey>{*parse_public_key(rfc_key)});
}

struct Wrong {
    const char* what;
    std::string line;
    const char* message;
};
void PrintTo(const Wrong& each, std::ostream* out) {
    *out << each.what;
}
class WrongEntry : public testing::TestWithParam<Wrong> {};

TEST_P(WrongEntry, is_refused_with_its_line) {
    const auto list = parse_allow_list("# first\n" + GetParam().line + "\n", "allow.txt");
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(list.error().what(), HasSubstr("allow.txt: line 2: "));
    EXPECT_THAT(list.error().what(), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    ,
    WrongEntry,
    testing::Values(
        Wrong{"no comment", "sha256:" + some_digest, "says not what it allows"},
        Wrong{"an empty comment", "sha256:" + some_digest + " #  ", "says not what it allows"},
        Wrong{"a short digest", "sha256:abc # x", "a SHA-256 has 64 digits"},
        Wrong{"capitals", "sha256:" + std::string(64, 'A') + " # x", "a SHA-256 has 64 digits"},
        Wrong{"two words", "sha256:" + some_digest + " x # x", "a SHA-256 has 64 digits"},
        Wrong{"another digest", "md5:" + some_digest + " # x", "begins with neither"},
        Wrong{"a digest alone", some_digest + " # x", "begins with neither"},
        Wrong{"no key", "ed25519:AAAA # x", "it is no Ed25519 public key"}));

TEST(AllowList, without_entries_is_refused_rather_than_taken_for_everything) {
    const auto list = parse_allow_list("# nothing yet\n", "allow.txt");
    ASSERT_FALSE(list);
    EXPECT_THAT(list.error().what(), HasSubstr("the list has no entry"));
}

TEST(AllowList, that_anybody_may_write_to_is_refused) {
    const test::Folder folder;
    const auto file = folder.file("allow.txt", "sha256:" + some_digest + " # x\n");
    EXPECT_TRUE(read_allow_list(file));
    fs::permissions(file, fs::perms::others_write, fs::perm_options::add);
    const auto list = read_allow_list(file);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code(), ErrorCode::config);
}

/// Runs the real openssl, so that it is not our own code that says what a signature is.
std::string openssl(std::vector<std::string> arguments) {
    ProgramCall call;
    call.program = "/usr/bin/openssl";
    call.arguments = std::move(arguments);
    auto end = run_program(call);
    if (!end || end->exit_code != 0) {
        throw std::runtime_error(end ? end->complaint : end.error().what());
    }
    return end->output;
}

class Allowed : public testing::Test {
protected:
    Allowed() {
        for (const char* name : {"plain", "good"}) {
            fs::copy_file(test::objects() / file_of(name), folder / file_of(name));
        }
        search.folders = {folder.path()};
        search.allowed = AllowList{.name = "allow.txt"};
    }
    static std::string file_of(std::string_view name) {
        return "tiendo-" + std::string(name) + ".so";
    }
    [[nodiscard]] fs::path object(std::string_view name) const { return folder / file_of(name); }
    [[nodiscard]] std::string digest(std::string_view name) const {
        return sha256_hex(test::read_bytes(object(name)));
    }
    /// A new key pair. @return its file; the public half is put on the list
    fs::path listed_key() {
        const auto file = folder / "key.pem";
        openssl({"genpkey", "-algorithm", "ed25519", "-out", file.string()});
        const auto text = openssl({"pkey", "-in", file.string(), "-pubout"});
        const auto begin = text.find('\n') + 1;
        search.allowed->keys.insert(
            *parse_public_key(text.substr(begin, text.find('\n', begin) - begin)));
        return file;
    }
    void sign(std::string_view name, const fs::path& key) const {
        openssl({"pkeyutl",
                 "-sign",
                 "-rawin",
                 "-inkey",
                 key.string(),
                 "-in",
                 object(name).string(),
                 "-out",
                 object(name).string() + ".sig"});
    }
    [[nodiscard]] std::string refusal(std::string_view name) const {
        auto adapter = load(name, search, Logger());
        return adapter ? "loaded" : adapter.error().what();
    }

    test::Folder folder;
    SearchOptions search = test::in_objects();
};

TEST_F(Allowed, is_what_a_digest_names_and_nothing_else) {
    search.allowed->digests = {digest("plain")};
    auto plain = load("plain", search, Logger());
    ASSERT_TRUE(plain) << plain.error().explain();
    EXPECT_EQ(plain->path(), object("plain"));
    EXPECT_TRUE(plain->read(test::connection(), {.stream = "documents"}, test::services_at_nine()));
    EXPECT_THAT(refusal("good"), HasSubstr("it is not allowed by allow.txt"));
}

TEST_F(Allowed, is_what_a_listed_key_signed) {
    const auto key = listed_key();
    EXPECT_THAT(refusal("plain"), HasSubstr("there is no '" + object("plain").string() + ".sig'"));
    sign("plain", key);
    EXPECT_EQ(refusal("plain"), "loaded");
}

TEST_F(Allowed, is_not_what_another_key_signed_or_another_object_s_signature) {
    const auto theirs = folder / "theirs.pem";
    fs::rename(listed_key(), theirs);
    search.allowed->keys.clear();
    const auto key = listed_key();
    sign("plain", theirs);
    EXPECT_THAT(refusal("plain"), HasSubstr("is not by one of its keys over these bytes"));
    sign("good", key);
    fs::copy_file(object("good").string() + ".sig",
                  object("plain").string() + ".sig",
                  fs::copy_options::overwrite_existing);
    EXPECT_THAT(refusal("plain"), HasSubstr("is not by one of its keys over these bytes"));
    std::ofstream(object("plain").string() + ".sig") << "short";
    EXPECT_THAT(refusal("plain"), HasSubstr(".sig' has 5 bytes, not 64"));
}

TEST_F(Allowed, is_not_what_was_changed_by_a_byte) {
    search.allowed->digests = {digest("plain")};
    auto bytes = test::read_bytes(object("plain"));
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    static_cast<void>(folder.file(file_of("plain"), bytes));
    EXPECT_THAT(refusal("plain"), HasSubstr("its SHA-256 is not listed"));
}

TEST_F(Allowed, is_told_by_the_line_that_would_have_to_be_added) {
    auto adapter = load("plain", search, Logger());
    ASSERT_FALSE(adapter);
    EXPECT_EQ(adapter.error().code(), ErrorCode::config);
    const auto line = "sha256:" + digest("plain") + "  # tiendo-plain.so";
    EXPECT_THAT(adapter.error().remedy(), HasSubstr("'" + line + "'"));
    search.allowed = *parse_allow_list(line, "allow.txt");
    EXPECT_EQ(refusal("plain"), "loaded");
}

TEST_F(Allowed, an_object_that_is_not_is_not_even_tried_in_a_child) {
    // Its constructor would say so by ending whatever process runs it.
    search.folders = {test::objects()};
    EXPECT_THAT(refusal("crashes-loading"), HasSubstr("it is not allowed"));
}

TEST_F(Allowed, what_is_loaded_are_the_bytes_that_were_judged) {
    // Guarded, a lost process is started again; in process, code is read when it is first run: in
    // both the file has become another one meanwhile.
    search.allowed->digests = {digest("plain")};
    auto adapter = load("plain", search, Logger());
    ASSERT_TRUE(adapter) << adapter.error().explain();
    std::ofstream(object("plain"), std::ios::in | std::ios::binary) << std::string(60'000, '\xCC');
    EXPECT_TRUE(
        adapter->read(test::connection(), {.stream = "documents"}, test::services_at_nine()));
    EXPECT_THAT(test::read_bytes("/proc/self/maps"), Not(HasSubstr(object("plain").string())));
}

TEST_F(Allowed, two_objects_one_after_the_other_are_two_and_one_twice_is_one) {
    // The linker knows each by a descriptor's number, which must not be given again.
    search.allowed->digests = {digest("plain"), digest("good")};
    for (int round = 0; round < 2; ++round) {
        for (const char* name : {"plain", "good"}) {
            auto adapter = load(name, search, Logger());
            ASSERT_TRUE(adapter) << adapter.error().explain();
            EXPECT_EQ(adapter->manifest().name, name);
        }
    }
    if (test::isolation == Isolation::in_process) {
        const auto maps = test::read_bytes("/proc/self/maps");
        std::size_t code = 0;
        for (auto at = maps.find("memfd:tiendo-good.so"); at != std::string::npos;
             at = maps.find("memfd:tiendo-good.so", at + 1)) {
            code += maps.rfind(" r-xp ", at) > maps.rfind('\n', at) ? 1 : 0;
        }
        EXPECT_EQ(code, 1U) << maps;
    }
}

TEST_F(Allowed, an_object_that_the_linker_refuses_is_named_by_its_path) {
    auto bytes = test::read_bytes(object("plain"));
    const auto needed = bytes.find("libc.so.6");
    ASSERT_NE(needed, std::string::npos);
    bytes.replace(needed, 9, "libq.so.6");
    static_cast<void>(folder.file(file_of("plain"), bytes));
    search.allowed->digests = {digest("plain")};
    EXPECT_THAT(refusal("plain"), HasSubstr("the dynamic linker refused it: "));
    EXPECT_THAT(refusal("plain"), Not(HasSubstr("/proc/")));
}

TEST_F(Allowed, a_listing_says_what_is_and_takes_the_one_that_is) {
    const test::Folder first;
    auto bytes = test::read_bytes(object("plain")) + "\n";
    static_cast<void>(first.file(file_of("plain"), bytes));
    search.folders = {first.path(), folder.path()};
    search.allowed->digests = {digest("plain")};
    const auto listing = list(search);
    ASSERT_EQ(listing.adapters.size(), 3U);
    EXPECT_EQ(listing.adapters[0].manifest.name, "good");
    EXPECT_TRUE(listing.adapters[0].refused);
    EXPECT_EQ(listing.adapters[1].path, object("plain"));
    EXPECT_FALSE(listing.adapters[1].refused);
    EXPECT_EQ(listing.adapters[2].path, first / file_of("plain"));
    EXPECT_TRUE(listing.adapters[2].refused);
    auto adapter = load("plain", search, Logger());
    ASSERT_TRUE(adapter) << adapter.error().explain();
    EXPECT_EQ(adapter->path(), listing.adapters[1].path);
}

}  // namespace
}  // namespace tiendo

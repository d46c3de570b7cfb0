#include "tiendo/base/digest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace tiendo {
namespace {

// Expected figures: FIPS 180-2, appendix B, and NIST's vector of a million times "a".
constexpr std::string_view of_nothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view of_abc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view of_two_blocks =
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
constexpr std::string_view of_a_million =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(Sha256, the_known_vectors_come_out) {
    EXPECT_EQ(sha256_hex(""), of_nothing);
    EXPECT_EQ(sha256_hex("abc"), of_abc);
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              of_two_blocks);
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), of_a_million);
}

TEST(Sha256, pieces_make_the_digest_of_the_whole) {
    Sha256 digest;
    digest.update("a");
    digest.update("");
    digest.update("bc");
    EXPECT_EQ(std::move(digest).hex(), of_abc);
}

TEST(Sha256, a_digest_begun_elsewhere_can_be_finished_here) {
    Sha256 begun;
    begun.update("ab");
    Sha256 moved = std::move(begun);
    moved.update("c");
    EXPECT_EQ(std::move(moved).hex(), of_abc);
}

TEST(Sha256, bytes_after_a_zero_byte_count) {
    EXPECT_NE(sha256_hex(std::string_view("a\0b", 3)), sha256_hex(std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace tiendo

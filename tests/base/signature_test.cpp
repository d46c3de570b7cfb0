#include "tiendo/base/signature.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tiendo {
namespace {

std::string from_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes.push_back(
            static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16)));
    }
    return bytes;
}
PublicKey key_of(std::string_view digits) {
    PublicKey key{};
    const auto bytes = from_hex(digits);
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
}

// RFC 8032, 7.1, test 2.
const PublicKey rfc_key =
    key_of("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
const std::string rfc_message = "\x72";
const std::string rfc_signature = from_hex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

TEST(Signature, of_the_rfc_is_taken) {
    EXPECT_TRUE(is_signed_by(rfc_key, rfc_message, rfc_signature));
}

TEST(Signature, is_refused_where_a_bit_of_message_key_or_signature_differs) {
    EXPECT_FALSE(is_signed_by(rfc_key, "\x73", rfc_signature));
    auto other_key = rfc_key;
    other_key[0] ^= 1U;
    EXPECT_FALSE(is_signed_by(other_key, rfc_message, rfc_signature));
    for (std::size_t i = 0; i < rfc_signature.size(); ++i) {
        auto changed = rfc_signature;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(is_signed_by(rfc_key, rfc_message, changed)) << i;
    }
}

TEST(Signature, of_another_length_is_refused) {
    EXPECT_FALSE(is_signed_by(rfc_key, rfc_message, ""));
    EXPECT_FALSE(is_signed_by(rfc_key, rfc_message, rfc_signature.substr(0, 63)));
    EXPECT_FALSE(is_signed_by(rfc_key, rfc_message, rfc_signature + '\0'));
}

TEST(SignatureKey, of_the_rfc_is_read) {
    // RFC 8410, 10.1.
    const auto key =
        parse_public_key("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
    ASSERT_TRUE(key) << key.error();
    EXPECT_EQ(*key, key_of("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"));
}

TEST(SignatureKey, of_another_kind_or_damaged_is_refused) {
    for (const std::string text :
         {"",
          "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE",      // its end is missing
          "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZu==",     // a byte is missing
          "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqow!rbLDFw4rXAxZuE=",     // no base64
          "MCowBQYDK2VuAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="}) {  // X25519
        EXPECT_FALSE(parse_public_key(text)) << text;
    }
}

}  // namespace
}  // namespace tiendo

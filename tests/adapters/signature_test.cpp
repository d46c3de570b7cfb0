// HMAC and webhooks against vectors that others published.
#include "phan_anh/signature.hpp"

#include "phan_anh/form.hpp"
#include "phan_anh/services.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tiendo::phan_anh {
namespace {

TEST(Signature, agrees_with_the_vectors_of_rfc_4231) {
    EXPECT_EQ(hex_of(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex_of(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex_of(hmac_sha256(std::string(131, '\xaa'),
                                 "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

/// The example of the Standard Webhooks libraries.
constexpr std::string_view their_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr Signed theirs{"msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                        "{\"test\": 2432232314}"};

TEST(Signature, agrees_with_the_example_of_standard_webhooks) {
    const auto key = webhook_key(their_secret);
    ASSERT_TRUE(key);
    EXPECT_EQ(verify(theirs, *key, 1614265330, 300), Verdict::good);
    EXPECT_EQ(verify(theirs, *key, 1614265630, 300), Verdict::good);
    EXPECT_EQ(verify(theirs, *key, 1614265631, 300), Verdict::too_old);
    EXPECT_EQ(verify(theirs, *key, 1614265029, 300), Verdict::too_new);
    EXPECT_EQ(verify(theirs, *key + "x", 1614265330, 300), Verdict::wrong);
    auto unpadded = theirs;
    unpadded.signatures = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE";
    EXPECT_EQ(verify(unpadded, *key, 1614265330, 300), Verdict::good);
    auto of_urls = theirs;
    of_urls.signatures = "v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    EXPECT_EQ(verify(of_urls, *key, 1614265330, 300), Verdict::wrong);
}

TEST(Signature, takes_secrets_of_24_to_64_bytes_and_no_other_form) {
    const auto bytes = [](std::size_t count) {  // 'A' is six zero bits
        std::string text((count * 8 + 5) / 6, 'A');
        return webhook_key("whsec_" + text);
    };
    EXPECT_FALSE(bytes(23));
    EXPECT_TRUE(bytes(24));
    EXPECT_TRUE(bytes(64));
    EXPECT_FALSE(bytes(65));
    EXPECT_FALSE(webhook_key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    EXPECT_FALSE(webhook_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!"));
    EXPECT_FALSE(webhook_key(""));
}

TEST(Signature, secrets_are_the_same_or_not) {
    EXPECT_TRUE(same_secret("khóa", "khóa"));
    EXPECT_FALSE(same_secret("khóa", "khóa "));
    EXPECT_FALSE(same_secret("", "khóa"));
}

TEST(Form, is_decoded_or_refused_as_a_whole) {
    EXPECT_EQ(parse_form("a=1&b=%C4%91+x&&c"), (Pairs{{"a", "1"}, {"b", "đ x"}, {"c", ""}}));
    EXPECT_EQ(parse_form(""), Pairs{});
    for (const auto* bad : {"a=%", "a=%4", "a=%GG", "%FF=1", "a=%C0%AF", "a=%ED%A0%80", "a=%00"}) {
        EXPECT_EQ(parse_form(bad), std::nullopt) << bad;
    }
    std::string many;
    for (int i = 0; i < 201; ++i) {
        many += "a=1&";
    }
    EXPECT_EQ(parse_form(many), std::nullopt);
}

TEST(ServedServices, are_read_from_one_line) {
    EXPECT_EQ(parse_services("001=Vệ sinh môi trường; 002 = Cây xanh ;"),
              (Services{{"001", "Vệ sinh môi trường"}, {"002", "Cây xanh"}}));
    EXPECT_EQ(parse_services("1=a=b"), (Services{{"1", "a=b"}}));
    for (const auto* bad : {"", ";", "001", "001=", "=x", "1=a;1=b", "a b=c", "a,b=c"}) {
        EXPECT_EQ(parse_services(bad), std::nullopt) << bad;
    }
}

}  // namespace
}  // namespace tiendo::phan_anh

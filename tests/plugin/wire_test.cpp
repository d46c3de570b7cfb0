// Frames between a guarded adapter's process and its program.
#include "../src/plugin/guard/wire.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tiendo {
namespace {

using namespace tiendo::plugin::wire;
using adapter::detail::text_of;
using adapter::detail::view_of;

/// As it would arrive.
Frame arrived(Writer writer) {
    std::string all;
    const auto pieces = writer.pieces();
    for (const iovec& piece : pieces) {
        all.append(static_cast<const char*>(piece.iov_base), piece.iov_len);
    }
    char start[header_bytes];
    std::copy_n(all.data(), header_bytes, start);
    auto frame = frame_for(*header_of(start));
    std::copy(all.begin() + header_bytes, all.end(), frame.bytes.get());
    return frame;
}
Frame frame_with(std::string_view payload) {
    auto frame = frame_for({static_cast<std::uint32_t>(payload.size()), Kind::done});
    std::copy(payload.begin(), payload.end(), frame.bytes.get());
    return frame;
}

TEST(WireFrame, brings_long_and_short_texts_and_pairs) {
    const std::string body(100'000, 'b');
    const tiendo_text headers[] = {
        text_of("Accept"), text_of("text/plain"), text_of("X-Nothing"), text_of("")};
    tiendo_http_request request{};
    request.size = sizeof request;
    request.header_count = 2;
    request.method = text_of("POST");
    request.url = text_of("https://một-cửa.example/");
    request.headers = headers;
    request.body = text_of(body);
    const auto held = decoded<tiendo_http_request>(arrived(frame_of(Kind::http, request)));
    ASSERT_NE(held, nullptr);
    EXPECT_EQ(view_of(held->it.method), "POST");
    EXPECT_EQ(view_of(held->it.url), "https://một-cửa.example/");
    ASSERT_EQ(held->it.header_count, 2U);
    EXPECT_EQ(view_of(held->it.headers[1]), "text/plain");
    EXPECT_EQ(view_of(held->it.headers[3]), "");
    EXPECT_EQ(view_of(held->it.body), body);
}

// "Not set" and "set to nothing" are two things: a setting, a small fact of the state.
TEST(WireFrame, tells_no_text_from_an_empty_one) {
    const auto none = decoded<Setting>(arrived(frame_of(Kind::answer, Setting{})));
    const auto empty = decoded<Setting>(arrived(frame_of(Kind::answer, Setting{text_of("")})));
    ASSERT_TRUE(none != nullptr && empty != nullptr);
    EXPECT_EQ(none->it.value.data, nullptr);
    EXPECT_NE(empty->it.value.data, nullptr);
}

TEST(WireFrame, that_is_cut_or_has_more_than_its_members_is_none) {
    const std::string number("\1\0\0\0\0\0\0\0", 8);
    EXPECT_NE(decoded<Number>(frame_with(number)), nullptr);
    EXPECT_EQ(decoded<Number>(frame_with(number.substr(1))), nullptr);
    EXPECT_EQ(decoded<Number>(frame_with(number + "x")), nullptr);
}

TEST(WireFrame, that_claims_more_than_it_brings_is_none) {
    EXPECT_EQ(decoded<Name>(frame_with(std::string("\4\0\0\0abc", 7))), nullptr);
    // 2^32 pairs of texts: no room is made for them.
    std::string log(4, '\0');
    log.append("\1\0\0\0x", 5).append("\0\0\0\0\1\0\0\0", 8).append(64, '\0');
    EXPECT_EQ(decoded<LogLine>(frame_with(log)), nullptr);
}

TEST(WireFrame, longer_than_the_limit_is_neither_sent_nor_taken) {
    const std::string much(longest_frame + 1, 'x');
    auto writer = frame_of(Kind::done, Name{text_of(much)});
    EXPECT_FALSE(writer.fits());
    const char start[header_bytes] = {'\1', '\0', '\0', '\6', 18, 0, 0, 0};  // 96 MiB and one byte
    EXPECT_FALSE(header_of(start));
}

// An adapter of a later minor release may pass a longer struct, one that lies a shorter one.
TEST(WireFrame, says_of_a_struct_no_more_than_there_is_of_it) {
    tiendo_kept_query query{};
    query.size = 9'999;
    const auto longer = decoded<tiendo_kept_query>(arrived(frame_of(Kind::kept, query)));
    EXPECT_EQ(longer->it.size, sizeof(tiendo_kept_query));
    query.size = 8;
    const auto shorter = decoded<tiendo_kept_query>(arrived(frame_of(Kind::kept, query)));
    EXPECT_EQ(shorter->it.size, 8U);
}

}  // namespace
}  // namespace tiendo

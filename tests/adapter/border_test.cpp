// The C side of an SDK adapter: sizes, poisoned bytes, ownership.
#include "tiendo/adapter/sdk.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>

namespace {

using namespace tiendo::adapter;

/// Room for a struct with poisoned bytes behind what `size` allows.
template <typename T>
struct Poisoned {
    explicit Poisoned(uint32_t size) {
        bytes.fill(0xEE);
        std::memset(bytes.data(), 0, size);
        std::memcpy(bytes.data(), &size, sizeof size);
    }
    T* get() { return reinterpret_cast<T*>(bytes.data()); }
    [[nodiscard]] bool untouched_from(std::size_t offset) const {
        for (std::size_t i = offset; i < bytes.size(); ++i) {
            if (bytes[i] != 0xEE) {
                return false;
            }
        }
        return true;
    }
    alignas(T) std::array<unsigned char, sizeof(T) + 64> bytes{};
};

TEST(SdkBorder, no_byte_is_written_at_or_past_the_size_that_the_other_side_states) {
    constexpr auto old_size = static_cast<uint32_t>(offsetof(tiendo_page, cursor));
    Poisoned<tiendo_page> page(old_size);
    tiendo_page value{};
    value.record_count = 3;
    value.cursor = {"abc", 3};
    detail::fill(page.get(), value);
    EXPECT_EQ(page.get()->record_count, 3U);
    EXPECT_EQ(page.get()->size, old_size);
    EXPECT_TRUE(page.untouched_from(old_size));
}

TEST(SdkBorder, a_larger_struct_of_a_newer_host_is_filled_as_far_as_it_is_known) {
    Poisoned<tiendo_page> page(sizeof(tiendo_page) + 16);
    std::memset(page.bytes.data() + sizeof(tiendo_page), 0xEE, 16);
    detail::fill(page.get(), tiendo_page{});
    EXPECT_EQ(page.get()->size, sizeof(tiendo_page));
    EXPECT_TRUE(page.untouched_from(sizeof(tiendo_page)));
}

TEST(SdkBorder, a_failure_crosses_with_its_texts_and_is_released_by_the_receiver) {
    detail::Held<tiendo_error> error;
    const Failure failure{ErrorClass::rate_limited, "too fast", "wait", std::chrono::seconds(2)};
    const int32_t code = detail::fail(error.get(), failure);
    EXPECT_EQ(code, TIENDO_ERROR_RATE_LIMITED);
    EXPECT_EQ(detail::failure_of(code, error), failure);
}

TEST(SdkBorder, a_caller_that_wants_no_error_gets_the_class_alone) {
    EXPECT_EQ(detail::fail(nullptr, Failure::transient("x")), TIENDO_ERROR_TRANSIENT);
}

}  // namespace

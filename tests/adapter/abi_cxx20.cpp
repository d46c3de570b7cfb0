// The header alone, as C++20, and the same layout as in C.
#include "tiendo/adapter/abi.h"

#include <gtest/gtest.h>

#include <type_traits>

extern "C" size_t tiendo_test_size_of_page_in_c(void);
extern "C" size_t tiendo_test_size_of_context_in_c(void);

TEST(AdapterAbi, structs_are_as_long_in_cxx_as_in_c) {
    EXPECT_EQ(sizeof(tiendo_page), tiendo_test_size_of_page_in_c());
    EXPECT_EQ(sizeof(tiendo_context), tiendo_test_size_of_context_in_c());
}

TEST(AdapterAbi, structs_hold_nothing_of_one_language) {
    EXPECT_TRUE(std::is_trivial_v<tiendo_page> && std::is_standard_layout_v<tiendo_page>);
    EXPECT_TRUE(std::is_trivial_v<tiendo_adapter> && std::is_standard_layout_v<tiendo_adapter>);
    EXPECT_TRUE(std::is_trivial_v<tiendo_context> && std::is_standard_layout_v<tiendo_context>);
}

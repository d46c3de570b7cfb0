#include "declarative/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tiendo::declarative {
namespace {

// A build without libzip says what to do, not that the file is broken.
TEST(TableWithoutXlsx, a_workbook_is_a_matter_of_configuration) {
    const auto table = read_table("PK\x03\x04 and so on", {});
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().error_class, adapter::ErrorClass::config);
    EXPECT_THAT(table.error().remedy, testing::HasSubstr("CSV UTF-8"));
}

}  // namespace
}  // namespace tiendo::declarative

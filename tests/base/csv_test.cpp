#include "tiendo/base/csv.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace tiendo {
namespace {

TEST(Csv, a_field_is_quoted_only_where_rfc_4180_wants_it) {
    EXPECT_EQ(csv_field("Phường 7"), "Phường 7");
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("\"a\""), "\"\"\"a\"\"\"");
    EXPECT_EQ(csv_field("a\nb"), "\"a\nb\"");
}

struct Literal {
    std::string_view text;
    std::string_view written;
};
// The signs are those of OWASP's page "CSV Injection".
constexpr Literal literals[] = {
    {"=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"},
    {"+84 28", "'+84 28"},
    {"-2+3", "'-2+3"},
    {"@SUM(1)", "'@SUM(1)"},
    {"\t=1", "'\t=1"},
    {"\r=1", "'\r=1"},
    {"\n=1", "'\n=1"},
    {"＝1", "'＝1"},
    {"＋1", "'＋1"},
    {"－1", "'－1"},
    {"＠1", "'＠1"},
    {"'=1", "''=1"},    // taken back, it has its own again
    {"''=1", "'''=1"},  // likewise
    {"'a", "'a"},
    {"'", "'"},
    {"", ""},
    {"a=b", "a=b"},
    {"UBND Phường 7", "UBND Phường 7"},
};

TEST(Csv, a_text_that_a_spreadsheet_would_calculate_has_one_apostrophe_more) {
    for (const auto& each : literals) {
        EXPECT_EQ(csv_literal(each.text), each.written);
    }
}

}  // namespace
}  // namespace tiendo

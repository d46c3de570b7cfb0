#include "tiendo/report/printed_head.hpp"

#include "report/district.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/report/render.hpp"

#include <gmock/gmock.h>

#include <random>

namespace tiendo::report {
namespace {

using testing::HasSubstr;

const store::JournalHead head_41{41, std::string(64, 'a')};

std::string golden(const std::string& name) {
    auto text = read_file(std::string(TIENDO_SOURCE_DIR) + "/tests/report/golden/" + name, 1 << 24);
    EXPECT_TRUE(text) << text.error();
    return text ? *std::move(text) : std::string();
}

TEST(PrintedHead, is_found_in_reports_of_both_forms) {
    for (const auto* name : {"sample.md", "sample.html"}) {
        const auto found = printed_head(golden(name));
        ASSERT_TRUE(found) << name << found.error();
        EXPECT_EQ(*found, head_41) << name;
    }
}

TEST(PrintedHead, is_the_one_of_the_database_that_composed_the_report) {
    test::District district;
    const auto report = district.composed();
    auto tx = district.office().read();
    const auto head = store::journal_head(tx);
    for (const auto& text : {render_markdown(report), render_html(report)}) {
        const auto found = printed_head(text);
        ASSERT_TRUE(found) << found.error();
        EXPECT_EQ(*found, *head);
        EXPECT_FALSE(store::verify_journal(tx, *found)->fault);
    }
}

TEST(PrintedHead, of_a_thousand_and_more_entries_has_full_stops) {
    const std::string hash(64, '7');
    for (const auto* number : {"1.234.567", "1\\.234\\.567", "<b>1.234.567</b>"}) {
        const auto found = printed_head("Nhật ký có " + std::string(number) +
                                        " bút toán. Mã băm cuối của nhật ký: `" + hash + "`");
        ASSERT_TRUE(found) << number << found.error();
        EXPECT_EQ(*found, (store::JournalHead{1'234'567, hash}));
    }
}

TEST(PrintedHead, of_an_export_is_its_last_line_alone) {
    const auto line = store::export_last_line(head_41);
    EXPECT_EQ(printed_head("{\"sequence\":1}\n" + line).value_or(store::JournalHead{}), head_41);
    EXPECT_FALSE(printed_head(line + "{\"sequence\":1}\n"));
    EXPECT_FALSE(printed_head("{\"count\":1,\"head\":\"" + std::string(64, 'a') + "\",\"x\":1}"));
}

TEST(PrintedHead, two_that_differ_are_refused_and_two_alike_are_fine) {
    const auto text = golden("sample.md");
    EXPECT_TRUE(printed_head(text + text));
    auto other = text;
    other.replace(other.find(std::string(64, 'a')), 64, std::string(64, 'b'));
    const auto refused = printed_head(text + other);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), HasSubstr("two different"));
}

TEST(PrintedHead, is_not_made_up_where_none_is_printed) {
    for (const std::string& text :
         {std::string(),
          std::string("Nhật ký có "),
          std::string("Nhật ký có 4"),
          "Nhật ký có 41 bút toán. " + std::string(63, 'a'),
          "Nhật ký có 41 bút toán. " + std::string(65, 'a'),
          "Nhật ký có 41 bút toán. " + std::string(64, 'A'),
          "Nhật ký có " + std::string(400, '9') + " bút toán. " + std::string(64, 'a'),
          std::string(100'000, '<')}) {
        EXPECT_FALSE(printed_head(text)) << text.substr(0, 80);
    }
}

TEST(PrintedHead, of_any_bytes_is_sound_or_an_error_over_20000_broken_reports) {
    std::mt19937 random(41);
    const std::string sample = golden("sample.md");
    const auto place = sample.find("Nhật ký có");
    const auto part = sample.substr(place - 200, 600);
    for (int i = 0; i < 20'000; ++i) {
        auto text = part;
        for (int k = 0; k < 4; ++k) {
            const auto at = random() % text.size();
            switch (random() % 3) {
                case 0: text[at] = static_cast<char>(random()); break;
                case 1: text.erase(at, random() % 20); break;
                default: text.insert(at, part.substr(random() % part.size(), random() % 20)); break;
            }
        }
        if (const auto found = printed_head(text)) {
            ASSERT_EQ(found->hash.size(), 64U);
            ASSERT_EQ(found->hash.find_first_not_of("0123456789abcdef"), std::string::npos);
            ASSERT_GE(found->count, 0);
            ASSERT_LT(found->count, 1'000'000'000'000'000);
        }
    }
}

}  // namespace
}  // namespace tiendo::report

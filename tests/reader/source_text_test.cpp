#include "reader/source_text.hpp"

#include "reader/look_alikes.hpp"
#include "reading.hpp"

#include "tiendo/base/text.hpp"

#include <array>
#include <random>

namespace tiendo::test {

using reader::SourceText;

namespace {

struct MendCase {
    std::string_view source;
    std::string_view clean;
};

void PrintTo(const MendCase& each, std::ostream* out) {
    *out << each.source;
}

class Mended : public testing::TestWithParam<MendCase> {};

}  // namespace

TEST_P(Mended, text_is_what_it_looks_like) {
    const SourceText text(GetParam().source);
    EXPECT_EQ(text.clean(), GetParam().clean);
    EXPECT_TRUE(is_nfc(text.clean()));
    EXPECT_EQ(text.in_source(Span{0, text.clean().size()}).end, GetParam().source.size());
}

INSTANTIATE_TEST_SUITE_P(
    Texts,
    Mended,
    testing::Values(MendCase{"QUYẾT ÐỊNH số 12/QÐ-UBND", "QUYẾT ĐỊNH số 12/QĐ-UBND"},  // U+00D0
                    MendCase{"Ɖơn vị, ðịa phương, ɖội", "Đơn vị, địa phương, đội"},
                    MendCase{"Reykjavík: Ðingvöllur", "Reykjavík: Ðingvöllur"},  // Icelandic stays
                    MendCase{"Phòng Nội vụ, cао", "Phòng Nội vụ, cao"},          // Cyrillic а, о
                    MendCase{"báо cáо quу́", "báo cáo quý"},  // Cyrillic у with a mark apart
                    MendCase{"ΚẾ HΟẠCH", "KẾ HOẠCH"},        // Greek
                    MendCase{"Москва", "Москва"},            // a word of its own stays
                    MendCase{"Hạnoй", "Hạnoй"},              // has letters without twins
                    MendCase{"Ｋế hoạch ２０２６，（１）", "Kế hoạch 2026,(1)"},
                    MendCase{"xác đ\xC2\xADịnh", "xác định"},  // soft hyphen
                    MendCase{"tổ\xE2\x80\x8B"
                             "chức",
                             "tổchức"},  // zero width space in a word
                    MendCase{"tổ \xE2\x80\x8B"
                             "chức",
                             "tổ \xE2\x80\x8B"
                             "chức"},                          // between words a blank
                    MendCase{"a\xE2\x80\x8D\xCC\x81n", "án"},  // joiner before a mark
                    MendCase{"ﬁle oﬃce", "file office"},
                    MendCase{"\xEF\x82\xB7 Làm\n  \xEF\x82\xA7\tHọc\n\xEF\x80\xABViết",
                             "- Làm\n  -\tHọc\n+Viết"},
                    MendCase{"a \xEF\x82\xB7 b", "a \xEF\x82\xB7 b"},  // no bullet inside a line
                    MendCase{"✓ Xong\n➢ Tiếp\n−5 độ", "- Xong\n- Tiếp\n−5 độ"},
                    MendCase{"đã sạch: “–” • …", "đã sạch: “–” • …"},
                    MendCase{"", ""}));

TEST(SourceText, clean_text_needs_no_mending) {
    EXPECT_FALSE(reader::needs_mending(content_of(sample_plan())));
}

TEST(SourceText, composed_text_keeps_what_only_looks_like_something) {
    const auto text = SourceText::composed("QÐ co\xCC\x81");
    EXPECT_EQ(text.clean(), "QÐ có");
    EXPECT_EQ(text.look_alikes(), 0U);
}

TEST(SourceText, letters_of_other_scripts_are_counted_and_the_first_is_placed) {
    const std::string source = "\xEF\xBB\xBFHội báо cáо";
    const SourceText text(source);
    EXPECT_EQ(text.look_alikes(), 2U);
    const auto first = text.first_look_alike();
    EXPECT_EQ(source.substr(first.begin, first.size()), "о");
    EXPECT_EQ(first.begin, source.find("о"));
}

TEST(SourceText, a_plan_with_letters_of_other_scripts_is_doubted_once) {
    const auto reading = reading_of(plan_with("- Phòng Nội vụ bао cáо.\n\n- Phòng Tư phаp làm."));
    EXPECT_TRUE(has_doubt(reading, "look-alike-letters", ""));
    EXPECT_EQ(std::ranges::count(reading.doubts, "look-alike-letters", &Doubt::code), 1);
    EXPECT_EQ(roles_of(*node_at(reading, "II-1")), "lead phong-noi-vu");
    EXPECT_FALSE(has_doubt(reading_of(plan_with("- Làm.")), "look-alike-letters", ""));
}

TEST(SourceText, every_place_leads_there_and_back_in_random_mixtures) {
    constexpr std::array<std::string_view, 34> bits{"a",
                                                    "B",
                                                    "ế",
                                                    "e\xCC\x82\xCC\x81",
                                                    "Ð",
                                                    "đ",
                                                    "о",
                                                    "Ж",
                                                    "π",
                                                    "\xC2\xAD",
                                                    "\xE2\x80\x8B",
                                                    "\xE2\x80\x8D",
                                                    "\xEF\xBB\xBF",
                                                    "ﬁ",
                                                    "Ａ",
                                                    "１",
                                                    "，",
                                                    "\xEF\x82\xB7 ",
                                                    "\xEF\x80\xAD",
                                                    "\n",
                                                    "\n\n- ",
                                                    " ",
                                                    "\xC2\xA0",
                                                    "\t",
                                                    "9",
                                                    ".",
                                                    "\xCC\x81",
                                                    "\xE2\x81\xA0",
                                                    "✓ ",
                                                    "*",
                                                    "한",
                                                    "\xF0\x9F\x98\x80",
                                                    "\r\n",
                                                    "þ"};
    std::mt19937 random(20260415);  // NOLINT(cert-msc51-cpp): the same every time
    for (int round = 0; round < 2000; ++round) {
        std::string source;
        for (auto left = random() % 40; left > 0; --left) {
            source += bits.at(random() % bits.size());
        }
        const SourceText text(source);
        ASSERT_TRUE(is_nfc(text.clean())) << source;
        ASSERT_FALSE(first_invalid_utf8(text.clean())) << source;
        std::size_t last = 0;
        for (std::size_t at = 0; at <= text.clean().size(); ++at) {
            const auto back = text.in_source(at);
            ASSERT_LE(back, source.size());
            ASSERT_GE(back, last) << "the way back goes on and on";
            last = back;
            ASSERT_EQ(text.in_source(text.in_clean(back)), back);
        }
        for (std::size_t at = 0; at <= source.size(); ++at) {
            const auto there = text.in_clean(at);
            ASSERT_LE(there, text.clean().size());
            ASSERT_GE(text.in_source(there) + 3, at) << "what is composed begins no later";
        }
    }
}

TEST(SourceText, nothing_of_a_plan_of_random_mixtures_vanishes) {
    constexpr std::array<std::string_view, 22> bits{"- Phòng Nội vụ chủ trì ",
                                                    "\n\n",
                                                    "\n",
                                                    "Ðề án ",
                                                    "bао cáо ",
                                                    "\xC2\xAD",
                                                    "\xE2\x80\x8B",
                                                    "\xEF\x82\xB7 Làm ",
                                                    "ﬁ",
                                                    "１．",
                                                    "Ａ) ",
                                                    "e\xCC\x82\xCC\x81",
                                                    "\xEF\xBB\xBF",
                                                    "\xE2\x81\xA0",
                                                    "trước ngày 15/4/2026",
                                                    ".",
                                                    " ",
                                                    "\xE2\x80\x8D",
                                                    "I. ",
                                                    "\xEF\x80\xAB Tổ ",
                                                    "\f",
                                                    "**"};
    std::mt19937 random(42);  // NOLINT(cert-msc51-cpp): the same every time
    for (int round = 0; round < 300; ++round) {
        std::string tasks = "- Làm.\n\n";
        for (auto left = random() % 30; left > 0; --left) {
            tasks += bits.at(random() % bits.size());
        }
        const auto source = plan_with(tasks);
        const auto reading = reader::read_plan_text(source, "x.txt", {});
        if (reading) {
            const auto covered = reader::prove_coverage(reading->plan, source);
            ASSERT_TRUE(covered) << covered.error() << '\n' << source;
        }
    }
}

}  // namespace tiendo::test

#include "reader/legacy_encoding.hpp"

#include "old_encodings.hpp"
#include "reader/syllables.hpp"
#include "reading.hpp"

#include "tiendo/base/text.hpp"

namespace tiendo::test {

using reader::LegacyEncoding;

namespace {

std::string decoded(std::string_view bytes, LegacyEncoding encoding) {
    return reader::from_legacy_bytes(bytes, encoding).text;
}

/// Every letter of Vietnamese between others, and the signs of an office text.
std::string every_letter(bool capitals) {
    std::string text;
    for (std::size_t i = 0; i < small_letters.size(); ++i) {
        text += "t" + std::string(small_letters.at(i).letter) + "n";
        text += capitals ? "T" + std::string(capital_letters.at(i).letter) + "N " : " ";
    }
    return text + "“abc” – 15/4/2026 (100%)…";
}

struct FontCase {
    std::string_view name;
    std::optional<LegacyEncoding> encoding;
    bool capitals;
};

}  // namespace

TEST(LegacyEncoding, every_letter_comes_back_from_windows_1258) {
    const auto text = every_letter(true);
    EXPECT_EQ(decoded(as_windows_1258(text), LegacyEncoding::windows_1258), text);
}

TEST(LegacyEncoding, every_letter_comes_back_from_vni) {
    const auto text = every_letter(true);
    EXPECT_EQ(decoded(as_vni(text), LegacyEncoding::vni), text);
}

TEST(LegacyEncoding, every_small_letter_comes_back_from_tcvn3) {
    const auto text = every_letter(false);
    EXPECT_EQ(decoded(as_tcvn3(text), LegacyEncoding::tcvn3), text);
    EXPECT_EQ(decoded("\xA1\xA2\xA3\xA4\xA5\xA6\xA7", LegacyEncoding::tcvn3), "ĂÂÊÔƠƯĐ");
}

TEST(LegacyEncoding, the_way_back_leads_to_the_bytes_of_each_letter) {
    const auto vni = reader::from_legacy_bytes("x a\xF8 y", LegacyEncoding::vni);
    ASSERT_EQ(vni.text, "x à y");
    EXPECT_EQ(vni.in_source({2, 4}), (Span{2, 4}));
    const auto tcvn3 = reader::from_legacy_bytes("x \xC7 y", LegacyEncoding::tcvn3);
    ASSERT_EQ(tcvn3.text, "x ầ y");
    EXPECT_EQ(tcvn3.in_source({2, 5}), (Span{2, 3}));
    EXPECT_EQ(tcvn3.in_source({0, tcvn3.text.size()}), (Span{0, 5}));
}

TEST(LegacyEncoding, a_run_of_an_old_font_is_text_of_latin_1_characters) {
    EXPECT_EQ(reader::from_legacy("Ban hµnh kÕ ho¹ch “n¨m 2026”", LegacyEncoding::tcvn3),
              "Ban hành kế hoạch “năm 2026”");
    EXPECT_EQ(reader::from_legacy("Uûy ban nhaân daân Quaän 10", LegacyEncoding::vni),
              "Ủy ban nhân dân Quận 10");
    EXPECT_EQ(reader::from_legacy("\xEF\x82\xB5", LegacyEncoding::tcvn3), "à") << "U+F0B5";
    EXPECT_EQ(reader::from_legacy("l\xC2\xADu", LegacyEncoding::tcvn3), "lưu") << "soft hyphen";
}

TEST(LegacyEncoding, a_mark_that_a_run_begins_with_joins_the_vowel_before_it) {
    const auto second = reader::from_legacy("ùc", LegacyEncoding::vni);
    EXPECT_EQ(to_nfc("ca" + second), "các");
}

TEST(LegacyEncoding, what_is_not_known_stays_as_it_is) {
    EXPECT_EQ(reader::from_legacy("5 × 3 = 15 €, Đà", LegacyEncoding::vni), "5 × 3 = 15 €, Đà");
    EXPECT_EQ(reader::from_legacy("Ä", LegacyEncoding::tcvn3), "Ä");
    EXPECT_EQ(reader::from_legacy("", LegacyEncoding::vni), "");
}

TEST(LegacyEncoding, fonts_tell_their_encoding) {
    constexpr FontCase cases[] = {{".VnTime", LegacyEncoding::tcvn3, false},
                                  {".VnTimeH", LegacyEncoding::tcvn3, true},
                                  {" .vnArialH", LegacyEncoding::tcvn3, true},
                                  {".VnArial Narrow", LegacyEncoding::tcvn3, false},
                                  {"VNI-Times", LegacyEncoding::vni, false},
                                  {"VNI Times", LegacyEncoding::vni, false},
                                  {"Times New Roman", std::nullopt, false},
                                  {"H", std::nullopt, false},
                                  {"", std::nullopt, false}};
    for (const auto& each : cases) {
        EXPECT_EQ(reader::legacy_encoding_of_font(each.name), each.encoding) << each.name;
        EXPECT_EQ(reader::is_font_of_capitals(each.name), each.capitals) << each.name;
    }
}

TEST(LegacyEncoding, is_guessed_from_a_single_sentence) {
    const std::string sentence = "Phòng Nội vụ chủ trì, phối hợp với các cơ quan, đơn vị.";
    EXPECT_EQ(reader::guess_legacy_encoding(as_tcvn3(sentence)), LegacyEncoding::tcvn3);
    EXPECT_EQ(reader::guess_legacy_encoding(as_vni(sentence)), LegacyEncoding::vni);
    EXPECT_EQ(reader::guess_legacy_encoding(as_windows_1258(sentence)),
              LegacyEncoding::windows_1258);
}

TEST(LegacyEncoding, is_not_guessed_for_other_languages_and_damaged_unicode) {
    EXPECT_EQ(reader::guess_legacy_encoding(""), std::nullopt);
    EXPECT_EQ(reader::guess_legacy_encoding("plain ASCII"), std::nullopt);
    EXPECT_EQ(reader::guess_legacy_encoding("d\xE9j\xE0 vu, fran\xE7"
                                            "ais, gar\xE7on, t\xEAte"),
              std::nullopt);
    EXPECT_EQ(reader::guess_legacy_encoding(content_of(sample_plan()) + "\xFF"), std::nullopt);
}

TEST(LegacyEncoding, capitals_of_tcvn3_are_raised_where_their_neighbours_tell) {
    const auto raised = [](std::string text) {
        reader::raise_capitals(text);
        return text;
    };
    EXPECT_EQ(raised("Kế HOạCH"), "KẾ HOẠCH");
    EXPECT_EQ(raised("I. MụC TIêU Và YêU CầU"), "I. MỤC TIÊU VÀ YÊU CẦU") << "a line of capitals";
    EXPECT_EQ(raised("Về việc ban hành Kế HOạCH này"), "Về việc ban hành KẾ HOẠCH này");
    EXPECT_EQ(raised("Vụ việc"), "Vụ việc");
    EXPECT_EQ(raised("ủy ban nhân dân UBND"), "ủy ban nhân dân UBND");
    EXPECT_EQ(raised("kế hoạch"), "kế hoạch") << "undecidable: the font is gone";
}

TEST(Syllables, are_told_from_other_words) {
    for (const auto* word : {"nghiệp",
                             "GIẾNG",
                             "quyết",
                             "ủy",
                             "đường",
                             "khuya",
                             "gì",
                             "quý",
                             "oanh",
                             "rượu",
                             "Nguyễn",
                             "huỳnh",
                             "chuyển",
                             "giữa",
                             "yêu",
                             "khoẻ",
                             "thuý"}) {
        EXPECT_TRUE(reader::is_vietnamese_syllable(word)) << word;
    }
    for (const auto* word : {"", "đ", "café", "Kỏº", "hoàc", "tết̀", "zà", "ớớ", "các1", "ãn ã"}) {
        EXPECT_FALSE(reader::is_vietnamese_syllable(word)) << word;
    }
}

}  // namespace tiendo::test

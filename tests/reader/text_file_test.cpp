#include "old_encodings.hpp"
#include "reading.hpp"

#include "tiendo/base/text.hpp"

#include <random>

namespace tiendo::test {

namespace {

const std::string task = "- Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tổ chức thực hiện.";

reader::Document document_of(std::string_view bytes) {
    auto document = reader::parse_document(bytes, "ke-hoach.txt", {});
    if (!document) {
        ADD_FAILURE() << document.error();
        return {};
    }
    return *std::move(document);
}

std::string utf16(std::string_view ascii_or_bmp, bool little) {
    std::string bytes;
    each_letter(ascii_or_bmp, [&](std::string_view letter) {
        const auto at = [&](std::size_t i) { return static_cast<unsigned char>(letter[i]); };
        unsigned c = at(0);
        if (letter.size() == 2) {
            c = (c & 0x1FU) << 6U | (at(1) & 0x3FU);
        } else if (letter.size() == 3) {
            c = (c & 0x0FU) << 12U | (at(1) & 0x3FU) << 6U | (at(2) & 0x3FU);
        }
        const auto high = static_cast<char>(c >> 8U);
        const auto low = static_cast<char>(c & 0xFFU);
        bytes += little ? low : high;
        bytes += little ? high : low;
    });
    return bytes;
}

/// What `words` stand on in the file.
std::string original_of(const reader::Document& document,
                        std::string_view bytes,
                        std::string_view words) {
    const auto begin = document.text.find(words);
    EXPECT_NE(begin, std::string::npos) << words;
    std::string found;
    for (const auto& place : document.places({begin, begin + words.size()})) {
        found += bytes.substr(place.offset, place.length);
    }
    return found;
}

bool guessed(const reader::Document& document, std::string_view name) {
    return std::ranges::any_of(document.doubts, [&](const Doubt& doubt) {
        return doubt.code == "encoding-guessed" && doubt.text.find(name) != std::string::npos &&
               is_nfc(doubt.text);
    });
}

}  // namespace

TEST(TextFile, in_utf_8_is_its_own_text) {
    const auto source = "\xEF\xBB\xBF" + plan_with(task);
    const auto document = document_of(source);
    EXPECT_EQ(document.text, source);
    EXPECT_TRUE(document.pieces.empty());
    EXPECT_TRUE(document.doubts.empty());
    EXPECT_EQ(document.format, reader::DocumentFormat::text);
}

TEST(TextFile, in_utf_16_with_a_mark_is_read_without_doubt) {
    const auto source = plan_with(task);
    for (const bool little : {true, false}) {
        const auto bytes = (little ? "\xFF\xFE" : "\xFE\xFF") + utf16(source, little);
        const auto document = document_of(bytes);
        EXPECT_TRUE(document.text.starts_with(trim(source))) << document.text;
        EXPECT_TRUE(document.doubts.empty());
        EXPECT_EQ(original_of(document, bytes, "Phòng Nội vụ"), utf16("Phòng Nội vụ", little));
    }
}

TEST(TextFile, in_utf_16_without_a_mark_is_told_by_its_zeros) {
    const auto source = plan_with(task);
    const auto little = document_of(utf16(source, true));
    EXPECT_TRUE(little.text.starts_with(trim(source)));
    EXPECT_TRUE(guessed(little, "UTF-16 LE"));
    const auto big = document_of(utf16(source, false));
    EXPECT_TRUE(big.text.starts_with(trim(source)));
    EXPECT_TRUE(guessed(big, "UTF-16 BE"));
}

TEST(TextFile, in_an_old_encoding_is_read_with_a_doubt_that_names_it) {
    const auto source = plan_with(task);
    const auto vni = document_of(as_vni(source));
    EXPECT_TRUE(vni.text.starts_with(trim(source))) << vni.text;
    EXPECT_TRUE(guessed(vni, "VNI"));
    const auto windows = document_of(as_windows_1258(source));
    EXPECT_TRUE(windows.text.starts_with(trim(source))) << windows.text;
    EXPECT_TRUE(guessed(windows, "Windows-1258"));
    const auto tcvn3 = document_of(as_tcvn3(source));
    EXPECT_TRUE(tcvn3.text.starts_with("KẾ HOẠCH\n\nThử nghiệm")) << tcvn3.text;
    EXPECT_TRUE(guessed(tcvn3, "TCVN3 (ABC)"));
    EXPECT_TRUE(guessed(tcvn3, ".VnTimeH")) << "says where the capitals went";
}

TEST(TextFile, words_of_an_old_encoding_lead_back_to_their_bytes) {
    const auto source = plan_with(task);
    for (const auto& bytes : {as_vni(source), as_windows_1258(source)}) {
        const auto document = document_of(bytes);
        const auto found = original_of(document, bytes, "chủ trì, phối hợp với");
        EXPECT_TRUE(found == as_vni("chủ trì, phối hợp với") ||
                    found == as_windows_1258("chủ trì, phối hợp với"))
            << found;
    }
}

TEST(TextFile, that_nobody_can_tell_is_refused_with_a_remedy) {
    const auto document = reader::parse_document(plan_with(task) + "\xE1\xBA", "ke-hoach.txt", {});
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code(), ErrorCode::malformed_input);
    EXPECT_NE(document.error().what().find("no encoding of Vietnamese"), std::string::npos);
    EXPECT_NE(document.error().remedy().find("UTF-8"), std::string::npos);
}

TEST(TextFile, of_random_bytes_is_an_error_or_a_text) {
    std::mt19937 random(20260415);  // NOLINT(cert-msc51-cpp): the same every time
    for (int round = 0; round < 300; ++round) {
        std::string bytes(random() % 400, '\0');
        const auto lowest = round % 3 == 0 ? 0U : 1U;
        std::ranges::generate(
            bytes, [&] { return static_cast<char>(lowest + random() % (256U - lowest)); });
        if (round % 5 == 0) {
            bytes = (round % 2 == 0 ? "\xFF\xFE" : "\xFE\xFF") + bytes;
        }
        const auto document = reader::parse_document(bytes, "x.txt", {});
        EXPECT_TRUE(!document || !first_invalid_utf8(document->text));
    }
}

TEST(TextFile, of_one_line_of_50_megabytes_is_read_whole) {
    constexpr std::size_t size = std::size_t{50} << 20U;
    std::string line;
    line.reserve(size + 100);
    while (line.size() < size) {
        line +=
            "ban h\xB5nh k\xD5 ho\xB9"
            "ch ";
    }
    const auto document = reader::parse_document(
        line, "x.txt", {.max_bytes = std::size_t{64} << 20U, .max_text = std::size_t{256} << 20U});
    ASSERT_TRUE(document) << document.error();
    EXPECT_TRUE(document->text.starts_with("ban hành kế hoạch"));
    constexpr std::size_t most_pieces = 2'200'000;
    EXPECT_LT(document->pieces.size(), most_pieces);
}

TEST(TextFile, that_unpacks_to_more_than_the_limit_is_refused) {
    const auto bytes = as_tcvn3(plan_with(task));
    const auto document = reader::parse_document(bytes, "x.txt", {.max_text = bytes.size()});
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code(), ErrorCode::malformed_input);
}

}  // namespace tiendo::test

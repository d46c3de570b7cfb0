#include "office_files.hpp"
#include "opened.hpp"
#include "reading.hpp"

#include <chrono>
#include <string>
#include <string_view>

// Office files that are broken, or made to exhaust their reader.
namespace tiendo::test {

namespace {

constexpr std::string_view in_body = "van-ban.docx: part 'word/document.xml': ";

std::string document_part(std::string_view body) {
    return word_part("document", "<w:body>" + std::string(body) + "</w:body>");
}
ErrorCode code_of(std::string_view bytes) {
    const auto document = reader::parse_document(bytes, "van-ban.docx", {});
    EXPECT_FALSE(document);
    return document ? ErrorCode::internal : document.error().code();
}
void expect_contains(const std::string& text, std::string_view part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
}
std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

}  // namespace

// Archives.

TEST(BadArchive, cut_anywhere_is_an_error_and_never_a_document) {
    const auto whole = docx(word_p("Một kế hoạch"));
    for (std::size_t size = 4; size < whole.size(); ++size) {
        EXPECT_FALSE(reader::parse_document(whole.substr(0, size), "x.docx", {})) << size;
    }
    expect_contains(error_of(whole.substr(0, whole.size() - 30)),
                    "no directory at its end; the file");
}

TEST(BadArchive, any_changed_byte_is_an_error_or_a_document) {
    const auto whole = docx(word_p("Một kế hoạch"));
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto changed = whole;
        changed[i] = static_cast<char>(changed[i] ^ 0x41);
        const auto document = reader::parse_document(changed, "x.docx", {});
        EXPECT_TRUE(!document || document->text.size() < 1000) << i;
    }
}

TEST(BadArchive, a_part_whose_sum_is_wrong_is_refused) {
    ZipWriter zip;
    zip.add({.name = "word/document.xml", .content = document_part(word_p("a")), .checksum = 7});
    EXPECT_EQ(error_of(zip.bytes()),
              std::string(in_body) +
                  "its bytes do not add up to the sum in the directory; the file "
                  "is damaged or was cut: fetch it again, or open it in its "
                  "program and save a copy");
}

TEST(BadArchive, a_part_that_unpacks_to_another_size_than_it_says_is_refused) {
    const std::string content = document_part(word_p("a"));
    for (const auto size : {content.size() - 1, content.size() + 1}) {
        for (const bool deflated : {false, true}) {
            ZipWriter zip;
            zip.add({.name = "word/document.xml",
                     .content = content,
                     .deflated = deflated,
                     .size = static_cast<std::uint32_t>(size)});
            EXPECT_EQ(code_of(zip.bytes()), ErrorCode::malformed_input);
        }
    }
}

TEST(BadArchive, an_encrypted_part_is_refused_with_a_remedy) {
    ZipWriter zip;
    zip.add({.name = "word/document.xml", .content = "x", .encrypted = true});
    EXPECT_EQ(code_of(zip.bytes()), ErrorCode::rejected);
    expect_contains(error_of(zip.bytes()), "open the document with its password");
}

TEST(BadArchive, two_parts_of_one_name_are_refused) {
    ZipWriter zip;
    zip.add("word/document.xml", document_part(word_p("một")));
    zip.add("word/document.xml", document_part(word_p("hai")));
    expect_contains(error_of(zip.bytes()), "two parts named 'word/document.xml'");
}

TEST(BadArchive, a_part_that_calls_itself_otherwise_is_refused) {
    ZipWriter zip;
    zip.add({.name = "word/document.xml",
             .content = document_part(word_p("a")),
             .local_name = "word/document.xmm"});
    expect_contains(error_of(zip.bytes()), "another name in its own header");
}

TEST(BadArchive, names_that_look_like_paths_are_only_names) {
    ZipWriter zip;
    zip.add("../../etc/passwd", "x");
    zip.add("/word/document.xml", "x");
    zip.add("word/document.xml", document_part(word_p("a")));
    EXPECT_EQ(opened(zip.bytes(), "x.docx").text, "a\n\n");
}

TEST(BadArchive, another_packing_than_deflate_is_named) {
    ZipWriter zip;
    zip.add({.name = "word/document.xml", .content = "x", .method = 12});
    expect_contains(error_of(zip.bytes()), "packed by method 12, not by deflate");
}

TEST(BadArchive, too_many_parts_are_refused) {
    ZipWriter zip;
    for (int i = 0; i < 10'001; ++i) {
        zip.add("p" + std::to_string(i), "");
    }
    expect_contains(error_of(zip.bytes()), "10001 parts, more than the limit of 10000");
}

TEST(BadArchive, a_directory_that_claims_more_parts_than_it_has_is_refused) {
    ZipWriter zip;
    zip.add("word/document.xml", document_part(word_p("a")));
    expect_contains(error_of(zip.bytes(2)), "the directory of the archive is broken");
}

TEST(BadArchive, a_bomb_is_refused_before_it_is_unpacked) {
    ZipWriter zip;
    zip.add({.name = "word/document.xml",
             .content = std::string(std::size_t{30} << 20U, ' '),
             .deflated = true});
    const auto bytes = zip.bytes();
    ASSERT_LT(bytes.size(), 40'000U);
    expect_contains(error_of(bytes), "which no document needs");
}

TEST(BadArchive, all_parts_together_have_a_limit) {
    const auto bytes = docx(word_p("a"), {{"styles", word_part("styles", std::string(3000, ' '))}});
    EXPECT_TRUE(reader::parse_document(bytes, "x.docx", {}));
    expect_contains(error_of(bytes, {.max_text = 2000}), "part 'word/styles.xml': it unpacks to");
}

// Other kinds of files.

TEST(OtherFile, is_named_for_what_it_is) {
    ZipWriter sheet;
    sheet.add("xl/workbook.xml", "<x/>");
    expect_contains(error_of(sheet.bytes()), "this is a spreadsheet (.xlsx), not a text; name the");
    EXPECT_EQ(code_of(sheet.bytes()), ErrorCode::unsupported);
    ZipWriter ods;
    ods.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .add("content.xml", "<x/>");
    expect_contains(error_of(ods.bytes()), "this is a spreadsheet (.ods)");
    ZipWriter slides;
    slides.add("ppt/presentation.xml", "<x/>");
    expect_contains(error_of(slides.bytes()), "this is a presentation (.pptx)");
    ZipWriter other;
    other.add("readme.txt", "x");
    expect_contains(error_of(other.bytes()), "a zip archive, but no document");
}

TEST(OtherFile, an_encrypted_word_file_asks_for_a_copy_without_password) {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(5 * 128 - 8, '\0');
    for (const char c : std::string_view("EncryptedPackage")) {
        bytes += c;
        bytes += '\0';
    }
    EXPECT_EQ(code_of(bytes), ErrorCode::rejected);
    expect_contains(error_of(bytes), "encrypted and asks for a password; open it with its password");
}

TEST(OtherFile, an_encrypted_odt_asks_for_a_copy_without_password) {
    ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.text");
    zip.add("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>");
    zip.add("content.xml", "\x01\x02");
    EXPECT_EQ(code_of(zip.bytes()), ErrorCode::rejected);
}

// Parts.

TEST(BadPart, a_missing_one_is_named) {
    ZipWriter zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("_rels/.rels", "<x/>");
    expect_contains(error_of(zip.bytes()), "part 'word/document.xml': the part is missing");
    ZipWriter odt_file;
    odt_file.add("mimetype", "application/vnd.oasis.opendocument.text");
    expect_contains(error_of(odt_file.bytes()), "part 'content.xml': the part is missing");
}

TEST(BadPart, an_error_in_it_names_part_and_byte) {
    expect_contains(error_of(docx_of_part("<a>\n<b>é</c></a>", {})),
                    std::string(in_body) + "not well-formed XML at byte ");
    expect_contains(error_of(docx_of_part("<a>\xFF</a>", {})), "byte 3 is not UTF-8");
    expect_contains(error_of(docx_of_part("", {})), "not well-formed XML");
    expect_contains(error_of(docx(word_p("a"), {{"numbering", "<w:x"}})),
                    "part 'word/numbering.xml': not well-formed XML");
}

TEST(BadPart, a_document_type_is_refused_whatever_it_declares) {
    const std::string bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>";
    const std::string outside =
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
    for (const auto& part : {bomb, outside, std::string("<!DOCTYPE x><x/>")}) {
        expect_contains(error_of(docx_of_part(part, {})),
                        "a document type definition (<!DOCTYPE), which may hide any text,");
    }
    expect_contains(error_of(docx_of_part("<x>&undeclared;</x>", {})), "not well-formed XML");
}

TEST(BadPart, nesting_has_a_limit) {
    const auto nested = [](std::size_t depth) {
        return docx(repeated("<w:sdt>", depth) + word_p("a") + repeated("</w:sdt>", depth));
    };
    EXPECT_EQ(opened(nested(200), "x.docx").text, "a\n\n");
    expect_contains(error_of(nested(300)), "elements nested deeper than 256 at byte");
    const auto tables = repeated("<w:tbl><w:tr><w:tc>", 80);
    EXPECT_TRUE(reader::parse_document(
        docx(tables + word_p("a") + repeated("</w:tc></w:tr></w:tbl>", 80)), "x.docx", {}));
}

TEST(BadPart, tags_and_references_without_end_are_refused_at_once) {
    const auto tag = "<x a=\"" + std::string(std::size_t{20} << 20U, 'a') + "\"/>";
    expect_contains(error_of(docx_of_part(tag + "\xE1\xBA\xA1", {})),
                    "markup of several megabytes");
    expect_contains(error_of(docx_of_part("<x>&" + std::string(100, 'a') + "</x>", {})),
                    "a reference ('&…;') without end at byte 3");
}

TEST(BadPart, a_text_of_fifty_megabytes_is_read_in_time) {
    const auto text = repeated("Phòng Nội vụ chủ trì. ", (std::size_t{50} << 20U) / 29);
    ASSERT_GT(text.size(), std::size_t{45} << 20U);
    const auto bytes = docx(word_p(text));
    const auto begin = std::chrono::steady_clock::now();
    const auto document =
        reader::parse_document(bytes, "x.docx", {.max_bytes = std::size_t{128} << 20U});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
    ASSERT_TRUE(document) << document.error();
    EXPECT_EQ(document->text.size(), text.size() + 2);
    EXPECT_EQ(document->pieces.size(), 1U);
}

// A walk that looks at the rest of the part for every paragraph would need minutes.
TEST(BadPart, half_a_million_paragraphs_are_read_in_time) {
    constexpr std::size_t paragraphs = 500'000;
    std::string body;
    for (std::size_t i = 0; i < paragraphs; ++i) {
        body += "<w:p><w:r><w:t>" + std::to_string(i * 7919) + "</w:t></w:r></w:p>";
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto document = reader::parse_document(docx(body), "x.docx", {});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
    ASSERT_TRUE(document) << document.error();
    EXPECT_EQ(document->pieces.size(), paragraphs);
}

TEST(BadPart, numbers_cannot_blow_the_text_up) {
    const auto pattern = std::string(200, 'n');
    const std::string numbering =
        R"(<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val=")" + pattern +
        R"("/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>)";
    const auto item = word_p("x", R"(<w:numPr><w:numId w:val="1"/></w:numPr>)");
    const auto bytes =
        docx(repeated(item, 5000), {{"numbering", word_part("numbering", numbering)}});
    expect_contains(error_of(bytes, {.max_text = 800'000}), "more than 800000 bytes of text");
}

}  // namespace tiendo::test

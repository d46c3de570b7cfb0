#include "reading.hpp"

#include "tiendo/base/program.hpp"
#include "tiendo/base/text.hpp"

#include <gmock/gmock.h>

#include <sys/stat.h>

#include <chrono>
#include <random>

namespace tiendo::test {

namespace {

using reader::ReadOptions;
using testing::HasSubstr;
using testing::Not;

std::filesystem::path fixture(std::string_view name) {
    return source_path("tests/reader/pdf") / name;
}

/// What one node of the tree says, without its places.
std::string summary(const Node& node) {
    auto text = node.id.str() + " " + std::string(to_string(node.kind)) + " " +
                std::string(to_string(node.level)) + " [" + roles_of(node) + "]";
    for (const auto& deadline : node.deadlines) {
        text += " {" + std::string(to_string(deadline.type)) + " " + deadline.surface + " " +
                (deadline.date ? deadline.date->iso() : "") + "}";
    }
    return text + " " + match_key(node.text);
}

std::vector<std::string> tree(const Plan& plan) {
    std::vector<std::string> rows;
    for (const auto& node : plan.nodes) {
        rows.push_back(summary(node));
    }
    return rows;
}

/// A PDF of `pages` empty pages.
std::string empty_pages(int pages) {
    std::string out = "%PDF-1.4\n";
    std::vector<std::size_t> places;
    const auto object = [&](const std::string& content) {
        places.push_back(out.size());
        out += std::to_string(places.size()) + " 0 obj\n" + content + "\nendobj\n";
    };
    object("<</Type/Catalog/Pages 2 0 R>>");
    std::string kids;
    constexpr int first = 3;
    for (int i = 0; i < pages; ++i) {
        kids += std::to_string(first + i) + " 0 R ";
    }
    object("<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages) + ">>");
    for (int i = 0; i < pages; ++i) {
        object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
    }
    const auto table = out.size();
    out += "xref\n0 " + std::to_string(places.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto place : places) {
        auto number = std::to_string(place);
        out += std::string(10 - number.size(), '0') + number + " 00000 n \n";
    }
    out += "trailer<</Size " + std::to_string(places.size() + 1) + "/Root 1 0 R>>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
    return out;
}

/// The helper that was built; tests of real PDFs need it.
class PdfHelper : public testing::Test {
protected:
    void SetUp() override {
        if (std::string_view(TIENDO_HELPERS).empty()) {
            GTEST_SKIP() << "built without TIENDO_PDF";
        }
    }
    ReadOptions options_{.helper_folder = TIENDO_HELPERS};
};

/// Scripts that stand in for the programs.
class FakeProgram : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) /
                  testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::create_directories(folder_);
        options_.helper_folder = folder_;
        options_.program_folders = {folder_};
        options_.work_folder = folder_;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void make(std::string_view name, const std::string& script) const {
        const auto file = folder_ / name;
        ASSERT_TRUE(write_file(file, "#!/bin/sh\n" + script + "\n"));
        ASSERT_EQ(::chmod(file.c_str(), 0755), 0);
    }
    [[nodiscard]] Error refusal(std::string_view bytes) const {
        auto document = reader::parse_document(bytes, "plan", options_);
        if (document) {
            ADD_FAILURE() << "it was read";
            return Error{ErrorCode::internal, ""};
        }
        return std::move(document).error();
    }

    std::filesystem::path folder_;
    ReadOptions options_;
};

constexpr std::string_view some_pdf = "%PDF-1.7\n";
constexpr std::string_view some_doc = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::string_view helper = "tiendo-pdf-boxes";
constexpr std::string_view page_and_end =
    R"({"page":1,"width":595,"height":842}\n{"word":"Tuần","x":1,"y":1,"w":9,"h":9}\n{"end":true}\n)";

}  // namespace

TEST_F(PdfHelper, gives_the_tree_that_the_text_gives) {
    const auto wanted = reader::read_plan(sample_plan(), {});
    const auto found = reader::read_plan(fixture("ke-hoach.pdf"), options_);
    ASSERT_TRUE(wanted) << wanted.error();
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(tree(found->plan), tree(wanted->plan));
    EXPECT_EQ(found->plan.authority, wanted->plan.authority);
    EXPECT_EQ(found->plan.number, wanted->plan.number);
    EXPECT_EQ(found->plan.date, wanted->plan.date);
    EXPECT_EQ(found->plan.title, wanted->plan.title);
    EXPECT_EQ(found->plan.signer, wanted->plan.signer);
    EXPECT_EQ(found->plan.recipients, wanted->plan.recipients);
    EXPECT_EQ(found->plan.citations.size(), wanted->plan.citations.size());
}

TEST_F(PdfHelper, tells_the_page_and_the_place_of_each_task) {
    const auto document = reader::open_document(fixture("ke-hoach.pdf"), options_);
    ASSERT_TRUE(document) << document.error();
    const auto reading = reader::read_document(*document, options_);
    ASSERT_TRUE(reading) << reading.error();
    int page = 1;
    for (const auto& node : reading->plan.nodes) {
        const auto places = document->places(node.span);
        ASSERT_FALSE(places.empty()) << node.id;
        EXPECT_GE(places.front().page, page) << node.id;
        page = places.front().page;
        ASSERT_TRUE(places.front().box) << node.id;
        EXPECT_GT(places.front().box->bottom, places.front().box->top);
        EXPECT_LT(places.front().box->right, 595);
    }
    EXPECT_EQ(page, 5);
}

TEST_F(PdfHelper, gives_a_table_over_pages_as_one) {
    const auto document = reader::open_document(fixture("phu-luc.pdf"), options_);
    ASSERT_TRUE(document) << document.error();
    EXPECT_EQ(document->format, reader::DocumentFormat::pdf);
    EXPECT_FALSE(document->recognised);
    ASSERT_EQ(document->tables.size(), 1U);
    const auto& rows = document->tables[0].rows;
    ASSERT_EQ(rows.size(), 1U + 3U + 14U) << "heading, groups, tasks";
    EXPECT_TRUE(rows[0].header);
    EXPECT_EQ(rows[1].cells.front().columns, 4);
    const auto text = [&](Span span) { return document->text.substr(span.begin, span.size()); };
    // Cut by the page break in the middle of the sentence.
    EXPECT_EQ(text(rows[7].cells[1].span),
              "Rà soát, công bố công khai danh mục thủ tục hành chính tại trụ sở và trên trang "
              "thông tin điện tử; kết quả được ghi vào sổ theo dõi số 5 và báo cáo trong phiên họp "
              "giao ban gần nhất của Ủy ban nhân dân xã");
    const auto places = document->places(rows[7].cells[1].span);
    EXPECT_EQ(places.front().page, 1);
    EXPECT_EQ(places.back().page, 2);
    EXPECT_EQ(rows[16].cells[2].rows, 2);
    EXPECT_EQ(text(rows[17].cells.back().span), "Trước ngày 31/12/2026");
}

TEST_F(PdfHelper, puts_heads_feet_and_footnotes_aside) {
    const auto document = reader::open_document(fixture("phu-luc.pdf"), options_);
    ASSERT_TRUE(document) << document.error();
    std::map<std::string, int> reasons;
    for (const auto& aside : document->asides) {
        ++reasons[aside.reason];
    }
    EXPECT_EQ(reasons,
              (std::map<std::string, int>{{"page number", 3},
                                          {"running head", 3},
                                          {"footnote", 1},
                                          {"repeated table heading", 2}}));
    EXPECT_THAT(document->text, HasSubstr("với các nội dung sau:\n"));
}

TEST_F(PdfHelper, is_found_beside_the_library) {
    const auto document = reader::open_document(fixture("phu-luc.pdf"), {});
    EXPECT_TRUE(document) << document.error();
}

TEST_F(PdfHelper, reads_a_pdf_with_bytes_in_front) {
    const auto bytes = "\r\n \n" + content_of(fixture("phu-luc.pdf"));
    EXPECT_TRUE(reader::parse_document(bytes, "plan.pdf", options_));
}

TEST_F(PdfHelper, refuses_an_encrypted_pdf) {
    const auto document = reader::open_document(fixture("encrypted.pdf"), options_);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code(), ErrorCode::rejected);
    EXPECT_THAT(document.error().message(), HasSubstr("encrypted"));
}

TEST_F(PdfHelper, refuses_more_pages_than_the_limit) {
    const auto bytes = empty_pages(5000);
    const auto document = reader::parse_document(bytes, "plan.pdf", options_);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code(), ErrorCode::malformed_input);
    EXPECT_THAT(document.error().message(), HasSubstr("limit of 2000"));
}

TEST_F(PdfHelper, refuses_pages_without_text) {
    const auto document = reader::parse_document(empty_pages(3), "plan.pdf", options_);
    ASSERT_FALSE(document);
    EXPECT_THAT(document.error().message(), HasSubstr("no text"));
}

TEST_F(PdfHelper, survives_a_pdf_cut_anywhere) {
    const auto bytes = content_of(fixture("phu-luc.pdf"));
    constexpr std::size_t cuts = 12;
    for (std::size_t i = 0; i < cuts; ++i) {
        const auto part = std::string_view(bytes).substr(0, bytes.size() * i / cuts + 9);
        const auto document = reader::parse_document(part, "plan.pdf", options_);
        if (!document) {
            EXPECT_EQ(document.error().code(), ErrorCode::malformed_input) << document.error();
        }
    }
}

TEST_F(PdfHelper, survives_noise_behind_the_mark_and_flipped_bytes) {
    std::minstd_rand random(7);
    constexpr int rounds = 8;
    for (int round = 0; round < rounds; ++round) {
        std::string noise = "%PDF-1.7\n";
        for (int i = 0; i < 4000; ++i) {
            noise += static_cast<char>(random() % 256);
        }
        EXPECT_FALSE(reader::parse_document(noise, "plan.pdf", options_));
        auto bytes = content_of(fixture("phu-luc.pdf"));
        for (int i = 0; i < 200; ++i) {
            bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        }
        const auto document = reader::parse_document(bytes, "plan.pdf", options_);
        if (!document) {
            EXPECT_NE(document.error().code(), ErrorCode::internal) << document.error();
        }
    }
}

TEST_F(PdfHelper, has_tesseract_read_a_scan) {
    if (!std::filesystem::exists("/usr/bin/tesseract") ||
        !std::filesystem::exists("/usr/bin/pdftoppm")) {
        GTEST_SKIP() << "tesseract-ocr, tesseract-ocr-vie and poppler-utils are not installed";
    }
    const auto document = reader::open_document(fixture("scan.pdf"), options_);
    if (!document && document.error().code() == ErrorCode::unsupported) {
        GTEST_SKIP() << document.error();
    }
    ASSERT_TRUE(document) << document.error();
    EXPECT_TRUE(document->recognised);
    EXPECT_THAT(document->text, HasSubstr("trước ngày 15 tháng 3 năm 2026"));
    const auto reading = reader::read_document(*document, options_);
    ASSERT_TRUE(reading) << reading.error();
    const auto* task = node_at(*reading, "II.1");
    ASSERT_NE(task, nullptr);
    EXPECT_EQ(roles_of(*task), "lead phong-kinh-te");
    EXPECT_TRUE(task->recognised);
    const auto places = document->places(task->span);
    ASSERT_FALSE(places.empty());
    EXPECT_EQ(places.front().page, 1);
}

TEST_F(PdfHelper, names_what_reads_scans_where_it_is_missing) {
    options_.program_folders = {"/nowhere"};
    const auto document = reader::open_document(fixture("scan.pdf"), options_);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code(), ErrorCode::unsupported);
    EXPECT_THAT(document.error().message(), HasSubstr("page 1 is a picture"));
    EXPECT_THAT(document.error().remedy(), HasSubstr("tesseract-ocr-vie"));
}

TEST(LibreOffice, turns_an_old_file_into_one_that_is_read) {
    if (!std::filesystem::exists("/usr/bin/soffice")) {
        GTEST_SKIP() << "libreoffice-writer is not installed";
    }
    const std::string sentence = "Giao Cong an xa tuan tra.";
    const auto document =
        reader::parse_document("{\\rtf1\\ansi " + sentence + "\\par}", "plan.rtf", {});
    if (document) {
        EXPECT_THAT(document->text, HasSubstr(sentence));
    } else {  // a build that reads no docx says so of the file that came back
        EXPECT_EQ(document.error().code(), ErrorCode::unsupported) << document.error().explain();
        EXPECT_THAT(document.error().message(), HasSubstr("office or PDF file"));
    }
}

TEST_F(FakeProgram, is_named_where_it_is_missing) {
    const auto error = refusal(some_pdf);
    EXPECT_EQ(error.code(), ErrorCode::unsupported);
    EXPECT_THAT(error.message(), HasSubstr("tiendo-pdf-boxes"));
    EXPECT_THAT(error.remedy(), HasSubstr("libpoppler-cpp-dev"));
}

TEST_F(FakeProgram, is_believed_when_it_ends_well) {
    make(helper, "printf '" + std::string(page_and_end) + "'");
    const auto document = reader::parse_document(some_pdf, "plan.pdf", options_);
    ASSERT_TRUE(document) << document.error();
    EXPECT_EQ(document->text, "Tuần\n\n");
    EXPECT_EQ(document->bytes, some_pdf.size());
}

TEST_F(FakeProgram, gets_the_file_on_its_input) {
    make(helper, "grep -q '^%PDF-1.7$' && printf '" + std::string(page_and_end) + "'");
    EXPECT_TRUE(reader::parse_document(some_pdf, "plan.pdf", options_));
}

TEST_F(FakeProgram, is_ended_when_it_hangs) {
    make(helper, "sleep 1000");
    options_.program_time = std::chrono::milliseconds(100);
    const auto error = refusal(some_pdf);
    EXPECT_EQ(error.code(), ErrorCode::rejected);
    EXPECT_THAT(error.message(), HasSubstr("time"));
}

TEST_F(FakeProgram, is_ended_when_it_prints_without_end) {
    make(helper, "exec cat /dev/zero");
    const auto error = refusal(some_pdf);
    EXPECT_EQ(error.code(), ErrorCode::rejected);
    EXPECT_THAT(error.message(), HasSubstr("output"));
}

TEST_F(FakeProgram, is_not_believed_when_it_crashes) {
    make(helper,
         "printf '" + std::string(page_and_end) + "'; echo 'bad stroke' >&2; kill -SEGV $$");
    const auto error = refusal(some_pdf);
    EXPECT_EQ(error.code(), ErrorCode::malformed_input);
    EXPECT_THAT(error.explain(), HasSubstr("bad stroke"));
}

TEST_F(FakeProgram, is_not_believed_when_it_is_cut_short) {
    make(helper, R"(printf '{"page":1,"width":595,"height":842}\n')");
    EXPECT_EQ(refusal(some_pdf).code(), ErrorCode::malformed_input);
}

TEST_F(FakeProgram, is_not_believed_when_it_prints_something_else) {
    make(helper, "echo '<html>'");
    EXPECT_EQ(refusal(some_pdf).code(), ErrorCode::malformed_input);
}

TEST_F(FakeProgram, reads_scans_page_by_page) {
    make(
        helper,
        R"(printf '{"page":1,"width":72,"height":72,"covered":1}\n{"page":2,"width":72,"height":72}\n{"word":"Hai","x":1,"y":1,"w":9,"h":9}\n{"end":true}\n')");
    make("pdftoppm", R"(echo "$@")");
    make("tesseract",
         R"([ "$1" = --list-langs ] && { echo vie; exit; }
grep -q -- '-f 1 -l 1' || exit 9
printf 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n'
printf '4\t1\t1\t1\t1\t0\t30\t30\t200\t40\t-1\t\n'
printf '5\t1\t1\t1\t1\t1\t30\t32\t150\t38\t91.5\tMột\n')");
    const auto document = reader::parse_document(some_pdf, "plan.pdf", options_);
    ASSERT_TRUE(document) << document.error();
    EXPECT_EQ(document->text, "Một\n\n\f\n\nHai\n\n");
    EXPECT_TRUE(document->recognised);
    ASSERT_TRUE(document->pieces.front().box);
    EXPECT_DOUBLE_EQ(document->pieces.front().box->left, 30 * 72.0 / 300);
    EXPECT_TRUE(document->doubts.empty());
}

TEST_F(FakeProgram, says_so_when_it_lacks_vietnamese) {
    make(helper, R"(printf '{"page":1,"width":72,"height":72,"covered":1}\n{"end":true}\n')");
    make("pdftoppm", "exit 1");
    make("tesseract", "echo eng");
    const auto error = refusal(some_pdf);
    EXPECT_EQ(error.code(), ErrorCode::unsupported);
    EXPECT_THAT(error.message(), HasSubstr("Vietnamese"));
}

TEST_F(FakeProgram, says_which_page_it_could_not_draw) {
    make(helper, R"(printf '{"page":1,"width":72,"height":72,"covered":1}\n{"end":true}\n')");
    make("pdftoppm", "echo 'no memory' >&2; exit 1");
    make("tesseract", "echo vie");
    EXPECT_THAT(refusal(some_pdf).explain(), HasSubstr("page 1"));
}

TEST_F(FakeProgram, of_libreoffice_is_named_where_it_is_missing) {
    for (const std::string_view bytes : {some_doc, std::string_view("{\\rtf1 x}")}) {
        const auto error = refusal(bytes);
        EXPECT_EQ(error.code(), ErrorCode::unsupported);
        EXPECT_THAT(error.remedy(), HasSubstr("libreoffice-writer"));
    }
}

TEST_F(FakeProgram, of_libreoffice_leaves_nothing_behind) {
    make(
        "soffice",
        R"(while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp "$3" "$2/document.docx")");
    const auto error =
        refusal("{\\rtf1 x}");  // what comes back is no docx, and must not go round again
    EXPECT_EQ(error.code(), ErrorCode::internal);
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        EXPECT_EQ(entry.path().filename(), "soffice");
    }
}

TEST_F(FakeProgram, of_libreoffice_may_fail) {
    make("soffice", "echo 'source file could not be loaded' >&2; exit 1");
    const auto error = refusal(some_doc);
    EXPECT_EQ(error.code(), ErrorCode::malformed_input);
    EXPECT_THAT(error.explain(), HasSubstr("could not be loaded"));
}

TEST_F(FakeProgram, of_libreoffice_is_not_asked_for_what_is_encrypted) {
    std::string bytes(some_doc);
    bytes.resize(1024);
    for (const char c : std::string_view("EncryptedPackage")) {
        bytes += c;
        bytes += '\0';
    }
    const auto error = refusal(bytes);
    EXPECT_EQ(error.code(), ErrorCode::rejected);
    EXPECT_THAT(error.message(), HasSubstr("encrypted"));
}

}  // namespace tiendo::test

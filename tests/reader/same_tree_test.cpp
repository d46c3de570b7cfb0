#include "old_encodings.hpp"
#include "reading.hpp"

#include "tiendo/base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace tiendo::test {

namespace {

std::string decomposed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFDInstance(status);
    std::string out;
    form->normalize(icu::UnicodeString::fromUTF8(std::string(text)), status).toUTF8String(out);
    return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// A reading without places: what must be the same however the text is stored.
reader::Reading without_places(reader::Reading reading) {
    auto& plan = reading.plan;
    plan.source_bytes = 0;
    plan.source_sha256.clear();
    for (auto& node : plan.nodes) {
        node.marker_start = 0;
        node.span = {};
        node.scope = {};
        std::ranges::fill(node.split_gaps, Span{});
        for (auto& assignee : node.assignees) {
            assignee.span.reset();
        }
        for (auto& deadline : node.deadlines) {
            deadline.span = {};
        }
        for (auto* mentions : {&node.products, &node.systems, &node.conditions}) {
            for (auto& mention : *mentions) {
                mention.span = {};
            }
        }
        for (auto& target : node.targets) {
            target.span = {};
        }
        for (auto& duty : node.report_duties) {
            duty.span = {};
        }
    }
    for (auto& citation : plan.citations) {
        for (auto& mention : citation.mentions) {
            mention.span = {};
        }
    }
    for (auto& left : plan.uncovered) {
        left.span = {};
    }
    for (auto& doubt : reading.doubts) {
        doubt.span.reset();
    }
    return reading;
}

/// Reads `variant` and expects the tree of `source`, with spans that cut out the same words.
void expect_same(const std::string& source, const std::string& variant) {
    const auto wanted = reading_of(source);
    const auto found = reading_of(variant);
    EXPECT_EQ(without_places(found), without_places(wanted));
    ASSERT_EQ(found.plan.nodes.size(), wanted.plan.nodes.size());
    const auto words = [](const std::string& text, Span span) {
        const auto cut = to_nfc(std::string_view(text).substr(span.begin, span.size()));
        return match_key(replaced(cut, "\xC2\xA0", " "));  // single blanks, lower case
    };
    for (std::size_t i = 0; i < wanted.plan.nodes.size(); ++i) {
        const auto& a = wanted.plan.nodes[i];
        const auto& b = found.plan.nodes[i];
        EXPECT_EQ(words(variant, b.span), words(source, a.span)) << a.id;
        for (std::size_t k = 0; k < a.assignees.size() && k < b.assignees.size(); ++k) {
            if (a.assignees[k].span && b.assignees[k].span) {
                EXPECT_EQ(words(variant, *b.assignees[k].span),
                          words(source, *a.assignees[k].span));
            }
        }
    }
}

struct Opened {
    reader::Document document;
    reader::Reading reading;
};

/// Reads a file of any format; its spans count bytes of the document's text.
Opened opened(const std::string& bytes, std::string_view name) {
    auto document = reader::parse_document(bytes, name, {});
    if (!document) {
        ADD_FAILURE() << document.error();
        return {};
    }
    auto reading = reader::read_document(*document, {});
    if (!reading) {
        ADD_FAILURE() << reading.error();
        return {};
    }
    const auto covered = reader::prove_coverage(reading->plan, document->text);
    EXPECT_TRUE(covered) << covered.error();
    return {*std::move(document), *std::move(reading)};
}

/// Expects the tree of `source`, name, digest and doubts about the file aside.
void expect_same_tree(const std::string& source, const std::string& bytes, std::string_view name) {
    auto wanted = without_places(reading_of(source));
    auto found = without_places(opened(bytes, name).reading);
    found.plan.source_name = wanted.plan.source_name;
    std::erase_if(found.doubts,
                  [](const Doubt& doubt) { return doubt.code == "encoding-guessed"; });
    EXPECT_EQ(found, wanted);
}

std::string utf16(std::string_view text, std::string_view converter) {
    UErrorCode status = U_ZERO_ERROR;
    const auto unicode = icu::UnicodeString::fromUTF8(std::string(text));
    const auto size = static_cast<int32_t>(text.size() * 3 + 2);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    UConverter* open = ucnv_open(std::string(converter).c_str(), &status);
    const auto length =
        ucnv_fromUChars(open, bytes.data(), size, unicode.getBuffer(), unicode.length(), &status);
    ucnv_close(open);
    EXPECT_TRUE(U_SUCCESS(status));
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

/// Bytes as the characters of Windows-1252 that they are, in UTF-8.
std::string from_windows_1252(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* open = ucnv_open("windows-1252", &status);
    const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), open, status);
    ucnv_close(open);
    EXPECT_TRUE(U_SUCCESS(status));
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

class SameTree : public testing::Test {
protected:
    std::string source_ = content_of(sample_plan());
};

}  // namespace

TEST_F(SameTree, comes_from_windows_line_ends) {
    expect_same(source_, replaced(source_, "\n", "\r\n"));
}

TEST_F(SameTree, comes_with_a_byte_order_mark) {
    expect_same(source_, "\xEF\xBB\xBF" + source_);
}

TEST_F(SameTree, comes_from_decomposed_text) {
    const auto variant = decomposed(source_);
    ASSERT_FALSE(is_nfc(variant));
    expect_same(source_, variant);
}

TEST_F(SameTree, comes_from_all_three_at_once) {
    expect_same(source_, "\xEF\xBB\xBF" + decomposed(replaced(source_, "\n", "\r\n")));
}

TEST_F(SameTree, comes_from_utf_16_of_either_order_with_and_without_a_mark) {
    expect_same_tree(source_, utf16(source_, "UTF-16LE"), "ke-hoach.txt");
    expect_same_tree(source_, utf16(source_, "UTF-16BE"), "ke-hoach.txt");
    expect_same_tree(source_, "\xFF\xFE" + utf16(source_, "UTF-16LE"), "ke-hoach.txt");
    expect_same_tree(source_, "\xFE\xFF" + utf16(source_, "UTF-16BE"), "ke-hoach.txt");
    expect_same_tree(source_, "\xFF\xFE" + utf16(decomposed(source_), "UTF-16LE"), "ke-hoach.txt");
}

TEST_F(SameTree, comes_from_windows_1258_and_vni) {
    expect_same_tree(source_, as_windows_1258(source_), "ke-hoach.txt");
    expect_same_tree(source_, as_vni(source_), "ke-hoach.txt");
    expect_same_tree(source_, as_vni(replaced(source_, "\n", "\r\n")), "ke-hoach.txt");
}

TEST_F(SameTree, comes_from_tcvn3_but_for_capitals_that_the_font_kept) {
    // Who wrote with .VnTime put the tone where the capital needs none.
    const auto source = replaced(source_, "Ủy ban", "Uỷ ban");
    const auto wanted = reading_of(source);
    const auto found = opened(as_tcvn3(source), "ke-hoach.txt").reading;
    ASSERT_EQ(found.plan.nodes.size(), wanted.plan.nodes.size());
    for (std::size_t i = 0; i < wanted.plan.nodes.size(); ++i) {
        const auto& node = found.plan.nodes[i];
        EXPECT_EQ(node.id, wanted.plan.nodes[i].id);
        EXPECT_EQ(match_key(node.text), match_key(wanted.plan.nodes[i].text));
        EXPECT_EQ(roles_of(node), roles_of(wanted.plan.nodes[i])) << node.id;
        EXPECT_EQ(node.deadlines.size(), wanted.plan.nodes[i].deadlines.size()) << node.id;
    }
}

TEST_F(SameTree, comes_from_a_page) {
    auto body = replaced(source_, "&", "&amp;");
    body = replaced(replaced(body, "<", "&lt;"), "  ", "&nbsp;&nbsp;");
    body = replaced(replaced(body, "\n\n", "</p>\n\n<p>"), "\n", "<br>\n");
    const auto head = "<!DOCTYPE html>\n<html><head><title>Cổng</title></head><body>\n<p>";
    expect_same_tree(source_, head + body + "</p></body></html>", "ke-hoach.html");
    expect_same_tree(source_, head + decomposed(body) + "</p></body></html>", "ke-hoach.html");
    expect_same_tree(source_,
                     head + std::string("<font face='VNI-Times'>") +
                         from_windows_1252(as_vni(body)) + "</font></p>",
                     "ke-hoach.html");
}

TEST_F(SameTree, comes_from_no_break_spaces_and_trailing_blanks) {
    expect_same(source_, replaced(source_, "\n", " \xC2\xA0\n"));
}

TEST_F(SameTree, comes_from_the_other_placing_of_tones) {
    auto variant = replaced(source_, "Ủy ban", "Uỷ ban");
    const auto found = reading_of(variant);
    const auto wanted = reading_of(source_);
    ASSERT_EQ(found.plan.nodes.size(), wanted.plan.nodes.size());
    for (std::size_t i = 0; i < found.plan.nodes.size(); ++i) {
        EXPECT_EQ(roles_of(found.plan.nodes[i]), roles_of(wanted.plan.nodes[i]))
            << found.plan.nodes[i].id;
    }
}

TEST_F(SameTree, comes_from_page_numbers_and_form_feeds_between_pages) {
    const auto variant =
        replaced(source_, "người cao tuổi cũng\n\n", "người cao tuổi cũng\n\n2\n\f\n");
    ASSERT_NE(variant, source_);
    const auto wanted = without_places(reading_of(source_));
    EXPECT_EQ(without_places(reading_of(variant)), wanted);
}

}  // namespace tiendo::test

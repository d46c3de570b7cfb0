#include "opened.hpp"
#include "reading.hpp"

#include <Poco/StreamCopier.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>

#include <sstream>
#include <string>
#include <string_view>

// The same plan from files that other programs have written: tests/reader/corpus_formats/make.sh.
namespace tiendo::test {

namespace {

std::filesystem::path fixture(std::string_view name) {
    return source_path("tests/reader/corpus_formats") / name;
}

/// What a plan says, without where it stands and how it marks its items.
std::string meaning_of(const std::filesystem::path& file) {
    const auto reading = reader::read_plan(file, {});
    if (!reading) {
        ADD_FAILURE() << reading.error();
        return "";
    }
    std::string meaning;
    for (const auto& node : reading->plan.nodes) {
        meaning += node.id.str() + " " + std::string(to_string(node.level)) + " " +
                   std::string(to_string(node.kind)) + " " + node.text + " | " + roles_of(node);
        for (const auto& deadline : node.deadlines) {
            meaning += " | " + std::string(to_string(deadline.type)) + " " + deadline.surface;
        }
        meaning += '\n';
    }
    return meaning;
}

std::string part_of(const std::string& archive, std::string_view name) {
    std::istringstream bytes(archive);
    const Poco::Zip::ZipArchive zip(bytes);
    const auto header = zip.findHeader(std::string(name));
    if (header == zip.headerEnd()) {
        ADD_FAILURE() << "no part " << name;
        return "";
    }
    bytes.clear();
    Poco::Zip::ZipInputStream stream(bytes, header->second);
    std::string content;
    Poco::StreamCopier::copyToString(stream, content);
    return content;
}

class SamePlan : public testing::TestWithParam<std::string_view> {};

}  // namespace

TEST_P(SamePlan, says_what_the_text_says) {
    const auto wanted = meaning_of(fixture("ke-hoach.txt"));
    ASSERT_NE(wanted.find("before_date"), std::string::npos);
    EXPECT_EQ(meaning_of(fixture(GetParam())), wanted);
}

TEST_P(SamePlan, has_pieces_that_another_program_finds_in_the_parts) {
    const auto archive = content_of(fixture(GetParam()));
    const auto document = opened(archive, GetParam());
    std::vector<std::string> parts;
    for (const auto& name : document.parts) {
        parts.push_back(part_of(archive, name));
    }
    ASSERT_FALSE(document.pieces.empty());
    std::size_t placed = 0;
    for (const auto& piece : document.pieces) {
        if (piece.same) {
            placed += piece.length;
            EXPECT_EQ(parts.at(piece.part).substr(piece.offset, piece.length),
                      document.text.substr(piece.text.begin, piece.text.size()));
        }
    }
    EXPECT_GT(placed * 10, document.text.size() * 8);  // numbers and line ends stand nowhere
}

INSTANTIATE_TEST_SUITE_P(
    All,
    SamePlan,
    testing::Values("pandoc.docx", "pandoc.odt", "libreoffice.docx", "libreoffice.odt"));

}  // namespace tiendo::test

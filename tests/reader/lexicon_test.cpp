#include "reading.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/reader/language.hpp"

#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {
namespace {

std::filesystem::path lexicon_folder() {
    return source_path("src/reader/lexicon");
}

/// One row of a shipped table.
struct Line {
    std::string table;
    const toml::table* row;
    [[nodiscard]] std::string text(std::string_view key) const {
        return row->get_as<std::string>(key) == nullptr ? "" : (*row)[key].ref<std::string>();
    }
};

/// Every row of every shipped file.
class ShippedLexicon {
public:
    ShippedLexicon() {
        for (const auto& entry : std::filesystem::directory_iterator(lexicon_folder())) {
            files_.push_back(toml::parse_file(entry.path().string()));
        }
        for (const auto& file : files_) {
            for (const auto& [name, rows] : file) {
                for (const auto& row : *rows.as_array()) {
                    lines_.push_back({std::string(name.str()), row.as_table()});
                }
            }
        }
    }
    [[nodiscard]] const std::vector<Line>& lines() const noexcept { return lines_; }

private:
    std::vector<toml::table> files_;
    std::vector<Line> lines_;
};

/// What the example of a row must show once it is read as a task. A table of phrases that only help
/// others to be understood has no check of its own.
using Check = std::function<bool(const reader::Reading&, const Line&)>;
const std::map<std::string, Check, std::less<>>& checks() {
    static const std::map<std::string, Check, std::less<>> all{
        {"instrument",
         [](const reader::Reading& reading, const Line& line) {
             return std::ranges::any_of(reading.plan.citations, [&](const Citation& citation) {
                 return citation.kind == line.text("kind");
             });
         }},
        {"issuer",
         [](const reader::Reading& reading, const Line& line) {
             return std::ranges::any_of(reading.plan.citations, [&](const Citation& citation) {
                 return citation.issuer && to_lower(*citation.issuer) == line.text("say");
             });
         }},
    };
    return all;
}

TEST(Lexicon, every_line_has_an_example_that_says_the_phrase_and_means_it) {
    const ShippedLexicon lexicon;
    ASSERT_GE(lexicon.lines().size(), 40U);
    for (const auto& line : lexicon.lines()) {
        const auto example = line.text("example");
        const auto place = line.table + ": '" + line.text("say") + "'";
        EXPECT_NE(match_key(example).find(match_key(line.text("say"))), std::string::npos)
            << place << " is not in its example";
        const auto check = checks().find(line.table);
        if (check != checks().end()) {
            EXPECT_TRUE(check->second(reading_of(plan_with("- " + example)), line)) << place;
        }
    }
}

TEST(Lexicon, no_phrase_stands_twice_in_a_table) {
    const ShippedLexicon lexicon;
    std::set<std::string> seen;
    for (const auto& line : lexicon.lines()) {
        EXPECT_TRUE(seen.insert(line.table + "\n" + match_key(line.text("say"))).second)
            << line.table << ": " << line.text("say");
    }
}

class OwnLexicon : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path written(std::string_view toml) const {
        const auto file = std::filesystem::path(testing::TempDir()) / "own-lexicon.toml";
        EXPECT_TRUE(write_file(file, toml));
        return file;
    }
};

TEST_F(OwnLexicon, teaches_a_kind_of_instrument_without_code) {
    const auto plan = plan_with("- Thực hiện Đề cương số 05/ĐC-UBND ngày 02/3/2021.");
    EXPECT_TRUE(reading_of(plan).plan.citations.empty());
    const auto language = reader::Language::with(
        written("[[instrument]]\nsay = \"đề cương\"\nkind = \"Đề cương\"\nexample = \"…\"\n"));
    ASSERT_TRUE(language) << language.error();
    const auto reading = reader::read_plan_text(plan, "test.txt", {.language = &*language});
    ASSERT_TRUE(reading) << reading.error();
    ASSERT_EQ(reading->plan.citations.size(), 1U);
    EXPECT_EQ(reading->plan.citations.front().kind, "Đề cương");
}

TEST_F(OwnLexicon, with_a_fault_is_refused_with_its_line) {
    struct Case {
        std::string_view toml;
        std::string_view told;
    };
    for (const auto& [toml, told] : std::vector<Case>{
             {"[[instrument]]\nkind = \"X\"\n", "line 1: a row says nothing"},
             {"\n[[no_such_table]]\nsay = \"x\"\n", "nobody knows the table 'no_such_table'"},
             {"[[instrument]\n", "line 1"},
             {"instrument = 5\n", "nobody knows the table 'instrument'"},
             {"[[instrument]]\nsay = [1]\n", "is no text, number or truth value"}}) {
        const auto language = reader::Language::with(written(toml));
        ASSERT_FALSE(language) << toml;
        EXPECT_NE(language.error().explain().find(told), std::string::npos)
            << language.error().explain();
    }
}

}  // namespace
}  // namespace tiendo::test

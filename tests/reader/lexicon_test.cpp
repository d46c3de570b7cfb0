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

std::vector<Assignee> assignees_of(const reader::Reading& reading) {
    std::vector<Assignee> all;
    for (const auto& node : reading.plan.nodes) {
        all.insert(all.end(), node.assignees.begin(), node.assignees.end());
    }
    return all;
}

/// What the example of a row must show once it is read as a task. A table of phrases that only help
/// others to be understood has no check of its own.
using Check = std::function<bool(const reader::Reading&, const Line&)>;
const std::map<std::string, Check, std::less<>>& checks() {
    const auto in_a_surface = [](const reader::Reading& reading, const Line& line) {
        std::string surfaces;  // a collective may name two bodies
        for (const auto& each : assignees_of(reading)) {
            surfaces += (surfaces.empty() ? "" : ", ") + each.surface;
        }
        return match_key(surfaces).find(match_key(line.text("say"))) != std::string::npos;
    };
    const auto in_no_surface = [](const reader::Reading& reading, const Line& line) {
        const auto found = assignees_of(reading);
        return !found.empty() && found.front().surface == "Trường Sen" && !line.text("say").empty();
    };
    const auto gives = [](const reader::Reading& reading, const Line& line) {
        std::string roles;
        for (const auto& node : reading.plan.nodes) {
            const auto here = node.id.str().starts_with("II") ? roles_of(node) : "";
            roles += (roles.empty() || here.empty() ? "" : "; ") + here;
        }
        EXPECT_EQ(roles, line.text("gives")) << line.text("say") << ": " << line.text("example");
        return true;
    };
    static const std::map<std::string, Check, std::less<>> all{
        {"instrument",
         [](const reader::Reading& reading, const Line& line) {
             return std::ranges::any_of(reading.plan.citations, [&](const Citation& citation) {
                 return citation.kind == line.text("kind");
             });
         }},
        {"law_name",
         [](const reader::Reading& reading, const Line& line) {
             return std::ranges::any_of(reading.plan.citations, [&](const Citation& citation) {
                 return citation.name && match_key(*citation.name) == match_key(line.text("say"));
             });
         }},
        {"issuer",
         [](const reader::Reading& reading, const Line& line) {
             return std::ranges::any_of(reading.plan.citations, [&](const Citation& citation) {
                 return citation.issuer && to_lower(*citation.issuer) == line.text("say");
             });
         }},
        {"body", in_a_surface},
        {"collective", in_a_surface},
        {"level", in_a_surface},
        {"place_kind", in_a_surface},
        {"place_opener", in_a_surface},
        {"part", in_a_surface},
        {"hamlet", in_a_surface},
        {"restriction", in_a_surface},
        {"field", in_a_surface},
        {"head", in_a_surface},
        {"person", in_a_surface},
        {"party_seat", in_a_surface},
        {"behind_name", in_no_surface},
        {"no_body",
         [](const reader::Reading& reading, const Line&) {
             const auto found = assignees_of(reading);
             return found.size() == 1 && found.front().surface.empty();
         }},
        {"place_verb",
         [](const reader::Reading& reading, const Line&) {
             return assignees_of(reading).front().surface == "Ủy ban nhân dân các xã";
         }},
        {"alias_mark",
         [](const reader::Reading& reading, const Line&) {
             const auto found = assignees_of(reading);
             return found.size() == 1 && found.front().surface == "Trung tâm Chuyển đổi số";
         }},
        {"before_body", gives},
        {"opener", gives},
        {"adverbial", gives},
        {"advising", gives},
        {"advice", gives},
        {"ordering", gives},
        {"order_opener", gives},
        {"announcing", gives},
        {"inspecting", gives},
        {"before_inspecting", gives},
        {"watching", gives},
        {"supporting", gives},
        {"thing", gives},
        {"signing", gives},
        {"time_clause", gives},
        {"taking_up", gives},
        {"time_opener", gives},
        {"time_end", gives},
        {"sending", gives},
        {"coordinating", gives},
        {"coordination_noun", gives},
        {"agent_verb", gives},
        {"acting", gives},
        {"owned_duty", gives},
        {"role_label", gives},
        {"shared_duty",
         [](const reader::Reading& reading, const Line&) {
             return assignees_of(reading).size() == 2 &&
                    !has_doubt(reading, "several-leads", "II-1");
         }},
        {"heading_word",
         [](const reader::Reading& reading, const Line&) {
             return node_at(reading, "II-1")->kind == NodeKind::heading;
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
            // What names the doers of others needs others below it.
            const bool heading = line.table == "heading_word";
            const auto tasks = "- " + example + (heading ? "\n\n+ Mở lớp." : "");
            EXPECT_TRUE(check->second(reading_of(plan_with(tasks)), line)) << place;
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

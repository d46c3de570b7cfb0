#include "corpus_score.hpp"
#include "reading.hpp"

#include "tiendo/base/text.hpp"

#include <iomanip>
#include <iostream>
#include <set>
#include <sstream>

namespace tiendo::test {

namespace {

constexpr std::size_t least_documents = 45;
constexpr std::size_t least_without_task = 5;

std::filesystem::path corpus_file(const std::string& name) {
    return std::filesystem::path(TIENDO_READER_CORPUS) / name;
}

std::vector<std::string> names_with(std::string_view extension) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(TIENDO_READER_CORPUS)) {
        if (entry.path().extension() == extension && entry.path().stem() != "floors") {
            names.push_back(entry.path().stem());
        }
    }
    std::ranges::sort(names);
    return names;
}

Sheet sheet_of(const std::string& name) {
    auto sheet = parse_sheet(content_of(corpus_file(name + ".toml")));
    if (!sheet) {
        ADD_FAILURE() << name << ": " << sheet.error();
        return {};
    }
    return *std::move(sheet);
}

std::vector<Score> scores_of_all() {
    std::vector<Score> scores;
    for (const auto& name : names_with(".txt")) {
        const auto sheet = sheet_of(name);
        const auto document = content_of(corpus_file(name + ".txt"));
        const auto places = places_of(sheet, document);
        if (!places) {
            ADD_FAILURE() << name << ": " << places.error();
            continue;
        }
        const auto reading = reader::read_plan_text(document, name + ".txt", {});
        scores.push_back(score_of(name, sheet, *places, document, reading));
    }
    return scores;
}

void print_row(std::ostream& out, std::string_view name, const Tally& tally) {
    constexpr int name_width = 42;
    out << std::left << std::setw(name_width) << name << std::right << std::fixed
        << std::setprecision(3) << " P " << tally.precision() << "  R " << tally.recall() << "  F1 "
        << tally.f1() << "  doubtful " << tally.share_doubtful() << "  (" << tally.right
        << " right, " << tally.wanted << " wanted, " << tally.given << " given)\n";
}

Tally total(const std::vector<Score>& scores, Facet facet) {
    Tally sum;
    for (const auto& score : scores) {
        sum += score.at(facet);
    }
    return sum;
}

std::string report_of(const std::vector<Score>& scores) {
    std::ostringstream out;
    for (const auto facet : all_facets()) {
        print_row(out, to_string(facet), total(scores, facet));
    }
    out << "\n";
    for (const auto& score : scores) {
        print_row(out, score.name, score.all());
    }
    return out.str();
}

std::string worst_of(std::vector<Score> scores) {
    constexpr std::size_t shown = 10;
    std::ranges::stable_sort(scores, {}, [](const Score& score) { return score.all().f1(); });
    scores.resize(std::min(scores.size(), shown));
    std::ostringstream out;
    for (const auto& score : scores) {
        out << "\n" << score.name << "\n";
        for (const auto& fault : score.faults) {
            out << "  " << fault << "\n";
        }
    }
    return out.str();
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    auto name = info.param;
    std::ranges::replace(name, '-', '_');
    return name;
}

/// Every wording that a node's entries quote must stand where the sheet says.
void expect_quoted(const WantedPhrase& phrase,
                   const std::string& node,
                   Span place,
                   const Wording& wording) {
    const auto range = phrase.outside ? wording.whole() : place;
    EXPECT_FALSE(wording.all(phrase.surface, range).empty())
        << node << ": '" << phrase.surface << "' does not stand "
        << (phrase.outside ? "in the document" : "in the node");
    EXPECT_FALSE(phrase.outside && !wording.all(phrase.surface, place).empty())
        << node << ": '" << phrase.surface << "' stands in the node, so it is not outside";
}

void expect_assignee_quoted(const WantedAssignee& assignee,
                            const std::string& node,
                            Span place,
                            const Wording& wording) {
    if (assignee.source == AssigneeSource::implicit_authority) {
        EXPECT_TRUE(assignee.phrase.surface.empty()) << node << ": nobody is named";
    } else if (assignee.source == AssigneeSource::inherited) {
        EXPECT_FALSE(wording.all(assignee.phrase.surface, wording.whole()).empty()) << node;
    } else {
        expect_quoted(assignee.phrase, node, place, wording);
    }
}

class CorpusSheet : public testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(CorpusSheet, fits_its_document) {
    const auto sheet = sheet_of(GetParam());
    const auto document = content_of(corpus_file(GetParam() + ".txt"));
    EXPECT_TRUE(is_nfc(document));
    EXPECT_FALSE(sheet.phenomena.empty());
    const auto places = places_of(sheet, document);
    ASSERT_TRUE(places) << places.error();
    const Wording wording(document);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < sheet.nodes.size(); ++i) {
        const auto& node = sheet.nodes[i];
        const auto place = (*places)[i].span;
        EXPECT_TRUE(!node.parent || ids.contains(*node.parent)) << node.id << " has no parent";
        EXPECT_TRUE(ids.insert(node.id).second) << node.id << " is there twice";
        for (const auto& each : node.assignees) {
            expect_assignee_quoted(each, node.id, place, wording);
        }
        for (const auto& each : node.deadlines) {
            expect_quoted(each.phrase, node.id, place, wording);
        }
        for (const auto& each : node.citations) {
            expect_quoted(each.phrase, node.id, place, wording);
        }
        for (const auto* list : {&node.products, &node.targets}) {
            for (const auto& each : *list) {
                expect_quoted(each, node.id, place, wording);
            }
        }
    }
    EXPECT_EQ(sheet.no_task, std::ranges::none_of(sheet.nodes, [](const WantedNode& node) {
                  return node.kind == NodeKind::task;
              }));
}
INSTANTIATE_TEST_SUITE_P(All, CorpusSheet, testing::ValuesIn(names_with(".toml")), test_name);

TEST(Corpus, has_a_sheet_for_every_document_and_a_document_for_every_sheet) {
    EXPECT_EQ(names_with(".txt"), names_with(".toml"));
}

TEST(Corpus, loses_no_byte_of_any_document) {
    for (const auto& name : names_with(".txt")) {
        const auto document = content_of(corpus_file(name + ".txt"));
        if (const auto reading = reader::read_plan_text(document, name + ".txt", {})) {
            const auto covered = reader::prove_coverage(reading->plan, document);
            EXPECT_TRUE(covered) << name << ": " << covered.error();
        }
    }
}

TEST(Corpus, is_read_at_least_as_well_as_its_floors) {
    const auto floors = parse_floors(content_of(corpus_file("floors.toml")));
    ASSERT_TRUE(floors) << floors.error();
    ASSERT_EQ(floors->size(), facet_count);
    const auto scores = scores_of_all();
    for (const auto facet : all_facets()) {
        const auto floor = floors->find(std::string(to_string(facet)));
        ASSERT_NE(floor, floors->end()) << to_string(facet) << " has no floor";
        EXPECT_GE(total(scores, facet).f1(), floor->second) << to_string(facet);
    }
    std::cout << report_of(scores);
    if (HasFailure()) {
        std::cout << worst_of(scores);
    }
}

/// Prints what is missing and surplus in the worst documents; run it by name to see them.
TEST(Corpus, details) {
    const auto scores = scores_of_all();
    std::cout << report_of(scores) << worst_of(scores);
    EXPECT_GE(scores.size(), least_documents);
    EXPECT_GE(total(scores, Facet::refusals).wanted, least_without_task);
}

}  // namespace tiendo::test

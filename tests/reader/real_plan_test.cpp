#include "reading.hpp"
#include "support/folder.hpp"
#include "support/shared.hpp"

#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <map>

namespace tiendo::test {

namespace {

/// The real plan and the answer sheet that a person made for it; both lie beside the checkout.
class RealPlan : public testing::Test {
protected:
    void SetUp() override {
        const auto gold = shared_path("seed/gold.json");
        const auto plan = shared_path("seed/000_27a88d545d297959.txt");
        if (!gold || !plan) {
            GTEST_SKIP() << "the real plan does not lie beside this checkout";
        }
        gold_path_ = *gold;
        gold_ = json_of(*gold);
        source_ = content_of(*plan);
        reading_ = reading_of(source_);
    }
    [[nodiscard]] const Plan& plan() const { return reading_.plan; }

    std::filesystem::path gold_path_;
    boost::json::value gold_;
    std::string source_;
    reader::Reading reading_;
};

std::string output_of(const std::string& command) {
    std::string output;
    auto* pipe = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c): fixed command of a test
    if (pipe == nullptr) {
        return output;
    }
    std::array<char, 4096> buffer{};
    while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        output.append(buffer.data(), size);
    }
    ::pclose(pipe);
    return output;
}

/// The F1 of one line of the scorer.
double facet(const std::string& report, std::string_view name) {
    const auto line = report.find(name);
    const auto f1 = line == std::string::npos ? line : report.find("F1 ", line);
    return f1 == std::string::npos ? -1 : std::stod(report.substr(f1 + 3));
}

}  // namespace

TEST_F(RealPlan, has_every_node_at_its_place_under_its_parent) {
    const auto& wanted = gold_.at("nodes").as_array();
    ASSERT_EQ(plan().nodes.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto& node = plan().nodes[i];
        const auto& row = wanted[i].as_object();
        EXPECT_EQ(node.id.str(), row.at("id").as_string());
        EXPECT_EQ(node.parent ? node.parent->str() : "",
                  row.at("parent").is_null() ? "" : row.at("parent").as_string())
            << node.id;
        EXPECT_EQ(to_string(node.level), row.at("level").as_string()) << node.id;
        EXPECT_EQ(to_string(node.kind), row.at("kind").as_string()) << node.id;
        EXPECT_EQ(node.span.begin, row.at("byte_start").to_number<std::size_t>()) << node.id;
        EXPECT_EQ(node.span.end, row.at("byte_end").to_number<std::size_t>()) << node.id;
        EXPECT_EQ(node.scope.end, row.at("scope_end").to_number<std::size_t>()) << node.id;
        EXPECT_EQ(node.marker_start, row.at("marker_start").to_number<std::size_t>()) << node.id;
    }
}

TEST_F(RealPlan, has_8_6_5_2_5_11_4_4_bullets_6_sub_bullets_2_catch_alls_and_7_items) {
    EXPECT_EQ(bullets_per_dimension(plan()), (std::vector{8, 6, 5, 2, 5, 11, 4, 4}));
    const auto count = [&](auto wanted) { return ids_where(plan(), wanted).size(); };
    EXPECT_EQ(count([](const Node& node) { return node.level == NodeLevel::sub_bullet; }), 6U);
    EXPECT_EQ(count([](const Node& node) { return node.text.starts_with("Ngoài ra"); }), 2U);
    EXPECT_EQ(count([](const Node& node) { return node.level == NodeLevel::organisation_item; }),
              7U);
}

TEST_F(RealPlan, has_every_firm_deadline_with_its_day_cycle_and_receivers) {
    for (const auto& each : gold_.at("nodes").as_array()) {
        const auto* node = node_at(reading_, each.at("id").as_string());
        for (const auto& row : each.at("deadlines").as_array()) {
            const auto& wanted = row.as_object();
            if (wanted.contains("doubt")) {
                continue;
            }
            const auto found = std::ranges::find_if(node->deadlines, [&](const Deadline& deadline) {
                return deadline.span.begin == wanted.at("byte_start").to_number<std::size_t>();
            });
            ASSERT_NE(found, node->deadlines.end()) << node->id << wanted.at("surface");
            EXPECT_EQ(found->span.end, wanted.at("byte_end").to_number<std::size_t>());
            EXPECT_EQ(to_string(found->type), wanted.at("type").as_string());
            EXPECT_EQ(found->exclusive, wanted.at("exclusive").as_bool());
            EXPECT_EQ(found->date ? found->date->iso() : "",
                      wanted.at("date").is_null() ? "" : wanted.at("date").as_string());
            EXPECT_EQ(found->cycle ? to_string(*found->cycle) : "",
                      wanted.at("cycle").is_null() ? "" : wanted.at("cycle").as_string());
            EXPECT_EQ(found->via.value_or(""),
                      wanted.at("via").is_null() ? "" : wanted.at("via").as_string());
            if (!wanted.at("recurring").is_null()) {
                EXPECT_EQ(found->recurring->month,
                          wanted.at("recurring").at("month").to_number<unsigned>());
                EXPECT_EQ(found->recurring->day,
                          wanted.at("recurring").at("day").to_number<unsigned>());
            }
        }
    }
}

TEST_F(RealPlan, is_mended_at_the_bytes_of_its_three_page_breaks) {
    for (const auto& each : gold_.at("nodes").as_array()) {
        std::vector<Span> wanted;
        if (const auto* gaps = each.as_object().if_contains("split_gaps")) {
            for (const auto& gap : gaps->as_array()) {
                wanted.push_back(
                    {gap.at(0).to_number<std::size_t>(), gap.at(1).to_number<std::size_t>()});
            }
        }
        EXPECT_EQ(node_at(reading_, each.at("id").as_string())->split_gaps, wanted)
            << each.at("id");
    }
}

TEST_F(RealPlan, leaves_out_exactly_what_is_no_part_of_its_body) {
    const auto& wanted = gold_.at("uncovered").as_array();
    ASSERT_EQ(plan().uncovered.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        EXPECT_EQ(plan().uncovered[i].span.begin,
                  wanted[i].at("byte_start").to_number<std::size_t>());
        EXPECT_EQ(plan().uncovered[i].span.end, wanted[i].at("byte_end").to_number<std::size_t>());
        EXPECT_EQ(plan().uncovered[i].document_field, wanted[i].at("document_field").as_string());
    }
}

TEST_F(RealPlan, scores_no_lower_than_it_did) {
    const Folder folder;
    const auto sheet = folder / "answer-sheet.json";
    ASSERT_TRUE(write_file(sheet, reader::to_answer_sheet(reading_)));
    const auto scorer = gold_path_.parent_path() / "score.py";
    const auto report = output_of("python3 '" + scorer.string() + "' '" + gold_path_.string() +
                                  "' '" + sheet.string() + "'");
    // The tables were written beside this very document, so these are floors, not estimates.
    const std::map<std::string_view, double> floors{{"nodes, exact span", 1.0},
                                                    {"nodes, overlap >=", 1.0},
                                                    {"nodes, overlap + level + kind", 1.0},
                                                    {"assignees (mention, role)", 0.97},
                                                    {"deadlines (mention, value)", 1.0},
                                                    {"citations (number, date)", 0.97},
                                                    {"mended splits", 1.0}};
    for (const auto& [name, floor] : floors) {
        EXPECT_GE(facet(report, name), floor) << name << "\n" << report;
    }
}

TEST_F(RealPlan, loses_no_byte_when_it_is_cut_anywhere) {
    constexpr std::size_t step = 500;
    for (std::size_t length = 0; length < source_.size(); length += step) {
        const auto part = std::string_view(source_).substr(0, length);
        if (const auto reading = reader::read_plan_text(part, "cut.txt", {})) {
            const auto covered = reader::prove_coverage(reading->plan, part);
            EXPECT_TRUE(covered) << length << ": " << covered.error();
        }
    }
}

}  // namespace tiendo::test

#include "reading.hpp"

#include <map>

namespace tiendo::test {

namespace {

using boost::json::value;

/// The shipped plan and its counts, which a person decided by reading it.
class SamplePlan : public testing::Test {
protected:
    void SetUp() override {
        source_ = content_of(sample_plan());
        reading_ = reading_of(source_);
        counts_ = json_of(source_path("tests/reader/golden/ke-hoach-counts.json"));
    }
    [[nodiscard]] const Plan& plan() const { return reading_.plan; }
    [[nodiscard]] std::vector<std::string> stated(std::string_view field) const {
        return boost::json::value_to<std::vector<std::string>>(counts_.at(field));
    }

    std::string source_;
    reader::Reading reading_;
    value counts_;
};

}  // namespace

TEST_F(SamplePlan, has_as_many_nodes_of_each_level_as_counted_by_hand) {
    std::map<std::string, int> levels;
    for (const auto& node : plan().nodes) {
        ++levels[std::string(to_string(node.level))];
    }
    EXPECT_EQ(plan().nodes.size(), counts_.at("nodes").to_number<std::size_t>());
    for (const auto& [level, count] : counts_.at("nodes_by_level").as_object()) {
        EXPECT_EQ(levels[level], count.to_number<int>()) << level;
    }
}

TEST_F(SamplePlan, has_as_many_nodes_of_each_kind_as_counted_by_hand) {
    std::map<std::string, int> kinds;
    for (const auto& node : plan().nodes) {
        ++kinds[std::string(to_string(node.kind))];
    }
    for (const auto& [kind, count] : counts_.at("nodes_by_kind").as_object()) {
        EXPECT_EQ(kinds[kind], count.to_number<int>()) << kind;
    }
}

TEST_F(SamplePlan, has_its_bullets_under_their_dimensions) {
    EXPECT_EQ(bullets_per_dimension(plan()),
              boost::json::value_to<std::vector<int>>(counts_.at("bullets_per_dimension")));
}

TEST_F(SamplePlan, hangs_catch_alls_under_the_dimension_not_under_the_last_block) {
    const auto found =
        ids_where(plan(), [](const Node& node) { return node.text.starts_with("Ngoài ra"); });
    EXPECT_EQ(found, stated("catch_alls"));
    for (const auto& id : found) {
        EXPECT_EQ(plan().find(*node_at(reading_, id)->parent)->level, NodeLevel::dimension) << id;
    }
}

TEST_F(SamplePlan, mends_the_three_sentences_that_a_page_break_cuts) {
    EXPECT_EQ(ids_where(plan(), [](const Node& node) { return !node.split_gaps.empty(); }),
              stated("splits"));
    EXPECT_NE(node_at(reading_, "II.5-2")->text.find("cơ quan nhà nước tự tra cứu được"),
              std::string::npos);
}

TEST_F(SamplePlan, leaves_to_the_authority_what_is_given_to_nobody) {
    const auto found = ids_where(plan(), [](const Node& node) {
        return !node.assignees.empty() &&
               node.assignees.front().source == AssigneeSource::implicit_authority;
    });
    EXPECT_EQ(found.size(), counts_.at("tasks_of_the_authority").to_number<std::size_t>());
}

TEST_F(SamplePlan, asks_the_front_and_works_with_the_utilities) {
    const auto with = [&](Role role) {
        return ids_where(plan(), [&](const Node& node) {
            return std::ranges::any_of(node.assignees,
                                       [&](const Assignee& each) { return each.role == role; });
        });
    };
    EXPECT_EQ(with(Role::requested), stated("requested"));
    EXPECT_EQ(with(Role::partner), stated("partners"));
}

TEST_F(SamplePlan, states_the_deadlines_that_a_person_reads_in_it) {
    std::size_t at = 0;
    const auto& wanted = counts_.at("deadlines").as_array();
    for (const auto& node : plan().nodes) {
        for (const auto& deadline : node.deadlines) {
            ASSERT_LT(at, wanted.size()) << node.id << " " << deadline.surface;
            const auto& row = wanted[at++].as_object();
            EXPECT_EQ(node.id.str(), row.at("node").as_string());
            EXPECT_EQ(deadline.surface, row.at("surface").as_string());
            EXPECT_EQ(to_string(deadline.type), row.at("type").as_string());
            EXPECT_EQ(deadline.exclusive, row.contains("exclusive")) << deadline.surface;
            EXPECT_EQ(deadline.date ? deadline.date->iso() : "",
                      row.contains("date") ? row.at("date").as_string() : "");
            EXPECT_EQ(deadline.cycle ? to_string(*deadline.cycle) : "",
                      row.contains("cycle") ? row.at("cycle").as_string() : "");
            const auto day = row.contains("day") ? row.at("day").to_number<unsigned>() : 0U;
            EXPECT_EQ(deadline.recurring ? deadline.recurring->day : 0U, day);
        }
    }
    EXPECT_EQ(at, wanted.size());
}

TEST_F(SamplePlan, names_its_instruments_in_the_order_of_the_text) {
    std::vector<std::string> numbers;
    for (const auto& citation : plan().citations) {
        numbers.push_back(citation.number.value_or(citation.name.value_or("")));
    }
    EXPECT_EQ(numbers, stated("citations"));
}

TEST_F(SamplePlan, tells_who_signed_what_and_when) {
    EXPECT_EQ(plan().authority, counts_.at("authority").as_string());
    EXPECT_EQ(plan().number, std::optional<std::string>("118/KH-UBND"));
    EXPECT_EQ(plan().date, Date::of(2020, 9, 15));
    EXPECT_EQ(plan().kind, "kế hoạch");
    EXPECT_EQ(plan().title,
              "Cải thiện kết quả Chỉ số PAPI của quận Bình An giai đoạn cuối năm 2020 và năm 2021");
    EXPECT_EQ(plan().signer, std::optional<std::string>("Trần Giả Định"));
    EXPECT_EQ(plan().recipients.size(), counts_.at("recipients").to_number<std::size_t>());
}

TEST_F(SamplePlan, doubts_what_the_text_leaves_open) {
    EXPECT_TRUE(has_doubt(reading_, "no-day-stated", "II.3-2"));
    EXPECT_TRUE(has_doubt(reading_, "window-not-stated", "III.1-p2"));
    EXPECT_TRUE(has_doubt(reading_, "no-lead-named", "II.5"));
    EXPECT_FALSE(has_doubt(reading_, "no-number-or-date", ""));
    EXPECT_FALSE(has_doubt(reading_, "count-differs", "III.3"))
        << "the text says 08, and 8 are there";
}

TEST_F(SamplePlan, is_read_from_its_file_as_from_memory) {
    const auto from_file = reader::read_plan(sample_plan(), {});
    ASSERT_TRUE(from_file) << from_file.error();
    EXPECT_EQ(from_file->plan.source_name, "ke-hoach.txt");
    EXPECT_EQ(from_file->plan.nodes, plan().nodes);
    EXPECT_EQ(from_file->doubts, reading_.doubts);
}

TEST_F(SamplePlan, loses_no_byte_when_it_is_cut_anywhere) {
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

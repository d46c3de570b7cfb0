#include "table_builder.hpp"

#include "tiendo/base/text.hpp"

#include <toml++/toml.h>

#include <functional>
#include <map>

namespace tiendo::test {

namespace {

/// One row of a table of src/reader/lexicon/shape.toml.
struct Line {
    const toml::table* row;
    [[nodiscard]] std::string text(std::string_view key) const {
        return row->get_as<std::string>(key) == nullptr ? "" : (*row)[key].ref<std::string>();
    }
};

constexpr std::string_view opening =
    "KẾ HOẠCH\n\nDọn vệ sinh\n\nỦy ban nhân dân Quận Bình An ban hành Kế hoạch:\n\n";

bool holds(const reader::Reading& reading, NodeKind kind, std::string_view words) {
    return std::ranges::any_of(reading.plan.nodes, [&](const Node& node) {
        return node.kind == kind && node.text.find(words) != std::string::npos;
    });
}
bool leaves_out(const reader::Reading& reading, std::string_view reason) {
    return std::ranges::any_of(reading.plan.uncovered, [&](const Uncovered& left) {
        return left.reason.find(reason) != std::string::npos;
    });
}

bool section_opens(const Line& line) {
    const auto reading = reading_of(std::string(opening) + line.text("example") +
                                    "\n\n- Rà soát hồ sơ.\n\nII. NHIỆM VỤ\n\n- Mở lớp.\n");
    const auto opens = line.text("opens");
    const auto kind = opens == "objectives"     ? NodeKind::objective
                      : opens == "requirements" ? NodeKind::requirement
                      : opens == "other"        ? NodeKind::remainder
                                                : NodeKind::task;
    return holds(reading, kind, "Rà soát hồ sơ");
}

bool kind_stands(const Line& line) {
    const auto source =
        line.text("example") + "\n\nDọn vệ sinh\n\nI. NHIỆM VỤ\n\n1. Phòng Nội vụ dọn sân.\n";
    const auto reading = reader::read_plan_text(source, "test.txt", {});
    return reading.has_value() == (line.text("stands") != "other") &&
           (!reading || reading->plan.kind == line.text("say"));
}

bool label_is(const Line& line) {
    const auto reading = reading_of(std::string(opening) + "I. NHIỆM VỤ\n\n1. Mở lớp\n\n- " +
                                    line.text("example") + "\n");
    const auto kind = line.text("is") == "duty" ? NodeKind::task : NodeKind::remainder;
    return holds(reading, kind, line.text("example"));
}

/// A column of orders beside one of the other sort makes a table of tasks.
bool column_is(const Line& line) {
    const bool duty = line.text("is") == "duty";
    const bool describes = !duty && line.text("is") != "number" && line.text("is") != "other";
    DocumentBuilderForTest builder;
    builder.paragraph("KẾ HOẠCH").paragraph("Dọn vệ sinh").paragraph("I. NHIỆM VỤ");
    const auto say = line.text("say");
    builder.table({{duty ? say.c_str() : "Nhiệm vụ", duty ? "Chủ trì" : say.c_str()},
                   {"Dọn sân.", "Phòng Nội vụ"}});
    const auto reading = reader::read_document(builder.document(), {});
    return reading.has_value() == (duty || describes);
}

bool verb_orders(const Line& line) {
    const auto reading = reader::read_plan_text(
        "KẾ HOẠCH\n\nDọn vệ sinh\n\n- " + line.text("example") + "\n", "test.txt", {});
    return reading && holds(*reading, NodeKind::task, line.text("example"));
}

bool target_is_none(const Line& line) {
    const auto reading = reading_of(plan_with("- Mở lớp.\n\n- " + line.text("example")));
    return holds(reading, NodeKind::remainder, line.text("example"));
}

bool closes(const Line& line) {
    const auto reading = reading_of(plan_with("- Mở lớp.\n\n" + line.text("example")));
    return holds(reading, NodeKind::closing, line.text("example"));
}

bool is_reason(const Line& line) {
    const auto reading = reading_of("KẾ HOẠCH\n\nDọn vệ sinh\n\n" + line.text("example") +
                                    "\n\nI. NHIỆM VỤ\n\n- Mở lớp.\n");
    return holds(reading, NodeKind::preamble, line.text("example"));
}

bool is_dimension(const Line& line) {
    const auto reading = reading_of(plan_with("1. " + line.text("example") + "\n\n- Mở lớp."));
    return reading.plan.dimensions.size() == 1 &&
           to_lower(reading.plan.dimensions.front().name) == line.text("say");
}

bool is_addressee(const Line& line) {
    const auto reading =
        reading_of("Số: 9/UBND-VP\n\n" + line.text("example") + "\n\n1. Phòng Nội vụ dọn sân.\n");
    return leaves_out(reading, "addressees");
}

bool is_recipients(const Line& line) {
    const auto reading = reading_of(
        plan_with("- Mở lớp.\n\n" + line.text("say").replace(0, 1, "N") + ":\n\n- Như trên."));
    return reading.plan.recipients == std::vector<std::string>{"- Như trên."};
}

bool signs(const Line& line) {
    const auto reading = reading_of(plan_with("- Mở lớp.\n\n" + to_upper(line.text("say"))));
    return reading.plan.signer_titles == std::vector<std::string>{to_upper(line.text("say"))};
}

bool opens_appendix(const Line& line) {
    const auto reading =
        reading_of(plan_with("- Mở lớp.\n\n" + line.text("example") + "\n\n- Mẫu."));
    return holds(reading, NodeKind::heading, line.text("example"));
}

bool numbers_heading(const Line& line) {
    const auto reading =
        reading_of(std::string(opening) + line.text("example") + "\n\n- Mở lớp.\n");
    return std::ranges::any_of(reading.plan.nodes, [&](const Node& node) {
        return node.ordinal && to_lower(*node.ordinal) == line.text("say") + " 1";
    });
}

using Check = std::function<bool(const Line&)>;
const std::map<std::string, Check, std::less<>>& checks() {
    static const std::map<std::string, Check, std::less<>> all{
        {"section", section_opens},
        {"document_kind", kind_stands},
        {"label", label_is},
        {"column", column_is},
        {"order_verb", verb_orders},
        {"target_opener", target_is_none},
        {"past_opener", target_is_none},
        {"closing", closes},
        {"late_closing", closes},
        {"closing_sign", closes},
        {"preamble", is_reason},
        {"papi_dimension", is_dimension},
        {"addressee_label", is_addressee},
        {"recipients_label", is_recipients},
        {"signature_opener", signs},
        {"appendix", opens_appendix},
        {"keyword", numbers_heading},
    };
    return all;
}

}  // namespace

TEST(ShapeLexicon, every_line_means_what_it_says) {
    const auto file = toml::parse_file(source_path("src/reader/lexicon/shape.toml").string());
    std::size_t checked = 0;
    for (const auto& [table, rows] : file) {
        const auto check = checks().find(table.str());
        if (check == checks().end()) {
            continue;
        }
        for (const auto& row : *rows.as_array()) {
            const Line line{row.as_table()};
            EXPECT_TRUE(check->second(line)) << table.str() << ": " << line.text("say");
            ++checked;
        }
    }
    EXPECT_GT(checked, 500U);
}

}  // namespace tiendo::test

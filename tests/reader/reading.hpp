#pragma once

#include "tiendo/base/file.hpp"
#include "tiendo/reader/reader.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

inline std::string content_of(const std::filesystem::path& path) {
    constexpr std::size_t limit = std::size_t{16} << 20U;
    auto content = read_file(path, limit);
    if (!content) {
        ADD_FAILURE() << content.error();
        return {};
    }
    return *std::move(content);
}

inline std::filesystem::path source_path(std::string_view name) {
    return std::filesystem::path(TIENDO_SOURCE_DIR) / name;
}
inline std::filesystem::path sample_plan() {
    return source_path("examples/district/ke-hoach.txt");
}

inline boost::json::value json_of(const std::filesystem::path& path) {
    return boost::json::parse(content_of(path));
}

/// A reading that must succeed and account for every byte.
inline reader::Reading reading_of(std::string_view source) {
    auto reading = reader::read_plan_text(source, "test.txt", {});
    if (!reading) {
        ADD_FAILURE() << reading.error();
        return {};
    }
    const auto covered = reader::prove_coverage(reading->plan, source);
    EXPECT_TRUE(covered) << covered.error();
    return *std::move(reading);
}

/// A small plan of an invented district with one part of tasks.
inline std::string plan_with(std::string_view tasks) {
    return "KẾ HOẠCH\n\nThử nghiệm\n\n"
           "Ủy ban nhân dân Quận Bình An ban hành Kế hoạch như sau:\n\n"
           "II. NHIỆM VỤ VÀ GIẢI PHÁP\n\n" +
           std::string(tasks) + "\n";
}

/// The same with a date, 10 January 2022, and a title.
inline std::string dated_plan(std::string_view title, std::string_view tasks) {
    return "ỦY BAN NHÂN DÂN\nQUẬN BÌNH AN\n\nSố: 5/KH-UBND\n\n"
           "Bình An, ngày 10 tháng 01 năm 2022\n\nKẾ HOẠCH\n\n" +
           std::string(title) +
           "\n\nỦy ban nhân dân Quận Bình An ban hành Kế hoạch như sau:\n\n"
           "II. NHIỆM VỤ VÀ GIẢI PHÁP\n\n" +
           std::string(tasks) + "\n";
}

inline const Node* node_at(const reader::Reading& reading, std::string_view id) {
    const auto* node = reading.plan.find(NodeId::of(id));
    if (node == nullptr) {
        ADD_FAILURE() << "no node " << id;
    }
    return node;
}

/// "lead phong-noi-vu; coordinate …", in the order of the reading; others but stated are marked.
inline std::string roles_of(const Node& node) {
    std::string text;
    for (const auto& assignee : node.assignees) {
        text += (text.empty() ? "" : "; ") + std::string(to_string(assignee.role)) + " " +
                assignee.unit_key;
        text += assignee.source == AssigneeSource::inherited            ? " (inherited)"
                : assignee.source == AssigneeSource::implicit_authority ? " (implicit)"
                                                                        : "";
    }
    return text;
}

inline std::vector<std::string> ids_where(const Plan& plan, auto wanted) {
    std::vector<std::string> ids;
    for (const auto& node : plan.nodes) {
        if (wanted(node)) {
            ids.push_back(node.id.str());
        }
    }
    return ids;
}

inline std::vector<int> bullets_per_dimension(const Plan& plan) {
    constexpr std::size_t dimensions = 8;
    std::vector<int> counts(dimensions);
    for (const auto& node : plan.nodes) {
        if (node.level == NodeLevel::bullet && node.dimension) {
            ++counts.at(static_cast<std::size_t>(*node.dimension) - 1);
        }
    }
    return counts;
}

inline bool has_doubt(const reader::Reading& reading,
                      std::string_view code,
                      std::string_view where) {
    return std::ranges::any_of(reading.doubts, [&](const Doubt& doubt) {
        return doubt.code == code && doubt.where == where;
    });
}

}  // namespace tiendo::test

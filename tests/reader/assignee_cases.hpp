#pragma once

#include "reading.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace tiendo::test {

/// Invented authorities whose plans the sentences stand in.
constexpr std::string_view province = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH LÂM";
constexpr std::string_view commune = "ỦY BAN NHÂN DÂN\nPHƯỜNG VĨNH AN";
constexpr std::string_view district = "ỦY BAN NHÂN DÂN\nQUẬN BÌNH AN";
constexpr std::string_view ministry = "BỘ NỘI VỤ";
constexpr std::string_view department = "UBND TỈNH BÌNH LÂM\nSỞ TƯ PHÁP\nSố: 5/KH-STP";
constexpr std::string_view hospital = "SỞ Y TẾ BÌNH LÂM\nBỆNH VIỆN ĐA KHOA BÌNH LÂM\nSố: 5/KH-BVĐK";

/// A sentence and the bodies that it names with a role, in their order; none where nobody is named.
struct AssigneeCase {
    std::string_view authority;
    std::string_view sentence;
    std::string_view named;  ///< "role unit-key=surface; …"
};
inline std::ostream& operator<<(std::ostream& out, const AssigneeCase& each) {
    return out << each.sentence;
}

/// A plan of `authority` whose part II holds `tasks`.
inline std::string plan_of(std::string_view authority, std::string_view tasks) {
    return std::string(authority) + "\n\nKẾ HOẠCH\n\nThử nghiệm\n\nII. NHIỆM VỤ VÀ GIẢI PHÁP\n\n" +
           std::string(tasks) + "\n";
}

/// The bodies of one node that are named in it, as in `AssigneeCase::named`.
inline std::string named_in(const Node& node) {
    std::string text;
    for (const auto& each : node.assignees) {
        if (each.source == AssigneeSource::stated) {
            text += (text.empty() ? "" : "; ") + std::string(to_string(each.role)) + " " +
                    each.unit_key + "=" + each.surface;
        }
    }
    return text;
}

/// The bodies that a sentence names where it is a task of `authority`.
inline std::string named_in(std::string_view authority, std::string_view sentence) {
    const auto reading = reading_of(plan_of(authority, "- " + std::string(sentence)));
    const auto* node = node_at(reading, "II-1");
    return node == nullptr ? "no node" : named_in(*node);
}

}  // namespace tiendo::test

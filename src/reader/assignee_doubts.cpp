#include "assignee_doubts.hpp"

#include "language_tables.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

struct Wording {
    std::string_view code;
    std::string_view why;
    std::string_view choice;
};

Wording wording_of(RoleDoubt doubt) {
    switch (doubt) {
        case RoleDoubt::polite:
            return {
                "polite-request",
                "“đề nghị” ở đây có thể chỉ là cách nói lịch sự: đơn vị này chịu sự chỉ đạo của "
                "cơ quan ban hành",
                "hiểu là giao chủ trì"};
        case RoleDoubt::above:
            return {"order-to-higher-body",
                    "đây là cơ quan cấp trên, cơ quan ban hành không giao việc được",
                    "hiểu là đề nghị"};
        case RoleDoubt::outside:
            return {"order-to-outside-body",
                    "văn bản giao việc cho tổ chức không thuộc quyền chỉ đạo của cơ quan ban hành",
                    "hiểu là đề nghị"};
        case RoleDoubt::person:
            return {"person-not-unit",
                    "đây là chức danh của một người, văn bản không nêu đơn vị nào",
                    "ghi theo chức danh"};
        case RoleDoubt::lead_advise:
            return {"lead-or-advise",
                    "“chủ trì tham mưu” có thể hiểu là chủ trì hoặc là tham mưu",
                    "hiểu là tham mưu"};
        case RoleDoubt::several:
            return {"several-leads",
                    "mục chỉ nêu một cơ quan chủ trì nhưng ghi nhiều đơn vị",
                    "hiểu là cùng chủ trì"};
        case RoleDoubt::unknown:
            return {"unknown-body",
                    "cụm từ này đứng ở vị trí chủ ngữ nhưng không nhận ra là đơn vị nào",
                    "hiểu là đơn vị thực hiện"};
        case RoleDoubt::none: break;
    }
    return {};
}

constexpr std::string_view nobody_in_particular = "khong-neu-ten";

}  // namespace

void AssigneeDoubts::add(std::string code,
                         const Node& node,
                         std::string text,
                         std::string choice,
                         std::optional<Span> span) {
    draft_.doubts.push_back(
        {std::move(code), node.id.str(), std::move(text), std::move(choice), span});
}

void AssigneeDoubts::mark(Assignee& assignee, RoleDoubt doubt) {
    if (doubt != RoleDoubt::none) {
        assignee.doubt = std::string(wording_of(doubt).why);
    }
}

void AssigneeDoubts::tell(const Node& node, const Assignee& assignee, RoleDoubt doubt) {
    if (doubt != RoleDoubt::none) {
        const auto wording = wording_of(doubt);
        add(std::string(wording.code),
            node,
            "“" + assignee.surface + "”: " + std::string(wording.why) + ".",
            std::string(wording.choice),
            assignee.span);
    }
    if (assignee.collective == nobody_in_particular) {
        auto& entry = unresolved_[assignee.unit_key];
        entry.surface = entry.surface.empty() ? assignee.surface : entry.surface;
        entry.span = entry.span ? entry.span : assignee.span;
        if (entry.nodes.empty() || entry.nodes.back() != node.id.str()) {
            entry.nodes.push_back(node.id.str());
        }
    }
}

void AssigneeDoubts::of_lead_label(const DraftNode& made,
                                   const Attribute& attribute,
                                   const std::vector<FoundRole>& found) {
    const auto value = plain_text(draft_.clean(), attribute.span, {});
    const auto span = draft_.text.in_source(attribute.span);
    // Collectives and bodies that work "theo chức năng" share a duty by design.
    const auto count = std::ranges::count_if(found, [](const FoundRole& each) {
        return each.role == Role::lead && !each.body->units.front().collective;
    });
    const auto tokens = draft_.tokens(attribute.span);
    const bool shared =
        draft_.language.roles.shared_duties.find(tokens, 0, tokens.size()).has_value();
    if (found.empty() && !value.empty()) {
        add("lead-not-understood",
            made.node,
            "Mục cơ quan chủ trì ghi “" + value + "” nhưng không nhận ra đơn vị nào.",
            "coi như chưa nêu đơn vị chủ trì",
            span);
    } else if (count > 1 && !shared) {
        const auto wording = wording_of(RoleDoubt::several);
        add(std::string(wording.code),
            made.node,
            "“" + value + "”: " + std::string(wording.why) + ".",
            std::string(wording.choice),
            span);
    }
}

void AssigneeDoubts::of_task(const DraftNode& made, const std::vector<Body>& bodies) {
    both_roles(made.node);
    if (!bodies.empty()) {
        other_than_heading(made);
    }
}

/// The same unit leads and coordinates in one row.
void AssigneeDoubts::both_roles(const Node& node) {
    for (const auto& each : node.assignees) {
        const auto leads_too = std::ranges::any_of(node.assignees, [&](const Assignee& other) {
            return other.unit_key == each.unit_key && other.role == Role::lead;
        });
        if (each.role == Role::coordinate && leads_too) {
            add("lead-and-coordinate",
                node,
                "“" + each.surface + "” vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ.",
                "ghi cả hai vai trò",
                each.span);
        }
    }
}

/// A task below the heading of one unit begins with another.
void AssigneeDoubts::other_than_heading(const DraftNode& made) {
    const auto stated = std::ranges::find_if(made.node.assignees, [](const Assignee& each) {
        return each.source == AssigneeSource::stated && leads(each.role);
    });
    if (stated == made.node.assignees.end() || !made.parent) {
        return;
    }
    const auto& heading = draft_.nodes[*made.parent].node;
    if (heading.kind != NodeKind::heading || heading.assignees.empty()) {
        return;
    }
    const auto fits = std::ranges::any_of(heading.assignees, [&](const Assignee& each) {
        return each.collective || each.unit_key == stated->unit_key;
    });
    const auto inherits = std::ranges::any_of(made.node.assignees, [](const Assignee& each) {
        return each.source == AssigneeSource::inherited;
    });
    if (!fits && !inherits) {
        add("other-than-heading",
            made.node,
            "Nhiệm vụ nêu “" + stated->surface + "” nhưng đề mục là của “" +
                heading.assignees.front().surface + "”.",
            "theo đơn vị nêu trong nhiệm vụ",
            stated->span);
    }
}

void AssigneeDoubts::finish() {
    constexpr std::size_t most_shown = 12;
    for (const auto& [key, entry] : unresolved_) {
        std::string ids;
        for (std::size_t i = 0; i < std::min(entry.nodes.size(), most_shown); ++i) {
            ids += (i > 0 ? ", " : "") + entry.nodes[i];
        }
        ids += entry.nodes.size() > most_shown ? " …" : "";
        draft_.doubts.push_back(
            {"collective-unresolvable",
             entry.nodes.front(),
             "“" + entry.surface + "” không cho biết cụ thể là những đơn vị nào (" + ids + ").",
             "chưa giao cho đơn vị nào",
             entry.span});
    }
}

}  // namespace tiendo::reader

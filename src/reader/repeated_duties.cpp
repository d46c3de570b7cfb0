// The same duty in the body of a plan and in its appendix.
#include "likeness.hpp"
#include "meaning.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace tiendo::reader {

namespace {

/// Texts of one side, with the node that each is of.
struct Side {
    std::vector<std::size_t> nodes;
    std::vector<std::string> texts;
};

/// What has to be done, without the body that opens the sentence: a table states it in a column.
std::string duty_of(const Draft& draft, const DraftNode& made) {
    auto begin = made.words_begin;
    for (const auto& assignee : made.node.assignees) {
        const auto span = assignee.span ? draft.text.in_clean(*assignee.span) : Span{};
        if (span.begin == made.words_begin && span.end < made.span.end) {
            begin = std::max(begin, span.end);
        }
    }
    return plain_text(draft.clean(), {begin, made.span.end}, made.gaps);
}

bool share_a_lead(const Node& one, const Node& other) {
    const auto leads = [](const Assignee& each) {
        return each.role != Role::recipient && each.role != Role::coordinate &&
               each.source != AssigneeSource::implicit_authority;
    };
    return std::ranges::any_of(one.assignees, [&](const Assignee& each) {
        return leads(each) && std::ranges::any_of(other.assignees, [&](const Assignee& second) {
                   return leads(second) && each.unit_key == second.unit_key;
               });
    });
}

}  // namespace

void doubt_repeated(Draft& draft) {
    std::vector<bool> in_appendix(draft.nodes.size(), false);
    Side body;
    Side appendix;
    for (std::size_t i = 0; i < draft.nodes.size(); ++i) {
        const auto& made = draft.nodes[i];
        in_appendix[i] =
            made.parent ? in_appendix[*made.parent] : made.node.id.str().starts_with("PL");
        if (made.node.kind == NodeKind::task && is_understood(made)) {
            auto& side = in_appendix[i] ? appendix : body;
            side.nodes.push_back(i);
        }
    }
    if (body.nodes.empty() || appendix.nodes.empty()) {
        return;
    }
    for (auto* side : {&body, &appendix}) {
        for (const auto at : side->nodes) {
            side->texts.push_back(duty_of(draft, draft.nodes[at]));
        }
    }
    constexpr double with_one_lead = 0.4;
    constexpr double without = 0.6;
    for (const auto& pair : pair_by_likeness(body.texts, appendix.texts, with_one_lead)) {
        const auto& first = draft.nodes[body.nodes[pair.before]].node;
        const auto& made = draft.nodes[appendix.nodes[pair.after]];
        if (pair.likeness < without && !share_a_lead(first, made.node)) {
            continue;
        }
        draft.doubts.push_back({"duty-repeated",
                                made.node.id.str(),
                                "Có thể là nhiệm vụ " + first.id.str() +
                                    " của phần chính, được nêu lại trong phụ lục.",
                                "giữ cả hai; nếu là một thì chỉ tính một lần",
                                draft.text.in_source(made.span)});
    }
}

}  // namespace tiendo::reader

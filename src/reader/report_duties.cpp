#include "output_reader.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

bool inside(Span inner, Span outer) {
    return inner.begin >= outer.begin && inner.end <= outer.end;
}

/// Where acts of reporting begin in one clause.
std::vector<std::size_t> acts_in(const OutputText& text, const Clause& clause) {
    const auto& view = text.view();
    std::vector<std::size_t> acts;
    for (auto i = clause.begin; i < clause.end; ++i) {
        const auto act = text.words().reports.at(view.tokens, i);
        if (!act || text.is_cited(i) || act->end > clause.end) {
            continue;
        }
        if (!text.words().reports_told.before(view.tokens, i, clause.begin)) {
            acts.push_back(i);
        }
        i = act->end - 1;
    }
    return acts;
}

std::vector<int> deadlines_in(const Node& node, Span stretch) {
    std::vector<int> found;
    for (std::size_t d = 0; d < node.deadlines.size(); ++d) {
        if (inside(node.deadlines[d].span, stretch)) {
            found.push_back(static_cast<int>(d));
        }
    }
    return found;
}

/// The receiver and the office on the way that are named in the stretch.
void take_receivers(ReportDuty& duty, const Node& node, Span stretch) {
    for (const auto& assignee : node.assignees) {
        if (assignee.role == Role::recipient && !assignee.collective && assignee.span &&
            inside(*assignee.span, stretch)) {
            auto& place = assignee.via ? duty.via : duty.to;
            place = place ? place : std::optional(assignee.unit_key);
        }
    }
}

/// "hằng quý, 6 tháng, năm": one duty for each cycle.
void add_by_cycle(Node& node, ReportDuty duty) {
    const auto deadlines = std::move(duty.deadlines);
    if (deadlines.empty()) {
        node.report_duties.push_back(std::move(duty));
        return;
    }
    const auto first = node.report_duties.size();
    for (const auto at : deadlines) {
        const auto& cycle = node.deadlines[static_cast<std::size_t>(at)].cycle;
        const auto same =
            std::find_if(node.report_duties.begin() + static_cast<std::ptrdiff_t>(first),
                         node.report_duties.end(),
                         [&](const ReportDuty& each) { return each.cycle == cycle; });
        if (same != node.report_duties.end()) {
            same->deadlines.push_back(at);
            continue;
        }
        node.report_duties.push_back(duty);
        node.report_duties.back().cycle = cycle;
        node.report_duties.back().deadlines = {at};
    }
}

}  // namespace

void read_report_duties(const OutputText& text, Node& node) {
    for (const auto& clause : text.clauses()) {
        const auto acts = acts_in(text, clause);
        const auto whole = text.in_source(clause.begin, clause.end);
        auto begin = acts.empty() ? clause.end : clause.begin;
        for (std::size_t a = 0; a < acts.size(); ++a) {
            const auto next = a + 1 < acts.size() ? acts[a + 1] : clause.end;
            // "trước ngày …, gửi báo cáo": what stands before the first act is said of it
            const auto stretch = text.in_source(begin, next);
            ReportDuty duty;
            // … unless the act has a time of its own: "gửi kế hoạch trước …, báo cáo trước …".
            duty.deadlines = deadlines_in(node, text.in_source(acts[a], next));
            if (duty.deadlines.empty()) {
                duty.deadlines = deadlines_in(node, stretch);
            }
            if (duty.deadlines.empty() && next != clause.end) {
                continue;  // "tổng hợp, báo cáo … gửi": one duty, named twice
            }
            take_receivers(duty, node, stretch);
            if (!duty.deadlines.empty() && !duty.to) {
                take_receivers(duty, node, whole);
            }
            if (duty.deadlines.empty() && !duty.to) {
                begin = next;
                continue;
            }
            auto end = next;
            while (end > acts[a] + 1 &&
                   (text.view().is_mark(end - 1) && !text.view().is(end - 1, ")"))) {
                --end;
            }
            const auto first = std::max(begin, acts.front());
            auto mention = text.mention(std::min(first, acts[a]), end);
            duty.surface = std::move(mention.surface);
            duty.span = mention.span;
            add_by_cycle(node, std::move(duty));
            begin = next;
        }
    }
}

}  // namespace tiendo::reader

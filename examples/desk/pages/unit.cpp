#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/report/format.hpp>

#include <vector>

namespace desk {

namespace {

using tiendo::Duty;
using tiendo::Result;
using tiendo::Role;
using tiendo::ledger::Owed;
using tiendo::ledger::Right;

struct OfUnit {
    std::string name;
    std::vector<Owed> owed;
    std::vector<Duty> duties;
    tiendo::Plan plan;
};

Result<OfUnit> read(const Visit& visit, const tiendo::UnitId& unit) {
    return visit.use([&](tiendo::Workspace& work) -> Result<OfUnit> {
        const auto& plan = visit.book.plan().id;
        auto units = work.units();
        auto owed = units ? work.owed(plan) : std::move(units).error();
        auto duties = owed ? work.duties({.plan = plan, .unit = unit}) : std::move(owed).error();
        auto stored = duties ? work.plan(plan) : std::move(duties).error();
        if (!stored) {
            return std::move(stored).error();
        }
        std::erase_if(*owed, [&](const Owed& row) { return row.obligation.unit != unit; });
        if (units->find(unit) == nullptr) {
            return tiendo::Error{tiendo::ErrorCode::not_found, "no unit has this id"};
        }
        return OfUnit{units->name_of(unit, visit.now.date()),
                      *std::move(owed),
                      *std::move(duties),
                      std::move(stored->plan)};
    });
}

std::string_view vietnamese(Role role) {
    switch (role) {
        case Role::lead: return "chủ trì";
        case Role::coordinate: return "phối hợp";
        case Role::advise: return "tham mưu";
        case Role::supervise: return "giám sát";
        case Role::requested: return "được đề nghị";
        case Role::partner: return "đối tác";
        case Role::recipient: return "nơi nhận";
    }
    return "";
}

Markup to_do(const std::vector<Owed>& owed) {
    Markup items;
    for (const auto& row : owed) {
        if (waits_for_the_unit(row) && row.cycle.due.at) {
            items +=
                element("li",
                        link(paper_address(row.cycle.id, row.obligation.unit), row.cycle.name) +
                            text(", " + due_words(row.cycle) + " ") + badge(row.standing) +
                            (state_of(row).empty() ? Markup() : text(" – " + state_of(row))));
        }
    }
    if (items.empty()) {
        return element(
            "p", {{"class", "done"}}, "Đơn vị không còn văn bản có thời hạn nào phải gửi.");
    }
    return element(
        "div", {{"class", "todo"}}, element("p", "Đơn vị còn phải gửi:") + element("ul", items));
}

Markup papers(const std::vector<Owed>& owed) {
    const std::vector<std::string> columns = {
        "Văn bản, báo cáo", "Hạn gửi", "Đã gửi lúc", "Tình trạng", "Số ngày trễ"};
    Markup rows;
    for (const auto& row : owed) {
        auto standing = badge(row.standing);
        if (const auto state = state_of(row); !state.empty()) {
            standing += element("span", {{"class", "state"}}, state);
        }
        rows += card_row(
            row_head(link(paper_address(row.cycle.id, row.obligation.unit), row.cycle.name)) +
            cell(columns[1], text(due_words(row.cycle))) +
            cell(columns[2],
                 row.deciding ? text(tiendo::report::table_moment_text(row.deciding->sent_at))
                              : Markup()) +
            cell(columns[3], standing) +
            number_cell(columns[4],
                        row.days_late > 0 ? tiendo::report::number_text(row.days_late) : ""));
    }
    return card_table("Văn bản, báo cáo phải gửi", columns, rows);
}

Markup duties(const OfUnit& unit) {
    Markup items;
    for (const auto& duty : unit.duties) {
        const auto* node = unit.plan.find(duty.node);
        if (node == nullptr) {
            continue;
        }
        items += element("li",
                         text(node->text + " ") + element("span",
                                                          {{"class", "aside"}},
                                                          "(" + std::string(vietnamese(duty.role)) +
                                                              "; mục " + duty.node.str() + ")"));
    }
    return element(
        "details",
        element("summary",
                tiendo::report::number_text(static_cast<std::int64_t>(unit.duties.size())) +
                    " nhiệm vụ được giao tại Kế hoạch") +
            element("ol", {{"class", "steps user"}}, items));
}

}  // namespace

Page unit_page(const Visit& visit) {
    const auto id = tiendo::UnitId::parse(visit.query["ma"]);
    if (!id) {
        return refusal(404, "Không tìm thấy", "Đường dẫn thiếu mã đơn vị.");
    }
    if (!visit.may(Right::read, *id)) {
        return forbidden(visit, Right::read);
    }
    const auto unit = read(visit, *id);
    if (!unit) {
        return refusal(unit.error());
    }
    return {unit->name,
            element("p", visit.book.plan().title) +
                element("p",
                        {{"class", "aside"}},
                        "Tình trạng lúc " + tiendo::report::moment_text(visit.now) + ".") +
                to_do(unit->owed) + element("h2", "Văn bản, báo cáo") + papers(unit->owed) +
                legend() + element("h2", "Nhiệm vụ") + duties(*unit)};
}

}  // namespace desk

#include "show.hpp"

#include <tiendo/report/format.hpp>

#include <array>

namespace desk {

using tiendo::ReportState;
using tiendo::Standing;

namespace {

constexpr std::array shapes = {Standing::on_time,
                               Standing::late,
                               Standing::overdue,
                               Standing::open,
                               Standing::not_due,
                               Standing::excused,
                               Standing::superseded};

std::string_view shape_of(Standing standing) {
    switch (standing) {
        case Standing::not_due: return "◇";
        case Standing::open: return "○";
        case Standing::on_time: return "●";
        case Standing::late: return "▲";
        case Standing::overdue: return "■";
        case Standing::excused: return "–";
        case Standing::superseded: return "→";
    }
    return "";
}

}  // namespace

Markup badge(Standing standing) {
    const auto css = "standing " + std::string(to_string(standing));
    return element("span",
                   {{"class", css}},
                   element("span", {{"aria-hidden", "true"}}, shape_of(standing)) + text(" ") +
                       text(vietnamese(standing)));
}

Markup legend() {
    Markup items;
    for (const auto standing : shapes) {
        items += element("li", badge(standing));
    }
    return element("ul", {{"class", "legend"}, {"aria-label", "Ký hiệu tình trạng"}}, items);
}

std::string state_of(const tiendo::ledger::Owed& row) {
    if (row.rounds.empty()) {
        return {};
    }
    switch (row.rounds.back().state) {
        case ReportState::draft: return "đang soạn";
        case ReportState::submitted: return "chờ tiếp nhận";
        case ReportState::returned: return "bị trả lại, chờ gửi lại";
        case ReportState::accepted: return "đã tiếp nhận";
        case ReportState::consolidated: return "đã tổng hợp";
        case ReportState::corrected: return "đã đính chính";
        case ReportState::withdrawn: return "đơn vị đã rút, chờ gửi lại";
    }
    return {};
}

bool waits_for_the_office(const tiendo::ledger::Owed& row) {
    return !row.rounds.empty() && row.rounds.back().state == ReportState::submitted;
}

bool waits_for_the_unit(const tiendo::ledger::Owed& row) {
    const bool unsent = row.standing == Standing::open || row.standing == Standing::overdue;
    return unsent || (!row.rounds.empty() && row.rounds.back().state == ReportState::returned);
}

std::string due_words(const tiendo::Cycle& cycle) {
    return cycle.due.at ? tiendo::report::short_due_text(*cycle.due.at)
                        : std::string("kế hoạch không ghi ngày");
}

std::string brief_name(const tiendo::units::Registry& units,
                       const tiendo::UnitId& id,
                       tiendo::Date day) {
    const auto* unit = units.find(id);
    return unit == nullptr ? id.str() : unit->on(day).brief_name();
}

std::string paper_address(const tiendo::CycleId& cycle, const tiendo::UnitId& unit) {
    return address("/van-ban", {{"ky", cycle.str()}, {"don-vi", unit.str()}});
}

Markup quotes(const std::vector<tiendo::ledger::Quote>& ordered_by) {
    Markup out;
    for (const auto& quote : ordered_by) {
        out += element(
            "blockquote",
            {{"class", "user"}},
            element("p", quote.text) +
                element("p", {{"class", "aside"}}, "Mục " + quote.node.str() + " của Kế hoạch"));
    }
    return out;
}

Markup cell(std::string_view column, const Markup& content) {
    return element("td", {{"role", "cell"}, {"data-column", column}}, content);
}

Markup number_cell(std::string_view column, std::string_view number) {
    return element("td", {{"role", "cell"}, {"class", "number"}, {"data-column", column}}, number);
}

Markup row_head(const Markup& content) {
    return element("th", {{"scope", "row"}, {"role", "rowheader"}}, content);
}

Markup card_row(const Markup& cells) {
    return element("tr", {{"role", "row"}}, cells);
}

Markup card_table(std::string_view caption,
                  const std::vector<std::string>& columns,
                  const Markup& rows) {
    Markup heads;
    for (const auto& column : columns) {
        heads += element("th", {{"scope", "col"}, {"role", "columnheader"}}, column);
    }
    return element("table",
                   {{"class", "cards"}, {"role", "table"}},
                   element("caption", caption) +
                       element("thead", {{"role", "rowgroup"}}, card_row(heads)) +
                       element("tbody", {{"role", "rowgroup"}}, rows));
}

}  // namespace desk

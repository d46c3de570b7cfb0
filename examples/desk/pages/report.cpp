#include "../digest64.hpp"
#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/report/render.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace desk {

namespace {

using tiendo::CycleId;
using tiendo::Result;
using tiendo::ledger::Right;
using tiendo::report::NamedList;
using tiendo::report::Prose;
using tiendo::report::Report;
using tiendo::report::Table;

/// Words as they are, and each figure as a link to what it was counted from.
Markup prose_of(const Report& report, const Prose& prose) {
    Markup out;
    for (const auto& run : prose) {
        out += run.figure.empty()
                   ? text(run.text)
                   : link(address("/so-lieu", {{"ky", report.cycle.str()}, {"ma", run.figure}}),
                          run.text);
    }
    return out;
}

Markup paragraphs_of(const Report& report, const std::vector<Prose>& all) {
    Markup out;
    for (const auto& each : all) {
        out += element("p", prose_of(report, each));
    }
    return out;
}

/// @param where tells two tables of one caption apart for those who do not see them
Markup table_of(const Report& report, const Table& table, std::string_view where) {
    const auto name = table.caption + " – " + std::string(where);
    Markup heads;
    for (const auto& column : table.columns) {
        heads += element("th", {{"scope", "col"}}, column.title);
    }
    Markup rows;
    for (const auto& row : table.rows) {
        Markup cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto content = prose_of(report, row.cells[i]);
            const bool right = table.columns[i].align == tiendo::report::Align::right;
            cells += i == table.header_column
                         ? element("th", {{"scope", "row"}}, content)
                         : element("td", {{"class", right ? "number" : ""}}, content);
        }
        const bool total = row.kind == tiendo::report::RowKind::total;
        rows += element("tr", {{"class", total ? "total" : ""}}, cells);
    }
    return element("div",
                   {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", name}},
                   element("table",
                           element("caption", table.caption) +
                               element("thead", element("tr", heads)) + element("tbody", rows))) +
           paragraphs_of(report, table.notes);
}

Markup list_of(const Report& report, const NamedList& list) {
    auto out = list.heading.empty() ? Markup() : element("h3", list.heading);
    if (list.items.empty()) {
        return out + element("p", list.when_empty);
    }
    Markup items;
    for (const auto& item : list.items) {
        items += element("li", prose_of(report, item));
    }
    return out + element("ul", items);
}

Markup sections_of(const Report& report) {
    Markup out;
    for (const auto& section : report.dimensions) {
        Markup body = paragraphs_of(report, section.opening);
        for (const auto& table : section.tables) {
            body += table_of(report, table, section.name);
        }
        for (const auto& narrative : section.narratives) {
            body += element("h4", narrative.unit_name) +
                    element("blockquote", {{"class", "user"}}, paragraphs(narrative.text));
        }
        body += paragraphs_of(report, section.notes);
        out += element("h3", std::to_string(section.number) + ". " + section.name) + body;
    }
    return out;
}

Markup chooser(const std::vector<tiendo::Cycle>& cycles, const CycleId& chosen) {
    Markup options;
    for (const auto& cycle : cycles) {
        options +=
            cycle.id == chosen
                ? element("option", {{"value", cycle.id.str()}, {"selected", ""}}, cycle.name)
                : element("option", {{"value", cycle.id.str()}}, cycle.name);
    }
    return element("form",
                   {{"method", "get"}, {"action", "/bao-cao"}, {"class", "choose"}},
                   element("div",
                           element("label", {{"for", "ky"}}, "Kỳ báo cáo") +
                               element("select", {{"id", "ky"}, {"name", "ky"}}, options)) +
                       element("button", {{"type", "submit"}, {"class", "quiet"}}, "Xem"));
}

struct Composed {
    std::vector<tiendo::Cycle> cycles;
    Report report;
};

/// The cycle that was asked for; else the report that was due last; else the first one.
CycleId cycle_to_show(const std::vector<tiendo::Cycle>& cycles,
                      const std::string& asked,
                      tiendo::Instant now) {
    const tiendo::Cycle* shown = &cycles.front();
    for (const auto& cycle : cycles) {
        const bool past =
            cycle.type == tiendo::ObligationType::report && cycle.due.at && *cycle.due.at <= now;
        if (asked.empty() ? past : cycle.id.str() == asked) {
            shown = &cycle;
        }
    }
    return shown->id;
}

Result<Composed> compose(const Visit& visit) {
    return visit.use([&](tiendo::Workspace& work) -> Result<Composed> {
        const auto& plan = visit.book.plan().id;
        auto cycles = work.cycles(plan);
        if (!cycles) {
            return std::move(cycles).error();
        }
        if (cycles->empty()) {
            return tiendo::Error{tiendo::ErrorCode::not_found, "the plan orders no papers"};
        }
        auto report = work.report(plan, cycle_to_show(*cycles, visit.query["ky"], visit.now));
        if (!report) {
            return std::move(report).error();
        }
        return Composed{*std::move(cycles), *std::move(report)};
    });
}

}  // namespace

Page report_page(const Visit& visit) {
    if (!visit.may(Right::compose, std::nullopt)) {
        return forbidden(visit, Right::compose);
    }
    const auto composed = compose(visit);
    if (!composed) {
        return refusal(composed.error());
    }
    const auto& report = composed->report;
    const auto printed = address("/bao-cao/ban-in", {{"ky", report.cycle.str()}});
    auto main =
        chooser(composed->cycles, report.cycle) + element("p", report.subject) +
        element("p", link(printed, "Xem bản trình ký (đủ thể thức, phụ lục, biểu đồ)")) +
        element("p",
                {{"class", "aside"}},
                "Chọn một số liệu để xem số liệu đó được tính từ hồ sơ nào, theo câu nào của "
                "Kế hoạch.") +
        element("h2", "Tình hình thực hiện chế độ báo cáo") +
        paragraphs_of(report, report.summary) + table_of(report, report.tally, "toàn kỳ");
    for (const auto& list : report.lists) {
        main += list_of(report, list);
    }
    main += element("h2", "Kết quả thực hiện các nội dung") + sections_of(report) +
            element("h2", "Nội dung chưa tổng hợp được và lý do") +
            list_of(report, report.not_included) +
            element("h2", "Điểm cần làm rõ và cách xử lý khi tổng hợp") +
            list_of(report, report.doubts);
    return {"Báo cáo tổng hợp", main};
}

tiendo::http::Response printed_report(const Visit& visit) {
    if (!visit.may(Right::compose, std::nullopt)) {
        return respond(forbidden(visit, Right::compose), &visit);
    }
    const auto composed = compose(visit);
    if (!composed) {
        return respond(refusal(composed.error()), &visit);
    }
    tiendo::http::Response response;
    response.body = tiendo::report::render_html(composed->report);
    // The page carries its style with it: that one is allowed by its digest, and no other.
    constexpr std::string_view opening = "<style>";
    const auto begin = response.body.find(opening) + opening.size();
    const auto style = response.body.substr(begin, response.body.find("</style>") - begin);
    response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Cache-Control", "no-store"},
                        {"Content-Security-Policy",
                         "default-src 'none'; style-src 'sha256-" + sha256_base64(style) +
                             "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
    return response;
}

}  // namespace desk

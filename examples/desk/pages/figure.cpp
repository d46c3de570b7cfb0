#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/report/format.hpp>
#include <tiendo/report/trace.hpp>

#include <charconv>

namespace desk {

namespace {

using tiendo::Result;
using tiendo::ledger::Explanation;
using tiendo::ledger::Right;
using tiendo::report::FigureTrace;

constexpr std::int64_t rows_a_page = 20;
constexpr std::int64_t most_pages = 100'000;

/// From 0; the first one where the word is no number.
std::int64_t page_number(const std::string& word) {
    std::int64_t number = 1;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), number);
    return failure == std::errc() && number >= 1 && number <= most_pages ? number - 1 : 0;
}

Result<FigureTrace> read(const Visit& visit, std::int64_t page) {
    auto cycle = tiendo::CycleId::parse(visit.query["ky"]);
    if (!cycle) {
        return std::move(cycle).error();
    }
    return visit.use([&](tiendo::Workspace& work) {
        return work.trace(
            visit.book.plan().id, *cycle, visit.query["ma"], {page * rows_a_page, rows_a_page});
    });
}

Markup rows_of(const Visit& visit, const Explanation& part, std::int64_t page) {
    if (part.row_count == 0) {
        return {};
    }
    Markup items;
    for (const auto& row : part.rows) {
        items += element("li", {{"class", "user"}}, row.text);
    }
    const auto number = tiendo::report::number_text;
    const auto last = (part.row_count - 1) / rows_a_page;
    const auto at = [&](std::int64_t each, std::string_view words) {
        return element("li",
                       link(address("/so-lieu",
                                    {{"ky", visit.query["ky"]},
                                     {"ma", visit.query["ma"]},
                                     {"trang", std::to_string(each + 1)}}),
                            words));
    };
    auto pages = page > 0 ? at(page - 1, "Trang trước") : Markup();
    pages += page < last ? at(page + 1, "Trang sau") : Markup();
    const auto first = std::to_string(page * rows_a_page + 1);
    return element("p",
                   number(part.row_count) + " bản ghi; trang " + number(page + 1) + "/" +
                       number(last + 1)) +
           element("ol", {{"class", "steps"}, {"start", first}}, items) +
           (pages.empty() ? Markup()
                          : element("nav",
                                    {{"aria-label", "Trang của danh sách: " + part.title}},
                                    element("ul", {{"class", "legend"}}, pages)));
}

}  // namespace

Page figure_page(const Visit& visit) {
    const auto page = page_number(visit.query["trang"]);
    const auto traced = read(visit, page);
    if (!traced) {
        return refusal(visit, Right::compose, traced.error());
    }
    const auto& trace = *traced;
    Markup parts;
    for (const auto& part : trace.parts) {
        parts += element("h2", part.title + ": " + part.value) + element("p", part.how) +
                 rows_of(visit, part, page);
    }
    return {"Nguồn gốc số liệu",
            element("dl",
                    {{"class", "facts"}},
                    element("dt", "Số liệu") + element("dd", trace.figure.meaning) +
                        element("dt", "Giá trị") + element("dd", trace.figure.text) +
                        element("dt", "Cách tính") + element("dd", trace.how) +
                        element("dt", "Mã") + element("dd", trace.figure.id)) +
                parts + element("h2", "Câu của Kế hoạch") + quotes(trace.ordered_by)};
}

}  // namespace desk

#include "clean_text.hpp"
#include "html_style.hpp"
#include "markup.hpp"
#include "phrases.hpp"
#include "walk.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/render.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace tiendo::report {

namespace {

std::string_view align_class(Align align) {
    switch (align) {
        case Align::left: return "t";
        case Align::center: return "g";
        case Align::right: return "p";
    }
    return "t";
}

/// Tables with more columns are set smaller, so that they fit the page.
constexpr std::size_t wide_table = 8;

class Html {
public:
    explicit Html(const Report& report) : report_(report) {}

    std::string write() && {
        out_ = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>{} – {}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
            phrases::kind_of_paper,
            html_escaped(report_.subject),
            html_style);
        head();
        reporting();
        element("h2", "", phrases::part_results);
        narratives("h3", phrases::general_heading, report_.general);
        for (const auto& section : report_.dimensions) {
            dimension(section);
        }
        element("h2", "", phrases::part_not_included);
        list(report_.not_included);
        element("h2", "", phrases::part_doubts);
        list(report_.doubts);
        paragraph(report_.closing, "");
        foot();
        for (std::size_t i = 0; i < report_.annexes.size(); ++i) {
            out_ += "<section class=\"phu-luc\">\n";
            element("h2", "", fmt::format(phrases::annex_numbered, roman(i + 1)));
            table(report_.annexes[i]);
            out_ += "</section>\n";
        }
        provenance();
        figure_index();
        out_ += "</main>\n</body>\n</html>\n";
        return clean_text(out_);
    }

private:
    /// @param content is mark-up already
    void element(std::string_view name, std::string_view css, std::string_view content) {
        out_ += css.empty() ? fmt::format("<{0}>{1}</{0}>\n", name, content)
                            : fmt::format("<{0} class=\"{2}\">{1}</{0}>\n", name, content, css);
    }
    void paragraph(const Prose& prose, std::string_view css) {
        element("p", css, html_of(report_, prose));
    }
    void paragraphs(const std::vector<Prose>& all, std::string_view css) {
        for (const auto& each : all) {
            paragraph(each, css);
        }
    }
    void rule() { out_ += "<span class=\"ke\"></span>\n"; }

    void head() {
        const auto& letterhead = report_.letterhead;
        out_ += "<header class=\"dau\">\n<div>\n";
        if (!letterhead.superior.empty()) {
            element("p", "chu-quan", html_escaped(letterhead.superior));
        }
        element("p", "co-quan", html_escaped(letterhead.authority));
        rule();
        element("p", "so-hieu", html_escaped(letterhead.number_form));
        out_ += "</div>\n<div>\n";
        element("p", "quoc-hieu", phrases::national_name);
        element("p", "tieu-ngu", phrases::national_motto);
        rule();
        element("p", "ngay", html_escaped(letterhead.place_date));
        out_ += "</div>\n</header>\n";
        element("h1", "", phrases::kind_of_paper);
        element("p", "trich-yeu", html_escaped(report_.subject));
        rule();
        paragraphs(report_.grounds, "can-cu");
        paragraph(report_.opening, "");
    }

    void reporting() {
        element("h2", "", phrases::part_reporting);
        paragraphs(report_.summary, "");
        table(report_.tally);
        table(report_.obligations);
        for (const auto& each : report_.lists) {
            list(each);
        }
    }

    void dimension(const DimensionSection& section) {
        out_ += fmt::format("<section id=\"truc-{}\">\n", section.number);
        element("h3", "", fmt::format("{}. {}", section.number, html_escaped(section.name)));
        paragraphs(section.opening, "");
        for (const auto& each : section.tables) {
            table(each);
        }
        chart(section.chart);
        narratives("h4", phrases::narratives_heading, section.narratives);
        paragraphs(section.notes, "ghi-chu");
        out_ += "</section>\n";
    }

    void narratives(std::string_view level,
                    std::string_view heading,
                    const std::vector<Narrative>& all) {
        if (!all.empty()) {
            element(level, "", heading);
        }
        for (const auto& each : all) {
            narrative(each);
        }
    }

    void narrative(const Narrative& narrative) {
        const auto remark = narrative.remark.empty()
                                ? std::string()
                                : " <span>(" + html_escaped(narrative.remark) + ")</span>";
        out_ += "<div class=\"trich\">\n";
        element("p", "don-vi", html_escaped(narrative.unit_name) + remark + ":");
        out_ += "<blockquote>\n";
        std::string_view rest = narrative.text;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            if (const auto line = trim(rest.substr(0, end)); !line.empty()) {
                element("p", "", html_escaped(line));
            }
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        }
        out_ += "</blockquote>\n</div>\n";
    }

    void list(const NamedList& list) {
        if (!list.heading.empty()) {
            element("p", "muc", html_escaped(list.heading));
        }
        if (list.items.empty()) {
            element("p", "", html_escaped(list.when_empty));
            return;
        }
        out_ += "<ul>\n";
        for (const auto& item : list.items) {
            element("li", "", html_of(report_, item));
        }
        out_ += "</ul>\n";
    }

    /// On a narrow screen a table scrolls by itself: whoever uses a keyboard must get into it.
    void table(const Table& table) {
        const auto caption =
            fmt::format("{} {}. {}", phrases::tables_word, ++tables_, html_escaped(table.caption));
        out_ += fmt::format(
            "<div class=\"cuon\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table{}>\n",
            caption,
            table.columns.size() > wide_table ? " class=\"rong\"" : "");
        element("caption", "", caption);
        table_body(table);
        out_ += "</table>\n</div>\n";
        paragraphs(table.notes, "chu-thich");
    }

    void table_body(const Table& table) {
        out_ += "<thead>\n<tr>";
        for (const auto& column : table.columns) {
            out_ += "<th scope=\"col\">" + html_escaped(column.title) + "</th>";
        }
        out_ += "</tr>\n</thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            out_ += row.kind == RowKind::total ? "<tr class=\"tong\">" : "<tr>";
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                cell(table, row.cells[i], i);
            }
            out_ += "</tr>\n";
        }
        out_ += "</tbody>\n";
    }

    void cell(const Table& table, const Prose& content, std::size_t column) {
        const bool heads = column == table.header_column;
        out_ += fmt::format("<{}{} class=\"{}\">{}</{}>",
                            heads ? "th" : "td",
                            heads ? " scope=\"row\"" : "",
                            align_class(table.columns[column].align),
                            html_of(report_, content),
                            heads ? "th" : "td");
    }

    void chart(const Chart& chart) {
        out_ += "<figure>\n";
        element(
            "figcaption",
            "",
            fmt::format("{} {}. {}", phrases::chart_word, ++charts_, html_escaped(chart.title)));
        out_ += chart_svg(chart) + "</figure>\n";
    }

    void foot() {
        out_ += "<div class=\"cuoi\">\n<div class=\"noi-nhan\">\n";
        element("p", "", phrases::recipients);
        out_ += "<ul>\n";
        for (const auto& recipient : report_.recipients) {
            element("li", "", html_escaped(recipient));
        }
        out_ += "</ul>\n</div>\n<div class=\"ky\">\n";
        for (const auto& title : report_.signature.titles) {
            element("p", "", html_escaped(title));
        }
        element("p", "ten", html_escaped(report_.signature.name));
        out_ += "</div>\n</div>\n";
    }

    void provenance() {
        out_ += "<footer class=\"doi-chieu\">\n";
        const auto& provenance = report_.provenance;
        element("p",
                "",
                fmt::format("<b>{}.</b> {} {}",
                            phrases::provenance_heading,
                            html_escaped(provenance.statement),
                            html_of(report_, provenance.journal)));
        element(
            "p",
            "",
            fmt::format(
                "{}<code>{}</code>", phrases::provenance_hash, html_escaped(provenance.head_hash)));
        out_ += "</footer>\n";
    }

    void figure_index() {
        out_ += "<details>\n";
        element("summary", "", phrases::figure_index);
        element("p", "", phrases::figure_index_note);
        out_ += "<table>\n";
        Table index;
        index.columns = {{std::string(phrases::column_figure), Align::left},
                         {std::string(phrases::column_value), Align::right},
                         {std::string(phrases::column_meaning), Align::left}};
        for (const auto& figure : report_.figures) {
            index.rows.push_back(
                {RowKind::body, {{{figure.id, ""}}, {{figure.text, ""}}, {{figure.meaning, ""}}}});
        }
        table_body(index);
        out_ += "</table>\n</details>\n";
    }

    const Report& report_;
    std::string out_;
    std::size_t tables_ = 0;
    std::size_t charts_ = 0;
};

}  // namespace

std::string render_html(const Report& report) {
    return Html(report).write();
}

}  // namespace tiendo::report

#include "paper.hpp"

#include "chart_text.hpp"
#include "clean_text.hpp"
#include "figure_value.hpp"
#include "formula.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::report::xlsx {

namespace {

constexpr double text_columns = 100;
constexpr std::size_t wide_table = 6;
constexpr lxw_row_t first_row = 2;  // below the caption and the heads of the columns

std::string plain(const Prose& prose) {
    std::string text;
    for (const auto& run : prose) {
        text += run.text;
    }
    return text;
}

/// A row of a table is one row of the sheet: a text that is longer than a cell is cut there, with
/// "…", and stands whole in the papers for reading.
std::string first_cell(std::string_view text) {
    constexpr std::size_t most = 15'000;
    return text.size() <= most ? std::string(text) : shortened(clean_text(text), most);
}

Look text_look(Align align, RowKind kind) {
    return kind == RowKind::total   ? Look::total
           : align == Align::center ? Look::centred
                                    : Look::cell;
}
Look number_look(const FigureValue& value, RowKind kind) {
    if (kind == RowKind::total) {
        return value.rate ? Look::total_rate : Look::total_number;
    }
    return value.rate ? Look::rate : Look::number;
}
double as_double(const FigureValue& value) {
    constexpr double tenths_of_per_cent = 1000;
    const auto number = static_cast<double>(value.number);
    return value.rate ? number / tenths_of_per_cent : number;
}

void fill(lxw_chart_series* series, ChartFill look) {
    lxw_chart_line line{};
    line.color = 0x444444;
    line.width = 0.5;
    chart_series_set_line(series, &line);
    lxw_chart_fill solid{};
    lxw_chart_pattern pattern{};
    switch (look) {
        case ChartFill::solid: solid.color = 0x1F4E79; break;
        case ChartFill::pale: solid.color = 0xB9C4D0; break;
        case ChartFill::hatched:
            pattern = {0xA63D1F, 0xF4D9CF, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL};
            break;
        case ChartFill::dotted: pattern = {0x555555, 0xFFFFFF, LXW_CHART_PATTERN_PERCENT_20}; break;
    }
    if (pattern.type != LXW_CHART_PATTERN_NONE) {
        chart_series_set_pattern(series, &pattern);
    } else {
        chart_series_set_fill(series, &solid);
    }
}

}  // namespace

Paper::Paper(const Report& report, Book& book)
    : report_(report),
      book_(book),
      text_(book.add_sheet(std::string(phrases::report_word), false)) {
    worksheet_set_column(text_, 0, 0, text_columns, nullptr);
}

void Paper::line(std::string_view text, Look look) {
    if (!text.empty()) {
        next_ = book_.text(text_, next_, 0, text, look);
    }
}

void Paper::head(const Report& report) {
    const auto& letterhead = report.letterhead;
    line(letterhead.superior, Look::text);
    line(letterhead.authority, Look::heading);
    line(letterhead.number_form, Look::text);
    line(phrases::national_name, Look::title);
    line(phrases::national_motto, Look::title);
    line(letterhead.place_date, Look::note);
    line(phrases::kind_of_paper, Look::title);
    line(report.subject, Look::title);
}

void Paper::heading(HeadingLevel level, const std::string& text) {
    about_ = level == HeadingLevel::narratives ? about_ : text;
    line(text, Look::heading);
}

void Paper::paragraph(const Prose& prose, ParagraphKind kind) {
    line(plain(prose), kind == ParagraphKind::body ? Look::text : Look::note);
}

void Paper::head_row(lxw_worksheet* sheet, lxw_row_t at, const Table& table) const {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        book_.text(sheet, at, static_cast<lxw_col_t>(i), table.columns[i].title, Look::head);
    }
}

void Paper::column_widths(lxw_worksheet* sheet, const Table& table) const {
    constexpr std::size_t least = 11;
    constexpr std::size_t most = 48;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        std::size_t width = least;
        for (const auto& row : table.rows) {
            width = std::max(width, std::min(most, display_width(plain(row.cells[i])) + 2));
        }
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet, column, column, static_cast<double>(width), nullptr);
    }
}

void Paper::row(lxw_worksheet* sheet, const Table& table, std::size_t index) {
    const auto& row = table.rows[index];
    const auto at = first_row + static_cast<lxw_row_t>(index);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        const auto value = number_of(report_, row.cells[i]);
        const auto formula = formula_of(report_, table, index, i, first_row + 1);
        if (formula && value) {
            worksheet_write_formula_num(sheet,
                                        at,
                                        column,
                                        formula->c_str(),
                                        book_.format(number_look(*value, row.kind)),
                                        as_double(*value));
        } else if (formula) {  // no denominator
            auto* format = book_.format(row.kind == RowKind::total ? Look::total_rate : Look::rate);
            worksheet_write_formula_str(
                sheet, at, column, formula->c_str(), format, plain(row.cells[i]).c_str());
        } else if (value) {
            worksheet_write_number(
                sheet, at, column, as_double(*value), book_.format(number_look(*value, row.kind)));
        } else {
            book_.text(sheet,
                       at,
                       column,
                       first_cell(plain(row.cells[i])),
                       text_look(table.columns[i].align, row.kind));
        }
    }
}

void Paper::table(const Table& table, std::size_t number) {
    const auto name = fmt::format("{} {}", phrases::tables_word, number);
    const auto title = fmt::format("{}. {}", name, table.caption);
    line(title, Look::note);
    auto* sheet = book_.add_sheet(name, table.columns.size() > wide_table);
    column_widths(sheet, table);
    book_.text(sheet, 0, 0, title, Look::heading);
    head_row(sheet, 1, table);
    worksheet_freeze_panes(sheet, first_row, 1);
    worksheet_repeat_rows(sheet, 1, 1);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        row(sheet, table, i);
    }
    auto next = first_row + static_cast<lxw_row_t>(table.rows.size()) + 1;
    for (const auto& note : table.notes) {
        next = book_.text(sheet, next, 0, plain(note), Look::note);
    }
}

void Paper::annex(const Table& table, std::size_t number, std::size_t table_number) {
    line(fmt::format(phrases::annex_numbered, roman(number)), Look::heading);
    this->table(table, table_number);
}

void Paper::chart(const Chart& chart, std::size_t number) {
    const auto name = fmt::format("{} {}", phrases::chart_word, number);
    const auto title = fmt::format("{}. {} ({})", name, chart.title, chart.axis);
    line(title, Look::note);
    auto* sheet = book_.add_sheet(name, true);
    Table values{{}, {{std::string(phrases::column_object), Align::left}}, 0, {}, {}};
    for (const auto& series : chart.series) {
        values.columns.push_back({series, Align::right});
    }
    for (const auto& bar : chart.bars) {
        values.rows.push_back({RowKind::body, {{{bar.label, ""}}}});
        values.rows.back().cells.resize(values.columns.size());
    }
    column_widths(sheet, values);
    book_.text(sheet, 0, 0, title, Look::heading);
    head_row(sheet, 1, values);
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto at = first_row + static_cast<lxw_row_t>(i);
        const auto& bar = chart.bars[i];
        book_.text(sheet, at, 0, first_cell(bar.label), Look::cell);
        for (std::size_t k = 0; k < bar.values.size(); ++k) {
            worksheet_write_number(sheet,
                                   at,
                                   static_cast<lxw_col_t>(k + 1),
                                   static_cast<double>(bar.values[k].value),
                                   book_.format(Look::number));
        }
    }
    draw(sheet, name, chart, first_row + static_cast<lxw_row_t>(chart.bars.size()) + 1);
}

void Paper::draw(lxw_worksheet* sheet,
                 const std::string& name,
                 const Chart& chart,
                 lxw_row_t below) {
    if (chart.bars.empty() || chart.series.empty()) {
        return;
    }
    auto* drawn = book_.add_bar_chart();
    const auto last = first_row + static_cast<lxw_row_t>(chart.bars.size()) - 1;
    for (std::size_t k = 0; k < chart.series.size(); ++k) {
        const auto column = static_cast<lxw_col_t>(k + 1);
        auto* series = chart_add_series(drawn, nullptr, nullptr);
        chart_series_set_categories(series, name.c_str(), first_row, 0, last, 0);
        chart_series_set_values(series, name.c_str(), first_row, column, last, column);
        chart_series_set_name_range(series, name.c_str(), 1, column);
        fill(series, fill_of(chart, k));
    }
    chart_axis_set_reverse(drawn->y_axis);  // from the top down, as in the table
    chart_title_set_name(drawn, clean_text(chart.title).c_str());
    if (chart.series.size() < 2) {
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    } else {
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    }
    auto description = clean_text(chart_description(chart));
    lxw_chart_options options{};
    options.x_scale = 1.6;
    options.y_scale = std::max(1.0, static_cast<double>(chart.bars.size()) / 12);
    options.description = description.data();
    worksheet_insert_chart_opt(sheet, below, 0, drawn, &options);
}

void Paper::narrative(const Narrative& narrative) {
    said_.push_back({about_, &narrative});
}

void Paper::list(const NamedList& list) {
    line(list.heading, Look::heading);
    if (list.items.empty()) {
        line(list.when_empty, Look::text);
    }
    for (const auto& item : list.items) {
        line("- " + plain(item), Look::text);
    }
}

void Paper::foot(const Report& report) {
    line(phrases::recipients, Look::heading);
    for (const auto& recipient : report.recipients) {
        line("- " + recipient, Look::text);
    }
    for (const auto& title : report.signature.titles) {
        line(title, Look::title);
    }
    line(report.signature.name, Look::title);
}

void Paper::provenance(const Report& report) {
    const auto& provenance = report.provenance;
    line(phrases::provenance_heading, Look::heading);
    line(provenance.statement, Look::text);
    line(plain(provenance.journal), Look::text);
    line(fmt::format("{}{}", phrases::provenance_hash, provenance.head_hash), Look::text);
}

void Paper::finish() {
    if (!said_.empty()) {
        statements();
    }
    figures();
}

void Paper::statements() {
    auto* sheet = book_.add_sheet(std::string(phrases::sheet_statements), true);
    const Table heads{{},
                      {{std::string(phrases::column_about), Align::left},
                       {std::string(phrases::column_unit), Align::left},
                       {std::string(phrases::column_remark), Align::left},
                       {std::string(phrases::column_statement), Align::left}},
                      0,
                      {},
                      {}};
    constexpr std::array<double, 4> widths = {36, 28, 28, text_columns};
    for (lxw_col_t i = 0; i < widths.size(); ++i) {
        worksheet_set_column(sheet, i, i, widths[i], nullptr);
    }
    head_row(sheet, 0, heads);
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_row_t next = 1;
    for (const auto& [about, narrative] : said_) {
        book_.text(sheet, next, 0, about, Look::cell);
        book_.text(sheet, next, 1, narrative->unit_name, Look::cell);
        book_.text(sheet, next, 2, narrative->remark, Look::cell);
        next = book_.text(sheet, next, 3, narrative->text, Look::cell);
    }
}

void Paper::figures() {
    auto* sheet = book_.add_sheet(std::string(phrases::sheet_figures), false);
    const Table heads{{},
                      {{std::string(phrases::column_figure), Align::left},
                       {std::string(phrases::column_value), Align::right},
                       {std::string(phrases::column_meaning), Align::left}},
                      0,
                      {},
                      {}};
    constexpr std::array<double, 3> widths = {48, 14, 80};
    for (lxw_col_t i = 0; i < widths.size(); ++i) {
        worksheet_set_column(sheet, i, i, widths[i], nullptr);
    }
    head_row(sheet, 0, heads);
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_row_t next = 1;
    for (const auto& figure : report_.figures) {
        book_.text(sheet, next, 0, figure.id, Look::cell);
        if (const auto value = figure_value(figure.text)) {
            worksheet_write_number(sheet,
                                   next,
                                   1,
                                   as_double(*value),
                                   book_.format(number_look(*value, RowKind::body)));
        } else {
            book_.text(sheet, next, 1, figure.text, Look::centred);
        }
        book_.text(sheet, next, 2, figure.meaning, Look::cell);
        ++next;
    }
}

}  // namespace tiendo::report::xlsx

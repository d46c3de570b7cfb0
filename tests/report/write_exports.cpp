// Writes reports in every format, and beside each what it says, as the report's value has it, for
// read_exports.py to compare. usage: tiendo_report_exports FOLDER
#include "report/district.hpp"
#include "report/sample_report.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/report/compose.hpp"
#include "tiendo/report/export.hpp"
#include "tiendo/report/render.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

namespace tiendo::test {
namespace {

namespace json = boost::json;
using namespace tiendo::report;

std::string plain(const Prose& prose) {
    std::string text;
    for (const auto& run : prose) {
        text += run.text;
    }
    return text;
}

json::object table_json(const Table& table) {
    json::array columns;
    for (const auto& column : table.columns) {
        columns.emplace_back(column.title);
    }
    json::array rows;
    for (const auto& row : table.rows) {
        json::array cells;
        for (const auto& cell : row.cells) {
            cells.emplace_back(plain(cell));
        }
        rows.emplace_back(std::move(cells));
    }
    json::array notes;
    for (const auto& note : table.notes) {
        notes.emplace_back(plain(note));
    }
    return {{"caption", table.caption},
            {"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"notes", std::move(notes)}};
}

json::object chart_json(const Chart& chart) {
    json::array bars;
    for (const auto& bar : chart.bars) {
        json::array values;
        json::array labels;
        for (const auto& value : bar.values) {
            values.emplace_back(value.value);
            labels.emplace_back(value.label.text);
        }
        bars.emplace_back(
            json::object{{"label", bar.label}, {"values", values}, {"labels", labels}});
    }
    return {{"title", chart.title},
            {"series", json::array(chart.series.begin(), chart.series.end())},
            {"bars", std::move(bars)}};
}

json::object truth_of(const Report& report) {
    json::array tables{table_json(report.tally), table_json(report.obligations)};
    json::array charts;
    json::array said;
    const auto say = [&](const Narrative& each) {
        said.emplace_back(json::object{{"unit", each.unit_name}, {"text", each.text}});
    };
    for (const auto& each : report.general) {
        say(each);
    }
    for (const auto& section : report.dimensions) {
        for (const auto& table : section.tables) {
            tables.emplace_back(table_json(table));
        }
        charts.emplace_back(chart_json(section.chart));
        for (const auto& each : section.narratives) {
            say(each);
        }
    }
    for (const auto& annex : report.annexes) {
        tables.emplace_back(table_json(annex));
    }
    json::object figures;
    for (const auto& figure : report.figures) {
        figures[figure.id] = figure.text;
    }
    return {{"subject", report.subject},
            {"head", report.provenance.head_hash},
            {"journal", plain(report.provenance.journal)},
            {"annexes", report.annexes.size()},
            {"tables", std::move(tables)},
            {"charts", std::move(charts)},
            {"said", std::move(said)},
            {"figures", std::move(figures)}};
}

/// What people and programs put into texts: formulas, mark-up, characters that no XML may hold, a
/// text that reads backwards, five megabytes.
Report hostile_report() {
    auto report = sample_report();
    report.subject = "=HYPERLINK(\"http://x\") & <w:p> ]]> \x01\x0B\uFFFE";
    report.letterhead.authority = "ỦY BAN \u202E<\u2066>&";
    report.obligations.rows[0].cells[0] = {{"=cmd|' /C calc'!A0", ""}};
    report.obligations.rows[0].cells[1] = {{"@SUM(1+1)\r\n\t", ""}};
    auto& first = report.dimensions[0];
    first.name = "+1+1";
    first.chart.bars[0].label = "-2+3\x02";
    first.chart.series[0] = "=1";
    first.tables[0].columns[1].title = "\tđúng";
    first.tables[0].columns[2].title = "\xFF\xC3(";
    auto& long_text = first.narratives[0].text;
    long_text = "'=1+1\n";
    while (long_text.size() < 5'000'000) {
        long_text += "Ủy ban nhân dân phường đã niêm yết công khai thủ tục. ";
    }
    first.narratives[1].text = "=1+1";
    return report;
}

BoardTable sample_board() {
    BoardTable board;
    BoardRow row;
    row.obligation_id = "p/2021-half-year/ubnd-phuong-1";
    row.unit_id = "ubnd-phuong-1";
    row.unit_name = "@UBND Phường 1";
    row.cycle_id = "2021-half-year";
    row.due = "2021-05-15T00:00:00+07:00";
    row.standing = "overdue";
    row.standing_name = "quá hạn chưa nộp";
    row.days_late = 6;
    board.rows = {row};
    return board;
}

bool write(const std::filesystem::path& folder,
           const std::string& name,
           const Report& report,
           const BoardTable& board) {
    const auto xlsx = render_xlsx(report);
    const auto put = [&](std::string_view ending, std::string_view bytes) {
        return write_file(folder / (name + std::string(ending)), bytes).has_value();
    };
    return put(".docx", render_docx(report)) && (!xlsx || put(".xlsx", *xlsx)) &&
           put(".zip", render_data_package(report, board)) && put(".html", render_html(report)) &&
           put(".json", json::serialize(truth_of(report)));
}

int run(const std::filesystem::path& folder) {
    District district;
    const auto options = District::options();
    auto tx = district.office().read();
    const auto board = compose_board(tx, {options.plan, options.cycle, options.at});
    const auto report = compose(tx, options);
    const bool done = report && board && write(folder, "district", *report, *board) &&
                      write(folder, "sample", sample_report(), sample_board()) &&
                      write(folder, "hostile", hostile_report(), sample_board());
    return done && !testing::Test::HasFailure() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace tiendo::test

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: tiendo_report_exports FOLDER\n";
        return 2;
    }
    testing::InitGoogleTest();  // the district checks what it builds
    return tiendo::test::run(argv[1]);
}

#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/report/board.hpp"
#include "tiendo/report/report.hpp"

#include <string>

/// The consolidated report (báo cáo tổng hợp) as files that an office sends: for Word, for Excel,
/// for programs. Pure but for `render_xlsx`; any thread. The same report gives the same bytes: what
/// a file says of its making is `Report::at`. Each file carries the count of the journal's entries
/// and its head hash. Texts are NFC; what a format cannot hold, and what turns the direction of
/// writing, is U+FFFD in it.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// A Word document (DOCX, Office Open XML) by the layout rules of Nghị định 30/2020/NĐ-CP, Phụ lục
/// I: A4, Times New Roman 13–14 pt, the page's number in the top margin from the second page on,
/// each annex with pages of its own. Charts are Word's own, with all they show in words beside
/// them.
std::string render_docx(const Report& report);

/// A workbook (XLSX): the text on the first sheet, then one sheet for each table and chart, the
/// units' words, and all figures with their ids. Figures are numbers. Totals and rates are formulas
/// wherever they follow from cells of the same table, with the report's figure as their value.
/// A text is never a formula, whatever it begins with.
/// @return unsupported where the library was built without libxlsxwriter; storage where no memory
///         file can be had
Result<std::string> render_xlsx(const Report& report);
/// Whether this library was built with libxlsxwriter (TIENDO_REPORT_XLSX).
bool writes_xlsx() noexcept;

/// A Frictionless Data Package in a ZIP archive: datapackage.json with schemas, sizes and hashes,
/// and CSV tables (UTF-8, RFC 4180) of obligations, measures, figures, statements and open
/// questions. A text that a spreadsheet would take for a formula has an apostrophe before it.
/// @param board of the same plan, cycle and instant
std::string render_data_package(const Report& report, const BoardTable& board);

}  // namespace report
}  // namespace tiendo

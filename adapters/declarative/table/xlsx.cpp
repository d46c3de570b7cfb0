#include "xlsx.hpp"

#include "header.hpp"
#include "header_names.hpp"
#include "workbook.hpp"
#include "worksheet.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

Expected<Table> read_named(ZipArchive& archive,
                           const Workbook& workbook,
                           const TableOptions& options) {
    const auto wanted = name_key(options.sheet);
    const auto found = std::ranges::find_if(workbook.sheets, [&](const auto& sheet) {
        return name_key(sheet.name) == wanted && !sheet.part.empty();
    });
    if (found == workbook.sheets.end()) {
        return Failure::drift("there is no sheet '" + options.sheet + "'",
                              "compare the names of the file's sheets with the profile");
    }
    auto sheet = read_worksheet(archive, *found, workbook, options.limits);
    if (!sheet) {
        return std::move(sheet).error();
    }
    return table_of(*std::move(sheet), options);
}

/// The first shown sheet that has the header; where none has, why the first one has not.
Expected<Table> read_first(ZipArchive& archive,
                           const Workbook& workbook,
                           const TableOptions& options) {
    std::optional<Failure> why;
    for (const auto& part : workbook.sheets) {
        if (part.hidden || part.part.empty()) {
            continue;
        }
        auto sheet = read_worksheet(archive, part, workbook, options.limits);
        if (!sheet) {
            return std::move(sheet).error();
        }
        auto header = find_header(*sheet, options);
        if (header) {
            return table_of(*std::move(sheet), options);
        }
        if (!why) {
            why = in_sheet(std::move(header).error(), part.name);
        }
    }
    return why ? *std::move(why)
               : Failure::drift("the workbook shows no sheet", "name the sheet in the profile");
}

}  // namespace

Expected<Table> read_xlsx(std::string_view bytes, const TableOptions& options) {
    auto archive = ZipArchive::open(bytes, options.limits);
    if (!archive) {
        return std::move(archive).error();
    }
    const auto workbook = read_workbook(*archive, options.limits);
    if (!workbook) {
        return workbook.error();
    }
    return options.sheet.empty() ? read_first(*archive, *workbook, options)
                                 : read_named(*archive, *workbook, options);
}

}  // namespace tiendo::declarative

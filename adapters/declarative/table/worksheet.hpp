#pragma once

#include "raw_sheet.hpp"
#include "workbook.hpp"

namespace tiendo::declarative {

/// @return rejected: broken, beyond a limit; names the row and column, and the sheet
adapter::Expected<RawSheet> read_worksheet(ZipArchive& archive,
                                           const SheetPart& sheet,
                                           const Workbook& workbook,
                                           const TableLimits& limits);

}  // namespace tiendo::declarative

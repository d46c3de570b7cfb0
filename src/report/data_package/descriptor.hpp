#pragma once

#include "csv.hpp"
#include "zip_file.hpp"

#include "tiendo/report/report.hpp"

#include <string>
#include <vector>

namespace tiendo::report::data_package {

/// The file datapackage.json of the Data Package standard, version 2.
/// @param files  the CSV of each table, in the same order
std::string descriptor(const Report& report,
                       const std::vector<Table>& tables,
                       const std::vector<ZipPart>& files);

}  // namespace tiendo::report::data_package

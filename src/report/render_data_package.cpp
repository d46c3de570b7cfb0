#include "data_package/descriptor.hpp"
#include "data_package/tables.hpp"
#include "zip_file.hpp"

#include "tiendo/report/export.hpp"

#include <utility>
#include <vector>

namespace tiendo::report {

std::string render_data_package(const Report& report, const BoardTable& board) {
    const auto tables = data_package::tables_of(report, board);
    std::vector<ZipPart> files;
    for (const auto& table : tables) {
        files.push_back({"data/" + table.name + ".csv", data_package::csv_of(table)});
    }
    std::vector<ZipPart> parts = {
        {"datapackage.json", data_package::descriptor(report, tables, files)}};
    for (auto& file : files) {
        parts.push_back(std::move(file));
    }
    return zip_file(parts);
}

}  // namespace tiendo::report

// In the place of the reader of XLSX where TIENDO_XLSX is off.
#include "xlsx.hpp"

namespace tiendo::declarative {

adapter::Expected<Table> read_xlsx(std::string_view /*bytes*/, const TableOptions& /*options*/) {
    return adapter::Failure::config(
        "this build cannot read XLSX",
        "save the file as 'CSV UTF-8'; or build tiendo with libzip-dev and libexpat1-dev");
}

}  // namespace tiendo::declarative

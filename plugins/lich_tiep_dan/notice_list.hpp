#pragma once

#include <tiendo/adapter/failure.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lich_tiep_dan {

/// The published table as records: one JSON line of type document for each row, in their order.
/// @param first rows that were read before and are left out
/// @param most  rows wanted
struct Part {
    std::vector<std::string> records;
    std::size_t rows = 0;  ///< of the whole list
};
/// Pure: bytes in, records out.
/// @return drift that names the row and the column
tiendo::adapter::Expected<Part> records_of(std::string_view csv,
                                           std::size_t first,
                                           std::size_t most);

/// "5/4/2021" or "05/04/2021" as "2021-04-05"; empty where there is no such day.
std::string iso_day(std::string_view vietnamese);

}  // namespace lich_tiep_dan

#pragma once

#include "tiendo/model/record.hpp"
#include "tiendo/store/connections.hpp"
#include "tiendo/sync/hub.hpp"

#include <string_view>
#include <vector>

namespace tiendo::sync {

/// The records of a page that can be read, and the lines that cannot.
struct SortedPage {
    std::vector<Record> records;
    std::vector<store::DeadLetter> dead;  ///< connection, stream and at are the caller's to fill
};

/// @param type records of another type are dead
/// @return drift where the count is not what the source stated, or more than `most_bad` of the
/// lines are dead
Result<SortedPage> sort_page(const SourcePage& page, RecordType type, double most_bad);

}  // namespace tiendo::sync

// The other side's answers as records: pure, bytes in and records out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tiendo/adapter/json_reader.hpp>
#include <vector>

namespace notices {

struct Record {
    std::string id;
    std::string line;  ///< JSON after the schema of its type
};

/// What one answer holds.
struct Part {
    std::vector<Record> records;
    std::int64_t next = 0;  ///< where reading goes on
    bool more = false;      ///< there is more behind it
};

/// @return drift where the answer as a whole is not what was agreed. A single notice that is not
/// becomes a line that the host keeps as a dead letter; the others go on.
tiendo::adapter::Expected<Part> part_of(std::string_view body);

}  // namespace notices

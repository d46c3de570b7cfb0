#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace store {

/// Where a record stands among those of its connection and type.
struct RecordPlace {
    Date day;
    std::string id;
    bool operator==(const RecordPlace&) const = default;
};

/// Which records of one connection are wanted; an empty member asks for nothing.
struct RecordListQuery {
    ConnectionId connection;
    RecordType type = RecordType::dossier;
    std::string id = {};                     ///< this one alone
    std::optional<Date> from_day = {};       ///< day of origin (Record::day), inclusive
    std::optional<Date> until_day = {};      ///< inclusive
    std::optional<RecordPlace> before = {};  ///< only what is older than this one
    std::int64_t limit = 1000;               ///< 1 to 10000
};

/// Kept records, newest day first and of one day the greatest id first, so that the place of the
/// last one, as `before`, gives those behind it. Reads a range of the key; an id without days costs
/// a look at each day on which there are records.
/// @return not_found for an unknown connection; malformed_input for a limit out of range
Result<std::vector<Record>> list_records(Transaction& tx, const RecordListQuery& query);

}  // namespace store
}  // namespace tiendo

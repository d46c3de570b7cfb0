#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// Points at one stored record: enough to find it again here and over there.
struct RecordRef {
    ConnectionId connection;
    RecordType type = RecordType::document;
    Date day;
    std::string id;
    bool operator==(const RecordRef&) const = default;
};

/// A record that shows work on a task (minh chứng), with the rule that attached it.
struct Evidence {
    EvidenceId id;
    PlanId plan;
    NodeId node;
    std::optional<UnitId> unit;  ///< whose work it shows, where known
    RecordRef record;
    std::string rule;     ///< id of the attaching rule: "document-cites-instrument/1"
    std::string because;  ///< what matched, Vietnamese: "viện dẫn 61/2018/NĐ-CP"
    bool operator==(const Evidence&) const = default;
};

/// One figure computed from records (chỉ tiêu tính từ số liệu): a count, or a ratio of two counts.
/// Never clamped; an empty denominator makes no rate ("–").
struct Measure {
    std::string code;  ///< "dossier-on-time"
    std::string name;  ///< Vietnamese
    PlanId plan;
    CycleId cycle;
    std::optional<UnitId> unit;          ///< absent: all units together
    int dimension = 0;                   ///< 1..8
    std::int64_t count = 0;              ///< numerator, or the count itself
    std::optional<std::int64_t> out_of;  ///< denominator
    Window window;
    std::string rule;  ///< id of the rule: "dossier-timeliness/1"
    bool operator==(const Measure&) const = default;
};

/// "97,4 %" with one decimal, half away from zero, Vietnamese comma; "–" where the denominator is
/// absent or zero.
std::string percent(std::int64_t count, std::optional<std::int64_t> out_of);

/// One entry of the journal (nhật ký): who changed what, when, why.
struct JournalEntry {
    std::int64_t sequence = 0;  ///< 1, 2, 3 … without gaps
    Instant at;
    std::string actor;    ///< office, function, rule or program
    std::string action;   ///< "plan.adopt"
    std::string subject;  ///< what was changed
    std::string why;
    std::string before;         ///< JSON, or empty
    std::string after;          ///< JSON, or empty
    std::string previous_hash;  ///< 64 hexadecimal digits; all zero for the first
    std::string hash;           ///< SHA-256 over the other fields
    bool operator==(const JournalEntry&) const = default;
};

}  // namespace tiendo

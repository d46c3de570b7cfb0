#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/json.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// A consolidated report as it went out, in one format.
struct IssuedForm {
    std::string format;  ///< "markdown", "html"
    std::string sha256;  ///< of its bytes, 64 hexadecimal digits
    std::int64_t size_bytes = 0;
    bool operator==(const IssuedForm&) const = default;
};

/// A figure that it printed.
struct IssuedFigure {
    std::string id;
    std::string text;
    std::string meaning;
    bool operator==(const IssuedFigure&) const = default;
};

/// A consolidated report that was issued (báo cáo đã phát hành): what it was made of and what it
/// said. Its bytes lie beside it. Never changed: a correction is the next version.
struct IssuedReport {
    PlanId plan;
    CycleId cycle;
    int version = 1;     ///< 1, 2, 3 … within the cycle
    std::string number;  ///< "25/BC-UBND"; empty where the clerk has not given one yet
    Instant at;          ///< standings and counts hold at this instant
    std::string actor;   ///< office or function
    std::string note;    ///< what was corrected and why, Vietnamese; empty in the first version
    std::int64_t journal_entries = 0;  ///< of the journal when it was composed
    std::string journal_hash;
    std::vector<SubmissionId> papers;  ///< that were taken in
    std::vector<IssuedForm> forms;
    std::vector<IssuedFigure> figures;
    bool operator==(const IssuedReport&) const = default;
};

std::string to_json(const IssuedReport& report);
template <>
[[gnu::visibility("default")]] Result<IssuedReport> from_json<IssuedReport>(std::string_view text);

}  // namespace tiendo

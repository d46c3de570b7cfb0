#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// From a figure down to its rows and up to the sentence of the plan that ordered it.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

/// A sentence of the plan, byte for byte as the document has it.
struct Quote {
    NodeId node;
    Span span;
    std::string text;
    bool operator==(const Quote&) const = default;
};

/// One record behind a figure.
struct ExplainedRow {
    RecordRef record;
    std::string text;  ///< Vietnamese, one line, no citizen in it
    bool operator==(const ExplainedRow&) const = default;
};

/// From which entry of the journal on the answer to a question was another one.
struct Learned {
    std::int64_t sequence = 0;  ///< of the journal entry
    Instant recorded_at;
    Standing standing = Standing::open;
    bool operator==(const Learned&) const = default;
};

struct Explanation {
    std::string title;               ///< what is explained, Vietnamese
    std::string value;               ///< the figure or the standing as it is printed
    std::string rule;                ///< id of the rule: "dossier-timeliness/1", "standing/1"
    std::string how;                 ///< how it came about, Vietnamese
    std::int64_t row_count = 0;      ///< how many rows there are in all
    std::vector<ExplainedRow> rows;  ///< the page that was asked for
    std::vector<DueStep> steps;      ///< to the due instant, for obligations
    std::vector<Submission> rounds;  ///< for obligations
    /// For obligations: how the answer became what it is, entry by entry; one where it was never
    /// another.
    std::vector<Learned> learned{};
    std::vector<Quote> ordered_by;  ///< never empty
    bool operator==(const Explanation&) const = default;
};

/// Which rows are shown.
struct Paging {
    std::int64_t offset = 0;
    std::int64_t limit = 20;  ///< 1..1000
};

enum class MeasurePart : std::uint8_t { count = 0, out_of = 1 };

struct MeasureRef {
    PlanId plan{};
    CycleId cycle{};
    std::string code{};            ///< "dossier-late"
    std::optional<UnitId> unit{};  ///< absent: all together
    MeasurePart part = MeasurePart::count;
    std::optional<Instant> known_at{};  ///< as it was known then; absent: as it is now
};

/// The rows are those that are stored now.
/// @return not_found for an unknown measure or one without this part; conflict where the records
///         changed since it was computed, so that rows and figure differ (remedy: attach again; of
///         a measure as it was known, none)
Result<Explanation> explain_measure(store::Transaction& tx,
                                    const MeasureRef& measure,
                                    const Paging& paging);
/// @return not_found, also where nothing of it was recorded at `question.known_at` yet
Result<Explanation> explain_obligation(store::Transaction& tx,
                                       const ObligationId& obligation,
                                       const StandingQuestion& question);
/// The same by all that is recorded now.
Result<Explanation> explain_obligation(store::Transaction& tx,
                                       const ObligationId& obligation,
                                       Instant at);
/// @return not_found
Result<Explanation> explain_evidence(store::Transaction& tx, const EvidenceId& evidence);
struct NodeRef {
    PlanId plan{};
    NodeId node{};
    std::optional<Instant> known_at{};  ///< as evidence was known then; absent: as it is now
};
/// All evidence on one node of the plan.
/// @return not_found
Result<Explanation> explain_node(store::Transaction& tx, const NodeRef& node, const Paging& paging);

}  // namespace ledger
}  // namespace tiendo

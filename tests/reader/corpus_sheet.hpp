#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The answer sheets of tests/reader/corpus: what a careful person reads in a small document,
/// written by wording and not by offsets. README.md there says how to write one.
namespace tiendo::test {

/// A wording that must be found. `outside`: it stands in a label line, a column or a heading, not
/// in the node's own text. `doubtful`: another careful reader could decide otherwise.
struct WantedPhrase {
    std::string surface;
    bool outside = false;
    bool doubtful = false;
};
struct WantedAssignee {
    WantedPhrase phrase;  ///< without a surface for the implicit authority
    Role role = Role::lead;
    AssigneeSource source = AssigneeSource::stated;
};
struct WantedDeadline {
    WantedPhrase phrase;
    DeadlineType type = DeadlineType::ongoing;
    std::optional<Date> date;
    std::optional<MonthDay> recurring;
    bool exclusive = false;
    std::optional<Period> cycle;
    /// Further facts as in `details_of`, only those that the sheet states: "weekday" → "5".
    std::map<std::string, std::string> details;
};
struct WantedCitation {
    WantedPhrase phrase;  ///< the number as printed, or the name where there is no number
    std::optional<Date> date;
};
struct WantedNode {
    std::string id;
    std::optional<NodeLevel> level;  ///< absent: the conventions leave it open
    NodeKind kind = NodeKind::task;
    std::optional<std::string> parent;  ///< absent: not scored
    std::string begins;
    std::string ends;
    bool doubtful = false;
    std::vector<WantedAssignee> assignees;
    std::vector<WantedDeadline> deadlines;
    std::vector<WantedPhrase> products;
    std::vector<WantedPhrase> targets;
    std::vector<WantedCitation> citations;
};

struct Sheet {
    std::vector<std::string> phenomena;
    /// "kind", "number", "date", "authority", "signer" and the wordings that are right; an empty
    /// text: the document has none.
    std::map<std::string, std::vector<std::string>> fields;
    bool no_task = false;  ///< the reader must refuse the document
    std::vector<WantedNode> nodes;
};

/// @return malformed_input with the line where a field is unknown, missing or of the wrong shape
Result<Sheet> parse_sheet(std::string_view toml);

/// The least F1 of every facet by name, 0 .. 1.
Result<std::map<std::string, double>> parse_floors(std::string_view toml);

/// The facts of a deadline beside its day and cycle, by the names that a sheet uses.
std::map<std::string, std::string> details_of(const Deadline& deadline);

}  // namespace tiendo::test

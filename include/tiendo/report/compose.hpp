#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/report/board.hpp"
#include "tiendo/report/report.hpp"
#include "tiendo/store/store.hpp"

#include <optional>
#include <string>
#include <vector>

/// Makes reports out of what is stored. Reads only.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

struct ComposeOptions {
    PlanId plan;
    CycleId cycle;
    Instant at;  ///< standings and evidence as of this instant; also the day on the paper
    /// Name of the superior body over the issuing authority; empty: none is printed.
    std::string superior{};
    /// Where the paper is made out: "Quận 10"; empty: taken from the authority's name.
    std::string place{};
    /// Lines above the signature; empty: those of the plan.
    std::vector<std::string> signer_titles{};
    /// Who signs; empty: left blank.
    std::string signer{};
    /// "Nơi nhận"; empty: those of the plan.
    std::vector<std::string> recipients{};
};

/// The consolidated report of one cycle.
/// @return not_found for an unknown plan or cycle; storage
Result<Report> compose(store::Transaction& tx, const ComposeOptions& options);

struct BoardOptions {
    PlanId plan;
    std::optional<CycleId> cycle{};  ///< absent: all cycles of the plan
    Instant at;
};

/// Who owes what, by when, and where it stands at `options.at`.
/// @return not_found for an unknown plan or cycle; storage
Result<BoardTable> compose_board(store::Transaction& tx, const BoardOptions& options);

}  // namespace report
}  // namespace tiendo

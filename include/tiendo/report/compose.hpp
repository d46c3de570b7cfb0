#pragma once

#include "tiendo/base/number.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/model/issued.hpp"
#include "tiendo/report/board.hpp"
#include "tiendo/report/report.hpp"
#include "tiendo/store/store.hpp"

#include <cstddef>
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
    /// Texts of more columns stand as their first sentence, with the whole in an annex; 0: none.
    std::size_t long_text = 900;
    std::string number{};  ///< "25/BC-UBND"; empty: the clerk fills it in
    /// The version that this report takes the place of, with `note`: what is corrected and why.
    std::optional<IssuedReport> corrects{};
    std::string note{};
    /// By what was recorded up to this instant; absent: by all that is recorded now. `at` and the
    /// same here give the report that was composed at that instant, byte for byte, whatever was
    /// entered, corrected or withdrawn since; any other instant is printed in the opening.
    std::optional<Instant> known_at{};
};

/// The consolidated report of one cycle.
/// @return not_found for an unknown plan or cycle, and for one of which nothing was recorded at
///         `options.known_at`; storage
Result<Report> compose(store::Transaction& tx, const ComposeOptions& options);

/// The newest papers that are taken into the report of a cycle at `at`, by obligation.
/// @return as `compose`
Result<std::vector<SubmissionId>> papers_of(store::Transaction& tx,
                                            const PlanId& plan,
                                            const CycleId& cycle,
                                            Instant at);

/// A figure that a unit states otherwise than a connected system records it: a question to the
/// unit. Neither number is taken for the right one.
struct Question {
    UnitId unit;
    std::string unit_name;
    SubmissionId paper;
    std::string code;
    std::string name;  ///< Vietnamese
    Decimal stated;
    Decimal recorded;
    std::string text;  ///< the question, Vietnamese
    bool operator==(const Question&) const = default;
    /// Stated less recorded.
    [[nodiscard]] Decimal difference() const noexcept {
        return {stated.hundredths - recorded.hundredths};
    }
};
/// By unit as the report lists them, then by code. @return as `compose`
Result<std::vector<Question>> questions_of(store::Transaction& tx,
                                           const PlanId& plan,
                                           const CycleId& cycle,
                                           Instant at);

struct BoardOptions {
    PlanId plan;
    std::optional<CycleId> cycle{};  ///< absent: all cycles of the plan
    Instant at;
    std::optional<Instant> known_at{};  ///< as in ComposeOptions
};

/// Who owes what, by when, and where it stands at `options.at`. Without rows where nothing of the
/// plan was recorded at `options.known_at` yet.
/// @return not_found for an unknown plan or cycle; storage
Result<BoardTable> compose_board(store::Transaction& tx, const BoardOptions& options);

}  // namespace report
}  // namespace tiendo

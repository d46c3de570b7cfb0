#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Figures counted in the database, each with the rows behind it.
///
/// A window of days W covers from 00:00 (+07:00) of its first day up to the end of its last.
/// Dossiers: one counts in W when it was accepted (its state is neither submitted nor refused), was
/// received before the end of W and was not finished before its start. Finished inside W it is
/// *withdrawn* (state withdrawn) or *solved*: before due, on the due day or late as the
/// Vietnamese day of finishing stands to that of the current appointment; without an appointment
/// before due. Else it is *open* at the end of W: paused (state supplement, payment or stopped),
/// overdue (the day of its appointment is not after the last day of W) or in time. Always:
/// carried_over + received = solved + withdrawn + open.
/// Source: columns of form 06 (Thông tư 01/2020/TT-VPCP), with withdrawn and paused apart.
/// States are the current ones: figures of a past window change when records do.
namespace [[gnu::visibility("default")]] tiendo {
namespace store {

struct DossierFigures {
    std::string unit;               ///< code in the source system; may be empty
    std::int64_t carried_over = 0;  ///< received before W
    std::int64_t received = 0;      ///< received in W
    std::int64_t before_due = 0;
    std::int64_t on_due_day = 0;
    std::int64_t late = 0;
    std::int64_t withdrawn = 0;
    std::int64_t in_time = 0;
    std::int64_t overdue = 0;
    std::int64_t paused = 0;
    bool operator==(const DossierFigures&) const = default;

    [[nodiscard]] std::int64_t solved() const noexcept { return before_due + on_due_day + late; }
    [[nodiscard]] std::int64_t open() const noexcept { return in_time + overdue + paused; }
};

/// A figure whose rows can be shown. `counted` is all that count in W.
enum class DossierCell : std::uint8_t {
    counted = 0,
    carried_over = 1,
    received = 2,
    solved = 3,
    before_due = 4,
    on_due_day = 5,
    late = 6,
    withdrawn = 7,
    open = 8,
    in_time = 9,
    overdue = 10,
    paused = 11,
};
std::string_view to_string(DossierCell cell) noexcept;
Result<DossierCell> parse_dossier_cell(std::string_view text);

/// Which part of a list of rows.
struct Slice {
    std::int64_t offset = 0;
    std::int64_t limit = 100;
};

/// One row for each unit code with at least one counted dossier, by code. The window decides
/// what counts; `filter.days` leaves records of other days of origin out.
/// @return malformed_input where `window.last` is before `window.first`
Result<std::vector<DossierFigures>> dossier_figures(Transaction& tx,
                                                    const RecordFilter& filter,
                                                    const Window& window);
/// The rows behind one figure, by connection, day and id.
Result<std::vector<StoredDossier>> dossier_rows(Transaction& tx,
                                                const RecordFilter& filter,
                                                const Window& window,
                                                DossierCell cell,
                                                const Slice& slice);

/// Feedback requested in W. One is closed when it is marked so and was closed (updated) before the
/// end of W, or without a stated instant; on time when that was not after the expected instant, or
/// none was expected. Always: total = closed + open.
struct FeedbackFigures {
    std::string unit;  ///< the agency as written; may be empty
    std::int64_t total = 0;
    std::int64_t closed = 0;
    std::int64_t closed_on_time = 0;
    std::int64_t open = 0;
    bool operator==(const FeedbackFigures&) const = default;
};
enum class FeedbackCell : std::uint8_t {
    total = 0,
    closed = 1,
    closed_on_time = 2,
    closed_late = 3,
    open = 4
};
std::string_view to_string(FeedbackCell cell) noexcept;
Result<FeedbackCell> parse_feedback_cell(std::string_view text);

Result<std::vector<FeedbackFigures>> feedback_figures(Transaction& tx,
                                                      const RecordFilter& filter,
                                                      const Window& window);
Result<std::vector<StoredFeedback>> feedback_rows(Transaction& tx,
                                                  const RecordFilter& filter,
                                                  const Window& window,
                                                  FeedbackCell cell,
                                                  const Slice& slice);

}  // namespace store
}  // namespace tiendo

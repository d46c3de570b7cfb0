#include "tiendo/store/figures.hpp"

#include "record_rows.hpp"
#include "sql.hpp"

#include "tiendo/base/enum_names.hpp"

#include <array>

namespace tiendo::store {

namespace {

constexpr EnumNames<DossierCell, 12> dossier_cells{"dossier figure",
                                                   {{{DossierCell::counted, "counted"},
                                                     {DossierCell::carried_over, "carried_over"},
                                                     {DossierCell::received, "received"},
                                                     {DossierCell::solved, "solved"},
                                                     {DossierCell::before_due, "before_due"},
                                                     {DossierCell::on_due_day, "on_due_day"},
                                                     {DossierCell::late, "late"},
                                                     {DossierCell::withdrawn, "withdrawn"},
                                                     {DossierCell::open, "open"},
                                                     {DossierCell::in_time, "in_time"},
                                                     {DossierCell::overdue, "overdue"},
                                                     {DossierCell::paused, "paused"}}}};

constexpr EnumNames<FeedbackCell, 5> feedback_cells{
    "feedback figure",
    {{{FeedbackCell::total, "total"},
      {FeedbackCell::closed, "closed"},
      {FeedbackCell::closed_on_time, "closed_on_time"},
      {FeedbackCell::closed_late, "closed_late"},
      {FeedbackCell::open, "open"}}}};

// Values 1, 2 and 3 of every query: the window's first instant, the first one after it, and the
// number of its last day. States: 1 submitted, 3 refused, 5 supplement, 6 payment, 7 withdrawn,
// 8 stopped.
constexpr std::string_view counted_dossier =
    "r.state NOT IN (1, 3) AND r.received_at < ?2 AND (r.finished_at IS NULL OR r.finished_at >= ?1)";
constexpr std::string_view counted_feedback = "r.requested_at >= ?1 AND r.requested_at < ?2";

/// What a dossier that counts must fulfil besides to stand in a cell.
std::string condition(DossierCell cell) {
    const std::string solved = "r.finished_at < ?2 AND r.state <> 7";
    const std::string open = "(r.finished_at IS NULL OR r.finished_at >= ?2)";
    const std::string running = open + " AND r.state NOT IN (5, 6, 8)";
    switch (cell) {
        case DossierCell::counted: return "1 = 1";
        case DossierCell::carried_over: return "r.received_at < ?1";
        case DossierCell::received: return "r.received_at >= ?1";
        case DossierCell::solved: return solved;
        case DossierCell::before_due:
            return solved +
                   " AND (r.appointment_day IS NULL OR r.finished_day < r.appointment_day)";
        case DossierCell::on_due_day: return solved + " AND r.finished_day = r.appointment_day";
        case DossierCell::late: return solved + " AND r.finished_day > r.appointment_day";
        case DossierCell::withdrawn: return "r.finished_at < ?2 AND r.state = 7";
        case DossierCell::open: return open;
        case DossierCell::in_time:
            return running + " AND (r.appointment_day IS NULL OR r.appointment_day > ?3)";
        case DossierCell::overdue: return running + " AND r.appointment_day <= ?3";
        case DossierCell::paused: return open + " AND r.state IN (5, 6, 8)";
    }
    return "1 = 0";
}

std::string condition(FeedbackCell cell) {
    const std::string closed = "r.closed = 1 AND (r.updated_at IS NULL OR r.updated_at < ?2)";
    const std::string late =
        "r.expected_at IS NOT NULL AND "
        "(r.updated_at IS NULL OR r.updated_at > r.expected_at)";
    switch (cell) {
        case FeedbackCell::total: return "1 = 1";
        case FeedbackCell::closed: return closed;
        case FeedbackCell::closed_on_time: return closed + " AND NOT (" + late + ")";
        case FeedbackCell::closed_late: return closed + " AND " + late;
        case FeedbackCell::open: return "NOT (" + closed + ")";
    }
    return "1 = 0";
}

/// A query whose text names the three values of the window as ?1 to ?3.
RecordQuery window_query(const Window& window, std::string text) {
    const auto end = Instant::start_of(window.last.plus(std::chrono::days(1)));
    return RecordQuery(
        std::move(text),
        {Instant::start_of(window.first).unix_ms(), end.unix_ms(), day_number(window.last)});
}

Result<void> check(const RecordFilter& filter, const Window& window) {
    auto sound = check_window(window);
    return sound ? check_filter(filter) : sound;
}

template <typename Cells>
std::string grouped(const Cells& cells, RecordType type, std::string_view counted) {
    std::string text = "SELECT r.unit";
    for (const auto cell : cells) {
        text += ", sum(CASE WHEN " + condition(cell) + " THEN 1 ELSE 0 END)";
    }
    return text.append(" FROM ").append(table_of(type).name).append(" r WHERE ").append(counted);
}

template <typename Stored, typename Cell, typename Make>
Result<std::vector<Stored>> rows_of(Transaction& tx,
                                    RecordType type,
                                    std::string_view counted,
                                    const RecordFilter& filter,
                                    const Window& window,
                                    Cell cell,
                                    const Slice& slice,
                                    const Make& make) {
    if (auto sound = check(filter, window); !sound) {
        return std::move(sound).error();
    }
    return guarded(tx, [&](Session& session) -> Result<std::vector<Stored>> {
        auto query = window_query(
            window,
            select_rows(type).append(" WHERE ").append(counted) + " AND " + condition(cell));
        query.filter(filter, unit_column(type))
            .add(" ORDER BY r.connection, r.day, r.id LIMIT ")
            .value(slice.limit)
            .add(" OFFSET ")
            .value(slice.offset);
        Statement select(session, query.text());
        query.bind(select);
        std::vector<Stored> rows;
        while (select.step()) {
            rows.push_back({ref_of(type, select), make(select)});
        }
        return rows;
    });
}

}  // namespace

std::string_view to_string(DossierCell cell) noexcept {
    return dossier_cells.name(cell);
}

Result<DossierCell> parse_dossier_cell(std::string_view text) {
    return dossier_cells.parse(text);
}

std::string_view to_string(FeedbackCell cell) noexcept {
    return feedback_cells.name(cell);
}

Result<FeedbackCell> parse_feedback_cell(std::string_view text) {
    return feedback_cells.parse(text);
}

Result<std::vector<DossierFigures>> dossier_figures(Transaction& tx,
                                                    const RecordFilter& filter,
                                                    const Window& window) {
    if (auto sound = check(filter, window); !sound) {
        return std::move(sound).error();
    }
    constexpr std::array cells = {DossierCell::carried_over,
                                  DossierCell::received,
                                  DossierCell::before_due,
                                  DossierCell::on_due_day,
                                  DossierCell::late,
                                  DossierCell::withdrawn,
                                  DossierCell::in_time,
                                  DossierCell::overdue,
                                  DossierCell::paused};
    return guarded(tx, [&](Session& session) -> Result<std::vector<DossierFigures>> {
        auto query = window_query(window, grouped(cells, RecordType::dossier, counted_dossier));
        query.filter(filter, unit_column(RecordType::dossier))
            .add(" GROUP BY r.unit ORDER BY r.unit");
        Statement select(session, query.text());
        query.bind(select);
        std::vector<DossierFigures> figures;
        while (select.step()) {
            figures.push_back({select.text(0),
                               select.integer(1),
                               select.integer(2),
                               select.integer(3),
                               select.integer(4),
                               select.integer(5),
                               select.integer(6),
                               select.integer(7),
                               select.integer(8),
                               select.integer(9)});
        }
        return figures;
    });
}

Result<std::vector<StoredDossier>> dossier_rows(Transaction& tx,
                                                const RecordFilter& filter,
                                                const Window& window,
                                                DossierCell cell,
                                                const Slice& slice) {
    return rows_of<StoredDossier>(
        tx, RecordType::dossier, counted_dossier, filter, window, cell, slice, dossier_of);
}

Result<std::vector<FeedbackFigures>> feedback_figures(Transaction& tx,
                                                      const RecordFilter& filter,
                                                      const Window& window) {
    if (auto sound = check(filter, window); !sound) {
        return std::move(sound).error();
    }
    constexpr std::array cells = {FeedbackCell::total,
                                  FeedbackCell::closed,
                                  FeedbackCell::closed_on_time,
                                  FeedbackCell::open};
    return guarded(tx, [&](Session& session) -> Result<std::vector<FeedbackFigures>> {
        auto query = window_query(window, grouped(cells, RecordType::feedback, counted_feedback));
        query.filter(filter, unit_column(RecordType::feedback))
            .add(" GROUP BY r.unit ORDER BY r.unit");
        Statement select(session, query.text());
        query.bind(select);
        std::vector<FeedbackFigures> figures;
        while (select.step()) {
            figures.push_back({select.text(0),
                               select.integer(1),
                               select.integer(2),
                               select.integer(3),
                               select.integer(4)});
        }
        return figures;
    });
}

Result<std::vector<StoredFeedback>> feedback_rows(Transaction& tx,
                                                  const RecordFilter& filter,
                                                  const Window& window,
                                                  FeedbackCell cell,
                                                  const Slice& slice) {
    return rows_of<StoredFeedback>(
        tx, RecordType::feedback, counted_feedback, filter, window, cell, slice, feedback_of);
}

}  // namespace tiendo::store

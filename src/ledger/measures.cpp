#include "measures.hpp"

#include "tiendo/ledger/attach.hpp"

#include <algorithm>

namespace tiendo::ledger {

namespace {

using store::DossierCell;
using store::FeedbackCell;

constexpr std::array<DossierMeasure, 11> dossiers{{
    {"dossier-carried-over", "Hồ sơ từ kỳ trước chuyển sang", {DossierCell::carried_over}, {}},
    {"dossier-received", "Hồ sơ tiếp nhận trong kỳ", {DossierCell::received}, {}},
    {"dossier-solved", "Hồ sơ đã giải quyết", {DossierCell::solved}, {}},
    {"dossier-before-due", "Giải quyết trước hạn", {DossierCell::before_due}, {}},
    {"dossier-on-due-day", "Giải quyết đúng ngày hẹn", {DossierCell::on_due_day}, {}},
    {"dossier-late", "Giải quyết trễ hạn", {DossierCell::late}, {}},
    {"dossier-on-time",
     "Giải quyết trước và đúng hạn",
     {DossierCell::before_due, DossierCell::on_due_day},
     DossierCell::solved},
    {"dossier-withdrawn", "Hồ sơ công dân rút", {DossierCell::withdrawn}, {}},
    {"dossier-open-in-time", "Đang giải quyết, còn trong hạn", {DossierCell::in_time}, {}},
    {"dossier-open-overdue", "Đang giải quyết, đã quá hạn", {DossierCell::overdue}, {}},
    {"dossier-open-paused",
     "Tạm dừng, chờ bổ sung hoặc nghĩa vụ tài chính",
     {DossierCell::paused},
     {}},
}};

constexpr std::array<FeedbackMeasure, 5> feedback{{
    {"feedback-received", "Phản ánh, kiến nghị tiếp nhận", FeedbackCell::total, {}},
    {"feedback-answered",
     "Phản ánh, kiến nghị đã trả lời",
     FeedbackCell::closed,
     FeedbackCell::total},
    {"feedback-answered-on-time",
     "Phản ánh, kiến nghị trả lời đúng hạn",
     FeedbackCell::closed_on_time,
     FeedbackCell::total},
    {"feedback-answered-late",
     "Phản ánh, kiến nghị trả lời trễ hạn",
     FeedbackCell::closed_late,
     FeedbackCell::total},
    {"feedback-open", "Phản ánh, kiến nghị chưa trả lời", FeedbackCell::open, FeedbackCell::total},
}};

std::int64_t count_of(const store::DossierFigures& row, const DossierMeasure& measure) noexcept {
    std::int64_t sum = 0;
    for (const auto& cell : measure.count) {
        sum += cell ? value_of(row, *cell) : 0;
    }
    return sum;
}

std::int64_t count_of(const store::FeedbackFigures& row, const FeedbackMeasure& measure) noexcept {
    return value_of(row, measure.count);
}

void add(store::DossierFigures& to, const store::DossierFigures& from) noexcept {
    to.carried_over += from.carried_over;
    to.received += from.received;
    to.before_due += from.before_due;
    to.on_due_day += from.on_due_day;
    to.late += from.late;
    to.withdrawn += from.withdrawn;
    to.in_time += from.in_time;
    to.overdue += from.overdue;
    to.paused += from.paused;
}

void add(store::FeedbackFigures& to, const store::FeedbackFigures& from) noexcept {
    to.total += from.total;
    to.closed += from.closed;
    to.closed_on_time += from.closed_on_time;
    to.open += from.open;
}

std::int64_t all_of(const store::DossierFigures& row) noexcept {
    return row.carried_over + row.received;
}
std::int64_t all_of(const store::FeedbackFigures& row) noexcept {
    return row.total;
}

/// Figures of one code or name, and whose they are.
template <typename Figures>
struct Counted {
    Figures row;
    std::optional<Window> days;  ///< of origin, where the code was given out again
    Holder holder;
};

/// Spreads rows of figures over units, with a total over all rows.
template <typename Figures>
struct Spread {
    std::map<UnitId, Figures> by_unit;
    Figures total;
    std::vector<Homeless> homeless;
};

template <typename Figures>
Spread<Figures> spread(const units::Registry& registry,
                       const Window& window,
                       const std::vector<Counted<Figures>>& rows) {
    Spread<Figures> out;
    for (const auto& unit : registry.all()) {
        if (unit.exists_on(window.last) && unit.on(window.last).kind == UnitKind::ward) {
            out.by_unit[unit.id];
        }
    }
    for (const auto& each : rows) {
        add(out.total, each.row);
        if (each.holder.unit) {
            add(out.by_unit[*each.holder.unit], each.row);
        } else {
            out.homeless.push_back({each.row.unit, each.holder.why, all_of(each.row)});
        }
    }
    return out;
}

struct Frame {
    const Cycle& cycle;
    const Window& window;
    int dimension;
    std::string_view rule;
};

template <typename Figures, typename Defined>
void push(std::vector<Measure>& out,
          const Frame& frame,
          std::span<const Defined> defined,
          const Figures& figures,
          const std::optional<UnitId>& unit) {
    for (const auto& each : defined) {
        Measure measure;
        measure.code = each.code;
        measure.name = each.name;
        measure.plan = frame.cycle.plan;
        measure.cycle = frame.cycle.id;
        measure.unit = unit;
        measure.dimension = frame.dimension;
        measure.count = count_of(figures, each);
        if (each.out_of) {
            measure.out_of = value_of(figures, *each.out_of);
        }
        measure.window = frame.window;
        measure.rule = frame.rule;
        out.push_back(std::move(measure));
    }
}

template <typename Figures, typename Defined>
Measured measured(const units::Registry& registry,
                  const Frame& frame,
                  std::span<const Defined> defined,
                  Spread<Figures> spread) {
    Measured out;
    for (const auto& unit : registry.all()) {
        if (const auto found = spread.by_unit.find(unit.id); found != spread.by_unit.end()) {
            push(out.measures, frame, defined, found->second, unit.id);
        }
    }
    push(out.measures, frame, defined, spread.total, std::nullopt);
    out.homeless = std::move(spread.homeless);
    return out;
}

Holder heir_of(const units::Registry& registry, const UnitId& unit, const Window& window) {
    auto heir = registry.successor_on(unit, window.last);
    if (heir) {
        return {*heir, {}};
    }
    return {std::nullopt,
            registry.name_of(unit, window.last) + " đã kết thúc, chưa rõ đơn vị kế tục"};
}

using CountedDossiers = std::vector<Counted<store::DossierFigures>>;
using CountedFeedback = std::vector<Counted<store::FeedbackFigures>>;

/// Figures of a code that was given out again: records of a day are those of who had it then, or,
/// between two holders, of who had it last.
Result<void> count_by_day(store::Transaction& tx,
                          const units::Registry& registry,
                          const std::string& code,
                          const std::vector<units::CodeHolder>& holders,
                          const Window& window,
                          CountedDossiers& out) {
    for (std::size_t i = 0; i < holders.size(); ++i) {
        Window days{i == 0 ? Date::of(1900, 1, 1) : holders[i].first, window.last};
        if (i + 1 < holders.size()) {
            days.last = std::min(days.last, holders[i + 1].first.plus(std::chrono::days{-1}));
        }
        if (days.last < days.first) {
            continue;
        }
        auto rows = store::dossier_figures(tx, {.units = {code}, .days = days}, window);
        if (!rows) {
            return std::move(rows).error();
        }
        for (auto& row : *rows) {
            out.push_back({std::move(row), days, heir_of(registry, holders[i].unit, window)});
        }
    }
    return {};
}

Result<CountedDossiers> count_dossiers(store::Transaction& tx,
                                       const units::Registry& registry,
                                       const Window& window) {
    auto rows = store::dossier_figures(tx, {}, window);
    if (!rows) {
        return std::move(rows).error();
    }
    CountedDossiers out;
    for (auto& row : *rows) {
        const auto holders = registry.holders_of_code("one-stop", row.unit);
        if (holders.size() < 2) {
            auto holder = holder_of_code(registry, "one-stop", row.unit, window);
            out.push_back({std::move(row), std::nullopt, std::move(holder)});
        } else if (auto done = count_by_day(tx, registry, row.unit, holders, window, out); !done) {
            return std::move(done).error();
        }
    }
    return out;
}

Result<CountedFeedback> count_feedback(store::Transaction& tx,
                                       const units::Registry& registry,
                                       const Window& window) {
    auto rows = store::feedback_figures(tx, {}, window);
    if (!rows) {
        return std::move(rows).error();
    }
    CountedFeedback out;
    for (auto& row : *rows) {
        auto holder = holder_of_name(registry, row.unit, window);
        out.push_back({std::move(row), std::nullopt, std::move(holder)});
    }
    return out;
}

/// One filter for the codes that mean the unit on all days, one for each that does on some.
template <typename Figures>
std::vector<store::RecordFilter> filters_of(const std::vector<Counted<Figures>>& rows,
                                            const std::optional<UnitId>& unit) {
    store::RecordFilter whole;
    std::vector<store::RecordFilter> filters;
    for (const auto& each : rows) {
        if (each.holder.unit != unit) {
            continue;
        }
        if (each.days) {
            filters.push_back({.units = {each.row.unit}, .days = each.days});
        } else {
            whole.units.push_back(each.row.unit);
        }
    }
    if (!whole.units.empty()) {
        filters.push_back(std::move(whole));
    }
    return filters;
}

}  // namespace

std::span<const DossierMeasure> dossier_measures() noexcept {
    return dossiers;
}

std::span<const FeedbackMeasure> feedback_measures() noexcept {
    return feedback;
}

std::int64_t value_of(const store::DossierFigures& row, DossierCell cell) noexcept {
    switch (cell) {
        case DossierCell::counted: return row.carried_over + row.received;
        case DossierCell::carried_over: return row.carried_over;
        case DossierCell::received: return row.received;
        case DossierCell::solved: return row.solved();
        case DossierCell::before_due: return row.before_due;
        case DossierCell::on_due_day: return row.on_due_day;
        case DossierCell::late: return row.late;
        case DossierCell::withdrawn: return row.withdrawn;
        case DossierCell::open: return row.open();
        case DossierCell::in_time: return row.in_time;
        case DossierCell::overdue: return row.overdue;
        case DossierCell::paused: return row.paused;
    }
    return 0;
}

std::int64_t value_of(const store::FeedbackFigures& row, FeedbackCell cell) noexcept {
    switch (cell) {
        case FeedbackCell::total: return row.total;
        case FeedbackCell::closed: return row.closed;
        case FeedbackCell::closed_on_time: return row.closed_on_time;
        case FeedbackCell::closed_late: return row.closed - row.closed_on_time;
        case FeedbackCell::open: return row.open;
    }
    return 0;
}

Holder holder_of_code(const units::Registry& registry,
                      std::string_view system,
                      const std::string& code,
                      const Window& window) {
    for (const auto day : {window.last, window.first}) {
        if (const auto unit = registry.find_by_code(system, code, day)) {
            return heir_of(registry, *unit, window);
        }
    }
    return {std::nullopt,
            code.empty() ? "không ghi mã đơn vị" : "mã đơn vị không có trong danh mục đơn vị"};
}

Holder holder_of_name(const units::Registry& registry,
                      const std::string& name,
                      const Window& window) {
    const auto match = registry.match_name(name, window.last);
    if (match.unit) {
        return {match.unit, {}};
    }
    if (match.kind == units::MatchKind::another_day) {
        return heir_of(registry, match.candidates.front().unit, window);
    }
    return {std::nullopt, match.reason};
}

std::optional<Window> covered(const Cycle& cycle, Date today) {
    if (!cycle.window || today < cycle.window->first) {
        return std::nullopt;
    }
    return Window{cycle.window->first, std::min(cycle.window->last, today)};
}

Result<Measured> measure_dossiers(store::Transaction& tx,
                                  const units::Registry& registry,
                                  const Cycle& cycle,
                                  const Window& window) {
    auto rows = count_dossiers(tx, registry, window);
    if (!rows) {
        return std::move(rows).error();
    }
    return measured(registry,
                    {cycle, window, 5, rule_dossier_timeliness},
                    dossier_measures(),
                    spread<store::DossierFigures>(registry, window, *rows));
}

Result<Measured> measure_feedback(store::Transaction& tx,
                                  const units::Registry& registry,
                                  const Cycle& cycle,
                                  const Window& window) {
    auto rows = count_feedback(tx, registry, window);
    if (!rows) {
        return std::move(rows).error();
    }
    return measured(registry,
                    {cycle, window, 3, rule_feedback_response},
                    feedback_measures(),
                    spread<store::FeedbackFigures>(registry, window, *rows));
}

Result<std::vector<store::RecordFilter>> records_behind(store::Transaction& tx,
                                                        const units::Registry& registry,
                                                        const Measure& measure) {
    if (measure.rule == rule_dossier_timeliness) {
        auto rows = count_dossiers(tx, registry, measure.window);
        return rows ? filters_of(*rows, measure.unit)
                    : Result<std::vector<store::RecordFilter>>(std::move(rows).error());
    }
    auto rows = count_feedback(tx, registry, measure.window);
    return rows ? filters_of(*rows, measure.unit)
                : Result<std::vector<store::RecordFilter>>(std::move(rows).error());
}

}  // namespace tiendo::ledger

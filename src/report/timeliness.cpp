#include "tiendo/report/timeliness.hpp"

#include "phrases.hpp"
#include "text_table.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>

namespace tiendo::report {

namespace {

/// Names longer than this are cut: the other columns need the room.
constexpr std::size_t widest = 32;

std::string name_of(const units::Registry& units, const UnitId& id, int year) {
    const auto* unit = units.find(id);
    return unit == nullptr ? id.str() : unit->on(Date::of(year, 12, 31)).brief_name();
}

/// Place of each unit in the list; one that is not there comes after all.
class Places {
public:
    explicit Places(const units::Registry& units) {
        for (const auto& unit : units.all()) {
            places_.emplace(unit.id, places_.size());
        }
    }
    [[nodiscard]] std::size_t of(const UnitId& id) const {
        const auto found = places_.find(id);
        return found == places_.end() ? places_.size() : found->second;
    }

private:
    std::map<UnitId, std::size_t> places_;
};

TextLine cells_of(const TimelinessLine& line) {
    const auto& counts = line.counts;
    return {shortened(line.name, widest),
            line.year ? std::to_string(*line.year) : std::string(phrases::timeliness_all_years),
            number_text(counts.total()),
            number_text(counts.sent()),
            number_text(counts.on_time),
            number_text(counts.late),
            number_text(counts.overdue),
            number_text(counts.open + counts.not_due),
            number_text(counts.excused + counts.superseded),
            timeliness_rate(counts)};
}

std::string heading_of(const ledger::StandingQuestion& when) {
    auto heading = fmt::format(phrases::timeliness_heading, moment_text(when.at));
    if (when.known_at && *when.known_at != when.at) {
        heading += fmt::format(phrases::timeliness_known, moment_text(*when.known_at));
    }
    return heading;
}

}  // namespace

std::vector<TimelinessLine> timeliness_lines(const ledger::Timeliness& table,
                                             const units::Registry& units) {
    const Places places(units);
    std::vector<TimelinessLine> lines;
    lines.reserve(table.rows.size() + table.years.size() + 1);
    for (const auto& row : table.rows) {
        lines.push_back({row.unit, name_of(units, row.unit, row.year), row.year, row.counts});
    }
    std::ranges::stable_sort(
        lines, {}, [&](const TimelinessLine& line) { return places.of(*line.unit); });
    for (const auto& [year, counts] : table.years) {
        lines.push_back({{}, std::string(phrases::all_units), year, counts});
    }
    if (table.years.size() > 1) {
        lines.push_back({{}, std::string(phrases::all_units), {}, table.total});
    }
    return lines;
}

std::string timeliness_rate(const ledger::StandingCounts& counts) {
    return percent(counts.on_time, counts.settled());
}

std::string render_timeliness(const ledger::Timeliness& table, const units::Registry& units) {
    std::vector<TextLine> lines{
        {phrases::timeliness_columns.begin(), phrases::timeliness_columns.end()}, {}};
    bool summing = false;
    for (const auto& line : timeliness_lines(table, units)) {
        if (!line.unit && !summing) {
            summing = true;
            lines.emplace_back();
        }
        lines.push_back(cells_of(line));
    }
    return to_nfc(heading_of(table.when) + "\n\n" + text_table(lines, {2, 3, 4, 5, 6, 7, 8, 9}) +
                  "\n" + std::string(phrases::timeliness_note) + "\n");
}

}  // namespace tiendo::report

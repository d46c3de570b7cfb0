#include "compose_scores.hpp"

#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/ledger/official_scores.hpp"
#include "tiendo/report/score_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::report {

namespace {

using ledger::OfficialScore;

/// The last year with scores, not after `until`; 0 where there is none.
int last_year(const std::vector<OfficialScore>& scores, int until) {
    int last = 0;
    for (const auto& score : scores) {
        last = score.year() <= until ? std::max(last, score.year()) : last;
    }
    return last;
}

Table table_of(const std::vector<ledger::YearOnYear>& rows, ledger::Province province, int year) {
    Table table;
    table.caption = fmt::format(phrases::scores_caption, province.name(), year, year - 1);
    table.columns = {{std::string(phrases::scores_dimension), Align::center},
                     {fmt::format(phrases::scores_year, year - 1), Align::right},
                     {fmt::format(phrases::scores_year, year), Align::right},
                     {fmt::format(phrases::scores_trend, year, year - 1), Align::left},
                     {std::string(phrases::column_remark), Align::left}};
    for (const auto& row : rows) {
        table.rows.push_back({RowKind::body,
                              {{words(std::to_string(row.dimension))},
                               {words(ledger::score_text(row.before))},
                               {words(ledger::score_text(row.after))},
                               {words(std::string(vietnamese(row.trend)))},
                               {words(method_remark(row.changes))}}});
    }
    return table;
}

}  // namespace

std::string_view official_score_label() noexcept {
    return phrases::scores_label;
}

std::string method_remark(std::span<const ledger::MethodChange> changes) {
    std::string text;
    for (const auto& change : changes) {
        text += text.empty() ? "" : "; ";
        text += change.certain ? fmt::format(phrases::scores_method, change.text)
                               : fmt::format(phrases::scores_method_doubtful, change.text);
    }
    return text;
}

Result<void> compose_scores(store::Transaction& tx, Report& report) {
    auto scores = report.known_at ? ledger::official_scores_known_at(tx, *report.known_at)
                                  : ledger::official_scores(tx);
    if (!scores) {
        return std::move(scores).error();
    }
    // The survey of a year is published in the next one.
    const auto year = last_year(*scores, report.at.date().year() - 1);
    const bool several = std::ranges::any_of(*scores, [&](const OfficialScore& score) {
        return score.province() != scores->front().province();
    });
    if (year == 0 || several) {
        return {};
    }
    const auto province = scores->front().province();
    auto table = table_of(ledger::year_on_year(*scores, province, year), province, year);
    std::set<std::string> sources;
    for (const auto& score : *scores) {
        if (score.year() == year || score.year() == year - 1) {
            sources.insert(score.source());
        }
    }
    for (const auto& source : sources) {
        table.notes.push_back({words(fmt::format(phrases::scores_source, source))});
    }
    table.notes.push_back({words(std::string(phrases::scores_note))});
    report.annexes.push_back(std::move(table));
    return {};
}

}  // namespace tiendo::report

// What a corrected report says of the one whose place it takes.
#include "compose_frame.hpp"
#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/ledger/issue.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <utility>

namespace tiendo::report {

namespace {

Prose or_nothing(const std::string& text) {
    return {words(text.empty() ? std::string("–") : text)};
}

}  // namespace

void compose_correction(const ComposeOptions& options, Report& report) {
    if (!options.corrects) {
        return;
    }
    const auto& before = *options.corrects;
    const auto number =
        before.number.empty() ? std::string() : fmt::format(phrases::plan_number, before.number);
    report.grounds.push_back({words(fmt::format(phrases::correction_ground,
                                                number,
                                                before.version,
                                                moment_text(before.at),
                                                without_stop(options.note)))});
    std::vector<IssuedFigure> now;
    for (const auto& figure : report.figures) {
        now.push_back({figure.id, figure.text, figure.meaning});
    }
    Table table;
    table.caption = fmt::format(phrases::correction_caption, before.version);
    table.columns = {{std::string(phrases::column_figure), Align::left},
                     {std::string(phrases::column_meaning), Align::left},
                     {std::string(phrases::correction_before), Align::right},
                     {std::string(phrases::correction_after), Align::right}};
    for (const auto& change : ledger::changes_between(before.figures, now)) {
        table.rows.push_back({RowKind::body,
                              {{words(change.id)},
                               {words(change.meaning)},
                               or_nothing(change.before),
                               or_nothing(change.after)}});
    }
    if (table.rows.empty()) {
        table.notes = {{words(std::string(phrases::correction_texts_only))}};
    }
    report.annexes.push_back(std::move(table));
}

}  // namespace tiendo::report

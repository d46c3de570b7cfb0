#include "tiendo/ledger/issue.hpp"

#include "papers.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/issued.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::ledger {

namespace {

constexpr std::string_view journal_figure = "F.journal";

Error at_report(const NewIssue& issue, ErrorCode code, std::string message, std::string remedy) {
    return Error{code, std::move(message), std::move(remedy)}.at(
        fmt::format("report {}/{}", issue.plan.str(), issue.cycle.str()));
}

Result<void> may_issue(const NewIssue& issue, const std::vector<IssuedReport>& versions) {
    const bool noted = !trim(issue.note).empty();
    if (versions.empty()) {
        return noted ? at_report(issue,
                                 ErrorCode::conflict,
                                 "no version was issued that could be corrected",
                                 "issue the report: tiendo report compose --issue")
                     : Result<void>();
    }
    const auto& last = versions.back();
    if (!noted) {
        return at_report(issue,
                         ErrorCode::conflict,
                         fmt::format("version {} was issued at {}", last.version, last.at.iso()),
                         "correct it with a note on what is mended: tiendo report correct");
    }
    if (last.papers == issue.papers && changes_between(last.figures, issue.figures).empty()) {
        return at_report(issue,
                         ErrorCode::conflict,
                         fmt::format("nothing differs from version {}", last.version),
                         "have the paper returned and sent again, or the records pulled, first");
    }
    return {};
}

template <typename T>
bool holds(const std::vector<T>& values, const T& value) {
    return std::ranges::find(values, value) != values.end();
}

/// Accepted papers move on.
Result<void> move_papers(store::Transaction& tx,
                         const NewIssue& issue,
                         const std::vector<IssuedReport>& versions) {
    for (const auto& id : issue.papers) {
        auto paper = store::get_submission(tx, id);
        if (!paper) {
            return std::move(paper).error();
        }
        if (paper->state != ReportState::accepted) {
            continue;
        }
        paper->state = versions.empty() || holds(versions.back().papers, id)
                           ? ReportState::consolidated
                           : ReportState::corrected;
        if (auto done = store::update_submission(tx, *paper); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

std::vector<FigureChange> changes_between(const std::vector<IssuedFigure>& before,
                                          const std::vector<IssuedFigure>& after) {
    std::map<std::string, FigureChange> changes;
    for (const auto& figure : before) {
        changes[figure.id] = {figure.id, figure.meaning, figure.text, {}};
    }
    for (const auto& figure : after) {
        auto& change = changes[figure.id];
        change.id = figure.id;
        change.meaning = figure.meaning;
        change.after = figure.text;
    }
    std::vector<FigureChange> all;
    for (auto& [id, change] : changes) {
        if (id != journal_figure && change.before != change.after) {
            all.push_back(std::move(change));
        }
    }
    return all;
}

Result<IssuedReport> keep_issued(store::Transaction& tx, const NewIssue& issue, const Act& act) {
    auto versions = store::list_issued(tx, issue.plan, issue.cycle);
    auto head = versions ? store::journal_head(tx) : std::move(versions).error();
    if (!head) {
        return std::move(head).error();
    }
    if (auto may = may_issue(issue, *versions); !may) {
        return std::move(may).error();
    }
    IssuedReport report;
    report.plan = issue.plan;
    report.cycle = issue.cycle;
    report.version = versions->empty() ? 1 : versions->back().version + 1;
    report.number = issue.number;
    report.at = act.at;
    report.actor = act.actor;
    report.note = issue.note;
    report.journal_entries = head->count;
    report.journal_hash = head->hash;
    report.papers = issue.papers;
    report.figures = issue.figures;
    for (const auto& [format, bytes] : issue.forms) {
        report.forms.push_back({format, sha256_hex(bytes), std::ssize(bytes)});
    }
    if (auto done = store::insert_issued(tx, report, issue.forms); !done) {
        return std::move(done).error();
    }
    if (auto done = move_papers(tx, issue, *versions); !done) {
        return std::move(done).error();
    }
    auto told = act;
    told.why = issue.note;
    const auto action = versions->empty() ? "report.issue" : "report.correct";
    const auto subject =
        fmt::format("{}/{}/{}", issue.plan.str(), issue.cycle.str(), report.version);
    if (auto done = say(tx, told, {std::string(action), subject, "", to_json(report)}); !done) {
        return std::move(done).error();
    }
    return report;
}

}  // namespace tiendo::ledger

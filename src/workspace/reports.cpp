// The board, the consolidated report, and what stands behind each of its figures.
#include "impl.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/ledger/issue.hpp"
#include "tiendo/report/compose.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/trace.hpp"
#include "tiendo/store/issued.hpp"

#include <utility>
#include <variant>

namespace tiendo {

namespace {

/// The parts of a trace. Papers and the journal get an entry before them that says what was counted
/// and which sentence ordered it: no part of theirs does.
std::vector<ledger::Explanation> explanations_of(report::FigureTrace trace) {
    const bool papers = std::holds_alternative<report::OfObligations>(trace.figure.source) ||
                        std::holds_alternative<report::OfStated>(trace.figure.source);
    if (papers || std::holds_alternative<report::OfJournal>(trace.figure.source)) {
        ledger::Explanation head;
        head.title = std::move(trace.figure.meaning);
        head.value = std::move(trace.figure.text);
        head.rule = papers ? "standing/1" : "journal/1";
        head.how = std::move(trace.how);
        head.ordered_by = std::move(trace.ordered_by);
        trace.parts.insert(trace.parts.begin(), std::move(head));
    }
    return std::move(trace.parts);
}

report::ComposeOptions compose_options(const PlanId& plan, const CycleId& cycle, Instant at) {
    report::ComposeOptions options;
    options.plan = plan;
    options.cycle = cycle;
    options.at = at;
    return options;
}

std::string_view word_of(Format format) {
    return format == Format::html ? "html" : "markdown";
}

std::string rendered(const report::Report& report, Format format) {
    return format == Format::html ? report::render_html(report) : report::render_markdown(report);
}

}  // namespace

Result<IssuedReport> Workspace::Impl::issue(const PlanId& id,
                                            const IssueOptions& wanted,
                                            ledger::Right right) {
    return write([&](store::Transaction& transaction) -> Result<IssuedReport> {
        if (auto allowed = may(transaction, right, id, std::nullopt); !allowed) {
            return std::move(allowed).error();
        }
        const auto now = options.clock();
        auto versions = store::list_issued(transaction, id, wanted.cycle);
        if (!versions) {
            return std::move(versions).error();
        }
        auto how = compose_options(id, wanted.cycle, now);
        how.number = wanted.number;
        how.note = wanted.note;
        if (right == ledger::Right::correct && !versions->empty()) {
            how.corrects = versions->back();
        }
        auto report = report::compose(transaction, how);
        auto papers = report ? report::papers_of(transaction, id, wanted.cycle, now)
                             : std::move(report).error();
        if (!papers) {
            return std::move(papers).error();
        }
        ledger::NewIssue issue{id, wanted.cycle, wanted.number, wanted.note, *std::move(papers)};
        for (const auto& figure : report->figures) {
            issue.figures.push_back({figure.id, figure.text, figure.meaning});
        }
        for (const auto format : {Format::markdown, Format::html}) {
            issue.forms.emplace(word_of(format), rendered(*report, format));
        }
        return ledger::keep_issued(transaction, issue, {now, options.actor, {}});
    });
}

Result<report::BoardTable> Workspace::board(const PlanId& id) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::compose_board(transaction, {id, {}, impl_->options.clock()});
    });
}

Result<report::Report> Workspace::report(const PlanId& id, const CycleId& cycle) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::compose(transaction, compose_options(id, cycle, impl_->options.clock()));
    });
}

Result<std::string> Workspace::compose(const PlanId& id, const ComposeOptions& options) {
    auto composed = report(id, options.cycle);
    if (!composed) {
        return std::move(composed).error();
    }
    return rendered(*composed, options.format);
}

Result<std::vector<report::Question>> Workspace::questions(const PlanId& id, const CycleId& cycle) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::questions_of(transaction, id, cycle, impl_->options.clock());
    });
}

Result<IssuedReport> Workspace::issue(const PlanId& id, const IssueOptions& options) {
    return impl_->issue(id, options, ledger::Right::issue);
}

Result<IssuedReport> Workspace::correct(const PlanId& id, const IssueOptions& options) {
    if (trim(options.note).empty()) {
        return Error{ErrorCode::malformed_input,
                     "the report is corrected without a note",
                     "say what is mended and why: it is printed in the report"};
    }
    return impl_->issue(id, options, ledger::Right::correct);
}

Result<std::vector<IssuedReport>> Workspace::issued(const PlanId& id, const CycleId& cycle) {
    return impl_->read([&](store::Transaction& transaction) {
        return store::list_issued(transaction, id, cycle);
    });
}

Result<std::string> Workspace::issued_text(const PlanId& id,
                                           const CycleId& cycle,
                                           int version,
                                           Format format) {
    return impl_->read([&](store::Transaction& transaction) {
        return store::issued_bytes(transaction, id, cycle, version, word_of(format));
    });
}

Result<std::vector<ledger::Explanation>> Workspace::explain(const PlanId& id,
                                                            const CycleId& cycle,
                                                            std::string_view figure,
                                                            const ledger::Paging& paging) {
    return impl_->read(
        [&](store::Transaction& transaction) -> Result<std::vector<ledger::Explanation>> {
            auto composed =
                report::compose(transaction, compose_options(id, cycle, impl_->options.clock()));
            auto trace = composed ? report::trace(transaction, *composed, figure, paging)
                                  : std::move(composed).error();
            if (!trace) {
                return std::move(trace).error();
            }
            return explanations_of(*std::move(trace));
        });
}

}  // namespace tiendo

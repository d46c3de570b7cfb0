// The board, the consolidated report, and what stands behind each of its figures.
#include "impl.hpp"

#include "tiendo/report/compose.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/trace.hpp"

#include <utility>
#include <variant>

namespace tiendo {

namespace {

/// The parts of a trace. Papers and the journal get an entry before them that says what was counted
/// and which sentence ordered it: no part of theirs does.
std::vector<ledger::Explanation> explanations_of(report::FigureTrace trace) {
    const bool papers = std::holds_alternative<report::OfObligations>(trace.figure.source);
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

}  // namespace

Result<report::BoardTable> Workspace::board(const PlanId& id) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::compose_board(transaction, {id, {}, impl_->options.clock()});
    });
}

Result<report::Feed> Workspace::feed(const UnitId& unit, report::FeedKind kind) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::compose_feed(transaction, {unit, impl_->options.clock(), kind});
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
    switch (options.format) {
        case Format::markdown: return report::render_markdown(*composed);
        case Format::html: return report::render_html(*composed);
    }
    return Error{ErrorCode::unsupported, "no such format", "use markdown or html"};
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

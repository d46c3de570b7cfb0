#include "tiendo/report/trace.hpp"

#include "phrases.hpp"

#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

namespace tiendo::report {

namespace {

constexpr std::string_view rule_of_papers = "standing/1";
constexpr std::string_view rule_of_journal = "journal/1";

/// The sentence that ordered the cycle, byte for byte.
Result<ledger::Quote> ordering_sentence(store::Transaction& tx, const Report& report) {
    auto cycle = report.known_at
                     ? store::cycle_known_at(tx, report.plan, report.cycle, *report.known_at)
                     : store::get_cycle(tx, report.plan, report.cycle);
    if (!cycle) {
        return std::move(cycle).error();
    }
    auto stored = store::get_plan(tx, report.plan);
    if (!stored) {
        return std::move(stored).error();
    }
    const auto* node = stored->plan.find(cycle->source_node);
    if (node == nullptr) {
        return Error{ErrorCode::internal,
                     fmt::format("cycle '{}' points at node '{}', which the plan does not have",
                                 report.cycle.str(),
                                 cycle->source_node.str())};
    }
    auto source = store::source_text(tx, report.plan);
    if (!source) {
        return std::move(source).error();
    }
    const auto begin = std::min(node->span.begin, source->size());
    return ledger::Quote{node->id, node->span, source->substr(begin, node->span.size())};
}

class Tracer {
public:
    Tracer(store::Transaction& tx, const Report& report, const ledger::Paging& paging)
        : tx_(tx), report_(report), paging_(paging) {}

    Result<FigureTrace> trace(const Figure& figure) {
        FigureTrace trace;
        trace.figure = figure;
        if (auto done = std::visit([&](const auto& source) { return follow(source, trace); },
                                   figure.source);
            !done) {
            return std::move(done).error().at(fmt::format("figure '{}'", figure.id));
        }
        for (const auto& part : trace.parts) {
            for (const auto& quote : part.ordered_by) {
                if (std::find(trace.ordered_by.begin(), trace.ordered_by.end(), quote) ==
                    trace.ordered_by.end()) {
                    trace.ordered_by.push_back(quote);
                }
            }
        }
        if (trace.ordered_by.empty()) {
            auto quote = ordering_sentence(tx_, report_);
            if (!quote) {
                return std::move(quote).error();
            }
            trace.ordered_by.push_back(std::move(*quote));
        }
        return trace;
    }

private:
    static Result<void> take(Result<ledger::Explanation> part, FigureTrace& trace) {
        if (!part) {
            return std::move(part).error();
        }
        trace.parts.push_back(std::move(*part));
        return {};
    }

    Result<void> measure(const std::string& code,
                         const OfMeasure& source,
                         ledger::MeasurePart part,
                         FigureTrace& trace) {
        return take(ledger::explain_measure(
                        tx_,
                        {report_.plan, report_.cycle, code, source.unit, part, report_.known_at},
                        paging_),
                    trace);
    }

    Result<void> follow(const OfMeasure& source, FigureTrace& trace) {
        if (auto done = measure(source.code, source, ledger::MeasurePart::count, trace); !done) {
            return done;
        }
        if (source.part == MeasurePart::count) {
            trace.how = phrases::how_counted;
            return {};
        }
        trace.how = phrases::how_divided;
        return source.base.empty()
                   ? measure(source.code, source, ledger::MeasurePart::out_of, trace)
                   : measure(source.base, source, ledger::MeasurePart::count, trace);
    }

    Result<void> follow(const OfObligations& source, FigureTrace& trace) {
        trace.how = source.obligations.empty() ? phrases::how_no_paper : phrases::how_papers;
        trace.rule = rule_of_papers;
        return papers(source.obligations, trace);
    }

    Result<void> follow(const OfStated& source, FigureTrace& trace) {
        trace.how = phrases::how_stated;
        trace.rule = rule_of_papers;
        return papers(source.obligations, trace);
    }

    Result<void> papers(const std::vector<ObligationId>& obligations, FigureTrace& trace) {
        const auto size = std::ssize(obligations);
        for (auto at = paging_.offset; at < size && at - paging_.offset < paging_.limit; ++at) {
            const auto& obligation = obligations[static_cast<std::size_t>(at)];
            if (auto done = take(
                    ledger::explain_obligation(tx_, obligation, {report_.at, report_.known_at}),
                    trace);
                !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> follow(const OfEvidence& source, FigureTrace& trace) {
        trace.how = phrases::how_evidence;
        return take(
            ledger::explain_node(tx_, {report_.plan, source.node, report_.known_at}, paging_),
            trace);
    }

    static Result<void> follow(const OfJournal& /*source*/, FigureTrace& trace) {
        trace.how = phrases::how_journal;
        trace.rule = rule_of_journal;
        return {};
    }

    store::Transaction& tx_;
    const Report& report_;
    const ledger::Paging& paging_;
};

}  // namespace

Result<FigureTrace> trace(store::Transaction& tx,
                          const Report& report,
                          std::string_view figure_id,
                          const ledger::Paging& paging) {
    const auto* figure = report.find_figure(figure_id);
    if (figure == nullptr) {
        return Error{ErrorCode::not_found,
                     fmt::format("the report of cycle '{}' prints no figure '{}'",
                                 report.cycle.str(),
                                 figure_id.substr(0, 60)),
                     "see which there are: tiendo explain"};
    }
    return Tracer(tx, report, paging).trace(*figure);
}

std::vector<ledger::Explanation> explanations_of(FigureTrace trace) {
    if (!trace.rule.empty()) {
        ledger::Explanation head;
        head.title = std::move(trace.figure.meaning);
        head.value = std::move(trace.figure.text);
        head.rule = std::move(trace.rule);
        head.how = std::move(trace.how);
        head.ordered_by = std::move(trace.ordered_by);
        trace.parts.insert(trace.parts.begin(), std::move(head));
    }
    return std::move(trace.parts);
}

}  // namespace tiendo::report

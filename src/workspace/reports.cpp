// The board, the consolidated report, and what stands behind each of its figures.
#include "impl.hpp"

#include "tiendo/report/compose.hpp"
#include "tiendo/report/render.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace tiendo {

namespace {

using Explanations = Result<std::vector<ledger::Explanation>>;

Explanations one(Result<ledger::Explanation> explanation) {
    if (!explanation) {
        return std::move(explanation).error();
    }
    return std::vector<ledger::Explanation>{*std::move(explanation)};
}

/// Asks the ledger about whatever a figure counts.
struct FigureExplainer {
    store::Transaction& transaction;
    const report::Report& report;
    const report::Figure& figure;
    const ledger::Paging& paging;

    Explanations operator()(const report::OfMeasure& source) const {
        using ledger::MeasurePart;
        std::vector<std::pair<std::string, MeasurePart>> parts = {
            {source.code, MeasurePart::count}};
        if (source.part == report::MeasurePart::rate) {
            parts.push_back(source.base.empty() ? std::pair(source.code, MeasurePart::out_of)
                                                : std::pair(source.base, MeasurePart::count));
        }
        std::vector<ledger::Explanation> explanations;
        for (const auto& [code, part] : parts) {
            auto explanation = ledger::explain_measure(
                transaction, {report.plan, report.cycle, code, source.unit, part}, paging);
            if (!explanation) {
                return std::move(explanation).error();
            }
            explanations.push_back(*std::move(explanation));
        }
        return explanations;
    }

    /// First the count itself with the sentence that ordered the papers, then each paper of the
    /// page that is wanted.
    Explanations operator()(const report::OfObligations& source) const {
        auto head = count_of(source);
        if (!head) {
            return std::move(head).error();
        }
        std::vector<ledger::Explanation> explanations = {*std::move(head)};
        const auto size = static_cast<std::int64_t>(source.obligations.size());
        for (auto at = paging.offset; at < std::min(size, paging.offset + paging.limit); ++at) {
            auto explanation = ledger::explain_obligation(
                transaction, source.obligations[static_cast<std::size_t>(at)], report.at);
            if (!explanation) {
                return std::move(explanation).error();
            }
            explanations.push_back(*std::move(explanation));
        }
        return explanations;
    }

    Explanations operator()(const report::OfEvidence& source) const {
        return one(ledger::explain_node(transaction, report.plan, source.node, paging));
    }

    Result<ledger::Explanation> count_of(const report::OfObligations& source) const {
        auto cycle = store::get_cycle(transaction, report.plan, report.cycle);
        auto plan = cycle ? store::get_plan(transaction, report.plan) : std::move(cycle).error();
        if (!plan) {
            return std::move(plan).error();
        }
        ledger::Explanation explanation;
        explanation.title = figure.meaning;
        explanation.value = figure.text;
        explanation.rule = "standing/1";
        explanation.how =
            source.obligations.empty()
                ? "không có văn bản nào trong " + cycle->name + " thuộc trường hợp này"
                : "tính trên " + std::to_string(source.obligations.size()) +
                      " văn bản phải gửi của " + cycle->name;
        explanation.row_count = static_cast<std::int64_t>(source.obligations.size());
        if (const auto* node = plan->plan.find(cycle->source_node)) {
            explanation.ordered_by.push_back({node->id, node->span, node->text});
        }
        return explanation;
    }

    Explanations operator()(const report::OfJournal& /*source*/) const {
        auto head = store::journal_head(transaction);
        if (!head) {
            return std::move(head).error();
        }
        ledger::Explanation explanation;
        explanation.title = "Số mục nhật ký khi lập báo cáo";
        explanation.value = std::to_string(head->count);
        explanation.rule = "journal/1";
        explanation.how = "mã băm của mục cuối cùng: " + head->hash;
        return std::vector{explanation};
    }
};

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
    return impl_->read([&](store::Transaction& transaction) -> Explanations {
        auto composed =
            report::compose(transaction, compose_options(id, cycle, impl_->options.clock()));
        if (!composed) {
            return std::move(composed).error();
        }
        const auto* found = composed->find_figure(figure);
        if (found == nullptr) {
            return Error{ErrorCode::not_found,
                         "the report has no figure '" + std::string(figure) + "'",
                         "list them with: tiendo explain without a figure"};
        }
        return std::visit(FigureExplainer{transaction, *composed, *found, paging}, found->source);
    });
}

}  // namespace tiendo

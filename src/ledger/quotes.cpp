#include "quotes.hpp"

#include "wording.hpp"

#include "tiendo/store/plans.hpp"

#include <algorithm>

namespace tiendo::ledger {

Result<Quotable> Quotable::open(store::Transaction& tx, const PlanId& id) {
    auto stored = store::get_plan(tx, id);
    if (!stored) {
        return std::move(stored).error();
    }
    auto source = store::source_text(tx, id);
    if (!source) {
        return std::move(source).error();
    }
    Quotable quotable;
    quotable.plan_ = std::move(stored->plan);
    quotable.source_ = std::move(*source);
    return quotable;
}

Quote Quotable::node(const NodeId& id) const {
    Quote quote;
    quote.node = id;
    if (const auto* found = plan_.find(id); found != nullptr) {
        quote.span = found->span;
        const bool inside =
            found->span.begin <= found->span.end && found->span.end <= source_.size();
        quote.text = inside ? source_.substr(found->span.begin, found->span.size()) : found->text;
    }
    return quote;
}

std::vector<Quote> Quotable::tasks_about(int dimension,
                                         const std::vector<std::string_view>& topics) const {
    std::vector<Quote> quotes;
    for (const auto& each : plan_.nodes) {
        const bool about = std::ranges::any_of(
            topics, [&](std::string_view topic) { return mentions(each.text, topic); });
        if (each.dimension == dimension && each.kind == NodeKind::task && about) {
            quotes.push_back(node(each.id));
        }
    }
    for (const auto& each : plan_.nodes) {
        if (quotes.empty() && each.dimension == dimension && each.level == NodeLevel::dimension) {
            quotes.push_back(node(each.id));
        }
    }
    return quotes;
}

}  // namespace tiendo::ledger

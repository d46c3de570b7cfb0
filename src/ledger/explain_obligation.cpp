#include "quotes.hpp"

#include "tiendo/ledger/explain.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/store/ledger.hpp"

#include <fmt/format.h>

namespace tiendo::ledger {

namespace {

std::string how_of(const Obligation& obligation,
                   const Cycle& cycle,
                   const Submission* first,
                   Standing standing,
                   Instant at) {
    std::string text = obligation.why;
    if (obligation.inherited) {
        text += "; " + *obligation.inherited;
    }
    if (obligation.excused) {
        return text + fmt::format("; được miễn: {}", *obligation.excused);
    }
    if (obligation.superseded) {
        return text + fmt::format("; được thay thế: {}", *obligation.superseded);
    }
    const auto due = cycle.due.at ? "hạn là lúc " + cycle.due.at->iso()
                                  : std::string("văn bản không nêu ngày nên không có hạn");
    text += first != nullptr
                ? fmt::format("; lần gửi đầu tiên {} quyết định: {}", first->sent_at.iso(), due)
                : fmt::format("; đến {} chưa gửi lần nào: {}", at.iso(), due);
    return text + fmt::format("; kết luận: {}", vietnamese(standing));
}

}  // namespace

Result<Explanation> explain_obligation(store::Transaction& tx, const ObligationId& id, Instant at) {
    auto obligation = store::get_obligation(tx, id);
    if (!obligation) {
        return std::move(obligation).error();
    }
    auto cycle = store::get_cycle(tx, obligation->plan, obligation->cycle);
    if (!cycle) {
        return std::move(cycle).error();
    }
    auto rounds = store::list_submissions(tx, {.obligation = id});
    if (!rounds) {
        return std::move(rounds).error();
    }
    auto quotable = Quotable::open(tx, obligation->plan);
    if (!quotable) {
        return std::move(quotable).error();
    }
    const auto standing = standing_of(*obligation, *cycle, *rounds, at);
    Explanation out;
    out.title = fmt::format("{}: {}", cycle->name, obligation->unit.str());
    out.value = vietnamese(standing);
    out.rule = "standing/1";
    out.how = how_of(*obligation, *cycle, deciding(*rounds, at), standing, at);
    out.steps = cycle->due.steps;
    out.rounds = std::move(*rounds);
    out.ordered_by.push_back(quotable->node(cycle->source_node));
    return out;
}

}  // namespace tiendo::ledger

// Rules of the book that people ordered for sentences which recur without a day.
#include "orders.hpp"

#include "wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::ledger {

namespace {

bool states_a_day(const Deadline& deadline) {
    return deadline.date || deadline.recurring || deadline.day_of_month;
}

bool recurs(const Deadline& deadline) {
    return deadline.type == DeadlineType::periodic || deadline.type == DeadlineType::quarterly;
}

Period cycle_of(const Deadline& deadline) {
    return deadline.cycle.value_or(Period::quarter);
}

/// What of the sentence the rule speaks of: what recurs in its periods, else a time that hangs on
/// another ("trong 02 ngày kể từ …"), else nothing that was recognised.
/// @return not_found where it recurs in other periods, conflict where it states a day
Result<const Deadline*> deadline_for(const Node& node, Period every) {
    const Deadline* relative = nullptr;
    const Deadline* other = nullptr;
    for (const auto& each : node.deadlines) {
        const bool same = recurs(each) && cycle_of(each) == every;
        if ((same || each.type == DeadlineType::before_date) && states_a_day(each)) {
            return Error{ErrorCode::conflict,
                         fmt::format("the sentence states its day: '{}'", each.surface),
                         "order no rule for it: what a plan states is not chosen"};
        }
        if (same) {
            return &each;
        }
        relative = each.type == DeadlineType::relative ? &each : relative;
        other = recurs(each) ? &each : other;
    }
    if (other != nullptr) {
        return Error{
            ErrorCode::not_found,
            fmt::format("'{}' does not recur by the {}", other->surface, to_string(every)),
            "choose a rule of the sentence's own period, or the node that orders the paper"};
    }
    return relative;
}

Result<const Node*> node_of(const Plan& plan, const NodeId& id) {
    const auto* node = plan.find(id);
    if (node == nullptr || node->kind != NodeKind::task) {
        return Error{ErrorCode::not_found,
                     fmt::format("the plan has no task '{}'", id.str()),
                     "look at its tasks with: tiendo plan show"};
    }
    return node;
}

std::string stated_by(const RuleOrder& order) {
    return fmt::format("do {} xác định: {}", order.ordered_by, order.reason);
}

RuledSentence sentence_of(const Node& node, const Deadline* recurs, Period every) {
    RuledSentence sentence;
    sentence.node = &node;
    sentence.recurs = recurs;
    sentence.deadline.surface = node.text;
    if (recurs != nullptr) {
        sentence.deadline = *recurs;
    }
    sentence.deadline.cycle = every;
    return sentence;
}

/// The periods of the order that end in the years, and in its own days.
Result<std::vector<calendar::RuleCycle>> periods_of(const RuleOrder& order,
                                                    const Reckoning& reckoning,
                                                    const Years& years) {
    const auto first =
        std::max(Date::of(years.first, 1, 1), order.from.value_or(Date::of(years.first, 1, 1)));
    const auto last =
        std::min(Date::of(years.last, 12, 31), order.to.value_or(Date::of(years.last, 12, 31)));
    if (last < first) {
        return std::vector<calendar::RuleCycle>{};
    }
    auto clock = calendar::OfficeClock::build(reckoning.calendar, reckoning.hours, order.hours_of);
    return clock ? calendar::cycles_between(
                       reckoning.rules, order.rule, first, last, order.choices, *clock)
                 : std::move(clock).error();
}

Result<void> check(const RuleOrder& order) {
    if (order.ordered_by.empty() || order.reason.empty()) {
        return Error{ErrorCode::malformed_input,
                     "nobody answers for it, or no reason is given",
                     "say who states that the rule applies, and why"};
    }
    if (order.from && order.to && *order.to < *order.from) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{} to {} is no span", order.from->iso(), order.to->iso()),
                     "give the first day, then the last"};
    }
    return {};
}

Result<void> add(const RuleOrder& order,
                 const Plan& plan,
                 const Reckoning& reckoning,
                 const Years& years,
                 std::vector<RuledSentence>& sentences) {
    auto good = check(order);
    auto node = good ? node_of(plan, order.node) : std::move(good).error();
    auto periods = node ? periods_of(order, reckoning, years) : std::move(node).error();
    if (!periods) {
        return std::move(periods).error();
    }
    for (auto& cycle : *periods) {
        auto deadline = deadline_for(**node, cycle.period.period);
        if (!deadline) {
            return std::move(deadline).error();
        }
        auto sentence = std::ranges::find_if(sentences, [&](const RuledSentence& each) {
            return each.node == *node && each.recurs == *deadline &&
                   cycle_of(each.deadline) == cycle.period.period;
        });
        if (sentence == sentences.end()) {
            sentence = sentences.insert(sentences.end(),
                                        sentence_of(**node, *deadline, cycle.period.period));
        }
        sentence->periods.insert_or_assign(cycle.period, RuledPeriod{&order, std::move(cycle)});
    }
    return {};
}

}  // namespace

bool RuledSentence::speak_of(int year) const {
    return std::ranges::any_of(periods, [&](const auto& each) { return each.first.year == year; });
}

Result<std::vector<RuledSentence>> ruled_sentences(const Plan& plan,
                                                   const Reckoning& reckoning,
                                                   const AdoptOptions& options) {
    std::vector<RuledSentence> sentences;
    for (const auto& order : options.orders) {
        if (auto done = add(order, plan, reckoning, options.years, sentences); !done) {
            return std::move(done).error().at(
                fmt::format("rule '{}' for {}", order.rule, order.node.str()));
        }
    }
    return sentences;
}

void apply(const RuledSentence& sentence, const RuledPeriod& period, Cycle& cycle) {
    const auto& [order, ruled] = period;
    const auto& said = ruled.evaluation;
    const auto stated = stated_by(*order);
    if (said.window) {
        cycle.window = Window{said.window->from.date(),
                              said.window->to.plus(std::chrono::milliseconds{-1}).date()};
        cycle.window_choice = fmt::format("theo {}, {}", ruled.rule.source(), stated);
    }
    // What counts as late is what the ledger judges by: with the grace, where there is one.
    const auto& late = said.late_from ? *said.late_from : said.due;
    if (late.at) {
        cycle.due = late;
        auto& source = cycle.due.steps.front().source;
        source += fmt::format("; áp dụng cho mục {}: “{}”, {}",
                              sentence.node->id.str(),
                              sentence_around(sentence.node->text, sentence.deadline.surface),
                              stated);
        cycle.opens_at = said.opens_at;
    }
}

bool window_by(const std::vector<RuleOrder>& orders, const Cycle& cycle) {
    return std::ranges::any_of(orders, [&](const RuleOrder& order) {
        return order.node == cycle.source_node && cycle.window_choice.ends_with(stated_by(order));
    });
}

std::vector<Doubt> doubts_of(const RuledSentence& sentence, const RuledPeriod& period) {
    const auto& rule = period.cycle.rule;
    const auto& span = sentence.deadline.span;
    std::vector<Doubt> doubts;
    const auto tell = [&](std::string code, std::string text, std::string choice) {
        doubts.push_back({std::move(code),
                          sentence.node->id.str(),
                          std::move(text),
                          std::move(choice),
                          span.empty() ? std::nullopt : std::optional(span)});
    };
    if (!rule.doubt.empty()) {
        tell("rule-doubtful",
             fmt::format("{}: {}", rule.source(), rule.doubt),
             fmt::format("vẫn áp dụng theo xác định của {}", period.order->ordered_by));
    }
    for (const auto& question : period.cycle.evaluation.questions) {
        tell("rule-asks", question.text, "không tính hạn và không kết luận trễ hạn");
    }
    if (rule.lock) {
        tell("lock-not-kept",
             fmt::format("{} có thời điểm khóa nhận báo cáo", rule.source()),
             "chưa khóa: bài nộp sau thời điểm đó vẫn được ghi nhận là trễ hạn");
    }
    return doubts;
}

}  // namespace tiendo::ledger

#pragma once

#include "ledger/build.hpp"

#include "tiendo/calendar/rule.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

inline constexpr std::string_view quarterly_rules = R"([[rule]]
id = "quy"
name = "Báo cáo quý"
law = "Quy chế giả định 1/2021"
article = "Điều 3"
every = "quarter"
window = { day = 15, months_before = 1 }
due = { after = "window-end", count = 2, unit = "working-day", counts_from = "next-day" }
)";

inline calendar::RuleBook book_of(std::string_view toml) {
    auto book = calendar::shipped_rules();
    const auto added = book.add(toml, "rules.toml");
    EXPECT_TRUE(added) << added.error();
    return book;
}

/// A sentence that recurs without a day.
inline Deadline recurring(std::string surface, Period cycle) {
    Deadline deadline;
    deadline.surface = std::move(surface);
    deadline.type = cycle == Period::quarter ? DeadlineType::quarterly : DeadlineType::periodic;
    deadline.cycle = cycle;
    return deadline;
}

inline PlanWriter recurring_plan(const std::string& phrase,
                                 const std::vector<Deadline>& deadlines) {
    PlanWriter plan;
    plan.organisation()
        .task("III.1", "1. Ủy ban nhân dân 15 phường báo cáo " + phrase + " về quận.")
        .assign(wards(std::nullopt));
    for (const auto& each : deadlines) {
        plan.deadline(each);
    }
    return plan;
}

/// With one sentence that recurs.
inline PlanWriter recurring_plan(const std::string& phrase, Period cycle) {
    return recurring_plan(phrase, {recurring(phrase, cycle)});
}

/// The shipped calendar and hours, by these rules.
inline ledger::Reckoning reckoning_by(const calendar::RuleBook& rules) {
    return {shipped_reckoning().calendar, shipped_reckoning().hours, rules};
}
inline ledger::Adoption derived_by(const calendar::RuleBook& rules,
                                   const PlanWriter& plan,
                                   const ledger::AdoptOptions& options) {
    auto adoption =
        ledger::derive(plan.plan(), shipped("units.toml"), reckoning_by(rules), options);
    EXPECT_TRUE(adoption) << adoption.error();
    return adoption ? *std::move(adoption) : ledger::Adoption{};
}

inline ledger::RuleOrder ordered(std::string rule) {
    ledger::RuleOrder order;
    order.node = NodeId::of("III.1");
    order.rule = std::move(rule);
    order.ordered_by = "Phòng Nội vụ";
    order.reason = "theo quy chế báo cáo của quận";
    return order;
}

inline std::vector<std::string> codes_of(const std::vector<Doubt>& doubts) {
    std::vector<std::string> codes;
    for (const auto& each : doubts) {
        codes.push_back(each.code);
    }
    return codes;
}

}  // namespace tiendo::test

#include "tiendo/ledger/permit.hpp"

#include "rule_table.hpp"
#include "shipped_permits.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/units/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

namespace tiendo::ledger {

namespace {

constexpr EnumNames<Right, 9> rights{"right",
                                     {{{Right::draft, "draft"},
                                       {Right::submit, "submit"},
                                       {Right::return_paper, "return"},
                                       {Right::accept, "accept"},
                                       {Right::excuse, "excuse"},
                                       {Right::compose, "compose"},
                                       {Right::issue, "issue"},
                                       {Right::correct, "correct"},
                                       {Right::read, "read"}}}};
constexpr EnumNames<PaperOwner, 2> owners{
    "word for whose papers",
    {{{PaperOwner::own, "own"}, {PaperOwner::received, "received"}}}};

template <typename T>
bool holds(const std::vector<T>& values, T value) {
    return std::ranges::find(values, value) != values.end();
}

constexpr std::uint32_t bit_of(Right right) noexcept {
    return 1U << static_cast<unsigned>(right);
}

PermitRule read_rule(RuleFields& fields) {
    PermitRule rule;
    rule.kinds = fields.all_parsed("kinds", parse_unit_kind);
    rule.may = fields.all_parsed("may", parse_right);
    if (auto papers = parse_paper_owner(fields.text("papers"))) {
        rule.papers = *papers;
    } else {
        fields.fail(std::move(papers).error().at("papers"));
    }
    rule.source = fields.text("source");
    return rule;
}

/// The keys of all bodies to which papers under the plan go, or through which they go.
std::set<std::string> receivers_in(const Plan& plan) {
    std::set<std::string> keys;
    const auto add = [&](const std::optional<std::string>& key) {
        if (key) {
            keys.insert(*key);
        }
    };
    for (const auto& node : plan.nodes) {
        for (const auto& assignee : node.assignees) {
            if (assignee.role == Role::recipient || assignee.via) {
                keys.insert(assignee.unit_key);
            }
        }
        for (const auto& duty : node.report_duties) {
            add(duty.to);
            add(duty.via);
        }
        for (const auto& deadline : node.deadlines) {
            add(deadline.to);
            add(deadline.via);
        }
    }
    return keys;
}

bool receives(const UnitId& unit, const Plan& plan, const units::Registry& registry, Date day) {
    for (const auto& key : receivers_in(plan)) {
        if (const auto found = registry.find_by_key(key, day); found && *found == unit) {
            return true;
        }
    }
    const auto issuer = registry.match_name(plan.authority, day);
    return issuer.kind == units::MatchKind::exact && issuer.unit == unit;
}

std::string who_may(const Permits& permits, Right right) {
    std::string text;
    for (const auto& rule : permits.rules) {
        if (!holds(rule.may, right)) {
            continue;
        }
        std::string kinds;
        for (const auto kind : rule.kinds) {
            kinds.append(kinds.empty() ? "" : ", ").append(to_string(kind));
        }
        text += fmt::format("{}{} for {} papers ({})",
                            text.empty() ? "" : "; ",
                            kinds.empty() ? "any unit" : kinds,
                            rule.papers == PaperOwner::own ? "its own" : "received",
                            rule.source);
    }
    return text.empty() ? "nobody may" : "it may be done by: " + text;
}

}  // namespace

std::string_view to_string(Right right) noexcept {
    return rights.name(right);
}
Result<Right> parse_right(std::string_view text) {
    return rights.parse(text);
}
std::string_view to_string(PaperOwner owner) noexcept {
    return owners.name(owner);
}
Result<PaperOwner> parse_paper_owner(std::string_view text) {
    return owners.parse(text);
}

Result<Permits> parse_permits(std::string_view text, const std::string& name) {
    auto rules = read_rules<PermitRule>(text, name, "right", read_rule);
    return rules ? Result<Permits>(Permits{*std::move(rules)}) : std::move(rules).error();
}

Permits Permits::shipped() {
    auto permits = parse_permits(shipped_permits, "vai-tro.toml");
    assert(permits && "the shipped rules are sound: a test reads them");
    return permits ? *std::move(permits) : Permits{};
}

bool Powers::may(Right right, const std::optional<UnitId>& owner) const noexcept {
    return !actor_ || ((owner == actor_ ? own_ : received_) & bit_of(right)) != 0;
}

Result<Powers> Powers::of(store::Transaction& tx,
                          const Permits& permits,
                          const UnitId& actor,
                          const PlanId& plan,
                          Instant at) {
    auto stored = store::get_plan(tx, plan);
    auto registry = stored ? registry_of(tx) : std::move(stored).error();
    if (!registry) {
        return std::move(registry).error();
    }
    const auto day = at.date();
    const auto* unit = registry->find(actor);
    if (unit == nullptr) {
        return Error{ErrorCode::not_found,
                     fmt::format("no unit has the id '{}'", actor.str()),
                     "say for which unit you act: look it up with tiendo units show"};
    }
    Powers powers;
    powers.actor_ = actor;
    for (const auto& rule : permits.rules) {
        const bool fits =
            unit->exists_on(day) && (rule.kinds.empty() || holds(rule.kinds, unit->on(day).kind));
        auto& rights_given = rule.papers == PaperOwner::own ? powers.own_ : powers.received_;
        for (const auto right : rule.may) {
            rights_given |= fits ? bit_of(right) : 0U;
        }
    }
    // Looked up only where it decides something.
    if (powers.received_ != 0 && !receives(actor, stored->plan, *registry, day)) {
        powers.received_ = 0;
    }
    return powers;
}

Result<void> check_permit(store::Transaction& tx, const Permits& permits, const Deed& deed) {
    const auto powers = Powers::of(tx, permits, deed.actor, deed.plan, deed.at);
    if (!powers) {
        return powers.error();
    }
    if (powers->may(deed.right, deed.owner)) {
        return {};
    }
    auto registry = registry_of(tx);
    if (!registry) {
        return std::move(registry).error();
    }
    const auto day = deed.at.date();
    return Error{
        ErrorCode::rejected,
        fmt::format("{} ({}) may not {} {}",
                    registry->name_of(deed.actor, day),
                    to_string(registry->find(deed.actor)->on(day).kind),
                    to_string(deed.right),
                    deed.owner ? fmt::format("the paper of {}", registry->name_of(*deed.owner, day))
                    : deed.right == Right::read ? "the papers of all units"
                                                : "the consolidated report"),
        who_may(permits, deed.right)};
}

}  // namespace tiendo::ledger

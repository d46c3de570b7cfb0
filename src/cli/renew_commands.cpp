// plan extend|refresh|order
#include "plan_words.hpp"
#include "session.hpp"

#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct RenewWords {
    std::string plan;
    int through = 0;
    std::string node;
    std::string rule;
    std::string from;
    std::string to;
    std::string unit_kind = "ward";
    bool preview = false;
    ChosenWords chosen;
};

std::string names_of(const std::vector<UnitId>& units) {
    std::string names;
    for (const auto& unit : units) {
        names += (names.empty() ? "" : " ") + unit.str();
    }
    return names;
}

Cell due_of(const std::optional<Cycle>& cycle) {
    return cycle && cycle->due.at ? Cell(cycle->due.at->iso()) : Cell();
}

Cell window_of(const std::optional<Cycle>& cycle) {
    return cycle && cycle->window
               ? Cell(cycle->window->first.iso() + ".." + cycle->window->last.iso())
               : Cell();
}

Result<void> show(Session& session, Result<ledger::Renewal> renewal) {
    if (!renewal) {
        return std::move(renewal).error();
    }
    Listing listing{{"change",
                     "cycle",
                     "due_before",
                     "due",
                     "window_before",
                     "window",
                     "owe",
                     "owe_no_longer",
                     "reason"},
                    {}};
    for (const auto& each : renewal->cycles) {
        listing.rows.push_back({std::string(to_string(each.change)),
                                (each.before ? each.before : each.after)->id.str(),
                                due_of(each.before),
                                due_of(each.after),
                                window_of(each.before),
                                window_of(each.after),
                                std::ssize(each.owe),
                                names_of(each.owe_no_longer),
                                each.reason});
    }
    session.show(listing);
    if (session.format == "table") {
        std::cout << "years " << renewal->years.first << " to " << renewal->years.last << ", "
                  << renewal->cycles.size() << " cycles changed\n";
        for (const auto& doubt : renewal->doubts) {
            std::cout << "  " << doubt << '\n';
        }
    }
    return {};
}

Result<void> extend(Session& session, const RenewWords& words) {
    auto id = PlanId::parse(words.plan);
    auto windows = id ? windows_of(words.chosen) : std::move(id).error();
    auto workspace = windows ? session.workspace() : std::move(windows).error();
    return workspace
               ? show(session, (*workspace)->extend(*id, {words.through, *std::move(windows)}))
               : std::move(workspace).error();
}

Result<void> refresh(Session& session, const RenewWords& words) {
    auto id = PlanId::parse(words.plan);
    auto workspace = id ? session.workspace() : std::move(id).error();
    if (!workspace) {
        return std::move(workspace).error();
    }
    return show(session,
                words.preview ? (*workspace)->preview_refresh(*id) : (*workspace)->refresh(*id));
}

Result<std::optional<Date>> day_in(const std::string& text, const char* option) {
    if (text.empty()) {
        return std::optional<Date>();
    }
    auto day = Date::parse(text);
    return day ? Result<std::optional<Date>>(std::optional(*day))
               : std::move(day).error().at(option);
}

Result<ledger::RuleOrder> order_of(const RenewWords& words) {
    auto node = NodeId::parse(words.node);
    auto from = node ? day_in(words.from, "--from") : std::move(node).error();
    auto to = from ? day_in(words.to, "--to") : std::move(from).error();
    auto kind = to ? parse_unit_kind(words.unit_kind) : std::move(to).error();
    auto choices = kind ? choices_of(words.chosen) : std::move(kind).error();
    if (!choices) {
        return std::move(choices).error();
    }
    return ledger::RuleOrder{*node,
                             words.rule,
                             *std::move(choices),
                             *from,
                             *to,
                             *kind,
                             words.chosen.chosen_by,
                             words.chosen.reason};
}

Result<void> order(Session& session, const RenewWords& words) {
    auto id = PlanId::parse(words.plan);
    auto order = id ? order_of(words) : std::move(id).error();
    auto workspace = order ? session.workspace() : std::move(order).error();
    if (!workspace) {
        return std::move(workspace).error();
    }
    return show(session,
                words.preview ? (*workspace)->preview_order(*id, *order)
                              : (*workspace)->order(*id, *order));
}

}  // namespace

void add_renew_commands(CLI::App& app, Session& session) {
    auto* plan = app.get_subcommand("plan");
    auto words = std::make_shared<RenewWords>();
    const auto common = [&](CLI::App& command) {
        command.add_option("plan", words->plan, "plan id")->required();
        add_rules_option(command, session);
    };
    auto* extend_command =
        plan->add_subcommand("extend", "add later years: their reports and who owes them");
    common(*extend_command);
    extend_command->add_option("--through", words->through, "last year")
        ->required()
        ->check(CLI::Range(1976, 2100));
    add_window_options(*extend_command, words->chosen);
    on_call(*extend_command, session, [&session, words] { return extend(session, *words); });

    auto* refresh_command = plan->add_subcommand(
        "refresh", "derive again by today's calendar and rules; what was due stays as it is");
    common(*refresh_command);
    refresh_command->add_flag("--preview", words->preview, "only show what would change");
    on_call(*refresh_command, session, [&session, words] { return refresh(session, *words); });

    auto* order_command = plan->add_subcommand(
        "order", "state which deadline rule applies to a sentence that recurs without a day");
    common(*order_command);
    order_command->add_option("--node", words->node, "the sentence's node: III.1")->required();
    order_command->add_option("--rule", words->rule, "id of the rule: tiendo due rules")
        ->required();
    order_command->add_option("--from", words->from, "for periods that end from this day on");
    order_command->add_option("--to", words->to, "for periods that end up to this day");
    order_command->add_option("--unit-kind", words->unit_kind, "whose office hours count")
        ->capture_default_str();
    add_choose_option(*order_command, words->chosen);
    order_command
        ->add_option("--chosen-by", words->chosen.chosen_by, "who states that the rule applies")
        ->required();
    order_command->add_option("--reason", words->chosen.reason, "why, in Vietnamese")->required();
    order_command->add_flag("--preview", words->preview, "only show what would change");
    on_call(*order_command, session, [&session, words] { return order(session, *words); });
}

}  // namespace tiendo::cli

// duties, owed, board
#include "session.hpp"

#include "tiendo/report/board.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

/// The unit's name on `day`, empty where a later list of units has dropped it.
Cell name_of(const units::Registry& registry, const UnitId& id, Date day) {
    const auto* unit = registry.find(id);
    return unit == nullptr ? Cell() : Cell(unit->on(day).name);
}

Result<void> duties(Session& session, const std::string& plan, const std::string& unit) {
    auto workspace = session.workspace();
    auto id = workspace ? chosen_plan(**workspace, plan) : std::move(workspace).error();
    if (!id) {
        return std::move(id).error();
    }
    store::DutyFilter filter{.plan = *id};
    if (!unit.empty()) {
        auto parsed = UnitId::parse(unit);
        if (!parsed) {
            return std::move(parsed).error();
        }
        filter.unit = *parsed;
    }
    auto registry = (*workspace)->units();
    auto rows = registry ? (*workspace)->duties(filter) : std::move(registry).error();
    auto clock = rows ? session.clock() : std::move(rows).error();
    if (!clock) {
        return std::move(clock).error();
    }
    const auto today = (*clock)().date();
    Listing listing{{"node", "unit", "unit_name", "role", "source", "collective", "doubtful"}, {}};
    for (const auto& duty : *rows) {
        listing.rows.push_back({duty.node.str(),
                                duty.unit.str(),
                                name_of(*registry, duty.unit, today),
                                std::string(to_string(duty.role)),
                                std::string(to_string(duty.source)),
                                duty.collective ? Cell(*duty.collective) : Cell(),
                                std::string(duty.doubtful ? "yes" : "no")});
    }
    session.show(listing);
    return {};
}

Result<void> owed(Session& session, const std::string& plan) {
    auto workspace = session.workspace();
    auto id = workspace ? chosen_plan(**workspace, plan) : std::move(workspace).error();
    auto cycles = id ? (*workspace)->cycles(*id) : std::move(id).error();
    auto registry = cycles ? (*workspace)->units() : std::move(cycles).error();
    auto rows = registry ? (*workspace)->owed(*id) : std::move(registry).error();
    auto clock = rows ? session.clock() : std::move(rows).error();
    if (!clock) {
        return std::move(clock).error();
    }
    const auto now = (*clock)();
    if (session.format == "table") {
        for (const auto& cycle : *cycles) {
            std::cout << cycle.id << "  " << cycle.name << '\n';
            std::string source;
            for (const auto& step : cycle.due.steps) {
                // Steps from one sentence follow one another: it is quoted once.
                if (step.source != source) {
                    source = step.source;
                    std::cout << "    " << source << '\n';
                }
                std::cout << "      " << (step.at ? step.at->iso() : std::string("-")) << "  "
                          << step.rule << ": " << step.text << '\n';
            }
            if (cycle.window) {
                std::cout << "    kỳ số liệu " << cycle.window->first.vietnamese() << " - "
                          << cycle.window->last.vietnamese() << ' ' << cycle.window_choice << '\n';
            }
        }
        std::cout << '\n';
    }
    Listing listing{{"cycle", "unit", "unit_name", "type", "due", "standing", "obligation"}, {}};
    for (const auto& row : *rows) {
        const auto due_day = row.cycle.due.at.value_or(now).plus(std::chrono::milliseconds{-1});
        listing.rows.push_back({row.cycle.id.str(),
                                row.obligation.unit.str(),
                                name_of(*registry, row.obligation.unit, due_day.date()),
                                std::string(to_string(row.cycle.type)),
                                row.cycle.due.at ? Cell(row.cycle.due.at->iso()) : Cell(),
                                std::string(to_string(row.standing)),
                                row.obligation.id.str()});
    }
    session.show(listing);
    return {};
}

Result<void> board(Session& session, const std::string& plan) {
    auto workspace = session.workspace();
    auto id = workspace ? chosen_plan(**workspace, plan) : std::move(workspace).error();
    auto table = id ? (*workspace)->board(*id) : std::move(id).error();
    if (!table) {
        return std::move(table).error();
    }
    if (session.format == "table") {
        std::cout << report::render_board(*table);
        return {};
    }
    Listing listing{
        {"unit", "unit_name", "cycle", "due", "sent", "standing", "days_late", "obligation"}, {}};
    for (const auto& row : table->rows) {
        const auto maybe = [](const std::string& text) {
            return text.empty() ? Cell() : Cell(text);
        };
        listing.rows.push_back({row.unit_id,
                                row.unit_name,
                                row.cycle_id,
                                maybe(row.due),
                                maybe(row.sent),
                                row.standing,
                                row.days_late,
                                row.obligation_id});
    }
    session.show(listing);
    return {};
}

}  // namespace

void add_owed_commands(CLI::App& app, Session& session) {
    auto plan = std::make_shared<std::string>();
    auto unit = std::make_shared<std::string>();
    auto* duties_command =
        app.add_subcommand("duties", "who has to do what: one row for each task and unit");
    duties_command->add_option("--plan", *plan, plan_help);
    duties_command->add_option("--unit", *unit, "only of this unit");
    on_call(
        *duties_command, session, [&session, plan, unit] { return duties(session, *plan, *unit); });
    auto* owed_command = app.add_subcommand(
        "owed", "papers that are owed, with their due instants and the steps to them");
    owed_command->add_option("--plan", *plan, plan_help);
    on_call(*owed_command, session, [&session, plan] { return owed(session, *plan); });
    auto* board_command =
        app.add_subcommand("board", "who owes what, by when, and where it stands");
    board_command->add_option("--plan", *plan, plan_help);
    on_call(*board_command, session, [&session, plan] { return board(session, *plan); });
}

}  // namespace tiendo::cli

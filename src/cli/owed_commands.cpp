// duties, owed, board
#include "session.hpp"

#include "tiendo/report/board.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <algorithm>
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

struct OwedWords {
    std::string plan;
    std::string known_at;
    std::string map;
};

void print_cycles(const std::vector<Cycle>& cycles) {
    for (const auto& cycle : cycles) {
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

/// Where nothing was known yet, that is said, not an error: the answer is right.
void tell_nothing_known(const store::StoredPlan& plan, Instant known_at) {
    std::cerr << "nothing was recorded of plan '" << plan.id << "' at " << known_at
              << ": it was adopted at " << plan.adopted_at << '\n';
}

/// Days late of answers to returns: a term of their own.
Cell answer_of(const ledger::Owed& row) {
    std::int64_t most = -1;
    for (const auto& each : row.answers) {
        most = each.again_before ? std::max(most, each.days_late) : most;
    }
    return most < 0 ? Cell() : Cell(most);
}

Listing papers(const std::vector<ledger::Owed>& rows,
               const units::Registry& registry,
               Instant now) {
    Listing listing{{"cycle",
                     "unit",
                     "unit_name",
                     "type",
                     "due",
                     "standing",
                     "obligation",
                     "days_late",
                     "answer_days_late"},
                    {}};
    for (const auto& row : rows) {
        const auto due_day = row.cycle.due.at.value_or(now).plus(std::chrono::milliseconds{-1});
        listing.rows.push_back({row.cycle.id.str(),
                                row.obligation.unit.str(),
                                name_of(registry, row.obligation.unit, due_day.date()),
                                std::string(to_string(row.cycle.type)),
                                row.cycle.due.at ? Cell(row.cycle.due.at->iso()) : Cell(),
                                std::string(to_string(row.standing)),
                                row.obligation.id.str(),
                                row.days_late,
                                answer_of(row)});
    }
    return listing;
}

std::vector<Cell> map_row(const std::string& unit,
                          const std::string& name,
                          const std::vector<ledger::MapCell>& cells,
                          const std::string& not_carried) {
    std::int64_t total = 0;
    bool estimate = false;
    for (const auto& cell : cells) {
        total += cell.amount;
        estimate = estimate || cell.estimate;
    }
    std::vector<Cell> row{unit, name, total};
    for (const auto& cell : cells) {
        row.emplace_back(cell.amount);
    }
    row.emplace_back(std::string(estimate ? "estimate" : ""));
    row.emplace_back(not_carried);
    return row;
}

std::vector<ledger::MapCell> exact(const std::vector<std::int64_t>& amounts) {
    std::vector<ledger::MapCell> cells;
    for (const auto amount : amounts) {
        cells.push_back({amount, false});
    }
    return cells;
}

Listing papers_on_map(const ledger::MapTable& table) {
    Listing listing{{"unit", "name", "papers"}, {}};
    listing.columns.insert(listing.columns.end(), table.codes.begin(), table.codes.end());
    listing.columns.insert(listing.columns.end(), {"estimate", "not_carried"});
    for (const auto& row : table.rows) {
        listing.rows.push_back(map_row(row.unit.str(), row.name, row.cells, ""));
    }
    for (const auto& each : table.remainders) {
        listing.rows.push_back(map_row(each.unit.str(), each.name, each.cells, each.reason));
    }
    if (std::ranges::any_of(table.homeless, [](std::int64_t n) { return n != 0; })) {
        listing.rows.push_back(
            map_row("", "", exact(table.homeless), "đơn vị không còn trong danh mục"));
    }
    listing.rows.push_back(map_row("total", "Tổng số", exact(table.total), ""));
    return listing;
}

Result<void> owed_on(Session& session,
                     Workspace& workspace,
                     const PlanId& plan,
                     const ledger::StandingQuestion& question,
                     const std::string& map) {
    auto day = Date::parse(map);
    auto table =
        day ? workspace.owed_on_map(plan, question, *day) : std::move(day).error().at("--map");
    if (!table) {
        return std::move(table).error();
    }
    session.show(papers_on_map(*table));
    return {};
}

Result<void> owed(Session& session, const OwedWords& words) {
    auto question = session.question(words.known_at);
    auto workspace = question ? session.workspace() : std::move(question).error();
    auto id = workspace ? chosen_plan(**workspace, words.plan) : std::move(workspace).error();
    if (id && !words.map.empty()) {
        return owed_on(session, **workspace, *id, *question, words.map);
    }
    auto plan = id ? (*workspace)->plan(*id) : std::move(id).error();
    auto cycles = plan ? (*workspace)->cycles(*id) : std::move(plan).error();
    auto registry = cycles ? (*workspace)->units() : std::move(cycles).error();
    auto rows = registry ? (*workspace)->owed(*id, *question) : std::move(registry).error();
    if (!rows) {
        return std::move(rows).error();
    }
    if (question->known_at && rows->empty()) {
        tell_nothing_known(*plan, *question->known_at);
    } else if (session.format == "table") {
        print_cycles(*cycles);
    }
    session.show(papers(*rows, *registry, question->at));
    return {};
}

Result<void> board(Session& session, const OwedWords& words) {
    auto question = session.question(words.known_at);
    auto workspace = question ? session.workspace() : std::move(question).error();
    auto id = workspace ? chosen_plan(**workspace, words.plan) : std::move(workspace).error();
    auto plan = id ? (*workspace)->plan(*id) : std::move(id).error();
    auto table = plan ? (*workspace)->board(*id, *question) : std::move(plan).error();
    if (!table) {
        return std::move(table).error();
    }
    if (question->known_at && table->rows.empty()) {
        tell_nothing_known(*plan, *question->known_at);
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
    auto words = std::make_shared<OwedWords>();
    owed_command->add_option("--plan", words->plan, plan_help);
    add_known_at_option(*owed_command, words->known_at);
    owed_command->add_option(
        "--map", words->map, "count them by the units of this day: 2025-07-01");
    on_call(*owed_command, session, [&session, words] { return owed(session, *words); });
    auto* board_command =
        app.add_subcommand("board", "who owes what, by when, and where it stands");
    board_command->add_option("--plan", words->plan, plan_help);
    add_known_at_option(*board_command, words->known_at);
    on_call(*board_command, session, [&session, words] { return board(session, *words); });
}

}  // namespace tiendo::cli

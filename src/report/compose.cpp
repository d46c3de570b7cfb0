#include "tiendo/report/compose.hpp"

#include "compose_frame.hpp"
#include "compose_scores.hpp"
#include "facts.hpp"
#include "phrases.hpp"

#include "tiendo/ledger/adopt.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/report/format.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::report {

namespace {

Result<std::vector<Owed>> read_owed(store::Transaction& tx,
                                    const PlanId& plan,
                                    const units::Registry& registry,
                                    Instant at) {
    auto rows = ledger::owed(tx, plan, at);
    if (!rows) {
        return std::move(rows).error();
    }
    std::vector<Owed> all;
    all.reserve(rows->size());
    for (auto& row : *rows) {
        Owed owed{std::move(row), {}};
        std::vector<Submission> rounds;
        for (auto& round : owed.rounds) {
            if (round.sent_at <= at) {
                rounds.push_back(ledger::round_at(std::move(round), at));
            }
        }
        owed.rounds = std::move(rounds);
        if (const auto* unit = registry.find(owed.obligation.unit); unit != nullptr) {
            const auto& due = owed.cycle.due.at;
            owed.unit = unit->on(due ? due->plus(std::chrono::milliseconds{-1}).date() : at.date());
        } else {
            // A unit that left the list since still owes: it is named by its id.
            owed.unit.name = owed.obligation.unit.str();
        }
        all.push_back(std::move(owed));
    }
    return all;
}

Result<Facts> read_owing(store::Transaction& tx, const PlanId& plan, Instant at) {
    Facts facts;
    facts.plan_id = plan;
    facts.at = at;
    auto stored = store::get_plan(tx, plan);
    if (!stored) {
        return std::move(stored).error();
    }
    facts.plan = std::move(stored->plan);
    auto cycles = store::list_cycles(tx, plan);
    if (!cycles) {
        return std::move(cycles).error();
    }
    facts.cycles = std::move(*cycles);
    auto registry = ledger::registry_of(tx);
    if (!registry) {
        return std::move(registry).error();
    }
    facts.units = registry->all();
    auto owed = read_owed(tx, plan, *registry, at);
    if (!owed) {
        return std::move(owed).error();
    }
    facts.owed = std::move(*owed);
    return facts;
}

Result<void> read_results(store::Transaction& tx, Facts& facts) {
    auto measures = store::list_measures(tx, {.plan = facts.plan_id, .cycle = facts.cycle.id});
    if (!measures) {
        return std::move(measures).error();
    }
    facts.measures = std::move(*measures);
    auto evidence = store::list_evidence(tx, {.plan = facts.plan_id});
    if (!evidence) {
        return std::move(evidence).error();
    }
    for (const auto& each : *evidence) {
        ++facts.evidence[each.node];
    }
    auto doubts = store::list_doubts(tx, facts.plan_id);
    if (!doubts) {
        return std::move(doubts).error();
    }
    facts.doubts = std::move(*doubts);
    facts.rules = ledger::shipped_figure_rules();
    auto head = store::journal_head(tx);
    if (!head) {
        return std::move(head).error();
    }
    facts.journal_entries = head->count;
    facts.journal_hash = std::move(head->hash);
    return {};
}

Result<Facts> read_facts(store::Transaction& tx,
                         const PlanId& plan,
                         const CycleId& id,
                         Instant at) {
    // Before anything else, so that a wrong name is answered with what is wrong.
    auto cycle = store::get_cycle(tx, plan, id);
    auto facts = cycle ? read_owing(tx, plan, at) : std::move(cycle).error();
    if (!facts) {
        return facts;
    }
    facts->cycle = *std::move(cycle);
    if (auto read = read_results(tx, *facts); !read) {
        return std::move(read).error();
    }
    return facts;
}

BoardRow board_row(const Owed& owed) {
    BoardRow row;
    row.unit_id = owed.obligation.unit.str();
    row.unit_name = owed.unit.brief_name();
    row.cycle_id = owed.cycle.id.str();
    row.cycle_name = owed.cycle.name;
    row.due_name = phrases::board_no_day;
    if (const auto& due = owed.cycle.due.at) {
        row.due = due->iso();
        row.due_name = short_due_text(*due);
    }
    if (owed.deciding) {
        row.sent = owed.deciding->sent_at.iso();
        row.sent_name = table_moment_text(owed.deciding->sent_at);
    }
    row.standing = to_string(owed.standing);
    row.standing_name = vietnamese(owed.standing);
    row.days_late = owed.days_late;
    row.obligation_id = owed.obligation.id.str();
    return row;
}

std::string board_summary(const std::vector<BoardRow>& rows) {
    static constexpr std::array all = {Standing::on_time,
                                       Standing::late,
                                       Standing::overdue,
                                       Standing::open,
                                       Standing::not_due,
                                       Standing::excused,
                                       Standing::superseded};
    std::string text = fmt::format(phrases::board_total, number_text(std::ssize(rows)));
    std::string_view before = ": ";
    for (const auto standing : all) {
        const auto count = std::count_if(rows.begin(), rows.end(), [&](const BoardRow& row) {
            return row.standing == to_string(standing);
        });
        // On time and late always stand side by side, the others where there are any.
        if (count > 0 || standing == Standing::on_time || standing == Standing::late) {
            text += fmt::format("{}{} {}", before, number_text(count), vietnamese(standing));
            before = phrases::comma;
        }
    }
    return text + ".";
}

}  // namespace

Result<Report> compose(store::Transaction& tx, const ComposeOptions& options) {
    auto facts = read_facts(tx, options.plan, options.cycle, options.at);
    if (!facts) {
        return std::move(facts).error();
    }
    Report report;
    report.plan = options.plan;
    report.cycle = options.cycle;
    report.at = options.at;
    FigureBook book;
    compose_frame(*facts, options, report);
    compose_reporting(*facts, book, report);
    compose_dimensions(*facts, book, report);
    compose_remainder(*facts, report);
    if (auto scored = compose_scores(tx, report); !scored) {
        return std::move(scored).error();
    }
    compose_stated(*facts, book, report);
    shorten_texts(options.long_text, report);
    compose_provenance(*facts, book, report);
    report.figures = std::move(book).take();
    compose_correction(options, report);
    return report;
}

Result<std::vector<SubmissionId>> papers_of(store::Transaction& tx,
                                            const PlanId& plan,
                                            const CycleId& cycle,
                                            Instant at) {
    auto facts = read_facts(tx, plan, cycle, at);
    if (!facts) {
        return std::move(facts).error();
    }
    std::vector<SubmissionId> papers;
    for (const auto* owed : facts->owed_now()) {
        if (const auto* paper = standing_submission(*owed)) {
            papers.push_back(paper->id);
        }
    }
    return papers;
}

Result<std::vector<Question>> questions_of(store::Transaction& tx,
                                           const PlanId& plan,
                                           const CycleId& cycle,
                                           Instant at) {
    auto facts = read_facts(tx, plan, cycle, at);
    return facts ? Result<std::vector<Question>>(questions_in(*facts)) : std::move(facts).error();
}

Result<BoardTable> compose_board(store::Transaction& tx, const BoardOptions& options) {
    if (options.cycle) {
        if (auto cycle = store::get_cycle(tx, options.plan, *options.cycle); !cycle) {
            return std::move(cycle).error();
        }
    }
    auto facts = read_owing(tx, options.plan, options.at);
    if (!facts) {
        return std::move(facts).error();
    }
    BoardTable board;
    board.heading =
        fmt::format(phrases::board_heading, options.plan.str(), moment_text(options.at));
    for (const auto& owed : facts->owed) {
        if (!options.cycle || owed.obligation.cycle == *options.cycle) {
            board.rows.push_back(board_row(owed));
        }
    }
    board.summary = board_summary(board.rows);
    auto doubts = store::list_doubts(tx, options.plan);
    if (!doubts) {
        return std::move(doubts).error();
    }
    for (auto& doubt : *doubts) {
        if (doubt.code == ledger::doubt_heir || doubt.code == ledger::doubt_receiver) {
            board.notes.push_back(std::move(doubt.text));
        }
    }
    return board;
}

}  // namespace tiendo::report

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
#include "tiendo/store/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::report {

namespace {

std::vector<Owed> owed_of(store::KnownLedger known, const units::Registry& registry, Instant at) {
    auto rows = ledger::owed(std::move(known), at);
    std::vector<Owed> all;
    all.reserve(rows.size());
    for (auto& row : rows) {
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

Result<Facts> read_owing(store::Transaction& tx,
                         const PlanId& plan,
                         const ledger::StandingQuestion& question) {
    Facts facts;
    facts.plan_id = plan;
    facts.at = question.at;
    facts.known_at = question.known_at;
    auto stored = store::get_plan(tx, plan);
    if (!stored) {
        return std::move(stored).error();
    }
    facts.plan = std::move(stored->plan);
    auto registry = question.known_at ? ledger::registry_known_at(tx, *question.known_at)
                                      : ledger::registry_of(tx);
    auto known = registry ? ledger::known_for(tx, plan, question) : std::move(registry).error();
    if (!known) {
        return std::move(known).error();
    }
    facts.units = registry->all();
    facts.cycles = known->cycles;
    facts.owed = owed_of(*std::move(known), *registry, question.at);
    return facts;
}

Result<std::vector<Doubt>> read_doubts(store::Transaction& tx, const Facts& facts) {
    return facts.known_at ? store::doubts_known_at(tx, facts.plan_id, *facts.known_at)
                          : store::list_doubts(tx, facts.plan_id);
}

/// What was attached to the plan before this was kept is said to be missing, not to be nothing.
Result<void> read_beginning(store::Transaction& tx, Facts& facts) {
    if (!facts.known_at) {
        return {};
    }
    auto since = store::derived_known_since(tx, facts.plan_id);
    if (!since) {
        return std::move(since).error();
    }
    if (*since && *facts.known_at < **since) {
        facts.derived_since = *since;
    }
    return {};
}

Result<void> read_results(store::Transaction& tx, Facts& facts) {
    auto measures = store::list_measures(
        tx, {.plan = facts.plan_id, .cycle = facts.cycle.id, .known_at = facts.known_at});
    if (!measures) {
        return std::move(measures).error();
    }
    facts.measures = std::move(*measures);
    auto evidence = store::list_evidence(tx, {.plan = facts.plan_id, .known_at = facts.known_at});
    if (!evidence) {
        return std::move(evidence).error();
    }
    for (const auto& each : *evidence) {
        ++facts.evidence[each.node];
    }
    auto doubts = read_doubts(tx, facts);
    if (!doubts) {
        return std::move(doubts).error();
    }
    facts.doubts = std::move(*doubts);
    facts.rules = ledger::shipped_figure_rules();
    auto begun = read_beginning(tx, facts);
    auto head = !begun           ? Result<store::JournalHead>(std::move(begun).error())
                : facts.known_at ? store::journal_head_known_at(tx, *facts.known_at)
                                 : store::journal_head(tx);
    if (!head) {
        return std::move(head).error();
    }
    facts.journal_entries = head->count;
    facts.journal_hash = std::move(head->hash);
    return {};
}

/// Before anything else, so that a wrong name is answered with what is wrong.
Result<Cycle> read_cycle(store::Transaction& tx,
                         const PlanId& plan,
                         const CycleId& id,
                         const ledger::StandingQuestion& question) {
    return question.known_at ? store::cycle_known_at(tx, plan, id, *question.known_at)
                             : store::get_cycle(tx, plan, id);
}

Result<Facts> read_facts(store::Transaction& tx,
                         const PlanId& plan,
                         const CycleId& id,
                         const ledger::StandingQuestion& question) {
    auto cycle = read_cycle(tx, plan, id, question);
    auto facts = cycle ? read_owing(tx, plan, question) : std::move(cycle).error();
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
    auto facts = read_facts(tx, options.plan, options.cycle, {options.at, options.known_at});
    if (!facts) {
        return std::move(facts).error();
    }
    Report report;
    report.plan = options.plan;
    report.cycle = options.cycle;
    report.at = options.at;
    report.known_at = options.known_at;
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
    auto facts = read_facts(tx, plan, cycle, {at, {}});
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
    auto facts = read_facts(tx, plan, cycle, {at, {}});
    return facts ? Result<std::vector<Question>>(questions_in(*facts)) : std::move(facts).error();
}

Result<BoardTable> compose_board(store::Transaction& tx, const BoardOptions& options) {
    if (options.cycle) {
        if (auto cycle =
                read_cycle(tx, options.plan, *options.cycle, {options.at, options.known_at});
            !cycle) {
            return std::move(cycle).error();
        }
    }
    auto facts = read_owing(tx, options.plan, {options.at, options.known_at});
    if (!facts) {
        return std::move(facts).error();
    }
    BoardTable board;
    board.heading =
        fmt::format(phrases::board_heading, options.plan.str(), moment_text(options.at));
    if (facts->tells_known_at()) {
        board.heading += fmt::format(phrases::board_known, moment_text(*options.known_at));
    }
    for (const auto& owed : facts->owed) {
        if (!options.cycle || owed.obligation.cycle == *options.cycle) {
            board.rows.push_back(board_row(owed));
        }
    }
    board.summary = board_summary(board.rows);
    auto doubts = read_doubts(tx, *facts);
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

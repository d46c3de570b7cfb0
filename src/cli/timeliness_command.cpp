// timeliness: how many papers of each unit came on time, year by year
#include "session.hpp"

#include "tiendo/report/timeliness.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct TimelinessWords {
    std::vector<std::string> plans;
    ledger::TimelinessQuestion question;
    std::string known_at;
};

Result<ledger::TimelinessQuestion> question_of(const Session& session,
                                               const TimelinessWords& words) {
    auto when = session.question(words.known_at);
    if (!when) {
        return std::move(when).error();
    }
    auto question = words.question;
    question.when = *when;
    for (const auto& word : words.plans) {
        auto plan = PlanId::parse(word);
        if (!plan) {
            return std::move(plan).error().at("--plan");
        }
        question.plans.push_back(*std::move(plan));
    }
    return question;
}

Listing listing_of(const std::vector<report::TimelinessLine>& lines) {
    Listing listing{{"unit",
                     "unit_name",
                     "year",
                     "papers",
                     "sent",
                     "on_time",
                     "late",
                     "overdue",
                     "open",
                     "not_due",
                     "excused",
                     "superseded",
                     "on_time_rate"},
                    {}};
    for (const auto& line : lines) {
        const auto& counts = line.counts;
        listing.rows.push_back({line.unit ? line.unit->str() : std::string("total"),
                                line.name,
                                line.year ? Cell(std::int64_t{*line.year}) : Cell(),
                                counts.total(),
                                counts.sent(),
                                counts.on_time,
                                counts.late,
                                counts.overdue,
                                counts.open,
                                counts.not_due,
                                counts.excused,
                                counts.superseded,
                                report::timeliness_rate(counts)});
    }
    return listing;
}

Result<void> timeliness(Session& session, const TimelinessWords& words) {
    auto question = question_of(session, words);
    auto workspace = question ? session.workspace() : std::move(question).error();
    auto units = !workspace                ? std::move(workspace).error()
                 : question->when.known_at ? (*workspace)->units_known_at(*question->when.known_at)
                                           : (*workspace)->units();
    auto table = units ? (*workspace)->timeliness(*question) : std::move(units).error();
    if (!table) {
        return std::move(table).error();
    }
    if (table->rows.empty()) {
        std::cerr << "nothing is owed in these years"
                  << (question->when.known_at ? ", or nothing was recorded by then\n" : "\n");
    }
    if (session.format == "table") {
        std::cout << report::render_timeliness(*table, *units);
    } else {
        session.show(listing_of(report::timeliness_lines(*table, *units)));
    }
    return {};
}

}  // namespace

void add_timeliness_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<TimelinessWords>();
    auto* command = app.add_subcommand(
        "timeliness", "how many papers of each unit came on time, year by year, over all plans");
    command->add_option("--plan", words->plans, "only of this plan (may be repeated)")
        ->allow_extra_args(false);
    const CLI::Range years(1, 9999);
    command->add_option("--from", words->question.first_year, "first year (default: all)")
        ->check(years);
    command->add_option("--to", words->question.last_year, "last year (default: all)")
        ->check(years);
    add_known_at_option(*command, words->known_at);
    on_call(*command, session, [&session, words] { return timeliness(session, *words); });
}

}  // namespace tiendo::cli

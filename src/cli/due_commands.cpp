// due rules|explain|cycles
#include "plan_words.hpp"
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/calendar/cycles.hpp"
#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/calendar/rule.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct DueWords {
    std::string rule;
    std::string from;
    std::string period;
    std::string on;
    std::string first;
    std::string last;
    std::string unit_kind = "ward";
    std::optional<int> count;
    std::vector<std::string> suspensions;
    ChosenWords chosen;
};

Result<calendar::OfficeClock> office_of(const Session& session, const DueWords& words) {
    auto kind = parse_unit_kind(words.unit_kind);
    if (!kind) {
        return std::move(kind).error().at("--unit-kind");
    }
    auto days = session.calendar();
    auto hours = days ? session.office_hours() : std::move(days).error();
    return hours ? calendar::OfficeClock::build(*days, *hours, *kind) : std::move(hours).error();
}

/// CAUSE=FROM..TO, or CAUSE=FROM.. for one that is not over.
Result<calendar::Suspension> suspension_of(const std::string& word) {
    const auto equals = word.find('=');
    const auto dots = equals == std::string::npos ? equals : word.find("..", equals);
    if (dots == std::string::npos) {
        return Error{ErrorCode::malformed_input,
                     "--suspend '" + word + "' cannot be read",
                     "write it as CAUSE=FROM..TO, without TO while it is not over"};
    }
    auto from = Instant::parse(word.substr(equals + 1, dots - equals - 1));
    if (!from) {
        return std::move(from).error().at("--suspend");
    }
    calendar::Suspension made{word.substr(0, equals), *from, {}};
    if (dots + 2 < word.size()) {
        auto to = Instant::parse(word.substr(dots + 2));
        if (!to) {
            return std::move(to).error().at("--suspend");
        }
        made.to = *to;
    }
    return made;
}

Result<calendar::Facts> facts_of(const DueWords& words) {
    calendar::Facts facts;
    facts.count = words.count;
    if (!words.from.empty()) {
        auto start = Instant::parse(words.from);
        if (!start) {
            return std::move(start).error().at("--from");
        }
        facts.start = *start;
    }
    if (!words.period.empty()) {
        auto period = calendar::parse_cycle_period(words.period);
        if (!period) {
            return std::move(period).error().at("--period");
        }
        facts.cycle = *period;
    }
    for (const auto& word : words.suspensions) {
        auto suspension = suspension_of(word);
        if (!suspension) {
            return std::move(suspension).error();
        }
        facts.suspensions.push_back(*std::move(suspension));
    }
    auto choices = choices_of(words.chosen);
    if (!choices) {
        return std::move(choices).error();
    }
    facts.choices = *std::move(choices);
    return facts;
}

Result<void> list_rules(Session& session, const DueWords& words) {
    auto book = session.rules();
    auto day = words.on.empty() ? Result<Date>(Date()) : Date::parse(words.on);
    if (!book || !day) {
        return book ? std::move(day).error().at("--on") : std::move(book).error();
    }
    Listing listing{{"rule", "name", "source", "valid_from", "valid_to"}, {}};
    const auto cell = [](std::optional<Date> date) { return date ? Cell(date->iso()) : Cell(); };
    for (const auto& rule : book->all()) {
        if (words.on.empty() || rule.in_force_on(*day)) {
            listing.rows.push_back(
                {rule.id, rule.name, rule.source(), cell(rule.valid_from), cell(rule.valid_to)});
        }
    }
    session.show(listing);
    return {};
}

void tell(const calendar::Evaluation& done) {
    const auto line = [](std::string_view what, const std::optional<Instant>& at) {
        if (at) {
            std::cout << what << ": " << at->iso() << '\n';
        }
    };
    line("kỳ số liệu từ", done.window ? std::optional(done.window->from) : std::nullopt);
    line("kỳ số liệu đến trước", done.window ? std::optional(done.window->to) : std::nullopt);
    line("nhận từ", done.opens_at);
    line("trễ hạn từ", done.late_from ? done.late_from->at : done.due.at);
    line("khóa từ", done.locked_from ? done.locked_from->at : std::nullopt);
    for (const auto& notice : done.notices) {
        std::cout << "lưu ý: " << notice << '\n';
    }
    for (const auto& question : done.questions) {
        std::cout << "cần xác định (" << question.name << "): " << question.text << '\n';
        std::string offers;
        for (const auto& offer : question.offers) {
            offers += (offers.empty() ? "" : " hoặc ") + offer;
        }
        if (!offers.empty()) {
            std::cout << "  trả lời bằng --choose " << question.name << "=… (" << offers
                      << ") kèm --chosen-by và --reason\n";
        }
    }
}

Result<void> explain_due(Session& session, const DueWords& words) {
    auto book = session.rules();
    auto facts = book ? facts_of(words) : std::move(book).error();
    auto clock = facts ? office_of(session, words) : std::move(facts).error();
    if (!clock) {
        return std::move(clock).error();
    }
    if (!facts->start && !facts->cycle) {
        return Error{ErrorCode::malformed_input,
                     "there is nothing to count from",
                     "give --from INSTANT, or --period for a rule of a cycle"};
    }
    const auto day = facts->cycle ? facts->cycle->last_day() : facts->start->date();
    auto rule = book->find(words.rule, day);
    auto done = rule ? calendar::evaluate(**rule, *facts, *clock) : std::move(rule).error();
    if (!done) {
        return std::move(done).error();
    }
    Listing listing{{"at", "step", "text", "source"}, {}};
    for (const auto& step : done->due.steps) {
        listing.rows.push_back({step.at ? Cell(step.at->iso()) : Cell(),
                                step.rule + (step.argument.empty() ? "" : " " + step.argument),
                                step.text,
                                step.source});
    }
    session.show(listing);
    if (session.format == "table") {
        tell(*done);
    }
    if (!done->questions.empty()) {
        session.outcome = exit_findings;
    }
    return {};
}

Result<void> list_cycles(Session& session, const DueWords& words) {
    auto book = session.rules();
    auto first = book ? Date::parse(words.first) : std::move(book).error();
    auto last = first ? Date::parse(words.last) : std::move(first).error();
    auto choices = last ? choices_of(words.chosen) : std::move(last).error();
    auto clock = choices ? office_of(session, words) : std::move(choices).error();
    auto cycles = clock
                      ? calendar::cycles_between(*book, words.rule, *first, *last, *choices, *clock)
                      : std::move(clock).error();
    if (!cycles) {
        return std::move(cycles).error();
    }
    Listing listing{{"cycle", "name", "window_from", "window_to", "due", "notice"}, {}};
    const auto cell = [](std::optional<Instant> at) { return at ? Cell(at->iso()) : Cell(); };
    for (const auto& each : *cycles) {
        const auto& of = each.evaluation;
        listing.rows.push_back({each.id,
                                each.period.vietnamese(),
                                of.window ? Cell(of.window->from.iso()) : Cell(),
                                of.window ? Cell(of.window->to.iso()) : Cell(),
                                cell(of.due.at),
                                of.questions.empty() ? Cell() : Cell(of.questions.front().text)});
    }
    session.show(listing);
    return {};
}

}  // namespace

void add_due_commands(CLI::App& app, Session& session) {
    auto words = std::make_shared<DueWords>();
    auto* due = app.add_subcommand("due", "deadline rules, and the instants that they give")
                    ->require_subcommand(1);
    const auto office = [&](CLI::App& command) {
        command.add_option("rule", words->rule, "its id")->required();
        command.add_option("--unit-kind", words->unit_kind, "whose office hours count")
            ->capture_default_str();
        add_choose_option(command, words->chosen);
        command.add_option("--chosen-by", words->chosen.chosen_by, "who answers for the choices");
        command.add_option("--reason", words->chosen.reason, "why they were made");
    };
    auto* rules = due->add_subcommand("rules", "all that are known, with law and article");
    add_rules_option(*rules, session);
    rules->add_option("--on", words->on, "those in force on this day");
    on_call(*rules, session, [&session, words] { return list_rules(session, *words); });

    auto* explain = due->add_subcommand("explain", "the due instant, step by step with sources");
    add_rules_option(*explain, session);
    office(*explain);
    explain->add_option("--from", words->from, "when the clock started: an instant");
    explain->add_option("--period", words->period, "of a cycle: 2021-month-05, 2021-half-1 …");
    explain->add_option("--count", words->count, "days or hours that the procedure states");
    explain
        ->add_option("--suspend",
                     words->suspensions,
                     "CAUSE=FROM..TO, instants; without TO while it is not over; may be repeated")
        ->allow_extra_args(false);
    on_call(*explain, session, [&session, words] { return explain_due(session, *words); });

    auto* cycles = due->add_subcommand("cycles", "the periods of a recurring rule");
    add_rules_option(*cycles, session);
    office(*cycles);
    cycles->add_option("--first", words->first, "periods that end from this day on")->required();
    cycles->add_option("--last", words->last, "periods that end up to this day")->required();
    on_call(*cycles, session, [&session, words] { return list_cycles(session, *words); });
}

}  // namespace tiendo::cli

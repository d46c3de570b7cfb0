#include "compose_frame.hpp"

#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

namespace tiendo::report {

namespace {

/// "Báo cáo 06 tháng năm 2021" → "06 tháng năm 2021".
std::string period_of(const Cycle& cycle) {
    const std::string_view name = cycle.name;
    return std::string(name.starts_with(phrases::report_word)
                           ? trim(name.substr(phrases::report_word.size()))
                           : name);
}

std::string kind_name(const Plan& plan) {
    return plan.kind.empty() ? std::string(phrases::plan_word) : first_lower(plan.kind);
}

/// "Kế hoạch số 118/KH-UBND ngày 31 tháng 12 năm 2020 của Ủy ban nhân dân Quận 10"
std::string plan_name(const Plan& plan) {
    std::string name(phrases::plan_word);
    if (plan.number) {
        name += fmt::format(phrases::plan_number, *plan.number);
    }
    if (plan.date) {
        name += " " + long_date_text(*plan.date);
    }
    if (!plan.authority.empty()) {
        name += fmt::format(phrases::plan_of, plan.authority);
    }
    return name;
}

std::string place_of(const Plan& plan, const ComposeOptions& options) {
    if (!options.place.empty()) {
        return options.place;
    }
    const std::string_view name = plan.authority;
    return std::string(
        name.starts_with(phrases::committee) ? trim(name.substr(phrases::committee.size())) : name);
}

/// "118/KH-UBND" → "/BC-UBND": the report bears the sign of the body that issued the plan.
std::string number_form(const Plan& plan) {
    std::string sign(phrases::default_sign);
    if (plan.number) {
        if (const auto dash = plan.number->find('-', plan.number->find('/'));
            dash != std::string::npos) {
            sign = plan.number->substr(dash + 1);
        }
    }
    return fmt::format(phrases::number_form, trim(sign));
}

std::vector<Prose> grounds(const Facts& facts) {
    std::vector<Prose> all;
    std::string plan = fmt::format(phrases::ground_plan, plan_name(facts.plan));
    if (!facts.plan.title.empty()) {
        plan += fmt::format(phrases::ground_about, first_lower(facts.plan.title));
    }
    all.push_back({words(plan + ";")});
    if (const auto* node = facts.plan.find(facts.cycle.source_node)) {
        all.push_back({words(
            fmt::format(phrases::ground_sentence, node->id.str(), without_stop(node->text)))});
    }
    return all;
}

/// A recipient as the list prints it: the plan keeps the dash that stood before it.
std::string recipient_text(std::string_view text) {
    text = trim(text);
    if (text.starts_with("-")) {
        text = trim(text.substr(1));
    }
    return std::string(text);
}

}  // namespace

void compose_frame(const Facts& facts, const ComposeOptions& options, Report& report) {
    const auto& plan = facts.plan;
    report.letterhead = {
        to_upper(options.superior),
        to_upper(plan.authority),
        options.number.empty() ? number_form(plan)
                               : fmt::format(phrases::number_given, options.number),
        fmt::format(
            phrases::place_date, place_of(plan, options), long_date_text(options.at.date()))};
    const auto title = first_lower(plan.title);
    report.subject =
        title.starts_with(phrases::carry_out)
            ? fmt::format(phrases::subject_carrying_out, period_of(facts.cycle), title)
            : fmt::format(phrases::subject_of_plan, period_of(facts.cycle), kind_name(plan), title);
    report.grounds = grounds(facts);
    report.opening = {
        words(facts.tells_known_at()
                  ? fmt::format(phrases::opening_known,
                                plan.authority,
                                period_of(facts.cycle),
                                moment_text(*facts.known_at))
                  : fmt::format(phrases::opening, plan.authority, period_of(facts.cycle)))};
    report.closing = {words(fmt::format(phrases::closing, period_of(facts.cycle), plan.authority))};
    for (const auto& each : options.recipients.empty() ? plan.recipients : options.recipients) {
        report.recipients.push_back(recipient_text(each));
    }
    report.signature = {options.signer_titles.empty() ? plan.signer_titles : options.signer_titles,
                        options.signer};
}

void compose_provenance(const Facts& facts, FigureBook& book, Report& report) {
    const Figure entries{"F.journal",
                         number_text(facts.journal_entries),
                         std::string(phrases::journal_meaning),
                         OfJournal{}};
    report.provenance = {prose(phrases::journal_sentence, {book.print(entries)}),
                         facts.journal_hash,
                         fmt::format(phrases::provenance_statement,
                                     moment_text(facts.at),
                                     facts.plan_id.str(),
                                     facts.cycle.id.str())};
}

}  // namespace tiendo::report

// remind: letters to those who have not sent what they owe
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

constexpr std::size_t longest_rules = std::size_t{64} << 10U;

struct RemindWords {
    std::string rules;
    std::string plan;
    std::string connection;
    std::string stream = "drafts";
    bool preview = false;
};

Result<RemindOptions> options_of(const RemindWords& words) {
    RemindOptions options;
    if (!words.rules.empty()) {
        auto text = read_file(words.rules, longest_rules);
        auto rules = text ? ledger::parse_reminder_rules(
                                *text, std::filesystem::path(words.rules).filename().string())
                          : std::move(text).error();
        if (!rules) {
            return std::move(rules).error().at("--rules");
        }
        options.rules = *std::move(rules);
    }
    if (!words.plan.empty()) {
        auto plan = PlanId::parse(words.plan);
        if (!plan) {
            return std::move(plan).error();
        }
        options.plan = *plan;
    }
    return options;
}

Listing listing_of(const std::vector<Reminder>& reminders) {
    Listing listing{{"fate", "at", "rule", "time", "paper", "to", "recipient", "text", "key"}, {}};
    for (const auto& each : reminders) {
        listing.rows.push_back({std::string(to_string(each.fate)),
                                each.moment.at.iso(),
                                each.moment.rule,
                                std::int64_t{each.moment.occurrence},
                                each.paper.str(),
                                std::string(to_string(each.to)),
                                each.recipient ? Cell(each.recipient->str()) : Cell(),
                                each.why.empty() ? each.subject : each.why,
                                each.key});
    }
    return listing;
}

Result<void> remind(Session& session, const RemindWords& words) {
    auto options = options_of(words);
    auto workspace = options ? session.workspace() : std::move(options).error();
    auto connection = workspace && !words.preview ? ConnectionId::parse(words.connection)
                                                  : Result<ConnectionId>(ConnectionId());
    if (!workspace || !connection) {
        return workspace ? std::move(connection).error() : std::move(workspace).error();
    }
    auto reminders = words.preview ? (*workspace)->preview_reminders(*options)
                                   : (*workspace)->remind(*options, {*connection, words.stream});
    if (!reminders) {
        return std::move(reminders).error();
    }
    session.show(listing_of(*reminders));
    const bool lost = std::ranges::any_of(
        *reminders, [](const Reminder& each) { return each.fate == ReminderFate::no_recipient; });
    session.outcome = lost ? exit_findings : session.outcome;
    return {};
}

}  // namespace

void add_remind_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<RemindWords>();
    auto* command = app.add_subcommand(
        "remind", "put letters into the outbox to those who have not sent what they owe");
    command->add_option("--rules", words->rules, "TOML of rules, for the shipped ones");
    command->add_option("--plan", words->plan, "of this plan alone (default: all)");
    auto* preview = command->add_flag("--preview", words->preview, "shows only");
    command->add_option("--connection", words->connection, "system that takes the letters")
        ->excludes(preview);
    command->add_option("--stream", words->stream, "its stream that takes documents")
        ->capture_default_str();
    on_call(*command, session, [&session, words] {
        if (!words->preview && words->connection.empty()) {
            throw CLI::RequiredError("--connection or --preview");
        }
        return remind(session, *words);
    });
}

}  // namespace tiendo::cli

// The `tiendo` command: one thin layer of words over the workspace.
#include "session.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <iostream>

namespace {

constexpr const char* about =
    "tiendo: plans that were signed, who owes what, and the proof of progress\n"
    "\n"
    "A first session, in order:\n"
    "  tiendo --db sqlite:quan.db init\n"
    "  tiendo --db sqlite:quan.db units load units.toml\n"
    "  tiendo --db sqlite:quan.db plan read ke-hoach.txt\n"
    "  tiendo --db sqlite:quan.db plan adopt ke-hoach.txt --as ke-hoach-118 --as-of 2020-12-31 --year 2021\n"
    "  tiendo --db sqlite:quan.db owed\n"
    "  tiendo --db sqlite:quan.db board\n";

constexpr const char* after =
    "Exit codes: 0 done, 1 findings, 2 command line, 3 malformed input, 4 not found, 5 conflict, 6 configuration or\n"
    "credentials, 7 the other system, 8 another process holds the database, 9 disk, 10 made by a later release,\n"
    "11 not supported, 12 cancelled, 70 a fault of ours. Errors go to standard error and say what to do.\n";

void add_global_options(CLI::App& app, tiendo::cli::Session& session) {
    app.add_option("--db", session.db, "database, sqlite:PATH")->capture_default_str();
    app.add_option("--at", session.at, "the clock: 2021-05-20T09:00:00+07:00 (default: now)");
    app.add_option("--format", session.format, "of listings: table, json or csv")
        ->capture_default_str()
        ->check(CLI::IsMember({"table", "json", "csv"}));
    app.add_option("--actor",
                   session.actor,
                   "who acts, for the journal: an office or a function (default: cli)");
    app.add_option("--acts-for",
                   session.acts_for,
                   "unit for which the actor acts; what it may not do with papers is refused");
    app.add_option(
        "--permits", session.permits_file, "TOML of who may do what, for the shipped rules");
    app.add_option("--adapters",
                   session.adapter_folders,
                   "folder with adapters, searched first; may be repeated")
        ->allow_extra_args(false);
    app.add_option(
        "--allow", session.allow, "file that lists the adapters that may be loaded (default: all)");
    app.add_option("--calendar",
                   session.calendar_files,
                   "CSV of days off; its years stand before the shipped ones; may be repeated")
        ->allow_extra_args(false);
    app.add_option("--hours", session.hours_file, "TOML of office hours, for the shipped ones");
    app.add_flag("--verbose", session.verbose, "log what is done to standard error");
    app.set_version_flag(
        "--version",
        [] { return std::string(tiendo::cli::version_text()); },
        "version and how it was built");
}

/// CLI11 complains of the missing command where the word in its place is no command: say which
/// word.
void tell_usage(const CLI::App& app, const CLI::ParseError& error) {
    const auto* at = &app;
    while (!at->get_subcommands().empty()) {
        at = at->get_subcommands().front();
    }
    const auto words = app.remaining(true);
    const bool no_command = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr &&
                            at->get_require_subcommand_min() > 0 && !words.empty();
    if (!no_command) {
        app.exit(error);
        return;
    }
    std::cerr << "tiendo: '" << words.front() << "' is no command of " << at->get_name()
              << "; use one of:";
    for (const auto* command : at->get_subcommands({})) {
        std::cerr << ' ' << command->get_name();
    }
    std::cerr << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    tiendo::cli::Session session;
    session.program = argv[0];
    CLI::App app(about, "tiendo");
    app.footer(after);
    app.require_subcommand(1);
    app.fallthrough();
    add_global_options(app, session);
    tiendo::cli::add_admin_commands(app, session);
    tiendo::cli::add_plan_commands(app, session);
    tiendo::cli::add_document_commands(app, session);
    tiendo::cli::add_renew_commands(app, session);
    tiendo::cli::add_calendar_commands(app, session);
    tiendo::cli::add_unit_commands(app, session);
    tiendo::cli::add_due_commands(app, session);
    tiendo::cli::add_owed_commands(app, session);
    tiendo::cli::add_timeliness_command(app, session);
    tiendo::cli::add_feed_command(app, session);
    tiendo::cli::add_connection_commands(app, session);
    tiendo::cli::add_kit_commands(app, session);
    tiendo::cli::add_try_command(app, session);
    tiendo::cli::add_skeleton_command(app, session);
    tiendo::cli::add_sync_commands(app, session);
    tiendo::cli::add_outbox_commands(app, session);
    tiendo::cli::add_serve_command(app, session);
    tiendo::cli::add_remind_command(app, session);
    tiendo::cli::add_report_commands(app, session);
    tiendo::cli::add_score_commands(app, session);
    tiendo::cli::add_issue_commands(app, session);
    tiendo::cli::add_draft_commands(app, session);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& done) {
        return app.exit(done);
    } catch (const CLI::ParseError& error) {
        tell_usage(app, error);
        return tiendo::cli::exit_usage;
    } catch (const std::exception& fault) {
        std::cerr << "tiendo: " << fault.what() << "; this is a fault of ours, please report it\n";
        return tiendo::cli::exit_internal;
    }
    if (!std::cout.flush()) {
        std::cerr << "tiendo: standard output: cannot be written; check the disk or the pipe\n";
        return session.outcome == tiendo::cli::exit_ok ? tiendo::cli::exit_storage
                                                       : session.outcome;
    }
    return session.outcome;
}

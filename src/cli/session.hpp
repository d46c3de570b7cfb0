#pragma once

#include "exit_code.hpp"
#include "listing.hpp"

#include "tiendo/base/log.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/office_hours.hpp"
#include "tiendo/calendar/rule.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/ledger/permit.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/ids.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo {
namespace plugin {
struct SearchOptions;
}
class Workspace;
struct WorkspaceOptions;
namespace plugin {
struct SearchOptions;
}
}  // namespace tiendo

namespace tiendo::cli {

/// How an adapter's author looks at it while a command runs.
struct WatchWords {
    bool trace = false;      ///< to standard error
    std::string trace_file;  ///< besides, at the end of this file
    bool attach = false;     ///< its process stops for a debugger
};

/// What every command shares: the options that stand anywhere on the line, and the outcome.
struct Session {
    std::string db = "sqlite:tiendo.db";
    std::string at;  ///< ISO instant; empty: the machine's clock
    std::string format = "table";
    std::string actor;         ///< written into the journal as who did it; empty: "cli"
    std::string acts_for;      ///< unit for which the actor acts; empty: whoever calls may do all
    std::string permits_file;  ///< who may do what, in the place of the shipped rules
    std::vector<std::string> adapter_folders;  ///< searched before the installed ones
    std::vector<std::string> calendar_files;   ///< their years stand before the shipped ones
    std::string hours_file;                    ///< office hours in the place of the shipped ones
    std::vector<std::string> rule_files;       ///< of deadline rules, besides the shipped ones
    std::filesystem::path program;             ///< argv[0], to find the installation
    std::string allow;  ///< file with the adapters that may be loaded; empty: all
    WatchWords watch;
    bool verbose = false;
    std::optional<int> attempts;  ///< of `sync run` for one page, 1..100; empty: the library's
    ExitCode outcome = exit_ok;

    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// The clock that `--at` fixes, or the machine's.
    Result<Clock> clock() const;
    /// What is asked on both axes of time: at the clock, by what `--known-at` says.
    Result<ledger::StandingQuestion> question(const std::string& known_at) const;
    [[nodiscard]] Logger logger() const;
    /// Of this installation, whose `bin` holds the command.
    [[nodiscard]] std::filesystem::path prefix() const;
    /// Where adapters are looked for, which of them may be loaded, and where they run.
    Result<plugin::SearchOptions> search() const;
    /// The workspace in `--db`, opened on first use.
    Result<Workspace*> workspace();
    /// The shipped days off with the years of `--calendar` in the place of its own.
    Result<calendar::WorkingCalendar> calendar() const;
    /// Those of `--hours`, or the shipped ones.
    Result<calendar::OfficeHours> office_hours() const;
    /// The shipped ones and those of `--rules`.
    Result<calendar::RuleBook> rules() const;
    /// Those of `--permits`, or the shipped ones.
    Result<ledger::Permits> permits() const;
    /// What the options on the line mean for a workspace.
    Result<WorkspaceOptions> options() const;

    /// Prints a listing in `--format`.
    void show(const Listing& listing);
    /// Prints the error with its causes on standard error and sets the exit code.
    void fail(const Error& error);

private:
    std::unique_ptr<Workspace> workspace_;
};

/// What --plan says, for all commands that take it.
inline constexpr const char* plan_help = "plan id; may be left out where there is one plan";
/// The plan that is meant: the one named, or the only one there is.
/// @return not_found where there is none, or several and none is named: the error lists them
Result<PlanId> chosen_plan(Workspace& workspace, const std::string& name);

/// @return malformed_input for a name that can be none
Result<std::vector<ConnectionId>> connection_ids(const std::vector<std::string>& names);

/// Registers `run` for `command`: an Error it returns is printed and sets the exit code.
void on_call(CLI::App& command, Session& session, std::function<Result<void>()> run);

/// "tiendo 0.1.0 (Release, GNU 12.2.0, shared)" and what it was built with, one fact a line.
std::string_view version_text();

/// What an option says; nothing where it is not given.
/// @return malformed_input, naming the option
Result<std::optional<Instant>> instant_in(const std::string& word, const char* option);

/// --known-at INSTANT, for commands that answer on both axes of time.
CLI::Option* add_known_at_option(CLI::App& command, std::string& word);

/// --rules FILE, for commands that may need rules besides the shipped ones.
void add_rules_option(CLI::App& command, Session& session);

void add_plan_commands(CLI::App& app, Session& session);
/// `plan extend|refresh|order`; after `add_plan_commands`, to which they belong.
void add_renew_commands(CLI::App& app, Session& session);
/// Commands of `plan` on documents; after `add_plan_commands`, to which they belong.
void add_document_commands(CLI::App& app, Session& session);
void add_calendar_commands(CLI::App& app, Session& session);
void add_unit_commands(CLI::App& app, Session& session);
void add_due_commands(CLI::App& app, Session& session);
void add_owed_commands(CLI::App& app, Session& session);
void add_timeliness_command(CLI::App& app, Session& session);
void add_feed_command(CLI::App& app, Session& session);
void add_remind_command(CLI::App& app, Session& session);
void add_score_commands(CLI::App& app, Session& session);
void add_connection_commands(CLI::App& app, Session& session);
/// `adapter test`; after `add_connection_commands`, to whose `adapter` it belongs.
void add_kit_commands(CLI::App& app, Session& session);
/// `adapter try`; after `add_connection_commands` too.
void add_try_command(CLI::App& app, Session& session);
/// `adapter new`; after `add_connection_commands` too.
void add_skeleton_command(CLI::App& app, Session& session);
void add_sync_commands(CLI::App& app, Session& session);
void add_outbox_commands(CLI::App& app, Session& session);
void add_serve_command(CLI::App& app, Session& session);
void add_report_commands(CLI::App& app, Session& session);
/// `report export|correct|issued|questions`; after `add_report_commands`.
void add_issue_commands(CLI::App& app, Session& session);
/// `report template|draft`; after `add_report_commands`, to whose `report` they belong.
void add_draft_commands(CLI::App& app, Session& session);
void add_admin_commands(CLI::App& app, Session& session);

}  // namespace tiendo::cli

#pragma once

#include "tiendo/base/log.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/calendar/office_hours.hpp"
#include "tiendo/calendar/rule.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/http/client.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/ledger/draft.hpp"
#include "tiendo/ledger/explain.hpp"
#include "tiendo/ledger/official_scores.hpp"
#include "tiendo/ledger/on_map.hpp"
#include "tiendo/ledger/permit.hpp"
#include "tiendo/ledger/renew.hpp"
#include "tiendo/ledger/reorganise.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/ledger/timeliness.hpp"
#include "tiendo/ledger/workflow.hpp"
#include "tiendo/model/issued.hpp"
#include "tiendo/plugin/adapter.hpp"
#include "tiendo/reader/reader.hpp"
#include "tiendo/report/board.hpp"
#include "tiendo/report/calendar_feed.hpp"
#include "tiendo/report/compose.hpp"
#include "tiendo/report/report.hpp"
#include "tiendo/report/template.hpp"
#include "tiendo/report/trace.hpp"
#include "tiendo/store/connections.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/maintenance.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/record_list.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/sync/hub.hpp"
#include "tiendo/sync/outbox.hpp"
#include "tiendo/sync/outbox_decisions.hpp"
#include "tiendo/units/registry.hpp"
#include "tiendo/workspace/outbox.hpp"
#include "tiendo/workspace/reminders.hpp"
#include "tiendo/workspace/secrets.hpp"
#include "tiendo/workspace/serving.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

struct WorkspaceOptions {
    std::string url = "sqlite:tiendo.db";  ///< the database
    std::string actor = "tiendo";          ///< who acts, for the journal: an office or a function
    /// The unit for which the actor acts. Where it is set, what is done with papers and what is
    /// read of them must be allowed by `permits` (`rejected` says who may); lists hold what it may
    /// read. Without it the integrator answers for who may call.
    std::optional<UnitId> acts_for{};
    ledger::Permits permits = ledger::Permits::shipped();
    Clock clock = system_clock();  ///< decides every standing; give a fixed one to replay a day
    Logger log{};                  ///< silent
    /// Days off by which due instants of adopted plans are derived.
    calendar::WorkingCalendar calendar = calendar::shipped_calendar();
    calendar::OfficeHours hours = calendar::shipped_office_hours();  ///< for rules of working days
    calendar::RuleBook rules = calendar::shipped_rules();  ///< that may be ordered for a sentence
    std::vector<std::filesystem::path>
        adapter_folders{};  ///< searched in this order for adapters by name
    /// Adapters in these folders and those of the package run in this process, all others in a
    /// guarded process of their own, unless the connection says otherwise.
    std::vector<std::filesystem::path> trusted_folders{};
    /// Limits of guarded adapters. Lines of a trace begin with the connection's id. With `trace` or
    /// `attach` set all adapters are guarded whose connection does not say otherwise.
    plugin::GuardOptions guard{};
    /// Where it is set, an adapter that it does not allow is not run.
    std::optional<plugin::AllowList> allowed{};
    /// What makes adapters of files without code: `declarative::engine({})` for profiles.
    std::vector<plugin::Engine> engines{};
    SecretSource secrets = read_secret;               ///< resolves the references of connections
    http::ClientOptions http{};                       ///< limits of an adapter's requests
    std::chrono::milliseconds call_timeout{300'000};  ///< of one page
    sync::RetryPolicy retry{};                        ///< of one page
    /// Of one delivery, and of the questions about one whose outcome is unknown.
    sync::RetryPolicy delivery_retry = sync::OutboxOptions().retry;
    std::string worker{};  ///< names it in the outbox; empty: by machine, process and chance
    sync::BudgetOptions budget{};      ///< of each connection
    std::function<double()> jitter{};  ///< even in [0, 1); empty: from the machine's entropy
    sync::Wait wait = sync::real_wait();
    std::chrono::milliseconds busy_timeout{5'000};  ///< how long to wait for another writer
};

/// What a person states when a system is connected.
struct ConnectionSettings {
    ConnectionId id;
    std::string adapter;  ///< name, or path of the object
    std::map<std::string, std::string>
        settings;  ///< plain values; their types are those of the adapter's manifest
    std::map<std::string, std::string> secrets;  ///< key → "file:PATH" or "env:NAME"
    /// Nothing: by where the adapter lies, see WorkspaceOptions::trusted_folders.
    std::optional<plugin::Isolation> isolation{};
};

/// The head of the journal that a report or an export in a file prints; of an export only the end
/// is read.
/// @return as read_file and report::printed_head; malformed_input for a report beyond 64 MiB
Result<store::JournalHead> read_printed_head(const std::filesystem::path& file);

/// A document that was read and adopted.
struct Adopted {
    Plan plan;
    ledger::Adoption
        adoption;  ///< duties, cycles, obligations, and the doubts that deriving raised
    std::vector<Doubt> doubts;  ///< of the reader, those left that deriving did not raise anew
};

/// How a report is written out: for reading, for Word, for Excel, for programs (a Frictionless Data
/// Package in a ZIP archive). `report/render.hpp` and `report/export.hpp` say what each holds.
enum class Format : std::uint8_t { markdown = 0, html = 1, docx = 2, xlsx = 3, datapackage = 4 };
std::string_view to_string(Format format) noexcept;
Result<Format> parse_format(std::string_view text);
/// With what a name of such a file ends: ".md", ".html", ".docx", ".xlsx", ".zip".
std::string_view ending_of(Format format) noexcept;
/// The format of a file by how its name ends, upper or lower case. @return malformed_input
Result<Format> format_of(const std::filesystem::path& file);

struct ComposeOptions {
    CycleId cycle;
    Format format = Format::markdown;
    /// By what was recorded up to this instant; absent: by all of it. See report::ComposeOptions.
    std::optional<Instant> known_at{};
};

/// How a report is issued.
struct IssueOptions {
    CycleId cycle;
    std::string number{};  ///< "25/BC-UBND"; empty: the clerk fills it in
    std::string note{};    ///< of a correction: what is mended and why, Vietnamese
};

/// What an integrator opens: one store with its plans, units, connections and reports. Starts no
/// thread but while `pull` or `deliver` runs and for what `serve` gives, keeps no global state;
/// several may be open in one process.
///
/// Threads: one call at a time.
class Workspace {
public:
    /// Makes the database. @return conflict if there is one
    static Result<Workspace> create(const WorkspaceOptions& options);
    /// @return as store::Store::open
    static Result<Workspace> open(const WorkspaceOptions& options);
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;

    [[nodiscard]] const WorkspaceOptions& options() const noexcept;
    /// From now on somebody else acts: `WorkspaceOptions::actor` and `acts_for`.
    void act_as(std::string actor, std::optional<UnitId> acts_for);
    /// The door to everything that has no word of its own here.
    [[nodiscard]] store::Store& store() noexcept;

    /// Reads a list of units, with the events that come with it, and puts it in the place of the
    /// one before.
    /// @return as units::parse_history; conflict where units were changed by `apply_units` since
    Result<std::int64_t> load_units(const std::filesystem::path& file);
    /// @return not_found where none was loaded
    Result<units::Registry> units();
    /// As it was known at `at`, without what was entered later.
    Result<units::Registry> units_known_at(Instant at);
    /// The first list and every event, amendment and reversal.
    Result<units::History> units_history();

    /// What entries would change, one after the other, on the map and in all that hangs on units;
    /// nothing is kept.
    /// @return as `apply_units`
    Result<std::vector<ledger::UnitsEffect>> preview_units(
        const std::vector<units::Entry>& entries);
    /// Applies events, amendments and reversals, all or none.
    /// @return as ledger::apply_units
    Result<std::vector<ledger::UnitsEffect>> apply_units(const std::vector<units::Entry>& entries);
    /// The same for a file of entries. @return as units::parse_events
    Result<std::vector<ledger::UnitsEffect>> preview_units(const std::filesystem::path& file);
    Result<std::vector<ledger::UnitsEffect>> apply_units(const std::filesystem::path& file);
    /// Takes an event or an amendment back by a counter-event "huy-<id>".
    /// @return as ledger::apply_units; malformed_input without a reason
    Result<ledger::UnitsEffect> reverse_units(const UnitEventId& entry, const std::string& reason);

    /// Reads a document and adopts it: derives duties, cycles and what is owed, and keeps all of
    /// it.
    /// @return as reader::read_plan and ledger::adopt
    Result<Adopted> adopt(const std::filesystem::path& document,
                          const ledger::AdoptOptions& options);
    /// The same for what was read already, with the answers of a review worked in.
    /// @pre `reading` was read from `document`
    Result<Adopted> adopt(const reader::Document& document,
                          reader::Reading reading,
                          const ledger::AdoptOptions& options);
    /// Adds later years to a plan. @return as ledger::extend
    Result<ledger::Renewal> extend(const PlanId& id, const ledger::Extension& extension);
    /// Derives again by the calendar and the rules of the options; what is frozen at the clock
    /// stays. @return as ledger::refresh
    Result<ledger::Renewal> refresh(const PlanId& id);
    /// What `refresh` would change; nothing is kept.
    Result<ledger::Renewal> preview_refresh(const PlanId& id);
    /// Lets a rule of the book say when the papers of a sentence are due. @return as ledger::order
    Result<ledger::Renewal> order(const PlanId& id, const ledger::RuleOrder& order);
    /// What `order` would change; nothing is kept.
    Result<ledger::Renewal> preview_order(const PlanId& id, const ledger::RuleOrder& order);
    Result<std::vector<store::PlanSummary>> plans();
    /// @return not_found
    Result<store::StoredPlan> plan(const PlanId& id);
    Result<std::vector<Doubt>> doubts(const PlanId& id);
    Result<std::vector<Duty>> duties(const store::DutyFilter& filter);
    Result<std::vector<Cycle>> cycles(const PlanId& id);
    /// What the unit may do for which is acted, at the workspace's clock; everything where none is
    /// named. For buttons and menus: the calls below ask by themselves.
    /// @return not_found for an unknown plan, or where that unit is unknown
    Result<ledger::Powers> powers(const PlanId& id);
    /// All that is owed under a plan, as it stands at the workspace's clock; where a unit is named
    /// for which is acted, the papers that it may read.
    Result<std::vector<ledger::Owed>> owed(const PlanId& id);
    /// On both axes of time. @return as ledger::owed
    Result<std::vector<ledger::Owed>> owed(const PlanId& id,
                                           const ledger::StandingQuestion& question);
    /// The same counted by the units of another day. @return as ledger::owed_on_map; rejected where
    /// not all papers may be read
    Result<ledger::MapTable> owed_on_map(const PlanId& id,
                                         const ledger::StandingQuestion& question,
                                         Date map);
    /// How timely units were, over all plans and years or some. @return as ledger::timeliness;
    /// rejected where not all papers of one of the plans may be read
    Result<ledger::Timeliness> timeliness(const ledger::TimelinessQuestion& question);

    /// What a unit is asked for in a cycle, filled in as far as it is known.
    Result<report::Template> report_template(const ledger::Paper& paper);
    /// The paper while it is written; see tiendo/ledger/draft.hpp.
    Result<ledger::Draft> draft(const ledger::Paper& paper);
    /// Every revision of one part of the draft, also those that came too late.
    Result<std::vector<ledger::DraftPast>> draft_past(const ledger::Paper& paper,
                                                      ledger::PartKind kind,
                                                      std::string_view about);
    /// Keeps parts of the draft, all or none. A part that somebody else saved meanwhile comes back
    /// with both texts (`SavedPart::other`); neither is lost.
    Result<std::vector<ledger::SavedPart>> save_draft(
        const ledger::Paper& paper,
        const std::vector<ledger::NewDraftPart>& parts);
    /// Sends the draft, which wants both rights, to write it and to send it.
    /// @return malformed_input with the list of required sections that it lacks
    Result<Submission> submit_draft(const ledger::Paper& paper, const ledger::Sending& sending);

    /// Takes a paper in as it arrived. @param sent_at when it reached the office; not after the
    /// clock
    Result<Submission> submit(const ledger::Paper& paper, const ledger::NewSubmission& submission);
    Result<Submission> return_paper(const ledger::Paper& paper, const ledger::NewReturn& returned);
    Result<Submission> accept(const ledger::Paper& paper);
    Result<Submission> accept(const ledger::Paper& paper, const ledger::NewAcceptance& acceptance);
    /// @param why  the sender's reason
    Result<Submission> withdraw(const ledger::Paper& paper, const std::string& why);
    Result<Obligation> excuse(const ledger::Paper& paper,
                              const ledger::NewExcuse& excuse,
                              const std::string& why);
    /// Why a paper stands where it does, and from which entry of the journal on it was known so.
    Result<ledger::Explanation> explain_paper(const ledger::Paper& paper,
                                              const ledger::StandingQuestion& question);

    /// Who owes what under the plan, by when, and where it stands at the workspace's clock.
    Result<report::BoardTable> board(const PlanId& id);
    /// On both axes of time. @return as report::compose_board
    Result<report::BoardTable> board(const PlanId& id, const ledger::StandingQuestion& question);
    /// What one unit owes under all plans, as a calendar at the workspace's clock; write it out by
    /// `report::render_feed`.
    /// @return not_found for an unknown unit
    Result<report::Feed> feed(const UnitId& unit, report::FeedKind kind);
    /// The consolidated report of one cycle at the workspace's clock.
    Result<report::Report> report(const PlanId& id, const CycleId& cycle);
    /// On both axes of time. @return as report::compose
    Result<report::Report> report(const PlanId& id,
                                  const CycleId& cycle,
                                  const ledger::StandingQuestion& question);
    /// The same, written out: the bytes of the file.
    /// @return unsupported for XLSX where the library was built without libxlsxwriter
    Result<std::string> compose(const PlanId& id, const ComposeOptions& options);
    /// The same into a file, all of it or nothing: what was there stays until the new file is
    /// whole.
    /// @return malformed_input where the name does not end as the format's names do, so that no
    /// program is told wrong what it opens; storage
    Result<void> export_report(const PlanId& id,
                               const ComposeOptions& options,
                               const std::filesystem::path& file);
    /// Where units state other figures than connected systems record, at the workspace's clock.
    Result<std::vector<report::Question>> questions(const PlanId& id, const CycleId& cycle);
    /// Composes the report and keeps it in every format, as it goes out; accepted papers become
    /// consolidated. @return conflict where one was issued for the cycle: it is to be corrected
    Result<IssuedReport> issue(const PlanId& id, const IssueOptions& options);
    /// Composes the report again and keeps it as the next version; the one before stays readable.
    /// The paper says which one it takes the place of, why, and which figures differ.
    /// @return as ledger::keep_issued
    Result<IssuedReport> correct(const PlanId& id, const IssueOptions& options);
    /// Every version that was issued.
    Result<std::vector<IssuedReport>> issued(const PlanId& id, const CycleId& cycle);
    /// Byte for byte as it went out. @return not_found
    Result<std::string> issued_text(const PlanId& id,
                                    const CycleId& cycle,
                                    int version,
                                    Format format);
    /// The figures of that report that speak of one unit alone: what systems measured of it, and
    /// what it states.
    Result<std::vector<report::Figure>> figures(const ledger::Paper& paper);
    /// A figure of that report with all that stands behind it. Its own ones a unit may look behind
    /// that may read its paper, all others who may compose.
    /// @return not_found for a figure that the report does not have
    Result<report::FigureTrace> trace(const PlanId& id,
                                      const CycleId& cycle,
                                      std::string_view figure,
                                      const ledger::Paging& paging);
    /// The same of the report as it was known at `question.known_at`.
    Result<report::FigureTrace> trace(const PlanId& id,
                                      const CycleId& cycle,
                                      const ledger::StandingQuestion& question,
                                      std::string_view figure,
                                      const ledger::Paging& paging);
    /// The same as one list: down to the rows and up to the sentence of the plan. A rate has two
    /// parts.
    Result<std::vector<ledger::Explanation>> explain(const PlanId& id,
                                                     const CycleId& cycle,
                                                     std::string_view figure,
                                                     const ledger::Paging& paging);
    /// The same of the report on both axes of time. @return as above; as report::trace
    Result<std::vector<ledger::Explanation>> explain(const PlanId& id,
                                                     const CycleId& cycle,
                                                     const ledger::StandingQuestion& question,
                                                     std::string_view figure,
                                                     const ledger::Paging& paging);

    /// @return config where the settings do not fit the adapter's manifest; as plugin::load;
    /// conflict if the id is taken
    Result<void> add_connection(const ConnectionSettings& settings);
    Result<void> remove_connection(const ConnectionId& id);
    Result<std::vector<store::Connection>> connections();
    /// Can it be reached, with these rights?
    Result<std::vector<plugin::Finding>> check_connection(const ConnectionId& id);

    /// Pulls until idle, all connections at once, then attaches evidence and figures to every plan.
    /// @param ids empty: all
    /// @return not_found for an unknown connection; what went wrong with one stream is in its entry
    Result<std::vector<sync::StreamPull>> pull(const std::vector<ConnectionId>& ids,
                                               std::stop_token stop);
    /// Derives evidence and figures from the records again; `pull` does it by itself.
    Result<void> attach();
    /// Lets other systems call connections whose adapter answers requests. The workspace must
    /// outlive what comes back, and may be used meanwhile.
    /// @return not_found, unsupported or conflict for a connection that was named and is unknown,
    /// cannot be called or is paused; unsupported where none can; as http::Server::start
    Result<Serving> serve(const ServeOptions& options);
    Result<std::vector<store::StreamState>> stream_states();
    Result<std::vector<store::DeadLetter>> dead_letters();
    /// What a connection's pulls brought, as `store::list_records`: newest day first.
    Result<std::vector<Record>> records(const store::RecordListQuery& query);

    /// Puts a record into the outbox, to be sent by `deliver`. The same again under its key is
    /// known and changes nothing.
    /// @return not_found for an unknown connection or stream; unsupported where the adapter does
    /// not write to it; malformed_input for a record that is none of the stream's; as
    /// store::put_outbox
    Result<store::PutOutcome> put_delivery(const Outgoing& outgoing);
    /// The same in a transaction of the caller's, with the work that it tells about.
    /// @param tx of `store()`
    Result<store::PutOutcome> put_delivery(store::Transaction& tx, const Outgoing& outgoing);
    /// Sends what is due, asks about what is unknown, and returns; all connections at once. Any
    /// number of programs may deliver from one database. One that was killed leaves what it had in
    /// hand to the next one, which asks about it when twice `call_timeout` has passed.
    /// @param ids empty: all with something due. A connection that is paused sends nothing
    /// @return not_found for an unknown connection. One entry for each connection; why one could
    /// not go on is its failure
    Result<std::vector<sync::OutboxRun>> deliver(const std::vector<ConnectionId>& ids,
                                                 std::stop_token stop);
    Result<std::vector<store::OutboxItem>> deliveries(const store::OutboxFilter& filter);
    /// @return not_found
    Result<store::OutboxItem> delivery(std::string_view key);
    /// What a person decides about deliveries: as the functions of these names in
    /// tiendo/sync/outbox_decisions.hpp, by the workspace's actor and clock.
    Result<sync::Reported> report_outcome(const sync::OutcomeReport& report, std::string_view why);
    /// @return also malformed_input for a record that is none of the stream's
    Result<void> edit_delivery(std::string_view key, std::string_view record, std::string_view why);
    Result<void> retry_delivery(std::string_view key, std::string_view why);
    Result<void> discard_delivery(std::string_view key, std::string_view why);
    Result<std::int64_t> retry_deliveries(const sync::Selection& selection, std::string_view why);
    Result<std::int64_t> discard_deliveries(const sync::Selection& selection, std::string_view why);
    Result<void> resume_outbox(const ConnectionId& connection, std::string_view why);
    /// In steps of 10,000, each a transaction with one entry in the journal.
    /// @return how many
    Result<std::int64_t> purge_deliveries(const PurgeOptions& options, std::string_view why);

    /// Which reminders the rules ask for at the workspace's clock, and what would become of each;
    /// nothing is kept. Days are counted by the workspace's calendar.
    /// @return as ledger::reminders_due; not_found for an unknown plan
    Result<std::vector<Reminder>> preview_reminders(const RemindOptions& options);
    /// Puts them into the outbox, all or none, each once for ever: of several whose moments passed
    /// since the last time only the latest. `deliver` sends them.
    /// @return as `preview_reminders` and `put_delivery`
    Result<std::vector<Reminder>> remind(const RemindOptions& options,
                                         const ReminderTarget& target);

    /// Takes official scores in. @return as ledger::import_scores
    Result<std::vector<ledger::OfficialScore>> import_scores(const std::filesystem::path& file);
    /// By province, year and dimension.
    Result<std::vector<ledger::OfficialScore>> official_scores();
    /// What stands beside them: figures of one's own records, which are no scores.
    Result<std::vector<ledger::LocalProxy>> local_proxies(const PlanId& plan, const CycleId& cycle);

    /// @param first sequence of the first entry, from 1
    Result<std::vector<JournalEntry>> journal(std::int64_t first, std::int64_t limit);
    /// @param printed the head that an earlier report shows
    Result<store::JournalCheck> verify_journal(const std::optional<store::JournalHead>& printed);
    /// Writes the whole journal for an auditor (docs/journal.md): one JSON object a line, the head
    /// last. A reader sees the old file or the whole new one.
    /// @return storage where the file cannot be written
    Result<store::JournalHead> export_journal(const std::filesystem::path& file);
    /// All checks of the database and of the installed adapters; one finding each.
    Result<std::vector<store::Finding>> doctor();

private:
    struct Impl;
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tiendo

#include "session.hpp"

#include "watching.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/declarative/engine.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <utility>

namespace tiendo::cli {

namespace {

constexpr std::size_t longest_table = std::size_t{1} << 20U;

/// Where the adapters of this installation lie.
std::vector<std::filesystem::path> installed_folders(const Session& session) {
    return {session.prefix() / TIENDO_ADAPTER_FOLDER};
}

}  // namespace

Session::Session() = default;
Session::~Session() = default;

Result<Clock> Session::clock() const {
    if (at.empty()) {
        return system_clock();
    }
    auto instant = Instant::parse(at);
    return instant ? Result<Clock>(fixed_clock(*instant)) : std::move(instant).error().at("--at");
}

Result<ledger::StandingQuestion> Session::question(const std::string& known_at) const {
    auto now = clock();
    auto known = now ? instant_in(known_at, "--known-at") : std::move(now).error();
    if (!known) {
        return std::move(known).error();
    }
    return ledger::StandingQuestion{(*now)(), *known};
}

std::filesystem::path Session::prefix() const {
    std::error_code ignored;
    auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    if (ignored) {
        self = std::filesystem::absolute(program, ignored);
    }
    return self.parent_path().parent_path();
}

Logger Session::logger() const {
    return stderr_logger(verbose ? LogLevel::debug : LogLevel::error);
}

Result<plugin::SearchOptions> Session::search() const {
    plugin::SearchOptions search;
    search.trusted = installed_folders(*this);
    search.engines = {declarative::engine({})};
    search.isolation = plugin::Isolation::by_place;
    search.folders.assign(adapter_folders.begin(), adapter_folders.end());
    search.folders.insert(search.folders.end(), search.trusted.begin(), search.trusted.end());
    if (!allow.empty()) {
        auto list = plugin::read_allow_list(allow);
        if (!list) {
            return std::move(list).error().at("--allow");
        }
        search.allowed = *std::move(list);
    }
    if (auto watched = watch_as_asked(watch, search.guard); !watched) {
        return std::move(watched).error();
    }
    return search;
}

Result<calendar::WorkingCalendar> Session::calendar() const {
    auto calendar = calendar::shipped_calendar();
    for (const auto& file : calendar_files) {
        auto text = read_file(file, longest_table);
        auto own = text ? calendar::WorkingCalendar::parse(
                              *text, std::filesystem::path(file).filename().string())
                        : std::move(text).error();
        auto joined =
            own ? calendar.with(*own) : Result<calendar::WorkingCalendar>(std::move(own).error());
        if (!joined) {
            return std::move(joined).error().at("--calendar");
        }
        calendar = *std::move(joined);
    }
    return calendar;
}

Result<calendar::OfficeHours> Session::office_hours() const {
    if (hours_file.empty()) {
        return calendar::shipped_office_hours();
    }
    auto text = read_file(hours_file, longest_table);
    auto hours = text ? calendar::OfficeHours::parse(
                            *text, std::filesystem::path(hours_file).filename().string())
                      : std::move(text).error();
    return hours ? std::move(hours) : std::move(hours).error().at("--hours");
}

Result<calendar::RuleBook> Session::rules() const {
    auto book = calendar::shipped_rules();
    for (const auto& file : rule_files) {
        auto text = read_file(file, longest_table);
        auto added = text ? book.add(*text, file) : std::move(text).error();
        if (!added) {
            return std::move(added).error();
        }
    }
    return book;
}

Result<ledger::Permits> Session::permits() const {
    if (permits_file.empty()) {
        return ledger::Permits::shipped();
    }
    auto text = read_file(permits_file, 1U << 20U);
    auto permits = text ? ledger::parse_permits(*text, permits_file) : std::move(text).error();
    return permits ? std::move(permits) : std::move(permits).error().at("--permits");
}

Result<WorkspaceOptions> Session::options() const {
    auto now = clock();
    auto days = now ? calendar() : std::move(now).error();
    auto hours = days ? office_hours() : std::move(days).error();
    auto book = hours ? rules() : std::move(hours).error();
    if (!book) {
        return std::move(book).error();
    }
    auto adapters = search();
    if (!adapters) {
        return std::move(adapters).error();
    }
    auto rights = permits();
    if (!rights) {
        return std::move(rights).error();
    }
    WorkspaceOptions options;
    if (!acts_for.empty()) {
        auto unit = UnitId::parse(acts_for);
        if (!unit) {
            return std::move(unit).error().at("--acts-for");
        }
        options.acts_for = *std::move(unit);
    }
    options.permits = *std::move(rights);
    options.url = db;
    options.actor = actor.empty() ? "cli" : actor;
    options.clock = *std::move(now);
    options.calendar = *std::move(days);
    options.hours = *std::move(hours);
    options.rules = *std::move(book);
    options.log = verbose ? logger() : Logger();
    options.adapter_folders = std::move(adapters->folders);
    options.trusted_folders = std::move(adapters->trusted);
    options.engines = std::move(adapters->engines);
    options.allowed = std::move(adapters->allowed);
    options.guard = std::move(adapters->guard);
    if (watch.attach) {  // somebody looks at it step by step
        options.call_timeout = std::chrono::hours(24);
    }
    options.retry.attempts = attempts.value_or(options.retry.attempts);
    return options;
}

Result<Workspace*> Session::workspace() {
    if (!workspace_) {
        auto chosen = options();
        auto opened = chosen ? Workspace::open(*chosen) : std::move(chosen).error();
        if (!opened) {
            return std::move(opened).error();
        }
        workspace_ = std::make_unique<Workspace>(*std::move(opened));
    }
    return workspace_.get();
}

void Session::show(const Listing& listing) {
    // The option was checked when the command line was read.
    print(std::cout, listing, parse_listing_format(format).value_or(ListingFormat::table));
}

void Session::fail(const Error& error) {
    std::cerr << "tiendo: " << error.explain() << '\n';
    outcome = exit_code_of(error.code());
}

Result<PlanId> chosen_plan(Workspace& workspace, const std::string& name) {
    if (!name.empty()) {
        return PlanId::parse(name);
    }
    auto plans = workspace.plans();
    if (!plans) {
        return std::move(plans).error();
    }
    if (plans->empty()) {
        return Error{
            ErrorCode::not_found, "no plan was adopted yet", "adopt one with: tiendo plan adopt"};
    }
    if (plans->size() == 1) {
        return plans->front().id;
    }
    constexpr std::size_t most_named = 20;
    std::string names;
    for (std::size_t i = 0; i < std::min(plans->size(), most_named); ++i) {
        names += (i == 0 ? "" : ", ") + (*plans)[i].id.str();
    }
    return Error{ErrorCode::not_found,
                 "there are " + std::to_string(plans->size()) + " plans: " + names +
                     (plans->size() > most_named ? " …" : ""),
                 "name one with --plan"};
}

Result<std::vector<ConnectionId>> connection_ids(const std::vector<std::string>& names) {
    std::vector<ConnectionId> ids;
    for (const auto& name : names) {
        auto id = ConnectionId::parse(name);
        if (!id) {
            return std::move(id).error();
        }
        ids.push_back(*std::move(id));
    }
    return ids;
}

Result<std::optional<Instant>> instant_in(const std::string& word, const char* option) {
    if (word.empty()) {
        return std::optional<Instant>();
    }
    auto instant = Instant::parse(word);
    return instant ? Result<std::optional<Instant>>(*instant)
                   : std::move(instant).error().at(option);
}

CLI::Option* add_known_at_option(CLI::App& command, std::string& word) {
    return command.add_option(
        "--known-at", word, "by what was recorded up to this instant (default: all of it)");
}

void add_rules_option(CLI::App& command, Session& session) {
    command
        .add_option("--rules", session.rule_files, "TOML file of rules besides the shipped ones")
        ->allow_extra_args(false);
}

void on_call(CLI::App& command, Session& session, std::function<Result<void>()> run) {
    command.callback([&session, run = std::move(run)] {
        if (auto done = run(); !done) {
            session.fail(done.error());
        }
    });
}

}  // namespace tiendo::cli

// outbox put|list|show|deliver|edit|retry|discard|report|resume|purge
#include "session.hpp"
#include "signals.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

struct OutboxWords {
    std::vector<std::string> connections;
    std::string connection;
    std::string stream;
    std::string key;
    std::string group;
    std::string record;
    std::string state;
    std::string cause;
    std::string outcome;
    std::string id;
    std::string message;
    std::string reason;
    std::int64_t after = 0;
    std::int64_t limit = 1000;
    std::int64_t days = 0;
};
using Words = std::shared_ptr<OutboxWords>;

Cell text(std::string_view value) {
    return std::string(value);
}

Cell instant(const std::optional<Instant>& at) {
    return at ? Cell(at->iso()) : Cell();
}

/// The JSON of a file as one line. Line feeds of JSON stand between its words alone.
Result<std::string> record_in(const std::string& file) {
    constexpr std::size_t longest = std::size_t{8} << 20U;
    auto content = read_file(file, longest);
    if (!content) {
        return std::move(content).error();
    }
    std::replace_if(
        content->begin(), content->end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return std::string(trim(*content));
}

template <typename T>
Result<std::optional<T>> maybe(const std::string& word, Result<T> (*parse)(std::string_view)) {
    if (word.empty()) {
        return std::optional<T>();
    }
    auto value = parse(word);
    return value ? Result<std::optional<T>>(*std::move(value)) : std::move(value).error();
}

Result<store::OutboxFilter> filter_of(const OutboxWords& words) {
    auto connection = maybe<ConnectionId>(words.connection, &ConnectionId::parse);
    auto state =
        connection ? maybe(words.state, &store::parse_outbox_state) : std::move(connection).error();
    if (!state) {
        return std::move(state).error();
    }
    store::OutboxFilter filter;
    filter.connection = *connection;
    filter.state = *state;
    filter.cause = words.cause.empty() ? std::nullopt : std::optional(words.cause);
    filter.after = words.after;
    filter.limit = words.limit;
    return filter;
}

Result<void> put(Session& session, const OutboxWords& words) {
    auto id = ConnectionId::parse(words.connection);
    auto record = id ? record_in(words.record) : std::move(id).error();
    auto workspace = record ? session.workspace() : std::move(record).error();
    if (!workspace) {
        return std::move(workspace).error();
    }
    const auto put =
        (*workspace)->put_delivery({*id, words.stream, words.key, *record, words.group});
    if (!put) {
        return put.error();
    }
    std::cout << words.key << (*put == store::PutOutcome::added ? "  added\n" : "  known\n");
    return {};
}

Result<void> list(Session& session, const OutboxWords& words) {
    auto filter = filter_of(words);
    auto workspace = filter ? session.workspace() : std::move(filter).error();
    auto items = workspace ? (*workspace)->deliveries(*filter) : std::move(workspace).error();
    if (!items) {
        return std::move(items).error();
    }
    Listing listing{{"number",
                     "key",
                     "connection",
                     "stream",
                     "group",
                     "state",
                     "attempts",
                     "next",
                     "cause",
                     "message",
                     "remedy"},
                    {}};
    for (const auto& item : *items) {
        listing.rows.push_back({item.number,
                                item.key,
                                item.connection.str(),
                                item.stream,
                                item.group,
                                text(to_string(item.state)),
                                item.attempts,
                                instant(item.next_at),
                                item.cause,
                                item.message,
                                item.remedy});
    }
    session.show(listing);
    return {};
}

std::vector<std::pair<std::string, Cell>> members_of(const store::OutboxItem& item) {
    return {{"key", item.key},
            {"connection", item.connection.str()},
            {"stream", item.stream},
            {"group", item.group},
            {"state", text(to_string(item.state))},
            {"attempts", item.attempts},
            {"tries", item.tries},
            {"probes", item.probes},
            {"next", instant(item.next_at)},
            {"worker", item.lease_owner},
            {"id", item.foreign_id},
            {"cause", item.cause},
            {"message", item.message},
            {"remedy", item.remedy},
            {"conflict", item.conflict},
            {"put", item.created_at.iso()},
            {"changed", item.changed_at.iso()},
            {"record", item.record},
            {"original", item.original ? Cell(*item.original) : Cell()},
            {"purged_sha256", item.purged}};
}

/// A table has a line for each member, so that a record can be read.
Result<void> show(Session& session, const OutboxWords& words) {
    auto workspace = session.workspace();
    auto item = workspace ? (*workspace)->delivery(words.key) : std::move(workspace).error();
    if (!item) {
        return std::move(item).error();
    }
    Listing lines{{"member", "value"}, {}};
    Listing one{{}, {{}}};
    for (auto& [name, value] : members_of(*item)) {
        lines.rows.push_back({name, value});
        one.columns.push_back(name);
        one.rows.front().push_back(std::move(value));
    }
    session.show(session.format == "table" ? lines : one);
    return {};
}

/// Says why a connection sends nothing now, where an earlier call failed as a whole.
Result<void> tell_if_held(Workspace& workspace, const sync::OutboxRun& run) {
    auto tx = workspace.store().begin(store::Mode::read);
    auto gate = tx ? store::get_outbox_gate(*tx, run.connection) : std::move(tx).error();
    if (!gate) {
        return std::move(gate).error();
    }
    if (run.calls == 0 && gate->resume_at > workspace.options().clock()) {
        std::cerr << "tiendo: connection '" << run.connection << "' waits until "
                  << *gate->resume_at << ": " << gate->message << "; " << gate->remedy
                  << ", then: tiendo outbox resume " << run.connection << '\n';
    }
    return {};
}

Result<void> deliver(Session& session, const OutboxWords& words) {
    auto ids = connection_ids(words.connections);
    auto workspace = ids ? session.workspace() : std::move(ids).error();
    if (!workspace) {
        return std::move(workspace).error();
    }
    const Signals signals;
    auto runs = (*workspace)->deliver(*ids, signals.token());
    if (!runs) {
        return std::move(runs).error();
    }
    Listing listing{
        {"connection", "calls", "sent", "asked", "delivered", "dead", "unknown", "next", "failure"},
        {}};
    for (const auto& run : *runs) {
        listing.rows.push_back({run.connection.str(),
                                run.calls,
                                run.sent,
                                run.asked,
                                run.delivered,
                                run.dead,
                                run.unknown,
                                instant(run.next_at),
                                run.failure ? Cell(run.failure->what()) : Cell()});
        if (run.failure) {
            session.fail(Error(*run.failure).at("connection '" + run.connection.str() + "'"));
        }
        if (auto told = tell_if_held(**workspace, run); !told) {
            return told;
        }
    }
    session.show(listing);
    if (signals.token().stop_requested()) {
        return Error{
            ErrorCode::cancelled, "it was told to stop", "run it again; it goes on where it stood"};
    }
    return {};
}

Result<void> edit(Session& session, const OutboxWords& words) {
    auto record = record_in(words.record);
    auto workspace = record ? session.workspace() : std::move(record).error();
    auto done = workspace ? (*workspace)->edit_delivery(words.key, *record, words.reason)
                          : std::move(workspace).error();
    auto item = done ? (*workspace)->delivery(words.key) : std::move(done).error();
    if (!item) {
        return std::move(item).error();
    }
    if (item->state == store::OutboxState::waiting) {
        std::cout << words.key << "  edited; it waits, and goes with: tiendo outbox deliver\n";
    } else {
        std::cout << words.key << "  edited; let it go with: tiendo outbox retry " << words.key
                  << '\n';
    }
    return {};
}

/// The deliveries of a connection, those that are dead unless --state says otherwise.
Result<sync::Selection> selection_of(const OutboxWords& words) {
    auto filter = filter_of(words);
    if (!filter) {
        return std::move(filter).error();
    }
    return sync::Selection{
        *filter->connection, filter->state.value_or(store::OutboxState::dead), filter->cause};
}

using One = Result<void> (Workspace::*)(std::string_view key, std::string_view why);
using Many = Result<std::int64_t> (Workspace::*)(const sync::Selection&, std::string_view why);

/// One that is named, or all that a connection has.
Result<void> decide(Session& session,
                    const OutboxWords& words,
                    std::string_view done,
                    One one,
                    Many many) {
    if (words.key.empty() == words.connection.empty()) {
        throw CLI::ValidationError("name one key, or a connection with --connection");
    }
    auto workspace = session.workspace();
    if (!workspace) {
        return std::move(workspace).error();
    }
    if (!words.key.empty()) {
        auto decided = ((**workspace).*one)(words.key, words.reason);
        if (decided) {
            std::cout << words.key << "  " << done << '\n';
        }
        return decided;
    }
    auto selection = selection_of(words);
    auto count =
        selection ? ((**workspace).*many)(*selection, words.reason) : std::move(selection).error();
    if (!count) {
        return std::move(count).error();
    }
    std::cout << *count << " deliveries  " << done << '\n';
    return {};
}

Result<void> report(Session& session, const OutboxWords& words) {
    auto outcome = parse_outcome(words.outcome);
    auto workspace = outcome ? session.workspace() : std::move(outcome).error();
    auto reported = workspace ? (*workspace)
                                    ->report_outcome({words.key, *outcome, words.id, words.message},
                                                     words.reason)
                              : std::move(workspace).error();
    auto item = reported ? (*workspace)->delivery(words.key) : std::move(reported).error();
    if (!item) {
        return std::move(item).error();
    }
    std::cout << words.key << "  " << to_string(item->state) << '\n';
    if (*reported == sync::Reported::conflict) {
        std::cerr << "tiendo: delivery '" << words.key << "': " << item->conflict << '\n';
        session.outcome = exit_findings;
    }
    return {};
}

Result<void> resume(Session& session, const OutboxWords& words) {
    auto id = ConnectionId::parse(words.connection);
    auto workspace = id ? session.workspace() : std::move(id).error();
    auto done =
        workspace ? (*workspace)->resume_outbox(*id, words.reason) : std::move(workspace).error();
    if (done) {
        std::cout << *id << "  goes on\n";
    }
    return done;
}

Result<void> purge(Session& session, const OutboxWords& words) {
    auto filter = filter_of(words);
    auto workspace = filter ? session.workspace() : std::move(filter).error();
    if (!workspace) {
        return std::move(workspace).error();
    }
    auto count = (*workspace)
                     ->purge_deliveries({std::chrono::days(words.days),
                                         filter->connection,
                                         filter->state.value_or(store::OutboxState::delivered)},
                                        words.reason);
    if (!count) {
        return std::move(count).error();
    }
    std::cout << *count << " records purged\n";
    return {};
}

/// A command that is somebody's decision: who and why go to the journal, and both are demanded.
void on_decision(CLI::App& command,
                 Session& session,
                 const Words& words,
                 const std::function<Result<void>()>& run) {
    command.add_option("--reason", words->reason, "why, for the journal; --actor says who")
        ->required();
    on_call(command, session, [&session, run] {
        if (session.actor.empty()) {
            throw CLI::RequiredError("--actor");
        }
        return run();
    });
}

void add_selection(CLI::App& command, const Words& words) {
    command.add_option("--connection", words->connection, "of this connection");
    command.add_option("--state", words->state, "waiting, sending, unknown, dead, delivered …");
    command.add_option("--cause", words->cause, "of this cause: rejected");
}

void add_sending_commands(CLI::App& outbox, Session& session, const Words& words) {
    auto* command = outbox.add_subcommand("put", "put a record in, to be sent");
    command->add_option("connection", words->connection, "connection")->required();
    command->add_option("stream", words->stream, "stream that its adapter writes to")->required();
    command->add_option("--key", words->key, "names it for ever, there too; begin with a time")
        ->required();
    command->add_option("--record", words->record, "file with its JSON")->required();
    command->add_option("--group", words->group, "of one group one at a time, in this order");
    on_call(*command, session, [&session, words] { return put(session, *words); });

    command = outbox.add_subcommand("list", "deliveries, without their records");
    add_selection(*command, words);
    command->add_option("--after", words->after, "numbers above this")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--limit", words->limit, "at most so many")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    on_call(*command, session, [&session, words] { return list(session, *words); });

    command = outbox.add_subcommand("show", "all of one, with its record");
    command->add_option("key", words->key, "key")->required();
    on_call(*command, session, [&session, words] { return show(session, *words); });

    command = outbox.add_subcommand("deliver", "send what is due, ask about what is unknown");
    command->add_option("connection", words->connections, "connections; all if none is named");
    on_call(*command, session, [&session, words] { return deliver(session, *words); });
}

void add_decisions(CLI::App& outbox, Session& session, const Words& words) {
    auto* command = outbox.add_subcommand("edit", "correct the record of one not taken");
    command->add_option("key", words->key, "key")->required();
    command->add_option("--record", words->record, "file with its JSON")->required();
    on_decision(*command, session, words, [&session, words] { return edit(session, *words); });

    command = outbox.add_subcommand("retry", "let dead ones go again, or ask again");
    command->add_option("key", words->key, "key; or --connection for all of it");
    add_selection(*command, words);
    on_decision(*command, session, words, [&session, words] {
        return decide(
            session, *words, "let go", &Workspace::retry_delivery, &Workspace::retry_deliveries);
    });

    command = outbox.add_subcommand("discard", "give up ones that have not ended");
    command->add_option("key", words->key, "key; or --connection for all of it");
    add_selection(*command, words);
    on_decision(*command, session, words, [&session, words] {
        return decide(session,
                      *words,
                      "discarded",
                      &Workspace::discard_delivery,
                      &Workspace::discard_deliveries);
    });

    command = outbox.add_subcommand("report", "say what became of one");
    command->add_option("key", words->key, "key")->required();
    command->add_option("outcome", words->outcome, "accepted, duplicate, rejected, absent")
        ->required();
    command->add_option("--id", words->id, "the other side's name for it");
    command->add_option("--message", words->message, "why not");
    on_decision(*command, session, words, [&session, words] { return report(session, *words); });

    command = outbox.add_subcommand("resume", "let a connection that waits go on at once");
    command->add_option("connection", words->connection, "connection")->required();
    on_decision(*command, session, words, [&session, words] { return resume(session, *words); });

    command = outbox.add_subcommand("purge", "take the records of those that ended long ago");
    command->add_option("--older-than", words->days, "days since they ended")
        ->required()
        ->check(CLI::Range(0, 36'500));
    command->add_option("--connection", words->connection, "of this connection");
    command->add_option("--state", words->state, "delivered (default) or discarded");
    on_decision(*command, session, words, [&session, words] { return purge(session, *words); });
}

}  // namespace

void add_outbox_commands(CLI::App& app, Session& session) {
    auto* outbox =
        app.add_subcommand("outbox", "what is sent to neighbouring systems")->require_subcommand(1);
    const auto words = std::make_shared<OutboxWords>();
    add_sending_commands(*outbox, session, words);
    add_decisions(*outbox, session, words);
}

}  // namespace tiendo::cli

// sync run|status|dead|records
#include "session.hpp"
#include "signals.hpp"
#include "watching.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

Cell instant(const std::optional<Instant>& at) {
    return at ? Cell(at->iso()) : Cell();
}

Result<void> run(Session& session, const std::vector<std::string>& names) {
    auto workspace = session.workspace();
    if (!workspace) {
        return std::move(workspace).error();
    }
    auto ids = connection_ids(names);
    if (!ids) {
        return std::move(ids).error();
    }
    const Signals signals;
    auto pulls = (*workspace)->pull(*ids, signals.token());
    if (!pulls) {
        return std::move(pulls).error();
    }
    Listing listing{{"connection",
                     "stream",
                     "pages",
                     "inserted",
                     "updated",
                     "unchanged",
                     "deleted",
                     "dead",
                     "retries",
                     "failure"},
                    {}};
    for (const auto& pull : *pulls) {
        listing.rows.push_back({pull.connection.str(),
                                pull.stream,
                                pull.pages,
                                pull.outcome.inserted,
                                pull.outcome.updated,
                                pull.outcome.unchanged,
                                pull.outcome.deleted,
                                pull.dead,
                                pull.retries,
                                pull.failure ? Cell(pull.failure->what()) : Cell()});
        for (const auto& notice : pull.notices) {
            std::cerr << "tiendo: connection '" << pull.connection << "', stream '" << pull.stream
                      << "': " << notice.what << "; " << notice.remedy << '\n';
        }
        if (pull.failure) {
            session.fail(Error(*pull.failure).at("connection '" + pull.connection.str() + "'"));
        }
    }
    session.show(listing);
    return {};
}

Result<void> status(Session& session) {
    auto workspace = session.workspace();
    auto states = workspace ? (*workspace)->stream_states() : std::move(workspace).error();
    if (!states) {
        return std::move(states).error();
    }
    Listing listing{{"connection",
                     "stream",
                     "pages",
                     "records",
                     "last_page",
                     "last_success",
                     "failures",
                     "failure"},
                    {}};
    for (const auto& state : *states) {
        listing.rows.push_back({state.connection.str(),
                                state.stream,
                                state.pages,
                                state.records,
                                instant(state.last_pull_at),
                                instant(state.last_success_at),
                                state.failures,
                                state.failure});
    }
    session.show(listing);
    return {};
}

Result<void> dead(Session& session) {
    auto workspace = session.workspace();
    auto letters = workspace ? (*workspace)->dead_letters() : std::move(workspace).error();
    if (!letters) {
        return std::move(letters).error();
    }
    Listing listing{{"id", "connection", "stream", "at", "code", "text", "remedy", "payload"}, {}};
    for (const auto& letter : *letters) {
        listing.rows.push_back({letter.id,
                                letter.connection.str(),
                                letter.stream,
                                letter.at.iso(),
                                letter.code,
                                letter.text,
                                letter.remedy,
                                letter.payload});
    }
    session.show(listing);
    return {};
}

struct RecordWords {
    std::string connection;
    std::string type;
    std::string id;
    std::int64_t limit = 20;
};

/// What was pulled, of one type or of each: the newest of each type.
Result<void> records(Session& session, const RecordWords& words) {
    auto connection = ConnectionId::parse(words.connection);
    if (!connection) {
        return std::move(connection).error();
    }
    std::vector<RecordType> types = {
        RecordType::dossier, RecordType::document, RecordType::feedback};
    if (!words.type.empty()) {
        auto type = parse_record_type(words.type);
        if (!type) {
            return std::move(type).error().at("--type");
        }
        types = {*type};
    }
    auto workspace = session.workspace();
    Listing listing{{"type", "day", "id", "record"}, {}};
    for (const RecordType type : types) {
        auto found = workspace ? (*workspace)
                                     ->records({.connection = *connection,
                                                .type = type,
                                                .id = words.id,
                                                .limit = words.limit})
                               : std::move(workspace).error();
        if (!found) {
            return std::move(found).error();
        }
        for (const Record& record : *found) {
            listing.rows.push_back({std::string(to_string(type)),
                                    record.day ? record.day->iso() : std::string(),
                                    record.id,
                                    to_json(record)});
        }
    }
    session.show(listing);
    return {};
}

}  // namespace

void add_sync_commands(CLI::App& app, Session& session) {
    auto* sync =
        app.add_subcommand("sync", "pull records from neighbouring systems")->require_subcommand(1);
    auto names = std::make_shared<std::vector<std::string>>();
    auto* run_command =
        sync->add_subcommand("run", "pull until idle, then attach evidence and figures");
    run_command->add_option("connection", *names, "connections; all if none is named");
    run_command
        ->add_option("--attempts", session.attempts, "tries for one page, 1 to 100 (default: 6)")
        ->check(CLI::Range(1, 100));
    add_watch_options(*run_command, session);
    on_call(*run_command, session, [&session, names] { return run(session, *names); });
    on_call(*sync->add_subcommand("status", "how far each stream was read"), session, [&session] {
        return status(session);
    });
    on_call(*sync->add_subcommand("dead", "records that could not be taken, with their cause"),
            session,
            [&session] { return dead(session); });
    auto words = std::make_shared<RecordWords>();
    auto* records_command =
        sync->add_subcommand("records", "what was pulled from a connection, newest day first");
    records_command->add_option("connection", words->connection, "whose")->required();
    records_command->add_option(
        "--type", words->type, "dossier, document or feedback (default: all)");
    records_command->add_option("--id", words->id, "the records of this id alone");
    records_command->add_option("--limit", words->limit, "of each type at most, 1 to 10000")
        ->capture_default_str();
    on_call(*records_command, session, [&session, words] { return records(session, *words); });
}

}  // namespace tiendo::cli

// sync run|status|dead
#include "session.hpp"
#include "signals.hpp"
#include "watching.hpp"

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
}

}  // namespace tiendo::cli

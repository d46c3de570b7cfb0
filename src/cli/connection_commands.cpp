// adapter list|describe|check, connection add|list|test|remove
#include "session.hpp"
#include "watching.hpp"

#include "tiendo/plugin/adapter.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

Cell text(std::string_view value) {
    return std::string(value);
}

void show_findings(Session& session, const std::vector<plugin::Finding>& findings) {
    Listing listing{{"level", "what", "remedy"}, {}};
    for (const auto& finding : findings) {
        listing.rows.push_back(
            {text(plugin::to_string(finding.level)), finding.what, finding.remedy});
        if (finding.level == plugin::FindingLevel::error) {
            session.outcome = exit_findings;
        }
    }
    session.show(listing);
}

Result<std::pair<std::string, std::string>> split(const std::string& word, std::string_view what) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
        return Error{ErrorCode::malformed_input,
                     "'" + word + "' is no " + std::string(what),
                     "write it as key=value"};
    }
    return std::pair(word.substr(0, equals), word.substr(equals + 1));
}

/// What becomes of an adapter when its name is asked for.
std::string use_of(const plugin::Found& adapter) {
    if (adapter.refused) {
        return "not allowed";
    }
    return adapter.shadowed_by ? "shadowed by " + adapter.shadowed_by->string() : "taken";
}

Result<void> list_adapters(Session& session) {
    auto search = session.search();
    if (!search) {
        return std::move(search).error();
    }
    const auto found = plugin::list(*search);
    Listing listing{
        {"name", "version", "status", "from", "runs", "use", "streams", "summary", "path"}, {}};
    for (const auto& adapter : found.adapters) {
        std::string streams;
        for (const auto& stream : adapter.manifest.streams) {
            streams += (streams.empty() ? "" : ", ") + stream.name;
        }
        listing.rows.push_back({adapter.manifest.name,
                                adapter.manifest.version,
                                text(plugin::to_string(adapter.manifest.status)),
                                text(plugin::to_string(adapter.origin)),
                                text(plugin::to_string(adapter.isolation)),
                                use_of(adapter),
                                streams,
                                adapter.manifest.summary,
                                adapter.path.string()});
    }
    session.show(listing);
    for (const auto& adapter : found.adapters) {
        if (adapter.refused) {
            std::cerr << "tiendo: " << adapter.refused->what() << '\n';
        }
    }
    for (const auto& failure : found.failures) {
        std::cerr << "tiendo: " << failure.what() << '\n';
    }
    return {};
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) {
        all.append(all.empty() ? "" : ", ").append(word);
    }
    return all.empty() ? "nothing" : all;
}

Result<void> describe_adapter(Session& session, const std::string& name) {
    auto search = session.search();
    auto adapter = search ? plugin::load(name, *search, session.logger())
                          : Result<plugin::Adapter>(std::move(search).error());
    if (!adapter) {
        return std::move(adapter).error();
    }
    Listing listing{{"key", "type", "required", "secret", "description"}, {}};
    for (const auto& key : adapter->manifest().config) {
        listing.rows.push_back({key.key,
                                text(plugin::to_string(key.type)),
                                text(key.required ? "yes" : "no"),
                                text(key.secret ? "yes" : "no"),
                                key.description});
    }
    if (session.format == "table") {
        const auto& manifest = adapter->manifest();
        std::cout << manifest.name << ' ' << manifest.version << " ("
                  << plugin::to_string(manifest.status) << "), " << manifest.vendor << ", "
                  << manifest.licence << '\n'
                  << manifest.summary << '\n'
                  << adapter->path().string() << "\n"
                  << "ABI " << manifest.abi.str() << "; can " << joined(manifest.capabilities)
                  << "; talks to " << joined(manifest.hosts) << '\n';
        for (const auto& stream : manifest.streams) {
            std::cout << "stream " << stream.name << " (" << to_string(stream.type) << ", "
                      << plugin::to_string(stream.flow) << "): " << stream.description << '\n';
        }
        std::cout << '\n';
    }
    session.show(listing);
    return {};
}

struct ConnectionWords {
    std::string id;
    std::string adapter;
    std::vector<std::string> settings;
    std::vector<std::string> secrets;
    std::string isolation;
};

Result<void> add_connection(Session& session, const ConnectionWords& words) {
    auto id = ConnectionId::parse(words.id);
    if (!id) {
        return std::move(id).error();
    }
    ConnectionSettings settings{*id, words.adapter, {}, {}, {}};
    if (!words.isolation.empty()) {
        auto isolation = plugin::parse_isolation(words.isolation);
        if (!isolation) {
            return std::move(isolation).error().at("--isolation");
        }
        settings.isolation = *isolation;
    }
    for (const auto& word : words.settings) {
        auto pair = split(word, "setting");
        if (!pair) {
            return std::move(pair).error();
        }
        settings.settings.insert(*std::move(pair));
    }
    for (const auto& word : words.secrets) {
        auto pair = split(word, "secret");
        if (!pair) {
            return std::move(pair).error();
        }
        settings.secrets.insert(*std::move(pair));
    }
    auto workspace = session.workspace();
    auto added = workspace ? (*workspace)->add_connection(settings) : std::move(workspace).error();
    if (added) {
        std::cout << "added " << settings.id << "; test it with: tiendo connection test "
                  << settings.id << '\n';
    }
    return added;
}

Result<void> list_connections(Session& session) {
    auto workspace = session.workspace();
    auto connections = workspace ? (*workspace)->connections() : std::move(workspace).error();
    if (!connections) {
        return std::move(connections).error();
    }
    Listing listing{{"connection", "adapter", "state", "settings", "secrets"}, {}};
    const auto words = [](const std::map<std::string, std::string>& map) {
        std::string all;
        for (const auto& [key, value] : map) {
            all += (all.empty() ? "" : " ") + key + "=" + value;
        }
        return all;
    };
    for (const auto& each : *connections) {
        listing.rows.push_back({each.id.str(),
                                each.adapter,
                                text(store::to_string(each.state)),
                                words(each.settings),
                                words(each.secrets)});
    }
    session.show(listing);
    return {};
}

Result<void> test_connection(Session& session, const std::string& name) {
    auto id = ConnectionId::parse(name);
    auto workspace = id ? session.workspace() : std::move(id).error();
    auto findings = workspace ? (*workspace)->check_connection(*id) : std::move(workspace).error();
    if (!findings) {
        return std::move(findings).error();
    }
    show_findings(session, *findings);
    return {};
}

Result<void> remove_connection(Session& session, const std::string& name) {
    auto id = ConnectionId::parse(name);
    auto workspace = id ? session.workspace() : std::move(id).error();
    auto removed = workspace ? (*workspace)->remove_connection(*id) : std::move(workspace).error();
    if (removed) {
        std::cout << "removed " << *id << '\n';
    }
    return removed;
}

}  // namespace

void add_connection_commands(CLI::App& app, Session& session) {
    auto* adapter =
        app.add_subcommand("adapter", "adapters that can be loaded")->require_subcommand(1);
    on_call(*adapter->add_subcommand("list", "all that lie in the folders, without loading them"),
            session,
            [&session] { return list_adapters(session); });
    auto name = std::make_shared<std::string>();
    auto* describe = adapter->add_subcommand("describe", "what one is and which settings it takes");
    describe->add_option("adapter", *name, "name, or path of the object")->required();
    on_call(*describe, session, [&session, name] { return describe_adapter(session, *name); });
    auto* check = adapter->add_subcommand(
        "check", "can the connection reach the other side, with these rights?");
    check->add_option("connection", *name, "connection")->required();
    add_watch_options(*check, session);
    on_call(*check, session, [&session, name] { return test_connection(session, *name); });

    auto* connection = app.add_subcommand("connection", "connections to neighbouring systems")
                           ->require_subcommand(1);
    auto words = std::make_shared<ConnectionWords>();
    auto* add = connection->add_subcommand(
        "add", "add one; secrets come from a file or the environment, never from here");
    add->add_option("connection", words->id, "its name")->required();
    add->add_option("--adapter", words->adapter, "name, or path of the object")->required();
    add->add_option("--set", words->settings, "setting as key=value; may be repeated")
        ->allow_extra_args(false);
    add->add_option(
           "--secret", words->secrets, "secret as key=file:PATH or key=env:NAME; may be repeated")
        ->allow_extra_args(false);
    add->add_option(
        "--isolation", words->isolation, "in-process or guarded; else by where the adapter lies");
    on_call(*add, session, [&session, words] { return add_connection(session, *words); });
    on_call(*connection->add_subcommand("list", "all connections"), session, [&session] {
        return list_connections(session);
    });
    auto* test = connection->add_subcommand("test", "the same as adapter check");
    test->add_option("connection", *name, "connection")->required();
    add_watch_options(*test, session);
    on_call(*test, session, [&session, name] { return test_connection(session, *name); });
    auto* remove = connection->add_subcommand("remove", "remove one whose records are not stored");
    remove->add_option("connection", *name, "connection")->required();
    on_call(*remove, session, [&session, name] { return remove_connection(session, *name); });
}

}  // namespace tiendo::cli

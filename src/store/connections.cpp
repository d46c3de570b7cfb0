#include "tiendo/store/connections.hpp"

#include "sql.hpp"

#include "tiendo/base/enum_names.hpp"

namespace tiendo::store {

namespace {

constexpr EnumNames<ConnectionState, 2> states{
    "connection state",
    {{{ConnectionState::active, "active"}, {ConnectionState::paused, "paused"}}}};

constexpr std::int64_t of_settings = 0;
constexpr std::int64_t of_secrets = 1;
constexpr std::int64_t of_host = 2;
constexpr std::string_view isolation_key = "isolation";

Result<void> check_secrets(const Connection& connection) {
    for (const auto& [key, where] : connection.secrets) {
        const bool in_environment = where.starts_with("env:") && where.size() > 4;
        const bool in_file = where.starts_with("file:") && where.size() > 5;
        if (!in_environment && !in_file) {
            // The text is not shown: it may be the secret itself.
            return Error{ErrorCode::malformed_input,
                         "the secret '" + key + "' is not a reference",
                         "write env:NAME or file:PATH; secrets themselves are never stored"}
                .at("connection '" + connection.id.str() + "'");
        }
    }
    return {};
}

void put_settings(Session& session, const Connection& connection) {
    session.soci() << "DELETE FROM connection_setting WHERE connection = :c",
        soci::use(connection.id.str());
    Statement insert(session, "INSERT INTO connection_setting VALUES (?1, ?2, ?3, ?4)");
    for (const auto& [key, value] : connection.settings) {
        insert.bind_all(connection.id.str(), of_settings, key, value);
        insert.run();
    }
    for (const auto& [key, value] : connection.secrets) {
        insert.bind_all(connection.id.str(), of_secrets, key, value);
        insert.run();
    }
    if (!connection.isolation.empty()) {
        insert.bind_all(connection.id.str(), of_host, isolation_key, connection.isolation);
        insert.run();
    }
}

/// Connections with the words of each, those that `where` leaves.
std::vector<Connection> read_connections(Session& session, const Conditions& conditions) {
    Statement select(session,
                     "SELECT id, adapter, created_at, state FROM connection" + conditions.where() +
                         " ORDER BY id");
    int index = 0;
    for (const auto& value : conditions.values()) {
        select.bind(++index, value);
    }
    std::vector<Connection> connections;
    while (select.step()) {
        Connection each;
        each.id = ConnectionId::of(select.view(0));
        each.adapter = select.text(1);
        each.created_at = Instant::from_unix_ms(select.integer(2));
        each.state = static_cast<ConnectionState>(select.integer(3));
        Statement words(session,
                        "SELECT kind, key, value FROM connection_setting WHERE connection = ?1");
        words.bind(1, each.id.str());
        while (words.step()) {
            if (words.integer(0) == of_host) {
                each.isolation = words.text(2);
                continue;
            }
            auto& into = words.integer(0) == of_secrets ? each.secrets : each.settings;
            into.emplace(words.text(1), words.text(2));
        }
        connections.push_back(std::move(each));
    }
    return connections;
}

constexpr std::string_view stream_columns =
    "connection, stream, cursor, last_pull_at, last_success_at, pages, records, failures, "
    "failure_code, failure, failed_at, resume_at";

StreamState stream_of(const Statement& row) {
    return {ConnectionId::of(row.view(0)),
            row.text(1),
            {row.text(2)},
            instant_of(row.maybe_integer(3)),
            instant_of(row.maybe_integer(4)),
            row.integer(5),
            row.integer(6),
            row.integer(7),
            row.text(8),
            row.text(9),
            instant_of(row.maybe_integer(10)),
            instant_of(row.maybe_integer(11))};
}

Result<void> check_value(std::string_view key, std::string_view value) {
    if (key.empty() || key.size() > 200 || value.size() > (64U << 10U)) {
        return Error{ErrorCode::malformed_input,
                     "the small state of an adapter takes keys of 1 to 200 bytes and values of at "
                     "most 65536; this is " +
                         std::to_string(key.size()) + " and " + std::to_string(value.size()),
                     "the adapter must keep less"};
    }
    return {};
}

}  // namespace

std::string_view to_string(ConnectionState state) noexcept {
    return states.name(state);
}

Result<ConnectionState> parse_connection_state(std::string_view text) {
    return states.parse(text);
}

Result<void> insert_connection(Transaction& tx, const Connection& connection) {
    if (auto sound = check_secrets(connection); !sound) {
        return sound;
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (connection_number(session, connection.id)) {
            return Error{ErrorCode::conflict,
                         "there is a connection '" + connection.id.str() + "' already",
                         "remove it first, or use another name"};
        }
        Statement insert(session,
                         "INSERT INTO connection (id, adapter, created_at, state) "
                         "VALUES (?1, ?2, ?3, ?4)");
        insert.bind_all(connection.id.str(),
                        connection.adapter,
                        connection.created_at.unix_ms(),
                        static_cast<std::int64_t>(connection.state));
        insert.run();
        put_settings(session, connection);
        return {};
    });
}

Result<void> update_connection(Transaction& tx, const Connection& connection) {
    if (auto sound = check_secrets(connection); !sound) {
        return sound;
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = connection_number(session, connection.id); !there) {
            return std::move(there).error();
        }
        Statement update(session, "UPDATE connection SET adapter = ?2, state = ?3 WHERE id = ?1");
        update.bind_all(
            connection.id.str(), connection.adapter, static_cast<std::int64_t>(connection.state));
        update.run();
        put_settings(session, connection);
        return {};
    });
}

Result<void> remove_connection(Transaction& tx, const ConnectionId& id) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        auto number = connection_number(session, id);
        if (!number) {
            return std::move(number).error();
        }
        Statement any(session,
                      "SELECT EXISTS (SELECT 1 FROM dossier WHERE connection = ?1) OR "
                      "EXISTS (SELECT 1 FROM document WHERE connection = ?1) OR "
                      "EXISTS (SELECT 1 FROM feedback WHERE connection = ?1)");
        any.bind(1, *number);
        if (any.step() && any.integer(0) != 0) {
            return Error{ErrorCode::conflict,
                         "records of connection '" + id.str() + "' are stored",
                         "remove its records first"};
        }
        any.reset();
        Statement open(session, "SELECT count(*) FROM outbox WHERE connection = ?1 AND state < 4");
        open.bind(1, *number);
        if (open.step() && open.integer(0) != 0) {
            return Error{ErrorCode::conflict,
                         std::to_string(open.integer(0)) + " deliveries to connection '" +
                             id.str() + "' have not ended",
                         "deliver or discard them first; a paused connection sends nothing"};
        }
        open.reset();
        for (const char* table : {"outbox_record", "outbox_purged"}) {
            session.soci() << "DELETE FROM " << table
                           << " WHERE number IN (SELECT number FROM outbox WHERE connection = :c)",
                soci::use(static_cast<long long>(*number));
        }
        for (const char* table : {"outbox", "outbox_gate"}) {
            session.soci() << "DELETE FROM " << table << " WHERE connection = :c",
                soci::use(static_cast<long long>(*number));
        }
        for (const char* table : {"connection_setting", "stream", "dead_letter", "adapter_value"}) {
            session.soci() << "DELETE FROM " << table << " WHERE connection = :c",
                soci::use(id.str());
        }
        session.soci() << "DELETE FROM connection WHERE id = :c", soci::use(id.str());
        return {};
    });
}

Result<Connection> get_connection(Transaction& tx, const ConnectionId& id) {
    return guarded(tx, [&](Session& session) -> Result<Connection> {
        if (auto there = connection_number(session, id); !there) {
            return std::move(there).error();
        }
        return read_connections(session, Conditions().equal("id", id.str())).front();
    });
}

Result<std::vector<Connection>> list_connections(Transaction& tx) {
    return guarded(tx, [](Session& session) -> Result<std::vector<Connection>> {
        return read_connections(session, {});
    });
}

Result<void> put_stream_state(Transaction& tx, const StreamState& state) {
    if (state.cursor.text.size() > 4096) {
        return Error{ErrorCode::malformed_input,
                     "a cursor of " + std::to_string(state.cursor.text.size()) + " bytes",
                     "the adapter must keep its cursor within 4096 bytes"}
            .at("stream '" + state.stream + "'");
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = connection_number(session, state.connection); !there) {
            return std::move(there).error();
        }
        Statement put(
            session,
            "INSERT INTO stream VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) "
            "ON CONFLICT (connection, stream) DO UPDATE SET cursor = ?3, "
            "last_pull_at = ?4, last_success_at = ?5, pages = ?6, records = ?7, "
            "failures = ?8, failure_code = ?9, failure = ?10, failed_at = ?11, "
            "resume_at = ?12");
        put.bind_all(state.connection.str(),
                     state.stream,
                     state.cursor.text,
                     ms_of(state.last_pull_at),
                     ms_of(state.last_success_at),
                     state.pages,
                     state.records,
                     state.failures,
                     state.failure_code,
                     state.failure,
                     ms_of(state.failed_at),
                     ms_of(state.resume_at));
        put.run();
        return {};
    });
}

Result<StreamState> get_stream_state(Transaction& tx,
                                     const ConnectionId& connection,
                                     std::string_view stream) {
    return guarded(tx, [&](Session& session) -> Result<StreamState> {
        if (auto there = connection_number(session, connection); !there) {
            return std::move(there).error();
        }
        Statement select(session,
                         "SELECT " + std::string(stream_columns) +
                             " FROM stream WHERE connection = ?1 AND stream = ?2");
        select.bind_all(connection.str(), stream);
        if (select.step()) {
            return stream_of(select);
        }
        StreamState fresh;
        fresh.connection = connection;
        fresh.stream = stream;
        return fresh;
    });
}

Result<std::vector<StreamState>> list_stream_states(Transaction& tx) {
    return guarded(tx, [](Session& session) -> Result<std::vector<StreamState>> {
        Statement select(
            session,
            "SELECT " + std::string(stream_columns) + " FROM stream ORDER BY connection, stream");
        std::vector<StreamState> streams;
        while (select.step()) {
            streams.push_back(stream_of(select));
        }
        return streams;
    });
}

Result<void> put_adapter_value(Transaction& tx,
                               const ConnectionId& connection,
                               std::string_view key,
                               std::string_view value) {
    if (auto sound = check_value(key, value); !sound) {
        return sound;
    }
    return guarded(tx, [&](Session& session) -> Result<void> {
        if (auto there = connection_number(session, connection); !there) {
            return std::move(there).error();
        }
        Statement put(session,
                      "INSERT INTO adapter_value VALUES (?1, ?2, ?3) "
                      "ON CONFLICT (connection, key) DO UPDATE SET value = ?3");
        put.bind_all(connection.str(), key);
        put.bind_bytes(3, value);
        put.run();
        return {};
    });
}

Result<std::optional<std::string>> get_adapter_value(Transaction& tx,
                                                     const ConnectionId& connection,
                                                     std::string_view key) {
    return guarded(tx, [&](Session& session) -> Result<std::optional<std::string>> {
        Statement select(session,
                         "SELECT value FROM adapter_value WHERE connection = ?1 AND key = ?2");
        select.bind_all(connection.str(), key);
        return select.step() ? std::optional(select.text(0)) : std::nullopt;
    });
}

Result<void> remove_adapter_value(Transaction& tx,
                                  const ConnectionId& connection,
                                  std::string_view key) {
    return guarded(tx, [&](Session& session) -> Result<void> {
        Statement remove(session, "DELETE FROM adapter_value WHERE connection = ?1 AND key = ?2");
        remove.bind_all(connection.str(), key);
        remove.run();
        return {};
    });
}

}  // namespace tiendo::store

#include "bench/floor.hpp"

#include "tiendo/store/connections.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>

namespace tiendo::bench {

namespace {

void check(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        throw std::runtime_error(sqlite3_errstr(code));
    }
}

void run(sqlite3* handle, const char* sql) {
    check(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr));
}

std::int64_t day_of(Instant at) {
    return at.date().days().time_since_epoch().count();
}

void bind_dossier(sqlite3_stmt* insert, const Record& record) {
    const auto& dossier = std::get<Dossier>(record.body);
    int index = 0;
    const auto number = [&](std::int64_t value) { sqlite3_bind_int64(insert, ++index, value); };
    const auto text = [&](const std::string& value) {
        sqlite3_bind_text(
            insert, ++index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    };
    const auto instant = [&](const std::optional<Instant>& at) {
        ++index;
        at ? sqlite3_bind_int64(insert, index, at->unix_ms()) : sqlite3_bind_null(insert, index);
    };
    const auto day = [&](const std::optional<Instant>& at) {
        ++index;
        at ? sqlite3_bind_int64(insert, index, day_of(*at)) : sqlite3_bind_null(insert, index);
    };
    number(1);
    number(record.day->days().time_since_epoch().count());
    text(record.id);
    text(dossier.unit);
    text(dossier.procedure);
    text(dossier.procedure_name);
    text(dossier.field);
    number(static_cast<std::int64_t>(dossier.channel));
    number(static_cast<std::int64_t>(dossier.state));
    number(dossier.received_at.unix_ms());
    instant(dossier.appointment_at);
    day(dossier.appointment_at);
    instant(dossier.first_appointment_at);
    instant(dossier.finished_at);
    day(dossier.finished_at);
    instant(dossier.returned_at);
    number(dossier.supplements);
    number(dossier.changed_at.unix_ms());
}

}  // namespace

store::Store a_store(const std::filesystem::path& path) {
    store::StoreOptions options;
    options.url = "sqlite:" + path.string();
    auto made = must(store::Store::create(options, Logger()));
    auto tx = must(made.begin(store::Mode::write));
    store::Connection connection;
    connection.id = ConnectionId::of("mot-cua");
    connection.adapter = "mot-cua";
    must(insert_connection(tx, connection));
    must(tx.commit());
    return made;
}

std::vector<Record> in_key_order(std::vector<Record> records) {
    std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
        return std::pair(a.day, a.id) < std::pair(b.day, b.id);
    });
    return records;
}

void insert_raw(const std::filesystem::path& path,
                const std::vector<Record>& sorted,
                std::size_t commit_every) {
    { const auto made = a_store(path); }
    sqlite3* handle = nullptr;
    check(sqlite3_open(path.c_str(), &handle));
    run(handle, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192");
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(handle,
                             "INSERT INTO dossier VALUES "
                             "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             -1,
                             &insert,
                             nullptr));
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i % commit_every == 0) {
            run(handle, i == 0 ? "BEGIN IMMEDIATE" : "COMMIT; BEGIN IMMEDIATE");
        }
        bind_dossier(insert, sorted[i]);
        check(sqlite3_step(insert));
        sqlite3_reset(insert);
    }
    run(handle, "COMMIT");
    sqlite3_finalize(insert);
    sqlite3_close(handle);
}

}  // namespace tiendo::bench

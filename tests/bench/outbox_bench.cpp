// How fast deliveries go into the outbox and out of it, durably, against a floor: as many rows of
// the same columns by one prepared INSERT, with as many commits, with the one index that no outbox
// can do without (its key is unique), without a check of the record and without a journal. TMPDIR
// says on which disk.
#include "tiendo/store/outbox.hpp"

#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/folder.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/sync/outbox.hpp"

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <string>

namespace tiendo::bench {
namespace {

using test::Folder;

const ConnectionId connection = ConnectionId::of("mot-cua");

store::NewDelivery delivery(std::int64_t number) {
    Dossier dossier;
    dossier.received_at = *Instant::parse("2021-03-01T08:00:00+07:00");
    dossier.id = "000.07.12.H99-210301-" + std::to_string(100'000 + number);
    dossier.unit = "000.07.12.H99";
    dossier.procedure = "2.000488";
    dossier.procedure_name = "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh";
    dossier.field = "Hộ tịch";
    dossier.state = DossierState::returned;
    dossier.changed_at = dossier.received_at;
    return {connection,
            "dossiers",
            "",
            "20210301-" + std::to_string(10'000'000 + number),
            to_json(Record{
                RecordType::dossier, dossier.id, dossier.received_at.date(), false, dossier}),
            dossier.received_at};
}

const std::vector<store::NewDelivery>& deliveries(std::int64_t count) {
    static std::map<std::int64_t, std::vector<store::NewDelivery>> made;
    auto& all = made[count];
    for (auto i = static_cast<std::int64_t>(all.size()); i < count; ++i) {
        all.push_back(delivery(i));
    }
    return all;
}

void check(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        throw std::runtime_error(sqlite3_errstr(code));
    }
}

/// Rows of a bare table, `commit_every` in one transaction.
void insert_bare(const std::filesystem::path& path,
                 const std::vector<store::NewDelivery>& all,
                 std::int64_t commit_every) {
    { const auto made = a_store(path); }
    sqlite3* handle = nullptr;
    check(sqlite3_open(path.c_str(), &handle));
    const auto run = [&](const char* sql) {
        check(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr));
    };
    run("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192");
    run("CREATE TABLE bare (number INTEGER PRIMARY KEY, connection INTEGER, stream TEXT, "
        "group_key TEXT, key TEXT UNIQUE, state INTEGER, next_at INTEGER, created_at INTEGER, "
        "changed_at INTEGER, record TEXT)");
    sqlite3_stmt* insert = nullptr;
    check(
        sqlite3_prepare_v2(handle,
                           "INSERT INTO bare (connection, stream, group_key, key, state, next_at, "
                           "created_at, changed_at, record) VALUES (1, ?1, ?2, ?3, 0, ?4, ?4, "
                           "?4, ?5)",
                           -1,
                           &insert,
                           nullptr));
    const auto text = [&](int index, const std::string& value) {
        check(sqlite3_bind_text(
            insert, index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC));
    };
    std::int64_t done = 0;
    for (const auto& each : all) {
        if (done++ % commit_every == 0) {
            run(done == 1 ? "BEGIN IMMEDIATE" : "COMMIT; BEGIN IMMEDIATE");
        }
        text(1, each.stream);
        text(2, each.group);
        text(3, each.key);
        check(sqlite3_bind_int64(insert, 4, each.at.unix_ms()));
        text(5, each.record);
        check(sqlite3_step(insert));
        sqlite3_reset(insert);
    }
    run("COMMIT");
    sqlite3_finalize(insert);
    sqlite3_close(handle);
}

void put_all(store::Store& store,
             const std::vector<store::NewDelivery>& all,
             std::int64_t commit_every) {
    const auto every = static_cast<std::size_t>(commit_every);
    for (std::size_t first = 0; first < all.size(); first += every) {
        auto tx = must(store.begin(store::Mode::write));
        for (std::size_t i = first; i < std::min(first + every, all.size()); ++i) {
            must(put_outbox(tx, all[i]));
        }
        must(tx.commit());
    }
}

std::int64_t deliver_all(store::Store& store, std::int64_t together) {
    sync::OutboxOptions options;
    options.clock = fixed_clock(*Instant::parse("2021-05-20T12:00:00+07:00"));
    options.random = [] { return 0.0; };
    options.owner = "bench";
    options.most = together;
    const sync::Sink sink{
        connection,
        [](const std::string&,
           const std::vector<plugin::Delivery>& sent,
           sync::Facts&,
           std::stop_token) {
            std::vector<DeliveryResult> results;
            results.reserve(sent.size());
            for (const auto& each : sent) {
                results.push_back({each.key, Outcome::accepted, "theirs", {}, {}, {}});
            }
            return Result(std::move(results));
        },
        nullptr};
    return must(sync::Outbox(store, options).deliver(sink, {})).delivered;
}

/// A million deliveries that have ended, behind the back of the library, which would need a minute.
void add_ended(const std::filesystem::path& path, std::int64_t count) {
    sqlite3* handle = nullptr;
    check(sqlite3_open(path.c_str(), &handle));
    const auto sql =
        "INSERT INTO outbox SELECT value, 1, 'dossiers', '', 'ended-' || (10000000 + value), 4, 1, "
        "0, 0, 0, NULL, '', 'theirs', '', '', '', '', 0, 0 FROM "
        "(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < " +
        std::to_string(count) + ") SELECT value FROM n)";
    check(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr));
    sqlite3_close(handle);
}

void expect(benchmark::State& state, std::int64_t done) {
    if (done != state.range(0)) {
        state.SkipWithError("not all were delivered");
    }
}

void bare_commits(benchmark::State& state) {
    const auto& all = deliveries(state.range(0));
    for (auto _ : state) {
        const Folder folder;
        insert_bare(folder / "a.db", all, state.range(1));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void outbox_put(benchmark::State& state) {
    const auto& all = deliveries(state.range(0));
    for (auto _ : state) {
        const Folder folder;
        auto store = a_store(folder / "a.db");
        put_all(store, all, state.range(1));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void outbox_deliver(benchmark::State& state) {
    const auto& all = deliveries(state.range(0));
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        auto store = a_store(folder / "a.db");
        put_all(store, all, 1000);
        state.ResumeTiming();
        expect(state, deliver_all(store, state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void outbox_deliver_beside_a_million(benchmark::State& state) {
    const auto& all = deliveries(state.range(0));
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        auto store = a_store(folder / "a.db");
        add_ended(folder / "a.db", 1'000'000);
        put_all(store, all, 1000);
        state.ResumeTiming();
        expect(state, deliver_all(store, state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// Deliveries in all, and in one commit or call.
void sizes(benchmark::internal::Benchmark* bench) {
    bench->Args({1'000, 1})->Args({50'000, 1000})->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK(bare_commits)->Apply(sizes);
BENCHMARK(outbox_put)->Apply(sizes);
BENCHMARK(outbox_deliver)->Apply(sizes);
BENCHMARK(outbox_deliver_beside_a_million)->Apply(sizes)->Iterations(1);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    for (const auto* name : {"outbox_put", "outbox_deliver", "outbox_deliver_beside_a_million"}) {
        ratios.print_all(name, "bare_commits", "items_per_second", "records/s");
    }
    return sound ? 0 : 1;
}

// How fast pages of dossiers become durable rows with their journal entries, against a floor: the
// same rows by one prepared INSERT, in the order of the key, into the same kind of file, with as
// many commits. Pages come as a system sends them: by time of change, so that the days of receipt
// of one page lie weeks apart. TMPDIR says on which disk.
#include "tiendo/store/store.hpp"

#include "tiendo/store/connections.hpp"
#include "tiendo/store/figures.hpp"
#include "tiendo/store/records.hpp"

#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <stdexcept>
#include <string>

namespace {

using namespace tiendo;

constexpr std::int64_t day_ms = 86'400'000;

struct Folder {
    std::filesystem::path path;
    Folder() {
        auto name = (std::filesystem::temp_directory_path() / "tiendo-bench-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

template <typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
    return *std::move(result);
}
void must(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(result.error().explain());
    }
}

/// Invented dossiers by time of change, 1000 a day, each received up to 30 days before.
const std::vector<Record>& dossiers(std::size_t count) {
    static std::map<std::size_t, std::vector<Record>> made;
    auto& records = made[count];
    std::mt19937 random(1);
    const auto below = [&](int limit) {
        return std::uniform_int_distribution(0, limit - 1)(random);
    };
    const std::int64_t start = Instant::start_of(Date::of(2021, 1, 1)).unix_ms();
    while (records.size() < count) {
        const auto number = static_cast<std::int64_t>(records.size());
        const auto changed = start + number * day_ms / 1000;
        Dossier dossier;
        dossier.received_at = Instant::from_unix_ms(changed - below(30) * day_ms);
        dossier.unit = "000.07." + std::to_string(10 + below(15)) + ".H99";
        dossier.id = dossier.unit + "-" + dossier.received_at.date().iso().substr(2) + "-" +
                     std::to_string(100'000 + number);
        dossier.procedure = "2.000" + std::to_string(100 + below(300));
        dossier.procedure_name = "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh";
        dossier.field = "Hộ tịch";
        dossier.channel = static_cast<Channel>(1 + below(3));
        dossier.state = DossierState::returned;
        dossier.appointment_at = dossier.received_at.plus(std::chrono::days(10));
        dossier.first_appointment_at = dossier.appointment_at;
        dossier.finished_at = dossier.received_at.plus(std::chrono::days(below(14)));
        dossier.returned_at = dossier.finished_at;
        dossier.changed_at = Instant::from_unix_ms(changed);
        records.push_back(
            {RecordType::dossier, dossier.id, dossier.received_at.date(), false, dossier});
    }
    return records;
}

store::Store a_store(const Folder& folder) {
    store::StoreOptions options;
    options.url = "sqlite:" + (folder.path / "a.db").string();
    auto made = must(store::Store::create(options, Logger()));
    auto tx = must(made.begin(store::Mode::write));
    store::Connection connection;
    connection.id = ConnectionId::of("mot-cua");
    connection.adapter = "mot-cua";
    must(insert_connection(tx, connection));
    must(tx.commit());
    return made;
}

void put_pages(store::Store& store, const std::vector<Record>& records, std::size_t page_size) {
    const std::string digest(64, 'd');
    for (std::size_t first = 0; first < records.size(); first += page_size) {
        const auto size = std::min(page_size, records.size() - first);
        auto tx = must(store.begin(store::Mode::write));
        must(put_page(tx,
                      {ConnectionId::of("mot-cua"),
                       "dossiers",
                       RecordType::dossier,
                       std::span(records).subspan(first, size),
                       {std::to_string(first)},
                       Instant(),
                       "sync",
                       digest}));
        must(tx.commit());
    }
}

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
    number(dossier.appointment_at->unix_ms());
    number(day_of(*dossier.appointment_at));
    number(dossier.first_appointment_at->unix_ms());
    number(dossier.finished_at->unix_ms());
    number(day_of(*dossier.finished_at));
    number(dossier.returned_at->unix_ms());
    number(dossier.supplements);
    number(dossier.changed_at.unix_ms());
}

void insert_raw(const Folder& folder, const std::vector<Record>& sorted, std::size_t commit_every) {
    { const auto made = a_store(folder); }
    sqlite3* handle = nullptr;
    check(sqlite3_open((folder.path / "a.db").c_str(), &handle));
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

void raw_insert(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    auto sorted = dossiers(count);
    std::sort(sorted.begin(), sorted.end(), [](const Record& a, const Record& b) {
        return std::pair(a.day, a.id) < std::pair(b.day, b.id);
    });
    for (auto _ : state) {
        const Folder folder;
        insert_raw(folder, sorted, static_cast<std::size_t>(state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void put_page_durably(benchmark::State& state) {
    const auto& records = dossiers(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        const Folder folder;
        auto store = a_store(folder);
        put_pages(store, records, static_cast<std::size_t>(state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void put_page_unchanged(benchmark::State& state) {
    const auto& records = dossiers(static_cast<std::size_t>(state.range(0)));
    const Folder folder;
    auto store = a_store(folder);
    put_pages(store, records, 1000);
    for (auto _ : state) {
        put_pages(store, records, static_cast<std::size_t>(state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void dossier_figures_of_half_a_year(benchmark::State& state) {
    const auto& records = dossiers(static_cast<std::size_t>(state.range(0)));
    const Folder folder;
    auto store = a_store(folder);
    put_pages(store, records, 1000);
    for (auto _ : state) {
        auto tx = must(store.begin(store::Mode::read));
        benchmark::DoNotOptimize(
            must(dossier_figures(tx, {}, {Date::of(2020, 12, 15), Date::of(2021, 5, 14)})));
    }
}

/// Prints as usual and keeps the rates, for the ratios at the end.
class Reporter : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const auto& each : runs) {
            if (const auto rate = each.counters.find("items_per_second");
                rate != each.counters.end()) {
                rates_[each.run_name.function_name + "/" + each.run_name.args] = rate->second.value;
            }
        }
    }
    void print_ratios() const {
        for (const auto& [name, rate] : rates_) {
            const auto slash = name.find('/');
            const auto floor = rates_.find("raw_insert" + name.substr(slash));
            if (floor != rates_.end() && floor->first != name) {
                std::printf("%-36s %8.0f records/s, %.2f of raw prepared INSERT (%.0f)\n",
                            name.c_str(),
                            rate,
                            rate / floor->second,
                            floor->second);
            }
        }
    }

private:
    std::map<std::string, double> rates_;
};

constexpr std::int64_t page_sizes[] = {200, 1000};

void sizes(benchmark::internal::Benchmark* bench) {
    for (const std::int64_t count : {30'000, 300'000}) {
        for (const auto page : page_sizes) {
            bench->Args({count, page});
        }
    }
    bench->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK(raw_insert)->Apply(sizes);
BENCHMARK(put_page_durably)->Apply(sizes);
BENCHMARK(put_page_unchanged)->Apply(sizes);
BENCHMARK(dossier_figures_of_half_a_year)->Arg(30'000)->Arg(300'000)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    Reporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    reporter.print_ratios();
    benchmark::Shutdown();
    return 0;
}

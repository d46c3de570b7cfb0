// How fast pages of dossiers become durable rows with their journal entries, against a floor: the
// same rows by one prepared INSERT, in the order of the key, into the same kind of file, with as
// many commits. Pages come as a system sends them: by time of change, so that the days of receipt
// of one page lie weeks apart. TMPDIR says on which disk.
#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/folder.hpp"

#include "tiendo/store/figures.hpp"
#include "tiendo/store/records.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <random>
#include <span>
#include <string>

namespace tiendo::bench {
namespace {

using test::Folder;

constexpr std::int64_t day_ms = 86'400'000;

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

void raw_insert(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto sorted = in_key_order(dossiers(count));
    for (auto _ : state) {
        const Folder folder;
        insert_raw(folder / "a.db", sorted, static_cast<std::size_t>(state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void put_page_durably(benchmark::State& state) {
    const auto& records = dossiers(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        const Folder folder;
        auto store = a_store(folder / "a.db");
        put_pages(store, records, static_cast<std::size_t>(state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void put_page_unchanged(benchmark::State& state) {
    const auto& records = dossiers(static_cast<std::size_t>(state.range(0)));
    const Folder folder;
    auto store = a_store(folder / "a.db");
    put_pages(store, records, 1000);
    for (auto _ : state) {
        put_pages(store, records, static_cast<std::size_t>(state.range(1)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void dossier_figures_of_half_a_year(benchmark::State& state) {
    const auto& records = dossiers(static_cast<std::size_t>(state.range(0)));
    const Folder folder;
    auto store = a_store(folder / "a.db");
    put_pages(store, records, 1000);
    for (auto _ : state) {
        auto tx = must(store.begin(store::Mode::read));
        benchmark::DoNotOptimize(
            must(dossier_figures(tx, {}, {Date::of(2020, 12, 15), Date::of(2021, 5, 14)})));
    }
}

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
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    for (const auto* name : {"put_page_durably", "put_page_unchanged"}) {
        ratios.print_all(name, "raw_insert", "items_per_second", "records/s");
    }
    return sound ? 0 : 1;
}

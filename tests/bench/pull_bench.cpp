// A whole pull: dossiers from the one-stop simulator, a process of its own on loopback, through the
// loaded adapter and the hub into durable rows with their journal. The time holds all of it, also
// what the simulator needs to make its answers. Floor: the same rows, which the pull brought, by
// one prepared INSERT in the order of the key, with as many commits. `read_pages` is the pull
// without the database. TMPDIR says on which disk.
#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/folder.hpp"
#include "support/simulator_process.hpp"

#include "tiendo/store/connections.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <stdexcept>
#include <string>

namespace tiendo::bench {
namespace {

using test::Folder;
using test::SimulatorProcess;

constexpr std::size_t page_size = 500;  // what the adapter asks for
const ConnectionId connection = ConnectionId::of("mot-cua");

/// A one-stop system with `count` dossiers, started once.
const SimulatorProcess& simulator(std::int64_t count) {
    static std::map<std::int64_t, SimulatorProcess> started;
    auto found = started.find(count);
    if (found == started.end()) {
        found = started
                    .emplace(count,
                             must(SimulatorProcess::start("tiendo-sim-mot-cua",
                                                          {"--count", std::to_string(count)})))
                    .first;
    }
    return found->second;
}

WorkspaceOptions options_for(const std::filesystem::path& path) {
    WorkspaceOptions options;
    options.url = "sqlite:" + path.string();
    options.clock = fixed_clock(must(Instant::parse("2021-05-20T09:00:00+07:00")));
    options.adapter_folders = {std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters"};
    options.budget = {.burst = 100'000, .per_minute = 1'000'000};  // the other side is our own
    options.secrets = [](std::string_view) -> Result<std::string> {
        return std::string("mat-khau-thu-nghiem");
    };
    return options;
}

Workspace a_workspace(const std::filesystem::path& path, std::int64_t count) {
    auto workspace = must(Workspace::create(options_for(path)));
    must(workspace.add_connection(
        {connection,
         "mot-cua",
         {{"url", simulator(count).url("")}, {"user", "tiendo"}, {"unit", "000.00.12.H99"}},
         {{"password", "env:NOT_READ"}}}));
    return workspace;
}

/// Pulls everything. @return how many records came
std::int64_t pull(Workspace& workspace) {
    const auto done = must(workspace.pull({connection}, {})).at(0);
    if (done.failure) {
        throw std::runtime_error(done.failure->explain());
    }
    return done.outcome.inserted + done.outcome.unchanged;
}

/// The rows that a pull brings.
std::vector<Record> pulled_rows(std::int64_t count) {
    const Folder folder;
    auto workspace = a_workspace(folder / "a.db", count);
    pull(workspace);
    std::vector<Record> records;
    auto tx = must(workspace.store().begin(store::Mode::read));
    must(for_each_dossier(tx, {}, [&](const store::StoredDossier& row) -> Result<void> {
        records.push_back({RecordType::dossier, row.dossier.id, row.ref.day, false, row.dossier});
        return {};
    }));
    return records;
}

/// The next pull reads everything again.
void forget_cursor(Workspace& workspace) {
    auto tx = must(workspace.store().begin(store::Mode::write));
    auto state = must(get_stream_state(tx, connection, "dossiers"));
    state.cursor = {};
    must(put_stream_state(tx, state));
    must(tx.commit());
}

/// Whatever was not inserted would make the pull look faster than it is.
void expect_all(benchmark::State& state, std::int64_t came) {
    if (came != state.range(0)) {
        state.SkipWithError("not all records came");
    }
}

void raw_insert(benchmark::State& state) {
    const auto sorted = in_key_order(pulled_rows(state.range(0)));
    expect_all(state, static_cast<std::int64_t>(sorted.size()));
    for (auto _ : state) {
        const Folder folder;
        insert_raw(folder / "a.db", sorted, page_size);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void pull_over_http(benchmark::State& state) {
    simulator(state.range(0));
    for (auto _ : state) {
        const Folder folder;
        auto workspace = a_workspace(folder / "a.db", state.range(0));
        expect_all(state, pull(workspace));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void pull_again_unchanged(benchmark::State& state) {
    const Folder folder;
    auto workspace = a_workspace(folder / "a.db", state.range(0));
    pull(workspace);
    for (auto _ : state) {
        forget_cursor(workspace);
        expect_all(state, pull(workspace));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void read_pages(benchmark::State& state) {
    const auto options = options_for("unused");
    auto adapter = must(plugin::load("mot-cua", {.folders = options.adapter_folders}, Logger()));
    const plugin::Connection from{connection,
                                  {{"url", plugin::json_text(simulator(state.range(0)).url(""))},
                                   {"user", plugin::json_text("tiendo")},
                                   {"unit", plugin::json_text("000.00.12.H99")}}};
    std::map<std::string, std::string, std::less<>> kept;
    for (auto _ : state) {
        std::int64_t came = 0;
        plugin::Page page;
        do {
            plugin::HostServices services;
            services.clock = options.clock;
            services.secret = options.secrets;
            page = must(adapter.read(from, {.stream = "dossiers", .cursor = page.next}, services));
            came += static_cast<std::int64_t>(page.record_count);
        } while (page.more);
        expect_all(state, came);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void sizes(benchmark::internal::Benchmark* bench) {
    bench->Arg(30'000)
        ->Arg(300'000)
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime()
        ->UseRealTime();
}

BENCHMARK(raw_insert)->Apply(sizes);
BENCHMARK(pull_over_http)->Apply(sizes);
BENCHMARK(pull_again_unchanged)->Apply(sizes);
BENCHMARK(read_pages)->Apply(sizes);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    for (const auto* name : {"pull_over_http", "pull_again_unchanged", "read_pages"}) {
        ratios.print_all(name, "raw_insert", "items_per_second", "records/s");
    }
    return sound ? 0 : 1;
}

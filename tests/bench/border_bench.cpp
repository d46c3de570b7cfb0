// What it costs that records cross the border as JSON lines (decision 16). Floor: the same records
// as an array of fixed C structs, which favours them: points in time are numbers already, nothing
// is copied on the adapter's side, and the host copies texts after a look at their UTF-8. Once the
// border alone, once with the rows that come of it, which is the least that a pull does; in
// processor time, since a commit waits for the disk.
#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/folder.hpp"

#include "tiendo/adapter/records.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/records.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::bench {
namespace {

constexpr std::size_t page_size = 500;

/// An invented dossier, as an adapter holds it when it has mapped the other side's answer.
struct Mapped {
    adapter::Dossier dossier;
    std::int64_t received_at = 0;
    std::int64_t appointment_at = 0;
    std::int64_t finished_at = 0;
    std::int64_t changed_at = 0;
};

std::vector<Mapped> mapped(std::size_t count) {
    std::mt19937 random(1);
    const auto below = [&](int limit) {
        return std::uniform_int_distribution(0, limit - 1)(random);
    };
    std::vector<Mapped> made;
    auto changed = must(Instant::parse("2021-01-04T08:00:00+07:00"));
    for (std::size_t number = 0; number < count; ++number) {
        changed = changed.plus(std::chrono::seconds(90));
        const auto received = changed.plus(-std::chrono::days(below(30)));
        const auto appointment = received.plus(std::chrono::days(10));
        const auto finished = received.plus(std::chrono::days(below(14)));
        const auto unit = "000.07." + std::to_string(10 + below(15)) + ".H99";
        const auto day = received.date().iso();
        made.push_back({{.id = unit + "-" + day.substr(2) + "-" + std::to_string(100'000 + number),
                         .day = day,
                         .unit = unit,
                         .procedure = "2.000" + std::to_string(100 + below(300)),
                         .procedure_name = "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh",
                         .field = "Hộ tịch",
                         .channel = adapter::Channel::online,
                         .state = adapter::DossierState::returned,
                         .received_at = received.iso(),
                         .appointment_at = appointment.iso(),
                         .first_appointment_at = appointment.iso(),
                         .finished_at = finished.iso(),
                         .returned_at = finished.iso(),
                         .changed_at = changed.iso()},
                        received.unix_ms(),
                        appointment.unix_ms(),
                        finished.unix_ms(),
                        changed.unix_ms()});
    }
    return made;
}

const std::vector<Mapped>& dossiers(std::int64_t count) {
    static const auto made = mapped(static_cast<std::size_t>(count));
    return made;
}

std::vector<Record> by_lines(std::span<const Mapped> page) {
    std::string written;  // by the adapter
    for (const auto& each : page) {
        written += line_of(each.dossier) + '\n';
    }
    const std::string taken = written;  // by the host, before the adapter lets go of its buffer
    return must(parse_record_lines(taken, page_size));
}

struct Text {
    const char* data;
    std::uint64_t size;
};
/// As a header for fixed structs would have it.
struct FixedDossier {
    std::uint32_t size;
    std::uint32_t channel;
    std::uint32_t state;
    std::uint32_t supplements;
    Text id, day, unit, procedure, procedure_name, field;
    std::int64_t received_at, appointment_at, first_appointment_at, finished_at, returned_at,
        changed_at;
};

Text text_of(const std::string& text) {
    return {text.data(), text.size()};
}

std::string taken(Text text) {
    const std::string_view view(text.data, text.size);
    if (first_invalid_utf8(view)) {
        throw std::runtime_error("no UTF-8");
    }
    return std::string(view);
}

std::vector<Record> by_structs(std::span<const Mapped> page) {
    std::vector<FixedDossier> written;
    written.reserve(page.size());
    for (const auto& each : page) {
        const auto& from = each.dossier;
        written.push_back({sizeof(FixedDossier),
                           static_cast<std::uint32_t>(from.channel) + 1,
                           static_cast<std::uint32_t>(from.state) + 1,
                           static_cast<std::uint32_t>(from.supplements),
                           text_of(from.id),
                           text_of(from.day),
                           text_of(from.unit),
                           text_of(from.procedure),
                           text_of(from.procedure_name),
                           text_of(from.field),
                           each.received_at,
                           each.appointment_at,
                           each.appointment_at,
                           each.finished_at,
                           each.finished_at,
                           each.changed_at});
    }
    std::vector<Record> records;
    records.reserve(written.size());
    for (const auto& each : written) {
        const auto id = taken(each.id);
        records.push_back({RecordType::dossier,
                           id,
                           must(Date::parse(taken(each.day))),
                           false,
                           Dossier{id,
                                   taken(each.unit),
                                   taken(each.procedure),
                                   taken(each.procedure_name),
                                   taken(each.field),
                                   static_cast<Channel>(each.channel),
                                   static_cast<DossierState>(each.state),
                                   Instant::from_unix_ms(each.received_at),
                                   Instant::from_unix_ms(each.appointment_at),
                                   Instant::from_unix_ms(each.first_appointment_at),
                                   Instant::from_unix_ms(each.finished_at),
                                   Instant::from_unix_ms(each.returned_at),
                                   static_cast<int>(each.supplements),
                                   Instant::from_unix_ms(each.changed_at)}});
    }
    return records;
}

using Crossing = std::vector<Record> (*)(std::span<const Mapped>);

template <typename Take>
void for_each_page(std::int64_t count, Crossing cross, const Take& take) {
    const std::span<const Mapped> all(dossiers(count));
    for (std::size_t first = 0; first < all.size(); first += page_size) {
        take(cross(all.subspan(first, std::min(page_size, all.size() - first))));
    }
}

void border(benchmark::State& state, Crossing cross) {
    for (auto _ : state) {
        for_each_page(state.range(0), cross, [](const std::vector<Record>& page) {
            benchmark::DoNotOptimize(page.data());
        });
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void border_and_rows(benchmark::State& state, Crossing cross) {
    const std::string digest(64, 'd');
    for (auto _ : state) {
        const test::Folder folder;
        auto store = a_store(folder / "a.db");
        std::int64_t pages = 0;
        for_each_page(state.range(0), cross, [&](const std::vector<Record>& page) {
            auto tx = must(store.begin(store::Mode::write));
            must(put_page(tx,
                          {ConnectionId::of("mot-cua"),
                           "dossiers",
                           RecordType::dossier,
                           page,
                           {std::to_string(++pages)},
                           Instant(),
                           "sync",
                           digest}));
            must(tx.commit());
        });
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void lines(benchmark::State& state) {
    border(state, by_lines);
}
void structs(benchmark::State& state) {
    border(state, by_structs);
}
void lines_to_rows(benchmark::State& state) {
    border_and_rows(state, by_lines);
}
void structs_to_rows(benchmark::State& state) {
    border_and_rows(state, by_structs);
}

constexpr std::int64_t records = 30'000;
BENCHMARK(lines)->Arg(records)->Unit(benchmark::kMillisecond);
BENCHMARK(structs)->Arg(records)->Unit(benchmark::kMillisecond);
BENCHMARK(lines_to_rows)->Arg(records)->Unit(benchmark::kMillisecond);
BENCHMARK(structs_to_rows)->Arg(records)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    using namespace tiendo::bench;
    // A floor that brings other records would be no floor.
    const auto& some = dossiers(records);
    if (by_lines({some.data(), page_size}) != by_structs({some.data(), page_size})) {
        std::fputs("the two ways give different records\n", stderr);
        return 1;
    }
    Ratios ratios;
    const bool sound = run(argc, argv, ratios);
    ratios.print_all("lines", "structs", "items_per_second", "records/s");
    ratios.print_all("lines_to_rows", "structs_to_rows", "items_per_second", "records/s");
    return sound ? 0 : 1;
}

// What an adapter costs besides its own work: in process against a virtual call that gives the same
// page, guarded against a bare round trip of the same bytes to another process.
#include "bench/ratios.hpp"

#include "tiendo/plugin/adapter.hpp"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::bench {
namespace {

using namespace tiendo::plugin;

constexpr int few_records = 1;
constexpr int many_records = 200;

Adapter adapter(Isolation isolation) {
    auto loaded = load("page",
                       {.folders = {TIENDO_BENCH_OBJECTS},
                        .isolation = isolation,
                        .guard = {.helper_folder = TIENDO_HELPERS}},
                       Logger());
    if (!loaded) {
        throw std::runtime_error(loaded.error().explain());
    }
    return *std::move(loaded);
}

Page page_of(Adapter& from, std::int64_t records) {
    static const Connection connection{ConnectionId::of("bench"), {}};
    static const HostServices services{
        .clock = fixed_clock(*Instant::parse("2021-05-20T09:00:00+07:00"))};
    auto page = from.read(connection,
                          {.stream = "dossiers", .cursor = {records == few_records ? "1" : "all"}},
                          services);
    if (!page) {
        throw std::runtime_error(page.error().what());
    }
    return *std::move(page);
}

/// Runs `call` and tells how long all but one in a hundred of its calls took.
template <typename Call>
void measure(benchmark::State& state, const Call& call) {
    std::vector<double> took;
    took.reserve(1 << 20U);
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(call());
        took.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin)
                .count());
    }
    const auto at = took.begin() + static_cast<std::ptrdiff_t>(took.size() * 99 / 100);
    std::nth_element(took.begin(), at, took.end());
    state.counters["p99_us"] = *at;
    std::nth_element(
        took.begin(), took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2), took.end());
    state.counters["median_us"] = took[took.size() / 2];
}

class Source {
public:
    virtual ~Source() = default;
    virtual Page read() = 0;
};
class Ready : public Source {
public:
    explicit Ready(Page page) : page_(std::move(page)) {}
    Page read() override { return page_; }

private:
    Page page_;
};

void virtual_call(benchmark::State& state) {
    auto from = adapter(Isolation::in_process);
    std::unique_ptr<Source> source = std::make_unique<Ready>(page_of(from, state.range(0)));
    benchmark::DoNotOptimize(source);
    measure(state, [&] { return source->read(); });
}

void in_process_read(benchmark::State& state) {
    auto from = adapter(Isolation::in_process);
    measure(state, [&] { return page_of(from, state.range(0)); });
}

void guarded_read(benchmark::State& state) {
    auto from = adapter(Isolation::guarded);
    measure(state, [&] { return page_of(from, state.range(0)); });
}

void take(int line, char* into, std::size_t size) {
    while (size > 0) {
        const auto got = ::read(line, into, size);
        if (got <= 0) {
            ::_exit(0);
        }
        into += got;
        size -= static_cast<std::size_t>(got);
    }
}
void give(int line, const char* data, std::size_t size) {
    while (size > 0) {
        const auto sent = ::write(line, data, size);
        if (sent <= 0) {
            ::_exit(0);
        }
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
}

/// 64 bytes there, the bytes of the page back.
void bare_round_trip(benchmark::State& state) {
    auto from = adapter(Isolation::in_process);
    const auto page = page_of(from, state.range(0)).lines;
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) {
        throw std::runtime_error("no sockets");
    }
    std::array<char, 64> question{};
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        while (true) {
            take(ends[1], question.data(), question.size());
            give(ends[1], page.data(), page.size());
        }
    }
    ::close(ends[1]);
    std::string answer(page.size(), '\0');
    measure(state, [&] {
        give(ends[0], question.data(), question.size());
        take(ends[0], answer.data(), answer.size());
        return answer.back();
    });
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
}

BENCHMARK(virtual_call)->Arg(few_records)->Arg(many_records)->UseRealTime();
BENCHMARK(in_process_read)->Arg(few_records)->Arg(many_records)->UseRealTime();
BENCHMARK(bare_round_trip)->Arg(few_records)->Arg(many_records)->UseRealTime();
BENCHMARK(guarded_read)->Arg(few_records)->Arg(many_records)->UseRealTime();

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    for (const auto& [counter, unit] : {std::pair{"median_us", "µs"}, {"p99_us", "µs p99"}}) {
        ratios.print_all("in_process_read", "virtual_call", counter, unit);
        ratios.print_all("guarded_read", "bare_round_trip", counter, unit);
    }
    return sound ? 0 : 1;
}

// How time and memory grow with the text: N beside 2N, the highest memory of a process, and 10,000
// documents in one process of which 95 of 100 order no work. Each memory is that of a process of
// its own, which this program starts: "--peak NAME".
#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/idle_documents.hpp"

#include "tiendo/base/program.hpp"
#include "tiendo/reader/language.hpp"
#include "tiendo/reader/reader.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <sys/resource.h>  // RUSAGE_SELF

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace tiendo::bench {
namespace {

constexpr std::size_t mebi = std::size_t{1} << 20U;

constexpr std::string_view head =
    "KẾ HOẠCH\n\nThử nghiệm\n\nỦy ban nhân dân Quận Bình An ban hành Kế hoạch như sau:\n\n"
    "II. NHIỆM VỤ VÀ GIẢI PHÁP\n\n";
constexpr std::string_view bullet =
    "- Phòng Nội vụ chủ trì, phối hợp với Phòng Tài chính rà soát hồ sơ, xong trước 15/5/2024.\n";

std::string bullets(std::size_t count) {
    std::string text(head);
    for (std::size_t i = 0; i < count; ++i) {
        text += bullet;
    }
    return text;
}

/// One line without an end, of `mib` MiB.
std::string one_line(std::size_t mib) {
    std::string text(head);
    text += "- Phòng Nội vụ";
    while (text.size() < mib * mebi) {
        text += " rà soát, kiểm tra hồ sơ của các phường";
    }
    return text + ".\n";
}

/// "1.", "1.1.", "1.1.1.1.", … down to `depth` levels, each twice as deep as the one before, so
/// that the text grows as the depth does.
std::string levels(std::size_t depth) {
    std::string text(head);
    std::string number = "1.";
    for (std::size_t deep = 1; deep <= depth; deep *= 2) {
        text += number + " Phòng Nội vụ rà soát hồ sơ của phường.\n\n";
        number += number;
    }
    number.clear();
    for (std::size_t i = 0; i < depth; ++i) {
        number += "1.";
    }
    return text + number + " Phòng Nội vụ rà soát sổ của phường.\n";
}

reader::ReadOptions options() {
    reader::ReadOptions all;
    all.max_bytes = 128 * mebi;
    all.max_text = 128 * mebi;
    all.max_nodes = 1'000'000;
    return all;
}

void read_large(benchmark::State& state, std::string (*make)(std::size_t)) {
    (void)reader::Language::shipped();
    const auto text = make(static_cast<std::size_t>(state.range(0)));
    const auto before = processor_ms(RUSAGE_SELF);
    for (auto _ : state) {
        const auto reading = reader::read_plan_text(text, "lon.txt", options());
        if (!reading) {
            state.SetLabel(reading.error().explain());
        }
    }
    count_processor(state, RUSAGE_SELF, before);
    state.counters["bytes"] = static_cast<double>(text.size());
}

/// VmHWM, the most memory that this process held since it began its program, in KiB.
/// getrusage would count the memory of the process that started it, too.
std::size_t peak_kib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::strtoul(line.c_str() + 6, nullptr, 10);
        }
    }
    return 0;
}

/// Reads 10,000 documents; every 20th is a plan.
int read_many() {
    test::IdleDocuments idle(2024);
    std::size_t wrong = 0;
    for (std::size_t i = 1; i <= 10'000; ++i) {
        const bool plan = i % 20 == 0;
        const auto text = plan ? test::working_document() : idle.next();
        const auto reading = reader::read_plan_text(text, "van-ban.txt", {});
        const bool task = reading && std::ranges::any_of(reading->plan.nodes, [](const Node& node) {
                              return node.kind == NodeKind::task;
                          });
        wrong += task == plan ? 0 : 1;
        if (i == 1'000 || i == 10'000) {
            fmt::print("{} ", peak_kib());
        }
    }
    fmt::print("{}\n", wrong);
    return 0;
}

int read_one(const std::string& text) {
    const auto before = peak_kib();
    const auto reading = reader::read_plan_text(text, "lon.txt", options());
    fmt::print("{} {} {}\n", before, peak_kib(), reading ? 0 : 1);
    return 0;
}

constexpr std::size_t large_mib = 20;

int peak(std::string_view name) {
    (void)reader::Language::shipped();
    return name == "documents" ? read_many()
           : name == "bullets" ? read_one(bullets(large_mib * mebi / bullet.size()))
                               : read_one(one_line(large_mib));
}

/// Two sizes in KiB and a count that a process of this program tells.
struct Told {
    double first = 0;
    double second = 0;
    double count = 0;
};
Told told(const std::string& name) {
    ProgramCall call;
    call.program = std::filesystem::read_symlink("/proc/self/exe");
    call.arguments = {"--peak", name};
    call.limits.memory_bytes = std::uint64_t{16} << 30U;
    call.limits.processor = std::chrono::seconds{600};
    call.limits.wall = std::chrono::minutes{10};
    const auto end = must(run_program(call));
    Told found;
    char* rest = nullptr;
    found.first = std::strtod(end.output.c_str(), &rest);
    found.second = std::strtod(rest, &rest);
    found.count = std::strtod(rest, nullptr);
    return found;
}

void ten_thousand_documents(benchmark::State& state) {
    for (auto _ : state) {
        const auto found = told("documents");
        state.counters["KiB_after_1000"] = found.first;
        state.counters["KiB_after_10000"] = found.second;
        state.counters["misread"] = found.count;
        if (found.count > 0 || found.second == 0) {
            state.SkipWithError("documents were taken for what they are not");
        }
    }
}

/// The limit is 20 times the text and 64 MiB.
void memory_of_large_text(benchmark::State& state, const std::string& name) {
    constexpr double kib = 1024;
    constexpr double text = large_mib * kib;
    for (auto _ : state) {
        const auto found = told(name);
        state.counters["KiB"] = found.second;
        state.counters["of_limit"] = found.second / (20 * text + 64 * kib);
        state.counters["refused"] = found.count;
    }
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK_CAPTURE(read_large, bullets, bullets)->Unit(ms)->Arg(50'000)->Arg(100'000)->Iterations(1);
BENCHMARK_CAPTURE(read_large, levels, levels)->Unit(ms)->Arg(5'000)->Arg(10'000)->Iterations(1);
BENCHMARK_CAPTURE(read_large, line, one_line)->Unit(ms)->Arg(25)->Arg(50)->Iterations(1);
BENCHMARK(ten_thousand_documents)->Unit(ms)->Iterations(1)->UseRealTime();
BENCHMARK_CAPTURE(memory_of_large_text, bullets, "bullets")->Unit(ms)->Iterations(1);
BENCHMARK_CAPTURE(memory_of_large_text, line, "line")->Unit(ms)->Iterations(1);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--peak") {
        return tiendo::bench::peak(argv[2]);
    }
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("read_large/bullets/100000", "read_large/bullets/50000", "processor_ms", "ms");
    ratios.print("read_large/levels/10000", "read_large/levels/5000", "processor_ms", "ms");
    ratios.print("read_large/line/50", "read_large/line/25", "processor_ms", "ms");
    return sound ? 0 : 1;
}

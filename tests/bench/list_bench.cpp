// Listing what is installed: 50 adapters in one folder, against opening each file and reading its
// first page.
#include "bench/ratios.hpp"
#include "support/folder.hpp"

#include "tiendo/plugin/adapter.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tiendo::bench {
namespace {

constexpr int installed = 50;

/// Copies of one adapter, each with a name of its own in file and manifest.
class Installed {
public:
    Installed() {
        std::ifstream file(std::filesystem::path(TIENDO_BENCH_OBJECTS) / "tiendo-page.so",
                           std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        const std::string named = "\"name\":\"page\"";
        for (int i = 0; i < installed; ++i) {
            const auto name = "pa" + std::to_string(10 + i);  // as long as the one it replaces
            auto copy = bytes;
            // In the section, and wherever else the compiler put the text.
            for (auto at = copy.find(named); at != std::string::npos; at = copy.find(named, at)) {
                copy.replace(at, named.size(), "\"name\":\"" + name + "\"");
            }
            static_cast<void>(folder.file("tiendo-" + name + ".so", copy));
        }
    }

    test::Folder folder;
};
const Installed& adapters() {
    static const Installed all;
    return all;
}

void open_and_read(benchmark::State& state) {
    const auto& folder = adapters().folder.path();
    std::array<char, 4'096> page{};
    for (auto _ : state) {
        for (const auto& file : std::filesystem::directory_iterator(folder)) {
            const int number = ::open(file.path().c_str(), O_RDONLY | O_CLOEXEC);
            benchmark::DoNotOptimize(::read(number, page.data(), page.size()));
            ::close(number);
        }
    }
}

void list_with(benchmark::State& state, const plugin::SearchOptions& search) {
    for (auto _ : state) {
        const auto listing = plugin::list(search);
        if (listing.adapters.size() != installed || !listing.failures.empty()) {
            state.SkipWithError("not all of them were listed");
            return;
        }
    }
}

void list_installed(benchmark::State& state) {
    plugin::SearchOptions search;
    search.folders = {adapters().folder.path()};
    search.isolation = plugin::Isolation::by_place;
    list_with(state, search);
}

/// With an allow-list the whole of each file is copied and hashed.
void list_allowed(benchmark::State& state) {
    plugin::SearchOptions search;
    search.folders = {adapters().folder.path()};
    search.isolation = plugin::Isolation::by_place;
    search.allowed = plugin::AllowList{.digests = {std::string(64, 'a')}};
    list_with(state, search);
}

BENCHMARK(open_and_read)->Unit(benchmark::kMillisecond);
BENCHMARK(list_installed)->Unit(benchmark::kMillisecond);
BENCHMARK(list_allowed)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    if (!tiendo::bench::run(argc, argv, ratios)) {
        return 1;
    }
    ratios.print("list_installed", "open_and_read", "", "ms");
    ratios.print("list_allowed", "open_and_read", "", "ms");
    return ratios.failures() == 0 ? 0 : 1;
}

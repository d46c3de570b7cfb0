// How fast the consolidated report is written as DOCX, XLSX and a Data Package, against a floor:
// the same text and cells as Markdown, deflated as one piece.
#include "tiendo/report/export.hpp"

#include "bench/ratios.hpp"
#include "report/district.hpp"

#include "tiendo/report/compose.hpp"
#include "tiendo/report/render.hpp"

#include <Poco/DeflatingStream.h>
#include <benchmark/benchmark.h>

#include <sys/resource.h>  // RUSAGE_SELF

#include <sstream>
#include <string>

namespace tiendo::bench {
namespace {

struct Composed {
    report::Report report;
    report::BoardTable board;
};

/// The invented district's report: 22 units, 8 dimensions, 371 figures, two annexes.
const Composed& district() {
    static const Composed composed = [] {
        test::District district;
        const auto options = test::District::options();
        auto tx = district.office().read();
        return Composed{
            report::compose(tx, options).value(),
            report::compose_board(tx, {options.plan, options.cycle, options.at}).value()};
    }();
    return composed;
}

template <typename Write>
void write(benchmark::State& state, const Write& render) {
    const auto& composed = district();
    const auto before = processor_ms(RUSAGE_SELF);
    std::size_t size = 0;
    for (auto _ : state) {
        size = render(composed).size();
    }
    count_processor(state, RUSAGE_SELF, before);
    state.counters["bytes"] = static_cast<double>(size);
}

void write_docx(benchmark::State& state) {
    write(state, [](const Composed& composed) { return report::render_docx(composed.report); });
}
void write_xlsx(benchmark::State& state) {
    write(state,
          [](const Composed& composed) { return report::render_xlsx(composed.report).value(); });
}
void write_data_package(benchmark::State& state) {
    write(state, [](const Composed& composed) {
        return report::render_data_package(composed.report, composed.board);
    });
}
void deflate_markdown(benchmark::State& state) {
    write(state, [](const Composed& composed) {
        constexpr int raw = -15;
        constexpr int level = 6;
        std::ostringstream out;
        Poco::DeflatingOutputStream stream(out, raw, level);
        stream << report::render_markdown(composed.report);
        stream.close();
        return out.str();
    });
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(write_docx)->Unit(ms);
BENCHMARK(write_xlsx)->Unit(ms);
BENCHMARK(write_data_package)->Unit(ms);
BENCHMARK(deflate_markdown)->Unit(ms);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    testing::InitGoogleTest();  // the district checks what it builds
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    for (const auto* name : {"write_docx", "write_xlsx", "write_data_package"}) {
        ratios.print(name, "deflate_markdown", "processor_ms", "ms");
    }
    return sound && !testing::Test::HasFailure() ? 0 : 1;
}

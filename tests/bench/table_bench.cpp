// How fast exported tables are read, against a floor: for CSV the same cells split at their
// separators into strings, for XLSX expat alone on the same sheet, unpacked already.
#include "declarative/table.hpp"

#include "adapters/workbook_writer.hpp"
#include "bench/ratios.hpp"

#include <benchmark/benchmark.h>
#include <expat.h>

#include <sys/resource.h>  // RUSAGE_SELF

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::bench {
namespace {

constexpr std::size_t rows = 20'000;

std::vector<std::string> row_cells(std::size_t row) {
    const auto number = std::to_string(row);
    return {number,
            "H29.1-210105-" + number,
            "Cấp giấy phép xây dựng",
            "2021-01-05",
            "2021-01-20",
            "Đúng hạn",
            "Phường 1",
            "1500000"};
}

const std::string& csv() {
    static const std::string text = [] {
        std::string out = "STT,Mã,Thủ tục,Nhận,Hẹn,Kết quả,Phường,Phí\n";
        for (std::size_t row = 1; row <= rows; ++row) {
            for (const auto& cell : row_cells(row)) {
                out += cell + ",";
            }
            out.back() = '\n';
        }
        return out;
    }();
    return text;
}

const std::string& sheet() {
    static const std::string xml = [] {
        std::string out;
        for (std::size_t row = 0; row <= rows; ++row) {
            out += "<row>";
            for (const auto& cell : row_cells(row)) {
                out += test::inline_cell(cell);
            }
            out += "</row>";
        }
        return test::sheet_of(out);
    }();
    return xml;
}

void finish(benchmark::State& state, double before) {
    count_processor(state, RUSAGE_SELF, before);
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows));
}

void read(benchmark::State& state, const std::string& bytes) {
    const auto before = processor_ms(RUSAGE_SELF);
    for (auto _ : state) {
        const auto table = declarative::read_table(bytes, {});
        if (!table || table->rows.size() != rows) {
            state.SkipWithError("the table was not read");
        }
    }
    finish(state, before);
}

void read_csv(benchmark::State& state) {
    read(state, csv());
}
void split_csv(benchmark::State& state) {
    const auto before = processor_ms(RUSAGE_SELF);
    for (auto _ : state) {
        std::vector<std::vector<std::string>> table;
        for (std::size_t at = 0; at < csv().size();) {
            auto& row = table.emplace_back();
            for (char ended_by = ','; ended_by == ','; ++at) {
                const auto begin = at;
                while (csv()[at] != ',' && csv()[at] != '\n') {
                    ++at;
                }
                row.push_back(csv().substr(begin, at - begin));
                ended_by = csv()[at];
            }
        }
        benchmark::DoNotOptimize(table);
    }
    finish(state, before);
}

const std::string& workbook() {
    static const auto bytes = test::workbook_of({.sheet = sheet(), .deflated = true});
    return bytes;
}
void read_xlsx(benchmark::State& state) {
    read(state, workbook());
}

/// The least that a reader of the sheet does: expat calls for each element and text.
void walk_sheet(benchmark::State& state) {
    const auto before = processor_ms(RUSAGE_SELF);
    for (auto _ : state) {
        const auto parser = XML_ParserCreateNS(nullptr, '\n');
        XML_SetElementHandler(
            parser, [](void*, const char*, const char**) {}, [](void*, const char*) {});
        XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
        if (XML_Parse(parser, sheet().data(), static_cast<int>(sheet().size()), 1) !=
            XML_STATUS_OK) {
            state.SkipWithError("expat did not read the sheet");
        }
        XML_ParserFree(parser);
    }
    finish(state, before);
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(read_csv)->Unit(ms);
BENCHMARK(split_csv)->Unit(ms);
BENCHMARK(read_xlsx)->Unit(ms);
BENCHMARK(walk_sheet)->Unit(ms);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("read_csv", "split_csv", "items_per_second", "rows/s");
    ratios.print("read_xlsx", "walk_sheet", "items_per_second", "rows/s");
    return sound ? 0 : 1;
}

// How long a plan takes to be read, against a floor: ICU's composition of the same text, which is
// the least that any reader of Vietnamese does. Composed (NFC) and decomposed (NFD) input apart,
// for ICU passes composed text nearly untouched. The plan is the real one where it lies beside the
// checkout, else the one that is shipped.
#include "tiendo/reader/reader.hpp"

#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/shared.hpp"

#include "tiendo/base/file.hpp"

#include <benchmark/benchmark.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace tiendo::bench {
namespace {

const icu::Normalizer2& form(const icu::Normalizer2* (*instance)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* made = instance(status);
    if (U_FAILURE(status)) {
        throw std::runtime_error(u_errorName(status));
    }
    return *made;
}

std::string normalised(const icu::Normalizer2& to, std::string_view text) {
    std::string out;
    out.reserve(text.size());
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode status = U_ZERO_ERROR;
    to.normalizeUTF8(
        0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
    if (U_FAILURE(status)) {
        throw std::runtime_error(u_errorName(status));
    }
    return out;
}

std::filesystem::path plan_file() {
    return test::shared_path("seed/000_27a88d545d297959.txt")
        .value_or(std::filesystem::path(TIENDO_SOURCE_DIR) / "examples/district/ke-hoach.txt");
}

std::string plan_text(const icu::Normalizer2& in) {
    return normalised(in, must(read_file(plan_file(), 32U << 20U)));
}
std::string composed() {
    return plan_text(form(icu::Normalizer2::getNFCInstance));
}
std::string decomposed() {
    return plan_text(form(icu::Normalizer2::getNFDInstance));
}

void icu_compose(benchmark::State& state, const std::string& text) {
    const auto& nfc = form(icu::Normalizer2::getNFCInstance);
    for (auto _ : state) {
        benchmark::DoNotOptimize(normalised(nfc, text));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void read_plan(benchmark::State& state, const std::string& text) {
    const auto name = plan_file().filename().string();
    for (auto _ : state) {
        benchmark::DoNotOptimize(must(reader::read_plan_text(text, name, {})));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK_CAPTURE(icu_compose, nfc, composed())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(icu_compose, nfd, decomposed())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_plan, nfc, composed())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_plan, nfd, decomposed())->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    std::printf("plan: %s\n", tiendo::bench::plan_file().filename().c_str());
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("read_plan/nfc", "icu_compose/nfc", "", "ms");
    ratios.print("read_plan/nfd", "icu_compose/nfd", "", "ms");
    return sound ? 0 : 1;
}

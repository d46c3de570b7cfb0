// How long a plan takes to be read, against a floor: ICU's composition of the same text, which is
// the least that any reader of Vietnamese does. Composed (NFC) and decomposed (NFD) input apart,
// for ICU passes composed text nearly untouched. The plan is the real one where it lies beside the
// checkout, else the one that is shipped. The same plan as .docx stands beside the programs that
// turn it to plain text; loading the language is told apart, for a process does it once.
#include "tiendo/reader/reader.hpp"

#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "reader/office_files.hpp"
#include "support/folder.hpp"
#include "support/shared.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/base/program.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/reader/language.hpp"

#include <benchmark/benchmark.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <sys/resource.h>  // RUSAGE_SELF

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

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

/// The plan as Word writes it: a paragraph for each line, and all that other programs ask of a
/// package.
std::string as_docx() {
    const auto text = composed();
    std::string body;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        body += test::word_p(html_escaped(std::string_view(text).substr(begin, end - begin)));
        begin = end + 1;
    }
    constexpr std::string_view types =
        R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
        R"(<Default Extension="rels" )"
        R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Override PartName="/word/document.xml" ContentType="application/vnd.)"
        R"(openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)";
    constexpr std::string_view relations =
        R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
        R"(<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.)"
        R"(openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>)";
    test::ZipWriter zip;
    zip.add("[Content_Types].xml", types);
    zip.add("_rels/.rels", relations);
    zip.add({.name = "word/document.xml",
             .content = test::word_part("document", "<w:body>" + body + "</w:body>"),
             .deflated = true});
    return zip.bytes();
}

void read_plan(benchmark::State& state, const std::string& source, const std::string& name) {
    (void)reader::Language::shipped();  // told apart
    const auto before = processor_ms(RUSAGE_SELF);
    for (auto _ : state) {
        benchmark::DoNotOptimize(must(reader::read_plan_text(source, name, {})));
    }
    count_processor(state, RUSAGE_SELF, before);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.size()));
}

/// What the first read of a process pays: the shipped tables, and a file that adds none to them.
void load_language(benchmark::State& state) {
    const test::Folder folder;
    const auto file = folder.file("none.toml", "");
    for (auto _ : state) {
        benchmark::DoNotOptimize(must(reader::Language::with(file)));
    }
}

/// Another program that turns the same .docx to text; the time is that of the whole process, for
/// no library of it can be had. One that is not installed is skipped and says so.
void convert(benchmark::State& state,
             const std::filesystem::path& program,
             const std::vector<std::string>& arguments) {
    if (!std::filesystem::exists(program)) {
        state.SetLabel("skipped: " + program.string() + " is not installed");
        for (auto _ : state) {
        }
        return;
    }
    const test::Folder folder;
    (void)folder.file("plan.docx", as_docx());
    ProgramCall call;
    call.program = program;
    call.arguments = arguments;
    call.environment = {"HOME=" + folder.path().string()};
    call.folder = folder.path();
    call.limits.memory_bytes = std::uint64_t{16} << 30U;  // both reserve far more than they use
    const auto before = processor_ms(RUSAGE_CHILDREN);
    for (auto _ : state) {
        const auto end = must(run_program(call));
        const auto made = folder / "plan.txt";
        if (end.exit_code != 0 || !std::filesystem::exists(made) ||
            std::filesystem::file_size(made) == 0) {
            state.SkipWithError(("no text made: " + end.complaint).c_str());
            break;
        }
    }
    count_processor(state, RUSAGE_CHILDREN, before);
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK_CAPTURE(icu_compose, nfc, composed())->Unit(ms);
BENCHMARK_CAPTURE(icu_compose, nfd, decomposed())->Unit(ms);
BENCHMARK(load_language)->Unit(ms);
BENCHMARK_CAPTURE(read_plan, nfc, composed(), "ke-hoach.txt")->Unit(ms);
BENCHMARK_CAPTURE(read_plan, nfd, decomposed(), "ke-hoach.txt")->Unit(ms);
BENCHMARK_CAPTURE(read_plan, docx, as_docx(), "ke-hoach.docx")->Unit(ms);
BENCHMARK_CAPTURE(convert,
                  pandoc,
                  "/usr/bin/pandoc",
                  {"plan.docx", "--to=plain", "--output=plan.txt"})
    ->Unit(ms)
    ->Iterations(3)
    ->UseRealTime();
BENCHMARK_CAPTURE(convert,
                  libreoffice,
                  "/usr/bin/soffice",
                  {"--headless", "--convert-to", "txt:Text (encoded):UTF8", "plan.docx"})
    ->Unit(ms)
    ->Iterations(1)  // it is heavy
    ->UseRealTime();

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    std::printf("plan: %s\n", tiendo::bench::plan_file().filename().c_str());
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("read_plan/nfc", "icu_compose/nfc", "", "ms");
    ratios.print("read_plan/nfd", "icu_compose/nfd", "", "ms");
    ratios.print("read_plan/docx", "read_plan/nfc", "", "ms");
    ratios.print("load_language", "read_plan/nfc", "", "ms");
    ratios.print("convert/pandoc", "read_plan/docx", "processor_ms", "ms");
    ratios.print("convert/libreoffice", "read_plan/docx", "processor_ms", "ms");
    return sound ? 0 : 1;
}

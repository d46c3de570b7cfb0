#include "document_builder.hpp"
#include "helper_program.hpp"
#include "pdf_page.hpp"
#include "pdf_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::reader {

namespace {

// What tiendo-pdf-boxes ends with: src/reader/pdf_boxes/main.cpp.
enum HelperExit : int {
    well = 0,
    encrypted = 3,
    broken = 4,
    many_pages = 5,
    many_words = 6,
};

constexpr std::size_t most_words = 1'000'000;

Error refusal(const ProgramEnd& end, const ReadOptions& options) {
    switch (end.exit_code) {
        case encrypted:
            return Error{ErrorCode::rejected,
                         "the PDF is encrypted and asks for a password",
                         "open it with its password and save it without"};
        case many_pages:
            return Error{
                ErrorCode::malformed_input,
                fmt::format("the PDF has more pages than the limit of {}", options.max_pages),
                "give one plan; or raise the limit"};
        case many_words:
            return Error{ErrorCode::malformed_input,
                         fmt::format("the PDF has more words than the limit of {}", most_words),
                         "give one plan"};
        case broken:
            return Error{ErrorCode::malformed_input,
                         "the PDF is broken",
                         "open it in a PDF viewer and print it to a new PDF, or ask for it again"};
        default:
            return Error{ErrorCode::malformed_input,
                         "the PDF could not be taken apart within the limits",
                         "open it in a PDF viewer and print it to a new PDF, or ask for it again"}
                .because(complaint_of(end));
    }
}

ProgramLimits helper_limits(const ReadOptions& options) {
    constexpr std::size_t bytes_a_word = 130;  // of the description; a rule takes fewer
    ProgramLimits limits;
    limits.wall = options.program_time;
    limits.processor = std::max(std::chrono::seconds{1},
                                std::chrono::ceil<std::chrono::seconds>(options.program_time));
    limits.output_bytes = most_words * bytes_a_word;
    return limits;
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes, const ReadOptions& options) {
    const auto helper = helper_program("tiendo-pdf-boxes", options);
    if (!helper) {
        return helper.error();
    }
    ProgramCall call;
    call.program = *helper;
    call.arguments = {"--max-pages",
                      std::to_string(options.max_pages),
                      "--max-words",
                      std::to_string(most_words)};
    call.input = bytes;
    call.limits = helper_limits(options);
    const auto end = run_program(call);
    if (!end) {
        return end.error();
    }
    if (end->exit_code != well) {
        return refusal(*end, options);
    }
    auto pages = parse_boxes(end->output, options);
    if (!pages) {
        return std::move(pages).error();
    }
    if (auto fine = recognise_pictures(bytes, *pages, options); !fine) {
        return std::move(fine).error();
    }
    return lay_out(*std::move(pages), options);
}

}  // namespace tiendo::reader

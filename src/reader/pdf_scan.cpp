#include "pdf_scan.hpp"

#include "helper_program.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr double points_per_inch = 72;

/// A page whose paper is covered, or drawn on, and that holds no more text than a stamp or the note
/// of a digital signature.
bool is_picture(const PdfPage& page) {
    constexpr double whole = 0.7;
    constexpr double drawn_on = 0.003;
    constexpr std::size_t most_words = 40;
    return page.words.empty() ? page.covered >= drawn_on
                              : page.covered >= whole && page.words.size() <= most_words;
}

struct Programs {
    std::filesystem::path draw;
    std::filesystem::path recognise;
};

Error not_installed(int page, std::string_view what) {
    return Error{ErrorCode::unsupported,
                 fmt::format("page {} is a picture of text, and {} is not installed", page, what),
                 "install tesseract-ocr, tesseract-ocr-vie and poppler-utils; or save the document "
                 "as docx or as a PDF with text"};
}

bool knows_vietnamese(const std::filesystem::path& tesseract, const ReadOptions& options) {
    ProgramCall call;
    call.program = tesseract;
    call.arguments = {"--list-langs"};
    call.limits.wall = options.program_time;
    const auto end = run_program(call);
    return end && ("\n" + end->output + end->complaint + "\n").find("\nvie\n") != std::string::npos;
}

Result<Programs> programs(int page, const ReadOptions& options) {
    auto draw = system_program("pdftoppm", options);
    if (!draw) {
        return not_installed(page, "pdftoppm");
    }
    auto recognise = system_program("tesseract", options);
    if (!recognise) {
        return not_installed(page, "tesseract");
    }
    if (!knows_vietnamese(*recognise, options)) {
        return not_installed(page, "the Vietnamese of tesseract");
    }
    return Programs{*std::move(draw), *std::move(recognise)};
}

Error failed(std::string_view what, const ProgramEnd& end) {
    return Error{ErrorCode::malformed_input,
                 fmt::format("a page that is a picture could not be {}", what),
                 "scan the document again, or save it as docx"}
        .because(complaint_of(end));
}

Result<std::string> drawing_of(std::string_view pdf,
                               int page,
                               double dpi,
                               const Programs& programs,
                               const ReadOptions& options) {
    ProgramCall call;
    call.program = programs.draw;
    const auto number = std::to_string(page);
    call.arguments = {"-r", fmt::format("{:.0f}", dpi), "-f", number, "-l", number, "-gray", "-"};
    call.input = pdf;
    call.limits.wall = options.program_time;
    auto end = run_program(call);
    if (!end) {
        return std::move(end).error();
    }
    if (end->exit_code != 0 || end->output.empty()) {
        return failed("drawn", *end);
    }
    return std::move(end->output);
}

Result<std::string> text_of(std::string_view drawing,
                            double dpi,
                            const Programs& programs,
                            const ReadOptions& options) {
    ProgramCall call;
    call.program = programs.recognise;
    call.arguments = {
        "stdin", "stdout", "-l", "vie", "--dpi", fmt::format("{:.0f}", dpi), "--psm", "3", "tsv"};
    call.input = drawing;
    call.environment = {"OMP_THREAD_LIMIT=1"};  // or the threads wait for each other
    call.limits.wall = options.program_time;
    call.limits.memory_bytes = std::uint64_t{2} << 30U;
    call.limits.processor = std::chrono::ceil<std::chrono::seconds>(options.program_time);
    auto end = run_program(call);
    if (!end) {
        return std::move(end).error();
    }
    if (end->exit_code != 0) {
        return failed("recognised", *end);
    }
    return std::move(end->output);
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                      : std::nullopt;
}

// level, page, block, paragraph, line, word, left, top, width, height, confidence, text
constexpr std::size_t columns = 12;
using Row = std::array<std::string_view, columns>;
enum Column : std::size_t { level = 0, left = 6, top, width, height, conf, text };

std::optional<Row> row_of(std::string_view line) {
    Row row;
    for (std::size_t i = 0; i < columns; ++i) {
        const auto tab = line.find('\t');
        if ((tab == std::string_view::npos) != (i + 1 == columns)) {
            return std::nullopt;
        }
        row.at(i) = line.substr(0, tab);
        line.remove_prefix(std::min(line.size(), row.at(i).size() + 1));
    }
    return row;
}

std::optional<Box> box_of(const Row& row, double scale) {
    const auto x = number(row[left]);
    const auto y = number(row[top]);
    const auto w = number(row[width]);
    const auto h = number(row[height]);
    if (!x || !y || !w || !h || *w < 0 || *h < 0) {
        return std::nullopt;
    }
    return Box{*x * scale, *y * scale, (*x + *w) * scale, (*y + *h) * scale};
}

/// Reads one page.
Result<void> recognise(std::string_view pdf,
                       PdfPage& page,
                       const Programs& programs,
                       const ReadOptions& options) {
    constexpr double usual_dpi = 300;
    constexpr double most_pixels_a_side = 6000;
    const double longest = std::max({page.width, page.height, 1.0});
    const double dpi =
        std::min(usual_dpi, std::floor(most_pixels_a_side * points_per_inch / longest));
    const auto drawing = drawing_of(pdf, page.number, dpi, programs, options);
    if (!drawing) {
        return drawing.error();
    }
    const auto tsv = text_of(*drawing, dpi, programs, options);
    if (!tsv) {
        return tsv.error();
    }
    auto words = words_of_tsv(*tsv, points_per_inch / dpi);
    if (!words.empty()) {  // a page with a picture of something else keeps what it has
        page.words = std::move(words);
        page.recognised = true;
    }
    return {};
}

}  // namespace

std::vector<PdfWord> words_of_tsv(std::string_view tsv, double scale) {
    constexpr double letters = 0.8;  // size of the letters to the height of a line
    std::vector<PdfWord> words;
    std::optional<Box> line;
    while (!tsv.empty()) {
        const auto end = std::min(tsv.find('\n'), tsv.size());
        const auto row = row_of(tsv.substr(0, end));
        tsv.remove_prefix(std::min(tsv.size(), end + 1));
        const auto box = row ? box_of(*row, scale) : std::nullopt;
        if (!box) {
            continue;
        }
        if ((*row)[level] == "4") {
            line = box;
        }
        const auto content = trim((*row)[text]);
        const auto confidence = number((*row)[conf]);
        if ((*row)[level] != "5" || content.empty() || !line || !confidence || *confidence < 0 ||
            first_invalid_utf8(content)) {
            continue;
        }
        PdfWord word;
        word.text = content;
        // All words of a line stand on it: boxes around the ink alone differ with every letter.
        word.box = {box->left, line->top, box->right, line->bottom};
        word.shown = *box;
        word.size = std::max(1.0, (line->bottom - line->top) * letters);
        word.space = true;
        word.recognised = true;
        word.confidence = *confidence;
        words.push_back(std::move(word));
    }
    return words;
}

Result<void> recognise_pictures(std::string_view pdf,
                                std::vector<PdfPage>& pages,
                                const ReadOptions& options) {
    const auto pictures = static_cast<std::size_t>(std::ranges::count_if(pages, is_picture));
    if (pictures > options.max_scanned_pages) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{} pages are pictures of text, more than the limit of {}",
                                 pictures,
                                 options.max_scanned_pages),
                     "give one plan; or raise the limit"};
    }
    std::optional<Programs> found;
    for (auto& page : pages) {
        if (!is_picture(page)) {
            continue;
        }
        const auto place = fmt::format("page {}", page.number);
        if (!found) {
            auto all = programs(page.number, options);
            if (!all) {
                return std::move(all).error();
            }
            found = *std::move(all);
        }
        if (auto fine = recognise(pdf, page, *found, options); !fine) {
            return std::move(fine).error().at(place);
        }
    }
    return {};
}

}  // namespace tiendo::reader

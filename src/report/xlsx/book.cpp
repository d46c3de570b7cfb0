#include "book.hpp"

#include "clean_text.hpp"
#include "figure_value.hpp"

#include "tiendo/base/file.hpp"

#include <fmt/format.h>

#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cassert>

namespace tiendo::report::xlsx {

namespace {

/// A cell holds 32,767 units of UTF-16; so many characters fit whatever they are.
constexpr std::size_t cell_characters = 16'000;
constexpr std::uint8_t a4 = 9;

/// Bytes of the first `count` characters.
std::size_t size_of(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size()) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && count-- == 0) {
            return at;
        }
        ++at;
    }
    return at;
}

Error no_memory_file() {
    return {ErrorCode::storage,
            "the workbook could not be built",
            "free memory, and space where the system keeps temporary files; then try again"};
}

}  // namespace

Book::Book(Descriptor file)
    : file_(std::move(file)), path_(fmt::format("/proc/self/fd/{}", file_.number())) {}

Book::~Book() {
    if (book_ != nullptr) {
        lxw_workbook_free(book_);
    }
}

Result<std::unique_ptr<Book>> Book::open(const Report& report) {
    // The library writes to a path: this one is a file that has no name and no disk.
    Descriptor file(::memfd_create("tiendo-xlsx", MFD_CLOEXEC));
    if (!file.open()) {
        return no_memory_file();
    }
    std::unique_ptr<Book> book(new Book(std::move(file)));
    book->book_ = workbook_new(book->path_.c_str());
    if (book->book_ == nullptr) {
        return no_memory_file();
    }
    book->make_formats();
    book->describe(report);
    return book;
}

void Book::make_formats() {
    for (std::size_t i = 0; i < looks; ++i) {
        auto* format = workbook_add_format(book_);
        formats_[i] = format;
        const auto look = static_cast<Look>(i);
        format_set_font_name(format, "Times New Roman");
        format_set_font_size(format, look <= Look::note ? 13 : 12);
        format_set_text_wrap(format);
        format_set_align(format,
                         look <= Look::note ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
        format_set_num_format(format, "@");
        if (look >= Look::head) {
            format_set_border(format, LXW_BORDER_THIN);
        }
        if (look == Look::title || look == Look::heading || look == Look::head ||
            look >= Look::total) {
            format_set_bold(format);
        }
        if (look == Look::title || look == Look::head || look == Look::centred) {
            format_set_align(format, LXW_ALIGN_CENTER);
        }
        if (look == Look::note) {
            format_set_italic(format);
        }
        if (look == Look::head) {
            format_set_bg_color(format, 0xF1F3F6);
        }
        if (look == Look::number || look == Look::total_number) {
            format_set_num_format(format, "#,##0");
            format_set_align(format, LXW_ALIGN_RIGHT);
        }
        if (look == Look::rate || look == Look::total_rate) {
            format_set_num_format(format, "0.0%");
            format_set_align(format, LXW_ALIGN_RIGHT);
        }
    }
}

void Book::describe(const Report& report) {
    auto title = clean_text(report.subject);
    auto author = clean_text(report.letterhead.authority);
    const auto longest = static_cast<std::size_t>(255);  // characters of a property
    title.resize(size_of(title, longest));
    author.resize(size_of(author, longest));
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.created = static_cast<time_t>(report.at.unix_ms() / 1000);
    workbook_set_properties(book_, &properties);
    if (!report.provenance.head_hash.empty()) {
        workbook_set_custom_property_string(
            book_, "TiendoJournalHead", clean_text(report.provenance.head_hash).c_str());
    }
    if (const auto entries = journal_entries(report)) {
        workbook_set_custom_property_string(
            book_, "TiendoJournalEntries", std::to_string(*entries).c_str());
    }
}

lxw_worksheet* Book::add_sheet(const std::string& name, bool across) {
    constexpr double inch = 25.4;
    auto* sheet = workbook_add_worksheet(book_, name.c_str());
    assert(sheet != nullptr);  // names are ours: short, and each once
    worksheet_set_paper(sheet, a4);
    worksheet_set_margins(sheet, 30 / inch, 15 / inch, 20 / inch, 20 / inch);
    worksheet_fit_to_pages(sheet, 1, 0);
    if (across) {
        worksheet_set_landscape(sheet);
    }
    return sheet;
}

lxw_chart* Book::add_bar_chart() {
    return workbook_add_chart(book_, LXW_CHART_BAR_STACKED);
}

lxw_format* Book::format(Look look) const noexcept {
    return formats_[static_cast<std::size_t>(look)];
}

lxw_row_t Book::text(lxw_worksheet* sheet,
                     lxw_row_t row,
                     lxw_col_t column,
                     std::string_view text,
                     Look look) const {
    const auto cleaned = clean_text(text);
    std::string_view rest = cleaned;
    do {
        const auto size = size_of(rest, cell_characters);
        const std::string piece(rest.substr(0, size));
        worksheet_write_string(sheet, row++, column, piece.c_str(), format(look));
        rest.remove_prefix(size);
    } while (!rest.empty());
    return row;
}

Result<std::string> Book::bytes() {
    constexpr std::size_t limit = std::size_t{1} << 30U;
    auto* book = std::exchange(book_, nullptr);
    if (workbook_close(book) != LXW_NO_ERROR) {
        return no_memory_file();
    }
    auto bytes = read_file(path_, limit);
    return bytes ? std::move(bytes) : Result<std::string>(no_memory_file());
}

}  // namespace tiendo::report::xlsx

#include "pdf_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

/// How far the text of each column stands from the edge of its cells.
std::map<int, double> paddings_of(const PdfTable& table) {
    constexpr double widest = 8;  // points; what stands further in is centred
    std::map<int, double> paddings;
    for (const auto& row : table.rows) {
        for (const auto& cell : row.cells) {
            for (const auto& line : cell.lines) {
                auto& padding = paddings.try_emplace(cell.column, widest).first->second;
                padding = std::clamp(line.box.left - cell.box.left, 0.0, padding);
            }
        }
    }
    return paddings;
}

}  // namespace

void PdfWriter::look_at(const std::vector<PdfPage>& pages) {
    constexpr double sure = 60;  // percent
    constexpr double whole_page = 0.9;
    constexpr std::size_t most_shown = 5;
    for (const auto& page : pages) {
        if (!page.recognised) {
            if (page.covered >= whole_page && !page.words.empty()) {
                layered_.insert(page.number);
            }
            continue;
        }
        auto& unsure = recognised_[page.number];
        for (const auto& word : page.words) {
            if (word.confidence < sure) {
                ++unsure.words;
                if (unsure.first.size() < most_shown) {
                    unsure.first.push_back(word.text);
                }
            }
        }
    }
}

void PdfWriter::add(const PdfLine& line) {
    const auto begin = builder_.text().size();
    Origin origin;
    origin.page = line.page;
    origin.box = shown_box(line);
    builder_.add(line.text, origin);
    auto& span = page_spans_.try_emplace(line.page, Span{begin, begin}).first->second;
    span.end = builder_.text().size();
}

void PdfWriter::end_paragraph() {
    if (last_ != nullptr) {
        builder_.end_paragraph();
    }
    column_ = nullptr;
    first_ = nullptr;
    last_ = nullptr;
    for (const auto& aside : std::exchange(waiting_, {})) {
        if (!aside) {
            builder_.end_page();
            continue;
        }
        builder_.begin_aside(aside->reason);
        for (const auto& line : aside->lines) {
            if (&line != &aside->lines.front()) {
                builder_.end_line();
            }
            add(line);
        }
        builder_.end_aside();
    }
}

void PdfWriter::write_line(const PdfLine& line, const PdfColumn& column) {
    auto joint = Joint::paragraph;
    if (last_ != nullptr && column_ == &column) {
        joint = joint_of(column, *first_, *last_, line);
    }
    switch (joint) {
        case Joint::same_line: builder_.add_made(is_joined_closely(*last_) ? "" : " "); break;
        case Joint::line_break:
            builder_.end_line();
            first_ = &line;
            break;
        case Joint::paragraph:
            end_paragraph();
            first_ = &line;
            break;
    }
    column_ = &column;
    last_ = &line;
    add(line);
}

void PdfWriter::write_wide(const std::vector<PdfLine>& lines, const PdfColumn& column) {
    for (const auto& line : lines) {
        write_line(line, column);
    }
}

void PdfWriter::write_narrow(const std::vector<PdfLine>& lines, const PdfColumn& column) {
    end_paragraph();
    for (const auto& line : lines) {
        write_line(line, column);
    }
    end_paragraph();
}

void PdfWriter::write_cell(const PdfCell& cell, double padding) {
    builder_.begin_cell(cell.column, cell.columns, cell.rows);
    const PdfLine* last = nullptr;
    for (const auto& line : cell.lines) {
        if (last != nullptr) {
            if (joint_in_cell(cell, padding, *last, line) == Joint::same_line) {
                builder_.add_made(is_joined_closely(*last) ? "" : " ");
            } else {
                builder_.end_paragraph();
            }
        }
        add(line);
        last = &line;
    }
    builder_.end_cell();
}

void PdfWriter::write_table(const PdfTable& table) {
    end_paragraph();
    const auto paddings = paddings_of(table);
    builder_.begin_table();
    for (const auto& row : table.rows) {
        builder_.begin_row(row.header);
        for (const auto& cell : row.cells) {
            const auto padding = paddings.find(cell.column);
            write_cell(cell, padding == paddings.end() ? 0 : padding->second);
        }
        builder_.end_row();
    }
    builder_.end_table();
}

void PdfWriter::put_off(const PdfAside& aside) {
    waiting_.emplace_back(aside);
}

void PdfWriter::put_off_page_end() {
    waiting_.emplace_back(std::nullopt);
}

void PdfWriter::doubt_recognised() {
    const auto span_of = [&](int page) {
        const auto span = page_spans_.find(page);
        return span == page_spans_.end() ? std::optional<Span>() : std::optional(span->second);
    };
    for (const auto& [page, unsure] : recognised_) {
        if (unsure.words > 0) {
            builder_.doubt(
                "recognised-unsure",
                fmt::format("Trang {} được máy nhận dạng từ ảnh quét; có {} từ chưa chắc "
                            "chắn: “{}”{}. Cần đối chiếu với bản gốc.",
                            page,
                            unsure.words,
                            fmt::join(unsure.first, "”, “"),
                            unsure.words > unsure.first.size() ? "…" : ""),
                "giữ nguyên chữ do máy nhận dạng",
                span_of(page));
        }
    }
    if (!layered_.empty()) {
        builder_.doubt("recognised-layer",
                       fmt::format("Trang {} là ảnh phủ kín trang, kèm lớp chữ có thể do máy nhận "
                                   "dạng. Cần đối chiếu với bản gốc.",
                                   fmt::join(layered_, ", ")),
                       "đọc theo lớp chữ kèm theo",
                       span_of(*layered_.begin()));
    }
}

Result<Document> PdfWriter::finish() && {
    end_paragraph();
    if (page_spans_.empty()) {
        return Error{ErrorCode::malformed_input,
                     "the document holds no text",
                     "name the file that holds the plan"};
    }
    doubt_recognised();
    auto document = std::move(builder_).finish();
    document.format = DocumentFormat::pdf;
    document.recognised = !recognised_.empty() || !layered_.empty();
    return document;
}

}  // namespace tiendo::reader

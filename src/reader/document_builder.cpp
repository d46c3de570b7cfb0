#include "document_builder.hpp"

#include "source_text.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

/// Moves everything that counts bytes of the text to the composed text.
void compose(Document& document) {
    const auto composed = SourceText::composed(document.text);
    for (auto& piece : document.pieces) {
        const auto moved = composed.in_clean(piece.text);
        piece.same =
            piece.same &&
            document.text.compare(piece.text.begin, piece.text.size(), composed.slice(moved)) == 0;
        piece.text = moved;
    }
    for (auto& table : document.tables) {
        table.span = composed.in_clean(table.span);
        for (auto& row : table.rows) {
            row.span = composed.in_clean(row.span);
            for (auto& cell : row.cells) {
                cell.span = composed.in_clean(cell.span);
            }
        }
    }
    for (auto& aside : document.asides) {
        aside.span = composed.in_clean(aside.span);
    }
    for (auto& doubt : document.doubts) {
        doubt.span = doubt.span ? std::optional(composed.in_clean(*doubt.span)) : std::nullopt;
    }
    document.text = std::string(composed.clean());
}

}  // namespace

std::size_t DocumentBuilder::part(std::string_view name) {
    document_.parts.emplace_back(name);
    return document_.parts.size() - 1;
}

void DocumentBuilder::add(std::string_view text, const Origin& origin) {
    if (text.empty()) {
        return;
    }
    const auto begin = document_.text.size();
    document_.text += text;
    const Span span{begin, document_.text.size()};
    if (!document_.pieces.empty()) {
        auto& last = document_.pieces.back();
        if (last.same && origin.same && last.text.end == begin && last.part == origin.part &&
            last.offset + last.length == origin.offset && !origin.box && !last.box) {
            last.text.end = span.end;
            last.length += origin.length;
            return;
        }
    }
    document_.pieces.push_back({span,
                                static_cast<std::uint32_t>(origin.part),
                                origin.offset,
                                origin.length,
                                origin.same && origin.length == text.size(),
                                origin.page,
                                origin.box});
}

void DocumentBuilder::add_made(std::string_view text) {
    document_.text += text;
}

void DocumentBuilder::end_line() {
    document_.text += '\n';
}

void DocumentBuilder::end_paragraph() {
    if (!document_.text.empty() && !document_.text.ends_with("\n\n")) {
        document_.text += document_.text.ends_with('\n') ? "\n" : "\n\n";
    }
}

void DocumentBuilder::end_page() {
    end_paragraph();
    document_.text += "\f\n\n";
}

void DocumentBuilder::begin_table() {
    end_paragraph();
    tables_.push_back({{{document_.text.size(), 0}, {}}, tables_.empty()});
}

void DocumentBuilder::begin_row(bool header) {
    tables_.back().table.rows.push_back({{document_.text.size(), 0}, {}, header});
}

void DocumentBuilder::begin_cell(int column, int columns, int rows) {
    tables_.back().table.rows.back().cells.push_back(
        {{document_.text.size(), 0}, column, columns, rows});
}

void DocumentBuilder::grow_cell(std::size_t row, std::size_t cell) {
    ++tables_.back().table.rows.at(row).cells.at(cell).rows;
}

void DocumentBuilder::end_cell() {
    end_paragraph();
    auto& cell = tables_.back().table.rows.back().cells.back();
    cell.span = trimmed(document_.text, {cell.span.begin, document_.text.size()});
}

void DocumentBuilder::end_row() {
    auto& row = tables_.back().table.rows.back();
    row.span = trimmed(document_.text, {row.span.begin, document_.text.size()});
}

void DocumentBuilder::end_table() {
    auto open = std::move(tables_.back());
    tables_.pop_back();
    open.table.span = trimmed(document_.text, {open.table.span.begin, document_.text.size()});
    if (open.outer && !open.table.rows.empty()) {
        document_.tables.push_back(std::move(open.table));
    }
}

void DocumentBuilder::begin_aside(std::string_view reason) {
    end_paragraph();
    aside_ = Aside{{document_.text.size(), 0}, std::string(reason)};
}

void DocumentBuilder::end_aside() {
    end_paragraph();
    aside_->span = trimmed(document_.text, {aside_->span.begin, document_.text.size()});
    if (!aside_->span.empty()) {
        document_.asides.push_back(std::move(*aside_));
    }
    aside_.reset();
}

void DocumentBuilder::doubt(std::string_view code,
                            std::string_view text,
                            std::string_view choice,
                            std::optional<Span> span) {
    document_.doubts.push_back(
        {std::string(code), "", std::string(text), std::string(choice), span});
}

Document DocumentBuilder::finish() && {
    if (aside_) {
        end_aside();
    }
    while (!tables_.empty()) {
        end_table();
    }
    end_paragraph();
    if (document_.parts.empty()) {
        document_.parts.emplace_back();
    }
    if (!is_nfc(document_.text)) {
        compose(document_);
    }
    return std::move(document_);
}

}  // namespace tiendo::reader

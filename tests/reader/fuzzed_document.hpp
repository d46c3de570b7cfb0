#pragma once

#include "tiendo/base/text.hpp"
#include "tiendo/reader/document.hpp"

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string_view>

namespace tiendo::test {

inline void must(bool holds, std::string_view what) {
    if (!holds) {
        std::cerr << what << '\n';
        std::abort();
    }
}

/// Whatever the bytes: an error or a document that keeps the promises of `reader::Document`.
/// @param part    whose content is known; empty: none
/// @param content of that part
inline int read_fuzzed(std::string_view bytes, std::string_view part, std::string_view content) {
    const auto document =
        reader::parse_document(bytes, "fuzz", {.max_text = std::size_t{1} << 20U});
    if (!document) {
        must(document.error().code() != ErrorCode::internal, document.error().what());
        return 0;
    }
    const std::string_view text = document->text;
    must(!first_invalid_utf8(text), "text that is not UTF-8");
    must(is_nfc(text), "text that is not composed");
    std::size_t end = 0;
    for (const auto& piece : document->pieces) {
        must(piece.text.begin >= end && piece.text.end <= text.size(), "pieces out of order");
        must(piece.part < document->parts.size(), "a piece of no part");
        end = piece.text.end;
        if (piece.same && document->parts[piece.part] == part) {
            must(content.substr(piece.offset, piece.length) ==
                     text.substr(piece.text.begin, piece.text.size()),
                 "a piece that is not the original");
        }
    }
    end = 0;
    for (const auto& aside : document->asides) {
        must(aside.span.begin >= end && aside.span.end <= text.size(), "asides out of order");
        end = aside.span.end;
    }
    end = 0;
    for (const auto& table : document->tables) {
        must(table.span.begin >= end && table.span.end <= text.size(), "tables out of order");
        end = table.span.end;
        for (const auto& row : table.rows) {
            for (const auto& cell : row.cells) {
                must(cell.span.begin <= cell.span.end && cell.span.end <= text.size(),
                     "a cell outside of the text");
                must(cell.column >= 0 && cell.columns >= 1 && cell.rows >= 1, "a cell of no size");
            }
        }
    }
    return 0;
}

}  // namespace tiendo::test

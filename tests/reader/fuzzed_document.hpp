#pragma once

#include "tiendo/base/text.hpp"
#include "tiendo/reader/reader.hpp"

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

/// Small enough that one input takes milliseconds, large enough to reach what the limits guard.
/// No helper program is found, so that a mark of PDF or RTF among the bytes starts none.
inline const reader::ReadOptions& fuzz_options() {
    static const reader::ReadOptions options{.max_nodes = 2000,
                                             .max_text = std::size_t{1} << 20U,
                                             .max_pages = 50,
                                             .helper_folder = "/nowhere",
                                             .program_folders = {}};
    return options;
}

/// The promises of `reader::Document`: spans in the text, in order.
inline void check_document(const reader::Document& document) {
    const std::string_view text = document.text;
    must(!first_invalid_utf8(text), "text that is not UTF-8");
    must(document.pieces.empty() || is_nfc(text), "text that is not composed");
    std::size_t end = 0;
    for (const auto& piece : document.pieces) {
        must(piece.text.begin >= end && piece.text.begin <= piece.text.end &&
                 piece.text.end <= text.size(),
             "pieces out of order");
        end = piece.text.end;
    }
    end = 0;
    for (const auto& aside : document.asides) {
        must(aside.span.begin >= end && aside.span.begin <= aside.span.end &&
                 aside.span.end <= text.size(),
             "asides out of order");
        end = aside.span.end;
    }
    end = 0;
    for (const auto& table : document.tables) {
        must(table.span.begin >= end && table.span.begin <= table.span.end &&
                 table.span.end <= text.size(),
             "tables out of order");
        end = table.span.end;
        for (const auto& row : table.rows) {
            for (const auto& cell : row.cells) {
                must(cell.span.begin <= cell.span.end && cell.span.end <= text.size(),
                     "a cell outside of the text");
                must(cell.column >= 0 && cell.columns >= 1 && cell.rows >= 1, "a cell of no size");
            }
        }
    }
}

/// Whatever the document: an error, or a tree that accounts for every byte of its text.
inline void check_tree(const reader::Document& document) {
    const auto reading = reader::read_document(document, fuzz_options());
    if (!reading) {
        must(reading.error().code() != ErrorCode::internal, reading.error().what());
        return;
    }
    if (const auto covered = reader::prove_coverage(reading->plan, document.text); !covered) {
        must(false, covered.error().what());
    }
    must(!reader::to_answer_sheet(*reading).empty(), "no answer sheet");
}

/// Whatever was opened: an error that blames the document, or a document and a tree that keep
/// their promises.
/// @return whether there is a document, for promises of its format
inline bool check_opened(const Result<reader::Document>& document) {
    if (!document) {
        must(document.error().code() != ErrorCode::internal, document.error().what());
        return false;
    }
    check_document(*document);
    check_tree(*document);
    return true;
}

/// Pieces of `part` lead into its content, and say the same as it where they claim to.
inline void check_pieces(const reader::Document& document,
                         std::string_view part,
                         std::string_view content) {
    const std::string_view text = document.text;
    for (const auto& piece : document.pieces) {
        must(piece.part < document.parts.size(), "a piece of no part");
        if (document.parts[piece.part] != part) {
            continue;
        }
        must(piece.offset <= content.size() && piece.length <= content.size() - piece.offset,
             "a piece leads out of its part");
        must(!piece.same || content.substr(piece.offset, piece.length) ==
                                text.substr(piece.text.begin, piece.text.size()),
             "a piece that is not the original");
    }
}

/// Opens and checks a file in memory.
/// @param part    whose content is known; empty: the file itself
/// @param content of that part
inline int read_fuzzed(std::string_view bytes, std::string_view part, std::string_view content) {
    const auto document = reader::parse_document(bytes, "fuzz", fuzz_options());
    if (check_opened(document)) {
        check_pieces(*document, part, content);
    }
    return 0;
}

}  // namespace tiendo::test

#pragma once

#include "reading.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// A cell of a table under construction.
struct CellText {
    CellText(const char* words) : text(words) {}  // NOLINT(google-explicit-constructor): brevity
    CellText(std::string_view words, int wide, int high) : text(words), columns(wide), rows(high) {}

    std::string text;
    int columns = 1;
    int rows = 1;
};
/// Stands where a cell of a row above reaches down.
inline CellText covered() {
    return {"", 0, 1};
}

/// A document as a front-end for office formats makes it: a line for each paragraph and cell, an
/// empty line behind each.
class DocumentBuilderForTest {
public:
    DocumentBuilderForTest() {
        document_.name = "test.docx";
        document_.format = reader::DocumentFormat::docx;
    }

    DocumentBuilderForTest& paragraph(std::string_view text) {
        append(text);
        return *this;
    }
    DocumentBuilderForTest& aside(std::string_view text, std::string_view reason) {
        document_.asides.push_back({append(text), std::string(reason)});
        return *this;
    }
    DocumentBuilderForTest& table(const std::vector<std::vector<CellText>>& rows) {
        reader::Table table;
        table.span.begin = document_.text.size();
        for (const auto& cells : rows) {
            reader::TableRow row;
            row.span.begin = document_.text.size();
            row.span.end = row.span.begin;
            int column = 0;
            for (const auto& cell : cells) {
                if (cell.columns == 0) {
                    ++column;
                    continue;
                }
                const auto span = cell.text.empty()
                                      ? Span{document_.text.size(), document_.text.size()}
                                      : append(cell.text);
                row.span.end = std::max(row.span.end, span.end);
                row.cells.push_back({span, column, cell.columns, cell.rows});
                column += cell.columns;
            }
            table.span.end = row.span.end;
            table.rows.push_back(std::move(row));
        }
        document_.tables.push_back(std::move(table));
        return *this;
    }
    [[nodiscard]] const reader::Document& document() const { return document_; }

    /// A reading that must succeed and account for every byte.
    [[nodiscard]] reader::Reading reading() const {
        auto reading = reader::read_document(document_, {});
        if (!reading) {
            ADD_FAILURE() << reading.error();
            return {};
        }
        const auto covered = reader::prove_coverage(reading->plan, document_.text);
        EXPECT_TRUE(covered) << covered.error();
        return *std::move(reading);
    }

private:
    Span append(std::string_view text) {
        const auto begin = document_.text.size();
        document_.text += std::string(text) + "\n\n";
        return {begin, begin + text.size()};
    }

    reader::Document document_;
};

}  // namespace tiendo::test

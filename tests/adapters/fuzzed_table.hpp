#pragma once

#include "declarative/table.hpp"

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

/// Small limits, so that one input takes milliseconds and each limit is met.
inline declarative::TableOptions fuzzed_options(unsigned choice) {
    declarative::TableOptions options;
    options.limits.rows = 200;
    options.limits.columns = 40;
    options.limits.cells = 2'000;
    options.limits.cell_bytes = 500;
    options.limits.text_bytes = 20'000;
    options.limits.unpacked_bytes = std::size_t{1} << 20U;
    if ((choice & 1U) != 0) {
        options.columns = {"a"};
        options.key_column = "A";
    }
    options.header_rows = (choice & 2U) != 0 ? 2 : 1;
    options.header_row = (choice & 4U) != 0 ? 1 : 0;
    options.skip_hidden_rows = (choice & 8U) != 0;
    return options;
}

/// What `read_table` promises of any file.
inline void read_fuzzed_table(std::string_view bytes, const declarative::TableOptions& options) {
    const auto table = declarative::read_table(bytes, options);
    if (!table) {
        const auto& failure = table.error();
        must(failure.error_class == adapter::ErrorClass::rejected ||
                 failure.error_class == adapter::ErrorClass::drift,
             failure.message);
        must(!failure.message.empty() && !failure.remedy.empty(), "no sentence or no remedy");
        return;
    }
    must(options.columns.empty() || table->column("a").has_value(), "a wanted column is missing");
    std::size_t last = table->header_row + options.header_rows - 1;
    std::size_t text = 0;
    for (const auto& row : table->rows) {
        must(row.number > last, "rows out of order or above the header's end");
        last = row.number;
        must(row.cells.size() == table->columns.size(), "a row of another width");
        for (const auto& cell : row.cells) {
            must(cell.find('\0') == std::string::npos, "a zero byte");
            must(cell.size() <= options.limits.cell_bytes, "a cell beyond its limit");
            text += cell.size();
        }
    }
    // Once as read, once more for cells that are merged over several rows.
    must(text <= 2 * options.limits.text_bytes, "more text than the limit");
    must(table->rows.size() <= options.limits.rows, "more rows than the limit");
    must(table->rows.size() * table->columns.size() <= options.limits.cells, "too many cells");
}

}  // namespace tiendo::test

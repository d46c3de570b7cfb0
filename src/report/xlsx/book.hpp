#pragma once

#include "tiendo/base/descriptor.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/report/report.hpp"

#include <xlsxwriter.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tiendo::report::xlsx {

enum class Look : std::uint8_t {
    text,     ///< a line of running text
    title,    ///< in the middle, bold
    heading,  ///< bold
    note,     ///< italic
    head,     ///< of a column
    cell,     ///< a text in a table, at the left
    centred,  ///< the same in the middle
    number,   ///< "1.234" where the reader's settings write it so
    rate,     ///< "97,4%"
    total,    ///< each of the three in a row of totals
    total_number,
    total_rate,
};
inline constexpr std::size_t looks = 12;

/// A workbook in memory. All texts are cleaned, cut where a cell ends, and written as texts in
/// cells of the kind Text, so that not even who edits one makes a formula of it.
class Book {
public:
    /// @return storage where the system gives no file in memory
    static Result<std::unique_ptr<Book>> open(const Report& report);
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book();

    /// A sheet on A4, as wide as one page. @param across landscape
    lxw_worksheet* add_sheet(const std::string& name, bool across);
    lxw_chart* add_bar_chart();
    [[nodiscard]] lxw_format* format(Look look) const noexcept;

    /// Writes into as many cells one below the other as the text needs.
    /// @return the row after the last
    lxw_row_t text(lxw_worksheet* sheet,
                   lxw_row_t row,
                   lxw_col_t column,
                   std::string_view text,
                   Look look) const;

    /// The file's bytes; the book is spent.
    Result<std::string> bytes();

private:
    explicit Book(Descriptor file);
    void make_formats();
    void describe(const Report& report);

    Descriptor file_;
    std::string path_;
    lxw_workbook* book_ = nullptr;
    std::array<lxw_format*, looks> formats_{};
};

}  // namespace tiendo::report::xlsx

#pragma once

#include "cell_style.hpp"
#include "zip_archive.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

/// The texts that cells share, in one piece: millions of empty ones must not cost a string each.
class SharedStrings {
public:
    void add(std::string_view text) {
        text_ += text;
        ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
    [[nodiscard]] std::optional<std::string_view> at(std::size_t index) const noexcept {
        if (index >= ends_.size()) {
            return std::nullopt;
        }
        const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(text_).substr(begin, ends_[index] - begin);
    }

private:
    std::string text_;
    std::vector<std::uint32_t> ends_;
};

struct SheetPart {
    std::string name{};
    std::string part{};  ///< of the archive; empty: no worksheet (a chart)
    bool hidden = false;
};

/// What all sheets of a workbook have in common.
struct Workbook {
    std::vector<SheetPart> sheets{};  ///< in the order of their tabs
    bool from_1904 = false;           ///< days are counted from 1 January 1904
    std::vector<CellStyle> styles{};  ///< by the style number of a cell
    SharedStrings strings{};
};

/// @return rejected: not a workbook of XLSX, or broken; names the part
adapter::Expected<Workbook> read_workbook(ZipArchive& archive, const TableLimits& limits);

/// Resolves the "_x000D_" of texts in a workbook (ST_Xstring, ECMA-376 part 1, 22.9.2.19).
std::string unescaped(std::string_view text);

}  // namespace tiendo::declarative

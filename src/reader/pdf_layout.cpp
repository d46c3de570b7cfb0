#include "document_builder.hpp"
#include "pdf_columns.hpp"
#include "pdf_margins.hpp"
#include "pdf_page.hpp"
#include "pdf_table_join.hpp"
#include "pdf_writer.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>
#include <variant>

namespace tiendo::reader {

namespace {

struct PageEnd {};
using Element = std::variant<PdfRun, PdfTable, PdfAside, PageEnd>;

double usual_size(const std::vector<PdfPage>& pages) {
    std::map<double, std::size_t> bytes;
    std::size_t all = 0;
    for (const auto& page : pages) {
        for (const auto& word : page.words) {
            bytes[word.size] += word.text.size();
            all += word.text.size();
        }
    }
    std::size_t seen = 0;
    for (const auto& [size, count] : bytes) {
        seen += count;
        if (seen * 2 >= all) {
            return size;
        }
    }
    return 1;
}

PdfParts take_apart(PdfPage page) {
    PdfParts parts;
    auto unseen = take_unseen(page);
    auto others = turn_upright(page);
    parts.number = page.number;
    parts.width = page.width;
    parts.height = page.height;
    parts.tables = take_tables(page);
    parts.rules = std::move(page.rules);
    parts.lines = lines_of(std::move(page.words), page.number);
    for (auto* words : {&others, &unseen}) {
        if (!words->empty()) {
            for (auto& word : *words) {
                word.box = word.shown;
            }
            const auto* reason =
                words == &others ? "text written across" : "text that does not show";
            parts.foot.push_back({reason, lines_of(std::move(*words), page.number)});
        }
    }
    return parts;
}

/// The lines above `limit`, taken out of `lines`.
std::vector<PdfLine> lines_above(std::vector<PdfLine>& lines, double limit) {
    const auto end = std::ranges::find_if(
        lines, [&](const PdfLine& line) { return (line.box.top + line.box.bottom) / 2 >= limit; });
    std::vector<PdfLine> above(std::make_move_iterator(lines.begin()),
                               std::make_move_iterator(end));
    lines.erase(lines.begin(), end);
    return above;
}

void add_runs(std::vector<Element>& elements, std::vector<PdfLine> lines) {
    for (auto& run : runs_of(std::move(lines))) {
        elements.emplace_back(std::move(run));
    }
}

/// A page as elements in reading order.
void add_page(std::vector<Element>& elements, PdfParts page) {
    for (auto& aside : page.head) {
        elements.emplace_back(std::move(aside));
    }
    for (auto& table : page.tables) {
        add_runs(elements, lines_above(page.lines, table.box.top));
        elements.emplace_back(std::move(table));
    }
    add_runs(elements, std::move(page.lines));
    for (auto& aside : page.foot) {
        elements.emplace_back(std::move(aside));
    }
}

/// Makes tables that go on behind a page break one.
std::vector<Element> join_tables(std::vector<Element> elements) {
    std::vector<Element> joined;
    std::size_t last = 0;  // the table that may go on; + 1
    bool behind_break = false;
    for (auto& element : elements) {
        auto* table = std::get_if<PdfTable>(&element);
        if (std::holds_alternative<PdfRun>(element)) {
            last = 0;
        }
        behind_break = behind_break || std::holds_alternative<PageEnd>(element);
        if (table != nullptr && last > 0 && behind_break &&
            goes_on_in(std::get<PdfTable>(joined[last - 1]), *table)) {
            if (auto heading = append(std::get<PdfTable>(joined[last - 1]), std::move(*table))) {
                joined.emplace_back(*std::move(heading));
            }
            behind_break = false;
            continue;
        }
        joined.push_back(std::move(element));
        if (table != nullptr) {
            last = joined.size();
            behind_break = false;
        }
    }
    return joined;
}

/// Where few lines reach the right edge it is guessed from the left one, which is never narrower.
double right_edge(const PdfColumn& column, const std::vector<const PdfLine*>& lines, double width) {
    constexpr double near = 4;  // points
    constexpr std::ptrdiff_t enough = 3;
    const auto reaching = std::ranges::count_if(
        lines, [&](const PdfLine* line) { return line->box.right >= column.right - near; });
    return reaching >= enough ? column.right : std::max(column.right, width - column.left);
}

/// The measures of the text that runs over the whole width, one for all pages of one width.
class Columns {
public:
    Columns(const std::vector<Element>& elements, const std::vector<double>& widths)
        : widths_(widths) {
        std::map<long, std::vector<const PdfLine*>> lines;
        for (const auto& element : elements) {
            const auto* run = std::get_if<PdfRun>(&element);
            if (run != nullptr && !run->narrow) {
                for (const auto& line : run->lines) {
                    lines[key(line.page)].push_back(&line);
                }
            }
        }
        for (const auto& [width, all] : lines) {
            auto column = measure_column(all);
            column.right = right_edge(column, all, static_cast<double>(width));
            columns_[width] = column;
        }
    }
    [[nodiscard]] const PdfColumn& of(const PdfRun& run) const {
        return columns_.at(key(run.lines.front().page));
    }

private:
    [[nodiscard]] long key(int page) const {
        return std::lround(widths_[static_cast<std::size_t>(page) - 1]);
    }

    const std::vector<double>& widths_;
    std::map<long, PdfColumn> columns_;
};

PdfColumn narrow_column(const PdfRun& run) {
    std::vector<const PdfLine*> lines;
    for (const auto& line : run.lines) {
        lines.push_back(&line);
    }
    auto column = measure_column(lines);
    column.narrow = true;
    return column;
}

}  // namespace

Result<Document> lay_out(std::vector<PdfPage> pages, const ReadOptions& /*options*/) {
    const double body_size = usual_size(pages);
    PdfWriter writer;
    writer.look_at(pages);
    std::vector<PdfParts> parts;
    std::vector<double> widths;
    for (auto& page : pages) {
        parts.push_back(take_apart(std::move(page)));
        widths.push_back(parts.back().width);
    }
    take_margins(parts, body_size);
    std::vector<Element> elements;
    for (auto& page : parts) {
        if (page.number > 1) {
            elements.emplace_back(PageEnd{});
        }
        add_page(elements, std::move(page));
    }
    elements = join_tables(std::move(elements));
    const Columns columns(elements, widths);
    for (const auto& element : elements) {
        if (const auto* run = std::get_if<PdfRun>(&element)) {
            run->narrow ? writer.write_narrow(run->lines, narrow_column(*run))
                        : writer.write_wide(run->lines, columns.of(*run));
        } else if (const auto* table = std::get_if<PdfTable>(&element)) {
            writer.write_table(*table);
        } else if (const auto* aside = std::get_if<PdfAside>(&element)) {
            writer.put_off(*aside);
        } else {
            writer.put_off_page_end();
        }
    }
    return std::move(writer).finish();
}

}  // namespace tiendo::reader

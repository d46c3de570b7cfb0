#include "table.hpp"

#include <tiendo/tiendo.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

namespace story {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;
using tiendo::UnitId;

/// Up to the next `end`, which is taken away too.
std::string_view take(std::string_view& text, char end) {
    const auto size = text.find(end);
    const auto taken = text.substr(0, size);
    text.remove_prefix(size == std::string_view::npos ? text.size() : size + 1);
    return taken;
}

Result<Counted> read_line(std::string_view line) {
    auto unit = UnitId::parse(take(line, ','));
    if (!unit) {
        return std::move(unit).error();
    }
    Counted counted{*std::move(unit), {}};
    for (auto& amount : counted.amounts) {
        const auto cell = take(line, ',');
        const auto* end = cell.data() + cell.size();
        const auto read = std::from_chars(cell.data(), end, amount);
        if (read.ec != std::errc{} || read.ptr != end || amount < 0) {
            return Error{ErrorCode::malformed_input,
                         "'" + std::string(cell) + "' is no count",
                         "write a whole number, 0 or more"};
        }
    }
    if (!line.empty()) {
        return Error{ErrorCode::malformed_input,
                     "it has more cells than the head",
                     "take away '" + std::string(line) + "'"};
    }
    return counted;
}

/// Rows by unit while the columns are carried one after the other.
class Gathering {
public:
    void add(const tiendo::units::Figure& figure, std::size_t column) {
        auto& row = rows_[figure.unit];
        row.amounts.at(column) = figure.amount;
        if (figure.estimate) {
            row.note = "ước tính";
        }
    }
    void add(const tiendo::units::Uncarried& part, std::size_t column) {
        auto& row = left_[part.unit];
        row.amounts.at(column) += part.amount;
        row.note = part.reason;
        row.carried = false;
    }
    std::vector<Row> take(const tiendo::units::History& history, tiendo::Date day) && {
        std::vector<Row> rows;
        for (auto* group : {&rows_, &left_}) {
            for (const auto& unit : history.units()) {
                if (const auto found = group->find(unit.id); found != group->end()) {
                    rows.push_back(std::move(found->second));
                    rows.back().unit = unit.id;
                    rows.back().name = unit.on(day).brief_name();
                }
            }
        }
        return rows;
    }

private:
    std::map<UnitId, Row> rows_;
    std::map<UnitId, Row> left_;
};

std::string padded(std::string_view text, std::size_t columns, bool to_the_right) {
    const auto width = tiendo::display_width(text);
    const std::string blanks(columns > width ? columns - width : 0, ' ');
    return to_the_right ? blanks + std::string(text) : std::string(text) + blanks;
}

constexpr std::size_t name_width = 36;
constexpr std::size_t amount_width = 17;

std::string line_of(std::string_view name, const Amounts& amounts, std::string_view note) {
    auto line = padded(name, name_width, false);
    for (const auto amount : amounts) {
        line += padded(tiendo::report::number_text(amount), amount_width, true);
    }
    line += padded(tiendo::report::number_text(total_of(amounts)), amount_width, true);
    return note.empty() ? line : line + "  " + std::string(note);
}

std::string label_of(const Row& row) {
    return row.carried ? row.name : row.name + " (chưa phân bổ được)";
}

}  // namespace

Result<std::vector<Counted>> read_figures(const std::filesystem::path& file) {
    const auto text = tiendo::read_file(file, std::size_t{1} << 20U);
    if (!text) {
        return text.error();
    }
    std::string_view left = *text;
    take(left, '\n');  // the head
    std::vector<Counted> figures;
    for (int number = 2; !left.empty(); ++number) {
        auto counted = read_line(take(left, '\n'));
        if (!counted) {
            return std::move(counted)
                .error()
                .at("line " + std::to_string(number))
                .at(file.filename().string());
        }
        figures.push_back(*std::move(counted));
    }
    return figures;
}

Result<Table> table_on(const tiendo::units::History& history,
                       const std::vector<Counted>& figures,
                       tiendo::Date counted_on,
                       tiendo::Date map) {
    Gathering gathering;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        std::vector<tiendo::units::Figure> amounts;
        for (const auto& each : figures) {
            amounts.push_back({each.unit, each.amounts.at(column), false});
        }
        const auto carried = tiendo::units::carry(history, amounts, counted_on, map);
        if (!carried) {
            return Error(carried.error()).at(columns.at(column));
        }
        for (const auto& figure : carried->figures) {
            gathering.add(figure, column);
        }
        for (const auto& part : carried->uncarried) {
            gathering.add(part, column);
        }
    }
    return Table{map, std::move(gathering).take(history, map)};
}

std::int64_t total_of(const Amounts& amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
}

Amounts sum_of(const Table& table) {
    Amounts sum{};
    for (const auto& row : table.rows) {
        std::ranges::transform(sum, row.amounts, sum.begin(), std::plus<>());
    }
    return sum;
}

std::string csv_of(const Table& table, std::string_view basis) {
    std::string text;
    for (const auto& row : table.rows) {
        text += table.map.iso() + ',' + std::string(basis) + ',' + row.unit.str() + ',' + row.name;
        for (const auto amount : row.amounts) {
            text += ',' + std::to_string(amount);
        }
        text += ',' + std::to_string(total_of(row.amounts)) +
                (row.carried ? ",đã phân bổ," : ",chưa phân bổ được,") + '"' + row.note + "\"\n";
    }
    return text;
}

std::vector<std::string> lines_of(const Table& table) {
    auto head = padded("Đơn vị", name_width, false);
    for (const auto* name : {"Đúng hạn", "Trễ hạn", "Đang giải quyết", "Tổng"}) {
        head += padded(name, amount_width, true);
    }
    std::vector<std::string> lines{std::move(head)};
    for (const auto& row : table.rows) {
        lines.push_back(line_of(label_of(row), row.amounts, row.note));
    }
    lines.push_back(line_of("Tổng cộng", sum_of(table), ""));
    return lines;
}

std::vector<std::string> differences(const Table& before, const Table& after) {
    std::map<std::string, std::int64_t> totals;
    for (const auto& row : before.rows) {
        totals[label_of(row)] -= total_of(row.amounts);
    }
    for (const auto& row : after.rows) {
        totals[label_of(row)] += total_of(row.amounts);
    }
    std::vector<std::string> lines;
    for (const auto& [label, amount] : totals) {
        if (amount != 0) {
            lines.push_back(label + ": " + (amount > 0 ? "+" : "") +
                            tiendo::report::number_text(amount));
        }
    }
    return lines;
}

}  // namespace story

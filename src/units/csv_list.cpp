#include "csv.hpp"
#include "list_source.hpp"
#include "unit_table.hpp"

#include "tiendo/base/time.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace tiendo::units {

namespace {

constexpr char list_mark = '|';

constexpr std::array<std::string_view, 14> columns{"id",
                                                   "name",
                                                   "short_name",
                                                   "kind",
                                                   "level",
                                                   "parent",
                                                   "territory",
                                                   "valid_from",
                                                   "valid_to",
                                                   "successors",
                                                   "duties",
                                                   "closing_reason",
                                                   "legal_basis",
                                                   "aliases"};
/// Fields of a table in a table: "codes.statistical", "parents.front".
constexpr std::array<std::string_view, 2> nested{"codes.", "parents."};
/// Fields of a unit as a whole; all others are of one state.
constexpr std::array<std::string_view, 7> of_the_unit{"id",
                                                      "valid_from",
                                                      "valid_to",
                                                      "successors",
                                                      "duties",
                                                      "closing_reason",
                                                      "aliases"};

template <typename Words>
bool one_of(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool known(std::string_view column) {
    return one_of(columns, column) || std::ranges::any_of(nested, [&](std::string_view head) {
               return column.starts_with(head) && column.size() > head.size();
           });
}

toml::array list_of(std::string_view cell) {
    toml::array list;
    while (!cell.empty()) {
        const auto end = std::min(cell.find(list_mark), cell.size());
        if (end > 0) {
            list.push_back(std::string(cell.substr(0, end)));
        }
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return list;
}

/// Puts a cell where a TOML list has it.
void put(toml::table& table, const std::string& column, const std::string& cell) {
    for (const auto head : nested) {
        if (column.starts_with(head)) {
            const auto field = head.substr(0, head.size() - 1);
            if (!table.contains(field)) {
                table.insert(field, toml::table{});
            }
            table.get_as<toml::table>(field)->insert_or_assign(column.substr(head.size()), cell);
            return;
        }
    }
    if (column == "successors" || column == "aliases") {
        table.insert_or_assign(column, list_of(cell));
    } else {
        table.insert_or_assign(column, cell);
    }
}

class CsvList {
public:
    explicit CsvList(const CsvTable& table) : table_(table) {}

    ListSource run() && {
        for (const auto& column : table_.columns) {
            if (!known(column)) {
                say(1,
                    {},
                    fmt::format("a unit has no field '{}'", column.substr(0, 40)),
                    fmt::format("use one of: {}, codes.SYSTEM, parents.TREE",
                                fmt::join(columns, ", ")));
            }
        }
        if (!one_of(table_.columns, "id")) {
            say(1, {}, "the table has no column 'id'", "name the columns in the first line");
        }
        if (source_.findings.empty()) {
            group();
            for (const auto& id : order_) {
                read(id, rows_.at(id));
            }
        }
        return std::move(source_);
    }

private:
    void say(std::size_t line, std::string unit, std::string text, std::string remedy) {
        source_.findings.push_back(
            {line, std::move(unit), Severity::error, std::move(text), std::move(remedy)});
    }
    const std::string& cell(const CsvRow& row, std::string_view column) const {
        static const std::string nothing;
        const auto at = std::ranges::find(table_.columns, column);
        return at == table_.columns.end()
                   ? nothing
                   : row.cells[static_cast<std::size_t>(at - table_.columns.begin())];
    }

    void group() {
        for (const auto& row : table_.rows) {
            const auto& id = cell(row, "id");
            auto& rows = rows_[id];
            if (rows.empty()) {
                order_.push_back(id);
            }
            rows.push_back(&row);
        }
        if (order_.size() > limit_units) {
            say(0, {}, "more than 50,000 units", "split the list");
            order_.clear();
        }
    }

    /// Whether each line begins on the day after the last one of the line before it.
    bool follow(const std::string& id, const std::vector<const CsvRow*>& rows) {
        bool sound = true;
        const auto wrong = [&](const CsvRow& row, std::string text, std::string remedy) {
            say(row.line, id, std::move(text), std::move(remedy));
            sound = false;
        };
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const auto to = Date::parse(cell(*rows[i - 1], "valid_to"));
            const auto from = Date::parse(cell(*rows[i], "valid_from"));
            if (!to || !from || *from <= *to) {
                wrong(*rows[i],
                      fmt::format("its days overlap those of line {}, or one of the two states no "
                                  "day like 2020-12-31",
                                  rows[i - 1]->line),
                      "order the lines of a unit by day; end each with valid_to and begin the next "
                      "on the day after");
            } else if (to->plus(std::chrono::days{1}) != *from) {
                wrong(*rows[i],
                      fmt::format("from {} to {} nobody is there",
                                  to->plus(std::chrono::days{1}).iso(),
                                  from->plus(std::chrono::days{-1}).iso()),
                      "close the gap, or give what came back an id of its own");
            }
        }
        return sound;
    }

    void read(const std::string& id, const std::vector<const CsvRow*>& rows) {
        const auto& first = *rows.front();
        if (!follow(id, rows)) {
            source_.unread.insert(id);
            return;
        }
        toml::table unit;
        toml::array changes;
        for (const auto* row : rows) {
            toml::table change;
            auto& state = row == &first ? unit : change;
            for (std::size_t i = 0; i < table_.columns.size(); ++i) {
                const auto& column = table_.columns[i];
                if (!row->cells[i].empty()) {
                    put(one_of(of_the_unit, column) ? unit : state, column, row->cells[i]);
                }
            }
            if (row != &first) {
                change.insert_or_assign("from", cell(*row, "valid_from"));
                changes.push_back(std::move(change));
            }
        }
        set_life(unit, first, *rows.back());
        if (!changes.empty()) {
            unit.insert("change", std::move(changes));
        }
        auto value = parse_unit(unit);
        if (value) {
            source_.units.push_back(*std::move(value));
            source_.lines.push_back(first.line);
        } else {
            source_.findings.push_back(finding_of(value.error(), first.line, id));
            source_.unread.insert(id);
        }
    }

    /// From the first day of the first line to the last day of the last one.
    void set_life(toml::table& unit, const CsvRow& first, const CsvRow& last) const {
        for (const auto& [key, row] :
             {std::pair("valid_from", &first), std::pair("valid_to", &last)}) {
            unit.erase(key);
            if (const auto& day = cell(*row, key); !day.empty()) {
                unit.insert(key, day);
            }
        }
    }

    const CsvTable& table_;
    ListSource source_;
    std::vector<std::string> order_;
    std::map<std::string, std::vector<const CsvRow*>> rows_;
};

}  // namespace

ListSource read_csv_list(std::string_view text) {
    const auto table = parse_csv(text);
    if (!table) {
        ListSource source;
        source.findings.push_back(finding_of(table.error(), 0, {}));
        return source;
    }
    return CsvList(*table).run();
}

}  // namespace tiendo::units

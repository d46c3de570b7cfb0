#include "notice_list.hpp"

#include "csv.hpp"

#include <tiendo/adapter/records.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace lich_tiep_dan {

using tiendo::adapter::Direction;
using tiendo::adapter::Document;
using tiendo::adapter::Expected;
using tiendo::adapter::Failure;

namespace {

constexpr const char* remedy = "compare the table with the columns in the adapter's README";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) {
        return {};
    }
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

/// Where the columns lie.
struct Columns {
    static constexpr std::size_t wanted = 5;
    static constexpr std::array<std::string_view, 7> names =
        {"so_ky_hieu", "ngay_ban_hanh", "loai", "co_quan", "trich_yeu", "ma_co_quan", "can_cu"};
    enum Name : std::size_t { number, issued, kind, issuer, subject, issuer_code, references };

    std::array<std::optional<std::size_t>, names.size()> at;

    [[nodiscard]] std::string_view cell(const Row& row, Name name) const {
        return at[name] && *at[name] < row.size() ? trimmed(row[*at[name]]) : std::string_view{};
    }
};

Expected<Columns> columns_of(const Row& head) {
    Columns columns;
    for (std::size_t name = 0; name < Columns::names.size(); ++name) {
        for (std::size_t i = 0; i < head.size() && !columns.at[name]; ++i) {
            if (trimmed(head[i]) == Columns::names[name]) {
                columns.at[name] = i;
            }
        }
        if (name < Columns::wanted && !columns.at[name]) {
            return Failure::drift(
                "the table has no column '" + std::string(Columns::names[name]) + "'", remedy);
        }
    }
    return columns;
}

std::vector<std::string> references_of(std::string_view text) {
    std::vector<std::string> references;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        if (const auto each = trimmed(text.substr(0, end)); !each.empty()) {
            references.emplace_back(each);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return references;
}

/// @param number of the row, 1 for the first below the head
Expected<std::string> record_of(const Columns& columns, const Row& row, std::size_t number) {
    const auto place = "row " + std::to_string(number);
    for (std::size_t name = 0; name < Columns::wanted; ++name) {
        if (columns.cell(row, static_cast<Columns::Name>(name)).empty()) {
            return Failure::drift("the column '" + std::string(Columns::names[name]) + "' is empty",
                                  remedy)
                .at(place);
        }
    }
    const std::string day = iso_day(columns.cell(row, Columns::issued));
    if (day.empty()) {
        return Failure::drift("the column 'ngay_ban_hanh' holds no day as d/m/yyyy", remedy)
            .at(place);
    }
    const auto issuer = columns.cell(row, Columns::issuer);
    const auto code = columns.cell(row, Columns::issuer_code);
    const auto symbol = columns.cell(row, Columns::number);
    // Numbers begin again each year, and every unit counts for itself.
    const std::string id = std::string(code.empty() ? issuer : code) + ":" + std::string(symbol) +
                           ":" + day.substr(0, 4);
    if (id.size() > 200) {
        return Failure::drift("issuer and number are longer than 190 bytes", remedy).at(place);
    }
    return line_of(Document{.id = id,
                            .day = day,
                            .number = std::string(symbol),
                            .issued_on = day,
                            .kind = std::string(columns.cell(row, Columns::kind)),
                            .issuer = std::string(issuer),
                            .issuer_code = std::string(code),
                            .direction = Direction::outgoing,
                            .subject = std::string(columns.cell(row, Columns::subject)),
                            .references = references_of(columns.cell(row, Columns::references)),
                            .arrived_on = day,
                            .sequence = static_cast<std::int64_t>(number)});
}

}  // namespace

std::string iso_day(std::string_view vietnamese) {
    std::array<int, 3> parts{};
    const char* at = vietnamese.data();
    const char* const end = at + vietnamese.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && (at == end || *at++ != '/')) {
            return {};
        }
        const auto [stop, fault] = std::from_chars(at, end, parts[i]);
        if (fault != std::errc() || *at == '-') {
            return {};
        }
        at = stop;
    }
    using namespace std::chrono;
    const year_month_day day{year(parts[2]),
                             month(static_cast<unsigned>(parts[1])),
                             std::chrono::day(static_cast<unsigned>(parts[0]))};
    if (at != end || parts[2] < 1945 || parts[2] > 9999 || parts[1] > 12 || parts[0] > 31 ||
        !day.ok()) {
        return {};
    }
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(parts[2]) + "-" + two(parts[1]) + "-" + two(parts[0]);
}

Expected<Part> records_of(std::string_view csv, std::size_t first, std::size_t most) {
    const auto rows = parse_csv(csv);
    if (!rows || rows->empty()) {
        return Failure::drift("the answer is no CSV table with a head", remedy);
    }
    auto columns = columns_of(rows->front());
    if (!columns) {
        return std::move(columns).error();
    }
    Part part{.records = {}, .rows = rows->size() - 1};
    if (first > part.rows) {
        return Failure::drift("the table has " + std::to_string(part.rows) +
                                  " rows, fewer than the " + std::to_string(first) +
                                  " that were read before",
                              "if it was begun anew, remove the connection's cursor");
    }
    for (std::size_t i = first; i < part.rows && part.records.size() < most; ++i) {
        auto record = record_of(*columns, (*rows)[i + 1], i + 1);
        if (!record) {
            return std::move(record).error();
        }
        part.records.push_back(*std::move(record));
    }
    return part;
}

}  // namespace lich_tiep_dan

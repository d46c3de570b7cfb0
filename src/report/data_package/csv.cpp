#include "csv.hpp"

#include "clean_text.hpp"

#include "tiendo/base/csv.hpp"
#include "tiendo/base/time.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace tiendo::report::data_package {

std::string_view to_string(FieldType type) noexcept {
    switch (type) {
        case FieldType::string: return "string";
        case FieldType::integer: return "integer";
        case FieldType::number: return "number";
        case FieldType::datetime: return "datetime";
    }
    return "string";
}

Cell text_cell(std::string_view text) {
    return {csv_literal(clean_text(text))};
}

Cell integer_cell(std::optional<std::int64_t> number) {
    return {number ? std::to_string(*number) : std::string()};
}

Cell thousandths_cell(std::int64_t thousandths) {
    return {fmt::format("{}{}.{:03}",
                        thousandths < 0 ? "-" : "",
                        std::abs(thousandths / 1000),
                        std::abs(thousandths % 1000))};
}

Cell instant_cell(std::string_view iso) {
    const auto instant = Instant::parse(iso);
    return {instant ? instant->utc() : std::string()};
}

Cell word_cell(std::string word) {
    return {std::move(word)};
}

std::string csv_of(const Table& table) {
    std::string out;
    for (const auto& field : table.fields) {
        out += (out.empty() ? "" : ",") + field.name;
    }
    out += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += (i == 0 ? "" : ",") + csv_field(row[i].text);
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace tiendo::report::data_package

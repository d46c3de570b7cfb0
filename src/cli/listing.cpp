#include "listing.hpp"

#include "tiendo/base/csv.hpp"
#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/line.hpp"
#include "tiendo/base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <ostream>

namespace tiendo::cli {

namespace {

constexpr EnumNames<ListingFormat, 3> listing_formats{"format",
                                                      {{{ListingFormat::table, "table"},
                                                        {ListingFormat::json, "json"},
                                                        {ListingFormat::csv, "csv"}}}};

std::string plain(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*number);
    }
    if (const auto* number = std::get_if<Decimal>(&cell)) {
        return number->plain();
    }
    return {};
}

void print_table(std::ostream& out, const Listing& listing) {
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < listing.columns.size(); ++column) {
        auto width = display_width(listing.columns[column]);
        for (const auto& row : listing.rows) {
            width = std::max(width, display_width(one_line(plain(row[column]))));
        }
        widths.push_back(width);
    }
    // A column that mixes numbers and texts, as members of one thing do, is read from the left.
    std::vector<bool> is_number(widths.size(), true);
    for (const auto& row : listing.rows) {
        for (std::size_t column = 0; column < widths.size(); ++column) {
            is_number[column] =
                is_number[column] && !std::holds_alternative<std::string>(row[column]);
        }
    }
    const auto print_cell = [&](std::size_t column, const std::string& text, bool right) {
        const auto pad = std::string(widths[column] - display_width(text), ' ');
        const bool last = column + 1 == widths.size();
        out << (column == 0 ? "" : "  ") << (right ? pad + text : last ? text : text + pad);
    };
    for (std::size_t column = 0; column < widths.size(); ++column) {
        print_cell(column, listing.columns[column], false);
    }
    out << '\n';
    for (std::size_t column = 0; column < widths.size(); ++column) {
        print_cell(column, std::string(widths[column], '-'), false);
    }
    out << '\n';
    for (const auto& row : listing.rows) {
        for (std::size_t column = 0; column < widths.size(); ++column) {
            print_cell(column, one_line(plain(row[column])), is_number[column]);
        }
        out << '\n';
    }
}

void print_json(std::ostream& out, const Listing& listing) {
    out << '[';
    for (std::size_t i = 0; i < listing.rows.size(); ++i) {
        out << (i == 0 ? "\n  {" : ",\n  {");
        for (std::size_t column = 0; column < listing.columns.size(); ++column) {
            const auto& cell = listing.rows[i][column];
            out << (column == 0 ? "" : ", ") << json_string(listing.columns[column]) << ": ";
            if (std::holds_alternative<std::monostate>(cell)) {
                out << "null";
            } else if (const auto* text = std::get_if<std::string>(&cell)) {
                out << json_string(*text);
            } else {
                out << plain(cell);
            }
        }
        out << '}';
    }
    out << (listing.rows.empty() ? "]\n" : "\n]\n");
}

std::string csv_of(const Cell& cell) {
    const auto text = plain(cell);
    return csv_field(std::holds_alternative<std::string>(cell) ? csv_literal(text) : text);
}

void print_csv(std::ostream& out, const Listing& listing) {
    for (std::size_t column = 0; column < listing.columns.size(); ++column) {
        out << (column == 0 ? "" : ",") << csv_of(listing.columns[column]);
    }
    out << "\r\n";
    for (const auto& row : listing.rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            out << (column == 0 ? "" : ",") << csv_of(row[column]);
        }
        out << "\r\n";
    }
}

}  // namespace

Result<ListingFormat> parse_listing_format(std::string_view text) {
    return listing_formats.parse(text);
}

void print(std::ostream& out, const Listing& listing, ListingFormat format) {
    switch (format) {
        case ListingFormat::table: print_table(out, listing); return;
        case ListingFormat::json: print_json(out, listing); return;
        case ListingFormat::csv: print_csv(out, listing); return;
    }
}

std::string json_string(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (byte < 0x20) {
                    out.append("\\u00").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
                } else {
                    out += c;
                }
        }
    }
    return out + '"';
}

}  // namespace tiendo::cli

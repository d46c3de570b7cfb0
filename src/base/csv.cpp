#include "tiendo/base/csv.hpp"

#include <algorithm>
#include <array>

namespace tiendo {

namespace {

/// The last four are the forms that East Asian settings take for the same signs.
constexpr std::array<std::string_view, 11> formula_starts =
    {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

}  // namespace

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string field = "\"";
    for (const char c : text) {
        field += c;
        if (c == '"') {
            field += c;
        }
    }
    return field + '"';
}

std::string csv_literal(std::string_view text) {
    const auto apostrophes = std::min(text.find_first_not_of('\''), text.size());
    const auto rest = text.substr(apostrophes);
    const bool guard = std::ranges::any_of(
        formula_starts, [&](std::string_view start) { return rest.starts_with(start); });
    return (guard ? "'" : "") + std::string(text);
}

}  // namespace tiendo

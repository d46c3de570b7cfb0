#include "figure_value.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace tiendo::report {

namespace {

constexpr std::size_t longest_number = 18;  // digits that an int64 always holds

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits in groups of three with dots between them, or without dots.
std::optional<std::string> digits_of(std::string_view text) {
    const auto first = std::min(text.find('.'), text.size());
    std::string digits(text.substr(0, first));
    if (digits.empty() || (first < text.size() && digits.size() > 3)) {
        return std::nullopt;
    }
    for (auto rest = text.substr(first); !rest.empty(); rest.remove_prefix(4)) {
        if (rest.size() < 4 || rest.front() != '.') {
            return std::nullopt;
        }
        digits += rest.substr(1, 3);
    }
    const bool whole = std::all_of(digits.begin(), digits.end(), is_digit);
    return whole && digits.size() <= longest_number ? std::optional(digits) : std::nullopt;
}

}  // namespace

std::optional<FigureValue> figure_value(std::string_view text) {
    FigureValue value;
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    std::string tenths;
    if (text.ends_with('%')) {
        value.rate = true;
        text = trim(text.substr(0, text.size() - 1));
        if (text.size() < 3 || text[text.size() - 2] != ',' || !is_digit(text.back())) {
            return std::nullopt;
        }
        tenths = text.back();
        text.remove_suffix(2);
    }
    const auto digits = digits_of(text);
    if (!digits) {
        return std::nullopt;
    }
    value.number = std::stoll(*digits + tenths) * (negative ? -1 : 1);
    return value;
}

std::optional<std::int64_t> journal_entries(const Report& report) {
    for (const auto& figure : report.figures) {
        if (std::holds_alternative<OfJournal>(figure.source)) {
            const auto value = figure_value(figure.text);
            return value ? std::optional(value->number) : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace tiendo::report

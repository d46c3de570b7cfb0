#include "list_number.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr long alphabet = 26;

std::string roman(long value, bool upper) {
    struct Sign {
        long value;
        std::string_view lower;
        std::string_view upper;
    };
    constexpr std::array<Sign, 13> signs{{{1000, "m", "M"},
                                          {900, "cm", "CM"},
                                          {500, "d", "D"},
                                          {400, "cd", "CD"},
                                          {100, "c", "C"},
                                          {90, "xc", "XC"},
                                          {50, "l", "L"},
                                          {40, "xl", "XL"},
                                          {10, "x", "X"},
                                          {9, "ix", "IX"},
                                          {5, "v", "V"},
                                          {4, "iv", "IV"},
                                          {1, "i", "I"}}};
    std::string text;
    for (const auto& sign : signs) {
        for (; value >= sign.value; value -= sign.value) {
            text += upper ? sign.upper : sign.lower;
        }
    }
    return text;
}

/// a … z, aa, bb
std::string repeated_letter(long value, char first) {
    const auto letter = static_cast<char>(first + (value - 1) % alphabet);
    return std::string(static_cast<std::size_t>((value - 1) / alphabet + 1), letter);
}

/// a … z, aa, ab
std::string letter_sum(long value, char first) {
    std::string text;
    for (; value > 0; value = (value - 1) / alphabet) {
        text.insert(text.begin(), static_cast<char>(first + (value - 1) % alphabet));
    }
    return text;
}

std::string ordinal(long value) {
    const auto last = value % 10;
    const bool teen = value % 100 / 10 == 1;
    const auto* ending = teen        ? "th"
                         : last == 1 ? "st"
                         : last == 2 ? "nd"
                         : last == 3 ? "rd"
                                     : "th";
    return std::to_string(value) + ending;
}

}  // namespace

std::string number_text(long value, NumberFormat format) {
    constexpr long last_letter = 30 * alphabet;
    constexpr long last_roman = 3999;
    const bool letters = value >= 1 && value <= last_letter;
    const bool romans = value >= 1 && value <= last_roman;
    switch (format) {
        case NumberFormat::none:
        case NumberFormat::bullet: return "";
        case NumberFormat::decimal_zero:
            return (value >= 0 && value <= 9 ? "0" : "") + std::to_string(value);
        case NumberFormat::lower_letter:
            return letters ? repeated_letter(value, 'a') : std::to_string(value);
        case NumberFormat::upper_letter:
            return letters ? repeated_letter(value, 'A') : std::to_string(value);
        case NumberFormat::lower_letter_sum:
            return letters ? letter_sum(value, 'a') : std::to_string(value);
        case NumberFormat::upper_letter_sum:
            return letters ? letter_sum(value, 'A') : std::to_string(value);
        case NumberFormat::lower_roman: return romans ? roman(value, false) : std::to_string(value);
        case NumberFormat::upper_roman: return romans ? roman(value, true) : std::to_string(value);
        case NumberFormat::ordinal: return value >= 0 ? ordinal(value) : std::to_string(value);
        case NumberFormat::decimal: break;
    }
    return std::to_string(value);
}

std::string filled(std::string_view pattern, const ListNumbers& numbers, bool legal) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                           pattern[i + 1] <= '9';
        if (!place) {
            text += pattern[i];
            continue;
        }
        ++i;
        const auto level = static_cast<std::size_t>(pattern[i] - '1');
        const auto format = numbers.formats.at(level);
        const bool shown = format != NumberFormat::none && format != NumberFormat::bullet;
        text +=
            number_text(numbers.values.at(level), legal && shown ? NumberFormat::decimal : format);
    }
    return text;
}

std::string_view bullet_mark(std::string_view sign) noexcept {
    constexpr std::array<std::string_view, 6> marks{"-", "+", "*", "•", "–", "—"};
    const auto* mark = std::ranges::find(marks, sign);
    return mark == marks.end() ? "-" : *mark;
}

}  // namespace tiendo::reader

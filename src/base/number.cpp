#include "tiendo/base/number.hpp"

#include "tiendo/base/number_fault.hpp"
#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <utility>

namespace tiendo {

namespace {

constexpr std::size_t longest_quote = 40;
constexpr std::size_t group = 3;
constexpr std::size_t most_places = 2;

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// The beginning of what was typed, for an error: no text of any length, no broken character.
std::string quoted(std::string_view text) {
    if (text.size() <= longest_quote) {
        return first_invalid_utf8(text) ? std::string("bytes that are no text")
                                        : fmt::format("'{}'", text);
    }
    auto end = longest_quote;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    const auto shown = text.substr(0, end);
    return first_invalid_utf8(shown) ? std::string("bytes that are no text")
                                     : fmt::format("'{}…'", shown);
}

Error refused(std::string_view text, std::string_view why, std::string remedy) {
    return Error{
        ErrorCode::malformed_input, fmt::format("{} {}", quoted(text), why), std::move(remedy)};
}

/// Where the first character stands that is no digit, point or comma.
std::optional<std::size_t> strange_at(std::string_view text) {
    const auto found =
        std::ranges::find_if(text, [](char c) { return !is_digit(c) && c != '.' && c != ','; });
    return found == text.end() ? std::nullopt
                               : std::optional(static_cast<std::size_t>(found - text.begin()));
}

NumberFault strange_fault(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    for (const std::string_view minus : {"-", "\u2212", "\u2013", "("}) {
        if (at == 0 && rest.starts_with(minus)) {
            return NumberFault::negative;
        }
    }
    const bool blank =
        rest.front() == ' ' || rest.starts_with("\u00A0") || rest.starts_with("\u202F");
    return blank ? NumberFault::blank : NumberFault::words;
}

/// Whether points and commas stand as in English: "1,234.5", "1,234", "1,234,567", "12.5".
bool is_english(std::string_view text) {
    const auto comma = text.find(',');
    const auto point = text.find('.');
    if (comma == std::string_view::npos) {
        // "12.5" or "0.123": one point that cannot group thousands.
        return point != std::string_view::npos &&
               text.find('.', point + 1) == std::string_view::npos &&
               (text.size() - point - 1 != group || text.starts_with("0."));
    }
    if (point != std::string_view::npos) {
        return comma < point;
    }
    return text.find(',', comma + 1) != std::string_view::npos || text.size() - comma - 1 >= group;
}

/// What stands between the points of the whole part has no fault.
std::optional<NumberFault> whole_fault(std::string_view whole) {
    if (whole.find('.') == std::string_view::npos) {
        // "02" is how offices write small counts; more zeros are a code or a slip.
        return !all_digits(whole) ? NumberFault::whole
               : whole.size() > 1 && whole[0] == '0' && whole.size() != 2
                   ? NumberFault::zeros
                   : std::optional<NumberFault>();
    }
    std::size_t begin = 0;
    while (begin <= whole.size()) {
        const auto end = std::min(whole.find('.', begin), whole.size());
        const auto part = whole.substr(begin, end - begin);
        const bool fits = begin == 0 ? !part.empty() && part.size() <= group && part[0] != '0'
                                     : part.size() == group;
        if (!fits || !all_digits(part)) {
            return NumberFault::groups;
        }
        begin = end + 1;
    }
    return std::nullopt;
}

std::string_view places_in(std::string_view number) {
    const auto comma = number.find(',');
    return comma == std::string_view::npos ? std::string_view() : number.substr(comma + 1);
}

std::string whole_digits(std::string_view number) {
    std::string digits(number.substr(0, number.find(',')));
    std::erase(digits, '.');
    return digits;
}

/// @param number  without blanks around it
std::optional<NumberFault> fault_of(std::string_view number) {
    if (number.empty()) {
        return NumberFault::missing;
    }
    if (const auto at = strange_at(number)) {
        return strange_fault(number, *at);
    }
    if (is_english(number)) {
        return NumberFault::english_style;
    }
    const auto places = places_in(number);
    if (number.find(',') != std::string_view::npos &&
        (!all_digits(places) || places.size() > most_places)) {
        return NumberFault::places;
    }
    if (const auto fault = whole_fault(number.substr(0, number.find(',')))) {
        return fault;
    }
    constexpr std::size_t digits_below_limit = 13;
    return whole_digits(number).size() > digits_below_limit ? std::optional(NumberFault::too_large)
                                                            : std::nullopt;
}

/// Said so that it can be found: with its place where one character is at fault.
Error error_of(NumberFault fault, std::string_view text) {
    const auto column = [&] {
        return display_width(text.substr(0, strange_at(text).value_or(0))) + 1;
    };
    switch (fault) {
        case NumberFault::missing:
            return Error{
                ErrorCode::malformed_input, "no number is given", "write 0 where it is none"};
        case NumberFault::negative:
            return refused(
                text, "is negative", "state a count or an amount; say a decrease in words");
        case NumberFault::blank:
            return refused(text,
                           fmt::format("has a blank at character {}", column()),
                           "group thousands by points: 1.234.567");
        case NumberFault::words:
            return refused(text,
                           fmt::format("is no number from character {} on", column()),
                           "write digits alone, without a unit or words: 1.234,5");
        case NumberFault::english_style:
        case NumberFault::two_styles:
            return refused(
                text,
                "is not written in the Vietnamese style",
                "a point groups thousands and a comma begins at most two decimal places: 1.234,5");
        case NumberFault::places:
            return refused(
                text, "has no decimal places behind the comma", "write 1.234,5 or 1.234");
        case NumberFault::whole: return refused(text, "has no digit before the comma", "write 0,5");
        case NumberFault::zeros:
            return refused(text, "begins with zeros", "write the number without them");
        case NumberFault::groups:
            return refused(text,
                           "has a group that is not of three digits",
                           "group thousands by points: 1.234.567");
        case NumberFault::too_large:
            return refused(text,
                           "is ten trillion or more",
                           "check the number; give large amounts in million đồng");
    }
    return refused(text, "is no number", "write 1.234,5");
}

std::string grouped(std::int64_t whole) {
    auto digits = std::to_string(whole);
    for (auto at = std::ssize(digits) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    }
    return digits;
}

/// The places after `separator`, or nothing.
std::string places_of(std::int64_t hundredths, char separator) {
    const auto rest = hundredths % 100;
    if (rest == 0) {
        return {};
    }
    return rest % 10 == 0 ? fmt::format("{}{}", separator, rest / 10)
                          : fmt::format("{}{:02}", separator, rest);
}

}  // namespace

std::string Decimal::vietnamese() const {
    const auto size = std::abs(hundredths);
    return (hundredths < 0 ? "-" : "") + grouped(size / 100) + places_of(size, ',');
}

std::string Decimal::plain() const {
    const auto size = std::abs(hundredths);
    return (hundredths < 0 ? "-" : "") + std::to_string(size / 100) + places_of(size, '.');
}

Result<Decimal> parse_decimal(std::string_view text) {
    const bool negative = text.starts_with('-');
    const auto number = negative ? text.substr(1) : text;
    const auto point = number.find('.');
    const auto whole = number.substr(0, point);
    auto places =
        point == std::string_view::npos ? std::string() : std::string(number.substr(point + 1));
    const bool sound =
        all_digits(whole) && whole.size() <= 16 &&
        (point == std::string_view::npos || (all_digits(places) && places.size() <= most_places));
    if (!sound) {
        return refused(text, "is no decimal number", "write digits and at most two places: 1234.5");
    }
    places.resize(most_places, '0');
    std::int64_t value = 0;
    const auto digits = std::string(whole) + places;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return Decimal{negative ? -value : value};
}

Result<Decimal> read_number(std::string_view text) {
    const auto number = trim(text);
    if (const auto fault = fault_of(number)) {
        return error_of(*fault, number);
    }
    const auto places = places_in(number);
    auto all = whole_digits(number) + std::string(places);
    all.append(most_places - places.size(), '0');
    std::int64_t hundredths = 0;
    std::from_chars(all.data(), all.data() + all.size(), hundredths);
    return Decimal{hundredths};
}

std::string_view vietnamese(NumberFault fault) noexcept {
    switch (fault) {
        case NumberFault::missing: return "chưa ghi số; không phát sinh thì ghi 0";
        case NumberFault::negative: return "không nhận số âm; số giảm thì nêu bằng lời ở nội dung";
        case NumberFault::blank:
            return "có khoảng trắng trong số; dùng dấu chấm phân cách hàng nghìn: 1.234.567";
        case NumberFault::words:
            return "chỉ ghi chữ số, không ghi chữ, đơn vị tính hoặc ký hiệu: 1.234,5";
        case NumberFault::english_style:
            return "chưa đúng cách viết số: dấu chấm phân cách hàng nghìn, dấu phẩy trước phần thập "
                   "phân (tối đa hai chữ số), ví dụ 1.234,5";
        case NumberFault::places: return "sau dấu phẩy ghi một hoặc hai chữ số: 1.234,5";
        case NumberFault::whole: return "trước dấu phẩy phải có chữ số: 0,5";
        case NumberFault::zeros: return "không ghi các chữ số 0 ở đầu";
        case NumberFault::groups: return "sau mỗi dấu chấm phải đủ ba chữ số: 1.234.567";
        case NumberFault::too_large:
            return "từ mười nghìn tỷ trở lên; kiểm tra lại, số tiền lớn thì ghi theo triệu đồng";
        case NumberFault::two_styles:
            return "báo cáo có số viết theo cách khác nên số này có thể hiểu hai cách; kiểm tra lại";
    }
    return "";
}

std::vector<std::optional<NumberFault>> number_faults(std::span<const TypedNumber> numbers) {
    std::vector<std::optional<NumberFault>> faults;
    for (const auto& each : numbers) {
        faults.push_back(fault_of(trim(each.text)));
    }
    if (std::ranges::find(faults, NumberFault::english_style) != faults.end()) {
        for (std::size_t i = 0; i < faults.size(); ++i) {
            if (!faults[i] && numbers[i].text.find_first_of(".,") != std::string::npos) {
                faults[i] = NumberFault::two_styles;
            }
        }
    }
    return faults;
}

Result<std::vector<Decimal>> read_numbers(const std::vector<TypedNumber>& numbers) {
    std::vector<Decimal> values;
    std::vector<Error> faults;
    std::optional<std::string> english_at;
    std::optional<std::string> vietnamese_at;
    for (const auto& each : numbers) {
        auto value = read_number(each.text);
        const auto number = trim(each.text);
        if (value) {
            values.push_back(*value);
            if (!vietnamese_at && number.find_first_of(".,") != std::string_view::npos) {
                vietnamese_at = fmt::format("{} at {}", quoted(number), each.place);
            }
            continue;
        }
        if (!english_at && fault_of(number) == NumberFault::english_style) {
            english_at = fmt::format("{} at {}", quoted(number), each.place);
        }
        faults.push_back(std::move(value).error().at(each.place));
    }
    if (faults.empty()) {
        return values;
    }
    auto first = std::move(faults.front());
    std::size_t told = 1;
    if (english_at && vietnamese_at) {
        first = Error{
            ErrorCode::malformed_input,
            fmt::format(
                "two styles of numbers stand in one paper: {}, {}", *english_at, *vietnamese_at),
            "write every number with points for thousands and a comma for places: 1.234,5"};
        told = 0;
    }
    for (auto i = told; i < faults.size(); ++i) {
        std::move(first).because(std::move(faults[i]));  // in place
    }
    return first;
}

}  // namespace tiendo

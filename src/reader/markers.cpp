#include "markers.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace tiendo::reader {

namespace {

namespace style {
constexpr Style keyword = 1;  // + row of the table, at most `last_keyword`
constexpr Style upper = 40;
constexpr Style roman = 41;
constexpr Style decimal_closed = 42;     // 1)
constexpr Style decimal_in_both = 43;    // (1)
constexpr Style letter_closed = 44;      // a)
constexpr Style letter_point = 45;       // a.
constexpr Style letter_in_both = 46;     // (a)
constexpr Style roman_in_both = 47;      // (i)
constexpr Style bullets = 50;            // + row of `bullets`
constexpr Style title = style_of_title;  // + number of "#"
constexpr Style decimal = few_styles;    // + number of parts
}  // namespace style

constexpr std::size_t last_keyword = 38;

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// Marks of list items; those of one row are one style.
struct Bullet {
    std::string_view mark;
    Style row;
};
constexpr std::array<Bullet, 20> bullets{{
    {"-", 0}, {"–", 0}, {"—", 0}, {"−", 0}, {"‐", 0},      {"‑", 0},      {"+", 1},
    {"*", 2}, {"•", 3}, {"●", 3}, {"·", 4}, {"▪", 5},      {"■", 5},      {"◦", 6},
    {"○", 6}, {"➢", 7}, {"►", 7}, {"✓", 8}, {"\uF0B7", 3}, {"\uF0A7", 5},
}};

const Bullet* bullet_at(std::string_view text) noexcept {
    const auto* found = std::ranges::find_if(
        bullets, [&](const Bullet& bullet) { return text.starts_with(bullet.mark); });
    return found == bullets.end() ? nullptr : found;
}

/// Roman numbers up to "XXXIX" in the digits given: "IVX" or "ivx".
std::size_t roman_length(std::string_view text, std::string_view digits) noexcept {
    constexpr std::size_t longest = 6;
    const auto length = std::min(text.find_first_not_of(digits), text.size());
    return length <= longest ? length : 0;
}

int roman_value(std::string_view text) noexcept {
    const auto digit = [](char c) {
        return c == 'X' || c == 'x' ? 10 : c == 'V' || c == 'v' ? 5 : 1;
    };
    int value = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool less = i + 1 < text.size() && digit(text[i]) < digit(text[i + 1]);
        value += less ? -digit(text[i]) : digit(text[i]);
    }
    return value;
}

/// "1", "1.1", "12.3.4": digits with points between.
std::size_t decimal_length(std::string_view text) noexcept {
    constexpr std::size_t most_digits = 3;
    std::size_t at = 0;
    while (true) {
        const auto digits = static_cast<std::size_t>(
            std::ranges::find_if_not(text.substr(at), is_digit) - text.substr(at).begin());
        if (digits == 0 || digits > most_digits) {
            return at > 0 && digits == 0 ? at - 1 : 0;
        }
        at += digits;
        if (at >= text.size() || text[at] != '.') {
            return at;
        }
        ++at;
    }
}

int last_number(std::string_view label) noexcept {
    const auto point = label.rfind('.');
    const auto last = point == std::string_view::npos ? label : label.substr(point + 1);
    int value = 0;
    std::from_chars(last.data(), last.data() + last.size(), value);
    return value;
}

std::size_t letter_length(std::string_view text) noexcept {
    if (text.starts_with("đ")) {
        return std::string_view("đ").size();
    }
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' ? 1 : 0;
}

struct Ordinal {
    MarkerKind kind = MarkerKind::none;
    std::size_t length = 0;  // of the label
    std::string_view stops;  // one of these must follow
    Style style = 0;
    Style closed_style = 0;  // where the stop is a bracket
    int value = 0;
    bool stop_optional = false;
    bool may_touch = false;  // "1.Mục tiêu"
};

Ordinal ordinal_of(std::string_view text) noexcept {
    if (const auto length = roman_length(text, "IVX"); length > 0) {
        return {MarkerKind::roman,
                length,
                "./)-",
                style::roman,
                style::roman,
                roman_value(text.substr(0, length)),
                false,
                true};
    }
    if (const auto length = decimal_length(text); length > 0) {
        const auto label = text.substr(0, length);
        const auto points = static_cast<Style>(std::ranges::count(label, '.'));
        const auto own = style::decimal + points;
        return {MarkerKind::decimal,
                length,
                "./)-",
                own,
                points == 0 ? style::decimal_closed : own,
                last_number(label),
                points > 0,
                true};
    }
    if (const auto length = letter_length(text); length > 0) {
        return {MarkerKind::letter,
                length,
                ")./",
                style::letter_point,
                style::letter_closed,
                letter_value(text.substr(0, length)),
                false,
                true};
    }
    constexpr char last_upper = 'H';
    if (!text.empty() && text[0] >= 'A' && text[0] <= last_upper) {
        return {MarkerKind::upper,
                1,
                "./)",
                style::upper,
                style::upper,
                text[0] - 'A' + 1,
                false,
                false};
    }
    return {};
}

/// "## " in front of a heading of Markdown.
struct Hashes {
    std::size_t length = 0;
    Style count = 0;
};
Hashes hashes_of(std::string_view text) noexcept {
    constexpr Style most = 6;
    const auto count = std::min(text.find_first_not_of('#'), text.size());
    if (count == 0 || count > most || count == text.size() ||
        blank_length(text.substr(count)) == 0) {
        return {};
    }
    Hashes hashes{count, static_cast<Style>(count)};
    while (const auto blank = blank_length(text.substr(hashes.length))) {
        hashes.length += blank;
    }
    return hashes;
}

/// Length of the emphasis in front of a label, with the backslash by which Markdown keeps it plain.
std::size_t opening_length(std::string_view text) noexcept {
    const bool star =
        text.starts_with("*") && (text.size() == 1 || blank_length(text.substr(1)) > 0);
    const auto length = star ? 0 : std::min(text.find_first_not_of("*_"), text.size());
    return length + (text.substr(length).starts_with("\\") ? 1 : 0);
}

std::size_t behind_blanks(std::string_view text, std::size_t at) noexcept {
    while (const auto blank = blank_length(text.substr(at))) {
        at += blank;
    }
    return at;
}

/// The bullet at `begin` of a line, if it is none of a rule, a negative number or a word.
Marker bullet_marker(std::string_view text, std::size_t begin, std::size_t line_begin) {
    const auto rest = text.substr(begin);
    const auto blank_at = [&](std::size_t at) {
        return at >= rest.size() || blank_length(rest.substr(at)) > 0;
    };
    const bool ring = rest.starts_with("o") && rest.size() > 1 && blank_at(1) &&
                      starts_upper(rest.substr(behind_blanks(rest, 1)));
    const auto* bullet = bullet_at(rest);
    if (bullet == nullptr && !ring) {
        return {};
    }
    constexpr Style ring_row = 6;
    const auto length = ring ? 1 : bullet->mark.size();
    const auto row = ring ? ring_row : bullet->row;
    const auto after = rest.substr(length);
    const bool rule = after.find_first_not_of("-–—* ") == std::string_view::npos;
    const bool closed =
        !blank_at(length) && (is_digit(after[0]) || bullet_at(after) != nullptr) && row < 3;
    if ((rule && !after.empty()) || closed) {
        return {};
    }
    const bool sub = row == 1;
    const std::string mark(rest.substr(0, length));
    return {sub ? MarkerKind::sub_bullet : MarkerKind::bullet,
            mark,
            mark,
            line_begin + behind_blanks(text, begin + length),
            style::bullets + row};
}

/// "(1)", "(a)".
Marker bracketed_marker(std::string_view text, std::size_t begin, std::size_t line_begin) {
    const auto rest = text.substr(begin);
    if (!rest.starts_with("(")) {
        return {};
    }
    const auto inner = rest.substr(1);
    const auto digits = decimal_length(inner);
    const auto romans = digits > 0 ? 0 : roman_length(inner, "ivx");
    const auto length = digits > 0 ? digits : romans > 0 ? romans : letter_length(inner);
    const bool closed = length > 0 && inner.substr(length).starts_with(")") &&
                        inner.substr(0, length).find('.') == std::string_view::npos;
    if (!closed) {
        return {};
    }
    const auto label = inner.substr(0, length);
    return {MarkerKind::letter,
            std::string(label),
            std::string(label),
            line_begin + behind_blanks(text, begin + length + 2),
            digits > 0   ? style::decimal_in_both
            : romans > 0 ? style::roman_in_both
                         : style::letter_in_both,
            line_begin,
            0,
            digits > 0   ? last_number(label)
            : romans > 0 ? roman_value(label)
                         : letter_value(label)};
}

}  // namespace

int letter_value(std::string_view letter) noexcept {
    constexpr std::array<std::string_view, 23> letters{"a", "b", "c", "d", "đ", "e", "g", "h",
                                                       "i", "k", "l", "m", "n", "o", "p", "q",
                                                       "r", "s", "t", "u", "v", "x", "y"};
    const auto* found = std::ranges::find(letters, letter);
    return found == letters.end() ? 0 : static_cast<int>(found - letters.begin()) + 1;
}

int rank_of(Style mark) noexcept {
    constexpr int rank_of_items = 20'000;
    constexpr int rank_of_bullets = 30'000;
    constexpr std::array<int, 5> keyword_ranks{10, 10, 15, 18, 35};  // phần, phần thứ, …, điều
    if (mark >= style::decimal) {
        return 40 + static_cast<int>(std::min<Style>(mark - style::decimal, 19'000));
    }
    if (mark >= style::title) {
        constexpr int rank_of_titles = 15;
        constexpr int rank_of_capitals = 32;
        constexpr int rank_of_bold = 19'500;
        constexpr int rank_of_appendix = 5;
        return mark == style_of_capitals                           ? rank_of_capitals
               : mark == style_of_bold || mark == style_of_lead_in ? rank_of_bold
               : mark == style_of_appendix                         ? rank_of_appendix
                                                                   : rank_of_titles;
    }
    if (mark >= style::bullets) {
        return rank_of_bullets;
    }
    switch (mark) {
        case style::upper: return 25;
        case style::roman: return 30;
        default: break;
    }
    if (mark >= style::decimal_closed) {
        return rank_of_items;
    }
    const auto row = mark - style::keyword;
    return row < keyword_ranks.size() ? keyword_ranks[row] : rank_of_items;
}

Marker Markers::keyword_at(Span line) const {
    constexpr std::size_t farthest = 64;
    auto end = std::min(line.end, line.begin + farthest);
    while (end < line.end && (static_cast<unsigned char>(clean_[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    const auto tokens = words_.within({line.begin, end}, {});
    const auto word = shape_.keywords.at(tokens, 0);
    if (!word || word->end >= tokens.size() || !tokens.front().capital) {
        return {};
    }
    const auto& number = tokens[word->end];
    const auto label = clean_.substr(number.span.begin, number.span.size());
    const auto ordinal = shape_.ordinal_words.at(tokens, word->end);
    const bool roman = !label.empty() && roman_length(label, "IVX") == label.size();
    const bool digits = number.kind == TokenKind::number && label.size() <= 3;
    const bool in_words = ordinal && word->row == 1;  // "Phần thứ nhất"
    if (!roman && !digits && !in_words) {
        return {};
    }
    // A sentence may begin with "Điều 125 Luật …": a heading has a stop, or nothing behind.
    const auto next = word->end + 1;
    const bool capitals = tokens.front().capitals && tokens.front().span.size() > 1;
    const bool alone =
        number.span.end == line.end ||
        clean_.substr(number.span.end, line.end - number.span.end).find_first_not_of("*_ .:") ==
            std::string_view::npos;
    const bool stopped = next < tokens.size() &&
                         (tokens[next].is(".") || tokens[next].is(":") || tokens[next].is(")") ||
                          (tokens[next].is("-") && tokens[next].span.begin > number.span.end));
    if (!alone && !stopped && !(capitals && word->row < 4)) {
        return {};
    }
    std::size_t text_begin = stopped ? tokens[next].span.end : number.span.end;
    if (stopped && tokens[next].is(".") && next + 1 < tokens.size() &&
        tokens[next + 1].kind == TokenKind::number &&
        tokens[next + 1].span.begin == tokens[next].span.end) {
        return {};  // "Nội dung 1.1"
    }
    while (text_begin < line.end &&
           (clean_[text_begin] == '*' || blank_length(clean_.substr(text_begin)) > 0)) {
        text_begin += std::max<std::size_t>(blank_length(clean_.substr(text_begin)), 1);
    }
    constexpr std::array<std::string_view, 5> prefixes{"", "", "", "M", "Đ"};
    const auto shown = in_words ? std::to_string(ordinal->row + 1) : std::string(label);
    return {
        MarkerKind::keyword,
        std::string(
            clean_.substr(tokens.front().span.begin, number.span.end - tokens.front().span.begin)),
        (word->row < prefixes.size() ? std::string(prefixes[word->row]) : "N") + shown,
        std::min(text_begin, line.end),
        style::keyword + static_cast<Style>(std::min(word->row == 1 ? 0 : word->row, last_keyword)),
        line.begin,
        0,
        in_words ? static_cast<int>(ordinal->row) + 1
        : roman  ? roman_value(label)
                 : last_number(label)};
}

Marker Markers::at(Span line) const {
    const auto hashes = hashes_of(clean_.substr(line.begin, line.size()));
    auto marker = behind_hashes({line.begin + hashes.length, line.end});
    if (hashes.count > 0) {
        marker.hashes = hashes.count;
        marker.label_begin = line.begin + hashes.length;
        if (marker.kind == MarkerKind::none) {
            marker.kind = MarkerKind::title;
            marker.style = style::title + hashes.count;
            marker.text_begin = marker.label_begin;
        }
    }
    return marker;
}

Marker Markers::behind_hashes(Span line) const {
    const auto text = clean_.substr(line.begin, line.size());
    const auto begin = opening_length(text);
    if (begin >= text.size()) {
        return {};
    }
    if (auto bullet = bullet_marker(text, begin, line.begin); bullet.kind != MarkerKind::none) {
        return bullet;
    }
    if (auto item = bracketed_marker(text, begin, line.begin); item.kind != MarkerKind::none) {
        return item;
    }
    const auto rest = text.substr(begin);
    const auto ordinal = ordinal_of(rest);
    if (ordinal.kind == MarkerKind::none) {
        return keyword_at({line.begin + begin, line.end});
    }
    auto end = begin + ordinal.length;
    end += text.substr(end).starts_with("\\") ? 1 : 0;
    const bool stopped =
        end < text.size() && ordinal.stops.find(text[end]) != std::string_view::npos;
    const bool closed = stopped && text[end] == ')';
    end += stopped ? 1 : 0;
    while (end < text.size() && (text[end] == '*' || text[end] == '_')) {
        ++end;
    }
    const bool apart = end >= text.size() || blank_length(text.substr(end)) > 0;
    const bool touches = stopped && ordinal.may_touch && !apart && text[end - 1] != '-' &&
                         text[end - 1] != '/' && starts_upper(text.substr(end));
    if ((!stopped && !ordinal.stop_optional) || (!apart && !touches)) {
        return keyword_at({line.begin + begin, line.end});
    }
    const auto label = std::string(rest.substr(0, ordinal.length));
    const bool item =
        closed && ordinal.kind == MarkerKind::decimal && ordinal.closed_style != ordinal.style;
    return {item ? MarkerKind::letter : ordinal.kind,
            label,
            label,
            line.begin + behind_blanks(text, end),
            closed ? ordinal.closed_style : ordinal.style,
            line.begin,
            0,
            ordinal.value};
}

}  // namespace tiendo::reader

#include "outline.hpp"

#include "words.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace tiendo::reader {

namespace {

struct Line {
    Span span;               // trimmed; empty for a blank line
    std::size_t blanks = 0;  // blank lines and page breaks before it
};

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

std::vector<Line> lines_of(std::string_view clean) {
    std::vector<Line> lines;
    std::size_t blanks = 0;
    for (std::size_t begin = 0; begin < clean.size();) {
        const auto end = std::min(clean.find_first_of("\n\f\r", begin), clean.size());
        const auto span = trimmed(clean, {begin, end});
        if (span.empty()) {
            ++blanks;
        } else {
            lines.push_back({span, blanks});
            blanks = 0;
        }
        const bool page_break = end < clean.size() && clean[end] == '\f';
        blanks += page_break ? 1 : 0;
        const bool windows = clean.substr(end, 2) == "\r\n";
        begin = end + (windows ? 2 : 1);
    }
    return lines;
}

/// What closes a quotation, a bracket or an emphasis behind the end of a sentence.
std::string_view without_closers(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 8> closers{"*", "_", "\"", "”", "’", ")", "»", "'"};
    for (bool again = true; again;) {
        again = false;
        for (const auto closer : closers) {
            if (text.ends_with(closer)) {
                text.remove_suffix(closer.size());
                again = true;
            }
        }
        while (const auto blank = blank_length_at_end(text)) {
            text.remove_suffix(blank);
            again = true;
        }
    }
    return text;
}

std::string_view without_openers(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 6> openers{"*", "_", "\"", "“", "‘", "("};
    for (bool again = true; again;) {
        again = false;
        for (const auto opener : openers) {
            if (text.starts_with(opener)) {
                text.remove_prefix(opener.size());
                again = true;
            }
        }
    }
    return text;
}

/// A page number alone on its line: "2", "- 2 -".
bool is_page_number(std::string_view line) noexcept {
    constexpr std::size_t longest = 7;
    const auto digits = std::ranges::count_if(line, is_digit);
    return line.size() <= longest && digits >= 1 && digits <= 3 &&
           std::ranges::all_of(line, [](char c) { return is_digit(c) || c == '-' || c == ' '; });
}

/// Words behind which no sentence ends, so that what follows belongs to it whatever its case.
bool ends_dangling(std::string_view text) {
    constexpr std::array<std::string_view, 6> words{"và", "của", "các", "với", "những", "tại"};
    const auto bare = without_closers(text);
    const auto blank = bare.find_last_of(" \n");
    return bare.ends_with(',') || (blank != std::string_view::npos &&
                                   std::ranges::find(words, bare.substr(blank + 1)) != words.end());
}

class Joiner {
public:
    Joiner(std::string_view clean, const std::vector<Line>& lines) : clean_(clean) {
        constexpr std::size_t widest_wrapped = 120;
        constexpr std::size_t fewest_signs = 3;
        std::size_t signs = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            width_ = std::max(width_, display_width(slice(lines[i].span)));
            signs += i > 0 && lines[i].blanks == 0 && goes_on(lines[i - 1].span, lines[i].span) &&
                             marker_of(clean, lines[i].span).kind == MarkerKind::none
                         ? 1
                         : 0;
        }
        wrapped_ = width_ <= widest_wrapped && signs >= fewest_signs && signs * 10 >= lines.size();
    }

    /// Whether the unmarked line `next` belongs to the block that ends with `last`.
    [[nodiscard]] bool adjacent(Span last, Span next) const {
        if (goes_on(last, next)) {
            return true;
        }
        // Only in a text that is wrapped throughout does the length of a line tell anything.
        const auto percent = wrapped_ ? display_width(slice(last)) * 100 / width_ : 0;
        constexpr std::size_t nearly_full = 88;
        constexpr std::size_t rather_full = 70;
        return !all_capitals(last) &&
               (percent >= nearly_full || (percent >= rather_full && !ends_sentence(slice(last))));
    }
    [[nodiscard]] bool over_gap(Span last, Span next) const {
        return goes_on(last, next) || (!ends_sentence(slice(last)) && ends_dangling(slice(last)));
    }
    [[nodiscard]] std::string_view slice(Span span) const {
        return clean_.substr(span.begin, span.size());
    }

private:
    [[nodiscard]] bool goes_on(Span last, Span next) const {
        return !ends_sentence(slice(last)) && starts_lower(without_openers(slice(next)));
    }
    [[nodiscard]] bool all_capitals(Span line) const {
        return to_upper(slice(line)) == slice(line);
    }

    std::string_view clean_;
    std::size_t width_ = 1;
    bool wrapped_ = false;
};

std::optional<std::size_t> roman_length(std::string_view text) noexcept {
    constexpr std::size_t longest = 6;
    const auto length = std::min(text.find_first_not_of("IVX"), text.size());
    return length > 0 && length <= longest ? std::optional(length) : std::nullopt;
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

std::size_t letter_length(std::string_view text) noexcept {
    if (text.starts_with("đ")) {
        return std::string_view("đ").size();
    }
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' ? 1 : 0;
}

struct Ordinal {
    MarkerKind kind = MarkerKind::none;
    std::size_t length = 0;
    std::string_view stops;  // one of these must follow
    bool stop_optional = false;
};

Ordinal ordinal_of(std::string_view text) noexcept {
    if (const auto length = roman_length(text)) {
        return {MarkerKind::roman, *length, "./)", false};
    }
    if (const auto length = decimal_length(text)) {
        const bool nested = text.substr(0, length).find('.') != std::string_view::npos;
        return {MarkerKind::decimal, length, "./)", nested};
    }
    if (const auto length = letter_length(text)) {
        return {MarkerKind::letter, length, ").", false};
    }
    return {};
}

std::size_t dash_length(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 7> dashes{"-", "–", "—", "•", "●", "▪", "*"};
    for (const auto dash : dashes) {
        if (text.starts_with(dash)) {
            return dash.size();
        }
    }
    return 0;
}

}  // namespace

bool ends_sentence(std::string_view text) noexcept {
    constexpr std::string_view ends = ".;:!?/";
    const auto bare = without_closers(text);
    return (!bare.empty() && ends.find(bare.back()) != std::string_view::npos) ||
           bare.ends_with("…");
}

Marker marker_of(std::string_view clean, Span line) {
    const auto text = clean.substr(line.begin, line.size());
    const auto blank_at = [&](std::size_t at) {
        return at >= text.size() || blank_length(text.substr(at)) > 0;
    };
    const auto behind = [&](std::size_t at) {
        while (const auto blank = blank_length(text.substr(at))) {
            at += blank;
        }
        return line.begin + at;
    };
    const bool star_bullet = text.starts_with("*") && blank_at(1);
    const auto begin = star_bullet ? 0 : std::min(text.find_first_not_of("*_"), text.size());
    const auto rest = text.substr(begin);
    if (const auto dash = rest.starts_with("+") ? 1 : dash_length(rest); dash > 0) {
        const auto after = rest.substr(dash);
        const bool rule = after.find_first_not_of("-–—* ") == std::string_view::npos;
        const bool closed =
            !blank_at(begin + dash) && (is_digit(after[0]) || dash_length(after) > 0);
        if ((rule && !after.empty()) || closed) {
            return {};
        }
        const bool sub = rest.starts_with("+");
        return {sub ? MarkerKind::sub_bullet : MarkerKind::bullet,
                std::string(rest.substr(0, dash)),
                behind(begin + dash)};
    }
    const auto ordinal = ordinal_of(rest);
    if (ordinal.kind == MarkerKind::none) {
        return {};
    }
    auto end = begin + ordinal.length;
    const bool stopped =
        end < text.size() && ordinal.stops.find(text[end]) != std::string_view::npos;
    end += stopped ? 1 : 0;
    while (end < text.size() && text[end] == '*') {
        ++end;
    }
    if ((!stopped && !ordinal.stop_optional) || !blank_at(end)) {
        return {};
    }
    return {ordinal.kind, std::string(rest.substr(0, ordinal.length)), behind(end)};
}

std::vector<Block> outline_of(std::string_view clean) {
    const auto lines = lines_of(clean);
    const Joiner joiner(clean, lines);
    std::vector<Block> blocks;
    std::size_t open = 0;  // the block that a line may go on with, behind page numbers; + 1
    std::size_t blanks = 0;
    for (const auto& line : lines) {
        blanks += line.blanks;
        auto marker = marker_of(clean, line.span);
        const bool page_number = is_page_number(joiner.slice(line.span));
        if (page_number) {
            blocks.emplace_back(line.span, Marker{}).page_number = true;
            ++blanks;
            continue;
        }
        if (open > 0 && marker.kind == MarkerKind::none) {
            auto& block = blocks[open - 1];
            const auto last = block.lines.back();
            const bool only_mark = block.marker.kind != MarkerKind::none &&
                                   block.marker.text_begin >= last.end && block.lines.size() == 1;
            if (only_mark || (blanks == 0 ? joiner.adjacent(last, line.span)
                                          : joiner.over_gap(last, line.span))) {
                if (only_mark) {
                    block.marker.text_begin = line.span.begin;
                } else if (blanks > 0) {
                    block.split_gaps.push_back({last.end, line.span.begin});
                }
                block.lines.push_back(line.span);
                block.span.end = line.span.end;
                blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(open),
                             blocks.end());  // page numbers inside the gap are part of it
                blanks = 0;
                continue;
            }
        }
        blocks.emplace_back(line.span, std::move(marker));
        open = blocks.size();
        blanks = 0;
    }
    return blocks;
}

}  // namespace tiendo::reader

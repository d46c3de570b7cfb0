// Times of the day and lengths of time.
#include "number_words.hpp"
#include "stated_time.hpp"
#include "time_words.hpp"

namespace tiendo::reader {

namespace {

/// "19h00", "9h": hours and minutes written as one word.
std::optional<StatedClock> clock_word(const Token& token) {
    const auto text = token.lower();
    std::size_t i = 0;
    int hours = 0;
    int minutes = 0;
    constexpr int ten = 10;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && i < 2; ++i) {
        hours = hours * ten + (text[i] - '0');
    }
    if (i == 0 || i >= text.size() || (text[i] != 'h' && text[i] != 'g')) {
        return std::nullopt;
    }
    const auto rest = text.substr(i + 1);
    for (const char c : rest) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        minutes = minutes * ten + (c - '0');
    }
    constexpr int minutes_of_hour = 60;
    return (rest.empty() || rest.size() == 2) && minutes < minutes_of_hour
               ? std::optional(StatedClock{hours * 60 + minutes, 0})
               : std::nullopt;
}

}  // namespace

std::optional<StatedClock> stated_clock(const TokenView& view, std::size_t at) {
    if (at >= view.size()) {
        return std::nullopt;
    }
    auto clock = clock_word(view.tokens[at]);
    if (clock) {
        clock->end = at + 1;
    } else if (const auto hours = view.number(at)) {
        const bool colon = view.is(at + 1, ":");
        if (!colon && !view.is(at + 1, "giờ")) {
            return std::nullopt;
        }
        const auto minutes = view.number(at + 2);
        // "16 giờ 25 tháng 6": the number is a day, not minutes
        const bool stated = minutes && view.tokens[at + 2].span.size() == 2 &&
                            !view.is(at + 3, "tháng") && !view.is(at + 3, "/");
        if (colon && !stated) {
            return std::nullopt;
        }
        clock = StatedClock{*hours * 60 + (stated ? *minutes : 0), at + (stated ? 3U : 2U)};
        clock->end += stated && view.is(clock->end, "phút") ? 1 : 0;
    }
    constexpr int minutes_of_day = 24 * 60;
    if (!clock || clock->minute_of_day < 0 || clock->minute_of_day >= minutes_of_day) {
        return std::nullopt;
    }
    const bool prime = view.is(clock->end, "’") || view.is(clock->end, "'") ||
                       view.is(clock->end, "′") || view.is(clock->end, "‘");
    clock->end += prime ? 1 : 0;
    return clock;
}

std::optional<StatedLength> stated_length(const TokenView& view,
                                          std::size_t at,
                                          const TimeWords& words) {
    const auto amount = stated_number(view, at);
    constexpr int most = 999;
    const bool one = amount && amount->value == 1 && !view.number(at);  // "một ngày nào đó"
    if (!amount || one || amount->value < 1 || amount->value > most) {
        return std::nullopt;
    }
    auto next = amount->end;
    if (view.is(next, "(")) {  // "05 (năm) ngày"
        constexpr std::size_t longest = 4;
        auto close = next + 1;
        while (close < view.size() && !view.is(close, ")") && close <= next + longest) {
            ++close;
        }
        next = view.is(close, ")") ? close + 1 : next;
    }
    const auto unit = words.units.phrases().at(view.tokens, next);
    if (!unit) {
        return std::nullopt;
    }
    return StatedLength{amount->value, words.units.value(*unit), unit->end};
}

}  // namespace tiendo::reader

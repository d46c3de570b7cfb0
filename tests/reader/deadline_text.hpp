#pragma once

#include "tiendo/model/plan.hpp"

#include <string>
#include <string_view>

namespace tiendo::test {

inline void append_word(std::string& text, std::string_view word) {
    text.append(text.empty() ? "" : " ").append(word);
}

/// "16:00"
inline std::string clock_text(int minute_of_day) {
    constexpr int minutes = 60;
    const auto two = [](int value) {
        return (value < 10 ? "0" : "") + std::to_string(value);  // NOLINT(*-magic-numbers)
    };
    return two(minute_of_day / minutes) + ":" + two(minute_of_day % minutes);
}

/// What a deadline says, in one line: "before_date 2026-05-15 exclusive", "periodic 5-15 inclusive
/// cycle half_year", "relative 15 day issue: ngày ban hành".
inline std::string deadline_text(const Deadline& deadline) {
    auto text = std::string(to_string(deadline.type));
    if (deadline.from) {
        append_word(text, "from " + deadline.from->iso());
    }
    if (deadline.date) {
        append_word(text, deadline.date->iso());
    }
    if (deadline.recurring) {
        append_word(text,
                    std::to_string(deadline.recurring->month) + "-" +
                        std::to_string(deadline.recurring->day));
    }
    if (deadline.day_of_month) {
        append_word(text, "day " + std::to_string(*deadline.day_of_month));
    }
    if (deadline.exclusive) {
        append_word(text, "exclusive");
    } else if (deadline.date || deadline.recurring || deadline.day_of_month) {
        append_word(text, "inclusive");
    }
    if (deadline.minute_of_day) {
        append_word(text, "at " + clock_text(*deadline.minute_of_day));
    }
    if (deadline.weekday) {
        append_word(text, "weekday " + std::to_string(*deadline.weekday));
    }
    if (deadline.cycle) {
        append_word(text, "cycle " + std::string(to_string(*deadline.cycle)));
    }
    if (deadline.every) {
        append_word(text, "every " + std::to_string(*deadline.every));
    }
    if (deadline.relative) {
        const auto& relative = *deadline.relative;
        if (relative.amount) {
            append_word(text, std::to_string(*relative.amount));
            append_word(text, to_string(relative.unit));
        }
        append_word(text, to_string(relative.anchor));
        text += ": " + relative.anchor_surface;
    }
    return text;
}

}  // namespace tiendo::test

#pragma once

#include "tiendo/calendar/evaluate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::calendar {

inline Instant at(std::string_view text) {
    auto instant = Instant::parse(std::string(text) + "+07:00");
    EXPECT_TRUE(instant) << text;
    return instant ? *instant : Instant{};
}

/// 7:30-11:30 and 13:00-17:00 from Monday to Friday, by the shipped calendar.
inline const OfficeClock& office() {
    static const auto clock =
        OfficeClock::build(shipped_calendar(), shipped_office_hours(), UnitKind::ward);
    EXPECT_TRUE(clock) << clock.error();
    return *clock;
}

/// The first rule of a text that has law, article and name before `keys`.
inline Rule a_rule(const std::string& keys) {
    RuleBook book;
    const auto added = book.add(R"([[rule]]
id = "a"
name = "Thời hạn thử nghiệm"
law = "Văn bản giả định 1/2021"
article = "Điều 2"
)" + keys,
                                "a.toml");
    EXPECT_TRUE(added) << added.error();
    return added ? book.all().front() : Rule{};
}

inline Rule counting(int count, std::string_view unit, std::string_view more = "") {
    const bool of_the_clock = unit == "working-hour" || unit == "hour" || unit == "minute";
    return a_rule(
        "starts = \"tiếp nhận\"\ndue = { after = \"start\", count = " + std::to_string(count) +
        ", unit = \"" + std::string(unit) + "\"" +
        (of_the_clock ? "" : ", counts_from = \"next-day\"") + " }\n" + std::string(more));
}

inline std::vector<std::string> words_of(const Due& due) {
    std::vector<std::string> words;
    for (const auto& step : due.steps) {
        words.push_back(step.rule + (step.argument.empty() ? "" : " " + step.argument));
    }
    return words;
}

}  // namespace tiendo::calendar

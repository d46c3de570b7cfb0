#include "tiendo/calendar/due.hpp"

#include <fmt/format.h>

namespace tiendo::calendar {

namespace {

using std::chrono::days;

std::string source_of(const DueRules& rules) {
    return rules.sentence.empty() ? fmt::format("mục {}", rules.node.str())
                                  : fmt::format("mục {}: “{}”", rules.node.str(), rules.sentence);
}

Result<Date> stated_day(const Deadline& deadline, int year) {
    if (deadline.date) {
        if (deadline.date->year() != year) {
            return Error{
                ErrorCode::conflict,
                fmt::format("the stated day {} does not lie in {}", deadline.date->iso(), year),
                "ask for the year of the stated day"};
        }
        return *deadline.date;
    }
    auto day = Date::make(year, deadline.recurring->month, deadline.recurring->day);
    if (!day) {
        return std::move(day).error().at(fmt::format("year {}", year));
    }
    return day;
}

Due without_day(const Deadline& deadline, const DueRules& rules) {
    Due due;
    due.steps.push_back(
        {"no-day-stated",
         fmt::format("văn bản chỉ nêu “{}”, không nêu ngày: không có thời điểm đến hạn",
                     deadline.surface),
         source_of(rules),
         std::nullopt});
    return due;
}

void push_stated(const Deadline& deadline, Date day, const DueRules& rules, Due& due) {
    const auto begin = Instant::start_of(day);
    if (deadline.date) {
        due.steps.push_back({"stated-day",
                             fmt::format("văn bản nêu ngày {}", day.vietnamese()),
                             source_of(rules),
                             begin});
        return;
    }
    due.steps.push_back({"stated-day",
                         fmt::format("văn bản nêu ngày {} tháng {}, không nêu năm",
                                     deadline.recurring->day,
                                     deadline.recurring->month),
                         source_of(rules),
                         std::nullopt});
    due.steps.push_back({"year",
                         fmt::format("áp dụng cho năm {}: ngày {}", day.year(), day.vietnamese()),
                         source_of(rules),
                         begin});
}

void push_end(const Deadline& deadline, Date day, const DueRules& rules, Due& due) {
    if (deadline.exclusive) {
        due.steps.push_back(
            {"exclusive",
             fmt::format("“trước ngày”: không gồm chính ngày {0}; nộp từ 0 giờ ngày {0} là trễ hạn",
                         day.vietnamese()),
             source_of(rules),
             Instant::start_of(day)});
        return;
    }
    const auto next = day.plus(days{1});
    due.steps.push_back({"inclusive",
                         fmt::format("gồm cả ngày {}; nộp từ 0 giờ ngày {} là trễ hạn",
                                     day.vietnamese(),
                                     next.vietnamese()),
                         source_of(rules),
                         Instant::start_of(next)});
}

Date last_day_before(Instant at) {
    return at.plus(std::chrono::milliseconds{-1}).date();
}

/// Why `day` is no working day; empty where it is one, or where the table is silent about the year.
std::string why_off(Date day, const WorkingCalendar& calendar) {
    if (const auto status = calendar.status_of(day)) {
        return status->off ? status->reason : "";
    }
    const auto weekday = day.weekday();
    return weekday == std::chrono::Sunday || weekday == std::chrono::Saturday
               ? std::string(vietnamese_weekday(day))
               : "";
}

std::string_view rule_word(DayOffMove move) {
    switch (move) {
        case DayOffMove::next_working_day: return "next-working-day";
        case DayOffMove::previous_working_day: return "previous-working-day";
    }
    return "?";
}

/// The exclusive end of the working day that `at` moves to; `at` itself where its last day is one.
Result<Instant> moved(Instant at, DayOffMove move, const WorkingCalendar& calendar) {
    const auto step = move == DayOffMove::next_working_day ? days{1} : days{-1};
    auto day = last_day_before(at);
    for (;;) {
        auto off = calendar.is_day_off(day);
        if (!off) {
            return std::move(off).error();
        }
        if (!*off) {
            return Instant::start_of(day.plus(days{1}));
        }
        day = day.plus(step);
    }
}

Result<void> push_day_off(const DueRules& rules, const WorkingCalendar& calendar, Due& due) {
    const auto at = *due.steps.back().at;
    const auto last = last_day_before(at);
    const auto reason = why_off(last, calendar);
    if (!rules.day_off) {
        if (!reason.empty()) {
            due.steps.push_back(
                {"no-move-on-day-off",
                 fmt::format(
                     "ngày cuối còn đúng hạn {} là ngày nghỉ ({}); văn bản không quy định về "
                     "ngày nghỉ nên không dời hạn",
                     last.vietnamese(),
                     reason),
                 source_of(rules),
                 at});
        }
        return {};
    }
    auto target = moved(at, rules.day_off->move, calendar);
    if (!target) {
        return std::move(target).error().at(fmt::format("day off {}", last.iso()));
    }
    if (*target != at) {
        due.steps.push_back(
            {std::string(rule_word(rules.day_off->move)),
             fmt::format(
                 "ngày cuối còn đúng hạn {} là ngày nghỉ ({}); theo quy định, dời sang ngày "
                 "làm việc {}",
                 last.vietnamese(),
                 reason,
                 last_day_before(*target).vietnamese()),
             rules.day_off->source,
             *target});
    }
    return {};
}

/// What `step` gives when it is applied to `before`.
Result<std::optional<Instant>> apply(const DueStep& step,
                                     std::optional<Instant> before,
                                     const WorkingCalendar& calendar) {
    if (step.rule == "no-day-stated") {
        return std::optional<Instant>{};
    }
    if (step.rule == "stated-day" || step.rule == "year") {
        const bool begins_a_day = !step.at || *step.at == Instant::start_of(step.at->date());
        return begins_a_day ? step.at : std::optional<Instant>{};
    }
    if (before && (step.rule == "exclusive" || step.rule == "no-move-on-day-off")) {
        return before;
    }
    if (before && step.rule == "inclusive") {
        return std::optional(Instant::start_of(before->date().plus(days{1})));
    }
    for (const auto move : {DayOffMove::next_working_day, DayOffMove::previous_working_day}) {
        if (before && step.rule == rule_word(move)) {
            return moved(*before, move, calendar).transform([](Instant at) {
                return std::optional(at);
            });
        }
    }
    return Error{ErrorCode::conflict,
                 fmt::format("rule '{}' is unknown or has no instant to work on", step.rule),
                 "derive the due instant again from the plan"};
}

}  // namespace

Result<Due> due_of(const Deadline& deadline,
                   int year,
                   const DueRules& rules,
                   const WorkingCalendar& calendar) {
    if (year < 1976 || year > 2100) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("year {} is out of range", year),
                     "use a year from 1976 to 2100"}
            .at(rules.node.str());
    }
    if (!deadline.date && !deadline.recurring) {
        return without_day(deadline, rules);
    }
    const auto place = fmt::format("{}: deadline '{}'", rules.node.str(), deadline.surface);
    auto day = stated_day(deadline, year);
    if (!day) {
        return std::move(day).error().at(place);
    }
    Due due;
    push_stated(deadline, *day, rules, due);
    push_end(deadline, *day, rules, due);
    if (auto pushed = push_day_off(rules, calendar, due); !pushed) {
        return std::move(pushed).error().at(place);
    }
    due.at = due.steps.back().at;
    return due;
}

Result<std::optional<Instant>> replay(const std::vector<DueStep>& steps,
                                      const WorkingCalendar& calendar) {
    std::optional<Instant> at;
    std::size_t number = 0;
    for (const auto& step : steps) {
        ++number;
        auto next = apply(step, at, calendar);
        if (!next) {
            return std::move(next).error().at(fmt::format("step {} '{}'", number, step.rule));
        }
        if (*next != step.at) {
            return Error{ErrorCode::conflict,
                         fmt::format("the step gives {} but carries {}",
                                     *next ? (*next)->iso() : "nothing",
                                     step.at ? step.at->iso() : "nothing"),
                         "derive the due instant again from the plan"}
                .at(fmt::format("step {} '{}'", number, step.rule));
        }
        at = *next;
    }
    return at;
}

std::optional<Date> last_day_on_time(const Due& due) {
    return due.at ? std::optional(last_day_before(*due.at)) : std::nullopt;
}

}  // namespace tiendo::calendar

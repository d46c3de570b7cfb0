#include "tiendo/calendar/due.hpp"

#include "step_texts.hpp"
#include "steps.hpp"

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

DueStep step(const Instruction& what,
             std::optional<Instant> at,
             std::string text,
             std::string source) {
    return {
        std::string(word_of(what.op)), argument_of(what), std::move(text), std::move(source), at};
}
/// A step whose argument is the instant that it gives.
DueStep step_to(Op op, std::optional<Instant> at, std::string text, std::string source) {
    return step({op, at ? at->unix_ms() : no_instant}, at, std::move(text), std::move(source));
}

Due without_day(const Deadline& deadline, const DueRules& rules) {
    Due due;
    due.steps.push_back(
        step({Op::no_day_stated},
             std::nullopt,
             fmt::format("văn bản chỉ nêu “{}”, không nêu ngày: không có thời điểm đến hạn",
                         deadline.surface),
             source_of(rules)));
    return due;
}

void push_stated(const Deadline& deadline, Date day, const DueRules& rules, Due& due) {
    const auto begin = Instant::start_of(day);
    if (deadline.date) {
        due.steps.push_back(step_to(Op::stated_day,
                                    begin,
                                    fmt::format("văn bản nêu ngày {}", day.vietnamese()),
                                    source_of(rules)));
        return;
    }
    due.steps.push_back(step_to(Op::stated_day,
                                std::nullopt,
                                fmt::format("văn bản nêu ngày {} tháng {}, không nêu năm",
                                            deadline.recurring->day,
                                            deadline.recurring->month),
                                source_of(rules)));
    due.steps.push_back(
        step_to(Op::year,
                begin,
                fmt::format("áp dụng cho năm {}: ngày {}", day.year(), day.vietnamese()),
                source_of(rules)));
}

void push_end(const Deadline& deadline, Date day, const DueRules& rules, Due& due) {
    if (deadline.exclusive) {
        due.steps.push_back(
            step({Op::exclusive}, Instant::start_of(day), exclusive_text(day), source_of(rules)));
        return;
    }
    due.steps.push_back(step({Op::inclusive},
                             Instant::start_of(day.plus(days{1})),
                             inclusive_text(day),
                             source_of(rules)));
}

/// "trước 16 giờ ngày 25/12": the day itself is on time until that minute.
void push_hour(int minute_of_day, Date day, const DueRules& rules, Due& due) {
    const auto at = Instant::start_of(day).plus(std::chrono::minutes{minute_of_day});
    due.steps.push_back(step({Op::at_hour, minute_of_day}, at, at_hour_text(at), source_of(rules)));
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

/// The working day that `day` moves to; itself where it is one.
Result<Date> moved(Date day, DayOffMove move, const WorkingCalendar& calendar) {
    const auto step = move == DayOffMove::next_working_day ? days{1} : days{-1};
    for (;;) {
        auto off = calendar.is_day_off(day);
        if (!off) {
            return std::move(off).error();
        }
        if (!*off) {
            return day;
        }
        day = day.plus(step);
    }
}

/// @param last the last day on time
/// @return the same after the move
Result<Date> push_day_off(Date last,
                          const DueRules& rules,
                          const WorkingCalendar& calendar,
                          Due& due) {
    const auto at = *due.steps.back().at;
    const auto reason = why_off(last, calendar);
    if (!rules.day_off) {
        if (!reason.empty()) {
            due.steps.push_back(
                step({Op::no_move_on_day_off}, at, not_moved_text(last, reason), source_of(rules)));
        }
        return last;
    }
    auto target = moved(last, rules.day_off->move, calendar);
    if (!target) {
        return std::move(target).error().at(fmt::format("day off {}", last.iso()));
    }
    if (*target != last) {
        due.steps.push_back(
            step({rules.day_off->move == DayOffMove::next_working_day ? Op::next_working_day
                                                                      : Op::previous_working_day},
                 Instant::start_of(target->plus(days{1})),
                 moved_text(last, reason, *target),
                 rules.day_off->source));
    }
    return target;
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
    const auto minute = deadline.minute_of_day;
    if (!minute) {
        push_end(deadline, *day, rules, due);
    }
    auto last =
        push_day_off(minute ? *day : last_day_before(*due.steps.back().at), rules, calendar, due);
    if (!last) {
        return std::move(last).error().at(place);
    }
    if (minute) {
        push_hour(*minute, *last, rules, due);
    }
    due.at = due.steps.back().at;
    return due;
}

std::optional<Date> last_day_on_time(const Due& due) {
    return due.at ? std::optional(last_day_before(*due.at)) : std::nullopt;
}

}  // namespace tiendo::calendar

// Days of the week, and times of the day that come back without any date.
#include "deadline_reader.hpp"

#include <vector>

namespace tiendo::reader {

/// "trước 16 giờ thứ Sáu", "trước 9h00’ và 16h00’" of every day. @param clock -1: none is stated
std::size_t DeadlineReader::read_clock(std::size_t begin, StatedClock clock, const Limit& limit) {
    auto from = begin;
    auto done = begin;
    for (bool more = true; more;) {
        const auto weekday = words_.weekdays.phrases().at(tokens_, clock.end);
        auto end = weekday ? weekday->end : clock.end;
        const auto cycle = words_.cycles.phrases().at(tokens_, end);
        const bool listed = done > begin;
        const bool alone = !cycle && !weekday && !pending_ && !listed && !is_daily();
        if (alone && place_at(begin) != TimePlace::label) {
            // The cycle may stand behind the second of two times.
            const auto second =
                view_.is_joint(end) ? stated_clock(view_, behind_limit(end + 1)) : std::nullopt;
            if (!second || !words_.cycles.phrases().at(tokens_, second->end)) {
                return done;
            }
        }
        // "trước 16 giờ thứ Sáu, 02 tuần một lần"
        const auto rate = weekday && !cycle && !pending_ && view_.is(end, ",")
                              ? rate_by_count(end + 1)
                              : std::nullopt;
        end = cycle ? cycle->end : rate ? rate->end : end;
        auto& deadline = add(from, end);
        deadline.type = DeadlineType::periodic;
        deadline.exclusive = limit.exclusive && clock.minute_of_day < 0;
        deadline.cycle = weekday ? Period::week : Period::day;
        if (cycle) {
            deadline.cycle = words_.cycles.value(*cycle);
        } else if (rate) {
            deadline.cycle = rate->cycle;
            deadline.every = rate->every;
        } else if (pending_ && pending_->cycle) {
            deadline.cycle = pending_->cycle;
            deadline.every = pending_->every;
            deadline.cycle_surface = words(pending_->begin, pending_->end);
        }
        if (weekday) {
            deadline.weekday = words_.weekdays.value(*weekday);
        }
        if (clock.minute_of_day >= 0) {
            deadline.minute_of_day = clock.minute_of_day;
        }
        take_receivers(deadline);
        done = end;
        from = end + 1;
        const auto next =
            view_.is_joint(end) ? stated_clock(view_, behind_limit(from)) : std::nullopt;
        more = next.has_value();
        clock = next.value_or(clock);
    }
    return done;
}

/// "trước 7 giờ và trước 17 giờ": the word of the limit said once more.
std::size_t DeadlineReader::behind_limit(std::size_t i) const {
    const auto limit = words_.limits.phrases().at(tokens_, i);
    return limit ? limit->end : i;
}

/// "vào chiều thứ Sáu hằng tuần", "thứ Hai và thứ Năm hằng tuần", "thứ Hai đầu tháng": nothing
/// where no words behind it say how often.
std::size_t DeadlineReader::read_weekday(std::size_t i) {
    std::vector<Weekday> days;
    const auto from = i + (view_.says(i, "định kỳ") ? 2U : 0U);  // "định kỳ thứ Sáu hằng tuần"
    const auto clock = stated_clock(view_, from);                // "7h30 thứ Hai hằng tuần"
    const auto first = clock ? clock->end + (view_.is(clock->end, ",") ? 1U : 0U) : from;
    constexpr std::size_t days_of_week = 7;
    for (auto next = stated_weekday(first); next && days.size() < days_of_week;) {
        days.push_back(*next);
        next = view_.is_joint(next->end) ? stated_weekday(next->end + 1) : std::nullopt;
    }
    const auto rate = days.empty() ? std::nullopt : rate_of_weekday(i, days.back().end);
    if (!rate || is_told(i)) {
        return i;
    }
    days.back().end = rate->end;
    for (auto begin = i; const auto& day : days) {
        auto& deadline = add(begin, day.end);
        deadline.type = DeadlineType::periodic;
        deadline.cycle = rate->cycle;
        deadline.every = rate->every;
        deadline.weekday = day.day;
        if (clock) {
            deadline.minute_of_day = clock->minute_of_day;
        }
        take_receivers(deadline);
        begin = day.end + 1;
    }
    return behind_scope(rate->end);
}

/// Behind "trong tháng 3" in "thứ Bảy hằng tuần trong tháng 3": while what lasts comes back.
std::size_t DeadlineReader::behind_scope(std::size_t i) const {
    const auto within = words_.within.at(tokens_, i);
    const auto time =
        within ? stated_time(view_, within->end, TimePlace::sentence, words_) : std::nullopt;
    return time ? time->end : i;
}

/// How often a day of the week comes: the words behind it say so, or those before it, "báo cáo tuần
/// vào thứ Sáu".
std::optional<DeadlineReader::Rate> DeadlineReader::rate_of_weekday(std::size_t begin,
                                                                    std::size_t end) const {
    if (auto behind = rate_behind_weekday(end)) {
        return behind;
    }
    const auto report = words_.cycles.phrases().before(tokens_, begin, clause_at(begin).begin);
    if (!report || words_.cycles.value(*report) != Period::week) {
        return std::nullopt;
    }
    return Rate{.cycle = Period::week, .begin = report->begin, .end = end};
}

/// How often a day of the week comes, where the words behind it say that of weeks or more.
std::optional<DeadlineReader::Rate> DeadlineReader::rate_behind_weekday(std::size_t i) const {
    if (const auto of = words_.weekdays_of.phrases().at(tokens_, i)) {
        return Rate{.cycle = words_.weekdays_of.value(*of), .begin = of->begin, .end = of->end};
    }
    if (const auto cycle = words_.cycles.phrases().at(tokens_, i)) {
        const auto period = words_.cycles.value(*cycle);
        const bool of_day = period == Period::day || period == Period::year;
        return of_day
                   ? std::nullopt
                   : std::optional(Rate{.cycle = period, .begin = cycle->begin, .end = cycle->end});
    }
    auto counted = rate_by_count(view_.is(i, ",") ? i + 1 : i);
    return counted && counted->cycle == Period::week ? counted : std::nullopt;
}

/// "thứ Sáu", "vào chiều thứ Sáu"; "lần thứ hai", "tuần thứ ba" are counted and no days.
std::optional<DeadlineReader::Weekday> DeadlineReader::stated_weekday(std::size_t i) const {
    const auto at = behind_part_of_day(i + (view_.is(i, "vào") || view_.is(i, "các") ? 1U : 0U));
    const auto day = words_.weekdays.phrases().at(tokens_, at);
    const bool counted =
        at > 0 && at == i &&
        (view_.is(at - 1, "lần") || view_.is(at - 1, "tuần") || view_.is(at - 1, "đợt") ||
         (view_.is(at - 1, "kỳ") && !view_.is(at - 2, "định")));
    return day && !counted ? std::optional(Weekday{words_.weekdays.value(*day), day->end})
                           : std::nullopt;
}

/// The token behind "sáng", "buổi chiều"; `i` where there is none.
std::size_t DeadlineReader::behind_part_of_day(std::size_t i) const {
    const auto part = words_.parts_of_day.at(tokens_, i);
    return part ? part->end : i;
}

/// Where the date begins in "thứ Tư, ngày 15/7/2026"; `i` where no weekday stands before one.
std::size_t DeadlineReader::day_behind_weekday(std::size_t i) const {
    const auto weekday = words_.weekdays.phrases().at(tokens_, i);
    if (!weekday) {
        return i;
    }
    const auto next = weekday->end + (view_.is(weekday->end, ",") ? 1U : 0U);
    const auto day = stated_time(view_, next, TimePlace::sentence, words_);
    return day && day->size == TimeSize::day && !day->day_of_month ? next : i;
}

/// "từ 19 giờ đến 21 giờ hằng ngày": hours of every day, of which none is the last moment.
std::size_t DeadlineReader::read_hours(std::size_t begin, const StatedClock& from) {
    const bool until = view_.is(from.end, "đến") || view_.is(from.end, "-");
    const auto to = until ? stated_clock(view_, from.end + 1) : std::nullopt;
    const auto cycle = to ? words_.cycles.phrases().at(tokens_, to->end) : std::nullopt;
    if (!cycle || is_told(begin)) {
        return begin;
    }
    auto& deadline = add(begin, cycle->end);
    deadline.type = DeadlineType::periodic;
    deadline.cycle = words_.cycles.value(*cycle);
    return cycle->end;
}

/// "Báo cáo nhanh hằng ngày: …, trước 06 giờ 30": the hour is of every day.
bool DeadlineReader::is_daily() const {
    return !made_.node.deadlines.empty() && made_.node.deadlines.back().cycle == Period::day;
}

}  // namespace tiendo::reader

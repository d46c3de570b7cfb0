// Deadlines that name a day, a month, a quarter or a year.
#include "deadline_reader.hpp"
#include "language_tables.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr std::string_view told_or_meant =
    "câu này có thể nói về việc đã làm trước ngày đó, không phải hạn phải xong";

}  // namespace

/// "từ ngày 01/6 đến ngày 30/6/2026", "từ tháng 11/2025 đến khi kết thúc …", "từ 01/7/2025 trở đi".
std::size_t DeadlineReader::read_range(std::size_t i) {
    const bool label = place_at(i) == TimePlace::label;
    const bool opened = view_.is(i, "từ") || view_.says(i, "kể từ");
    if (!opened && !label) {
        return i;
    }
    auto from = opened ? i + (view_.is(i, "từ") ? 1U : 2U) : i;
    if (const auto clock = opened ? stated_clock(view_, from) : std::nullopt) {
        if (const auto end = read_hours(i, *clock); end > i) {
            return end;
        }
        from = clock->end;  // "từ 0 giờ ngày 01/7 đến hết ngày 30/7/2026"
    }
    const auto first = range_begin(from);
    if (!first || first->day_of_month || (first->size == TimeSize::day && first->open_end)) {
        return i;
    }
    const bool stretch = first->size == TimeSize::day || first->size == TimeSize::years;
    if (opened && first->year && stretch && !first->open_end &&
        first->first() !=
            first->last()) {  // "từ ngày 28/8 - 03/9/2026", "từ năm 2026 đến năm 2030"
        const bool told =
            is_told(i) || is_past(i) || words_.told_ranges.find(tokens_, segment_begin(i), i);
        return told ? first->end : add_time({i, first->end, *first, {}, std::nullopt, true});
    }
    auto to = first->end;
    const bool until = view_.is(to, "đến") || view_.is(to, "tới") || view_.says(to, "cho đến");
    if (!until && !(opened && view_.is(to, "-"))) {
        return opened ? read_start(i, *first) : i;
    }
    to += view_.says(to, "cho đến") ? 2U : 1U;
    const auto last_of = view_.is(to, "hết") ? to + 1 : to;
    const bool excluded = view_.is(last_of, "trước");
    const auto last = stated_time(view_, last_of + (excluded ? 1U : 0U), TimePlace::label, words_);
    if (!last || last->day_of_month) {
        return opened && first->year ? read_start(i, *first) : i;
    }
    if (is_told(i) || is_past(i) || words_.told_ranges.find(tokens_, segment_begin(i), i)) {
        return last->end;
    }
    Bounded bounded{i, last->end, *last, {excluded, false, false}, std::nullopt};
    auto& time = bounded.time;
    time.first_month = first->first_month == 0 ? last->first_month : first->first_month;
    time.first_day = first->first_day;
    time.first_year = first->year;
    if (!first->year && last->year && first->first_month > last->last_month) {
        time.first_year = *last->year - 1;  // "từ 15/12 đến 15/01/2026"
    }
    bounded.period = true;
    const auto end = add_time(bounded);
    const auto cycle = words_.cycles.phrases().at(tokens_, end);
    return cycle && !last->year ? cycle->end : end;  // "từ tháng 3 đến tháng 5 hằng năm"
}

/// The begin of a range; month 0 where only its end states the month: "từ ngày 10 đến ngày
/// 11/4/2026".
std::optional<StatedTime> DeadlineReader::range_begin(std::size_t i) const {
    auto first = stated_time(view_, i, TimePlace::label, words_);
    const auto day = view_.is(i, "ngày") ? view_.number(i + 1) : std::nullopt;
    constexpr int longest_month = 31;
    if (!first && day && *day <= longest_month &&
        (view_.is(i + 2, "đến") || view_.is(i + 2, "tới"))) {
        first = StatedTime{TimeSize::day, 0, *day, 0, *day};
        first->end = i + 2;
    }
    return first;
}

/// A start whose end is an event, or nothing.
std::size_t DeadlineReader::read_start(std::size_t begin, StatedTime first) {
    const bool event = (view_.is(first.end, "đến") || view_.is(first.end, "cho")) &&
                       (view_.is(first.end + 1, "khi") || view_.is(first.end + 2, "khi"));
    const bool onwards = first.open_end || view_.says(first.end, "trở đi");
    const bool meant = event || onwards || place_at(begin) == TimePlace::label ||
                       begin == clause_at(begin).begin || first.size <= TimeSize::quarter;
    const auto date = first.first();
    if (!meant || !date || is_told(begin) || is_past(begin) || view_.says(first.end, "đến nay")) {
        return begin;
    }
    auto end = first.end + (view_.says(first.end, "trở đi") ? 2U : 0U);
    const auto event_begin = first.end + (view_.is(first.end, "cho") ? 2U : 1U);
    end = event ? end_of_phrase(event_begin) : end;
    auto& deadline = add(begin, end);
    deadline.type = DeadlineType::from_date;
    deadline.from = date;
    if (event) {
        deadline.type = DeadlineType::period;
        deadline.relative = RelativeTime{Anchor::event, words(event_begin, end), std::nullopt};
    }
    take_receivers(deadline);
    return end;
}

/// "trước ngày 15 tháng 5", "chậm nhất trước ngày 01/6 và 15/11 hằng năm", "trước 16 giờ thứ Sáu".
std::size_t DeadlineReader::read_limit(std::size_t i) {
    const auto found = words_.limits.phrases().at(tokens_, i);
    if (!found) {
        return i;
    }
    const auto& limit = words_.limits.value(*found);
    // The phrase may have taken the word that the day begins with.
    const auto next = view_.is(found->end - 1, "ngày") ? found->end - 1 : found->end;
    return read_limited(i, next, limit);
}

std::size_t DeadlineReader::read_limited(std::size_t begin, std::size_t i, const Limit& limit) {
    constexpr int end_of_day = 24;
    if (view_.number(i) == end_of_day && view_.is(i + 1, "giờ") &&
        stated_time(view_, i + 2, TimePlace::sentence, words_)) {
        return read_limited(
            begin, i + 2, {});  // "trước 24 giờ ngày 31/12": that day is still on time
    }
    const auto clock =
        (limit.until ? std::nullopt : stated_clock(view_, i)).value_or(StatedClock{-1, i});
    const bool clocked = clock.minute_of_day >= 0;
    const auto next =
        day_behind_weekday(clock.end + (clocked && view_.is(clock.end, ",") ? 1U : 0U));
    if (const auto time = limited_time(begin, next, clocked)) {
        auto hourly = limit;  // "trước 17 giờ ngày 25/02": until that hour the day is not late
        hourly.exclusive = limit.exclusive && !clocked;
        const auto minute = clocked ? std::optional(clock.minute_of_day) : std::nullopt;
        const bool told = is_told(begin) || (limit.until && !until_is_meant(begin, *time));
        return told ? time->end : add_limited({begin, time->end, *time, hourly, minute});
    }
    if (const auto lunar = lunar_day_end(next); lunar > next && !is_told(begin)) {
        return add_lunar(begin, lunar);
    }
    return clocked || words_.weekdays.phrases().at(tokens_, next) ? read_clock(begin, clock, limit)
                                                                  : begin;
}

/// The day, month … at token `i` behind a limit; "trước 2025": a lone number is none there.
std::optional<StatedTime> DeadlineReader::limited_time(std::size_t begin,
                                                       std::size_t i,
                                                       bool clocked) const {
    auto time = stated_time(view_, i, TimePlace::label, words_);
    if (time && time->size >= TimeSize::year && view_.year(i)) {
        time.reset();
    }
    return time || clocked ? time : lone_day(begin, i);
}

/// Whether the time is more likely of what was: "đã … trước ngày", "Đến ngày …" before the plan.
bool DeadlineReader::is_over(const Bounded& bounded) const {
    const auto last = bounded.time.last();
    const auto& issued = plan_year_.issued;
    if (is_past(bounded.begin)) {
        return true;
    }
    if (!issued || !last || *last >= *issued) {
        return false;
    }
    const bool until = bounded.limit.until && place_at(bounded.begin) == TimePlace::sentence;
    return until || (bounded.time.size >= TimeSize::year && last->year() < issued->year());
}

/// "trước ngày 01/6 và 15/11 hằng năm": one deadline for each day.
std::size_t DeadlineReader::add_limited(Bounded bounded) {
    const bool past = is_over(bounded);
    const auto clause = clause_at(bounded.begin).begin;
    if (past && !words_.finishing.find(tokens_, clause, bounded.begin)) {
        return bounded.end;
    }
    auto done = bounded.begin;
    for (bool more = true; more;) {
        done = add_time(bounded);
        if (past) {
            made_.node.deadlines.back().doubt = told_or_meant;
        }
        const auto next = view_.is_joint(done)
                              ? stated_time(view_, done + 1, TimePlace::sentence, words_)
                              : std::nullopt;
        more = next && next->size == TimeSize::day;
        if (more) {
            bounded = {done + 1, next->end, *next, bounded.limit, bounded.minute_of_day};
        }
    }
    // "… hằng năm" behind the days is said of them, not once more.
    const auto cycle = words_.cycles.phrases().at(tokens_, done);
    return cycle ? cycle->end : done;
}

/// "hằng tháng (trước ngày 20)", "báo cáo tháng vào ngày 25": the words about the day say of which
/// months it is.
std::optional<StatedTime> DeadlineReader::lone_day(std::size_t begin, std::size_t i) const {
    constexpr int longest_month = 31;
    const auto day = view_.is(i, "ngày") ? view_.number(i + 1) : std::nullopt;
    const auto end = i + 2;
    if (!day || *day > longest_month || (!ends(end) && !view_.is(end, "để"))) {
        return std::nullopt;
    }
    const auto rate = rate_of(begin, end);
    if (!rate || (rate->cycle != Period::month && rate->cycle != Period::quarter)) {
        return std::nullopt;
    }
    StatedTime time;
    time.day_of_month = day;
    time.cycle = rate->cycle;
    time.end = end;
    return time;
}

/// "đến ngày 30/6/2026" is a limit; "tầm nhìn đến năm 2045" is part of a name.
bool DeadlineReader::until_is_meant(std::size_t begin, const StatedTime& time) const {
    if (words_.told_ranges.before(tokens_, begin, clause_at(begin).begin)) {
        return false;
    }
    if (place_at(begin) == TimePlace::label || after_done(begin) ||
        begin == clause_at(begin).begin || (pending_ && time.day_of_month)) {
        return true;
    }
    const bool hoped = begin == segment_begin(begin) + 2 && view_.says(begin - 2, "phấn đấu");
    const bool whole_year = time.size >= TimeSize::year && time.part == TimePart::whole;
    return !is_past(begin) && time.year && (hoped || !whole_year);
}

/// "trong quý II/2026", "vào tháng 12/2025".
std::size_t DeadlineReader::read_within(std::size_t i) {
    const auto found = words_.within.at(tokens_, i);
    if (found && view_.is(found->end - 1, "vào") && stated_clock(view_, found->end)) {
        return read_limited(i, found->end, {});  // "vào 14 giờ thứ Sáu hằng tuần"
    }
    if (found && lunar_day_end(found->end) > found->end) {
        return read_limited(i, found->end, {});  // "vào mùng 6 tháng Giêng hằng năm"
    }
    // "vào sáng thứ Sáu, ngày 12/6/2026"
    if (const auto day = found ? behind_part_of_day(found->end) : i;
        found && (day > found->end || day_behind_weekday(day) > day)) {
        const auto time = stated_time(view_, day_behind_weekday(day), TimePlace::sentence, words_);
        return time && time->size == TimeSize::day ? read_limited(i, day, {}) : i;
    }
    const auto time =
        found ? stated_time(view_, found->end, TimePlace::sentence, words_) : std::nullopt;
    if (!time || time->size == TimeSize::day) {
        return i;
    }
    if (is_told(i) || is_past(i) || !within_is_meant(i, *time)) {
        return time->end;
    }
    return add_times({i, time->end, *time, {}, std::nullopt, time->size == TimeSize::years});
}

/// One time or several of a size, "tháng 6 và tháng 12 hằng năm", with the cycle said of them.
std::size_t DeadlineReader::add_times(Bounded bounded) {
    auto end = add_time(bounded);
    while (view_.is_joint(end)) {
        const auto next = stated_time(view_, end + 1, TimePlace::sentence, words_);
        if (!next || next->size != bounded.time.size || next->day_of_month) {
            break;
        }
        end = add_time({end + 1, next->end, *next, {}, std::nullopt, bounded.period});
    }
    const auto cycle = words_.cycles.phrases().at(tokens_, end);
    return cycle ? cycle->end : end;
}

/// "kết quả thực hiện trong tháng 12": of which time the figures are; not "báo cáo kết quả trong
/// tháng 12", "thông báo kết quả cho Sở Y tế vào tháng 10".
bool DeadlineReader::tells_of(std::size_t begin) const {
    const auto told = words_.told_ranges.find(tokens_, segment_begin(begin), begin);
    if (!told || view_.is(begin, "vào")) {
        return false;
    }
    for (auto i = told->end; i < begin; ++i) {
        if (view_.is(i, "cho") || view_.is(i, "về") || view_.is(i, "gửi") ||
            view_.says(i, "báo cáo")) {
            return false;
        }
    }
    const bool report = told->begin >= 2 && view_.says(told->begin - 2, "báo cáo");
    return !report || told->end != begin;
}

bool DeadlineReader::within_is_meant(std::size_t begin, const StatedTime& time) const {
    const auto place = place_at(begin);
    if (place == TimePlace::label || after_done(begin)) {
        return true;
    }
    if (tells_of(begin)) {
        return false;
    }
    const bool whole_year = time.size == TimeSize::year && time.part == TimePart::whole;
    if (whole_year && plan_year_.issued && time.year && *time.year < plan_year_.issued->year()) {
        return false;  // what was, more likely than an order that comes too late
    }
    const auto segment = segment_begin(begin);
    const bool hoped = begin == segment + 2 && view_.says(segment, "phấn đấu");
    const bool at_edge = begin == segment || ends(time.end) || hoped || view_.is(time.end, "và") ||
                         words_.finishing.at(tokens_, time.end);
    const bool cycle = words_.cycles.phrases().at(tokens_, time.end).has_value();
    if (!time.year && !cycle) {
        return at_edge;
    }
    return time.size < TimeSize::year || at_edge || time.part != TimePart::whole;
}

/// A time without any word before it: "(quý II/2026)", "hoàn thành tháng 6/2026", a cell.
std::size_t DeadlineReader::read_bare(std::size_t i) {
    const auto place = place_at(i);
    // "08 giờ 00, ngày 15/4/2026"
    const auto clock = place == TimePlace::label ? stated_clock(view_, i) : std::nullopt;
    const auto begin =
        day_behind_weekday(clock ? clock->end + (view_.is(clock->end, ",") ? 1U : 0U) : i);
    const auto time = stated_time(view_, begin, place, words_);
    if (const auto lunar = place == TimePlace::label ? lunar_day_end(i) : i; lunar > i) {
        return add_lunar(i, lunar);
    }
    if (!time || is_told(i) || !bare_is_meant(i, *time)) {
        return i;
    }
    const auto minute = clock ? std::optional(clock->minute_of_day) : std::nullopt;
    return add_times({i, time->end, *time, {}, minute, time->size == TimeSize::years});
}

bool DeadlineReader::bare_is_meant(std::size_t begin, const StatedTime& time) const {
    // "thực hiện năm 2026 và các năm tiếp theo", "; năm 2026 mỗi xã trồng …"
    const auto first = clause_at(begin).begin;
    const bool open = time.open_end && begin > first && view_.says(begin - 2, "thực hiện");
    const bool subject =
        begin == first && time.size == TimeSize::year && time.year && view_.is(time.end, "mỗi");
    if (open || subject) {
        return true;
    }
    const bool done =
        time.size < TimeSize::year || time.part != TimePart::whole
            ? after_done(begin)
            : words_.finishing.before(tokens_, begin, clause_at(begin).begin).has_value();
    if (place_at(begin) == TimePlace::label || done) {
        return true;
    }
    if (is_past(begin) || time.size >= TimeSize::years) {
        return false;
    }
    // "; năm 2028 sơ kết, quý IV năm 2030 tổng kết Đề án": the time stands before what is done
    const bool ahead = time.year && (!plan_year_.issued || time.last() >= *plan_year_.issued);
    if (ahead && begin == segment_begin(begin) &&
        draft_.language.shape.order_verbs.at(tokens_, time.end)) {
        return true;
    }
    const auto yearly = words_.cycles.phrases().at(tokens_, time.end);
    const bool small = time.size < TimeSize::year || time.part != TimePart::whole;
    if (yearly && small && !time.year && time.size != TimeSize::day) {
        return words_.cycles.value(*yearly) == Period::year;
    }
    if (time.day_of_month) {
        return begin == clause_at(begin).begin || pending_.has_value();
    }
    const bool in_brackets = begin > 0 && view_.is(begin - 1, "(") && view_.is(time.end, ")");
    if (in_brackets && small) {  // a day before the plan's own is of what is named
        const bool of_paper =    // "Công văn số 12/UBND (ngày 20/4/2026)"
            begin >= 2 && (skipped(begin - 2) || tokens_[begin - 2].capitals);
        return time.year.has_value() && (time.size != TimeSize::day || (ahead && !of_paper));
    }
    const auto& clause = clause_at(begin);
    if (begin == clause.begin && (view_.is(time.end, ",") || view_.is(time.end, ":"))) {
        const auto end = std::min(clause.end, time.end + 12);
        const bool past =
            std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(time.end),
                        tokens_.begin() + static_cast<std::ptrdiff_t>(std::max(end, time.end)),
                        [](const Token& token) { return token.is("đã"); });
        return time.year && !past;
    }
    const bool finished = words_.finishing.find(tokens_, clause.begin, begin).has_value();
    const bool at_end =
        begin > clause.begin && (view_.is(begin - 1, ",") || finished) && time.end >= clause.end;
    return at_end && small && time.year && (time.size != TimeSize::day || ahead);
}

}  // namespace tiendo::reader

// Times without a day of their own: how often, how long after something, how hastily.
#include "deadline_reader.hpp"
#include "number_words.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr std::string_view unplanned = "việc đột xuất: không tính được kỳ hạn từ văn bản";
constexpr std::string_view stated_period = "khoảng thời gian, không phải một ngày hết hạn";

struct Cycle {
    std::optional<Period> period;
    std::optional<int> every;
};

/// "06 tháng" is half a year, "02 tuần" every second week.
Cycle cycle_of(int amount, TimeUnit unit) {
    const auto every = [&](Period period) {
        return Cycle{period, amount > 1 ? std::optional(amount) : std::nullopt};
    };
    constexpr int quarter = 3;
    constexpr int half = 6;
    constexpr int year = 12;
    switch (unit) {
        case TimeUnit::day:
        case TimeUnit::working_day: return every(Period::day);
        case TimeUnit::week: return every(Period::week);
        case TimeUnit::quarter: return every(Period::quarter);
        case TimeUnit::year: return every(Period::year);
        case TimeUnit::month:
            return amount == quarter ? Cycle{Period::quarter, std::nullopt}
                   : amount == half  ? Cycle{Period::half_year, std::nullopt}
                   : amount == year  ? Cycle{Period::year, std::nullopt}
                                     : every(Period::month);
        case TimeUnit::hour: break;
    }
    return {};
}

}  // namespace

/// "hằng quý", "định kỳ 02 tuần một lần", "02 lần/ngày" at token `i`.
std::optional<DeadlineReader::Rate> DeadlineReader::stated_rate(std::size_t i) const {
    if (auto counted = rate_by_count(i)) {
        return counted;
    }
    const auto found = words_.repeats.phrases().at(tokens_, i);
    if (!found) {
        return std::nullopt;
    }
    if (view_.is_word_of_time(found->end - 1) && view_.number(found->end)) {
        return std::nullopt;  // "ngày cuối cùng của tháng 6/2026": of that one
    }
    const auto& repeat = words_.repeats.value(*found);
    return Rate{
        repeat.type, repeat.cycle, std::nullopt, found->begin, found->end, repeat.cell_only};
}

std::optional<DeadlineReader::Rate> DeadlineReader::rate_by_count(std::size_t i) const {
    const bool regular = view_.says(i, "định kỳ");
    const auto begin = i;
    i += regular ? 2 : 0;
    const bool each = view_.is(i, "mỗi") || view_.is(i, "cứ");
    i += each ? 1 : 0;
    const auto rate = [&](const Cycle& cycle, std::size_t end) -> std::optional<Rate> {
        const bool quarterly = cycle.period == Period::quarter && !cycle.every;
        return Rate{quarterly ? DeadlineType::quarterly : DeadlineType::periodic,
                    cycle.period,
                    cycle.every,
                    begin,
                    end};
    };
    // "02 tuần một lần", "6 tháng/lần"; behind "định kỳ" the times may be left out
    if (const auto length = stated_length(view_, i, words_)) {
        const bool once = (view_.is(length->end, "một") || view_.number(length->end) == 1 ||
                           view_.is(length->end, "/")) &&
                          view_.is(length->end + 1, "lần");
        if (once || regular) {
            return rate(cycle_of(length->amount, length->unit), length->end + (once ? 2U : 0U));
        }
        // "tiến độ 06 tháng, hằng năm": the length stands in a list of cycles
        const auto cycle = cycle_of(length->amount, length->unit);
        const bool listed = (view_.is(length->end, ",") || view_.is(length->end, "và")) &&
                            words_.cycles.phrases().at(tokens_, length->end + 1);
        return listed && !cycle.every && length->unit == TimeUnit::month ? rate(cycle, length->end)
                                                                         : std::nullopt;
    }
    // "mỗi quý một lần", "mỗi tháng"
    const auto unit = each || regular ? words_.units.phrases().at(tokens_, i) : std::nullopt;
    if (unit && each) {
        const bool times = view_.is(unit->end + 1, "lần");
        const bool counted = times && (view_.is(unit->end, "một") || view_.number(unit->end));
        const bool opens = i == clause_at(i).begin + 1;
        // "một buổi mỗi tháng", "mỗi tuần một ngày"
        const bool measured = (begin >= 2 && stated_number(view_, begin - 2)) ||
                              (!times && stated_number(view_, unit->end));
        // "đối thoại mỗi quý ít nhất 01 cuộc"; not "cuối mỗi quý", "số liệu của mỗi tháng"
        const bool part = begin > 0 && words_.parts_of_each.before(tokens_, begin, 0);
        const bool often = view_.is(begin, "mỗi") && !part && !view_.is_word_of_time(unit->end);
        return counted || regular || opens || measured || often || (!times && ends(unit->end))
                   ? rate(cycle_of(1, words_.units.value(*unit)), unit->end + (counted ? 2U : 0U))
                   : std::nullopt;
    }
    // "dọn ngày 02 lần", "mỗi khoa họp tuần một lần"
    if (const auto own = words_.units.phrases().at(tokens_, i)) {
        const auto times = stated_number(view_, own->end);
        const bool counted =
            times && view_.is(times->end, "lần") && !view_.is(times->end + 1, "thứ");
        return counted ? rate(cycle_of(1, words_.units.value(*own)), times->end + 1) : std::nullopt;
    }
    // "02 lần/ngày", "một lần mỗi năm"
    if ((view_.number(i) || view_.is(i, "một")) && view_.is(i + 1, "lần")) {
        const bool joined = view_.is(i + 2, "/") || view_.is(i + 2, "mỗi") ||
                            view_.is(i + 2, "một") || view_.is(i + 2, "trong");
        const auto of = joined ? words_.units.phrases().at(tokens_, i + 3) : std::nullopt;
        return of ? rate(cycle_of(1, words_.units.value(*of)), of->end) : std::nullopt;
    }
    return std::nullopt;
}

/// "chi thường xuyên", "kế hoạch hằng năm": a name, not a time.
bool DeadlineReader::rate_is_term(const Rate& rate) const {
    if (place_at(rate.begin) == TimePlace::label) {
        return false;
    }
    if (rate.cell_only) {
        return true;
    }
    const auto floor = clause_at(rate.begin).begin;
    if (rate.type == DeadlineType::periodic && !rate.cycle) {
        return words_.regular_terms.before(tokens_, rate.begin, floor).has_value();
    }
    return rate.type == DeadlineType::ongoing
               ? words_.ongoing_terms.before(tokens_, rate.begin, floor).has_value()
               : rate.cycle && words_.yearly_terms.before(tokens_, rate.begin, floor);
}

std::size_t DeadlineReader::read_rate(std::size_t i) {
    const auto rate = stated_rate(i);
    if (!rate) {
        return i;
    }
    const bool term = rate_is_term(*rate);
    if (term && !(rate->cell_only && view_.is(rate->end, "("))) {
        return rate->end;
    }
    // "hằng năm (trước ngày 15 tháng 11)": one deadline, not two
    const bool mark =
        view_.is(rate->end, "(") || view_.is(rate->end, ",") || view_.is(rate->end, ":");
    const auto next = rate->end + (mark ? 1U : 0U);
    const bool regular =
        rate->type == DeadlineType::periodic || rate->type == DeadlineType::quarterly;
    if (regular && next < tokens_.size() && !skipped(next)) {
        pending_ = rate;
        auto end = read_limit(next);
        const bool date = place_at(i) == TimePlace::label || view_.is(rate->end, "(");
        end = end == next && date ? read_bare(next) : end;
        if (end == next && view_.is(next, "vào") && stated_clock(view_, next + 1)) {
            end = read_limited(next, next + 1, {});  // "ngày 02 lần vào 5 giờ 30 và 18 giờ"
        }
        pending_.reset();
        if (end > next && last_end_ > next) {
            return end;
        }
    }
    if (term) {
        return rate->end;  // "theo quý (…)" without a day behind it says how, not when
    }
    // a day of the week behind it belongs to it: "hằng tuần vào chiều thứ Sáu"
    const bool weekly = rate->cycle && rate->cycle != Period::day && rate->cycle != Period::year;
    auto weekday = regular && weekly ? stated_weekday(next) : std::nullopt;
    if (weekday && rate_behind_weekday(weekday->end)) {
        weekday.reset();  // "hằng tháng, thứ Sáu hằng tuần": two rates
    }
    auto& deadline = add(rate->begin, weekday ? weekday->end : rate->end);
    deadline.type = rate->type;
    deadline.cycle = rate->cycle;
    deadline.every = rate->every;
    if (rate->type == DeadlineType::ad_hoc) {
        deadline.doubt = unplanned;
    } else if (weekday) {
        deadline.weekday = weekday->day;
        return weekday->end;
    }
    return regular ? read_more_rates(rate->end) : rate->end;
}

/// "định kỳ hằng tháng, quý, năm": the later ones are single words.
std::size_t DeadlineReader::read_more_rates(std::size_t i) {
    while (view_.is(i, ",") || view_.is(i, "và") || view_.is(i, "hoặc")) {
        const auto noun = words_.cycle_nouns.phrases().at(tokens_, i + 1);
        const bool counted = noun && (view_.number(noun->end) || view_.is(noun->end, "nay"));
        if (!noun || counted) {
            break;
        }
        const auto period = words_.cycle_nouns.value(*noun);
        auto& deadline = add(noun->begin, noun->end);
        deadline.type =
            period == Period::quarter ? DeadlineType::quarterly : DeadlineType::periodic;
        deadline.cycle = period;
        i = noun->end;
    }
    return i;
}

/// "08 giờ 00, ngày 15/4/2026": the hours are of the clock.
bool DeadlineReader::stated_clock_and_day(std::size_t i) const {
    const auto clock = stated_clock(view_, i);
    const auto day = clock ? clock->end + (view_.is(clock->end, ",") ? 1U : 0U) : i;
    return clock && stated_time(view_, day, TimePlace::sentence, words_);
}

/// The day on which this document is issued; "ngày ký hợp đồng" is the day of something else.
std::optional<Match> DeadlineReader::issue_day_at(std::size_t i) const {
    const auto issue = words_.issue_days.at(tokens_, i);
    const bool goes_on = issue && view_.is(issue->end - 1, "ký") && !ends(issue->end) &&
                         !view_.is_mark(issue->end) && !view_.is(issue->end, "và") &&
                         !view_.is(issue->end, "trở") && !view_.is(issue->end, "đến") &&
                         !view_.is(issue->end + 2, "này");
    return goes_on ? std::nullopt : issue;
}

/// "trong 15 ngày kể từ ngày Kế hoạch được ban hành", "sau 10 ngày làm việc kể từ khi nhận …".
std::size_t DeadlineReader::read_length(std::size_t i) {
    const auto opener = words_.length_openers.at(tokens_, i);
    const auto length = stated_length(view_, opener ? opener->end : i, words_);
    const bool label = place_at(i) == TimePlace::label &&
                       (opener || i == 0 || i == clause_at(i).begin) && !stated_clock_and_day(i);
    if (!length || words_.told_lengths.before(tokens_, i, clause_at(i).begin)) {
        return length ? length->end : i;
    }
    const bool comma = view_.is(length->end, ",");
    const auto from = length->end + (comma ? 1U : 0U);
    auto anchor = words_.anchors.at(tokens_, from);
    if (anchor && comma && view_.is(from, "từ")) {
        anchor.reset();  // "02 ngày, từ ngày 10 đến ngày 11/4/2026"
    }
    const bool dated = comma && label && stated_time(view_, from, TimePlace::label, words_);
    if (!anchor && comma && label && (!opener || dated)) {
        return length->end;  // "trong 02 ngày, 15-16/4/2026": how long the work lasts
    }
    // "trong 24 giờ", "trong 03 ngày làm việc": nothing but a limit is counted so
    const bool limit = opener && view_.is(opener->end - 1, "trong") && ends(length->end) &&
                       (length->unit == TimeUnit::hour || length->unit == TimeUnit::working_day);
    const bool latest = opener && (view_.says(i, "chậm nhất") || view_.says(i, "muộn nhất"));
    const bool sure =
        limit || (opener && view_.is(opener->end - 1, "vòng")) || (latest && ends(length->end));
    if (!anchor && !sure && !label) {
        return i;
    }
    RelativeTime relative{Anchor::event, "", length->amount, length->unit};
    auto end = length->end;
    if (anchor) {
        const auto begin = anchor->end;
        const auto issue = issue_day_at(begin);
        end = issue ? issue->end : std::max(end_of_phrase(begin), begin);
        if (end == begin) {
            return i;
        }
        relative.anchor = issue ? Anchor::issue : Anchor::event;
        relative.anchor_surface = words(begin, end);
    }
    auto& deadline = add(i, end);
    deadline.type = DeadlineType::relative;
    deadline.relative = std::move(relative);
    if (const auto day =
            anchor ? stated_time(view_, anchor->end, TimePlace::label, words_) : std::nullopt) {
        deadline.from = day->first();
    }
    if (!anchor) {
        doubt("anchor-not-stated",
              "Văn bản ghi “" + deadline.surface + "” nhưng không nêu tính từ ngày nào.",
              "không tính ngày hết hạn",
              deadline);
    }
    take_receivers(deadline);
    return end;
}

/// "Sau đợt cao điểm 05 ngày làm việc, …": the event stands before the length.
std::size_t DeadlineReader::read_event_length(std::size_t i) {
    const bool apart = i == clause_at(i).begin || view_.is(i - 1, ",") || view_.is(i - 1, "(");
    constexpr std::size_t longest = 10;
    const auto floor = i + 2;
    if (!view_.is(i, "sau") || !apart || stated_length(view_, i + 1, words_)) {
        return i;
    }
    for (auto at = floor; at < std::min(end_of_phrase(i + 1), i + longest); ++at) {
        const auto length = stated_length(view_, at, words_);
        if (!length || !ends(length->end)) {
            continue;
        }
        auto& deadline = add(i, length->end);
        deadline.type = DeadlineType::relative;
        deadline.relative =
            RelativeTime{Anchor::event, words(i + 1, at), length->amount, length->unit};
        take_receivers(deadline);
        return length->end;
    }
    return i;
}

/// "sau khi có Quy chế của Trung ương", "theo lộ trình của Bộ", "từ ngày ban hành trở đi".
std::size_t DeadlineReader::read_dependence(std::size_t i) {
    const bool label = place_at(i) == TimePlace::label;
    const auto from = words_.anchors.at(tokens_, i);
    const auto issue = from ? words_.issue_days.at(tokens_, from->end) : std::nullopt;
    if (issue && !is_told(i)) {
        const auto end = issue->end + (view_.says(issue->end, "trở đi") ? 2U : 0U);
        auto& deadline = add(i, end);
        deadline.type = view_.is(i, "sau") ? DeadlineType::relative : DeadlineType::from_date;
        deadline.relative =
            RelativeTime{Anchor::issue, words(issue->begin, issue->end), std::nullopt};
        return end;
    }
    const auto found = words_.dependences.phrases().at(tokens_, i);
    if (!found || is_told(i)) {
        return i;
    }
    const auto& dependence = words_.dependences.value(*found);
    const auto& clause = clause_at(i);
    const bool apart = i == clause.begin || view_.is(i - 1, ",") || view_.is(i, "ngay") ||
                       view_.is(i - 1, "(") || after_done(i);
    const bool follows = dependence.anchor == Anchor::event || dependence.closing ? apart : true;
    const bool before_end = view_.says(i, "trước khi") && after_done(i);
    const bool last = before_end || (dependence.closing && found->end < clause.end &&
                                     end_of_phrase(i) >= clause.end);
    const bool own_place = (dependence.cell_only ? label && apart : label || follows) || last;
    if (!own_place || (found->end == i + 1 && ends(found->end))) {
        return i;
    }
    auto end = std::max(found->end, end_of_phrase(found->begin));
    auto anchor_kind = dependence.anchor;
    for (auto at = i + 1; at <= found->end; ++at) {  // "ngay sau khi Kế hoạch được ban hành"
        if (const auto own = words_.issue_days.at(tokens_, at)) {
            anchor_kind = Anchor::issue;
            end = own->end;
            break;
        }
    }
    auto& deadline = add(i, end);
    deadline.type = view_.is(i, "khi") ? DeadlineType::on_event : DeadlineType::relative;
    const bool named = view_.is(i, "theo") || dependence.anchor == Anchor::report;
    const auto surface = named && view_.is(i, "theo") ? i + 1 : i;
    deadline.relative = RelativeTime{anchor_kind, words(surface, end), std::nullopt};
    take_receivers(deadline);
    return end;
}

/// "giai đoạn 2026 - 2030" in a sentence: more often of a name than of the task.
std::size_t DeadlineReader::read_years(std::size_t i) {
    if (!view_.says(i, "giai đoạn")) {
        return read_school_year(i);
    }
    const auto time = stated_time(view_, i, TimePlace::sentence, words_);
    if (!time || time->size != TimeSize::years) {
        return i;
    }
    auto& deadline = add(i, time->end);
    deadline.type = DeadlineType::period;
    deadline.from = time->first();
    deadline.date = time->last();
    deadline.doubt = stated_period;
    return time->end;
}

/// "từ năm học 2026 - 2027": nobody says on which day a school year begins.
std::size_t DeadlineReader::read_school_year(std::size_t i) {
    constexpr std::size_t words_before = 3;
    if (!view_.says(i, "từ năm học") || !view_.year(i + words_before) || is_told(i)) {
        return i;
    }
    auto end = i + words_before + 1;
    end += view_.is(end, "-") && view_.year(end + 1) ? 2U : 0U;
    end += view_.says(end, "trở đi") ? 2U : 0U;
    if (view_.is(end, "đến")) {
        return i;
    }
    add(i, end).type = DeadlineType::from_date;
    return end;
}

/// "sớm hoàn thành", "…, trong thời gian sớm nhất.": said, but nobody can measure it.
std::size_t DeadlineReader::read_haste(std::size_t i) {
    const auto found = words_.hastes.phrases().at(tokens_, i);
    if (!found || !haste_is_meant(*found)) {
        return found ? found->end : i;
    }
    add(i, found->end).type = DeadlineType::vague;
    return found->end;
}

bool DeadlineReader::haste_is_meant(const Match& match) const {
    const auto& clause = clause_at(match.begin);
    if (place_at(match.begin) == TimePlace::label || after_done(match.begin)) {
        return true;
    }
    const bool comma = match.begin > clause.begin && view_.is(match.begin - 1, ",");
    const bool beside =
        words_.manners.before(tokens_, match.begin - (comma ? 1U : 0U), clause.begin).has_value();
    const bool last = match.end >= clause.end;
    if (words_.hastes.value(match).manner) {
        return comma && last && !beside;
    }
    return last || match.begin == clause.begin || comma;
}

}  // namespace tiendo::reader

// What a time that was found means: its day, its year, its cycle.
#include "deadline_reader.hpp"

#include <algorithm>
#include <string>

namespace tiendo::reader {

std::size_t DeadlineReader::add_time(const Bounded& bounded) {
    auto& deadline = add(bounded.begin, bounded.end);
    deadline.exclusive = bounded.limit.exclusive;
    deadline.minute_of_day = bounded.minute_of_day;
    const auto& time = bounded.time;
    if (time.day_of_month) {
        const bool quarterly = time.cycle == Period::quarter;
        deadline.type = quarterly ? DeadlineType::quarterly : DeadlineType::periodic;
        deadline.day_of_month = time.day_of_month;
        deadline.cycle = time.cycle;
    } else if (time.year) {
        set_dates(deadline, bounded);
    } else {
        set_yearly(deadline, bounded);
    }
    doubt_dates(deadline, bounded);
    take_receivers(deadline);
    return bounded.end;
}

/// The days of a time whose year is stated.
void DeadlineReader::set_dates(Deadline& deadline, const Bounded& bounded) {
    const auto& time = bounded.time;
    const bool whole = time.size > TimeSize::day && time.part == TimePart::whole;
    deadline.type = DeadlineType::before_date;
    if (time.open_end) {
        deadline.type = DeadlineType::period;
        deadline.from = time.first();
        return;
    }
    if (time.part == TimePart::week) {  // no calendar says where its weeks end
        deadline.type = DeadlineType::period;
        return;
    }
    if (deadline.exclusive && whole && !bounded.period) {  // "trước tháng 6/2026"
        deadline.date = time.first();
        return;
    }
    deadline.exclusive = deadline.exclusive && time.size == TimeSize::day;
    deadline.date = time.last();
    if (bounded.period) {
        deadline.from = time.first();
        deadline.type =
            time.size == TimeSize::years ? DeadlineType::period : DeadlineType::before_date;
    } else if (time.is_range()) {
        deadline.from = time.first();
    }
}

/// A day that comes every year, unless something binds it to one.
void DeadlineReader::set_yearly(Deadline& deadline, const Bounded& bounded) {
    auto bound = bounded;
    const auto rate = rate_of(bounded.begin, bounded.end);
    const auto year = rate ? std::nullopt : bound_year(bounded.begin, bounded.time);
    if (year) {
        bound.time.year = year->year;
        set_dates(deadline, bound);
        if (deadline.date) {
            doubt("year-not-stated",
                  "Văn bản ghi “" + deadline.surface + "” nhưng không nêu năm.",
                  "hiểu là năm " + std::to_string(year->year) + " " + std::string(year->why),
                  deadline);
        }
        return;
    }
    if (!rate && plan_year_.issued) {
        doubt("year-not-stated",
              "Văn bản ghi “" + deadline.surface + "” nhưng không nêu năm.",
              "hiểu là hằng năm",
              deadline);
    }
    deadline.type = DeadlineType::periodic;
    deadline.cycle = Period::year;
    const auto& time = bounded.time;
    const bool whole = time.size > TimeSize::day && time.part == TimePart::whole;
    if (time.part == TimePart::week) {
        deadline.exclusive = false;
    } else if (deadline.exclusive && whole) {
        deadline.recurring = MonthDay{static_cast<unsigned>(time.first_month), 1};
    } else {
        deadline.exclusive = deadline.exclusive && time.size == TimeSize::day;
        deadline.recurring = time.last_of_every_year();
    }
    if (rate && rate->cycle) {
        deadline.cycle = rate->cycle;
        deadline.every = rate->every;
        deadline.cycle_surface = words(rate->begin, rate->end);
    }
}

void DeadlineReader::doubt_dates(const Deadline& deadline, const Bounded& bounded) {
    const auto said = "Văn bản ghi “" + deadline.surface + "” nhưng ";
    const bool dayless = !deadline.date && !deadline.recurring && !deadline.from;
    if (dayless && !deadline.day_of_month && bounded.time.part != TimePart::week) {
        doubt("no-such-day", said + "lịch không có ngày này.", "để trống ngày hết hạn", deadline);
        return;
    }
    if (bounded.limit.unclear) {
        doubt(
            "limit-unclear",
            "“" + deadline.surface +
                "” vừa nói “chậm nhất” vừa nói “trước”: không rõ chính ngày đó còn đúng hạn hay không.",
            "hiểu là phải xong trước ngày đó",
            deadline);
    }
    if (bounded.time.rough()) {
        const auto end = deadline.date ? " " + deadline.date->vietnamese() : std::string();
        doubt("part-of-period",
              said + "không nêu ngày cụ thể.",
              bounded.time.part == TimePart::week ? "để trống ngày hết hạn"
              : end.empty() ? "lấy ngày cuối của phần đầu hoặc phần giữa kỳ"
                            : "lấy ngày cuối là" + end,
              deadline);
    }
    const auto issued = plan_year_.issued;
    const bool ended =
        issued && deadline.date &&
        (*deadline.date < *issued || (deadline.exclusive && deadline.date == issued));
    if (ended) {
        doubt("due-before-issue",
              "Hạn “" + deadline.surface + "” đã qua khi văn bản được ban hành ngày " +
                  issued->vietnamese() + ".",
              "ghi đúng như văn bản",
              deadline);
    }
}

/// How often, where words beside a day say it: before its bracket, behind it, or, where nothing
/// else does, the report that the clause speaks of.
std::optional<DeadlineReader::Rate> DeadlineReader::rate_of(std::size_t begin,
                                                            std::size_t end) const {
    if (pending_ && pending_->cycle) {
        return pending_;
    }
    const auto open = begin > 0 && view_.is(begin - 1, "(") ? begin - 1 : begin;
    auto cycle = words_.cycles.phrases().before(tokens_, open, 0);
    // "hằng quý (trước ngày …) và năm (trước ngày …)": a list of cycles, each with its bracket
    const auto noun = !cycle && open < begin && open >= 2 && view_.is_joint(open - 2)
                          ? words_.cycle_nouns.phrases().before(tokens_, open, open - 1)
                          : std::nullopt;
    if (noun) {
        const auto period = words_.cycle_nouns.value(*noun);
        return Rate{.cycle = period, .begin = noun->begin, .end = noun->end};
    }
    auto behind = view_.is(end, "(") ? end + 1 : end;
    behind += view_.says(behind, "đối với") ? 2U : view_.is(behind, "với") ? 1U : 0U;
    cycle = cycle ? cycle : words_.cycles.phrases().at(tokens_, behind);
    // "trước ngày 01/6 và 15/11 hằng năm": said of both
    for (auto i = end; !cycle && (view_.is(i, "và") || view_.is(i, ","));) {
        const auto next = stated_time(view_, i + 1, TimePlace::sentence, words_);
        if (!next || next->day_of_month) {
            break;
        }
        i = next->end;
        cycle = words_.cycles.phrases().at(tokens_, i);
    }
    constexpr std::size_t reach = 60;  // tokens: a longer clause is a list, and speaks of others
    const auto floor = std::max({clause_at(begin).begin,
                                 std::min(previous_end_, begin),
                                 begin > reach ? begin - reach : 0});
    for (auto i = begin; !cycle && i > floor; --i) {
        cycle = words_.cycles.phrases().before(tokens_, i, floor);
    }
    if (!cycle) {
        return std::nullopt;
    }
    return Rate{DeadlineType::periodic,
                words_.cycles.value(*cycle),
                std::nullopt,
                cycle->begin,
                cycle->end};
}

/// The one year that a day without a year belongs to; nothing where it may come every year.
std::optional<DeadlineReader::BoundYear> DeadlineReader::bound_year(std::size_t begin,
                                                                    const StatedTime& time) const {
    const auto& clause = clause_at(begin);
    for (auto i = clause.begin; i < clause.end; ++i) {
        if (const auto bound = words_.bound_years.at(tokens_, i)) {
            if (view_.says(bound->end - 2, "năm nay") && plan_year_.issued) {
                return BoundYear{plan_year_.issued->year(), "theo năm ban hành"};
            }
            if (const auto year = view_.year(bound->end)) {
                return BoundYear{*year, "theo năm nêu trong câu"};
            }
        }
        const bool first = i == clause.begin && view_.is(i, "năm");
        if (const auto year = first ? view_.year(i + 1) : std::nullopt) {
            return BoundYear{*year, "theo năm nêu ở đầu câu"};
        }
    }
    // "trong tháng 4 … và trong tháng 7 năm 2026": the year stands with the later time
    constexpr std::size_t reach = 30;
    for (auto i = time.end; i < std::min(tokens_.size(), time.end + reach); ++i) {
        const auto later = stated_time(view_, i, TimePlace::sentence, words_);
        if (later && later->size == time.size && later->year && !later->first_year) {
            return BoundYear{*later->year, "theo năm nêu trong câu"};
        }
    }
    const bool part_of_year = time.size == TimeSize::year && time.part != TimePart::whole;
    if (part_of_year && plan_year_.issued && !plan_year_.of_title) {
        return BoundYear{plan_year_.issued->year(), "theo năm ban hành"};  // "vào cuối năm"
    }
    if (plan_year_.of_title) {
        return BoundYear{*plan_year_.of_title, "theo tên văn bản"};
    }
    const bool once = !plan_year_.several || place_at(begin) == TimePlace::label ||
                      words_.finishing.find(tokens_, segment_begin(begin), begin);
    if (!once || !plan_year_.issued) {
        return std::nullopt;
    }
    auto dated = time;
    dated.year = plan_year_.issued->year();
    const auto last = dated.last();
    return last && *last >= *plan_year_.issued
               ? std::optional(BoundYear{*dated.year, "theo ngày ban hành văn bản"})
               : std::nullopt;
}

}  // namespace tiendo::reader

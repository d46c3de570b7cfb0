#include "stated_time.hpp"

#include "draft.hpp"
#include "number_words.hpp"
#include "time_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tiendo::reader {

namespace {

constexpr int months_in_year = 12;
constexpr int months_in_quarter = 3;
constexpr int most_printed = 99;  // three digits are no day and no month

std::optional<Date> make(std::optional<int> year, int month, int day) {
    if (!year) {
        return std::nullopt;
    }
    const auto date = Date::make(*year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<int> last_day_of(int year, int month) {
    if (month < 1 || month > months_in_year) {
        return std::nullopt;
    }
    const auto last = std::chrono::year_month_day_last(
        std::chrono::year(year),
        std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month))));
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

class TimeParser {
public:
    TimeParser(const TokenView& view, TimePlace place, const TimeWords& words)
        : view_(view), words_(words), label_(place == TimePlace::label) {}

    [[nodiscard]] std::optional<StatedTime> at(std::size_t i) const {
        for (const auto read : {&TimeParser::part,
                                &TimeParser::week,
                                &TimeParser::half,
                                &TimeParser::quarters,
                                &TimeParser::months,
                                &TimeParser::years,
                                &TimeParser::days}) {
            if (auto found = (this->*read)(i)) {
                return found;
            }
        }
        return label_ ? bare(i) : std::nullopt;
    }

private:
    [[nodiscard]] std::optional<int> number(std::size_t i, int least, int most) const {
        const auto value = view_.number(i);
        return value && *value >= least && *value <= most ? value : std::nullopt;
    }
    [[nodiscard]] std::optional<int> month(std::size_t i) const {
        return number(i, 1, months_in_year);
    }
    [[nodiscard]] bool joint(std::size_t i) const {
        return view_.is(i, "-") || view_.is(i, "và") || view_.is(i, ",");
    }

    /// "/2026", "-2026", "năm 2026" at the end of `time`.
    void take_year(StatedTime& time) const {
        const auto i = time.end;
        if (view_.is(i, "/") || view_.is(i, "-") || view_.is(i, "năm") || view_.is(i, ".")) {
            if (const auto year = view_.year(i + 1)) {
                time.first_year = time.first_year ? time.first_year : time.year;
                time.year = year;
                time.end = i + 2;
            }
        }
    }

    /// "quý II và quý IV năm 2026": two times, not one from the first to the last. The year is said
    /// of both. @param next the token of the later number
    bool part_company(StatedTime& time, int first_month, std::size_t next) const {
        const bool two_words = view_.is_word_of_time(next - 1);
        if (view_.is(time.end, "-") || !two_words || first_month == time.last_month + 1) {
            return false;
        }
        const bool year_behind = view_.is(next + 1, "/") || view_.is(next + 1, "năm");
        time.year = time.year || !year_behind ? time.year : view_.year(next + 2);
        return true;
    }

    /// "cuối tháng 6", "đầu năm 2027".
    [[nodiscard]] std::optional<StatedTime> part(std::size_t i) const {
        const bool early = view_.is(i, "đầu");
        const bool late = view_.is(i, "cuối");
        if (!early && !late && !view_.is(i, "giữa")) {
            return std::nullopt;
        }
        auto time = quarters(i + 1);
        time = time ? time : months(i + 1);
        time = time ? time : years(i + 1);
        if (!time && view_.is(i + 1, "năm") && !view_.is(i + 2, "học")) {
            time = StatedTime{TimeSize::year};
            time->end = i + 2;
        }
        if (!time || time->size == TimeSize::years) {
            return std::nullopt;
        }
        time->part = early ? TimePart::early : late ? TimePart::late : TimePart::middle;
        if (late) {
            return time;
        }
        constexpr int days_of_early = 10;
        constexpr int days_of_middle = 20;
        if (time->size == TimeSize::month) {
            time->last_day = early ? days_of_early : days_of_middle;
        } else if (time->size == TimeSize::quarter) {
            time->last_month = time->first_month + (early ? 0 : 1);
        } else {
            time->last_month = months_in_quarter * (early ? 1 : 2);
        }
        return time;
    }

    /// "tuần 2 tháng 4/2026", "tuần thứ hai của tháng 12/2025", "tuần cuối tháng 6".
    [[nodiscard]] std::optional<StatedTime> week(std::size_t i) const {
        if (!view_.is(i, "tuần")) {
            return std::nullopt;
        }
        auto next = i + 1 + (view_.is(i + 1, "lễ") ? 1U : 0U);
        const bool counted = view_.is(next, "thứ");
        next += counted ? 1U : 0U;
        const bool edge = view_.is(next, "đầu") || view_.is(next, "cuối");
        if (!edge && !stated_number(view_, next)) {
            return std::nullopt;
        }
        ++next;
        next += edge && (view_.is(next, "tiên") || view_.is(next, "cùng")) ? 1U : 0U;
        next += view_.is(next, "của") || view_.is(next, "trong") ? 1U : 0U;
        auto time = months(next);
        if (time) {
            time->part = TimePart::week;
        }
        return time;
    }

    /// "06 tháng đầu năm 2026", "9 tháng đầu năm", "nửa cuối năm".
    [[nodiscard]] std::optional<StatedTime> half(std::size_t i) const {
        constexpr int half_year = 6;
        const bool half = view_.is(i, "nửa");
        const auto count = half ? std::optional(half_year) : number(i, 1, months_in_year - 1);
        const auto next = half ? i + 1 : i + 2;
        const bool first = view_.is(next, "đầu");
        if (!count || (!half && !view_.is(i + 1, "tháng")) || (!first && !view_.is(next, "cuối")) ||
            !view_.is(next + 1, "năm") || view_.is(next + 2, "học")) {
            return std::nullopt;
        }
        StatedTime time{TimeSize::half_year};
        time.first_month = first ? 1 : months_in_year - *count + 1;
        time.last_month = first ? *count : months_in_year;
        time.end = next + 2;
        if (const auto year = view_.year(time.end)) {
            time.year = year;
            ++time.end;
        }
        return time;
    }

    [[nodiscard]] std::optional<int> quarter_number(std::size_t i) const {
        constexpr std::array<std::string_view, 4> romans{"i", "ii", "iii", "iv"};
        for (std::size_t q = 0; q < romans.size(); ++q) {
            if (view_.is(i, romans[q]) && view_.tokens[i].capitals) {
                return static_cast<int>(q) + 1;
            }
        }
        return number(i, 1, 4);
    }

    /// "quý IV/2025", "quý III, quý IV năm 2026".
    [[nodiscard]] std::optional<StatedTime> quarters(std::size_t i) const {
        const auto named = [&](std::size_t at) {
            return view_.is(at, "quý") || view_.is(at, "quí");
        };
        const auto first = named(i) ? quarter_number(i + 1) : std::nullopt;
        if (!first) {
            return std::nullopt;
        }
        StatedTime time{TimeSize::quarter};
        time.first_month = months_in_quarter * (*first - 1) + 1;
        time.last_month = months_in_quarter * *first;
        time.end = i + 2;
        take_year(time);
        while (joint(time.end)) {
            const auto next = time.end + (named(time.end + 1) ? 2 : 1);
            const auto last = quarter_number(next);
            const bool sure =
                next == time.end + 2 || view_.is(time.end, "-") || (last && !view_.number(next));
            if (!last || !sure || part_company(time, months_in_quarter * (*last - 1) + 1, next)) {
                break;
            }
            time.last_month = months_in_quarter * *last;
            time.end = next + 1;
            take_year(time);
        }
        return time;
    }

    /// "tháng 12/2025", "tháng 11 - 12/2025", "tháng 9 và tháng 10 năm 2026".
    [[nodiscard]] std::optional<StatedTime> months(std::size_t i) const {
        const auto first = view_.is(i, "tháng") ? month(i + 1) : std::nullopt;
        if (!first) {
            return std::nullopt;
        }
        StatedTime time{TimeSize::month};
        time.first_month = time.last_month = *first;
        time.end = i + 2;
        take_year(time);
        while (joint(time.end)) {
            const bool word = view_.is(time.end + 1, "tháng");
            const auto next = time.end + (word ? 2 : 1);
            const auto last = month(next);
            const bool year_behind =
                (view_.is(next + 1, "/") || view_.is(next + 1, "năm")) && view_.year(next + 2);
            if (!last || (!word && !year_behind && !view_.is(time.end, "-")) ||
                (word && part_company(time, *last, next))) {
                break;
            }
            time.last_month = *last;
            time.end = next + 1;
            take_year(time);
        }
        return time;
    }

    /// "năm 2026", "các năm 2026, 2027", "giai đoạn 2026 - 2030", "năm 2026 và các năm tiếp theo".
    [[nodiscard]] std::optional<StatedTime> years(std::size_t i) const {
        auto next = view_.is(i, "các") && view_.is(i + 1, "năm") ? i + 1 : i;
        const bool stage = view_.says(i, "giai đoạn");
        if (!stage && !view_.is(next, "năm")) {
            return std::nullopt;
        }
        next += stage ? 2 : 1;
        next += stage && view_.is(next, "năm") ? 1 : 0;
        return view_.year(next) ? std::optional(years_from(next)) : std::nullopt;
    }
    [[nodiscard]] StatedTime years_from(std::size_t i) const {
        StatedTime time{TimeSize::year};
        time.year = view_.year(i);
        time.end = i + 1;
        while (joint(time.end) || view_.is(time.end, "đến")) {
            const auto next = time.end + (view_.is(time.end + 1, "năm") ? 2 : 1);
            const auto year = view_.year(next);
            if (!year || *year <= *time.year || view_.is(next + 1, "/")) {
                break;
            }
            time.size = TimeSize::years;
            time.first_year = time.first_year ? time.first_year : time.year;
            time.year = year;
            time.end = next + 1;
        }
        const auto behind = time.end + (view_.is(time.end, ",") ? 1 : 0);
        for (const std::string_view more : {"và các năm tiếp theo",
                                            "và những năm tiếp theo",
                                            "và các năm sau",
                                            "và những năm sau",
                                            "và các năm kế tiếp",
                                            "trở đi"}) {
            if (view_.says(behind, more)) {
                time.open_end = true;
                time.end = behind + 1 + static_cast<std::size_t>(std::ranges::count(more, ' '));
                break;
            }
        }
        return time;
    }

    [[nodiscard]] std::optional<StatedTime> days(std::size_t i) const {
        const bool word = view_.is(i, "ngày");
        const auto first = word ? i + 1 : i;
        const auto day = number(first, 1, most_printed);
        if (!day) {
            return std::nullopt;
        }
        if (auto time = word ? day_of_month(first, *day) : std::nullopt) {
            return time;
        }
        if (auto time = days_of_one_month(first, *day, word)) {
            return time;
        }
        auto time = one_day(first, word);
        if (time && (view_.says(time->end, "âm lịch") || view_.says(time->end, "( âm lịch"))) {
            return std::nullopt;  // no day of this calendar
        }
        if (time && view_.is(time->end, "-")) {
            if (const auto last =
                    one_day(time->end + (view_.is(time->end + 1, "ngày") ? 2 : 1), word)) {
                time->last_month = last->last_month;
                time->last_day = last->last_day;
                time->first_year = time->year ? time->year : last->year;
                time->year = last->year;
                time->end = last->end;
            }
        }
        return time;
    }

    /// "15 hằng tháng", "25 của tháng cuối quý", behind "ngày".
    [[nodiscard]] std::optional<StatedTime> day_of_month(std::size_t i, int day) const {
        const auto end = i + 1;
        auto cycle = words_.days_of.phrases().at(view_.tokens, end);
        const bool listed = !cycle && view_.is(i + 1, "và") && view_.is(i + 2, "ngày") &&
                            view_.number(i + 3);  // "ngày 15 và ngày 30 hằng tháng"
        cycle = listed ? words_.days_of.phrases().at(view_.tokens, i + 4) : cycle;
        constexpr int longest_month = 31;
        if (!cycle || day > longest_month) {
            return std::nullopt;
        }
        StatedTime time;
        time.day_of_month = day;
        time.cycle = words_.days_of.value(*cycle);
        time.end = listed ? end : cycle->end;
        return time;
    }

    /// "15 - 20/6/2026", "15 và 16 tháng 6"; "11-12/2025" is two months.
    [[nodiscard]] std::optional<StatedTime> days_of_one_month(std::size_t i,
                                                              int day,
                                                              bool word) const {
        const auto joined = view_.is(i + 1, "-") || (word && joint(i + 1));
        const auto next = i + (view_.is(i + 2, "ngày") ? 3 : 2);
        const auto last = joined ? number(next, 1, most_printed) : std::nullopt;
        if (!last || (!view_.is(next + 1, "/") && !view_.is(next + 1, "tháng"))) {
            return std::nullopt;
        }
        if (view_.year(next + 2)) {
            const bool both = day <= months_in_year && *last <= months_in_year;
            if (!label_ || !both) {
                return std::nullopt;
            }
            StatedTime time{TimeSize::month, day, 1, *last};
            time.year = view_.year(next + 2);
            time.end = next + 3;
            return time;
        }
        const auto month_at = number(next + 2, 1, most_printed);
        if (!month_at) {
            return std::nullopt;
        }
        StatedTime time{TimeSize::day, *month_at, day, *month_at, *last};
        time.end = next + 3;
        take_year(time);
        return time;
    }

    /// "15/5/2026", "15-5-2026", "15 tháng 5 năm 2026", "15/5".
    [[nodiscard]] std::optional<StatedTime> one_day(std::size_t i, bool word) const {
        const auto day = number(i, 1, most_printed);
        const auto month_at = number(i + 2, 1, most_printed);
        if (!day || !month_at) {
            return std::nullopt;
        }
        const bool slash = view_.is(i + 1, "/") || view_.is(i + 1, "tháng");
        const bool other = view_.is(i + 1, ".") || view_.is(i + 1, "-");
        const bool same_mark = other && view_.is(i + 3, view_.tokens[i + 1].key());
        if (!slash && !(other && (word || (same_mark && view_.year(i + 4))))) {
            return std::nullopt;
        }
        StatedTime time{TimeSize::day, *month_at, *day, *month_at, *day};
        time.end = i + 3;
        if (slash ? !view_.is(i + 3, "-") && !view_.is(i + 3, ".") : same_mark) {
            take_year(time);
        }
        return time;
    }

    /// "T6" in "T6/2026".
    [[nodiscard]] std::optional<int> short_month(std::size_t i) const {
        constexpr std::size_t longest = 3;
        if (i >= view_.size()) {
            return std::nullopt;
        }
        const auto text = view_.tokens[i].lower();
        if (text.size() < 2 || text.size() > longest || text.front() != 't') {
            return std::nullopt;
        }
        constexpr int ten = 10;
        int value = 0;
        for (const char c : text.substr(1)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            value = value * ten + (c - '0');
        }
        return value >= 1 && value <= months_in_year ? std::optional(value) : std::nullopt;
    }

    /// "2026", "2026 - 2027", "12/2025", "T6/2026": only where a time is expected.
    [[nodiscard]] std::optional<StatedTime> bare(std::size_t i) const {
        if (view_.year(i)) {
            const bool rest = i > 0 && view_.is(i - 1, "/");  // of a writing not understood
            return rest ? std::nullopt : std::optional(years_from(i));
        }
        const auto only = month(i) ? month(i) : short_month(i);
        const auto year =
            view_.is(i + 1, "/") || view_.is(i + 1, "-") ? view_.year(i + 2) : std::nullopt;
        if (!only || !year) {
            return std::nullopt;
        }
        StatedTime time{TimeSize::month, *only, 1, *only};
        time.year = year;
        time.end = i + 3;
        return time;
    }

    const TokenView& view_;
    const TimeWords& words_;
    bool label_;
};

}  // namespace

std::optional<Date> StatedTime::first() const {
    return make(first_year ? first_year : year, first_month, first_day);
}

std::optional<Date> StatedTime::last() const {
    if (!year || open_end) {
        return std::nullopt;
    }
    const auto day = last_day ? last_day : last_day_of(*year, last_month);
    return day ? make(year, last_month, *day) : std::nullopt;
}

bool StatedTime::is_range() const noexcept {
    switch (size) {
        case TimeSize::day: return first_month != last_month || last_day != first_day;
        case TimeSize::month:
            return part == TimePart::whole && (first_month != last_month || first_year);
        case TimeSize::quarter:
            return part == TimePart::whole &&
                   (last_month - first_month >= months_in_quarter || first_year);
        case TimeSize::half_year:
        case TimeSize::year:
        case TimeSize::years: break;
    }
    return false;
}

std::optional<MonthDay> StatedTime::last_of_every_year() const {
    constexpr int common_year = 2021;
    constexpr int leap_year = 2020;  // 29 February comes in some years
    const auto day = last_day ? last_day : last_day_of(common_year, last_month);
    if (!day || !make(leap_year, last_month, *day)) {
        return std::nullopt;
    }
    return MonthDay{static_cast<unsigned>(last_month), static_cast<unsigned>(*day)};
}

std::optional<StatedTime> stated_time(const TokenView& view,
                                      std::size_t at,
                                      TimePlace place,
                                      const TimeWords& words) {
    return at < view.size() ? TimeParser(view, place, words).at(at) : std::nullopt;
}

std::optional<StatedDay> day_at(const Tokens& tokens, std::size_t at, std::string_view clean) {
    const auto number = [&](std::size_t i) {
        return i < tokens.size() ? number_of(tokens[i], clean) : std::nullopt;
    };
    const auto is = [&](std::size_t i, std::string_view key) {
        return i < tokens.size() && tokens[i].is(key);
    };
    constexpr int most = 99;  // three digits are no day and no month
    const auto day = number(at);
    const auto month = number(at + 2);
    const bool words = is(at + 1, "tháng");
    const bool marks = is(at + 1, "/") || is(at + 1, ".") || is(at + 1, "-");
    if (!day || !month || *day > most || *month > most || (!words && !marks)) {
        return std::nullopt;
    }
    StatedDay stated{*day, *month, std::nullopt, at + 3};
    const bool year_follows =
        words ? is(at + 3, "năm") || is(at + 3, "/") : is(at + 3, tokens[at + 1].key());
    constexpr int first_year = 1900;
    if (const auto year = number(at + 4); year_follows && year && *year >= first_year) {
        stated.year = year;
        stated.end = at + 5;
    }
    return stated;
}

}  // namespace tiendo::reader

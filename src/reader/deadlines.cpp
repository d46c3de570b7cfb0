#include "meaning.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tiendo::reader {

namespace {

/// Words before a day that make it a deadline, and whether the day itself is still on time.
struct Limit {
    bool exclusive = false;
};
constexpr PhraseTable<Limit>::Row limit_rows[] = {
    {"trước", {true}},
    {"trước ngày", {true}},
    {"chậm nhất", {false}},
    {"chậm nhất là", {false}},
    {"chậm nhất ngày", {false}},
    {"chậm nhất là ngày", {false}},
    {"chậm nhất đến ngày", {false}},
    {"muộn nhất ngày", {false}},
    {"muộn nhất là ngày", {false}},
    {"chậm nhất trước ngày", {true}},
    {"đến hết ngày", {false}},
    {"hết ngày", {false}},
    {"không quá ngày", {false}},
    {"trong ngày", {false}},
    {"vào ngày", {false}},
};
const PhraseTable<Limit>& limits() {
    static const PhraseTable<Limit> table(limit_rows);
    return table;
}

/// A cycle as the text names it.
constexpr PhraseTable<Period>::Row cycle_rows[] = {
    {"06 tháng", Period::half_year},
    {"6 tháng", Period::half_year},
    {"báo cáo 06 tháng", Period::half_year},
    {"báo cáo 6 tháng", Period::half_year},
    {"06 tháng đầu năm", Period::half_year},
    {"6 tháng đầu năm", Period::half_year},
    {"sáu tháng", Period::half_year},
    {"09 tháng", Period::nine_months},
    {"9 tháng", Period::nine_months},
    {"báo cáo năm", Period::year},
    {"báo cáo hàng năm", Period::year},
    {"báo cáo hằng năm", Period::year},
    {"báo cáo tổng kết năm", Period::year},
    {"cả năm", Period::year},
    {"hàng năm", Period::year},
    {"hằng năm", Period::year},
    {"báo cáo quý", Period::quarter},
    {"hàng quý", Period::quarter},
    {"hằng quý", Period::quarter},
    {"báo cáo tháng", Period::month},
    {"hàng tháng", Period::month},
    {"hằng tháng", Period::month},
};
const PhraseTable<Period>& cycles() {
    static const PhraseTable<Period> table(cycle_rows);
    return table;
}

/// Words that say how often without a day.
struct Repeat {
    DeadlineType type = DeadlineType::periodic;
    std::optional<Period> cycle;
};
constexpr PhraseTable<Repeat>::Row repeat_rows[] = {
    {"định kỳ", {DeadlineType::periodic, std::nullopt}},
    {"hàng quý", {DeadlineType::quarterly, Period::quarter}},
    {"hằng quý", {DeadlineType::quarterly, Period::quarter}},
    {"định kỳ hàng quý", {DeadlineType::quarterly, Period::quarter}},
    {"định kỳ hằng quý", {DeadlineType::quarterly, Period::quarter}},
    {"định kỳ mỗi quý", {DeadlineType::quarterly, Period::quarter}},
    {"hàng năm", {DeadlineType::periodic, Period::year}},
    {"hằng năm", {DeadlineType::periodic, Period::year}},
    {"định kỳ hàng năm", {DeadlineType::periodic, Period::year}},
    {"định kỳ hằng năm", {DeadlineType::periodic, Period::year}},
    {"hàng tháng", {DeadlineType::periodic, Period::month}},
    {"hằng tháng", {DeadlineType::periodic, Period::month}},
    {"định kỳ hàng tháng", {DeadlineType::periodic, Period::month}},
    {"định kỳ hằng tháng", {DeadlineType::periodic, Period::month}},
    {"định kỳ 6 tháng", {DeadlineType::periodic, Period::half_year}},
    {"định kỳ 06 tháng", {DeadlineType::periodic, Period::half_year}},
    {"thường xuyên", {DeadlineType::ongoing, std::nullopt}},
    {"đột xuất", {DeadlineType::ad_hoc, std::nullopt}},
};
const PhraseTable<Repeat>& repeats() {
    static const PhraseTable<Repeat> table(repeat_rows);
    return table;
}

/// Words before "thường xuyên" that make it part of a term: "chi thường xuyên".
const Phrases& terms_with_ongoing() {
    static const Phrases phrases(
        {"chi", "kinh phí", "nguồn", "nhiệm vụ", "không", "giáo dục", "không chuyên trách"});
    return phrases;
}

/// Words before a month or quarter that make its last day the deadline.
const Phrases& within_words() {
    static const Phrases phrases({"trong", "chậm nhất trong", "hết", "đến hết"});
    return phrases;
}

constexpr std::string_view unplanned = "việc đột xuất: không tính được kỳ hạn từ văn bản";
constexpr std::string_view stated_period = "khoảng thời gian, không phải một ngày hết hạn";

std::optional<int> roman_quarter(const Token& token) {
    constexpr std::array<std::string_view, 4> quarters{"i", "ii", "iii", "iv"};
    for (std::size_t i = 0; i < quarters.size(); ++i) {
        if (token.is(quarters[i]) && token.capitals) {
            return static_cast<int>(i) + 1;
        }
    }
    return std::nullopt;
}

class DeadlineReader {
public:
    DeadlineReader(Draft& draft, DraftNode& made)
        : draft_(draft), made_(made), tokens_(draft.tokens(made)) {}

    void read() {
        for (std::size_t i = 0; i < tokens_.size();) {
            const auto end = cited(i) ? i : read_at(i);
            i = end > i ? end : i + 1;
        }
    }

private:
    [[nodiscard]] bool is(std::size_t i, std::string_view key) const {
        return i < tokens_.size() && tokens_[i].is(key);
    }
    [[nodiscard]] bool cited(std::size_t i) const {
        const auto at = tokens_[i].span.begin;
        return std::ranges::any_of(made_.cited,
                                   [&](Span span) { return at >= span.begin && at < span.end; });
    }

    std::size_t read_at(std::size_t i) {
        if (const auto limit = limits().phrases().at(tokens_, i)) {
            if (const auto end = read_days(i, limit->end, limits().value(*limit)); end > i) {
                return end;
            }
        }
        if (const auto within = within_words().at(tokens_, i)) {
            if (const auto end = read_month_or_quarter(i, within->end); end > i) {
                return end;
            }
        }
        if (const auto end = read_years(i); end > i) {
            return end;
        }
        const auto repeat = repeats().phrases().at(tokens_, i);
        return repeat ? read_repeat(*repeat) : i;
    }

    Deadline& add(std::size_t begin, std::size_t end) {
        const Span clean{tokens_[begin].span.begin, tokens_[end - 1].span.end};
        Deadline deadline;
        deadline.surface = plain_text(draft_.clean(), clean, {});
        deadline.span = draft_.text.in_source(clean);
        made_.node.deadlines.push_back(std::move(deadline));
        return made_.node.deadlines.back();
    }

    /// "trước ngày 15 tháng 5", "trước ngày 01/6 và 15/11 hằng năm".
    std::size_t read_days(std::size_t begin, std::size_t i, Limit limit) {
        auto day = day_at(tokens_, i, draft_.clean());
        auto from = begin;
        std::size_t done = begin;
        while (day) {
            add_day(from, *day, limit);
            done = day->end;
            const bool more = is(done, "và") || is(done, ",");
            from = done + 1;
            day = more ? day_at(tokens_, from, draft_.clean()) : std::nullopt;
        }
        // "… hằng năm" behind the days is said of them, not once more.
        if (const auto cycle = done > begin ? cycles().phrases().at(tokens_, done) : std::nullopt) {
            done = cycle->end;
        }
        return done;
    }

    void add_day(std::size_t begin, const StatedDay& day, Limit limit) {
        auto& deadline = add(begin, day.end);
        deadline.exclusive = limit.exclusive;
        const auto month = static_cast<unsigned>(day.month);
        const auto number = static_cast<unsigned>(day.day);
        if (day.year) {
            deadline.type = DeadlineType::before_date;
            if (const auto date = Date::make(*day.year, month, number)) {
                deadline.date = *date;
            }
        } else {
            deadline.type = DeadlineType::periodic;
            constexpr int leap_year = 2020;  // 29 February comes in some years
            if (Date::make(leap_year, month, number)) {
                deadline.recurring = MonthDay{month, number};
            }
            take_cycle(deadline, begin, day.end);
        }
        if (!deadline.date && !deadline.recurring) {
            draft_.doubts.push_back(
                {"no-such-day",
                 made_.node.id.str(),
                 "Văn bản ghi “" + deadline.surface + "” nhưng lịch không có ngày này.",
                 "để trống ngày hết hạn",
                 deadline.span});
        }
        take_receivers(deadline);
    }

    /// The cycle that a yearly day belongs to stands before its bracket or behind it.
    void take_cycle(Deadline& deadline, std::size_t begin, std::size_t end) {
        deadline.cycle = Period::year;
        const auto open = begin > 0 && is(begin - 1, "(") ? begin - 1 : begin;
        auto cycle = cycles().phrases().before(tokens_, open, 0);
        if (!cycle) {
            cycle = cycles().phrases().at(tokens_, end);
        }
        if (cycle) {
            const Span clean{tokens_[cycle->begin].span.begin, tokens_[cycle->end - 1].span.end};
            deadline.cycle = cycles().value(*cycle);
            deadline.cycle_surface = plain_text(draft_.clean(), clean, {});
        }
    }

    /// To whom the papers go, where the sentence says so.
    void take_receivers(Deadline& deadline) const {
        for (const auto& assignee : made_.node.assignees) {
            if (assignee.role == Role::recipient && !assignee.collective) {
                auto& place = assignee.via ? deadline.via : deadline.to;
                place = place ? place : std::optional(assignee.unit_key);
            }
        }
    }

    /// "trong tháng 12 năm 2025", "trong quý IV/2025".
    std::size_t read_month_or_quarter(std::size_t begin, std::size_t i) {
        constexpr int months_in_quarter = 3;
        std::optional<int> month;
        if (is(i, "tháng") && i + 1 < tokens_.size()) {
            month = number_of(tokens_[i + 1], draft_.clean());
        } else if ((is(i, "quý") || is(i, "quí")) && i + 1 < tokens_.size()) {
            const auto quarter = roman_quarter(tokens_[i + 1]);
            month = quarter ? std::optional(*quarter * months_in_quarter) : std::nullopt;
        }
        const bool joined = is(i + 2, "/") || is(i + 2, "năm") || is(i + 2, "-");
        if (!month || !joined || i + 3 >= tokens_.size()) {
            return begin;
        }
        const auto year = number_of(tokens_[i + 3], draft_.clean());
        const auto first = year ? Date::make(*year, static_cast<unsigned>(*month), 1)
                                : Result<Date>(Error{ErrorCode::malformed_input, "no year"});
        if (!first) {
            return begin;
        }
        auto& deadline = add(begin, i + 4);
        deadline.type = DeadlineType::before_date;
        const auto last = std::chrono::year_month_day_last(
            std::chrono::year_month_day(first->days()).year(),
            std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(*month))));
        deadline.date = Date::from_days(std::chrono::sys_days(last));
        take_receivers(deadline);
        return i + 4;
    }

    /// "giai đoạn 2026 - 2030", where it is no part of a quoted title.
    std::size_t read_years(std::size_t i) {
        quoted_ = is(i, "\"") ? !quoted_ : quoted_;
        const bool years = is(i, "giai") && is(i + 1, "đoạn") && is(i + 3, "-") && !quoted_;
        if (!years || i + 4 >= tokens_.size() || !number_of(tokens_[i + 2], draft_.clean()) ||
            !number_of(tokens_[i + 4], draft_.clean())) {
            return i;
        }
        auto& deadline = add(i, i + 5);
        deadline.type = DeadlineType::period;
        deadline.doubt = stated_period;
        return i + 5;
    }

    std::size_t read_repeat(const Match& match) {
        const auto& repeat = repeats().value(match);
        if (repeat.type == DeadlineType::ongoing &&
            terms_with_ongoing().before(tokens_, match.begin, 0)) {
            return match.end;
        }
        auto& deadline = add(match.begin, match.end);
        deadline.type = repeat.type;
        deadline.cycle = repeat.cycle;
        if (repeat.type == DeadlineType::ad_hoc) {
            deadline.doubt = unplanned;
        }
        return match.end;
    }

    Draft& draft_;
    DraftNode& made_;
    Tokens tokens_;
    bool quoted_ = false;
};

}  // namespace

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
        words ? is(at + 3, "năm") || is(at + 3, "/") : is(at + 3, tokens[at + 1].key);
    constexpr int first_year = 1900;
    if (const auto year = number(at + 4); year_follows && year && *year >= first_year) {
        stated.year = year;
        stated.end = at + 5;
    }
    return stated;
}

void read_deadlines(Draft& draft) {
    for (std::size_t i = 0; i < draft.nodes.size(); ++i) {
        const auto kind = draft.nodes[i].node.kind;
        const bool told = kind == NodeKind::task || kind == NodeKind::closing;
        if (told && is_understood(draft.nodes[i])) {
            DeadlineReader(draft, draft.nodes[i]).read();
        }
    }
}

}  // namespace tiendo::reader

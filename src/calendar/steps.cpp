#include "steps.hpp"

#include "tiendo/base/enum_names.hpp"

#include <fmt/format.h>

#include <charconv>

namespace tiendo::calendar {

using std::chrono::days;
using std::chrono::milliseconds;

namespace {

constexpr EnumNames<Op, 27> words{"step",
                                  {{{Op::starts, "starts"},
                                    {Op::stated_day, "stated-day"},
                                    {Op::year, "year"},
                                    {Op::window_ends, "window-ends"},
                                    {Op::period_ends, "period-ends"},
                                    {Op::exclusive, "exclusive"},
                                    {Op::inclusive, "inclusive"},
                                    {Op::at_hour, "at-hour"},
                                    {Op::hand_over_waits, "hand-over-waits"},
                                    {Op::next_opening, "next-opening"},
                                    {Op::restarts, "restarts"},
                                    {Op::leaves_out, "leaves-out"},
                                    {Op::moves_nothing, "moves-nothing"},
                                    {Op::stands_still, "stands-still"},
                                    {Op::days_after, "days-after"},
                                    {Op::days_from, "days-from"},
                                    {Op::working_days_after, "working-days-after"},
                                    {Op::working_days_from, "working-days-from"},
                                    {Op::working_minutes, "working-minutes"},
                                    {Op::minutes, "minutes"},
                                    {Op::months_after, "months-after"},
                                    {Op::months_from, "months-from"},
                                    {Op::next_working_day, "next-working-day"},
                                    {Op::previous_working_day, "previous-working-day"},
                                    {Op::no_move_on_day_off, "no-move-on-day-off"},
                                    {Op::no_day_stated, "no-day-stated"},
                                    {Op::reopened, "reopened"}}}};

/// What stands behind a word.
enum class Shape : std::uint8_t { nothing, count, instant, perhaps_instant, span };
Shape shape_of(Op op) {
    switch (op) {
        case Op::stated_day: return Shape::perhaps_instant;  // none where the text names no year
        case Op::starts:
        case Op::year:
        case Op::window_ends:
        case Op::period_ends:
        case Op::restarts:
        case Op::stands_still:
        case Op::moves_nothing:
        case Op::reopened: return Shape::instant;
        case Op::leaves_out: return Shape::span;
        case Op::at_hour:
        case Op::days_after:
        case Op::days_from:
        case Op::working_days_after:
        case Op::working_days_from:
        case Op::working_minutes:
        case Op::minutes:
        case Op::months_after:
        case Op::months_from: return Shape::count;
        case Op::exclusive:
        case Op::inclusive:
        case Op::hand_over_waits:
        case Op::next_opening:
        case Op::next_working_day:
        case Op::previous_working_day:
        case Op::no_move_on_day_off:
        case Op::no_day_stated: return Shape::nothing;
    }
    return Shape::nothing;
}

std::string iso(std::int64_t unix_ms) {
    return Instant::from_unix_ms(unix_ms).iso();
}

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = fault == std::errc{} && end == text.data() + text.size() && !text.empty();
    // As much as the longest term has of minutes.
    return whole && number >= -600'000 && number <= 600'000 ? std::optional(number) : std::nullopt;
}

Date months_later(Date day, std::int64_t months) {
    const std::chrono::year_month_day then(day.days());
    const auto month = then.year() / then.month() + std::chrono::months(months);
    const std::chrono::year_month_day_last last{month / std::chrono::last};
    const auto clamped = std::min(then.day(), last.day());
    return Date::from_days(std::chrono::sys_days{month / clamped});
}

}  // namespace

std::string_view word_of(Op op) noexcept {
    return words.name(op);
}
std::optional<Op> op_of(std::string_view word) noexcept {
    return words.find(word);
}

std::string argument_of(const Instruction& instruction) {
    switch (shape_of(instruction.op)) {
        case Shape::nothing: return {};
        case Shape::count: return std::to_string(instruction.a);
        case Shape::perhaps_instant: return instruction.a == no_instant ? "" : iso(instruction.a);
        case Shape::instant: return iso(instruction.a);
        case Shape::span: return fmt::format("{} {}", iso(instruction.a), iso(instruction.b));
    }
    return {};
}

Result<Instruction> instruction_of(std::string_view word, std::string_view argument) {
    const auto wrong = [](std::string message) {
        return Error{ErrorCode::malformed_input,
                     std::move(message),
                     "derive the due instant again from its rule"};
    };
    const auto op = op_of(word);
    if (!op) {
        return wrong(fmt::format("there is no step '{}'", word.substr(0, 60)));
    }
    Instruction made{*op};
    const auto shape = shape_of(*op);
    const auto bad =
        wrong(fmt::format("step '{}' cannot be done with '{}'", word, argument.substr(0, 60)));
    if (shape == Shape::perhaps_instant && argument.empty()) {
        made.a = no_instant;
        return made;
    }
    if (shape == Shape::nothing) {
        return argument.empty() ? Result<Instruction>(made) : bad;
    }
    if (shape == Shape::count) {
        const auto number = number_in(argument);
        made.a = number.value_or(0);
        return number ? Result<Instruction>(made) : bad;
    }
    const auto blank = argument.find(' ');
    const auto first = Instant::parse(argument.substr(0, blank));
    const auto second =
        blank == std::string_view::npos ? first : Instant::parse(argument.substr(blank + 1));
    if (!first || !second || (shape == Shape::span) != (blank != std::string_view::npos)) {
        return bad;
    }
    made.a = first->unix_ms();
    made.b = shape == Shape::span ? second->unix_ms() : 0;
    return made;
}

Date Progress::day() const {
    return at_an_end_ ? at_->plus(milliseconds{-1}).date() : at_->date();
}

bool Progress::is_left_out(Date day) const {
    for (const auto& span : left_out_) {
        if (Instant::from_unix_ms(span.from).date() <= day &&
            day < Instant::from_unix_ms(span.to).date()) {
            return true;
        }
    }
    return false;
}

Result<void> Progress::end_of(Result<Date> last) {
    if (!last) {
        return std::move(last).error();
    }
    set(Instant::start_of(last->plus(days{1})), true);
    return {};
}

Result<Date> Progress::counted(std::int64_t count, bool with_first, bool working) const {
    const auto first = day();
    if (left_out_.empty() || count <= 0) {
        // The day before the first is what is counted behind.
        const auto behind = with_first && count > 0 ? first.plus(days{-1}) : first;
        if (working) {
            return clock_->add_working_days(behind, static_cast<int>(count));
        }
        return behind.plus(days{count});
    }
    auto at = with_first ? first.plus(days{-1}) : first;
    for (std::int64_t left = count; left > 0;) {
        at = at.plus(days{1});
        auto counts = working ? clock_->is_working_day(at) : Result<bool>(true);
        if (!counts) {
            return std::move(counts).error();
        }
        left -= *counts && !is_left_out(at) ? 1 : 0;
    }
    return at;
}

Result<void> Progress::add_minutes(std::int64_t minutes, bool working) {
    const auto between = [&](Instant from, Instant to) {
        return working ? clock_->working_time_between(from, to)
                       : Result<milliseconds>(to.time() - from.time());
    };
    milliseconds left = std::chrono::minutes{minutes};
    auto from = *at_;
    for (const auto& span : left_out_) {
        const auto pause = Instant::from_unix_ms(span.from);
        const auto on = Instant::from_unix_ms(span.to);
        if (on <= from) {
            continue;
        }
        auto ran = between(from, std::max(from, pause));
        if (!ran) {
            return std::move(ran).error();
        }
        if (*ran >= left) {
            break;
        }
        left -= *ran;
        from = on;
    }
    auto end = working ? clock_->add_working_time(from, left) : from.plus(left);
    if (!end) {
        return std::move(end).error();
    }
    set(*end, false);
    return {};
}

Result<void> Progress::take(const Instruction& step) {
    const auto given = Instant::from_unix_ms(step.a);
    switch (step.op) {
        case Op::stated_day:
            if (step.a == no_instant) {
                at_.reset();
                return {};
            }
            set(given, false);
            return {};
        case Op::starts:
        case Op::year: set(given, false); return {};
        case Op::restarts:
            left_out_.clear();
            set(given, false);
            return {};
        case Op::window_ends:
        case Op::period_ends:
        case Op::reopened: set(given, true); return {};
        case Op::leaves_out: left_out_.push_back({step.a, step.b}); return {};
        case Op::no_day_stated:
        case Op::stands_still: at_.reset(); return {};
        case Op::exclusive:
        case Op::hand_over_waits:
        case Op::moves_nothing:
        case Op::no_move_on_day_off:
        case Op::inclusive:
        case Op::at_hour:
        case Op::next_opening:
        case Op::days_after:
        case Op::days_from:
        case Op::working_days_after:
        case Op::working_days_from:
        case Op::working_minutes:
        case Op::minutes:
        case Op::months_after:
        case Op::months_from:
        case Op::next_working_day:
        case Op::previous_working_day: break;
    }
    if (!at_) {
        return Error{ErrorCode::conflict,
                     fmt::format("step '{}' has no instant to work on", word_of(step.op)),
                     "derive the due instant again from its rule"};
    }
    switch (step.op) {
        case Op::exclusive: at_an_end_ = true; return {};
        case Op::inclusive: return end_of(at_->date());
        case Op::at_hour:
            set(Instant::start_of(day()).plus(std::chrono::minutes{step.a}), true);
            return {};
        case Op::next_opening: {
            auto next = clock_->add_working_days(at_->date(), 1);
            auto open =
                next ? clock_->next_open(Instant::start_of(*next)) : std::move(next).error();
            if (!open) {
                return std::move(open).error();
            }
            set(*open, false);
            return {};
        }
        case Op::days_after: return end_of(counted(step.a, false, false));
        case Op::days_from: return end_of(counted(step.a, true, false));
        case Op::working_days_after: return end_of(counted(step.a, false, true));
        case Op::working_days_from: return end_of(counted(step.a, true, true));
        case Op::working_minutes: return add_minutes(step.a, true);
        case Op::minutes: return add_minutes(step.a, false);
        case Op::months_after: return end_of(months_later(day(), step.a));
        case Op::months_from: return end_of(months_later(day(), step.a).plus(days{-1}));
        case Op::next_working_day: return end_of(clock_->working_day_from(day()));
        case Op::previous_working_day: return end_of(clock_->working_day_until(day()));
        default: return {};
    }
}

}  // namespace tiendo::calendar

#include "tiendo/calendar/evaluate.hpp"

#include "answers.hpp"
#include "facts.hpp"
#include "program.hpp"
#include "standstills.hpp"
#include "step_texts.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace tiendo::calendar {

using std::chrono::days;

namespace {

Instant instant_in(std::int64_t month, const WindowSpec& spec) {
    const auto day =
        Date::of(static_cast<int>(month / 12), static_cast<unsigned>(month % 12) + 1, spec.day);
    return Instant::start_of(day).plus(std::chrono::minutes{spec.minute_of_day});
}

InstantWindow window_of(const WindowSpec& spec, const CyclePeriod& period) {
    const std::int64_t january = std::int64_t{12} * period.year - spec.months_before;
    const auto end = january + period.last_day().month();
    const auto first = spec.accumulates     ? january
                       : spec.length_months ? end - *spec.length_months
                                            : january + period.first_day().month() - 1;
    return {instant_in(first, spec), instant_in(end, spec)};
}

std::string hour_of(int minute) {
    return minute % 60 == 0 ? fmt::format("{} giờ", minute / 60)
                            : fmt::format("{} giờ {:02} phút", minute / 60, minute % 60);
}

std::string or_else(const std::string& text, const std::string& other) {
    return text.empty() ? other : text;
}

/// Whether something that came in at `start` waits for the next working day.
Result<bool> waits(const Cutoff& cutoff, Instant start, const OfficeClock& clock) {
    const auto end =
        Instant::start_of(start.date()).plus(std::chrono::minutes{cutoff.minute_of_day});
    if (start > end || !cutoff.moves_clock) {
        return start > end;
    }
    return clock.is_working_day(start.date()).transform([](bool working) { return !working; });
}

/// One rule with its facts, from which programs are made. An empty program: something is asked.
struct Applied {
    const Rule& rule;
    const Facts& facts;
    const OfficeClock& clock;
    const std::optional<InstantWindow>& window;
    Answers& answers;

    [[nodiscard]] Result<Program> due() const {
        switch (rule.due.anchor) {
            case DueAnchor::start: return from_start();
            case DueAnchor::window_end:
                return behind({{Op::window_ends, window->to.unix_ms()},
                               or_else(rule.window->source, rule.source())});
            case DueAnchor::period_end:
                return behind({{Op::period_ends,
                                Instant::start_of(facts.cycle->last_day().plus(days{1})).unix_ms()},
                               rule.source(),
                               facts.cycle->vietnamese()});
            case DueAnchor::day: return on_day();
            case DueAnchor::not_stated: break;
        }
        answers.ask({"due",
                     fmt::format("{} không ấn định thời hạn gửi: cơ quan ban hành chế độ báo cáo "
                                 "phải nêu; hãy bổ sung một quy tắc có căn cứ",
                                 rule.source()),
                     {}});
        return Program{};
    }

    /// What comes behind the due instant: a grace, a lock.
    [[nodiscard]] Result<std::optional<Due>> tail(const Program& due,
                                                  const std::optional<Term>& term,
                                                  const std::string& source,
                                                  std::string_view part) const {
        const auto whole = term ? answers.known(*term, part) : std::nullopt;
        auto at = outcome(due, clock);
        if (!whole || !at || !*at) {
            return at ? Result<std::optional<Due>>(std::nullopt) : std::move(at).error();
        }
        auto program = due;
        program.push_back(counted(*whole, or_else(source, rule.source())));
        if (part == "lock") {
            for (const auto& each : facts.reopenings) {
                program.push_back({{Op::reopened, each.until.unix_ms()},
                                   fmt::format("do {} mở lại: {}", each.by, each.reason)});
            }
        }
        return told(program, clock).transform([](Due done) {
            return std::optional(std::move(done));
        });
    }

private:
    [[nodiscard]] Result<Program> with_day_off(Program program) const {
        auto step = day_off_step(rule, program, clock);
        if (!step) {
            return std::move(step).error();
        }
        if (*step) {
            program.push_back(**std::move(step));
        }
        return program;
    }

    [[nodiscard]] Result<Program> behind(Step end) const {
        const auto term = answers.known(rule.due.term, "");
        if (!term) {
            return Program{};
        }
        return with_day_off({std::move(end), counted(*term, rule.source())});
    }

    [[nodiscard]] Result<Program> on_day() const {
        auto day = day_in(rule.due.day, *facts.cycle);
        if (!day) {
            return std::move(day).error();
        }
        return with_day_off(
            {{{Op::stated_day, Instant::start_of(*day).unix_ms()}, rule.source()},
             {{rule.due.day.exclusive ? Op::exclusive : Op::inclusive}, rule.source()}});
    }

    [[nodiscard]] Result<Program> start() const {
        Program program{{{Op::starts, facts.start->unix_ms()}, rule.source(), rule.starts}};
        if (!rule.cutoff) {
            return program;
        }
        auto waiting = waits(*rule.cutoff, *facts.start, clock);
        if (!waiting) {
            return std::move(waiting).error();
        }
        if (*waiting) {
            program.push_back({{rule.cutoff->moves_clock ? Op::next_opening : Op::hand_over_waits},
                               or_else(rule.cutoff->source, rule.source()),
                               hour_of(rule.cutoff->minute_of_day)});
        }
        return program;
    }

    [[nodiscard]] Result<Program> from_start() const {
        const auto term = answers.known(rule.due.term, "");
        const auto stops = standstills(rule, facts, answers);
        if (!term || answers.open()) {
            return Program{};
        }
        auto begun = start();
        if (!begun) {
            return begun;
        }
        auto& program = *begun;
        Program too_late;
        for (const auto& stop : stops) {
            auto so_far = program;
            so_far.push_back(counted(*term, rule.source()));
            auto whole = with_day_off(std::move(so_far));
            auto due = whole ? outcome(*whole, clock) : std::move(whole).error();
            if (!due) {
                return std::move(due).error();
            }
            const auto from = stop.from.unix_ms();
            if (stop.from >= **due) {
                too_late.push_back({{Op::moves_nothing, from}, stop.source, stop.name});
            } else if (!stop.to) {
                program.push_back({{Op::stands_still, from}, stop.source, stop.name});
                return program;
            } else {
                program.push_back({stop.restarts
                                       ? Instruction{Op::restarts, stop.to->unix_ms()}
                                       : Instruction{Op::leaves_out, from, stop.to->unix_ms()},
                                   stop.source,
                                   stop.name});
            }
        }
        program.push_back(counted(*term, rule.source()));
        auto whole = with_day_off(std::move(program));
        if (whole) {
            whole->insert(whole->end(), too_late.begin(), too_late.end());
        }
        return whole;
    }
};

void point_out(const Rule& rule, Evaluation& out) {
    if (!rule.doubt.empty()) {
        out.notices.push_back(fmt::format("{}: {}", rule.source(), rule.doubt));
    }
    if (!out.due.at) {
        return;
    }
    if (rule.opens_days_before) {
        const auto last = out.due.at->plus(std::chrono::milliseconds{-1}).date();
        out.opens_at = Instant::start_of(last.plus(-days{*rule.opens_days_before}));
    }
    if (out.window && *out.due.at < out.window->to) {
        out.notices.push_back(
            fmt::format("hạn gửi ({}) đến trước khi kỳ số liệu kết thúc ({}): số liệu của phần còn "
                        "lại chưa có khi gửi",
                        vietnamese_end(*out.due.at),
                        vietnamese_end(out.window->to)));
    }
}

Result<Evaluation> applied(const Rule& rule, const Facts& facts, const OfficeClock& clock) {
    if (auto good = check_facts(rule, facts); !good) {
        return std::move(good).error();
    }
    Evaluation out;
    if (rule.window) {
        out.window = window_of(*rule.window, *facts.cycle);
    }
    Answers answers(rule, facts);
    const Applied of{rule, facts, clock, out.window, answers};
    auto program = of.due();
    auto due = program ? told(*program, clock) : std::move(program).error();
    if (!due) {
        return std::move(due).error();
    }
    out.due = std::move(*due);
    auto late = of.tail(*program, rule.grace, rule.grace_source, "grace");
    auto lock =
        late ? of.tail(*program, rule.lock, rule.lock_source, "lock") : std::move(late).error();
    if (!lock) {
        return std::move(lock).error();
    }
    out.late_from = std::move(*late);
    out.locked_from = std::move(*lock);
    if (auto used = answers.check(); !used) {
        return std::move(used).error();
    }
    out.questions = std::move(answers).take();
    point_out(rule, out);
    return out;
}

}  // namespace

Result<Evaluation> evaluate(const Rule& rule, const Facts& facts, const OfficeClock& clock) {
    auto done = applied(rule, facts, clock);
    if (!done) {
        return std::move(done).error().at(fmt::format("rule '{}'", rule.id));
    }
    return done;
}

Result<Instant> due_at(const Rule& rule,
                       Instant start,
                       const OfficeClock& clock,
                       std::optional<int> count) {
    const auto& stated = rule.due.term;
    const bool of_the_clock = stated.unit.value && is_of_the_clock(*stated.unit.value);
    const auto many = stated.count ? stated.count : count;
    if (rule.due.anchor != DueAnchor::start || !many || !stated.unit.value ||
        (!of_the_clock && !stated.counts_from.value)) {
        return Error{ErrorCode::config,
                     fmt::format("rule '{}' gives no instant from a start alone", rule.id),
                     "evaluate it, and answer what it asks"};
    }
    const auto waiting = rule.cutoff && rule.cutoff->moves_clock ? waits(*rule.cutoff, start, clock)
                                                                 : Result<bool>(false);
    if (!waiting) {
        return waiting.error();
    }
    Progress progress(clock);
    auto taken = progress.take({Op::starts, start.unix_ms()});
    if (*waiting) {
        taken = progress.take({Op::next_opening});
    }
    if (taken) {
        taken = progress.take(step_of(
            *many, *stated.unit.value, stated.counts_from.value.value_or(CountsFrom::next_day)));
    }
    if (taken && rule.day_off && !of_the_clock) {
        taken = progress.take({*rule.day_off == DayOffMove::next_working_day
                                   ? Op::next_working_day
                                   : Op::previous_working_day});
    }
    if (!taken) {
        return std::move(taken).error().at(fmt::format("rule '{}'", rule.id));
    }
    return *progress.at();
}

Result<std::optional<Instant>> replay(const std::vector<DueStep>& steps, const OfficeClock& clock) {
    Progress progress(clock);
    std::size_t number = 0;
    for (const auto& step : steps) {
        ++number;
        const auto place = fmt::format("step {} '{}'", number, step.rule);
        auto what = instruction_of(step.rule, step.argument);
        auto taken = what ? progress.take(*what) : Result<void>(std::move(what).error());
        if (!taken) {
            return std::move(taken).error().at(place);
        }
        if (progress.at() != step.at) {
            return Error{ErrorCode::conflict,
                         fmt::format("the step gives {} but carries {}",
                                     progress.at() ? progress.at()->iso() : "nothing",
                                     step.at ? step.at->iso() : "nothing"),
                         "derive the due instant again from its rule"}
                .at(place);
        }
    }
    return progress.at();
}

}  // namespace tiendo::calendar

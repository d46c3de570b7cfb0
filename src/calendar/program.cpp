#include "program.hpp"

#include "step_texts.hpp"

#include <utility>

namespace tiendo::calendar {

namespace {

Op op_of(CountUnit unit, CountsFrom from) {
    const bool after = from == CountsFrom::next_day;
    switch (unit) {
        case CountUnit::calendar_day: return after ? Op::days_after : Op::days_from;
        case CountUnit::working_day: return after ? Op::working_days_after : Op::working_days_from;
        case CountUnit::working_hour: return Op::working_minutes;
        case CountUnit::minute:
        case CountUnit::hour: return Op::minutes;
        case CountUnit::month: return after ? Op::months_after : Op::months_from;
    }
    return Op::days_after;
}

}  // namespace

Instruction step_of(int count, CountUnit unit, CountsFrom from) {
    const bool of_hours = unit == CountUnit::working_hour || unit == CountUnit::hour;
    return {op_of(unit, from), std::int64_t{of_hours ? 60 : 1} * count};
}

Step counted(const Term& term, const std::string& otherwise) {
    auto source = term.unit.source.empty() ? otherwise : term.unit.source;
    if (const auto& first = term.counts_from.source; !first.empty() && first != source) {
        source.append("; ").append(first);
    }
    return {
        step_of(
            *term.count, *term.unit.value, term.counts_from.value.value_or(CountsFrom::next_day)),
        std::move(source)};
}

Result<std::optional<Step>> day_off_step(const Rule& rule,
                                         const Program& program,
                                         const OfficeClock& clock) {
    auto end = outcome(program, clock);
    if (!end) {
        return std::move(end).error();
    }
    if (!*end || **end != Instant::start_of((*end)->date())) {
        return std::optional<Step>{};
    }
    const auto working = clock.is_working_day((*end)->plus(std::chrono::milliseconds{-1}).date());
    if (!working && rule.day_off) {
        return working.error();
    }
    if (!working || *working) {
        return std::optional<Step>{};
    }
    if (!rule.day_off) {
        return std::optional(Step{{Op::no_move_on_day_off}, rule.source()});
    }
    return std::optional(
        Step{{*rule.day_off == DayOffMove::next_working_day ? Op::next_working_day
                                                            : Op::previous_working_day},
             rule.day_off_source});
}

Result<std::optional<Instant>> outcome(const Program& program, const OfficeClock& clock) {
    Progress progress(clock);
    for (const auto& step : program) {
        if (auto taken = progress.take(step.what); !taken) {
            return std::move(taken).error();
        }
    }
    return progress.at();
}

Result<Due> told(const Program& program, const OfficeClock& clock) {
    Due due;
    Progress progress(clock);
    for (const auto& step : program) {
        const auto before = progress.at();
        if (auto taken = progress.take(step.what); !taken) {
            return std::move(taken).error();
        }
        due.steps.push_back({std::string(word_of(step.what.op)),
                             argument_of(step.what),
                             text_of(step.what, before, progress.at(), step.subject, clock),
                             step.source,
                             progress.at()});
    }
    due.at = progress.at();
    return due;
}

}  // namespace tiendo::calendar

#include "time_words.hpp"

namespace tiendo::reader {

namespace {

PhraseTable<Period> periods(LexiconCompiler& compiler, std::string_view table) {
    return compiler.table<Period>(table, [](const LexiconRow& row, LexiconCompiler& made) {
        return made.word(row, "cycle", parse_period, Period::year);
    });
}

Limit limit_of(const LexiconRow& row, LexiconCompiler&) {
    return {LexiconCompiler::flag(row, "exclusive"),
            LexiconCompiler::flag(row, "unclear"),
            LexiconCompiler::flag(row, "until")};
}

Repeat repeat_of(const LexiconRow& row, LexiconCompiler& compiler) {
    Repeat repeat{compiler.word(row, "type", parse_deadline_type, DeadlineType::periodic),
                  {},
                  LexiconCompiler::flag(row, "cell_only")};
    if (row.means.contains("cycle")) {
        repeat.cycle = compiler.word(row, "cycle", parse_period, Period::year);
    }
    return repeat;
}

Dependence dependence_of(const LexiconRow& row, LexiconCompiler& compiler) {
    return {compiler.word(row, "anchor", parse_anchor, Anchor::event),
            LexiconCompiler::flag(row, "cell_only"),
            LexiconCompiler::flag(row, "closing")};
}

/// First words of the times that are no rows of a table but known to the readers themselves.
Phrases grammar() {
    return Phrases({"từ",  "kể",  "định", "mỗi",  "cứ",    "các",  "đầu",  "giữa", "cuối", "nửa",
                    "quý", "quí", "năm",  "giai", "tháng", "tuần", "ngày", "mười", "một",  "hai",
                    "ba",  "bốn", "tư",   "sáu",  "bảy",   "bẩy",  "tám",  "chín"});
}

}  // namespace

TimeWords::TimeWords(LexiconCompiler& compiler)
    : limits(compiler.table<Limit>("limit", limit_of)),
      within(compiler.phrases("within")),
      labels(compiler.phrases("time_label")),
      done(compiler.phrases("done")),
      finishing(compiler.phrases("finishing")),
      cycles(periods(compiler, "cycle")),
      cycle_nouns(periods(compiler, "cycle_noun")),
      parts_of_each(compiler.phrases("part_of_each")),
      repeats(compiler.table<Repeat>("repeat", repeat_of)),
      ongoing_terms(compiler.phrases("ongoing_term")),
      regular_terms(compiler.phrases("regular_term")),
      yearly_terms(compiler.phrases("yearly_term")),
      days_of(periods(compiler, "day_of")),
      told_times(compiler.phrases("told_time")),
      told_ranges(compiler.phrases("told_range")),
      told_lengths(compiler.phrases("told_length")),
      units(compiler.table<TimeUnit>("time_unit",
                                     [](const LexiconRow& row, LexiconCompiler& made) {
                                         return made.word(
                                             row, "unit", parse_time_unit, TimeUnit::day);
                                     })),
      weekdays(compiler.table<int>("weekday",
                                   [](const LexiconRow& row, LexiconCompiler& made) {
                                       return made.number(row, "weekday").value_or(1);
                                   })),
      weekdays_of(periods(compiler, "weekday_of")),
      parts_of_day(compiler.phrases("part_of_day")),
      length_openers(compiler.phrases("length_opener")),
      anchors(compiler.phrases("anchor")),
      issue_days(compiler.phrases("issue_day")),
      dependences(compiler.table<Dependence>("dependence", dependence_of)),
      hastes(compiler.table<Haste>("haste",
                                   [](const LexiconRow& row, LexiconCompiler&) {
                                       return Haste{LexiconCompiler::flag(row, "manner")};
                                   })),
      manners(compiler.phrases("manner")),
      bound_years(compiler.phrases("bound_year")) {
    const auto known = grammar();
    openers = first_words({&limits.phrases(),
                           &within,
                           &repeats.phrases(),
                           &weekdays.phrases(),
                           &parts_of_day,
                           &length_openers,
                           &anchors,
                           &dependences.phrases(),
                           &hastes.phrases(),
                           &known});
}

}  // namespace tiendo::reader

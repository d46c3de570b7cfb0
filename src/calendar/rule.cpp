#include "tiendo/calendar/rule.hpp"

#include "shipped_rules.hpp"

#include "tiendo/base/enum_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace tiendo::calendar {

namespace {

constexpr EnumNames<CountUnit, 6> units{"unit of a term",
                                        {{{CountUnit::calendar_day, "calendar-day"},
                                          {CountUnit::working_day, "working-day"},
                                          {CountUnit::working_hour, "working-hour"},
                                          {CountUnit::minute, "minute"},
                                          {CountUnit::hour, "hour"},
                                          {CountUnit::month, "month"}}}};
constexpr EnumNames<CountsFrom, 2> firsts{
    "first day that counts",
    {{{CountsFrom::next_day, "next-day"}, {CountsFrom::same_day, "same-day"}}}};
constexpr EnumNames<DayOffMove, 2> moves{
    "move from a day off",
    {{{DayOffMove::next_working_day, "next-working-day"},
      {DayOffMove::previous_working_day, "previous-working-day"}}}};
constexpr EnumNames<AfterSuspension, 2> afters{
    "end of a suspension",
    {{{AfterSuspension::restart, "restart"}, {AfterSuspension::resume, "resume"}}}};

std::string days_of(const Rule& rule) {
    return fmt::format("{} đến {}",
                       rule.valid_from ? rule.valid_from->iso() : "…",
                       rule.valid_to ? rule.valid_to->iso() : "…");
}

}  // namespace

std::string_view to_string(CountUnit unit) noexcept {
    return units.name(unit);
}
bool is_of_the_clock(CountUnit unit) noexcept {
    return unit == CountUnit::working_hour || unit == CountUnit::minute || unit == CountUnit::hour;
}
Result<CountUnit> parse_count_unit(std::string_view text) {
    return units.parse(text);
}
std::string_view to_string(CountsFrom from) noexcept {
    return firsts.name(from);
}
Result<CountsFrom> parse_counts_from(std::string_view text) {
    return firsts.parse(text);
}
std::string_view to_string(DayOffMove move) noexcept {
    return moves.name(move);
}
Result<DayOffMove> parse_day_off_move(std::string_view text) {
    return moves.parse(text);
}
std::string_view to_string(AfterSuspension after) noexcept {
    return afters.name(after);
}
Result<AfterSuspension> parse_after_suspension(std::string_view text) {
    return afters.parse(text);
}

std::string Rule::source() const {
    if (article == "none") {
        return law;
    }
    return article == "unknown" ? fmt::format("{} (chưa xác định điều)", law)
                                : fmt::format("{} {}", article, law);
}

Result<const Rule*> RuleBook::find(std::string_view id, Date day) const& {
    std::string others;
    for (const auto& rule : rules_) {
        if (rule.id != id) {
            continue;
        }
        if (rule.in_force_on(day)) {
            return &rule;
        }
        others += (others.empty() ? "" : ", ") + days_of(rule);
    }
    if (!others.empty()) {
        return Error{ErrorCode::not_found,
                     fmt::format("rule '{}' is not in force on {}", id, day.iso()),
                     fmt::format("it is known for {}: add the version of that day", others)};
    }
    std::string known;
    for (const auto& rule : rules_) {
        if (rule.id.starts_with(id.substr(0, 4)) && known.find(rule.id) == std::string::npos) {
            known += (known.empty() ? "" : ", ") + rule.id;
        }
    }
    return Error{ErrorCode::not_found,
                 fmt::format("there is no rule '{}'", id.substr(0, 60)),
                 known.empty() ? "see which there are: tiendo due rules; or add a file with it"
                               : "perhaps: " + known};
}

RuleBook shipped_rules() {
    RuleBook book;
    for (const auto& [name, text] : shipped_rule_files) {
        [[maybe_unused]] const auto added = book.add(text, name);
        assert(added && "the shipped rules were tested");
    }
    return book;
}

}  // namespace tiendo::calendar

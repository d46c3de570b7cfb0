#include "answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::calendar {

template <typename T>
void Answers::fill(Stated<T>& stated, Question question, Result<T> (*parse)(std::string_view)) {
    if (stated.value) {
        return;
    }
    const auto choice = std::ranges::find(choices_, question.name, &Choice::question);
    const bool offered = choice != choices_.end() &&
                         std::ranges::find(question.offers, choice->value) != question.offers.end();
    if (auto value = parse(offered ? choice->value : std::string_view())) {
        stated.value = *value;
        stated.source = fmt::format("do {} chọn: {}", choice->chosen_by, choice->reason);
        answered_.insert(question.name);
        return;
    }
    questions_.push_back(std::move(question));
}

std::optional<Term> Answers::known(Term term, std::string_view part) {
    const auto name = [&](std::string_view what) {
        return part.empty() ? std::string(what) : fmt::format("{}-{}", part, what);
    };
    if (!term.count) {
        term.count = count_;
    }
    fill<CountUnit>(term.unit,
                    {name("unit"),
                     fmt::format("{} không nêu {:02} ngày là ngày thường hay ngày làm việc",
                                 rule_.source(),
                                 *term.count),
                     {"calendar-day", "working-day"}},
                    parse_count_unit);
    const bool of_the_clock = term.unit.value && is_of_the_clock(*term.unit.value);
    if (!of_the_clock) {
        fill<CountsFrom>(
            term.counts_from,
            {name("counts-from"),
             fmt::format("{} không nêu thời hạn tính từ chính ngày bắt đầu hay từ ngày tiếp theo",
                         rule_.source()),
             {"next-day", "same-day"}},
            parse_counts_from);
    }
    const bool whole = term.unit.value && (term.counts_from.value || of_the_clock);
    return whole ? std::optional(std::move(term)) : std::nullopt;
}

std::optional<Stated<AfterSuspension>> Answers::known(const SuspensionRule& suspension) {
    auto after = suspension.after;
    fill<AfterSuspension>(
        after,
        {fmt::format("after-{}", suspension.cause),
         fmt::format("{} không nêu sau khi hết {} thì thời hạn tính lại từ đầu hay tính tiếp",
                     rule_.source(),
                     suspension.name),
         {"restart", "resume"}},
        parse_after_suspension);
    return after.value ? std::optional(std::move(after)) : std::nullopt;
}

Result<void> Answers::check() const {
    for (const auto& choice : choices_) {
        if (answered_.contains(choice.question)) {
            continue;
        }
        const auto asked = std::ranges::find(questions_, choice.question, &Question::name);
        const auto place = fmt::format("choice '{}'", choice.question.substr(0, 60));
        if (asked == questions_.end()) {
            return Error{ErrorCode::malformed_input,
                         "nothing of that name is left open by the rule",
                         "leave the choice out: what a law states is not chosen"}
                .at(place);
        }
        return Error{ErrorCode::malformed_input,
                     fmt::format("'{}' is not offered", choice.value.substr(0, 60)),
                     asked->offers.empty()
                         ? std::string("add a rule that states it, with its source")
                         : fmt::format("use one of: {}", fmt::join(asked->offers, ", "))}
            .at(place);
    }
    return {};
}

}  // namespace tiendo::calendar

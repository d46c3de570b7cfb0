#pragma once

#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/calendar/rule.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::calendar {

/// What a rule does not state: answered by a person's choices, or asked.
class Answers {
public:
    /// @param rule,facts borrowed
    Answers(const Rule& rule, const Facts& facts)
        : rule_(rule), choices_(facts.choices), count_(facts.count) {}

    /// The term with all that is needed to count it; nothing where something is asked.
    /// @param part of the rule: "" for the due instant, "grace", "lock"
    std::optional<Term> known(Term term, std::string_view part);
    std::optional<Stated<AfterSuspension>> known(const SuspensionRule& suspension);
    void ask(Question question) { questions_.push_back(std::move(question)); }

    [[nodiscard]] bool open() const noexcept { return !questions_.empty(); }
    /// Every choice answers a question.
    /// @return malformed_input for one that answers none, or with a word that was not offered
    [[nodiscard]] Result<void> check() const;
    std::vector<Question> take() && { return std::move(questions_); }

private:
    template <typename T>
    void fill(Stated<T>& stated, Question question, Result<T> (*parse)(std::string_view));

    const Rule& rule_;
    const std::vector<Choice>& choices_;
    std::optional<int> count_;
    std::vector<Question> questions_;
    std::set<std::string, std::less<>> answered_;
};

}  // namespace tiendo::calendar

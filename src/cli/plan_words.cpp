// What commands on plans and rules share of their words.
#include "plan_words.hpp"

#include <charconv>
#include <string_view>

namespace tiendo::cli {

namespace {

Result<ledger::ChosenWindow> parse_window(const std::string& word, const ChosenWords& words) {
    const auto equals = word.find('=');
    const auto dots = word.find("..");
    if (equals == std::string::npos || dots == std::string::npos || dots < equals) {
        return Error{ErrorCode::malformed_input,
                     "'" + word + "' is no window",
                     "write it as CYCLE=FIRST..LAST: 2021-half-year=2020-12-15..2021-05-14"};
    }
    auto cycle = CycleId::parse(word.substr(0, equals));
    auto first =
        cycle ? Date::parse(word.substr(equals + 1, dots - equals - 1)) : std::move(cycle).error();
    auto last = first ? Date::parse(word.substr(dots + 2)) : std::move(first).error();
    if (!last) {
        return std::move(last).error().at("--window " + word);
    }
    return ledger::ChosenWindow{*cycle, {{*first, *last}, words.chosen_by, words.reason}};
}

/// 0 for what is no number of four digits.
int year_in(std::string_view text) {
    int year = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, year);
    return text.size() == 4 && stop == end && error == std::errc() ? year : 0;
}

}  // namespace

void add_window_options(CLI::App& command, ChosenWords& words) {
    auto* chosen_by = command.add_option("--chosen-by", words.chosen_by, "who chose the windows");
    auto* reason = command.add_option("--reason", words.reason, "why, in Vietnamese");
    command
        .add_option(
            "--window",
            words.windows,
            "days that the figures of a cycle cover, where the text is silent: CYCLE=FIRST..LAST; may be repeated")
        ->allow_extra_args(false)
        ->needs(chosen_by)
        ->needs(reason);
}

Result<std::vector<ledger::ChosenWindow>> windows_of(const ChosenWords& words) {
    std::vector<ledger::ChosenWindow> windows;
    for (const auto& word : words.windows) {
        auto window = parse_window(word, words);
        if (!window) {
            return std::move(window).error();
        }
        windows.push_back(*std::move(window));
    }
    return windows;
}

void add_choose_option(CLI::App& command, ChosenWords& words) {
    command
        .add_option("--choose",
                    words.choices,
                    "QUESTION=WORD: what the rule does not state; may be repeated")
        ->allow_extra_args(false);
}

Result<std::vector<calendar::Choice>> choices_of(const ChosenWords& words) {
    std::vector<calendar::Choice> choices;
    for (const auto& word : words.choices) {
        const auto equals = word.find('=');
        if (equals == std::string::npos) {
            return Error{ErrorCode::malformed_input,
                         "--choose '" + word + "' cannot be read",
                         "write it as QUESTION=WORD"};
        }
        choices.push_back(
            {word.substr(0, equals), word.substr(equals + 1), words.chosen_by, words.reason});
    }
    return choices;
}

Result<ledger::Years> parse_years(const std::string& text) {
    const auto dots = text.find("..");
    const auto first = year_in(text.substr(0, dots));
    const auto last = dots == std::string::npos ? first : year_in(text.substr(dots + 2));
    if (first < 1976 || last > 2100 || last < first) {
        return Error{ErrorCode::malformed_input,
                     "--year '" + text + "' is no year and no span of years",
                     "write 2021, or 2021..2025, from 1976 to 2100"};
    }
    return ledger::Years{first, last};
}

}  // namespace tiendo::cli

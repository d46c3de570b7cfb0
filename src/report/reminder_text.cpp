#include "tiendo/report/reminder_text.hpp"

#include "phrases.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

namespace tiendo::report {

namespace {

/// What the unit is asked to do.
std::string_view request_of(const ReminderLetter& letter) {
    if (letter.again) {
        return letter.days_late > 0 ? phrases::remind_again_overdue : phrases::remind_again;
    }
    return letter.days_late > 0 ? phrases::remind_overdue : phrases::remind_open;
}

}  // namespace

std::string_view reminder_kind() noexcept {
    return phrases::remind_kind;
}

std::string reminder_subject(const ReminderLetter& letter) {
    std::string plan(phrases::plan_word);
    if (letter.plan_number) {
        plan += fmt::format(phrases::plan_number, *letter.plan_number);
    }
    std::string text;
    if (letter.to_parent) {
        text = fmt::format(
            fmt::runtime(letter.again ? phrases::remind_again_parent : phrases::remind_parent),
            letter.recipient,
            letter.debtor,
            letter.paper,
            plan);
    } else {
        // Where a unit ended, the one that answers for it is written to.
        const auto who = letter.recipient == letter.debtor
                             ? letter.recipient
                             : fmt::format(phrases::remind_heir, letter.recipient, letter.debtor);
        text = fmt::format(fmt::runtime(request_of(letter)), who, letter.paper, plan);
    }
    text +=
        fmt::format(fmt::runtime(letter.again ? phrases::remind_again_due : phrases::remind_due),
                    due_text(letter.due));
    if (letter.days_late > 0) {
        text += fmt::format(phrases::remind_days_late, count_text(letter.days_late));
    }
    return to_nfc(text);
}

}  // namespace tiendo::report

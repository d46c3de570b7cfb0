#include "bodies.hpp"
#include "draft.hpp"
#include "vietnamese.hpp"
#include "words.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/reader/review.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace tiendo::reader {

namespace {

/// What an answer may say beyond agreeing or noting.
enum class AnswerForm : std::uint8_t { nothing_more, unit, day, cycle, order };

struct FormOfCode {
    std::string_view code;
    AnswerForm form;
};
constexpr std::array<FormOfCode, 9> forms{{
    {"no-lead-named", AnswerForm::unit},
    {"no-day-stated", AnswerForm::day},
    {"no-such-day", AnswerForm::day},
    {"lunar-day", AnswerForm::day},
    {"year-not-stated", AnswerForm::day},
    {"limit-unclear", AnswerForm::day},
    {"due-before-issue", AnswerForm::day},
    {"no-cycle-stated", AnswerForm::cycle},
    {"polite-request", AnswerForm::order},
}};

AnswerForm form_of(std::string_view code) {
    const auto* row = std::ranges::find(forms, code, &FormOfCode::code);
    return row == forms.end() ? AnswerForm::nothing_more : row->form;
}

struct NamedPeriod {
    std::string_view name;
    Period period;
};
constexpr std::array<NamedPeriod, 5> named_periods{{{"hằng tháng", Period::month},
                                                    {"hằng quý", Period::quarter},
                                                    {"06 tháng", Period::half_year},
                                                    {"09 tháng", Period::nine_months},
                                                    {"hằng năm", Period::year}}};

constexpr std::string_view agreement = "đồng ý";
constexpr std::string_view note = "ghi chú:";

/// A day as an official types it: "15/6", "trước ngày 15/6/2026", "chậm nhất 15/6".
struct TypedDay {
    StatedDay day;
    bool exclusive = false;
};
std::optional<TypedDay> typed_day(const std::string& answer) {
    static const Phrases before({"trước", "trước ngày"});
    static const Phrases until({"chậm nhất", "chậm nhất ngày", "chậm nhất là ngày", "ngày"});
    const Words words(answer);
    const auto& tokens = words.all();
    TypedDay typed;
    std::size_t at = 0;
    if (const auto found = before.at(tokens, 0)) {
        typed.exclusive = true;
        at = found->end;
    } else if (const auto inclusive = until.at(tokens, 0)) {
        at = inclusive->end;
    }
    const auto day = day_at(tokens, at, answer);
    if (!day || day->end != tokens.size()) {
        return std::nullopt;
    }
    typed.day = *day;
    return typed;
}

class Answering {
public:
    explicit Answering(Reading reading) : reading_(std::move(reading)) {}

    /// @return what is wrong with the answer, nothing where it was worked in
    std::optional<Error> work_in(const ReviewItem& item) {
        const auto answer = match_key(item.answer);
        if (answer.starts_with(match_key(agreement)) || answer.starts_with(match_key(note))) {
            return std::nullopt;
        }
        switch (form_of(item.doubt.code)) {
            case AnswerForm::nothing_more: break;
            case AnswerForm::unit: return name_lead(item);
            case AnswerForm::day: return set_day(item);
            case AnswerForm::cycle: return set_cycle(item);
            case AnswerForm::order: return set_order(item);
        }
        return meaningless(item);
    }

    Reading reading() && { return std::move(reading_); }

private:
    static Error meaningless(const ReviewItem& item) {
        std::string list;
        for (const auto& choice : choices_for(item.doubt.code)) {
            list += (list.empty() ? "" : "; ") + choice;
        }
        return Error{ErrorCode::malformed_input,
                     fmt::format("the answer '{}' to '{}' at {} means nothing",
                                 shortened(item.answer),
                                 item.doubt.code,
                                 item.doubt.where.empty() ? "the document" : item.doubt.where),
                     "answer one of: " + list};
    }

    [[nodiscard]] Node* node_at(const std::string& where) {
        const auto node = std::ranges::find(
            reading_.plan.nodes, where, [](const Node& each) { return each.id.str(); });
        return node == reading_.plan.nodes.end() ? nullptr : &*node;
    }
    /// The time of a node that a doubt is about; borrowed, nullptr where there is none.
    Deadline* deadline_of(const ReviewItem& item) {
        auto* node = node_at(item.doubt.where);
        if (node == nullptr) {
            return nullptr;
        }
        const auto found = std::ranges::find_if(
            node->deadlines, [&](const Deadline& each) { return item.doubt.span == each.span; });
        return found == node->deadlines.end() ? nullptr : &*found;
    }

    /// One answer for all tasks below the heading that name nobody.
    std::optional<Error> name_lead(const ReviewItem& item) {
        const auto key = slug_of_name(item.answer);
        if (key.empty()) {
            return meaningless(item);
        }
        const auto* heading = node_at(item.doubt.where);
        const auto scope = heading == nullptr ? Span{} : heading->scope;
        for (auto& node : reading_.plan.nodes) {
            const bool below = heading == nullptr
                                   ? !node.parent.has_value()
                                   : node.span.begin >= scope.begin && node.span.end <= scope.end;
            for (auto& assignee : node.assignees) {
                if (below && assignee.source == AssigneeSource::implicit_authority) {
                    assignee.source = AssigneeSource::reviewed;
                    assignee.surface = item.answer;
                    assignee.unit_key = key;
                }
            }
        }
        return std::nullopt;
    }

    std::optional<Error> set_day(const ReviewItem& item) {
        auto* deadline = deadline_of(item);
        const auto typed = typed_day(item.answer);
        if (deadline == nullptr || !typed) {
            return meaningless(item);
        }
        if (deadline->cycle && *deadline->cycle != Period::year &&
            *deadline->cycle != Period::half_year && *deadline->cycle != Period::nine_months) {
            return Error{ErrorCode::unsupported,
                         fmt::format("'{}' comes several times a year: one day does not say when",
                                     deadline->surface),
                         "answer with 'ghi chú: …' and have the document say the days"};
        }
        constexpr int leap_year = 2020;
        const auto month = static_cast<unsigned>(typed->day.month);
        const auto day = static_cast<unsigned>(typed->day.day);
        const auto date = Date::make(typed->day.year.value_or(leap_year), month, day);
        if (!date) {
            return meaningless(item);
        }
        deadline->exclusive = typed->exclusive;
        if (typed->day.year) {
            deadline->type = DeadlineType::before_date;
            deadline->date = *date;
            deadline->recurring.reset();
        } else {
            deadline->type = DeadlineType::periodic;
            deadline->recurring = MonthDay{month, day};
        }
        return std::nullopt;
    }

    std::optional<Error> set_cycle(const ReviewItem& item) {
        auto* deadline = deadline_of(item);
        const auto* found = std::ranges::find_if(named_periods, [&](const NamedPeriod& each) {
            return match_key(each.name) == match_key(item.answer);
        });
        if (deadline == nullptr || found == named_periods.end()) {
            return meaningless(item);
        }
        deadline->cycle = found->period;
        deadline->type =
            found->period == Period::quarter ? DeadlineType::quarterly : DeadlineType::periodic;
        return std::nullopt;
    }

    std::optional<Error> set_order(const ReviewItem& item) {
        const bool order = match_key(item.answer) == match_key("giao");
        auto* node = node_at(item.doubt.where);
        if (node == nullptr || (!order && match_key(item.answer) != match_key("đề nghị"))) {
            return meaningless(item);
        }
        for (auto& assignee : node->assignees) {
            if (assignee.span == item.doubt.span && assignee.doubt) {
                assignee.role = order ? Role::lead : Role::requested;
                assignee.doubt.reset();
            }
        }
        return std::nullopt;
    }

    Reading reading_;
};

}  // namespace

std::vector<std::string> choices_for(std::string_view code) {
    std::vector<std::string> choices{"đồng ý (theo cách tạm hiểu)"};
    switch (form_of(code)) {
        case AnswerForm::nothing_more: break;
        case AnswerForm::unit:
            choices.emplace_back("tên đơn vị chủ trì, ví dụ: Phòng Nội vụ");
            break;
        case AnswerForm::day:
            choices.emplace_back("một ngày, ví dụ: trước ngày 15/6; chậm nhất 15/6/2026");
            break;
        case AnswerForm::cycle:
            choices.emplace_back("kỳ hạn: hằng tháng; hằng quý; 06 tháng; 09 tháng; hằng năm");
            break;
        case AnswerForm::order: choices.emplace_back("giao; hoặc đề nghị"); break;
    }
    choices.emplace_back("ghi chú: … (ý kiến của người rà soát)");
    return choices;
}

Result<Answered> apply_answers(Reading reading, const Review& review) {
    auto fresh = review_of(reading);
    Answered answered;
    answered.unused = carry_answers(fresh, review);
    Answering answering(std::move(reading));
    std::vector<Doubt> open;
    for (auto& item : fresh.items) {
        if (item.answer.empty()) {
            open.push_back(item.doubt);
            continue;
        }
        if (auto fault = answering.work_in(item)) {
            return std::move(*fault).at("answer to doubt " + item.key);
        }
        answered.used.push_back(std::move(item));
    }
    answered.reading = std::move(answering).reading();
    answered.reading.doubts = std::move(open);
    return answered;
}

}  // namespace tiendo::reader

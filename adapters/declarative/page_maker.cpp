#include "page_maker.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

// A member that so few items lack may be one that is seldom filled.
constexpr std::size_t enough_to_tell = 10;
constexpr std::size_t most_strangers = 20;

std::string place_of(const FieldPlan& field) {
    return field.count ? field.count->text : field.from.empty() ? "" : field.from.front().text;
}

/// "5/4/2021" as "0/0/0000".
std::string form_of(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
    return text;
}

/// Whether some pointer of the stream goes through this member of the item.
bool is_taken(const StreamPlan& plan, std::string_view name) {
    const auto through = [&](const Pointer& pointer) {
        return !pointer.tokens.empty() && pointer.tokens.front() == name;
    };
    const bool of_cursor =
        plan.paging.of_last_item &&
        std::any_of(plan.paging.cursor.begin(), plan.paging.cursor.end(), through);
    return of_cursor || (plan.deleted && through(plan.deleted->from)) ||
           std::any_of(plan.fields.begin(), plan.fields.end(), [&](const FieldPlan& field) {
               return (field.count && through(*field.count)) ||
                      std::any_of(field.from.begin(), field.from.end(), through);
           });
}

bool is_ignored(const StreamPlan& plan, std::string_view name) {
    return plan.ignore &&
           std::find(plan.ignore->begin(), plan.ignore->end(), name) != plan.ignore->end();
}

}  // namespace

std::string_view title_of(Misfit::Kind kind) noexcept {
    switch (kind) {
        case Misfit::Kind::missing: return "missing";
        case Misfit::Kind::empty: return "empty";
        case Misfit::Kind::no_scalar: return "no single value";
        case Misfit::Kind::no_list: return "no list";
        case Misfit::Kind::no_part: return "no such part";
        case Misfit::Kind::no_word: return "unknown code";
        case Misfit::Kind::no_time: return "no time";
        case Misfit::Kind::no_number: return "no number";
        case Misfit::Kind::no_text: return "NUL inside";
    }
    return "does not fit";
}

std::string_view remedy_of(Misfit::Kind kind) noexcept {
    switch (kind) {
        case Misfit::Kind::missing: return "correct from: the member may have another name";
        case Misfit::Kind::empty: return "name a second place in from, or ask why it is empty";
        case Misfit::Kind::no_scalar: return "let from point into it, or count it";
        case Misfit::Kind::no_list: return "let the pointer lead to a list";
        case Misfit::Kind::no_part: return "correct split and part";
        case Misfit::Kind::no_word: return "add the code to map";
        case Misfit::Kind::no_time: return "add its form to format";
        case Misfit::Kind::no_number: return "let from point to a whole number";
        case Misfit::Kind::no_text: return "tell its operator: no text holds a NUL";
    }
    return "correct the line";
}

PageMaker::PageMaker(const StreamPlan& plan, Mapped& reused, adapter::Page& page, Tally* tally)
    : plan_(&plan), mapped_(&reused), page_(&page), tally_(tally), absent_(plan.fields.size(), 0) {}

void PageMaker::note(const Misfit& misfit) {
    if (misfit.kind == Misfit::Kind::no_word && misfit.field->unknown_is_drift && !drift_) {
        drift_ = misfit;
    }
    if (tally_ != nullptr) {
        // Each unknown code wants an entry of its own, a form of times one for all.
        const auto form =
            misfit.kind == Misfit::Kind::no_time ? form_of(misfit.value) : misfit.value;
        const bool no_key = misfit.field->member.name == "id" || misfit.field->member.name == "day";
        tally_->add({.stream = plan_->name,
                     .what = (no_key ? "no key: " : "") + std::string(title_of(misfit.kind)),
                     .place = place_of(*misfit.field),
                     .example = misfit.value,
                     .field = std::string(misfit.field->member.name),
                     .line = misfit.field->line,
                     .remedy = std::string(remedy_of(misfit.kind))},
                    form);
    }
}

void PageMaker::add(const Look& item, std::string_view place) {
    map_item(*plan_, item, *mapped_);
    ++items_;
    living_ += mapped_->deleted ? 0 : 1;
    for (const auto* field : mapped_->absent) {
        ++absent_[static_cast<std::size_t>(field - plan_->fields.data())];
    }
    for (const Misfit& misfit : mapped_->misfits) {
        note(misfit);
    }
    page_->add(mapped_->misfits.empty() ? mapped_->line : unreadable_line(*plan_, *mapped_, place));
}

void PageMaker::saw(const std::vector<std::string_view>& names) {
    if (tally_ == nullptr && !plan_->ignore) {
        return;
    }
    for (const auto name : names) {
        if (is_taken(*plan_, name) || is_ignored(*plan_, name)) {
            continue;
        }
        if (tally_ != nullptr) {
            tally_->add({.stream = plan_->name,
                         .what = "not taken",
                         .place = "/" + std::string(name),
                         .line = plan_->line,
                         .remedy = "take it by a field, or list it under ignore"});
        }
        if (plan_->ignore && strangers_.size() < most_strangers &&
            std::find(strangers_.begin(), strangers_.end(), name) == strangers_.end()) {
            strangers_.emplace_back(name.substr(0, 60));
        }
    }
}

void PageMaker::tell_absent() {
    for (std::size_t i = 0; tally_ != nullptr && living_ > 0 && i < absent_.size(); ++i) {
        const FieldPlan& field = plan_->fields[i];
        if (!field.required && absent_[i] == living_) {
            tally_->add({.stream = plan_->name,
                         .what = "in no item",
                         .place = place_of(field),
                         .line = field.line,
                         .remedy = "correct from, unless the member is seldom there"});
        }
    }
}

Expected<void> PageMaker::end() {
    tell_absent();
    if (drift_) {
        return Failure::drift(told(*drift_) + ", and the profile takes that for drift",
                              "add the code to the map in line " +
                                  std::to_string(drift_->field->line) + " of the profile");
    }
    for (std::size_t i = 0; i < absent_.size(); ++i) {
        const FieldPlan& field = plan_->fields[i];
        if (living_ < 2 || absent_[i] < living_) {
            continue;
        }
        const auto gone = "member '" + place_of(field) + "' is in none of the " +
                          std::to_string(living_) + " items of the page";
        if (field.required) {
            return Failure::drift(gone,
                                  "correct from in line " + std::to_string(field.line) +
                                      " of the profile; nothing was taken from this page");
        }
        if (living_ >= enough_to_tell) {
            page_->notice(gone,
                          "see whether it has another name now, and correct line " +
                              std::to_string(field.line) + " of the profile");
        }
    }
    for (const auto& name : strangers_) {
        page_->notice("member '" + name + "' is new",
                      "take it by a field of the profile, or list it under ignore");
    }
    return {};
}

}  // namespace tiendo::declarative

#include "deadline_reader.hpp"
#include "language_tables.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::reader {

namespace {

std::vector<Clause> quotations_of(const Tokens& tokens) {
    std::vector<Clause> found;
    std::optional<std::size_t> open;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is("\"")) {
            continue;
        }
        if (open) {
            found.push_back({*open, i});
        }
        open = open ? std::nullopt : std::optional(i);
    }
    return found;
}

bool inside(const std::vector<Clause>& stretches, std::size_t i) {
    return std::ranges::any_of(
        stretches, [&](const Clause& stretch) { return i >= stretch.begin && i < stretch.end; });
}

}  // namespace

PlanYear plan_year_of(const Draft& draft) {
    PlanYear found{draft.plan.date};
    const Words words(draft.plan.title);
    const TokenView view{words.all(), draft.plan.title};
    for (std::size_t i = 1; i < view.size(); ++i) {
        const auto year = view.year(i);
        if (!year) {
            continue;
        }
        // "năm 2026" alone; not "2026 - 2030", "năm 2026 và những năm tiếp theo", "tháng 12 năm
        // 2024".
        const bool dated = view.is(i - 1, "/");  // "(Từ ngày 01/9/2026 đến ngày 31/10/2026)"
        const bool named = view.is(i - 1, "năm") && (i == 1 || !view.number(i - 2));
        const bool alone = (named || dated) && !view.is(i + 1, "-") && !view.is(i + 1, ",") &&
                           !view.says(i + 1, "và");
        if (!alone || (found.of_title && found.of_title != year)) {
            return {draft.plan.date, std::nullopt, true};
        }
        found.of_title = year;
    }
    const bool near = !found.issued || !found.of_title || *found.of_title == found.issued->year() ||
                      *found.of_title == found.issued->year() + 1;
    return near ? found : PlanYear{found.issued, std::nullopt, true};
}

DeadlineReader::DeadlineReader(Draft& draft,
                               DraftNode& made,
                               Tokens tokens,
                               TimePlace place,
                               const PlanYear& year)
    : draft_(draft),
      made_(made),
      tokens_(std::move(tokens)),
      view_{tokens_, draft.clean()},
      words_(draft.language.time),
      place_(place),
      plan_year_(year),
      clauses_(clauses_of(tokens_)),
      quoted_(quotations_of(tokens_)) {
    if (clauses_.empty()) {
        clauses_.push_back({0, tokens_.size()});
    }
    for (std::size_t c = 0; c + 1 < clauses_.size(); ++c) {
        const auto& clause = clauses_[c];
        if (view_.is(clause.end, ":") && words_.labels.before(tokens_, clause.end, clause.begin)) {
            labelled_.push_back(clauses_[c + 1]);
            // "Thời gian: 31/3; 30/6 và 30/9/2026"
            for (auto next = c + 1; next + 1 < clauses_.size() && view_.is(clauses_[next].end, ";");
                 ++next) {
                labelled_.push_back(clauses_[next + 1]);
            }
        }
    }
}

void DeadlineReader::read() {
    const auto before = made_.node.deadlines.size();
    for (std::size_t i = 0; i < tokens_.size();) {
        const auto end = may_begin(i) && !skipped(i) ? read_at(i) : i;
        i = end > i ? end : i + 1;
    }
    const bool words =
        std::ranges::any_of(tokens_, [](const Token& token) { return !token.is_mark(); });
    if (place_ == TimePlace::label && words && made_.node.deadlines.size() == before) {
        draft_.doubts.push_back(
            {"time-not-understood",
             made_.node.id.str(),
             "Không hiểu được thời gian ghi là “" + this->words(0, tokens_.size()) + "”.",
             "không ghi nhận thời hạn này",
             draft_.text.in_source(view_.span(0, tokens_.size()))});
    }
}

void DeadlineReader::read_aim() {
    for (std::size_t i = 0; i < tokens_.size();) {
        auto end = i;
        if (may_begin(i) && !skipped(i)) {
            for (const auto read : {&DeadlineReader::read_range,
                                    &DeadlineReader::read_limit,
                                    &DeadlineReader::read_within}) {
                end = end > i ? end : (this->*read)(i);
            }
        }
        i = std::max(end, i + 1);
    }
}

void DeadlineReader::read_heading() {
    for (std::size_t i = 0; i < tokens_.size();) {
        const auto limit = words_.limits.phrases().at(tokens_, i);
        const bool taken = limit && words_.limits.value(*limit).exclusive && !skipped(i);
        // "Bước 1. Chuẩn bị (từ ngày 26/8 đến ngày 05/9/2025)"
        const bool range = i > 0 && view_.is(i - 1, "(") && view_.is(i, "từ") && !skipped(i);
        // "Giai đoạn 2 (năm 2028 - 2030)"
        const auto time = i > 0 && view_.is(i - 1, "(") && !skipped(i)
                              ? stated_time(view_, i, TimePlace::sentence, words_)
                              : std::nullopt;
        const bool ahead = time && plan_year_.issued && time->last() >= plan_year_.issued;
        const bool bare = time && time->year && (time->size != TimeSize::day || ahead) &&
                          view_.is(time->end, ")");
        const auto end =
            taken   ? read_limit(i)
            : range ? read_range(i)
            : bare
                ? add_times({i, time->end, *time, {}, std::nullopt, time->size == TimeSize::years})
                : i;
        i = end > i ? end : i + 1;
    }
}

/// Whether token `i` may begin a time at all: most words do not, and nine readers need not look.
bool DeadlineReader::may_begin(std::size_t i) const {
    const char first = draft_.clean()[tokens_[i].span.begin];
    const bool number = first >= '0' && first <= '9';  // "7h30" too
    return number || words_.openers.may_have(tokens_[i]) || place_at(i) == TimePlace::label;
}

std::size_t DeadlineReader::read_at(std::size_t i) {
    for (const auto read : {&DeadlineReader::read_range,
                            &DeadlineReader::read_limit,
                            &DeadlineReader::read_length,
                            &DeadlineReader::read_event_length,
                            &DeadlineReader::read_dependence,
                            &DeadlineReader::read_weekday,
                            &DeadlineReader::read_within,
                            &DeadlineReader::read_bare,
                            &DeadlineReader::read_years,
                            &DeadlineReader::read_rate,
                            &DeadlineReader::read_haste}) {
        if (const auto end = (this->*read)(i); end > i) {
            return end;
        }
    }
    return i;
}

Deadline& DeadlineReader::add(std::size_t begin, std::size_t end) {
    Deadline deadline;
    deadline.surface = words(begin, end);
    deadline.span = draft_.text.in_source(view_.span(begin, end));
    previous_end_ = last_end_;
    last_end_ = end;
    made_.node.deadlines.push_back(std::move(deadline));
    return made_.node.deadlines.back();
}

void DeadlineReader::doubt(std::string code,
                           std::string text,
                           std::string choice,
                           const Deadline& deadline) {
    draft_.doubts.push_back(
        {std::move(code), made_.node.id.str(), std::move(text), std::move(choice), deadline.span});
}

/// To whom the papers go, where the sentence says so.
void DeadlineReader::take_receivers(Deadline& deadline) const {
    for (const auto& assignee : made_.node.assignees) {
        if (assignee.role == Role::recipient && !assignee.collective) {
            auto& place = assignee.via ? deadline.via : deadline.to;
            place = place ? place : std::optional(assignee.unit_key);
        }
    }
}

/// What is cited or quoted is somebody else's time.
bool DeadlineReader::skipped(std::size_t i) const {
    const auto at = tokens_[i].span.begin;
    return inside(quoted_, i) || std::ranges::any_of(made_.cited, [&](Span span) {
               return at >= span.begin && at < span.end;
           });
}

TimePlace DeadlineReader::place_at(std::size_t i) const {
    return place_ == TimePlace::label || inside(labelled_, i) ? TimePlace::label
                                                              : TimePlace::sentence;
}

const Clause& DeadlineReader::clause_at(std::size_t i) const {
    const auto found = std::ranges::upper_bound(clauses_, i, {}, &Clause::end);
    return found == clauses_.end() ? clauses_.back() : *found;
}

/// Where the part of the clause begins that holds token `i`: behind a comma or bracket.
std::size_t DeadlineReader::segment_begin(std::size_t i) const {
    const auto floor = clause_at(i).begin;
    while (i > floor && !view_.is(i - 1, ",") && !view_.is(i - 1, "(") && !view_.is(i - 1, ")")) {
        --i;
    }
    return std::max(i, floor);
}

/// Whether nothing but a mark follows: the end of the clause, a comma, a closing bracket.
bool DeadlineReader::ends(std::size_t i) const {
    return i >= tokens_.size() || view_.is(i, ")") || view_.is(i, ",") || i == clause_at(i - 1).end;
}

/// Words directly before the time say that it is only told of: "so với", "tính đến".
bool DeadlineReader::is_told(std::size_t i) const {
    return words_.told_times.before(tokens_, i, clause_at(i).begin).has_value();
}

/// "đã ban hành trước ngày": the time is of what was.
bool DeadlineReader::is_past(std::size_t i) const {
    constexpr std::size_t reach = 4;
    const auto floor = std::max(segment_begin(i), i > reach ? i - reach : 0);
    for (auto at = i; at > floor; --at) {
        if (view_.is(at - 1, "đã")) {
            return true;
        }
    }
    return false;
}

/// "hoàn thành", "thời gian hoàn thành" directly before, a small word between left out.
bool DeadlineReader::after_done(std::size_t i) const {
    const auto floor = clause_at(i).begin;
    if (i > floor && (view_.is(i - 1, "vào") || view_.is(i - 1, "trong") || view_.is(i - 1, "là") ||
                      view_.is(i - 1, "ngay"))) {
        --i;
    }
    return words_.done.before(tokens_, i, floor).has_value() ||
           words_.labels.before(tokens_, i, floor).has_value();
}

std::string DeadlineReader::words(std::size_t begin, std::size_t end) const {
    return plain_text(draft_.clean(), view_.span(begin, end), {});
}

/// Where a phrase that begins at `begin` has ended: at a mark, or at the end of its clause.
std::size_t DeadlineReader::end_of_phrase(std::size_t begin) const {
    constexpr std::size_t most_words = 24;
    const auto limit = std::min({tokens_.size(), begin + most_words, clause_at(begin).end});
    auto end = begin;
    while (end < limit && !view_.is(end, ",") && !view_.is(end, "(") && !view_.is(end, ")") &&
           !view_.is(end, ";") && !view_.is(end, ".") && !view_.is(end, "thì")) {
        ++end;
    }
    return end;
}

void read_deadlines(Draft& draft) {
    const auto year = plan_year_of(draft);
    for (auto& made : draft.nodes) {
        const auto kind = made.node.kind;
        const bool told = kind == NodeKind::task || kind == NodeKind::closing;
        if (!is_understood(made)) {
            continue;
        }
        const bool aim = kind == NodeKind::objective;
        if (told || aim || kind == NodeKind::heading) {
            DeadlineReader reader(draft, made, draft.tokens(made), TimePlace::sentence, year);
            told ? reader.read() : aim ? reader.read_aim() : reader.read_heading();
        }
        for (const auto& attribute : made.attributes) {
            // A label inside the node's own words has been read with them.
            const auto place = draft.text.in_source(attribute.span);
            const bool known = std::ranges::any_of(made.node.deadlines, [&](const Deadline& each) {
                return each.span.begin < place.end && place.begin < each.span.end;
            });
            if (attribute.kind == AttributeKind::time && !known) {
                DeadlineReader(draft, made, draft.tokens(attribute.span), TimePlace::label, year)
                    .read();
            }
        }
    }
}

}  // namespace tiendo::reader

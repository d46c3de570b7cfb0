#include "tiendo/ledger/reminders.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/calendar/due.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace tiendo::ledger {

namespace {

/// The `count`-th day before (negative) or after `day`, of the kind that the rule counts.
Result<Date> counted(Date day, int count, bool working, const calendar::WorkingCalendar& calendar) {
    if (!working) {
        return day.plus(std::chrono::days(count));
    }
    const std::chrono::days step(count < 0 ? -1 : 1);
    for (int left = std::abs(count); left > 0;) {
        day = day.plus(step);
        const auto off = calendar.is_day_off(day);
        if (!off) {
            return off.error();
        }
        left -= *off ? 0 : 1;
    }
    return day;
}

/// By when something is wanted, and from when on one may ask for it.
struct Term {
    Due due;  ///< with an instant
    std::optional<Instant> opens_at;
    std::optional<ReturnAnswer> answer;
};

class Moments {
public:
    Moments(const Term& term, const calendar::WorkingCalendar& calendar, Instant at)
        : term_(term),
          calendar_(calendar),
          at_(at),
          last_day_(*calendar::last_day_on_time(term.due)) {}

    /// Adds those of the rule that have come.
    Result<void> add(const ReminderRule& rule, std::vector<ReminderMoment>& moments) const {
        switch (rule.base) {
            case ReminderBase::before: return add_before(rule, moments);
            case ReminderBase::last_day: return add_in_time(rule, last_day_, moments);
            case ReminderBase::after: return add_after(rule, moments);
        }
        return {};
    }

private:
    [[nodiscard]] int round() const { return term_.answer ? term_.answer->round : 0; }

    static Instant moment(Date day, const ReminderRule& rule) {
        return Instant::start_of(day).plus(rule.hour);
    }

    Result<void> add_before(const ReminderRule& rule, std::vector<ReminderMoment>& moments) const {
        // N working days fit into 3 N + 30 days: what is due far off needs no calendar of its year.
        if (last_day_.plus(-std::chrono::days(3 * rule.days + 30)) > at_.date()) {
            return {};
        }
        auto day = counted(last_day_, -rule.days, rule.working, calendar_);
        return day ? add_in_time(rule, *day, moments) : Result<void>(std::move(day).error());
    }

    Result<void> add_in_time(const ReminderRule& rule,
                             Date day,
                             std::vector<ReminderMoment>& moments) const {
        const auto when = moment(day, rule);
        const bool opened = !term_.opens_at || *term_.opens_at <= when;
        if (when <= at_ && when < *term_.due.at && opened) {
            moments.push_back({rule.id, 1, when, round()});
        }
        return {};
    }

    Result<void> add_after(const ReminderRule& rule, std::vector<ReminderMoment>& moments) const {
        auto day = last_day_;
        for (int occurrence = 1; occurrence <= rule.most && day < at_.date(); ++occurrence) {
            auto next =
                counted(day, occurrence == 1 ? rule.days : rule.every, rule.working, calendar_);
            if (!next) {
                return std::move(next).error();
            }
            day = *next;
            const auto when = moment(day, rule);
            if (when <= at_) {
                moments.push_back({rule.id, occurrence, when, round()});
            }
        }
        return {};
    }

    const Term& term_;
    const calendar::WorkingCalendar& calendar_;
    Instant at_;
    Date last_day_;
};

bool concerns(const ReminderRule& rule, const Owed& row) {
    return rule.papers.empty() ||
           std::ranges::find(rule.papers, row.cycle.type) != rule.papers.end();
}

std::optional<Term> waits(const Owed& row, ReminderTerm term) {
    switch (term) {
        case ReminderTerm::paper: {
            const bool waits = row.cycle.due.at && (row.standing == Standing::open ||
                                                    row.standing == Standing::overdue);
            return waits ? std::optional(Term{row.cycle.due, row.cycle.opens_at, {}})
                         : std::nullopt;
        }
        case ReminderTerm::answer: {
            if (row.answers.empty() ||
                (row.standing != Standing::on_time && row.standing != Standing::late)) {
                return std::nullopt;
            }
            const auto& last = row.answers.back();
            const bool waits = last.again_before && !last.sent_at;
            return waits ? std::optional(Term{{last.again_before, {}}, last.returned_at, last})
                         : std::nullopt;
        }
    }
    return std::nullopt;
}

/// What the rules of one kind ask for of one row.
Result<std::vector<ReminderChain>> chains_of(const Owed& row,
                                             ReminderTerm kind,
                                             std::span<const ReminderRule> rules,
                                             const calendar::WorkingCalendar& calendar,
                                             Instant at) {
    std::vector<ReminderChain> chains;
    const auto term = waits(row, kind);
    if (!term) {
        return chains;
    }
    const Moments moments(*term, calendar, at);
    std::map<ReminderAudience, ReminderChain> found;
    for (const auto& rule : rules) {
        if (rule.term != kind || !concerns(rule, row)) {
            continue;
        }
        if (auto done = moments.add(rule, found[rule.to].moments); !done) {
            return std::move(done).error().at("rule '" + rule.id + "'");
        }
    }
    for (auto& [audience, chain] : found) {
        if (!chain.moments.empty()) {
            std::ranges::stable_sort(chain.moments, {}, &ReminderMoment::at);
            chain.to = audience;
            chain.answer = term->answer;
            chains.push_back(std::move(chain));
        }
    }
    return chains;
}

}  // namespace

Result<std::vector<ReminderChain>> reminders_due(std::span<const Owed> rows,
                                                 std::span<const ReminderRule> rules,
                                                 const calendar::WorkingCalendar& calendar,
                                                 Instant at) {
    std::vector<ReminderChain> all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto kind : {ReminderTerm::paper, ReminderTerm::answer}) {
            auto chains = chains_of(rows[i], kind, rules, calendar, at);
            if (!chains) {
                return std::move(chains).error().at("paper '" + rows[i].obligation.id.str() + "'");
            }
            for (auto& chain : *chains) {
                chain.row = i;
                all.push_back(std::move(chain));
            }
        }
    }
    return all;
}

std::string reminder_key(const ObligationId& paper,
                         const ReminderMoment& moment,
                         ReminderAudience to) {
    const auto day = moment.at.date();
    auto named =
        fmt::format("{}\n{}\n{}\n{}", paper.str(), moment.rule, moment.occurrence, to_string(to));
    if (moment.round > 0) {
        named += fmt::format("\n{}", moment.round);
    }
    const auto digest = sha256_hex(named);
    return fmt::format(
        "{:04}{:02}{:02}-{}", day.year(), day.month(), day.day(), digest.substr(0, 40));
}

}  // namespace tiendo::ledger

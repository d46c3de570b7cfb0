#include "cycles.hpp"

#include "orders.hpp"
#include "window_doubts.hpp"
#include "wording.hpp"

#include "tiendo/calendar/due.hpp"
#include "tiendo/calendar/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tiendo::ledger {

namespace {

/// What paper a sentence asks for; nothing where it names none.
std::optional<ObligationType> paper_of(const Deadline& deadline, const Node& node) {
    const bool plan = mentions(node.text, "kế hoạch");
    const bool report = mentions(node.text, "báo cáo");
    const bool notice = mentions(node.text, "thông báo") || mentions(node.text, "công khai") ||
                        mentions(node.text, "niêm yết") || mentions(node.text, "công bố");
    switch (deadline.type) {
        case DeadlineType::before_date:
            return plan     ? std::optional(ObligationType::unit_plan)
                   : report ? std::optional(ObligationType::report)
                            : std::nullopt;
        case DeadlineType::quarterly:
            return notice   ? std::optional(ObligationType::public_notice)
                   : report ? std::optional(ObligationType::report)
                            : std::nullopt;
        case DeadlineType::periodic:
            return report ? std::optional(ObligationType::report) : std::nullopt;
        case DeadlineType::ongoing:
        case DeadlineType::ad_hoc:
        case DeadlineType::on_event:
        case DeadlineType::period:
        case DeadlineType::relative:
        case DeadlineType::vague:
        case DeadlineType::from_date: return std::nullopt;
    }
    return std::nullopt;
}

/// Stable word and Vietnamese name of a period within a year.
std::pair<std::string, std::string> words_of(Period period) {
    switch (period) {
        case Period::month: return {"month", "tháng"};
        case Period::quarter: return {"quarter", "quý"};
        case Period::half_year: return {"half-year", "06 tháng"};
        case Period::nine_months: return {"nine-months", "09 tháng"};
        case Period::year: return {"year", ""};
        case Period::week: return {"week", "tuần"};
        case Period::day: return {"day", "ngày"};
    }
    return {"", ""};
}

/// Why a deadline makes no cycle.
enum class Unkept : std::uint8_t { no_paper, no_day, too_fine };

std::string_view code_of(Unkept why) {
    switch (why) {
        case Unkept::no_paper: return "deadline-without-paper";
        case Unkept::no_day: return "no-day-stated";
        case Unkept::too_fine: return "cycle-not-kept";
    }
    return "";
}

std::string_view vietnamese(Unkept why) {
    switch (why) {
        case Unkept::no_paper: return "có ngày nhưng câu này không nêu loại văn bản phải gửi";
        case Unkept::no_day: return "không nêu ngày: không tính được hạn";
        case Unkept::too_fine: return "tính theo tuần hoặc ngày: phải theo dõi bên ngoài hệ thống";
    }
    return "";
}

class Derivation {
public:
    Derivation(const Reckoning& reckoning,
               const AdoptOptions& options,
               std::span<const Cycle> stored,
               const std::vector<RuledSentence>& ruled)
        : reckoning_(reckoning), options_(options), ruled_(ruled) {
        for (const auto& each : stored) {
            stored_.emplace(each.id, &each);
        }
    }

    Result<void> add_year(const Plan& plan, int year) {
        year_ = year;
        for (const auto& node : plan.nodes) {
            if (node.kind != NodeKind::task) {
                continue;
            }
            for (const auto& deadline : node.deadlines) {
                if (auto added = add(node, deadline); !added) {
                    return added;
                }
            }
        }
        // After what the text itself gives, so that an order made later takes nobody's id.
        for (const auto& sentence : ruled_) {
            if (auto added = add_ruled(sentence); !added) {
                return added;
            }
        }
        return {};
    }

    Result<Cycles> take() && {
        for (const auto& chosen : options_.windows) {
            if (auto set = choose(chosen); !set) {
                return std::move(set).error();
            }
        }
        WindowDoubts doubts;
        for (const auto& each : cycles_.ordered) {
            if (!each.window_by_rule) {
                doubts.not_stated(each.cycle);
            }
            doubts.due_before_end(each.cycle);
        }
        std::ranges::move(std::move(doubts).take(), std::back_inserter(cycles_.doubts));
        return std::move(cycles_);
    }

private:
    Result<void> add(const Node& node, const Deadline& deadline) {
        const bool recurs = deadline.type == DeadlineType::before_date ||
                            deadline.type == DeadlineType::periodic ||
                            deadline.type == DeadlineType::quarterly;
        if (!recurs || deadline.doubt || (deadline.date && deadline.date->year() != year_)) {
            return {};
        }
        const auto paper = paper_of(deadline, node);
        if (deadline.cycle == Period::week || deadline.cycle == Period::day) {
            doubt_of(node, deadline, Unkept::too_fine);
            return {};
        }
        if (paper &&
            (deadline.type == DeadlineType::quarterly || deadline.cycle == Period::month)) {
            return add_each(node,
                            deadline,
                            *paper,
                            deadline.cycle == Period::month ? Period::month : Period::quarter);
        }
        const bool dated = deadline.date || deadline.recurring || deadline.day_of_month;
        const auto* ruled = dated ? nullptr : ruled_for(deadline);
        if (ruled != nullptr && ruled->speak_of(year_)) {
            return {};
        }
        if (!dated || !paper) {
            doubt_of(node, deadline, dated ? Unkept::no_paper : Unkept::no_day);
            return {};
        }
        return add_one(node, deadline, *paper);
    }

    [[nodiscard]] const RuledSentence* ruled_for(const Deadline& deadline) const {
        const auto found = std::ranges::find(ruled_, &deadline, &RuledSentence::recurs);
        return found == ruled_.end() ? nullptr : &*found;
    }

    /// The same doubt of another year is the same doubt.
    void raise(Doubt doubt) {
        if (std::ranges::find(cycles_.doubts, doubt) == cycles_.doubts.end()) {
            cycles_.doubts.push_back(std::move(doubt));
        }
    }
    void doubt_of(const Node& node, const Deadline& deadline, Unkept why) {
        raise({std::string(code_of(why)),
               node.id.str(),
               fmt::format("“{}” {}", deadline.surface, vietnamese(why)),
               "chưa lập kỳ báo cáo theo câu này",
               deadline.span});
    }

    Cycle base(const Node& node, const Deadline& deadline, ObligationType type) const {
        Cycle cycle;
        cycle.plan = options_.plan;
        cycle.type = type;
        cycle.period = deadline.cycle;
        cycle.year = year_;
        cycle.source_node = node.id;
        if (!deadline.span.empty()) {
            cycle.source_span = deadline.span;
        }
        return cycle;
    }

    Result<void> add_one(const Node& node, const Deadline& deadline, ObligationType type) {
        auto cycle = base(node, deadline, type);
        if (type == ObligationType::unit_plan) {
            cycle.id = free_id("unit-plan", node);
            cycle.name = fmt::format("Kế hoạch triển khai của đơn vị năm {}", year_);
        } else if (deadline.cycle) {
            const auto [word, name] = words_of(*deadline.cycle);
            cycle.id = free_id(word, node);
            cycle.name = fmt::format("Báo cáo{}{} năm {}", name.empty() ? "" : " ", name, year_);
        } else {
            cycle.id = free_id("report", node);
            cycle.name = fmt::format("Báo cáo ({}) năm {}", deadline.surface, year_);
        }
        keep_window(cycle);
        return push(std::move(cycle), node, deadline, options_.as_of);
    }

    /// A cycle for one of the periods of a sentence, before its due instant is known.
    Cycle cycle_of(const Node& node,
                   const Deadline& deadline,
                   ObligationType type,
                   const calendar::CyclePeriod& of) const {
        const bool notice = type == ObligationType::public_notice;
        auto cycle = base(node, deadline, type);
        cycle.period = of.period;
        cycle.id = free_id(of.id().substr(5), node);
        cycle.name =
            fmt::format("{} {}", notice ? "Thông báo công khai" : "Báo cáo", of.vietnamese());
        if (notice || of.period == Period::quarter) {
            const auto word = words_of(of.period).second;
            cycle.window = Window{of.first_day(), of.last_day()};
            cycle.window_choice =
                fmt::format("trọn {0} theo dương lịch, theo chữ “{0}” của văn bản", word);
        }
        return cycle;
    }

    /// One cycle for each month or quarter of the year.
    Result<void> add_each(const Node& node,
                          const Deadline& deadline,
                          ObligationType type,
                          Period period) {
        const bool dated = deadline.recurring || deadline.day_of_month;
        const auto* ruled = dated ? nullptr : ruled_for(deadline);
        bool open = false;
        for (int number = 1; const auto of = calendar::make_cycle_period(period, year_, number);
             ++number) {
            const auto* by = ruled == nullptr ? nullptr : period_in(*ruled, *of);
            auto pushed = by != nullptr ? push_ruled(*ruled, *by, type)
                                        : push_stated(node, deadline, type, *of);
            if (!pushed) {
                return pushed;
            }
            open = open || (by == nullptr && !dated);
        }
        if (open) {
            raise({"no-day-stated",
                   node.id.str(),
                   fmt::format("“{}” không nêu ngày phải xong", deadline.surface),
                   fmt::format("theo dõi theo từng {}, không tính hạn và không kết luận trễ hạn",
                               words_of(period).second),
                   deadline.span});
        }
        return {};
    }

    static const RuledPeriod* period_in(const RuledSentence& sentence,
                                        const calendar::CyclePeriod& of) {
        const auto found = sentence.periods.find(of);
        return found == sentence.periods.end() ? nullptr : &found->second;
    }

    Result<void> push_stated(const Node& node,
                             const Deadline& deadline,
                             ObligationType type,
                             const calendar::CyclePeriod& of) {
        const auto last = of.last_day();
        auto of_period = deadline;
        if (deadline.day_of_month) {  // "ngày 25 của tháng cuối quý", "ngày 15 hằng tháng"
            of_period.recurring = MonthDay{
                last.month(), std::min(last.day(), static_cast<unsigned>(*deadline.day_of_month))};
        }
        auto cycle = cycle_of(node, deadline, type, of);
        keep_window(cycle);
        return push(std::move(cycle), node, of_period, last);
    }

    /// What the sentence's rule gives and `add` did not push yet.
    Result<void> add_ruled(const RuledSentence& sentence) {
        const auto paper = paper_of(sentence.deadline, *sentence.node);
        for (const auto& [of, by] : sentence.periods) {
            if (of.year != year_ || pushed_.contains(&by)) {
                continue;
            }
            auto done = push_ruled(sentence, by, paper.value_or(ObligationType::report));
            if (!done) {
                return done;
            }
        }
        return {};
    }

    Result<void> push_ruled(const RuledSentence& sentence,
                            const RuledPeriod& by,
                            ObligationType type) {
        const auto& of = by.cycle.period;
        auto cycle = cycle_of(*sentence.node, sentence.deadline, type, of);
        pushed_.insert(&by);
        keep_window(cycle);
        apply(sentence, by, cycle);
        for (auto& doubt : doubts_of(sentence, by)) {
            raise(std::move(doubt));
        }
        if (auto done = push(std::move(cycle), *sentence.node, sentence.deadline, of.last_day());
            !done) {
            return done;
        }
        cycles_.ordered.back().window_by_rule = by.cycle.evaluation.window.has_value();
        return {};
    }

    /// The days that a person chose, of a cycle that the plan has: no calendar moves them. Those of
    /// a rule are the rule's to say.
    void keep_window(Cycle& cycle) const {
        const auto stored = stored_.find(cycle.id);
        if (stored != stored_.end() && stored->second->window &&
            !window_by(options_.orders, *stored->second)) {
            cycle.window = stored->second->window;
            cycle.window_choice = stored->second->window_choice;
        }
    }

    /// @param without_due  whose units owe it where there is no due instant
    Result<void> push(Cycle cycle, const Node& node, const Deadline& deadline, Date without_due) {
        auto sentence = sentence_around(node.text, deadline.surface);
        if (!cycle.due.at) {
            calendar::DueRules rules;
            rules.node = node.id;
            rules.sentence = sentence;
            auto due = calendar::due_of(deadline, year_, rules, reckoning_.calendar);
            if (!due) {
                return std::move(due).error();
            }
            cycle.due = std::move(*due);
        }
        const auto debtors_on = calendar::last_day_on_time(cycle.due).value_or(without_due);
        cycles_.ordered.push_back(
            {std::move(cycle), &node, std::move(sentence), debtors_on, false});
        return {};
    }

    /// "2021-half-year"; with the node's id behind it where another sentence has taken it.
    CycleId free_id(std::string_view word, const Node& node) const {
        auto id = fmt::format("{}-{}", year_, word);
        const bool taken = std::ranges::any_of(
            cycles_.ordered, [&](const auto& each) { return each.cycle.id.str() == id; });
        return CycleId::of(taken ? fmt::format("{}-{}", id, node.id.str()) : id);
    }

    Result<void> choose(const ChosenWindow& chosen) {
        const auto place = fmt::format("cycle '{}'", chosen.cycle.str());
        auto choice = calendar::check(chosen.choice);
        if (!choice) {
            return std::move(choice).error().at(place);
        }
        std::string known;
        for (auto& each : cycles_.ordered) {
            if (each.cycle.id != chosen.cycle) {
                known += (known.empty() ? "" : ", ") + each.cycle.id.str();
                continue;
            }
            if (each.window_by_rule) {
                return Error{ErrorCode::conflict,
                             "the rule that was ordered states which days the figures cover",
                             "choose no window for it"}
                    .at(place);
            }
            each.cycle.window = choice->window;
            each.cycle.window_choice = calendar::vietnamese(*choice);
            return {};
        }
        return Error{ErrorCode::not_found,
                     fmt::format("the plan orders no cycle '{}' in the years {} to {}",
                                 chosen.cycle.str(),
                                 options_.years.first,
                                 options_.years.last),
                     known.empty() ? "choose no window" : "use one of: " + known};
    }

    const Reckoning& reckoning_;
    const AdoptOptions& options_;
    const std::vector<RuledSentence>& ruled_;
    std::map<CycleId, const Cycle*> stored_;
    int year_ = 0;
    Cycles cycles_;
    std::set<const RuledPeriod*> pushed_;
};

/// The first year of the span that the calendar lacks.
/// @return not_found, with what to load
Result<void> check_years(const Years& years, const calendar::WorkingCalendar& calendar) {
    if (years.first < 1976 || years.last > 2100 || years.last < years.first) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("{} to {} is no span of years", years.first, years.last),
                     "give the first year, then the last, from 1976 to 2100"};
    }
    for (int year = years.first; year <= years.last; ++year) {
        if (!calendar.covers(year)) {
            return calendar.status_of(Date::of(year, 1, 1)).error();
        }
    }
    return {};
}

}  // namespace

Result<Cycles> cycles_of(const Plan& plan,
                         const Reckoning& reckoning,
                         const AdoptOptions& options,
                         std::span<const Cycle> stored) {
    auto good = check_years(options.years, reckoning.calendar);
    auto ruled = good ? ruled_sentences(plan, reckoning, options) : std::move(good).error();
    if (!ruled) {
        return std::move(ruled).error();
    }
    Derivation derivation(reckoning, options, stored, *ruled);
    for (int year = options.years.first; year <= options.years.last; ++year) {
        if (auto added = derivation.add_year(plan, year); !added) {
            return std::move(added).error();
        }
    }
    return std::move(derivation).take();
}

}  // namespace tiendo::ledger

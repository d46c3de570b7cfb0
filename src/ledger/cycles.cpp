#include "cycles.hpp"

#include "wording.hpp"

#include "tiendo/calendar/due.hpp"
#include "tiendo/calendar/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
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

class Derivation {
public:
    Derivation(const calendar::WorkingCalendar& calendar, const AdoptOptions& options)
        : calendar_(calendar), options_(options) {}

    Result<void> add(const Node& node, const Deadline& deadline) {
        const bool recurs = deadline.type == DeadlineType::before_date ||
                            deadline.type == DeadlineType::periodic ||
                            deadline.type == DeadlineType::quarterly;
        if (!recurs || deadline.doubt ||
            (deadline.date && deadline.date->year() != options_.year)) {
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
        if (!dated || !paper) {
            doubt_of(node, deadline, dated ? Unkept::no_paper : Unkept::no_day);
            return {};
        }
        return add_one(node, deadline, *paper);
    }

    Result<Cycles> take() && {
        for (const auto& chosen : options_.windows) {
            if (auto set = choose(chosen); !set) {
                return std::move(set).error();
            }
        }
        for (const auto& each : cycles_.ordered) {
            if (each.cycle.type == ObligationType::report) {
                doubt_window(each);
            }
        }
        return std::move(cycles_);
    }

private:
    /// Why a deadline makes no cycle.
    enum class Unkept : std::uint8_t { no_paper, no_day, too_fine };

    void doubt_of(const Node& node, const Deadline& deadline, Unkept why) {
        cycles_.doubts.push_back({std::string(code_of(why)),
                                  node.id.str(),
                                  fmt::format("“{}” {}", deadline.surface, vietnamese(why)),
                                  "chưa lập kỳ báo cáo theo câu này",
                                  deadline.span});
    }
    static std::string_view code_of(Unkept why) {
        switch (why) {
            case Unkept::no_paper: return "deadline-without-paper";
            case Unkept::no_day: return "no-day-stated";
            case Unkept::too_fine: return "cycle-not-kept";
        }
        return "";
    }
    static std::string_view vietnamese(Unkept why) {
        switch (why) {
            case Unkept::no_paper: return "có ngày nhưng câu này không nêu loại văn bản phải gửi";
            case Unkept::no_day: return "không nêu ngày: không tính được hạn";
            case Unkept::too_fine:
                return "tính theo tuần hoặc ngày: phải theo dõi bên ngoài hệ thống";
        }
        return "";
    }

    Cycle base(const Node& node, const Deadline& deadline, ObligationType type) const {
        Cycle cycle;
        cycle.plan = options_.plan;
        cycle.type = type;
        cycle.period = deadline.cycle;
        cycle.year = options_.year;
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
            cycle.name = fmt::format("Kế hoạch triển khai của đơn vị năm {}", options_.year);
        } else if (deadline.cycle) {
            const auto [word, name] = words_of(*deadline.cycle);
            cycle.id = free_id(word, node);
            cycle.name =
                fmt::format("Báo cáo{}{} năm {}", name.empty() ? "" : " ", name, options_.year);
        } else {
            cycle.id = free_id("report", node);
            cycle.name = fmt::format("Báo cáo ({}) năm {}", deadline.surface, options_.year);
        }
        return push(std::move(cycle), node, deadline, options_.as_of);
    }

    /// One cycle for each month or quarter of the year.
    Result<void> add_each(const Node& node,
                          const Deadline& deadline,
                          ObligationType type,
                          Period period) {
        const bool notice = type == ObligationType::public_notice;
        for (int number = 1;
             const auto of = calendar::make_cycle_period(period, options_.year, number);
             ++number) {
            auto cycle = base(node, deadline, type);
            cycle.period = period;
            cycle.id = free_id(of->id().substr(5), node);
            cycle.name =
                fmt::format("{} {}", notice ? "Thông báo công khai" : "Báo cáo", of->vietnamese());
            const auto last = of->last_day();
            if (notice || period == Period::quarter) {
                const auto word = words_of(period).second;
                cycle.window = Window{of->first_day(), last};
                cycle.window_choice =
                    fmt::format("trọn {0} theo dương lịch, theo chữ “{0}” của văn bản", word);
            }
            auto of_period = deadline;
            if (deadline.day_of_month) {  // "ngày 25 của tháng cuối quý", "ngày 15 hằng tháng"
                of_period.recurring =
                    MonthDay{last.month(),
                             std::min(last.day(), static_cast<unsigned>(*deadline.day_of_month))};
            }
            if (auto pushed = push(std::move(cycle), node, of_period, last); !pushed) {
                return pushed;
            }
        }
        if (!deadline.recurring && !deadline.day_of_month) {
            cycles_.doubts.push_back(
                {"no-day-stated",
                 node.id.str(),
                 fmt::format("“{}” không nêu ngày phải xong", deadline.surface),
                 fmt::format("theo dõi theo từng {}, không tính hạn và không kết luận trễ hạn",
                             words_of(period).second),
                 deadline.span});
        }
        return {};
    }

    Result<void> push(Cycle cycle, const Node& node, const Deadline& deadline, Date without_due) {
        const auto sentence = sentence_around(node.text, deadline.surface);
        calendar::DueRules rules;
        rules.node = node.id;
        rules.sentence = sentence;
        auto due = calendar::due_of(deadline, options_.year, rules, calendar_);
        if (!due) {
            return std::move(due).error();
        }
        const auto debtors_on = calendar::last_day_on_time(*due).value_or(without_due);
        cycle.due = std::move(*due);
        cycles_.ordered.push_back({std::move(cycle), &node, sentence, debtors_on});
        return {};
    }

    /// "2021-half-year"; with the node's id behind it where another sentence has taken it.
    CycleId free_id(std::string_view word, const Node& node) const {
        auto id = fmt::format("{}-{}", options_.year, word);
        const bool taken = std::ranges::any_of(
            cycles_.ordered, [&](const auto& each) { return each.cycle.id.str() == id; });
        return CycleId::of(taken ? fmt::format("{}-{}", id, node.id.str()) : id);
    }

    Result<void> choose(const ChosenWindow& chosen) {
        auto choice = calendar::check(chosen.choice);
        if (!choice) {
            return std::move(choice).error().at(fmt::format("cycle '{}'", chosen.cycle.str()));
        }
        std::string known;
        for (auto& each : cycles_.ordered) {
            if (each.cycle.id == chosen.cycle) {
                each.cycle.window = choice->window;
                each.cycle.window_choice = calendar::vietnamese(*choice);
                return {};
            }
            known += (known.empty() ? "" : ", ") + each.cycle.id.str();
        }
        return Error{
            ErrorCode::not_found,
            fmt::format("the plan orders no cycle '{}' in {}", chosen.cycle.str(), options_.year),
            known.empty() ? "choose no window" : "use one of: " + known};
    }

    void doubt_window(const OrderedCycle& each) {
        const auto& cycle = each.cycle;
        if (cycle.period == Period::quarter ||
            (cycle.period == Period::month && !told_.insert(cycle.source_node).second)) {
            return;  // stated, or told of the first month
        }
        cycles_.doubts.push_back(
            {"window-not-stated",
             cycle.id.str(),
             fmt::format("văn bản không nêu số liệu của {} lấy từ ngày nào đến ngày nào",
                         cycle.name),
             cycle.window ? cycle.window_choice : std::string("chưa chọn, nên chưa tính chỉ tiêu"),
             cycle.source_span});
    }

    const calendar::WorkingCalendar& calendar_;
    const AdoptOptions& options_;
    Cycles cycles_;
    std::set<NodeId> told_;  ///< of whose months it was told that no window is stated
};

}  // namespace

Result<Cycles> cycles_of(const Plan& plan,
                         const calendar::WorkingCalendar& calendar,
                         const AdoptOptions& options) {
    Derivation derivation(calendar, options);
    for (const auto& node : plan.nodes) {
        if (node.kind != NodeKind::task) {
            continue;
        }
        for (const auto& deadline : node.deadlines) {
            if (auto added = derivation.add(node, deadline); !added) {
                return std::move(added).error();
            }
        }
    }
    return std::move(derivation).take();
}

}  // namespace tiendo::ledger

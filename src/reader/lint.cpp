#include "tiendo/reader/lint.hpp"

#include "language_tables.hpp"
#include "vietnamese.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tiendo::reader {

namespace {

bool leads(const Assignee& assignee) {
    return assignee.role == Role::lead || assignee.role == Role::advise ||
           assignee.role == Role::requested;
}

bool measurable(const Deadline& deadline) {
    switch (deadline.type) {
        case DeadlineType::before_date:
        case DeadlineType::quarterly: return true;
        case DeadlineType::period: return deadline.date.has_value();
        case DeadlineType::periodic: return deadline.cycle || deadline.recurring;
        case DeadlineType::relative: return deadline.relative && deadline.relative->amount;
        case DeadlineType::ongoing:
        case DeadlineType::ad_hoc:
        case DeadlineType::on_event:
        case DeadlineType::vague:
        case DeadlineType::from_date: break;
    }
    return false;
}

/// The last day of the years that a title names ("giai đoạn 2026-2030"); nothing where it goes on
/// ("và những năm tiếp theo") or names none.
std::optional<Date> end_of(const Plan& plan) {
    constexpr std::string_view open_end = "tiếp theo";
    constexpr int first_year = 1990;
    constexpr int last_year = 2100;
    if (match_key(plan.title).find(match_key(open_end)) != std::string::npos) {
        return std::nullopt;
    }
    std::optional<int> latest;
    const Words words(plan.title);
    for (const auto& token : words.all()) {
        const auto year = number_of(token, plan.title);
        if (year && *year >= first_year && *year <= last_year) {
            latest = latest ? std::max(*latest, *year) : *year;
        }
    }
    return latest ? std::optional(Date::of(*latest, 12, 31)) : std::nullopt;
}

class Linter {
public:
    Linter(const Plan& plan, const LintOptions& options, const LintWords& words)
        : plan_(plan),
          options_(options),
          words_(words),
          as_of_(options.as_of ? options.as_of : plan.date),
          end_(end_of(plan)) {}

    Result<LintReport> report() && {
        if (options_.units != nullptr && as_of_) {
            auto authority = options_.units->authority_on(*as_of_);
            if (!authority) {
                return std::move(authority).error();
            }
            authority_ = *authority;
        }
        check_citations();
        for (const auto& node : plan_.nodes) {
            if (node.kind == NodeKind::task) {
                check_task(node);
            }
            check_times(node);
            check_bodies(node);
            check_reports(node);
        }
        return std::move(report_);
    }

private:
    void tell(std::string_view code,
              const Node& node,
              const std::string& text,
              const std::string& surface = {},
              std::optional<Span> span = {}) {
        auto sentence = node.text;
        if (const auto at = surface.empty() ? std::string::npos : sentence.find(surface);
            at != std::string::npos) {
            sentence.insert(at + surface.size(), "›");
            sentence.insert(at, "‹");
        }
        report_.findings.push_back({std::string(code), node.id.str(), text, sentence, span});
    }

    [[nodiscard]] static std::vector<const Assignee*> leads_of(const Node& node) {
        std::vector<const Assignee*> found;
        for (const auto& assignee : node.assignees) {
            if (leads(assignee) && assignee.source != AssigneeSource::implicit_authority) {
                found.push_back(&assignee);
            }
        }
        return found;
    }

    void check_task(const Node& node) {
        const auto leaders = leads_of(node);
        std::set<std::string_view> keys;
        for (const auto* leader : leaders) {
            keys.insert(leader->unit_key);
        }
        const auto clarity = judged(node, leaders, keys.size());
        if (!clarity.person) {
            tell("nobody-responsible", node, "Nhiệm vụ không nêu đơn vị chủ trì.");
        }
        const bool one_sentence = leaders.size() > 1 && !leaders[0]->collective &&
                                  !leaders[1]->collective &&
                                  leaders[0]->source == AssigneeSource::stated;
        if (keys.size() > 1 && one_sentence) {
            tell(
                "several-leads",
                node,
                fmt::format("Có {} đơn vị cùng chủ trì: cần nêu một đơn vị chịu trách nhiệm chính.",
                            keys.size()),
                leaders[1]->surface,
                leaders[1]->span);
        }
        if (!clarity.time) {
            tell("no-due-date", node, "Nhiệm vụ không có thời hạn đo đếm được.");
        }
        if (!clarity.product) {
            tell("no-product", node, "Nhiệm vụ không nêu sản phẩm hoặc chỉ tiêu.");
        }
        report_.clarity.push_back(clarity);
    }

    [[nodiscard]] Clarity judged(const Node& node,
                                 const std::vector<const Assignee*>& leaders,
                                 std::size_t distinct) const {
        const Words words(node.text);
        const auto says = [&](const Phrases& phrases) {
            return phrases.find(words.all(), 0, words.all().size()).has_value();
        };
        Clarity clarity;
        clarity.node = node.id;
        clarity.person = !leaders.empty();
        clarity.work = says(words_.actions);
        clarity.time = std::ranges::any_of(node.deadlines, measurable);
        clarity.responsibility = distinct == 1;
        clarity.product = !node.products.empty() || !node.targets.empty();
        clarity.authority = says(words_.authorities) || !node.report_duties.empty() ||
                            std::ranges::any_of(node.assignees, [](const Assignee& each) {
                                return each.role == Role::recipient;
                            });
        return clarity;
    }

    void check_times(const Node& node) {
        for (const auto& deadline : node.deadlines) {
            if (!deadline.date) {
                continue;
            }
            if (plan_.date && *deadline.date < *plan_.date) {
                tell("due-before-plan",
                     node,
                     fmt::format("Thời hạn “{}” sớm hơn ngày ký văn bản.", deadline.surface),
                     deadline.surface,
                     deadline.span);
            }
            if (end_ && *deadline.date > *end_) {
                tell("due-after-end",
                     node,
                     fmt::format("Thời hạn “{}” sau khi kế hoạch đã hết kỳ ({}).",
                                 deadline.surface,
                                 end_->vietnamese()),
                     deadline.surface,
                     deadline.span);
            }
        }
    }

    void check_bodies(const Node& node) {
        for (const auto& assignee : node.assignees) {
            if (assignee.source != AssigneeSource::stated) {
                continue;
            }
            check_collective(node, assignee);
            if (assignee.role == Role::requested && ordered(node, assignee)) {
                tell("order-to-outsider",
                     node,
                     fmt::format("“{}” không thuộc quyền chỉ đạo của cơ quan ban hành: chỉ có thể "
                                 "đề nghị.",
                                 assignee.surface),
                     assignee.surface,
                     assignee.span);
            }
        }
    }

    /// Whether an order verb stands directly before the body.
    [[nodiscard]] bool ordered(const Node& node, const Assignee& assignee) const {
        const auto at = node.text.find(assignee.surface);
        if (at == std::string::npos || at == 0) {
            return false;
        }
        const auto before = node.text.substr(0, at);
        const Words words(before);
        return words_.orders.before(words.all(), words.all().size(), 0).has_value();
    }

    void check_collective(const Node& node, const Assignee& assignee) {
        constexpr std::string_view unnamed = "khong-neu-ten";
        if (assignee.collective == unnamed) {
            tell("collective-unresolvable",
                 node,
                 fmt::format("“{}” không xác định được là những đơn vị nào.", assignee.surface),
                 assignee.surface,
                 assignee.span);
            return;
        }
        if (!assignee.collective || options_.units == nullptr || !as_of_) {
            return;
        }
        const auto day = day_of(node);
        const auto expanded = options_.units->expand(assignee, day, authority_);
        if (!expanded) {
            tell("collective-unresolvable",
                 node,
                 fmt::format("“{}” không tra được trong danh mục đơn vị.", assignee.surface),
                 assignee.surface,
                 assignee.span);
        } else if (assignee.stated_count &&
                   static_cast<std::size_t>(*assignee.stated_count) != expanded->units.size()) {
            tell("unit-count-differs",
                 node,
                 fmt::format("Văn bản ghi “{}” nhưng danh mục đơn vị ngày {} có {}.",
                             assignee.surface,
                             day.vietnamese(),
                             expanded->units.size()),
                 assignee.surface,
                 assignee.span);
        }
    }

    /// The day on which a task is owed, where it states one; else the day to judge on.
    [[nodiscard]] Date day_of(const Node& node) const {
        for (const auto& deadline : node.deadlines) {
            if (deadline.date) {
                return deadline.date->plus(std::chrono::days(deadline.exclusive ? -1 : 0));
            }
        }
        return *as_of_;
    }

    void check_reports(const Node& node) {
        for (const auto& duty : node.report_duties) {
            if (!duty.to && !duty.via) {
                tell("report-to-nobody",
                     node,
                     fmt::format("“{}” không nêu nơi nhận báo cáo.", shortened(duty.surface)),
                     duty.surface,
                     duty.span);
            }
        }
    }

    void check_citations() {
        std::map<std::string, const Citation*> by_number;
        for (const auto& citation : plan_.citations) {
            const auto* node =
                citation.mentions.empty() ? nullptr : plan_.find(citation.mentions.front().node);
            if (!citation.number || node == nullptr) {
                continue;
            }
            const auto& mention = citation.mentions.front();
            const auto key = citation_key(*citation.number);
            if (const auto lapsed = words_.lapsed.find(key);
                lapsed != words_.lapsed.end() && as_of_ && lapsed->second.since <= *as_of_) {
                tell("citation-lapsed",
                     *node,
                     fmt::format("{} {} hết hiệu lực từ ngày {} ({} thay thế): đề nghị kiểm tra.",
                                 citation.kind,
                                 *citation.number,
                                 lapsed->second.since.vietnamese(),
                                 lapsed->second.replaced_by),
                     mention.surface,
                     mention.span);
            }
            auto& known = by_number[match_key(citation.kind) + " " + key];
            if (known != nullptr && known->date && citation.date && known->date != citation.date) {
                tell("citation-dates-differ",
                     *node,
                     fmt::format("{} {} được ghi hai ngày khác nhau: {} và {}.",
                                 citation.kind,
                                 *citation.number,
                                 known->date->vietnamese(),
                                 citation.date->vietnamese()),
                     mention.surface,
                     mention.span);
            }
            known = known == nullptr ? &citation : known;
        }
    }

    const Plan& plan_;
    const LintOptions& options_;
    const LintWords& words_;
    std::optional<Date> as_of_;
    std::optional<Date> end_;
    UnitId authority_;
    LintReport report_;
};

}  // namespace

int Clarity::score() const noexcept {
    return static_cast<int>(person) + static_cast<int>(work) + static_cast<int>(time) +
           static_cast<int>(responsibility) + static_cast<int>(product) +
           static_cast<int>(authority);
}

Result<LintReport> lint_plan(const Reading& reading, const LintOptions& options) {
    const auto& language = options.language == nullptr ? Language::shipped() : *options.language;
    return Linter(reading.plan, options, language.tables().lint).report();
}

}  // namespace tiendo::reader

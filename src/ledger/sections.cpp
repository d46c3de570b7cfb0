#include "tiendo/ledger/sections.hpp"

#include "papers.hpp"
#include "rule_table.hpp"
#include "shipped_sections.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace tiendo::ledger {

namespace {

constexpr int dimensions_of_papi = 8;

constexpr EnumNames<SectionKind, 3> section_kinds{"kind of section",
                                                  {{{SectionKind::dimension, "dimension"},
                                                    {SectionKind::task, "task"},
                                                    {SectionKind::general, "general"}}}};

/// What a kind of paper is asked to speak of.
struct SectionRule {
    std::vector<ObligationType> papers;
    std::vector<Role> required;
    std::vector<Role> offered;
};

SectionRule read_rule(RuleFields& fields) {
    SectionRule rule;
    rule.papers = fields.all_parsed("papers", parse_obligation_type);
    rule.required = fields.all_parsed("required", parse_role);
    rule.offered = fields.all_parsed("offered", parse_role);
    return rule;
}

template <typename T>
bool holds(const std::vector<T>& values, T value) {
    return std::ranges::find(values, value) != values.end();
}

Result<SectionRule> rule_for(ObligationType type) {
    auto rules = read_rules<SectionRule>(shipped_sections, "muc-bao-cao.toml", "paper", read_rule);
    if (!rules) {
        return std::move(rules).error();
    }
    for (auto& rule : *rules) {
        if (holds(rule.papers, type)) {
            return std::move(rule);
        }
    }
    return SectionRule{};
}

std::string_view vietnamese(Role role) {
    switch (role) {
        case Role::lead: return "chủ trì";
        case Role::coordinate: return "phối hợp";
        case Role::advise: return "tham mưu";
        case Role::supervise: return "giám sát";
        case Role::requested: return "được đề nghị thực hiện";
        case Role::partner: return "tham gia";
        case Role::recipient: return "tiếp nhận";
    }
    return "tham gia";
}

/// The tasks of one unit, by node, each with its weightiest role: enumerators stand by weight.
std::map<NodeId, Role> roles_of(const std::vector<Duty>& duties,
                                const SectionRule& rule,
                                Date day) {
    std::map<NodeId, Role> roles;
    for (const auto& duty : duties) {
        const bool then =
            (!duty.since || *duty.since <= day) && (!duty.until || day <= *duty.until);
        if (!then || !holds(rule.offered, duty.role)) {
            continue;
        }
        const auto [found, added] = roles.emplace(duty.node, duty.role);
        if (!added) {
            // A request binds as a lead does and weighs more than helping.
            const auto weight = [](Role role) {
                return role == Role::requested ? Role::lead : role;
            };
            if (weight(duty.role) < weight(found->second)) {
                found->second = duty.role;
            }
        }
    }
    return roles;
}

class Asked {
public:
    Asked(const Plan& plan, std::map<NodeId, Role> roles, SectionRule rule)
        : plan_(plan), roles_(std::move(roles)), rule_(std::move(rule)) {}

    std::vector<AskedSection> all() {
        std::vector<AskedSection> sections;
        for (int dimension = 1; dimension <= dimensions_of_papi; ++dimension) {
            add_dimension(dimension, sections);
        }
        add_tasks(std::nullopt, sections);
        const bool any_required = std::ranges::any_of(sections, &AskedSection::required);
        sections.insert(
            sections.begin(),
            {"general",
             SectionKind::general,
             "Đánh giá chung, khó khăn, kiến nghị",
             {},
             {},
             !any_required,
             any_required ? "nội dung chung, ngoài từng nhiệm vụ" : "báo cáo phải có nội dung"});
        return sections;
    }

private:
    [[nodiscard]] std::string name_of(int dimension) const {
        const auto found = std::ranges::find(plan_.dimensions, dimension, &Dimension::number);
        return found == plan_.dimensions.end() ? fmt::format("Nội dung {}", dimension)
                                               : found->name;
    }

    void add_dimension(int dimension, std::vector<AskedSection>& sections) const {
        std::vector<AskedSection> tasks;
        add_tasks(dimension, tasks);
        if (tasks.empty()) {
            return;
        }
        std::string leads;
        std::optional<Role> weightiest;
        for (const auto& task : tasks) {
            if (holds(rule_.required, *task.role)) {
                leads += (leads.empty() ? "" : ", ") + task.about;
            }
            weightiest = weightiest ? std::min(*weightiest, *task.role) : task.role;
        }
        AskedSection section{std::to_string(dimension),
                             SectionKind::dimension,
                             name_of(dimension),
                             dimension,
                             weightiest,
                             !leads.empty(),
                             leads.empty()
                                 ? "đơn vị tham gia, không chủ trì nhiệm vụ của nội dung này"
                                 : fmt::format("đơn vị chủ trì nhiệm vụ {}", leads)};
        sections.push_back(std::move(section));
        std::ranges::move(tasks, std::back_inserter(sections));
    }

    void add_tasks(std::optional<int> dimension, std::vector<AskedSection>& sections) const {
        for (const auto& node : plan_.nodes) {
            const auto role = roles_.find(node.id);
            if (role == roles_.end() || node.dimension != dimension) {
                continue;
            }
            sections.push_back({node.id.str(),
                                SectionKind::task,
                                node.text,
                                dimension,
                                role->second,
                                false,
                                fmt::format("đơn vị {} nhiệm vụ này", vietnamese(role->second))});
        }
    }

    const Plan& plan_;
    std::map<NodeId, Role> roles_;
    SectionRule rule_;
};

}  // namespace

std::string_view to_string(SectionKind kind) noexcept {
    return section_kinds.name(kind);
}

Result<std::vector<AskedSection>> sections_of(store::Transaction& tx,
                                              const Paper& paper,
                                              Instant at) {
    auto found = find_paper(tx, paper);
    auto cycle = found ? store::get_cycle(tx, paper.plan, paper.cycle) : std::move(found).error();
    auto rule = cycle ? rule_for(cycle->type) : std::move(cycle).error();
    auto plan = rule ? store::get_plan(tx, paper.plan) : std::move(rule).error();
    auto duties = plan ? store::list_duties(tx, {.plan = paper.plan, .unit = paper.unit})
                       : std::move(plan).error();
    if (!duties) {
        return std::move(duties).error();
    }
    return Asked(plan->plan, roles_of(*duties, *rule, at.date()), *rule).all();
}

bool speaks_of(const Section& section, int dimension, const Plan& plan) {
    if (section.about == std::to_string(dimension)) {
        return true;
    }
    return std::ranges::any_of(plan.nodes, [&](const Node& node) {
        return node.dimension == dimension && node.id.str() == section.about;
    });
}

std::vector<AskedSection> missing_sections(std::span<const AskedSection> asked,
                                           std::span<const Section> given) {
    const auto has_text = [&](const std::string& about) {
        return std::ranges::any_of(given, [&](const Section& each) {
            return each.about == about && !trim(each.text).empty();
        });
    };
    std::vector<AskedSection> missing;
    for (const auto& section : asked) {
        if (!section.required || has_text(section.about)) {
            continue;
        }
        const bool by_task = std::ranges::any_of(asked, [&](const AskedSection& task) {
            return task.kind == SectionKind::task && task.dimension == section.dimension &&
                   section.kind == SectionKind::dimension && has_text(task.about);
        });
        if (!by_task) {
            missing.push_back(section);
        }
    }
    return missing;
}

}  // namespace tiendo::ledger

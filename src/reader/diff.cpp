#include "tiendo/reader/diff.hpp"

#include "likeness.hpp"
#include "vietnamese.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr EnumNames<ChangeKind, 6> change_kinds{"kind of change",
                                                {{{ChangeKind::added, "added"},
                                                  {ChangeKind::dropped, "dropped"},
                                                  {ChangeKind::moved, "moved"},
                                                  {ChangeKind::reworded, "reworded"},
                                                  {ChangeKind::reassigned, "reassigned"},
                                                  {ChangeKind::rescheduled, "rescheduled"}}}};

std::vector<const Node*> compared(const Plan& plan) {
    std::vector<const Node*> nodes;
    for (const auto& node : plan.nodes) {
        if (node.kind != NodeKind::remainder) {
            nodes.push_back(&node);
        }
    }
    return nodes;
}

std::vector<std::string> texts_of(const std::vector<const Node*>& nodes) {
    std::vector<std::string> texts;
    for (const auto* node : nodes) {
        texts.emplace_back(words_behind_number(*node));
    }
    return texts;
}

void erase_first(std::string& text, const std::string& surface) {
    if (const auto at = surface.empty() ? std::string::npos : text.find(surface);
        at != std::string::npos) {
        text.replace(at, surface.size(), " ");
    }
}

/// The key of what a node says beyond who and when.
std::string matter_of(const Node& node) {
    std::string text(words_behind_number(node));
    for (const auto& deadline : node.deadlines) {
        erase_first(text, deadline.surface);
    }
    for (const auto& assignee : node.assignees) {
        if (assignee.source == AssigneeSource::stated) {
            erase_first(text, assignee.surface);
        }
    }
    return match_key(text);
}

/// The last moment that is on time, as something to compare; nothing where the text gives no day.
std::optional<Date> last_day(const std::vector<Deadline>& deadlines) {
    std::optional<Date> last;
    for (const auto& deadline : deadlines) {
        if (deadline.date) {
            const auto day = deadline.date->plus(std::chrono::days(deadline.exclusive ? -1 : 0));
            last = last ? std::max(*last, day) : day;
        }
    }
    return last;
}

/// What two deadlines have to share to be the same, whatever the wording.
bool same_time(const Deadline& one, const Deadline& other) {
    auto bare = [](Deadline deadline) {
        deadline.surface = match_key(deadline.surface);
        const bool told = deadline.date || deadline.recurring;
        deadline.surface = told ? "" : deadline.surface;
        deadline.span = {};
        deadline.cycle_surface.reset();
        deadline.doubt.reset();
        return deadline;
    };
    return bare(one) == bare(other);
}

std::string list_of(const std::vector<Deadline>& deadlines) {
    std::string list;
    for (const auto& deadline : deadlines) {
        list += (list.empty() ? "“" : "; “") + deadline.surface + "”";
    }
    return list.empty() ? "không nêu" : list;
}

class Differ {
public:
    Differ(const Plan& before, const Plan& after)
        : before_(compared(before)), after_(compared(after)) {}

    std::vector<PlanChange> changes() && {
        constexpr double same_node = 0.5;
        const auto pairs = pair_by_likeness(texts_of(before_), texts_of(after_), same_node);
        for (const auto& pair : pairs) {
            new_id_[before_[pair.before]->id] = after_[pair.after]->id;
        }
        std::set<std::size_t> kept;
        auto next = pairs.begin();
        for (std::size_t i = 0; i < after_.size(); ++i) {
            if (next != pairs.end() && next->after == i) {
                kept.insert(next->before);
                compare(*before_[next->before], *after_[i]);
                ++next;
            } else {
                tell(
                    ChangeKind::added, std::nullopt, after_[i]->id, "Bổ sung " + named(*after_[i]));
            }
        }
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (!kept.contains(i)) {
                tell(ChangeKind::dropped, before_[i]->id, std::nullopt, "Bỏ " + named(*before_[i]));
            }
        }
        return std::move(changes_);
    }

private:
    static std::string named(const Node& node) {
        return std::string(vietnamese(node.kind)) + " " + node.id.str() + ": “" +
               shortened(words_behind_number(node)) + "”";
    }

    void tell(ChangeKind kind,
              std::optional<NodeId> before,
              std::optional<NodeId> after,
              std::string text) {
        changes_.push_back({kind, std::move(before), std::move(after), std::move(text) + "."});
    }

    void compare(const Node& before, const Node& after) {
        const auto place = std::string(vietnamese(after.kind)) + " " + after.id.str();
        if (moved(before, after)) {
            tell(ChangeKind::moved,
                 before.id,
                 after.id,
                 "Chuyển " + std::string(vietnamese(after.kind)) + " " + before.id.str() +
                     " sang " + after.id.str() + ": “" + shortened(words_behind_number(after)) +
                     "”");
        }
        if (matter_of(before) != matter_of(after)) {
            tell(ChangeKind::reworded,
                 before.id,
                 after.id,
                 "Sửa câu chữ của " + place + ": “" + shortened(words_behind_number(before)) +
                     "” thành “" + shortened(words_behind_number(after)) + "”");
        }
        compare_assignees(before, after, place);
        compare_deadlines(before, after, place);
    }

    bool moved(const Node& before, const Node& after) const {
        if (!before.parent || !after.parent) {
            return before.parent.has_value() != after.parent.has_value();
        }
        const auto parent = new_id_.find(*before.parent);
        return parent == new_id_.end() ? before.parent != after.parent
                                       : parent->second != *after.parent;
    }

    using Holder = std::pair<Role, std::string>;
    static std::map<Holder, std::string> holders_of(const Node& node) {
        std::map<Holder, std::string> holders;
        for (const auto& assignee : node.assignees) {
            const bool nobody = assignee.source == AssigneeSource::implicit_authority;
            holders.emplace(Holder{assignee.role, nobody ? "" : assignee.unit_key},
                            nobody ? "không nêu tên đơn vị" : assignee.surface);
        }
        return holders;
    }

    void compare_assignees(const Node& before, const Node& after, const std::string& place) {
        const auto old_holders = holders_of(before);
        const auto new_holders = holders_of(after);
        std::string text;
        const auto list = [&](const auto& from, const auto& without, std::string_view word) {
            for (const auto& [holder, surface] : from) {
                if (!without.contains(holder)) {
                    text += (text.empty() ? "" : "; ") + std::string(word) + " " +
                            std::string(vietnamese(holder.first)) + ": " + surface;
                }
            }
        };
        list(new_holders, old_holders, "thêm");
        list(old_holders, new_holders, "bớt");
        if (!text.empty()) {
            tell(ChangeKind::reassigned,
                 before.id,
                 after.id,
                 "Đổi đơn vị của " + place + ": " + text);
        }
    }

    void compare_deadlines(const Node& before, const Node& after, const std::string& place) {
        if (std::ranges::equal(before.deadlines, after.deadlines, same_time)) {
            return;
        }
        const auto old_day = last_day(before.deadlines);
        const auto new_day = last_day(after.deadlines);
        const std::string verb = !old_day || !new_day || *old_day == *new_day ? "Đổi thời hạn của "
                                 : *new_day > *old_day ? "Lùi thời hạn của "
                                                       : "Đẩy sớm thời hạn của ";
        tell(ChangeKind::rescheduled,
             before.id,
             after.id,
             verb + place + ": từ " + list_of(before.deadlines) + " thành " +
                 list_of(after.deadlines));
    }

    std::vector<const Node*> before_;
    std::vector<const Node*> after_;
    std::map<NodeId, NodeId> new_id_;
    std::vector<PlanChange> changes_;
};

}  // namespace

std::string_view to_string(ChangeKind kind) noexcept {
    return change_kinds.name(kind);
}

std::vector<PlanChange> diff_plans(const Plan& before, const Plan& after) {
    return Differ(before, after).changes();
}

}  // namespace tiendo::reader

#include "bodies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::ledger {

namespace {

/// Members that were there a year before `day` and no longer are, with their end and heir.
std::string ended_members(const units::Registry& registry,
                          const std::vector<UnitId>& earlier,
                          Date day) {
    std::string text;
    for (const auto& id : earlier) {
        const auto* unit = registry.find(id);
        if (unit == nullptr || unit->exists_on(day) || !unit->valid_to) {
            continue;
        }
        text += fmt::format("{}{} hoạt động đến hết ngày {}",
                            text.empty() ? "" : "; ",
                            unit->on(day).name,
                            unit->valid_to->vietnamese());
        if (const auto heir = registry.successor_on(id, day)) {
            text += fmt::format(", kế tục là {}", registry.name_of(*heir, day));
        }
    }
    return text;
}

bool all_wards(const units::Registry& registry, const std::vector<UnitId>& ids, Date day) {
    return !ids.empty() && std::ranges::all_of(ids, [&](const UnitId& id) {
        return registry.find(id)->on(day).kind == UnitKind::ward;
    });
}

}  // namespace

Bodies::Bodies(const units::Registry& registry, UnitId authority)
    : registry_(registry), authority_(std::move(authority)) {
    if (const auto* unit = registry_.find(authority_)) {
        ended_ = unit->valid_to;
    }
}

Date Bodies::last_day(Date day) {
    if (!ended_ || day <= *ended_) {
        return day;
    }
    raise("authority ended",
          NodeId(),
          {"authority-ended",
           authority_.str(),
           fmt::format("{} hoạt động đến hết ngày {}; chưa xác định cơ quan chỉ đạo thay",
                       registry_.name_of(authority_, *ended_),
                       ended_->vietnamese()),
           fmt::format("đơn vị phải gửi sau ngày đó: lấy theo danh mục đơn vị ngày {}, rồi chuyển "
                       "theo các lần sắp xếp đã nhập",
                       ended_->vietnamese()),
           std::nullopt});
    return *ended_;
}

Meaning Bodies::of(const Assignee& assignee, const NodeId& node, Date day) {
    if (assignee.source == AssigneeSource::implicit_authority) {
        return {{authority_}, "cơ quan ban hành kế hoạch"};
    }
    if (assignee.collective || assignee.unit_key.ends_with('*')) {
        return collective(assignee, node, day);
    }
    auto unit = registry_.find_by_key(assignee.unit_key, day);
    if (!unit) {
        raise("unit " + assignee.unit_key,
              node,
              {"unit-unknown",
               node.str(),
               fmt::format(
                   "“{}” ({}) không có trong danh mục đơn vị", assignee.surface, assignee.unit_key),
               "chưa giao cho đơn vị nào",
               assignee.span});
        return {};
    }
    return {{*unit}, fmt::format("văn bản nêu tên “{}”", assignee.surface)};
}

Meaning Bodies::collective(const Assignee& assignee, const NodeId& node, Date day) {
    auto found = registry_.expand(assignee, day, authority_);
    if (!found) {
        const bool silent = found.error().code() == ErrorCode::unsupported;
        raise("collective " + assignee.unit_key,
              node,
              {"collective-not-expanded",
               node.str(),
               fmt::format(
                   "“{}”: {}",
                   assignee.surface,
                   silent ? found.error().message() : "chưa biết cụm từ này chỉ những đơn vị nào"),
               "chưa giao cho đơn vị nào",
               assignee.span});
        return {};
    }
    compare_count(assignee, found->units, node, day);
    return {std::move(found->units), std::move(found->rule)};
}

void Bodies::compare_count(const Assignee& assignee,
                           const std::vector<UnitId>& found,
                           const NodeId& node,
                           Date day) {
    if (!assignee.stated_count || std::cmp_equal(*assignee.stated_count, found.size())) {
        return;
    }
    std::string ended;
    const auto year_before = day.plus(std::chrono::days{-365});
    if (const auto earlier = registry_.expand(assignee, year_before, authority_)) {
        ended = ended_members(registry_, earlier->units, day);
    }
    raise(fmt::format("count {} {} {}", assignee.unit_key, *assignee.stated_count, found.size()),
          node,
          {"unit-count-differs",
           node.str(),
           fmt::format("văn bản nêu {} {}; danh mục đơn vị ngày {} có {}{}",
                       *assignee.stated_count,
                       all_wards(registry_, found, day) ? "phường" : "đơn vị",
                       day.vietnamese(),
                       found.size(),
                       ended.empty() ? "" : fmt::format(" ({})", ended)),
           fmt::format("tính theo danh mục đơn vị: {} đơn vị", found.size()),
           assignee.span});
}

void Bodies::raise(const std::string& key, const NodeId& node, Doubt doubt) {
    const auto [at, fresh] = raised_.try_emplace(key, Raised{std::move(doubt), {}});
    if (fresh) {
        order_.push_back(key);
    }
    if (std::ranges::find(at->second.nodes, node) == at->second.nodes.end()) {
        at->second.nodes.push_back(node);
    }
}

std::vector<Doubt> Bodies::doubts() const {
    std::vector<Doubt> all;
    for (const auto& key : order_) {
        const auto& raised = raised_.at(key);
        all.push_back(raised.doubt);
        if (raised.nodes.size() > 1) {
            all.back().text += fmt::format("; còn {} đoạn khác như vậy", raised.nodes.size() - 1);
        }
    }
    return all;
}

}  // namespace tiendo::ledger

#include "name_key.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/units/registry.hpp"

#include <fmt/format.h>

namespace tiendo::units {

namespace {

constexpr std::size_t limit_name = 500;

std::string ended(const Unit& unit, const Registry& registry) {
    auto text = unit.valid_to ? fmt::format("{} chỉ hoạt động đến hết ngày {}",
                                            unit.name,
                                            unit.valid_to->vietnamese())
                              : fmt::format("{} chưa có vào ngày này", unit.name);
    if (unit.valid_to && unit.successors.size() == 1) {
        text += fmt::format(", đơn vị kế tục là {}", registry.name_of(unit.successors.front()));
    }
    return text;
}

}  // namespace

NameMatch Registry::match_name(std::string_view text, Date day) const {
    NameMatch match;
    const auto name = trim(text);
    if (name.empty() || name.size() > limit_name || first_invalid_utf8(name)) {
        match.reason = name.empty() ? "không ghi tên đơn vị" : "tên đơn vị không đọc được";
        return match;
    }
    const auto key = canonical_name(name);
    struct Tier {
        const Index* index;
        std::string key;
        std::string_view reason;
    };
    const Tier tiers[] = {
        {&by_name_, key, "trùng tên"},
        {&by_bare_, key, "chỉ ghi tên phường, hiểu là Ủy ban nhân dân phường"},
        {&by_unmarked_, search_key(key), "trùng tên khi bỏ dấu"},
    };
    std::vector<std::size_t> on_other_days;
    for (const auto& tier : tiers) {
        std::vector<std::size_t> there;
        for (const auto at : lookup(*tier.index, tier.key)) {
            (units_[at].exists_on(day) ? there : on_other_days).push_back(at);
        }
        if (there.empty()) {
            continue;
        }
        for (const auto at : there) {
            match.candidates.push_back(units_[at].id);
        }
        if (there.size() == 1) {
            match.kind = MatchKind::exact;
            match.unit = match.candidates.front();
            match.candidates.clear();
            match.reason =
                fmt::format("“{}”: {} ({})", name, units_[there.front()].name, tier.reason);
        } else {
            match.kind = MatchKind::ambiguous;
            match.reason = fmt::format("“{}” trùng với {} đơn vị", name, there.size());
        }
        return match;
    }
    if (on_other_days.empty()) {
        match.reason = fmt::format("“{}” không có trong danh mục đơn vị", name);
        return match;
    }
    const auto& other = units_[on_other_days.front()];
    match.candidates.push_back(other.id);
    match.reason = fmt::format(
        "“{}”: ngày {} không có đơn vị này; {}", name, day.vietnamese(), ended(other, *this));
    return match;
}

}  // namespace tiendo::units

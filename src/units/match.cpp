#include "name_key.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/units/registry.hpp"

#include <fmt/format.h>

namespace tiendo::units {

namespace {

constexpr std::size_t limit_name = 500;

/// Why a name of `unit` says nothing on `day`.
std::string absent(const Unit& unit, Date day, const Registry& registry) {
    if (unit.exists_on(day)) {
        return fmt::format("ngày này tên gọi là {}", unit.on(day).name);
    }
    if (!unit.valid_to || day <= *unit.valid_to) {
        return fmt::format("{} chưa có vào ngày này", unit.on(day).name);
    }
    auto text = fmt::format(
        "{} chỉ hoạt động đến hết ngày {}", unit.on(day).name, unit.valid_to->vietnamese());
    if (unit.successors.size() == 1) {
        text +=
            fmt::format(", đơn vị kế tục là {}", registry.name_of(unit.successors.front(), day));
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
        const auto [there, others] = lookup(*tier.index, tier.key, day);
        on_other_days.insert(on_other_days.end(), others.begin(), others.end());
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
                fmt::format("“{}”: {} ({})", name, units_[there.front()].on(day).name, tier.reason);
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
        "“{}”: ngày {} không có đơn vị này; {}", name, day.vietnamese(), absent(other, day, *this));
    return match;
}

}  // namespace tiendo::units

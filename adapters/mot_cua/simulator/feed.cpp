#include "feed.hpp"

#include "simulator_kit/dates.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

namespace tiendo::simulator {

Feed::Feed(std::vector<Dossier> dossiers) : dossiers_(std::move(dossiers)) {
    order_.resize(dossiers_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [this](std::uint32_t left, std::uint32_t right) {
        return before(left, right);
    });
    for (std::size_t row = 0; row < dossiers_.size(); ++row) {
        by_code_.emplace(dossiers_[row].code, row);
    }
}

bool Feed::before(std::uint32_t left, std::uint32_t right) const {
    const Dossier& a = dossiers_[left];
    const Dossier& b = dossiers_[right];
    return a.changed != b.changed ? a.changed < b.changed : a.code < b.code;
}

Feed::Page Feed::read(const Cursor& cursor, std::string_view unit_prefix, std::size_t limit) const {
    const auto first = std::partition_point(order_.begin(), order_.end(), [&](std::uint32_t row) {
        const Dossier& dossier = dossiers_[row];
        const std::string time = stamp(dossier.changed);
        return time != cursor.time ? time < cursor.time : dossier.code <= cursor.code;
    });
    Page page;
    for (auto at = first; at != order_.end(); ++at) {
        if (!dossiers_[*at].code.starts_with(unit_prefix)) {
            continue;
        }
        if (page.rows.size() == limit) {
            page.more = true;
            break;
        }
        page.rows.push_back(*at);
    }
    return page;
}

std::optional<std::size_t> Feed::find(const std::string& code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? std::nullopt : std::optional(found->second);
}

void Feed::replace(std::size_t row, Dossier dossier) {
    assert(dossiers_.at(row).code == dossier.code);
    const auto number = static_cast<std::uint32_t>(row);
    const auto less = [this](std::uint32_t left, std::uint32_t right) {
        return before(left, right);
    };
    order_.erase(std::lower_bound(order_.begin(), order_.end(), number, less));
    dossiers_.at(row) = std::move(dossier);
    order_.insert(std::upper_bound(order_.begin(), order_.end(), number, less), number);
}

}  // namespace tiendo::simulator

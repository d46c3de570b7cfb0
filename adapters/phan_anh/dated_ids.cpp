#include "dated_ids.hpp"

#include "../support/dates.hpp"

#include <tiendo/adapter/abi.h>

#include <algorithm>

namespace tiendo::phan_anh {

namespace {

constexpr std::size_t most_ids = 1'000;

}  // namespace

DatedIds::DatedIds(std::string_view text, long long oldest) {
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto blank = std::min(line.find(' '), line.size());
        const auto at = adapter_support::unix_seconds_of(line.substr(0, blank));
        if (at && *at >= oldest && blank + 1 < line.size()) {
            ids_.emplace_back(*at, line.substr(blank + 1));
        }
    }
}

bool DatedIds::holds(std::string_view id) const {
    return std::any_of(
        ids_.begin(), ids_.end(), [&](const auto& each) { return each.second == id; });
}

std::set<std::string, std::less<>> DatedIds::since(long long time) const {
    std::set<std::string, std::less<>> found;
    for (const auto& [at, id] : ids_) {
        if (at >= time) {
            found.insert(id);
        }
    }
    return found;
}

void DatedIds::add(std::string_view id, long long now) {
    std::erase_if(ids_, [&](const auto& each) { return each.second == id; });
    ids_.emplace_back(now, id);
}

std::string DatedIds::text() const {
    std::vector<std::string> lines;
    std::size_t bytes = 0;
    for (auto each = ids_.rbegin(); each != ids_.rend() && lines.size() < most_ids; ++each) {
        lines.push_back(adapter_support::utc_of(each->first) + " " + each->second + "\n");
        bytes += lines.back().size();
        if (bytes > TIENDO_STATE_VALUE_BYTES_MAX) {
            lines.pop_back();
            break;
        }
    }
    std::string text;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        text += *line;
    }
    return text;
}

}  // namespace tiendo::phan_anh

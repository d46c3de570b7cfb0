#include "tiendo/declarative/tally.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

void Tally::add(Unmapped one, std::string_view form) {
    constexpr std::size_t most_rows = 1'000;
    const Key key{one.stream, one.what, one.place, std::string(form), one.field};
    if (const auto found = rows_.find(key); found != rows_.end()) {
        ++found->second.count;
    } else if (rows_.size() < most_rows) {
        one.count = 1;
        rows_.emplace(key, std::move(one));
    }
}

std::vector<Unmapped> Tally::rows() const {
    std::vector<Unmapped> rows;
    for (const auto& [key, row] : rows_) {
        rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Unmapped& a, const Unmapped& b) {
        return a.line != b.line ? a.line < b.line : a.count > b.count;
    });
    return rows;
}

}  // namespace tiendo::declarative

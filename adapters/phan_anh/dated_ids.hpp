#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::phan_anh {

/// Ids and when each came last, as kept between calls: "2021-05-20T02:00:00Z PA-7", one a line, the
/// newest last. Bounded: what does not fit any more is the oldest.
class DatedIds {
public:
    /// @param oldest  Unix seconds; what is older is forgotten
    DatedIds(std::string_view text, long long oldest);

    [[nodiscard]] bool holds(std::string_view id) const;
    [[nodiscard]] std::set<std::string, std::less<>> since(long long time) const;
    void add(std::string_view id, long long now);
    [[nodiscard]] std::string text() const;

private:
    std::vector<std::pair<long long, std::string>> ids_;
};

}  // namespace tiendo::phan_anh

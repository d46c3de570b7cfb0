#include "rate.hpp"

#include <algorithm>

namespace desk {

using tiendo::Instant;

std::optional<std::chrono::seconds> RateLimit::take(std::string_view key, Instant now) {
    const auto one = rate_.in / rate_.most;
    const std::scoped_lock lock(mutex_);
    const auto found = empty_at_.find(key);
    const auto from = found == empty_at_.end() ? now : std::max(found->second, now);
    if (const auto wait = from.plus(one).time() - now.plus(rate_.in).time(); wait.count() > 0) {
        return std::chrono::ceil<std::chrono::seconds>(wait);
    }
    if (found != empty_at_.end()) {
        found->second = from.plus(one);
        return std::nullopt;
    }
    make_room(now);
    empty_at_.emplace(key, from.plus(one));
    return std::nullopt;
}

void RateLimit::make_room(Instant now) {
    if (empty_at_.size() < most_keys) {
        return;
    }
    std::erase_if(empty_at_, [&](const auto& each) { return each.second <= now; });
    if (empty_at_.size() >= most_keys) {
        empty_at_.erase(
            std::ranges::min_element(empty_at_, {}, [](const auto& each) { return each.second; }));
    }
}

}  // namespace desk

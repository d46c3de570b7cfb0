#include "session.hpp"

#include "secret.hpp"

#include <tiendo/base/digest.hpp>

#include <algorithm>
#include <utility>

namespace desk {

using tiendo::Instant;

std::string Sessions::begin(Identity identity, Instant now) {
    auto cookie = new_secret();
    auto form_key = new_secret();
    if (cookie.empty() || form_key.empty()) {
        return {};
    }
    const std::scoped_lock lock(mutex_);
    make_room(now);
    sessions_.emplace(tiendo::sha256_hex(cookie),
                      Session{std::move(identity), std::move(form_key), now, now});
    return cookie;
}

std::optional<Session> Sessions::find(std::string_view cookie, Instant now) {
    const auto digest = tiendo::sha256_hex(cookie);
    const std::scoped_lock lock(mutex_);
    const auto found = sessions_.find(digest);
    if (found == sessions_.end()) {
        return std::nullopt;
    }
    if (over(found->second, now)) {
        sessions_.erase(found);
        return std::nullopt;
    }
    found->second.seen = now;
    return found->second;
}

void Sessions::end(std::string_view cookie) {
    const auto digest = tiendo::sha256_hex(cookie);
    const std::scoped_lock lock(mutex_);
    sessions_.erase(digest);
}

bool Sessions::over(const Session& session, Instant now) const {
    return now >= session.seen.plus(limits_.idle) || now >= session.begun.plus(limits_.whole);
}

void Sessions::make_room(Instant now) {
    if (sessions_.size() < limits_.most) {
        return;
    }
    std::erase_if(sessions_, [&](const auto& each) { return over(each.second, now); });
    if (sessions_.size() >= limits_.most) {
        sessions_.erase(std::ranges::min_element(
            sessions_, {}, [](const auto& each) { return each.second.seen; }));
    }
}

}  // namespace desk

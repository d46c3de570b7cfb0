#pragma once

#include "identity.hpp"

#include <tiendo/base/time.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct SessionLimits {
    std::chrono::minutes idle{30};       ///< without a request
    std::chrono::minutes whole{8 * 60};  ///< from sign-in, whatever is done
    std::size_t most = 1'000;            ///< at once; beyond it the one idle longest ends
};

/// Somebody who signed in.
struct Session {
    Identity identity;
    std::string form_key;  ///< every form of the session carries it (against CSRF)
    tiendo::Instant begun;
    tiendo::Instant seen;
};

/// Who is signed in. Kept in memory under the digest of the cookie: who reads the memory or the
/// order of a look-up learns no cookie. Threads: any.
class Sessions {
public:
    explicit Sessions(SessionLimits limits) : limits_(limits) {}

    /// @return what the cookie holds; a new one each time, so that none can be planted before.
    ///         Empty where the system has no chance to give
    std::string begin(Identity identity, tiendo::Instant now);
    /// The session of a cookie, which counts as seen now; nothing where it has ended.
    std::optional<Session> find(std::string_view cookie, tiendo::Instant now);
    void end(std::string_view cookie);

private:
    using ByDigest = std::map<std::string, Session, std::less<>>;
    [[nodiscard]] bool over(const Session& session, tiendo::Instant now) const;
    void make_room(tiendo::Instant now);

    SessionLimits limits_;
    std::mutex mutex_;
    ByDigest sessions_;
};

}  // namespace desk

#pragma once

#include <tiendo/base/time.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

/// So many in a stretch of time.
struct Rate {
    int most = 10;  ///< at once; from then on evenly spread
    std::chrono::milliseconds in{std::chrono::minutes(10)};
};

/// Holds whoever asks too often, by key: an address, a session. A leaky bucket, kept as the instant
/// at which it will be empty. Threads: any.
class RateLimit {
public:
    explicit RateLimit(Rate rate) : rate_(rate) {}

    /// Counts one. @return how long to wait, where it is too many; nothing where it is not
    std::optional<std::chrono::seconds> take(std::string_view key, tiendo::Instant now);

private:
    static constexpr std::size_t most_keys = 10'000;
    void make_room(tiendo::Instant now);

    Rate rate_;
    std::mutex mutex_;
    std::map<std::string, tiendo::Instant, std::less<>> empty_at_;
};

}  // namespace desk

#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What one unit owes, as a calendar that other programs subscribe to (iCalendar, RFC 5545).
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// As what a paper appears. Calendars show events; only some show to-dos.
enum class FeedKind : std::uint8_t {
    events = 0,  ///< VEVENT: from the beginning of the last day on time up to the due instant
    todos = 1,   ///< VTODO: due at the due instant, completed when the paper was filed
};

/// How an entry stands in a calendar.
enum class FeedStatus : std::uint8_t {
    expected = 0,   ///< to be filed
    filed = 1,      ///< sent, in time or late
    cancelled = 2,  ///< excused, superseded or no longer owed at all
};

/// One paper. Texts are Vietnamese, NFC.
struct FeedEntry {
    std::string uid;             ///< the same for ever
    std::optional<Instant> due;  ///< exclusive end; absent: the text states no day
    FeedStatus status = FeedStatus::expected;
    std::optional<Instant> filed_at;  ///< of a filed one
    std::int64_t sequence = 0;        ///< number of changes since it was fixed, see PaperLife
    Instant created;
    Instant changed;
    std::string summary;
    std::string description;  ///< several lines
    bool operator==(const FeedEntry&) const = default;
};

struct Feed {
    std::string name;  ///< "Hạn gửi văn bản – UBND Phường 7"
    FeedKind kind = FeedKind::events;
    Instant at;                        ///< standings hold at it; the DTSTAMP of each entry
    std::vector<FeedEntry> entries;    ///< by plan, then as `ledger::owed` has them; removed: last
    std::vector<std::string> undated;  ///< papers without a due instant: no event can show them
    bool operator==(const Feed&) const = default;
};

struct FeedOptions {
    UnitId unit;
    Instant at;
    FeedKind kind = FeedKind::events;
};

/// All that the unit owes or owed, under all plans; also papers that were removed, as cancelled.
/// @return not_found for an unknown unit; storage
Result<Feed> compose_feed(store::Transaction& tx, const FeedOptions& options);

/// The feed as a text/calendar object: UTF-8, lines of at most 75 octets that end in CRLF, times
/// of the zone Asia/Ho_Chi_Minh (+07:00 all year) and in UTC. An event's end is exclusive, as the
/// due instant is: what is due "trước ngày 15/5" ends where 15 May begins. Same input, same bytes.
/// Threads: any.
std::string render_feed(const Feed& feed);

}  // namespace report
}  // namespace tiendo

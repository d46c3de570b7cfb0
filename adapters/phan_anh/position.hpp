#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

/// Where a reading of Open311 stands. The standard has no feed of changes, so a pull reads a row of
/// spans over the day of request, then asks for the open requests it knows from before, and then
/// rests.
namespace tiendo::phan_anh {

enum class Phase { spans, open_ids, rest };

/// All times are Unix seconds. Written as "spans <from> <until>", "ids <until> <last id>", "rest
/// <until>".
struct Position {
    Phase phase = Phase::spans;
    long long from = 0;   ///< spans: first second not read yet
    long long until = 0;  ///< the "now" of this pull; in rest, of the last one
    std::string last_id;  ///< open_ids: the last id asked for
    bool operator==(const Position&) const = default;
};
std::string to_text(const Position& position);
std::optional<Position> parse_position(std::string_view text);

/// The ids that were open when last seen, as kept between calls: one a line, in order.
using OpenIds = std::set<std::string, std::less<>>;
std::string to_text(const OpenIds& ids);
OpenIds parse_open_ids(std::string_view text);

}  // namespace tiendo::phan_anh

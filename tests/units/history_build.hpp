#pragma once

#include "units/build.hpp"

#include "tiendo/units/carry.hpp"
#include "tiendo/units/history.hpp"
#include "tiendo/units/parse_events.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// Invented: a district with three wards, each a territory and its people's committee, an office,
/// and an office that ended in 2019.
inline constexpr std::string_view small_list = R"(
[[unit]]
id = "so"
name = "Sở Nội vụ"
kind = "superior"
level = "province"
[[unit]]
id = "ubnd-quan"
name = "Ủy ban nhân dân Quận Thử"
kind = "authority"
level = "district"
territory = "quan"
[[unit]]
id = "phong"
name = "Phòng Nội vụ"
kind = "office"
parent = "ubnd-quan"
codes = { documents = "H99.1", one-stop = "A7" }
[[unit]]
id = "cu"
name = "Phòng Cũ"
kind = "office"
parent = "ubnd-quan"
valid_to = 2019-12-31
duties = "closed"
closing_reason = "hết nhiệm vụ"
[[unit]]
id = "quan"
name = "Quận Thử"
kind = "territory"
level = "district"
[[unit]]
id = "p1"
name = "Phường 1"
kind = "territory"
level = "commune"
parent = "quan"
codes = { statistical = "27199" }
[[unit]]
id = "p2"
name = "Phường 2"
kind = "territory"
level = "commune"
parent = "quan"
codes = { statistical = "27202" }
[[unit]]
id = "p3"
name = "Phường 3"
kind = "territory"
level = "commune"
parent = "quan"
codes = { statistical = "27205" }
[[unit]]
id = "ubnd-1"
name = "Ủy ban nhân dân Phường 1"
kind = "ward"
parent = "ubnd-quan"
territory = "p1"
[[unit]]
id = "ubnd-2"
name = "Ủy ban nhân dân Phường 2"
kind = "ward"
parent = "ubnd-quan"
territory = "p2"
[[unit]]
id = "ubnd-3"
name = "Ủy ban nhân dân Phường 3"
kind = "ward"
parent = "ubnd-quan"
territory = "p3"
)";

/// Phường 3 becomes part of Phường 2.
inline constexpr std::string_view merger = R"toml(
[[event]]
id = "merger"
day = 2021-01-01
legal_basis = "NQ 1 (giả định)"
[[event.step]]
do = "merge"
units = ["p3"]
into = "p2"
[[event.step]]
do = "merge"
units = ["ubnd-3"]
into = "ubnd-2"
duties = "inherited"
)toml";

/// Phường 3 is divided between the other two; nobody says how.
inline constexpr std::string_view split = R"(
[[event]]
id = "split"
day = 2021-01-01
legal_basis = "NQ"
[[event.step]]
do = "split"
unit = "p3"
into = ["p1", "p2"]
[[event.step]]
do = "split"
unit = "ubnd-3"
into = ["ubnd-1", "ubnd-2"]
by = "territory"
duties = "unknown"
)";

/// There are no districts any more.
inline constexpr std::string_view end_of_tier = R"(
[[event]]
id = "tier"
day = 2021-01-01
legal_basis = "NQ"
[[event.step]]
do = "create"
unit = { id = "ubnd-tp", name = "Ủy ban nhân dân Thành phố Thử", kind = "province" }
[[event.step]]
do = "create"
unit = { id = "tp", name = "Thành phố Thử", kind = "territory", level = "province" }
[[event.step]]
do = "move"
unit = "p1"
parent = "tp"
[[event.step]]
do = "move"
unit = "p2"
parent = "tp"
[[event.step]]
do = "move"
unit = "p3"
parent = "tp"
[[event.step]]
do = "move"
unit = "ubnd-1"
parent = "ubnd-tp"
[[event.step]]
do = "move"
unit = "ubnd-2"
parent = "ubnd-tp"
[[event.step]]
do = "move"
unit = "ubnd-3"
parent = "ubnd-tp"
[[event.step]]
do = "abolish-tier"
level = "district"
duties = "unknown"
)";

/// The event "e" of the first day of 2021.
inline std::string event(std::string_view steps) {
    return "[[event]]\nid = \"e\"\nday = 2021-01-01\nlegal_basis = \"NQ\"\n" + std::string(steps);
}
/// The amendment "a".
inline std::string amendment(std::string_view of, std::string_view states) {
    return "[[event]]\nid = \"a\"\namends = \"" + std::string(of) + "\"\nsource = \"giả định\"\n" +
           std::string(states);
}
/// The counter-event "r".
inline std::string reversal(std::string_view of) {
    return "[[event]]\nid = \"r\"\nreverses = \"" + std::string(of) +
           "\"\nreason = \"nhập nhầm\"\n";
}

inline units::History history_in(std::string_view toml) {
    auto history = units::parse_history(toml, "units.toml");
    EXPECT_TRUE(history) << history.error();
    return history ? std::move(*history) : units::History();
}
inline units::History small_map() {
    return history_in(small_list);
}
inline std::vector<units::Entry> entries_in(std::string_view toml) {
    auto entries = units::parse_events(toml, "events.toml");
    EXPECT_TRUE(entries) << entries.error();
    return entries ? std::move(*entries) : std::vector<units::Entry>{};
}
inline void enter(units::History& history, std::string_view toml) {
    for (auto& entry : entries_in(toml)) {
        const auto done = history.apply(std::move(entry));
        EXPECT_TRUE(done) << done.error();
    }
}
/// Why the last of the entries is refused.
inline std::string refusal_by(units::History& history, std::string_view toml) {
    for (auto& entry : entries_in(toml)) {
        if (const auto done = history.apply(std::move(entry)); !done) {
            EXPECT_FALSE(done.error().remedy().empty());
            return done.error().explain();
        }
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
}
inline units::Registry registry_of(const units::History& history) {
    auto registry = units::Registry::make(history.units());
    EXPECT_TRUE(registry) << registry.error();
    return registry ? std::move(*registry) : units::Registry();
}

}  // namespace tiendo::test

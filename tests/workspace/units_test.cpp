// The list of units and its reorganisations, through the façade: previewed, applied all or none,
// taken back, known as at any time; beside a writer, and when the process dies on the way.
#include "tiendo/store/units.hpp"

#include "store/fixture.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/units/parse_events.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <gmock/gmock.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const auto plan = PlanId::of("ke-hoach");
const auto year = CycleId::of("2025-year");

/// Invented, but for the name of the district, which the plan's head must bear.
constexpr std::string_view list = R"(
[[unit]]
id = "ubnd-quan"
name = "Ủy ban nhân dân Quận 10"
kind = "authority"
[[unit]]
id = "phong-noi-vu"
name = "Phòng Nội vụ"
kind = "office"
parent = "ubnd-quan"
[[unit]]
id = "p1"
name = "Ủy ban nhân dân Phường 1"
kind = "ward"
parent = "ubnd-quan"
[[unit]]
id = "p2"
name = "Ủy ban nhân dân Phường 2"
kind = "ward"
parent = "ubnd-quan"
[[unit]]
id = "p3"
name = "Ủy ban nhân dân Phường 3"
kind = "ward"
parent = "ubnd-quan"
)";

constexpr std::string_view two_events = R"toml(
[[event]]
id = "nhap-p3"
day = 2025-07-01
legal_basis = "NQ 1 (giả định)"
[[event.step]]
do = "merge"
units = ["p3"]
into = "p2"
duties = "inherited"

[[event]]
id = "bo-p1"
day = 2025-08-01
legal_basis = "NQ 2 (giả định)"
[[event.step]]
do = "abolish"
unit = "p1"
duties = "unknown"
)toml";

/// Cannot be after those two: the ward has ended.
constexpr std::string_view third_that_cannot_be = R"toml(
[[event]]
id = "doi-ten-p3"
day = 2025-09-01
legal_basis = "NQ 3 (giả định)"
[[event.step]]
do = "rename"
unit = "p3"
name = "Ủy ban nhân dân Phường Mới"
)toml";

std::vector<units::Entry> entries_in(std::string_view toml) {
    return must(units::parse_events(toml, "events.toml"));
}

/// Everything that entries may change, and the journal's length.
struct State {
    std::vector<Unit> units;
    std::size_t entries = 0;
    std::vector<Duty> duties;
    std::vector<Obligation> papers;
    std::vector<Doubt> doubts;
    std::int64_t journal = 0;
    bool operator==(const State&) const = default;
};

class UnitsOfWorkspace : public ::testing::Test {
protected:
    UnitsOfWorkspace() {
        must(work_.load_units(folder_.file("units.toml", list)));
        ledger::AdoptOptions options;
        options.plan = plan;
        options.as_of = Date::of(2025, 1, 2);
        options.years = {2025};
        must(work_.adopt(std::string(TIENDO_SOURCE_DIR) + "/examples/reorganisation/ke-hoach.txt",
                         options));
    }

    WorkspaceOptions options(Clock clock) const {
        WorkspaceOptions options;
        options.url = "sqlite:" + (folder_ / "quan.db").string();
        options.actor = "Phòng Nội vụ";
        options.clock = std::move(clock);
        options.busy_timeout = std::chrono::milliseconds(50);
        return options;
    }
    State state() {
        auto tx = must(work_.store().begin(store::Mode::read));
        return {must(store::list_units(tx)),
                must(store::list_unit_entries(tx)).size(),
                must(store::list_duties(tx, {.plan = plan})),
                must(store::list_obligations(tx, {.plan = plan})),
                must(store::list_doubts(tx, plan)),
                must(store::verify_journal(tx, std::nullopt)).head.count};
    }
    /// Of whom the paper of the year is expected.
    std::vector<std::string> expected() {
        std::vector<std::string> units;
        for (const auto& each : state().papers) {
            if (each.cycle == year && !each.superseded && each.unit.str().starts_with("p")) {
                units.push_back(each.unit.str());
            }
        }
        return units;
    }
    std::vector<std::string> said() {
        auto tx = must(work_.store().begin(store::Mode::read));
        std::vector<std::string> actions;
        for (const auto& entry : must(store::read_journal(tx, {.action_prefix = "units."}))) {
            actions.push_back(entry.action + " " + entry.subject + " " + entry.why);
        }
        return actions;
    }

    Folder folder_;
    Instant now_ = *Instant::parse("2025-06-20T08:00:00+07:00");
    Workspace work_ = must(Workspace::create(options([this] { return now_; })));
};

TEST_F(UnitsOfWorkspace, a_preview_shows_what_applying_does_and_keeps_nothing) {
    const auto before = state();
    const auto seen = must(work_.preview_units(entries_in(two_events)));
    EXPECT_EQ(state(), before);
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_THAT(seen.front().map.end, ElementsAre(UnitId::of("p3")));
    EXPECT_THAT(seen.back().map.end, ElementsAre(UnitId::of("p1")));
    EXPECT_EQ(must(work_.apply_units(entries_in(two_events))), seen);
    EXPECT_THAT(expected(), ElementsAre("phong-noi-vu", "p1", "p2"));
    EXPECT_THAT(said(),
                ElementsAre("units.load units units loaded from units.toml",
                            "units.event nhap-p3 ",
                            "units.event bo-p1 "));
}

TEST_F(UnitsOfWorkspace, a_file_of_entries_is_applied_like_the_entries) {
    const auto file = folder_.file("su-kien.toml", two_events);
    EXPECT_EQ(must(work_.preview_units(file)), must(work_.preview_units(entries_in(two_events))));
    EXPECT_EQ(must(work_.apply_units(file)).size(), 2U);
    EXPECT_EQ(code_of(work_.apply_units(folder_.file("hong.toml", "[[event]]\nid = 1\n"))),
              ErrorCode::malformed_input);
}

TEST_F(UnitsOfWorkspace, of_several_entries_all_are_applied_or_none) {
    const auto before = state();
    const auto entries = entries_in(std::string(two_events) + std::string(third_that_cannot_be));
    const auto seen = work_.preview_units(entries);
    const auto applied = work_.apply_units(entries);
    ASSERT_FALSE(applied);
    EXPECT_THAT(applied.error().explain(), HasSubstr("event 'doi-ten-p3': step 1"));
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().explain(), applied.error().explain());
    EXPECT_EQ(state(), before);
    // What stood before it can be had without it.
    EXPECT_EQ(must(work_.apply_units(entries_in(two_events))).size(), 2U);
}

TEST_F(UnitsOfWorkspace, an_entry_is_taken_back_with_a_reason_and_all_is_as_before) {
    const auto before = state();
    must(work_.apply_units(entries_in(two_events)));
    const auto last = UnitEventId::of("bo-p1");
    EXPECT_EQ(code_of(work_.reverse_units(last, "  ")), ErrorCode::malformed_input);
    must(work_.reverse_units(last, "nhập nhầm"));
    must(work_.reverse_units(UnitEventId::of("nhap-p3"), "nhập nhầm"));
    auto after = state();
    EXPECT_EQ(after.entries, 4U);
    EXPECT_EQ(after.journal, before.journal + 4);
    EXPECT_EQ(said().back(), "units.reverse huy-nhap-p3 nhập nhầm");
    after.entries = before.entries;
    after.journal = before.journal;
    EXPECT_EQ(after, before);
}

TEST_F(UnitsOfWorkspace, history_and_list_are_known_as_they_were_at_any_time) {
    const auto loaded = now_;
    now_ = *Instant::parse("2025-06-21T08:00:00+07:00");
    const auto applied = now_;
    must(work_.apply_units(entries_in(two_events)));
    now_ = *Instant::parse("2025-06-22T08:00:00+07:00");
    must(work_.reverse_units(UnitEventId::of("bo-p1"), "nhập nhầm"));
    const auto ends_of = [&](Instant when) {
        std::vector<std::string> ended;
        const auto registry = must(work_.units_known_at(when));
        for (const auto& unit : registry.all()) {
            if (unit.valid_to) {
                ended.push_back(unit.id.str());
            }
        }
        return ended;
    };
    EXPECT_THAT(ends_of(loaded), IsEmpty());
    EXPECT_THAT(ends_of(applied.plus(std::chrono::milliseconds(-1))), IsEmpty());
    EXPECT_THAT(ends_of(applied), ElementsAre("p1", "p3"));
    EXPECT_THAT(ends_of(now_), ElementsAre("p3"));
    const auto history = must(work_.units_history());
    ASSERT_EQ(history.entries().size(), 3U);
    EXPECT_EQ(history.units(), must(work_.units()).all());
}

TEST_F(UnitsOfWorkspace, a_preview_waits_for_no_writer_in_another_process) {
    int to_child[2];
    int to_parent[2];
    ASSERT_EQ(::pipe(to_child), 0);
    ASSERT_EQ(::pipe(to_parent), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto own = store::Store::open(options_for(folder_ / "quan.db"), Logger{});
        auto held = own->begin(store::Mode::write);
        char byte = held ? 'x' : '-';
        (void)!::write(to_parent[1], &byte, 1);
        (void)!::read(to_child[0], &byte, 1);  // holds the lock until it is told
        ::_exit(0);
    }
    char byte = 0;
    ASSERT_EQ(::read(to_parent[0], &byte, 1), 1);
    EXPECT_EQ(byte, 'x');
    EXPECT_EQ(must(work_.preview_units(entries_in(two_events))).size(), 2U);
    EXPECT_EQ(code_of(work_.apply_units(entries_in(two_events))), ErrorCode::busy);
    EXPECT_EQ(::write(to_child[1], &byte, 1), 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(must(work_.apply_units(entries_in(two_events))).size(), 2U);
    for (const int end : {to_child[0], to_child[1], to_parent[0], to_parent[1]}) {
        ::close(end);
    }
}

TEST_F(UnitsOfWorkspace, a_process_killed_between_entries_leaves_nothing_of_them) {
    const auto before = state();
    int killed = 0;
    for (int at = 1; at < 10; ++at) {
        const pid_t child = ::fork();
        if (child == 0) {
            // Each entry asks the clock when it is entered, inside the one transaction.
            int asked = 0;
            auto own = Workspace::open(options([&] {
                if (++asked == at) {
                    ::kill(::getpid(), SIGKILL);
                }
                return now_;
            }));
            const auto done = own->apply_units(entries_in(two_events));
            ::_exit(done ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFEXITED(status)) {
            EXPECT_EQ(WEXITSTATUS(status), 0);
            break;
        }
        ASSERT_EQ(WTERMSIG(status), SIGKILL);
        killed += 1;
        EXPECT_EQ(state(), before) << "killed at question " << at;
    }
    EXPECT_EQ(killed, 2);  // before the first, and between the two
    const auto after = state();
    EXPECT_EQ(after.entries, 2U);
    EXPECT_EQ(after.journal, before.journal + 2);
    auto tx = must(work_.store().begin(store::Mode::read));
    EXPECT_FALSE(must(store::verify_journal(tx, std::nullopt)).fault);
}

}  // namespace
}  // namespace tiendo::test

#include "units/history_build.hpp"

#include <gmock/gmock.h>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using units::Difference;
using units::Unknown;

const auto eve = Date::of(2020, 12, 31);
const auto day = Date::of(2021, 1, 1);

TEST(Event, of_a_merger_ends_a_unit_and_hands_its_duties_on) {
    auto history = small_map();
    enter(history, merger);
    const auto* gone = history.find(UnitId::of("ubnd-3"));
    EXPECT_TRUE(gone->exists_on(eve));
    EXPECT_FALSE(gone->exists_on(day));
    EXPECT_THAT(words(gone->successors), ElementsAre("ubnd-2"));
    EXPECT_EQ(gone->succession, Succession::inherited);
    EXPECT_EQ(gone->legal_basis, "NQ 1 (giả định)");
    EXPECT_EQ(*registry_of(history).successor_on(UnitId::of("ubnd-3"), day), UnitId::of("ubnd-2"));
}

TEST(Event, gives_the_code_of_an_ending_territory_to_a_new_one_on_the_same_day) {
    auto history = small_map();
    enter(history, event(R"(
[[event.step]]
do = "create"
unit = { id = "moi", name = "Phường Mới", kind = "territory", parent = "quan", codes = { statistical = "27205" } }
[[event.step]]
do = "merge"
units = ["p2", "p3"]
into = "moi"
[[event.step]]
do = "change"
unit = "ubnd-2"
territory = "moi"
name = "Ủy ban nhân dân Phường Mới"
[[event.step]]
do = "merge"
units = ["ubnd-3"]
into = "ubnd-2"
duties = "inherited"
)"));
    const auto registry = registry_of(history);
    EXPECT_EQ(registry.find_by_code("statistical", "27205", eve), UnitId::of("p3"));
    EXPECT_EQ(registry.find_by_code("statistical", "27205", day), UnitId::of("moi"));
    EXPECT_EQ(registry.name_of(UnitId::of("ubnd-2"), eve), "Ủy ban nhân dân Phường 2");
    EXPECT_EQ(registry.name_of(UnitId::of("ubnd-2"), day), "Ủy ban nhân dân Phường Mới");
}

TEST(Event, renames_recodes_and_moves_from_its_day_on) {
    auto history = small_map();
    enter(history, event(R"(
[[event.step]]
do = "rename"
unit = "phong"
name = "Phòng Nội vụ - Lao động"
[[event.step]]
do = "recode"
unit = "phong"
codes = { documents = "H99.7", one-stop = "" }
[[event.step]]
do = "move"
unit = "phong"
parents = { professional = "so" }
)"));
    const auto& office = *history.find(UnitId::of("phong"));
    ASSERT_EQ(office.states.size(), 2U) << "three steps of one day make one state";
    EXPECT_EQ(office.on(eve).codes.at("one-stop"), "A7");
    EXPECT_EQ(office.on(day).codes, (std::map<std::string, std::string>{{"documents", "H99.7"}}));
    EXPECT_EQ(office.on(day).parent_in(Hierarchy::professional), UnitId::of("so"));
    EXPECT_EQ(office.on(day).parent(), UnitId::of("ubnd-quan"));
    EXPECT_EQ(office.on(day).legal_basis, "NQ");
}

TEST(Event, ends_a_whole_tier_and_what_hangs_on_it_at_once) {
    auto history = small_map();
    enter(history, end_of_tier);
    for (const auto* id : {"ubnd-quan", "phong", "quan"}) {
        EXPECT_FALSE(history.find(UnitId::of(id))->exists_on(day)) << id;
    }
    EXPECT_TRUE(history.find(UnitId::of("ubnd-2"))->exists_on(day));
    EXPECT_EQ(history.find(UnitId::of("phong"))->succession, Succession::unknown);
}

TEST(Event, leaves_shares_and_heirs_unknown_that_it_does_not_state) {
    auto history = small_map();
    enter(history, split);
    EXPECT_THAT(
        history.unknown(),
        ElementsAre(
            Unknown{UnitEventId::of("split"), UnitId::of("p3"), Unknown::What::shares},
            Unknown{UnitEventId::of("split"), UnitId::of("ubnd-3"), Unknown::What::shares},
            Unknown{UnitEventId::of("split"), UnitId::of("ubnd-3"), Unknown::What::duties}));
    // Not re-routed: nobody has the duties until a person says who.
    EXPECT_EQ(registry_of(history).successor_on(UnitId::of("ubnd-3"), day).error().code(),
              ErrorCode::conflict);
}

TEST(Amendment, states_the_shares_of_a_territory_for_its_body_as_well) {
    auto history = small_map();
    enter(history, split);
    const auto before = history.entries().size();
    enter(history, amendment("split", R"(
[[event.state]]
unit = "p3"
parts = [{ unit = "p1", share = "1/4" }, { unit = "p2", share = "3/4" }]
[[event.state]]
unit = "ubnd-3"
duties = "inherited"
duties_to = ["ubnd-1"]
)"));
    EXPECT_THAT(history.unknown(), IsEmpty());
    EXPECT_EQ(*registry_of(history).successor_on(UnitId::of("ubnd-3"), day), UnitId::of("ubnd-1"));
    EXPECT_THAT(
        history.flows(),
        Contains(testing::Field(
            &units::Flow::edges,
            Contains(units::Edge{
                UnitId::of("ubnd-3"), UnitId::of("ubnd-1"), units::Share{1, 4}, std::nullopt}))));
    // What was known before can still be asked for.
    EXPECT_EQ(history.known(before).unknown().size(), 3U);
}

TEST(Amendment, names_the_heir_of_a_unit_that_its_tier_took_along) {
    auto history = small_map();
    enter(history, end_of_tier);
    enter(history, amendment("tier", R"(
[[event.state]]
unit = "phong"
duties = "inherited"
duties_to = ["so"]
)"));
    EXPECT_EQ(*registry_of(history).successor_on(UnitId::of("phong"), day), UnitId::of("so"));
}

TEST(Amendment, never_overwrites_what_is_known) {
    auto history = small_map();
    enter(history, merger);
    const auto refusal = refusal_by(history, amendment("merger", R"(
[[event.state]]
unit = "ubnd-3"
duties = "closed"
reason = "khác"
)"));
    EXPECT_THAT(refusal,
                HasSubstr("amendment 'a': unit 'ubnd-3': how the duties pass on is known"));
}

TEST(Reversal, gives_the_old_map_back_and_keeps_what_was_said) {
    auto history = small_map();
    const auto old = history.units();
    const auto old_flows = history.flows();
    enter(history, merger);
    enter(history, reversal("merger"));
    EXPECT_EQ(history.units(), old);
    EXPECT_EQ(history.flows(), old_flows);
    EXPECT_EQ(history.entries().size(), 2U);
    EXPECT_FALSE(history.known(1).find(UnitId::of("ubnd-3"))->exists_on(day));
}

TEST(Reversal, is_refused_while_a_later_event_stands_on_it) {
    auto history = small_map();
    enter(history, R"(
[[event]]
id = "one"
day = 2021-01-01
legal_basis = "QĐ"
[[event.step]]
do = "create"
unit = { id = "ban", name = "Ban A", kind = "office", parent = "ubnd-quan" }
[[event]]
id = "two"
day = 2022-01-01
legal_basis = "QĐ"
[[event.step]]
do = "rename"
unit = "ban"
name = "Ban B"
)");
    const auto units = history.units();
    EXPECT_THAT(refusal_by(history, reversal("one")),
                HasSubstr("'one' cannot be taken back; what came later may stand on it"));
    EXPECT_EQ(history.units(), units);
    EXPECT_EQ(history.entries().size(), 2U);
}

struct WrongEvent {
    std::string_view steps;
    std::string_view says;
};

TEST(Event, is_refused_whole_with_place_and_remedy) {
    const WrongEvent wrongs[] = {
        {"[[event.step]]\ndo = \"rename\"\nunit = \"p9\"\nname = \"X\"",
         "event 'e': step 1: there is no unit 'p9'; correct"},
        {"[[event.step]]\ndo = \"abolish\"\nunit = \"cu\"\nduties = \"unknown\"",
         "the unit 'cu' does not exist on 2021-01-01"},
        {"[[event.step]]\ndo = \"merge\"\nunits = [\"ubnd-3\"]\ninto = \"p9\"\nduties = \"unknown\"",
         "there is no unit 'p9'"},
        {"[[event.step]]\ndo = \"merge\"\nunits = [\"ubnd-3\"]\ninto = \"ubnd-2\"",
         "nothing is said of the duties of 'ubnd-3'"},
        {"[[event.step]]\ndo = \"abolish\"\nunit = \"phong\"\nduties = \"closed\"",
         "closed without a reason"},
        {"[[event.step]]\ndo = \"abolish\"\nunit = \"phong\"\nduties = \"inherited\"",
         "the duties of 'phong' are inherited, but by 0 units"},
        {"[[event.step]]\ndo = \"abolish\"\nunit = \"phong\"\nduties = \"inherited\"\nduties_to = "
         "[\"cu\"]",
         "the unit 'cu' does not exist on 2021-01-01"},
        {"[[event.step]]\ndo = \"split\"\nunit = \"p3\"\ninto = [{ unit = \"p1\", share = \"0.4\" "
         "}, { unit = \"p2\", share = \"0.5\" }]",
         "step 1: unit 'p3': the shares are 9/10 in sum, not one"},
        {"[[event.step]]\ndo = \"transfer\"\nfrom = \"p3\"\nto = \"p2\"\nshare = \"1\"",
         "unit 'p3': the shares are 1/1 in sum, and nothing is left"},
        {"[[event.step]]\ndo = \"recode\"\nunit = \"p2\"\ncodes = { statistical = \"27205\" }",
         "unit 'p2': the code statistical 27205 belongs to 'p3'"},
        {"[[event.step]]\ndo = \"rename\"\nunit = \"ubnd-2\"\nname = \"UBND Phường 3\"",
         "unit 'ubnd-2': the name 'UBND Phường 3' belongs to 'ubnd-3'"},
        {"[[event.step]]\ndo = \"move\"\nunit = \"ubnd-quan\"\nparent = \"phong\"",
         "its parents go round in a circle"},
        {"[[event.step]]\ndo = \"abolish\"\nunit = \"ubnd-quan\"\nduties = \"unknown\"",
         "'ubnd-quan', above it or its territory, ends"},
        {"[[event.step]]\ndo = \"merge\"\nunits = [\"p3\"]\ninto = \"p2\"",
         "unit 'ubnd-3': 'p3', above it or its territory, ends"},
        {"[[event.step]]\ndo = \"create\"\nunit = { id = \"p2\", name = \"A\", kind = \"office\" }",
         "the id 'p2' is taken"},
        {"[[event.step]]\ndo = \"abolish-tier\"\nlevel = \"province\"\nduties = \"unknown\"\n"
         "[[event.step]]\ndo = \"abolish-tier\"\nlevel = \"province\"\nduties = \"unknown\"",
         "step 2: no unit of tier province exists on 2021-01-01"},
        {"", "the event has no steps"},
    };
    for (const auto& wrong : wrongs) {
        auto history = small_map();
        const auto old = history.units();
        const auto refusal = refusal_by(history, event(wrong.steps));
        EXPECT_THAT(refusal, HasSubstr(wrong.says));
        EXPECT_EQ(history.units(), old) << wrong.says;
        EXPECT_THAT(history.entries(), IsEmpty());
        // What was refused leaves no trace: the next event finds codes and names as they were.
        enter(history, merger);
    }
}

TEST(Event, is_refused_before_the_day_of_the_last_one) {
    auto history = small_map();
    enter(history, merger);
    EXPECT_THAT(refusal_by(history, R"(
[[event]]
id = "early"
day = 2020-06-01
legal_basis = "QĐ"
[[event.step]]
do = "rename"
unit = "phong"
name = "Phòng B"
)"),
                HasSubstr("its day 2020-06-01 lies before that of the last event, 2021-01-01"));
}

TEST(Event, is_refused_where_the_list_says_something_later_itself) {
    auto history = small_map();
    EXPECT_THAT(refusal_by(history, R"(
[[event]]
id = "e"
day = 2018-01-01
legal_basis = "QĐ"
[[event.step]]
do = "rename"
unit = "cu"
name = "Phòng B"
)"),
                HasSubstr("already says something of 'cu' for a later day"));
}

TEST(Event, is_refused_where_what_the_list_says_later_would_no_longer_hold) {
    // The list lets b come under a in 2030; an event of 2021 must not put a under b.
    auto history = history_in(R"(
[[unit]]
id = "a"
name = "A"
kind = "office"
[[unit]]
id = "b"
name = "B"
kind = "office"
[[unit.change]]
from = 2030-01-01
parent = "a"
)");
    EXPECT_THAT(refusal_by(history, event(R"(
[[event.step]]
do = "move"
unit = "a"
parent = "b"
)")),
                HasSubstr("go round in a circle"));
    EXPECT_EQ(history.find(UnitId::of("a"))->states.size(), 1U);
}

TEST(EventFile, is_refused_where_a_field_is_wrong) {
    const WrongEvent wrongs[] = {
        {"day = 2021-01-01", "line 1: an event has no legal_basis"},
        {"legal_basis = \"x\"", "an event has no day"},
        {"legal_basis = \"x\"\nday = 2021-01-01\ndays = 3", "an event has no field 'days'"},
        {"legal_basis = \"x\"\nday = 2021-01-01\n[[event.step]]\ndo = \"burn\"",
         "line 5: 'burn' is not a step; use one of: create"},
        {"legal_basis = \"x\"\nday = 2021-01-01\n[[event.step]]\ndo = \"split\"\nunit = \"a\"\n"
         "into = [\"b\"]",
         "into fewer than two"},
        {"legal_basis = \"x\"\nday = 2021-01-01\n[[event.step]]\ndo = \"split\"\nunit = \"a\"\n"
         "into = [{ unit = \"b\", share = \"1.2\" }, { unit = \"c\" }]",
         "'1.2' is not a share"},
        {"legal_basis = \"x\"\nday = 2021-01-01\n[[event.step]]\ndo = \"rename\"\nunit = \"a\"",
         "the step changes nothing"},
        {"amends = \"x\"\nsource = \"y\"", "the amendment states nothing"},
        {"reverses = \"x\"", "an event has no reason"},
    };
    for (const auto& wrong : wrongs) {
        const auto events = units::parse_events(
            "[[event]]\nid = \"e\"\n" + std::string(wrong.steps), "events.toml");
        ASSERT_FALSE(events) << wrong.says;
        EXPECT_THAT(events.error().what(), testing::StartsWith("events.toml: event 'e': "));
        EXPECT_THAT(events.error().what(), HasSubstr(wrong.says));
        EXPECT_FALSE(events.error().remedy().empty());
    }
}

TEST(Preview, tells_what_an_event_changes_and_changes_nothing) {
    const auto history = small_map();
    const auto preview = history.preview(entries_in(split).front());
    ASSERT_TRUE(preview) << preview.error();
    EXPECT_EQ(preview->day, day);
    EXPECT_THAT(words(preview->end), ElementsAre("p3", "ubnd-3"));
    EXPECT_THAT(words(preview->begin), IsEmpty());
    EXPECT_THAT(words(preview->changed), IsEmpty());
    EXPECT_THAT(words(preview->heirs), ElementsAre("p1", "p2", "ubnd-1", "ubnd-2"));
    EXPECT_THAT(preview->differences,
                Contains(Difference{UnitId::of("p3"), "code statistical", "27205", ""}));
    EXPECT_THAT(preview->differences,
                Contains(Difference{UnitId::of("ubnd-3"), "duties", "", "unknown"}));
    EXPECT_EQ(preview->unknown.size(), 3U);
    EXPECT_THAT(history.entries(), IsEmpty());
}

TEST(Preview, of_a_reversal_tells_who_comes_back) {
    auto history = small_map();
    enter(history, merger);
    const auto preview = history.preview(
        units::Reversal{UnitEventId::of("r"), UnitEventId::of("merger"), "nhập nhầm", ""});
    ASSERT_TRUE(preview) << preview.error();
    EXPECT_THAT(words(preview->begin), ElementsAre("p3", "ubnd-3"));
    EXPECT_THAT(words(preview->heirs), ElementsAre("p2", "ubnd-2"));
}

TEST(Preview, refuses_what_apply_refuses) {
    const auto history = small_map();
    EXPECT_FALSE(
        history.preview(units::Reversal{UnitEventId::of("r"), UnitEventId::of("none"), "x", ""}));
}

TEST(Share, is_read_exactly) {
    EXPECT_EQ(*units::Share::parse("0.4"), (units::Share{4, 10}));
    EXPECT_EQ(*units::Share::parse("1"), (units::Share{1, 1}));
    EXPECT_EQ(*units::Share::parse("12345/35801"), (units::Share{12345, 35801}));
    for (const auto* wrong : {"",
                              "40%",
                              "1.1",
                              "-1/2",
                              "1/0",
                              "3/2",
                              "0.",
                              "a",
                              "1/2/3",
                              "0.1234567890123",
                              "1/1000000000001"}) {
        EXPECT_FALSE(units::Share::parse(wrong)) << wrong;
    }
}

TEST(Share, sums_without_rounding) {
    // A third three times is one, which no sum of decimals is.
    const std::vector<units::Share> thirds(3, units::Share{1, 3});
    EXPECT_EQ(*units::sum_of(thirds), (units::Share{1, 1}));
    const std::vector<units::Share> odd{{1, 999'999'999'989}, {1, 999'999'999'961}};
    EXPECT_FALSE(units::sum_of(odd));
}

}  // namespace

#include "store/fixture.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/plans.hpp"
#include "tiendo/store/records.hpp"
#include "tiendo/store/units.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using namespace std::chrono_literals;
using store::Store;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Values of each row with "|" between them, as a stranger with the file sees them.
template <typename... Queries>
std::vector<std::string> rows(const std::filesystem::path& path, const Queries&... queries) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    std::vector<std::string> lines;
    const auto keep = [](void* to, int count, char** values, char**) {
        std::string line;
        for (int i = 0; i < count; ++i) {
            line.append(i > 0 ? "|" : "").append(values[i] == nullptr ? "" : values[i]);
        }
        static_cast<std::vector<std::string>*>(to)->push_back(line);
        return 0;
    };
    (sqlite3_exec(handle, queries, keep, &lines, nullptr), ...);
    sqlite3_close(handle);
    return lines;
}

TEST(OpenStore, a_new_database_has_the_newest_schema) {
    const Folder folder;
    auto made = must(Store::create(options_for(folder / "a.db"), Logger()));
    auto tx = must(made.begin(store::Mode::read));
    EXPECT_EQ(must(schema_version(tx)), store::newest_schema());
}

TEST(OpenStore, its_parent_folders_are_made) {
    const Folder folder;
    must(Store::create(options_for(folder / "x/y/a.db"), Logger()));
    EXPECT_TRUE(std::filesystem::exists(folder / "x/y/a.db"));
}

TEST(OpenStore, an_existing_database_is_not_made_again) {
    const Folder folder;
    must(Store::create(options_for(folder / "a.db"), Logger()));
    EXPECT_EQ(code_of(Store::create(options_for(folder / "a.db"), Logger())), ErrorCode::conflict);
}

TEST(OpenStore, a_missing_file_is_not_found_and_the_remedy_is_init) {
    const Folder folder;
    auto opened = Store::open(options_for(folder / "none.db"), Logger());
    ASSERT_EQ(code_of(opened), ErrorCode::not_found);
    EXPECT_THAT(opened.error().what(), HasSubstr("none.db"));
    EXPECT_THAT(opened.error().remedy(), HasSubstr("tiendo init"));
    EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
}

TEST(OpenStore, an_empty_file_left_by_a_killed_init_is_told_and_can_be_filled) {
    const Folder folder;
    std::ofstream(folder / "a.db").flush();
    EXPECT_EQ(code_of(Store::open(options_for(folder / "a.db"), Logger())), ErrorCode::not_found);
    EXPECT_TRUE(Store::create(options_for(folder / "a.db"), Logger()));
}

TEST(OpenStore, a_text_file_is_no_database_and_stays_as_it_was) {
    const Folder folder;
    const std::string text(5000, 'x');
    std::ofstream(folder / "a.db") << text;
    EXPECT_EQ(code_of(Store::open(options_for(folder / "a.db"), Logger())),
              ErrorCode::malformed_input);
    EXPECT_EQ(std::filesystem::file_size(folder / "a.db"), text.size());
}

TEST(OpenStore, a_folder_is_no_database) {
    const Folder folder;
    EXPECT_EQ(code_of(Store::open(options_for(folder / "."), Logger())),
              ErrorCode::malformed_input);
}

TEST(OpenStore, a_database_of_another_program_is_refused) {
    const Folder folder;
    tamper(folder / "a.db", "CREATE TABLE theirs (x)");
    auto opened = Store::open(options_for(folder / "a.db"), Logger());
    ASSERT_EQ(code_of(opened), ErrorCode::malformed_input);
    EXPECT_THAT(opened.error().message(), HasSubstr("another program"));
}

TEST(OpenStore, a_newer_schema_asks_for_an_upgrade) {
    const Folder folder;
    must(Store::create(options_for(folder / "a.db"), Logger()));
    tamper(folder / "a.db", "INSERT INTO migration VALUES (999, 'later', 'x')");
    auto opened = Store::open(options_for(folder / "a.db"), Logger());
    ASSERT_EQ(code_of(opened), ErrorCode::newer_version);
    EXPECT_THAT(opened.error().what(), HasSubstr("999"));
}

TEST(OpenStore, a_changed_migration_is_named) {
    const Folder folder;
    must(Store::create(options_for(folder / "a.db"), Logger()));
    tamper(folder / "a.db", "UPDATE migration SET checksum = 'x' WHERE number = 2");
    auto opened = Store::open(options_for(folder / "a.db"), Logger());
    ASSERT_EQ(code_of(opened), ErrorCode::malformed_input);
    EXPECT_THAT(opened.error().message(), HasSubstr("schema step 2"));
}

TEST(OpenStore, an_unknown_migration_among_ours_is_refused) {
    const Folder folder;
    must(Store::create(options_for(folder / "a.db"), Logger()));
    tamper(folder / "a.db", "UPDATE migration SET number = -1 WHERE number = 1");
    EXPECT_EQ(code_of(Store::open(options_for(folder / "a.db"), Logger())),
              ErrorCode::malformed_input);
}

TEST(OpenStore, an_older_schema_is_brought_up_to_date) {
    const Folder folder;
    must(Store::create(options_for(folder / "a.db"), Logger()));
    tamper(folder / "a.db", back_to_schema(3));
    auto read_only = options_for(folder / "a.db");
    read_only.access = store::Access::read_only;
    EXPECT_EQ(code_of(Store::open(read_only, Logger())), ErrorCode::conflict);

    auto opened = must(Store::open(options_for(folder / "a.db"), Logger()));
    auto tx = must(opened.begin(store::Mode::read));
    EXPECT_EQ(must(schema_version(tx)), store::newest_schema());
    EXPECT_TRUE(must(count_records(tx)).empty());
}

TEST(OpenStore, units_of_an_older_schema_have_one_state_for_their_whole_life) {
    const Folder folder;
    must(Store::create(options_for(folder / "a.db"), Logger()));
    // What version 5 wrote for two units.
    tamper(folder / "a.db",
           back_to_schema(6) +
               R"(INSERT INTO unit VALUES (1, 'ubnd-phuong-3', '{"id":"ubnd-phuong-3",)"
               R"("name":"UBND Phường 3","short_name":"P3","kind":"ward","parent":"ubnd-quan",)"
               R"("valid_from":null,"valid_to":"2020-12-31","successors":["ubnd-phuong-2"],)"
               R"("legal_basis":"NQ 1","codes":{"one-stop":"A3"},"aliases":["UBND P3"]}');)"
               R"(INSERT INTO unit VALUES (2, 'mttq', '{"id":"mttq","name":"Mặt trận",)"
               R"("short_name":"MT","kind":"front","parent":"mttq-tp","valid_from":"2020-01-01",)"
               R"("valid_to":null,"successors":[],"legal_basis":"","codes":{},"aliases":[]}'))");
    auto opened = must(Store::open(options_for(folder / "a.db"), Logger()));
    auto tx = must(opened.begin(store::Mode::read));
    Unit ward;
    ward.id = UnitId::of("ubnd-phuong-3");
    ward.valid_to = Date::of(2020, 12, 31);
    auto& state = ward.states.front();
    state.name = "UBND Phường 3";
    state.short_name = "P3";
    state.kind = UnitKind::ward;
    state.parents = {{Hierarchy::administrative, UnitId::of("ubnd-quan")}};
    state.codes = {{"one-stop", "A3"}};
    ward.successors = {UnitId::of("ubnd-phuong-2")};
    ward.succession = Succession::inherited;
    ward.legal_basis = "NQ 1";
    ward.aliases = {"UBND P3"};
    Unit front;
    front.id = UnitId::of("mttq");
    front.valid_from = Date::of(2020, 1, 1);
    front.states.front().name = "Mặt trận";
    front.states.front().short_name = "MT";
    front.states.front().kind = UnitKind::front;
    front.states.front().parents = {{Hierarchy::front, UnitId::of("mttq-tp")}};
    EXPECT_EQ(must(list_units(tx)), (std::vector{ward, front}));
    // No reorganisation was kept before: the list is the first one.
    EXPECT_EQ(must(list_first_units(tx)), (std::vector{ward, front}));
}

TEST(OpenStore, steps_of_an_older_schema_can_be_done_again) {
    const Folder folder;
    Cycle cycle;
    cycle.id = CycleId::of("2021-half-year");
    cycle.plan = PlanId::of("p");
    cycle.due.at = Instant::start_of(Date::of(2021, 5, 15));
    cycle.due.steps = {
        {"stated-day", "", "văn bản nêu ngày 15 tháng 5, không nêu năm", "mục III", {}},
        {"year", cycle.due.at->iso(), "áp dụng cho năm 2021", "mục III", cycle.due.at},
        {"exclusive", "", "trước ngày", "mục III", cycle.due.at}};
    // What version 7 wrote: the same without arguments.
    auto body = to_json(cycle);
    for (const auto& argument : {std::string(), cycle.due.at->iso()}) {
        const auto member = ",\"argument\":\"" + argument + "\"";
        for (auto at = body.find(member); at != std::string::npos; at = body.find(member)) {
            body.erase(at, member.size());
        }
    }
    ASSERT_EQ(body.find("argument"), std::string::npos);
    must(Store::create(options_for(folder / "a.db"), Logger()));
    tamper(folder / "a.db",
           "PRAGMA foreign_keys = OFF;" + back_to_schema(7) +
               "INSERT INTO cycle VALUES (1, 'p', '2021-half-year', 0, '" + body + "')");
    auto opened = must(Store::open(options_for(folder / "a.db"), Logger()));
    auto tx = must(opened.begin(store::Mode::read));
    EXPECT_EQ(must(get_cycle(tx, cycle.plan, cycle.id)), cycle);
}

TEST(OpenStore, a_plan_of_an_older_schema_has_the_year_that_it_was_adopted_for) {
    const Folder folder;
    const auto plan = PlanId::of("p");
    {
        auto made = must(Store::create(options_for(folder / "a.db"), Logger()));
        auto tx = must(made.begin(store::Mode::write));
        must(put_plan(tx, a_plan("p"), "text"));
        // What version 9 wrote when a plan was adopted.
        (void)must(append(tx,
                          {noon,
                           "Phòng Nội vụ",
                           "plan.adopt",
                           "p",
                           "",
                           "",
                           R"({"source":"a.txt","as_of":"2020-12-31","year":2021,"nodes":3})"}));
        must(tx.commit());
    }
    tamper(folder / "a.db", back_to_schema(9));
    auto opened = must(Store::open(options_for(folder / "a.db"), Logger()));
    auto tx = must(opened.begin(store::Mode::read));
    EXPECT_EQ(must(get_plan_terms(tx, plan)),
              R"({"as_of":"2020-12-31","first_year":2021,"last_year":2021,"orders":[]})");
}

std::vector<std::string> columns_of_standings(const std::filesystem::path& path) {
    return rows(path,
                "SELECT id, year, opens_at FROM cycle ORDER BY id",
                "SELECT id, excuses, superseded FROM obligation ORDER BY id",
                "SELECT id, state, sent_at, withdrawn_at FROM submission ORDER BY id");
}

TEST(OpenStore, columns_of_standings_of_an_older_schema_are_those_that_writing_gives) {
    const Folder folder;
    const auto path = folder / "a.db";
    {
        auto made = must(Store::create(options_for(path), Logger()));
        auto tx = must(made.begin(store::Mode::write));
        must(put_plan(tx, a_plan("p"), "text"));
        auto half = a_cycle("p", "half");
        half.opens_at = at("1969-12-31T23:59:59.999+07:00");
        must(insert_cycles(tx, std::vector{half, a_cycle("p", "year")}));
        Obligation owed{ObligationId::of("o1"), half.plan, half.id, UnitId::of("u1"), "vì"};
        owed.excuses = {{"UBND", "bão", noon, {}}, {"UBND", "lũ", noon.plus(1h), noon.plus(2h)}};
        Obligation gone{ObligationId::of("o2"), half.plan, half.id, UnitId::of("u2"), "vì"};
        gone.superseded = "sáp nhập";
        must(insert_obligations(tx, std::vector{owed, gone}));
        Submission sent;
        sent.obligation = owed.id;
        for (const auto state : {ReportState::draft,
                                 ReportState::submitted,
                                 ReportState::returned,
                                 ReportState::accepted,
                                 ReportState::consolidated,
                                 ReportState::corrected,
                                 ReportState::withdrawn}) {
            sent.id = SubmissionId::of("s" + std::to_string(sent.round));
            sent.state = state;
            sent.sent_at = noon.plus(std::chrono::milliseconds(sent.round));
            must(insert_submission(tx, sent));
            ++sent.round;
        }
        sent.round = 7;
        sent.sent_at = noon;
        sent.withdrawn_at = noon.plus(12345ms);
        must(update_submission(tx, sent));
        (void)must(append(tx, {noon, "Phòng Nội vụ", "test.change", "p", "", "", ""}));
        must(tx.commit());
    }
    const auto written = columns_of_standings(path);
    EXPECT_THAT(written,
                ElementsAre("half|2021|-25200001",
                            "year|2021|",
                            "o1|2|0",
                            "o2|0|1",
                            "s1|0|1621486800001|",
                            "s2|1|1621486800002|",
                            "s3|2|1621486800003|",
                            "s4|3|1621486800004|",
                            "s5|4|1621486800005|",
                            "s6|5|1621486800006|",
                            "s7|6|1621486800000|1621486812345"));
    tamper(path, back_to_schema(13));
    must(Store::open(options_for(path), Logger()));
    EXPECT_EQ(columns_of_standings(path), written);
}

TEST(OpenStore, another_scheme_is_a_config_error) {
    for (const char* url : {"", "sqlite:", "postgresql://x", "quan.db"}) {
        store::StoreOptions options;
        options.url = url;
        EXPECT_EQ(code_of(Store::open(options, Logger())), ErrorCode::config) << url;
    }
}

TEST(OpenStore, paths_with_blanks_marks_and_apostrophes_work) {
    const Folder folder;
    const auto path = folder / "quận mười's = 10.db";
    must(Store::create(options_for(path), Logger()));
    EXPECT_TRUE(std::filesystem::exists(path));
    EXPECT_TRUE(Store::open(options_for(path), Logger()));
}

TEST(OpenStore, a_read_only_store_reads_and_refuses_to_write) {
    const Folder folder;
    must(Store::create(options_for(folder / "a.db"), Logger()));
    auto options = options_for(folder / "a.db");
    options.access = store::Access::read_only;
    auto opened = must(Store::open(options, Logger()));
    EXPECT_TRUE(opened.begin(store::Mode::read));
    EXPECT_EQ(code_of(opened.begin(store::Mode::write)), ErrorCode::storage);
}

TEST(OpenStore, a_damaged_file_is_told) {
    const Folder folder;
    { must(Store::create(options_for(folder / "a.db"), Logger())); }
    {
        std::fstream file(folder / "a.db", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(100);
        file << std::string(3000, '\x7f');
    }
    EXPECT_EQ(code_of(Store::open(options_for(folder / "a.db"), Logger())),
              ErrorCode::malformed_input);
}

}  // namespace
}  // namespace tiendo::test

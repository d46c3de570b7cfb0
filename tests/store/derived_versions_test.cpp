// Evidence, measures and doubts as they were known: on new databases and on those of before.
#include "store/fixture.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/versions.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;

const auto plan = PlanId::of("p");
const auto half = CycleId::of("half");
constexpr const char* cites = "document-cites-instrument/1";
constexpr const char* timeliness = "dossier-timeliness/1";

Evidence a_document(int number, const char* because) {
    Evidence evidence;
    evidence.id = EvidenceId::of("p/II.1-1/" + std::to_string(1000 + number));
    evidence.plan = plan;
    evidence.node = NodeId::of("II.1-1");
    evidence.record = {ConnectionId::of("van-ban"),
                       RecordType::document,
                       Date::of(2021, 3, 2).plus(std::chrono::days{number % 7}),
                       "VB-" + std::to_string(number)};
    evidence.rule = cites;
    evidence.because = because;
    return evidence;
}

Measure a_count(const std::string& code, std::int64_t count) {
    Measure measure;
    measure.code = code;
    measure.name = "Hồ sơ";
    measure.plan = plan;
    measure.cycle = half;
    measure.unit = UnitId::of("phuong-7");
    measure.dimension = 5;
    measure.count = count;
    measure.window = {Date::of(2020, 12, 15), Date::of(2021, 5, 14)};
    measure.rule = timeliness;
    return measure;
}

Doubt a_doubt(const std::string& text) {
    return {"record-unit-unknown", "dossier-timeliness/1/half", text, "không tính", std::nullopt};
}

std::int64_t number_in(const std::filesystem::path& path, const char* query) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(handle, query, -1, &statement, nullptr);
    const auto found =
        sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return found;
}

class DerivedVersions : public StoreTest {
protected:
    DerivedVersions() {
        change_ledger(
            [](auto& tx) {
                must(put_plan(tx, a_plan("p"), "text"));
                must(insert_cycles(tx, std::vector{a_cycle("p", "half")}));
            },
            at("2021-01-04T08:00:00+07:00"));
    }
    void attach(const std::vector<Evidence>& evidence,
                const std::vector<Measure>& measures,
                const std::vector<Doubt>& doubts,
                Instant when) {
        change_ledger(
            [&](auto& tx) {
                must(replace_evidence(tx, plan, cites, evidence));
                must(replace_measures(tx, plan, half, timeliness, measures));
                must(replace_doubts(tx, plan, "ledger.attach", doubts));
            },
            when);
    }
    std::vector<Evidence> evidence(std::optional<Instant> known_at) {
        auto tx = read();
        return must(list_evidence(tx, {.plan = plan, .known_at = known_at}));
    }
    std::vector<Measure> measures(std::optional<Instant> known_at) {
        auto tx = read();
        return must(list_measures(tx, {.plan = plan, .cycle = half, .known_at = known_at}));
    }
    std::vector<Doubt> doubts(Instant known_at) {
        auto tx = read();
        return must(doubts_known_at(tx, plan, known_at));
    }
    std::int64_t versions() { return number_in(path_, "SELECT count(*) FROM ledger_version"); }

    const Instant may_ = at("2021-05-10T08:00:00+07:00");
    const Instant june_ = at("2021-06-10T08:00:00+07:00");
};

TEST_F(DerivedVersions, what_was_known_then_stays_when_rows_come_change_and_go) {
    const std::vector before{a_document(1, "viện dẫn"), a_document(2, "viện dẫn")};
    const std::vector counted{a_count("late", 34), a_count("on-time", 1200), a_count("open", 1)};
    attach(before, counted, {a_doubt("1 hồ sơ"), a_doubt("2 hồ sơ")}, may_);
    const std::vector after{a_document(2, "trả lời"), a_document(3, "viện dẫn")};
    const std::vector again{a_count("late", 84), a_count("on-time", 1200)};
    attach(after, again, {a_doubt("2 hồ sơ")}, june_);

    EXPECT_TRUE(evidence(at("2021-05-10T07:59:59+07:00")).empty());
    EXPECT_EQ(evidence(may_), before);
    EXPECT_EQ(measures(at("2021-06-10T07:59:59+07:00")), counted);
    EXPECT_EQ(doubts(may_), (std::vector{a_doubt("1 hồ sơ"), a_doubt("2 hồ sơ")}));
    EXPECT_EQ(evidence(june_), after);
    EXPECT_EQ(measures(june_), again);
    EXPECT_EQ(doubts(june_), (std::vector{a_doubt("2 hồ sơ")}));
    EXPECT_EQ(evidence({}), after);
    EXPECT_EQ(measures({}), again);
}

TEST_F(DerivedVersions, what_was_known_can_be_filtered_like_what_is_known) {
    auto of_eight = a_count("late", 5);
    of_eight.unit = UnitId::of("phuong-8");
    auto other = a_document(2, "viện dẫn");
    other.node = NodeId::of("II.1-2");
    attach({a_document(1, "viện dẫn"), other}, {a_count("late", 34), of_eight}, {}, may_);
    attach({}, {}, {}, june_);
    auto tx = read();
    EXPECT_EQ(must(list_evidence(tx, {.node = other.node, .known_at = may_})),
              (std::vector{other}));
    EXPECT_EQ(must(list_measures(tx, {.unit = of_eight.unit, .known_at = may_})),
              (std::vector{of_eight}));
    EXPECT_TRUE(must(list_measures(tx, {.code = "open", .known_at = may_})).empty());
    EXPECT_TRUE(must(list_evidence(tx, {.plan = PlanId::of("q"), .known_at = may_})).empty());
}

TEST_F(DerivedVersions, the_same_set_again_leaves_nothing_and_needs_no_journal_entry) {
    const std::vector rows{a_document(1, "viện dẫn"), a_document(2, "viện dẫn")};
    attach(rows, {a_count("late", 34)}, {a_doubt("1 hồ sơ")}, may_);
    const auto before = versions();
    change([&](auto& tx) {
        must(replace_evidence(tx, plan, cites, std::vector{rows[1], rows[0]}));
        must(replace_measures(tx, plan, half, timeliness, std::vector{a_count("late", 34)}));
        must(replace_doubts(tx, plan, "ledger.attach", {a_doubt("1 hồ sơ")}));
    });
    EXPECT_EQ(versions(), before);
}

TEST_F(DerivedVersions, of_a_large_set_only_the_rows_that_differ_are_kept_again) {
    std::vector<Evidence> rows;
    for (int i = 0; i < 500; ++i) {
        rows.push_back(a_document(i, "viện dẫn"));
    }
    attach(rows, {}, {}, may_);
    const auto before = versions();
    rows.erase(rows.begin() + 100);
    rows.insert(rows.begin() + 200, a_document(900, "viện dẫn"));
    rows[300].because = "trả lời";
    attach(rows, {}, {}, june_);
    EXPECT_EQ(versions() - before, 3);
}

TEST_F(DerivedVersions, a_change_without_a_journal_entry_cannot_be_committed) {
    for (const int which : {0, 1, 2}) {
        auto tx = write();
        switch (which) {
            case 0:
                must(replace_evidence(tx, plan, cites, std::vector{a_document(1, "viện dẫn")}));
                break;
            case 1:
                must(replace_measures(tx, plan, half, timeliness, std::vector{a_count("late", 1)}));
                break;
            default: must(replace_doubts(tx, plan, "ledger.attach", {a_doubt("1 hồ sơ")})); break;
        }
        const auto done = tx.commit();
        ASSERT_FALSE(done) << which;
        EXPECT_THAT(done.error().explain(), HasSubstr("without a journal entry")) << which;
    }
}

TEST_F(DerivedVersions, two_rows_of_one_id_are_a_conflict_also_where_the_id_is_stored) {
    const std::vector twice{a_document(1, "viện dẫn"), a_document(1, "viện dẫn")};
    {
        auto tx = write();
        EXPECT_EQ(code_of(replace_evidence(tx, plan, cites, twice)), ErrorCode::conflict);
    }
    attach({twice.front()}, {}, {}, may_);
    auto tx = write();
    EXPECT_EQ(code_of(replace_evidence(tx, plan, cites, twice)), ErrorCode::conflict);
}

TEST_F(DerivedVersions, a_cycle_that_is_dropped_takes_its_measures_along_from_then_on) {
    attach({}, {a_count("late", 34)}, {}, may_);
    change_ledger([](auto& tx) { must(remove_cycle(tx, plan, half)); }, june_);
    EXPECT_EQ(measures(may_).size(), 1U);
    EXPECT_TRUE(measures(june_).empty());
    auto tx = read();
    EXPECT_EQ(must(cycle_known_at(tx, plan, half, may_)).id, half);
    EXPECT_EQ(code_of(cycle_known_at(tx, plan, half, june_)), ErrorCode::not_found);
    EXPECT_EQ(code_of(cycle_known_at(tx, PlanId::of("q"), half, may_)), ErrorCode::not_found);
}

TEST_F(DerivedVersions, the_head_of_the_journal_is_the_one_of_then_whatever_the_clock_did) {
    const auto head = [&](const char* when) {
        auto tx = read();
        return must(journal_head_known_at(tx, at(when))).count;
    };
    const auto say = [&](const char* when) {
        change([&](auto& tx) {
            must(append(tx, {at(when), "tiendo", "sync.page", "x", "", "", ""}));
        });
    };
    EXPECT_EQ(head("2021-01-04T07:59:59+07:00"), 0);
    EXPECT_EQ(head("2021-01-04T08:00:00+07:00"), 1);
    say("2021-05-09T08:00:00+07:00");                                        // 2
    attach({}, {a_count("late", 34)}, {}, may_);                             // 3
    say("2021-05-11T08:00:00+07:00");                                        // 4
    attach({}, {a_count("late", 84)}, {}, june_);                            // 5
    attach({}, {a_count("late", 85)}, {}, at("2021-05-10T09:00:00+07:00"));  // 6, set back
    say("2021-05-10T10:00:00+07:00");                                        // 7, set back
    EXPECT_EQ(head("2021-05-08T08:00:00+07:00"), 1);
    EXPECT_EQ(head("2021-05-09T08:00:00+07:00"), 2);
    EXPECT_EQ(head("2021-05-10T10:00:00+07:00"), 3);
    EXPECT_EQ(head("2021-05-20T08:00:00+07:00"), 4);
    EXPECT_EQ(head("2021-06-10T08:00:00+07:00"), 7);
    EXPECT_EQ(measures(at("2021-05-20T08:00:00+07:00")).front().count, 34);
    auto tx = read();
    EXPECT_EQ(must(journal_head_known_at(tx, june_)), must(journal_head(tx)));
}

TEST_F(DerivedVersions, random_sets_are_known_as_they_were_at_each_instant) {
    std::mt19937 random(20210520);
    const auto upto = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    std::map<Instant, std::pair<std::vector<Evidence>, std::vector<Measure>>> seen;
    auto now = may_;
    for (int step = 0; step < 60; ++step) {
        now = now.plus(std::chrono::minutes{1 + upto(500)});
        std::vector<Evidence> rows;
        for (int i = 0; i < 20; ++i) {
            if (upto(2) > 0) {
                rows.push_back(a_document(i, upto(3) == 0 ? "trả lời" : "viện dẫn"));
            }
        }
        std::vector<Measure> counts;
        for (int i = upto(6); i > 0; --i) {
            counts.push_back(a_count("code-" + std::to_string(upto(3)), upto(5)));
        }
        attach(rows, counts, {}, now);
        std::ranges::sort(rows, {}, [](const Evidence& each) {
            return std::pair(each.record.day, each.record.id);
        });
        ASSERT_EQ(evidence({}), rows);
        ASSERT_EQ(measures({}), counts);
        seen.emplace(now, std::pair(rows, counts));
    }
    for (const auto& [when, sets] : seen) {
        EXPECT_EQ(evidence(when), sets.first) << when;
        EXPECT_EQ(measures(when), sets.second) << when;
    }
}

/// A database as schema 13 left it: what is derived has no versions yet.
class Schema13 : public DerivedVersions {
protected:
    Schema13() {
        attach({a_document(1, "viện dẫn")}, {a_count("late", 34)}, {a_doubt("1 hồ sơ")}, may_);
        change([&](auto& tx) {
            must(replace_doubts(tx, plan, "reader", {a_doubt("đọc")}));
            must(replace_doubts(tx, plan, "by-hand", {a_doubt("khác")}));
            say(tx, "2021-01-05T08:00:00+07:00", "plan.adopt", "p");
            say(tx, "2021-05-01T08:00:00+07:00", "evidence.attach", "p");
            say(tx, "2021-05-12T08:00:00+07:00", "evidence.attach", "p");
            say(tx, "2021-05-13T08:00:00+07:00", "evidence.attach", "another plan");
            must(insert_obligations(tx, std::vector{owed_}));
            say(tx, "2021-05-14T08:00:00+07:00", "units.event", "nq-1");
            say(tx, "2021-05-15T08:00:00+07:00", "connection.add", "mot-cua");
        });
        tamper(path_, back_to_schema(13));
        store_ = must(store::Store::open(options_for(path_), Logger()));
    }
    static void say(store::Transaction& tx,
                    const char* when,
                    const char* action,
                    const char* what) {
        must(append(tx, {at(when), "Phòng Nội vụ", action, what, "", "", ""}));
    }

    Obligation owed_{ObligationId::of("p/half/phuong-7"), plan, half, UnitId::of("phuong-7"), "vì"};
};

TEST_F(Schema13, what_is_there_is_known_from_the_last_entry_that_can_have_put_it) {
    EXPECT_TRUE(evidence(at("2021-05-12T07:59:59+07:00")).empty());
    EXPECT_EQ(evidence(at("2021-05-12T08:00:00+07:00")), evidence({}));
    EXPECT_EQ(measures(at("2021-05-12T08:00:00+07:00")), measures({}));
    EXPECT_TRUE(measures(at("2021-05-12T07:59:59+07:00")).empty());
    EXPECT_EQ(doubts(at("2021-05-11T08:00:00+07:00")), (std::vector{a_doubt("đọc")}));
    EXPECT_EQ(doubts(at("2021-05-12T08:00:00+07:00")),
              (std::vector{a_doubt("1 hồ sơ"), a_doubt("đọc")}));
    EXPECT_EQ(doubts(at("2021-05-15T08:00:00+07:00")).size(), 3U)
        << "what no entry explains is known from the last one on";
}

TEST_F(Schema13, that_what_was_attached_before_is_not_kept_is_known) {
    auto tx = read();
    EXPECT_EQ(must(derived_known_since(tx, plan)), at("2021-05-12T08:00:00+07:00"));
}

TEST_F(Schema13, figures_that_no_entry_explains_are_marked_too) {
    tamper(path_,
           back_to_schema(13) +
               "DROP TRIGGER journal_is_not_changed;"
               "UPDATE journal SET action = 'other' WHERE action = 'evidence.attach';");
    store_ = must(store::Store::open(options_for(path_), Logger()));
    auto tx = read();
    EXPECT_EQ(must(derived_known_since(tx, plan)), at("2021-05-15T08:00:00+07:00"));
}

TEST_F(Schema13, versions_go_on_following_the_order_of_the_journal) {
    constexpr const char* breaks =
        "SELECT count(*) FROM ledger_version a JOIN ledger_version b ON b.number = a.number + 1 "
        "WHERE b.sequence < a.sequence OR b.recorded_at < a.recorded_at";
    EXPECT_EQ(number_in(path_, breaks), 0);
    auto tx = read();
    const auto known = must(ledger_known_at(tx, plan, at("2021-05-14T08:00:00+07:00")));
    EXPECT_EQ(known.obligations, (std::vector{owed_}));
    EXPECT_TRUE(
        must(ledger_known_at(tx, plan, at("2021-05-14T07:59:59+07:00"))).obligations.empty());
    EXPECT_THROW(tamper(path_, "UPDATE ledger_version SET recorded_at = 0"), std::runtime_error);
    EXPECT_THROW(tamper(path_, "DELETE FROM ledger_version"), std::runtime_error);
}

TEST_F(Schema13, attaching_the_same_again_leaves_nothing) {
    const auto before = versions();
    change([&](auto& tx) {
        must(replace_evidence(tx, plan, cites, std::vector{a_document(1, "viện dẫn")}));
        must(replace_measures(tx, plan, half, timeliness, std::vector{a_count("late", 34)}));
        must(replace_doubts(tx, plan, "ledger.attach", {a_doubt("1 hồ sơ")}));
    });
    EXPECT_EQ(versions(), before);
}

TEST_F(DerivedVersions, a_new_database_kept_all_from_the_beginning) {
    attach({}, {a_count("late", 34)}, {}, may_);
    auto tx = read();
    EXPECT_FALSE(must(derived_known_since(tx, plan)));
}

}  // namespace
}  // namespace tiendo::test

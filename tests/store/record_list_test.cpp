#include "tiendo/store/record_list.hpp"

#include "store/fixture.hpp"

#include "tiendo/store/records.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using store::RecordListQuery;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const ConnectionId ours = ConnectionId::of("phan-anh");

class RecordList : public StoreTest {
protected:
    RecordList() {
        change([](auto& tx) {
            must(insert_connection(tx, a_connection("phan-anh")));
            must(insert_connection(tx, a_connection("another")));
        });
        // On purpose not in the order of the days.
        put("phan-anh",
            {a_feedback("b", "2021-03-02T08:00:00+07:00"),
             a_feedback("a", "2021-03-02T09:00:00+07:00"),
             a_feedback("z", "2021-03-01T08:00:00+07:00"),
             a_feedback("m", "2021-05-01T08:00:00+07:00")});
        put("another", {a_feedback("a", "2021-03-02T08:00:00+07:00")});
    }
    void put(const char* connection, const std::vector<Record>& records) {
        change([&](auto& tx) {
            must(put_records(tx, ConnectionId::of(connection), records.front().type, records));
        });
    }
    std::vector<std::string> ids(RecordListQuery query) {
        query.type = RecordType::feedback;
        auto tx = read();
        std::vector<std::string> names;
        for (const auto& record : must(list_records(tx, query))) {
            names.push_back(record.id);
        }
        return names;
    }
};

TEST_F(RecordList, comes_newest_first_and_of_one_connection) {
    EXPECT_THAT(ids({.connection = ours}), ElementsAre("m", "b", "a", "z"));
}

TEST_F(RecordList, takes_both_ends_of_the_days_in) {
    EXPECT_THAT(ids({.connection = ours, .from_day = Date::of(2021, 3, 2)}),
                ElementsAre("m", "b", "a"));
    EXPECT_THAT(ids({.connection = ours, .until_day = Date::of(2021, 3, 2)}),
                ElementsAre("b", "a", "z"));
    EXPECT_THAT(ids({.connection = ours,
                     .from_day = Date::of(2021, 3, 2),
                     .until_day = Date::of(2021, 3, 2)}),
                ElementsAre("b", "a"));
    EXPECT_THAT(ids({.connection = ours,
                     .from_day = Date::of(2021, 3, 3),
                     .until_day = Date::of(2021, 3, 2)}),
                IsEmpty());
}

TEST_F(RecordList, goes_on_behind_the_last_one_also_in_the_middle_of_a_day) {
    EXPECT_THAT(ids({.connection = ours,
                     .before = store::RecordPlace{Date::of(2021, 3, 2), "b"},
                     .limit = 1}),
                ElementsAre("a"));
    EXPECT_THAT(ids({.connection = ours, .before = store::RecordPlace{Date::of(2021, 3, 2), "a"}}),
                ElementsAre("z"));
    EXPECT_THAT(ids({.connection = ours, .before = store::RecordPlace{Date::of(2021, 3, 1), "z"}}),
                IsEmpty());
}

TEST_F(RecordList, pages_of_any_length_join_to_the_whole) {
    for (const std::int64_t limit : {1, 2, 3, 4, 5}) {
        std::vector<std::string> all;
        RecordListQuery query{.connection = ours, .type = RecordType::feedback, .limit = limit};
        for (;;) {
            auto tx = read();
            const auto page = must(list_records(tx, query));
            if (page.empty()) {
                break;
            }
            for (const auto& record : page) {
                all.push_back(record.id);
            }
            query.before = store::RecordPlace{*page.back().day, page.back().id};
        }
        EXPECT_THAT(all, ElementsAre("m", "b", "a", "z")) << limit;
    }
}

TEST_F(RecordList, finds_one_by_its_id_with_and_without_its_day) {
    EXPECT_THAT(ids({.connection = ours, .id = "z"}), ElementsAre("z"));
    EXPECT_THAT(ids({.connection = ours, .id = "m"}), ElementsAre("m"));
    EXPECT_THAT(ids({.connection = ours,
                     .id = "z",
                     .from_day = Date::of(2021, 3, 1),
                     .until_day = Date::of(2021, 3, 1)}),
                ElementsAre("z"));
    EXPECT_THAT(ids({.connection = ours, .id = "z", .from_day = Date::of(2021, 3, 2)}), IsEmpty());
    EXPECT_THAT(ids({.connection = ours, .id = "m", .until_day = Date::of(2021, 4, 30)}),
                IsEmpty());
    EXPECT_THAT(ids({.connection = ours, .id = "none"}), IsEmpty());
    EXPECT_THAT(ids({.connection = ours, .id = "a' OR '1'='1"}), IsEmpty());
}

TEST_F(RecordList, an_id_that_came_on_two_days_is_two_records) {
    put("phan-anh", {a_feedback("a", "2021-04-01T08:00:00+07:00")});
    EXPECT_THAT(ids({.connection = ours, .id = "a"}), ElementsAre("a", "a"));
    EXPECT_THAT(ids({.connection = ours,
                     .id = "a",
                     .before = store::RecordPlace{Date::of(2021, 4, 1), "a"}}),
                ElementsAre("a"));
}

TEST_F(RecordList, gives_each_type_whole) {
    const auto dossier = a_dossier("d", "2021-03-01T08:00:00+07:00");
    const auto document = a_document("v", "45/BC-UBND");
    put("phan-anh", {dossier});
    put("phan-anh", {document});
    auto tx = read();
    EXPECT_THAT(must(list_records(tx, {.connection = ours, .type = RecordType::dossier})),
                ElementsAre(dossier));
    EXPECT_THAT(must(list_records(tx, {.connection = ours, .type = RecordType::document})),
                ElementsAre(document));
}

TEST_F(RecordList, refuses_what_it_cannot_mean) {
    auto tx = read();
    EXPECT_EQ(code_of(list_records(tx, {.connection = ConnectionId::of("none")})),
              ErrorCode::not_found);
    for (const std::int64_t limit : {-1, 0, 10'001}) {
        EXPECT_EQ(code_of(list_records(tx, {.connection = ours, .limit = limit})),
                  ErrorCode::malformed_input);
    }
}

/// How SQLite means to run a query, as its own words.
std::string plan_of(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_stmt* statement = nullptr;
    std::string plan =
        sqlite3_prepare_v2(
            handle, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &statement, nullptr) == SQLITE_OK
            ? ""
            : sqlite3_errmsg(handle);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        plan += reinterpret_cast<const char*>(sqlite3_column_text(statement, 3));
        plan += "\n";
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return plan;
}

TEST_F(RecordList, is_a_range_of_the_key_that_needs_no_sorting) {
    // The text that list_records makes, without its columns.
    const auto plan =
        plan_of(path_,
                "SELECT r.id FROM feedback r WHERE r.connection = ?1 AND r.day BETWEEN "
                "?2 AND ?3 AND (r.day, r.id) < (?5, ?6) "
                "ORDER BY r.day DESC, r.id DESC LIMIT ?4");
    EXPECT_THAT(plan, HasSubstr("USING PRIMARY KEY (connection=? AND day>? AND day<?)"));
    EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE")));
}

TEST_F(RecordList, an_id_without_a_day_is_looked_for_by_days_and_not_by_rows) {
    const auto plan = plan_of(
        path_,
        "WITH RECURSIVE each(day) AS (SELECT max(day) FROM feedback WHERE connection = ?1 AND day <= "
        "?3 UNION ALL SELECT (SELECT max(t.day) FROM feedback t WHERE t.connection = ?1 AND t.day < "
        "each.day) FROM each WHERE each.day > ?2) SELECT r.id FROM feedback r WHERE r.connection = ?1 "
        "AND r.day IN (SELECT day FROM each) AND +r.day BETWEEN ?2 AND ?3 AND (+r.day, r.id) < (?5, ?6) "
        "AND r.id = ?7 ORDER BY r.day DESC, r.id DESC LIMIT ?4");
    EXPECT_THAT(plan, HasSubstr("SEARCH r USING PRIMARY KEY (connection=? AND day=? AND id=?)"));
    EXPECT_THAT(plan, Not(HasSubstr("SCAN r")));
    EXPECT_THAT(plan, Not(HasSubstr("SCAN t")));
}

}  // namespace
}  // namespace tiendo::test

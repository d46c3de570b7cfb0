// A pull is killed at twenty places; started again, it ends where an undisturbed one does.
#include "store/fixture.hpp"
#include "sync/driver.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/journal.hpp"
#include "tiendo/store/maintenance.hpp"
#include "tiendo/store/records.hpp"

#include <algorithm>
#include <iostream>
#include <sstream>

namespace tiendo::test {
namespace {

constexpr int pages = 40;         // what the driver's source holds
constexpr int living_rows = 900;  // different records on them
const ConnectionId connection = ConnectionId::of("mot-cua");

/// Runs the driver in a process of its own.
Ended pull_in_a_process(const std::filesystem::path& database,
                        const std::vector<std::string>& words) {
    std::vector<std::string> all = {TIENDO_PULL_DRIVER, database.string()};
    all.insert(all.end(), words.begin(), words.end());
    return run_driver(all);
}

/// All that a pull leaves in a database, as read through the store.
struct Left {
    std::int64_t rows = 0;
    std::string digest_of_rows;
    store::StreamState state;
    store::JournalHead journal;
    std::optional<std::string> fact;
    std::int64_t dead = 0;
    bool operator==(const Left&) const = default;
};

Left left_in(store::Store& opened) {
    auto tx = must(opened.begin(store::Mode::read));
    Left left;
    std::string lines;
    must(for_each_dossier(tx, {}, [&](const store::StoredDossier& each) -> Result<void> {
        ++left.rows;
        lines += to_json(Record{RecordType::dossier,
                                each.dossier.id,
                                each.dossier.received_at.date(),
                                false,
                                each.dossier}) +
                 "\n";
        return {};
    }));
    left.digest_of_rows = sha256_hex(lines);
    left.state = must(get_stream_state(tx, connection, "dossiers"));
    const auto check = must(verify_journal(tx, std::nullopt));
    EXPECT_FALSE(check.fault) << check.fault->text;
    left.journal = check.head;
    left.fact = must(get_adapter_value(tx, connection, "last-page"));
    left.dead = must(count_dead_letters(tx, {}));
    return left;
}

/// A new database with the connection in it.
std::filesystem::path new_database(const Folder& folder, const std::string& name) {
    auto made = must(store::Store::create(options_for(folder / name), Logger()));
    auto tx = must(made.begin(store::Mode::write));
    must(insert_connection(tx, a_connection("mot-cua")));
    must(tx.commit());
    return folder / name;
}

/// How many calls write in the transaction of each page.
std::vector<int> calls_of(const Ended& undisturbed) {
    std::istringstream words(undisturbed.said);
    std::vector<int> calls;
    for (int number = 0; words >> number;) {
        calls.push_back(number);
    }
    return calls;
}

struct Point {
    std::vector<std::string> words;
    int page = 0;  ///< the page whose transaction it aims at, or before which it stands
};

/// Thirteen writes spread over the first half of a commit, one last call of a commit, four between
/// the beginning of the transaction and its first write, two between transactions.
std::vector<Point> twenty_points(const std::vector<int>& calls) {
    const int fewest = *std::min_element(calls.begin(), calls.end());
    std::vector<Point> points;
    for (int i = 0; i < 13; ++i) {
        const int page = 2 + 3 * i;
        const int call = 1 + i * (fewest / 2) / 13;
        points.push_back({{"write", std::to_string(page), std::to_string(call)}, page});
    }
    points.push_back({{"write", "20", std::to_string(calls.at(19))}, 20});
    for (const int page : {1, 13, 27, pages}) {
        points.push_back({{"clock", std::to_string(page)}, page});
    }
    for (const int page : {8, pages}) {
        points.push_back({{"read", std::to_string(page)}, page});
    }
    return points;
}

/// Between two pages or behind all of them: cursor, journal, facts and counts tell the same story.
void expect_whole_pages(const Left& left) {
    EXPECT_EQ(left.state.cursor.text,
              left.state.pages == 0 ? "" : std::to_string(left.state.pages));
    EXPECT_EQ(left.journal.count, left.state.pages);
    EXPECT_EQ(left.state.records, 50 * left.state.pages);
    EXPECT_EQ(left.rows, std::min<std::int64_t>(50 * left.state.pages, living_rows));
    EXPECT_EQ(left.fact.value_or(""), left.state.cursor.text);
}

TEST(KilledPull, ends_after_a_restart_where_an_undisturbed_one_ends) {
    const Folder folder;
    const auto calm = new_database(folder, "calm.db");
    const auto undisturbed = pull_in_a_process(calm, {"none"});
    ASSERT_EQ(undisturbed.status, 0);
    const auto calls = calls_of(undisturbed);
    ASSERT_EQ(calls.size(), static_cast<std::size_t>(pages));
    ASSERT_GE(*std::min_element(calls.begin(), calls.end()), 4) << "SQLite's writes are not seen";
    auto calm_store = must(store::Store::open(options_for(calm), Logger()));
    const auto expected = left_in(calm_store);
    ASSERT_EQ(expected.state.pages, pages);
    expect_whole_pages(expected);

    int number = 0;
    int inside = 0;
    for (const auto& point : twenty_points(calls)) {
        const auto path = new_database(folder, "killed-" + std::to_string(++number) + ".db");
        const auto killed = pull_in_a_process(path, point.words);
        ASSERT_EQ(killed.status, 128 + SIGKILL) << killed.said;
        auto store = must(store::Store::open(options_for(path), Logger()));
        const auto between = left_in(store);
        expect_whole_pages(between);
        // A page that was under way and is not there now was undone: the transaction was open.
        const bool undone = point.words[0] != "read" && between.state.pages == point.page - 1;
        inside += undone ? 1 : 0;
        std::cout << "kill " << number << ": " << killed.said.substr(0, killed.said.size() - 1)
                  << (undone ? ": inside the transaction, page undone"
                             : ": outside the transaction or after it took effect")
                  << ", " << between.state.pages << " pages stored\n";

        EXPECT_EQ(pull_in_a_process(path, {"none"}).status, 0);
        const auto after = left_in(store);
        EXPECT_TRUE(after == expected) << after.rows << " rows, " << after.journal.count
                                       << " entries, " << after.state.pages << " pages";
        EXPECT_EQ(must(check_integrity(store)).verdict, store::Verdict::ok);
    }
    EXPECT_EQ(number, 20);
    EXPECT_GE(inside, 15);
    std::cout << number << " kills, " << inside << " of them inside a page's transaction\n";
}

}  // namespace
}  // namespace tiendo::test

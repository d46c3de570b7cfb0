// A worker is killed at every step of its way; others finish its work, and each delivery has taken
// effect once, in the order of its group.
#include "sync/driver.hpp"
#include "sync/outbox_fixture.hpp"

#include "tiendo/store/maintenance.hpp"

#include <csignal>
#include <iostream>

namespace tiendo::test {
namespace {

using std::chrono::hours;

Ended deliver_in_a_process(const std::filesystem::path& database,
                           const std::filesystem::path& file,
                           int step,
                           Instant now) {
    return run_driver({TIENDO_OUTBOX_DRIVER,
                       database.string(),
                       file.string(),
                       std::to_string(step),
                       std::to_string(now.unix_ms())});
}

std::vector<std::string> lines_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

using KilledWorker = OutboxTest;

TEST_F(KilledWorker, sends_nothing_twice_loses_nothing_and_keeps_the_order) {
    for (const auto* key : {"g1", "k1", "g2", "g3", "k2"}) {
        put(key, key[0] == 'g' ? "g" : "");
    }
    must(checkpoint(store_));
    int killed_in_transactions = 0;
    int left_in_doubt = 0;
    int step = 1;
    for (bool killed = true; killed; ++step) {
        const auto database = folder_ / "killed.db";
        const auto file = folder_ / "killed.txt";
        for (const auto* rest : {"", "-wal", "-shm", "-claims"}) {
            std::filesystem::remove(database.string() + rest);
        }
        std::filesystem::remove(file);
        std::filesystem::copy_file(path_, database);

        const auto first = deliver_in_a_process(database, file, step, noon);
        killed = first.status == 128 + SIGKILL;
        ASSERT_TRUE(killed || first.status == 0) << first.said;
        killed_in_transactions += killed && !first.said.ends_with("effect\n") ? 1 : 0;
        // Its lease ends; what it had is asked about, then sent where it never arrived.
        for (const auto later : {hours(1), hours(2), hours(3)}) {
            ASSERT_EQ(deliver_in_a_process(database, file, 0, noon.plus(later)).status, 0);
        }

        auto store = must(store::Store::open(options_for(database), Logger()));
        auto tx = must(store.begin(store::Mode::read));
        auto came = lines_in(file);
        EXPECT_LT(std::find(came.begin(), came.end(), "g1"),
                  std::find(came.begin(), came.end(), "g2"));
        EXPECT_LT(std::find(came.begin(), came.end(), "g2"),
                  std::find(came.begin(), came.end(), "g3"));
        std::sort(came.begin(), came.end());
        EXPECT_EQ(came, (std::vector<std::string>{"g1", "g2", "g3", "k1", "k2"})) << first.said;
        EXPECT_EQ(must(count_outbox(tx, {.state = OutboxState::delivered})), 5) << first.said;
        const auto check = must(verify_journal(tx, std::nullopt));
        EXPECT_FALSE(check.fault);
        left_in_doubt +=
            must(read_journal(tx, {.action_prefix = "outbox.lease-ended"})).empty() ? 0 : 1;
    }
    EXPECT_GE(killed_in_transactions, 10) << "SQLite's writes are not seen";
    EXPECT_GE(left_in_doubt, 10);
    std::cout << step - 2 << " kills, " << killed_in_transactions << " of them while writing, "
              << left_in_doubt << " left deliveries in doubt\n";
}

}  // namespace
}  // namespace tiendo::test

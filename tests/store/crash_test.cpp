// What happens to a database when a process dies, the disk is full, the file may not be written, or
// two processes want to write.
#include "store/fixture.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/store/maintenance.hpp"
#include "tiendo/store/records.hpp"

#include <gmock/gmock.h>

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <functional>

namespace tiendo::test {
namespace {

using ::testing::HasSubstr;

const ConnectionId connection = ConnectionId::of("mot-cua");

std::vector<Record> some_dossiers(int first, int count) {
    std::vector<Record> records;
    for (int i = first; i < first + count; ++i) {
        records.push_back(a_dossier("H99-" + std::to_string(i), "2021-03-01T08:00:00+07:00"));
    }
    return records;
}

Result<store::PageOutcome> put_one_page(store::Transaction& tx, int number) {
    const auto records = some_dossiers(number * 100, 100);
    return put_page(tx,
                    {connection,
                     "dossiers",
                     RecordType::dossier,
                     records,
                     {std::to_string(number + 1)},
                     noon,
                     "sync",
                     std::string(64, 'd')});
}

/// Runs `work` in a child; `wait` gives the child's status.
pid_t in_child(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 99;
        try {
            code = work();
        } catch (const std::exception& failure) {
            ::dprintf(2, "%s\n", failure.what());
        }
        ::_exit(code);
    }
    return child;
}

int exit_of(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/// Cursor, rows and journal agree: after n pages there are 100 n rows and n entries.
void expect_whole(store::Store& store, int least_pages) {
    auto tx = must(store.begin(store::Mode::read));
    const auto state = must(get_stream_state(tx, connection, "dossiers"));
    const auto counts = must(count_records(tx));
    const auto rows = counts.empty() ? 0 : counts.front().count;
    EXPECT_GE(state.pages, least_pages);
    EXPECT_EQ(state.cursor.text, state.pages == 0 ? "" : std::to_string(state.pages));
    EXPECT_EQ(rows, 100 * state.pages);
    const auto check = must(verify_journal(tx, std::nullopt));
    EXPECT_FALSE(check.fault);
    EXPECT_EQ(check.head.count, state.pages);
}

class Crash : public StoreTest {
protected:
    Crash() {
        change([](auto& tx) { must(insert_connection(tx, a_connection("mot-cua"))); });
    }
};

TEST_F(Crash, a_process_killed_inside_a_transaction_leaves_nothing_half_written) {
    for (int committed = 0; committed < 10; ++committed) {
        const int child = in_child([&] {
            auto own = must(store::Store::open(options_for(path_), Logger()));
            auto first = must(own.begin(store::Mode::write));
            must(put_one_page(first, committed));
            must(first.commit());
            auto second = must(own.begin(store::Mode::write));
            must(put_one_page(second, committed + 1));
            ::kill(::getpid(), SIGKILL);
            return 0;
        });
        EXPECT_EQ(exit_of(child), 1000 + SIGKILL);
        auto again = must(store::Store::open(options_for(path_), Logger()));
        expect_whole(again, committed + 1);
        EXPECT_EQ(must(check_integrity(again)).verdict, store::Verdict::ok);
    }
}

TEST_F(Crash, a_process_killed_anywhere_in_a_run_of_pages_leaves_whole_pages) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = in_child([&] {
        auto own = must(store::Store::open(options_for(path_), Logger()));
        for (int page = 0;; ++page) {
            auto tx = must(own.begin(store::Mode::write));
            must(put_one_page(tx, page));
            must(tx.commit());
            ::write(pipe_ends[1], "x", 1);
        }
        return 0;
    });
    char byte = 0;
    for (int seen = 0; seen < 20; ++seen) {
        ASSERT_EQ(::read(pipe_ends[0], &byte, 1), 1);
    }
    ::kill(child, SIGKILL);
    EXPECT_EQ(exit_of(child), 1000 + SIGKILL);
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
    auto again = must(store::Store::open(options_for(path_), Logger()));
    expect_whole(again, 20);
}

TEST_F(Crash, a_second_writing_process_is_told_that_another_one_writes) {
    auto tx = write();
    must(put_one_page(tx, 0));
    const pid_t child = in_child([&] {
        auto own = must(store::Store::open(options_for(path_), Logger()));
        auto second = own.begin(store::Mode::write);
        return code_of(second) == ErrorCode::busy &&
                       second.error().message().find("another process is writing") !=
                           std::string::npos
                   ? 0
                   : 1;
    });
    EXPECT_EQ(exit_of(child), 0);
    must(tx.commit());
    expect_whole(store_, 1);
}

TEST_F(Crash, two_processes_that_wait_for_each_other_both_get_their_pages_in) {
    auto patient = options_for(path_);
    patient.busy_timeout = std::chrono::minutes(1);
    std::vector<pid_t> children;
    for (int who = 0; who < 2; ++who) {
        children.push_back(in_child([&] {
            auto own = must(store::Store::open(patient, Logger()));
            for (int i = 0; i < 10; ++i) {
                auto tx = must(own.begin(store::Mode::write));
                const auto pages = must(get_stream_state(tx, connection, "dossiers")).pages;
                must(put_one_page(tx, static_cast<int>(pages)));
                must(tx.commit());
            }
            return 0;
        }));
    }
    for (const auto child : children) {
        EXPECT_EQ(exit_of(child), 0);
    }
    expect_whole(store_, 20);
}

TEST_F(Crash, a_claim_of_a_killed_process_is_given_back) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = in_child([&] {
        auto own = must(store::Store::open(options_for(path_), Logger()));
        const auto claim = must(own.claim("sync/mot-cua"));
        ::write(pipe_ends[1], "x", 1);
        ::pause();
        return 0;
    });
    char byte = 0;
    ASSERT_EQ(::read(pipe_ends[0], &byte, 1), 1);
    EXPECT_EQ(code_of(store_.claim("sync/mot-cua")), ErrorCode::busy);
    ::kill(child, SIGKILL);
    exit_of(child);
    EXPECT_TRUE(store_.claim("sync/mot-cua"));
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
}

TEST_F(Crash, a_file_that_may_not_be_written_is_told) {
    must(checkpoint(store_));
    ::chmod(path_.c_str(), 0444);
    ::chmod(path_.parent_path().c_str(), 0555);
    const pid_t child = in_child([&] {
        if (::geteuid() == 0 && ::setuid(65534) != 0) {  // root may write anything
            return 2;
        }
        return code_of(store::Store::open(options_for(path_), Logger())) == ErrorCode::storage ? 0
                                                                                               : 1;
    });
    const int code = exit_of(child);
    ::chmod(path_.parent_path().c_str(), 0755);
    ::chmod(path_.c_str(), 0644);
    if (code == 2) {
        GTEST_SKIP() << "running as root without the right to become somebody else";
    }
    EXPECT_EQ(code, 0);
}

/// Puts pages into a database until the disk says no. 0: it was told well and the file is sound.
int fill_until_full(const std::filesystem::path& path) {
    auto own = must(store::Store::open(options_for(path), Logger()));
    for (int page = 0; page < 10'000; ++page) {
        auto tx = must(own.begin(store::Mode::write));
        auto put = put_one_page(tx, page);
        auto done = put ? tx.commit() : Result<void>(put.error());
        if (done) {
            continue;
        }
        if (done.error().code() != ErrorCode::storage) {
            ::dprintf(2, "%s\n", done.error().explain().c_str());
            return 1;
        }
        // What is left of the transaction takes nothing more, and can be left.
        if (!put && put_one_page(tx, page)) {
            return 3;
        }
        tx = must(own.begin(store::Mode::read));
        const auto rows = must(count_records(tx));
        return page > 0 && rows.at(0).count == 100 * page ? 0 : 4;
    }
    return 5;
}

TEST_F(Crash, a_file_that_may_not_grow_is_told_and_keeps_what_was_committed) {
    // A limit on the size of files stands in for a full disk where nothing can be mounted.
    const pid_t child = in_child([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{400'000, 400'000};
        return ::setrlimit(RLIMIT_FSIZE, &limit) == 0 ? fill_until_full(path_) : 6;
    });
    EXPECT_EQ(exit_of(child), 0);
    auto again = must(store::Store::open(options_for(path_), Logger()));
    expect_whole(again, 1);
    EXPECT_EQ(must(check_integrity(again)).verdict, store::Verdict::ok);
}

TEST(FullDisk, a_full_disk_is_told_and_what_was_committed_stays) {
    const Folder folder;
    const auto disk = folder / "disk";
    std::filesystem::create_directory(disk);
    if (::mount("none", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
        GTEST_SKIP() << "a small tmpfs may not be mounted here";
    }
    {
        auto made = must(store::Store::create(options_for(disk / "a.db"), Logger()));
        auto tx = must(made.begin(store::Mode::write));
        must(insert_connection(tx, a_connection("mot-cua")));
        must(tx.commit());
        tx = must(made.begin(store::Mode::read));
    }
    EXPECT_EQ(fill_until_full(disk / "a.db"), 0);
    {
        auto again = must(store::Store::open(options_for(disk / "a.db"), Logger()));
        expect_whole(again, 1);
        auto full = store::Store::create(options_for(disk / "b.db"), Logger());
        EXPECT_EQ(code_of(full), ErrorCode::storage);
        EXPECT_THAT(full.error().message(), HasSubstr("disk"));
    }
    ::umount(disk.c_str());
}

}  // namespace
}  // namespace tiendo::test

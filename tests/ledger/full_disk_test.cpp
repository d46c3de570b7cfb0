// The disk is full while a report is accepted: nothing of it is half written.
#include "ledger/world.hpp"

#include "tiendo/store/journal.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/versions.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

namespace {

using namespace tiendo;
using namespace tiendo::test;

constexpr int told = 0;
constexpr int accepted = 7;

/// Accepts in a process of its own whose files may not grow beyond `limit`.
int accept_within(const store::StoreOptions& options, rlim_t limit) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        auto own = store::Store::open(options, Logger{});
        auto tx = own ? own->begin(store::Mode::write) : std::move(own).error();
        const rlimit full{limit, RLIM_INFINITY};
        if (!tx || ::setrlimit(RLIMIT_FSIZE, &full) != 0) {
            ::_exit(99);
        }
        auto done = ledger::accept(*tx, half_year_of("ubnd-phuong-7"), by_home_affairs());
        auto kept = done ? tx->commit() : Result<void>(std::move(done).error());
        ::_exit(kept ? accepted : kept.error().code() == ErrorCode::storage ? told : 98);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

TEST(FullDisk, an_accept_takes_effect_as_a_whole_or_not_at_all) {
    Office office;
    {
        auto tx = office.write();
        Office::must(ledger::submit(tx,
                                    half_year_of("ubnd-phuong-7"),
                                    sent_at("2021-05-12T10:00:00+07:00"),
                                    by_home_affairs()));
        Office::must(tx.commit());
    }
    const auto look = [&] {
        auto tx = office.read();
        const auto head = store::journal_head(tx);
        EXPECT_FALSE(store::verify_journal(tx, std::nullopt)->fault);
        const auto rows = store::ledger_known_now(tx, plan_id);
        EXPECT_EQ(*store::ledger_known_at(tx, plan_id, at("2999-01-01T00:00:00+07:00")), *rows);
        return std::pair(*head, rows->submissions.front().state);
    };
    const auto before = look();
    const auto log = office.options().url.substr(sizeof "sqlite:" - 1) + "-wal";
    const auto size = std::filesystem::file_size(log);
    int failures = 0;
    for (rlim_t more = 0;; more += 4096) {
        const int code = accept_within(office.options(), size + more);
        if (code == accepted) {
            break;
        }
        ASSERT_EQ(code, told);
        ASSERT_EQ(look(), before) << "with room for " << more << " bytes";
        ASSERT_LT(++failures, 200);
    }
    EXPECT_GT(failures, 0) << "the disk was never full";
    const auto after = look();
    EXPECT_EQ(after.first.count, before.first.count + 1);
    EXPECT_EQ(after.second, ReportState::accepted);
}

}  // namespace

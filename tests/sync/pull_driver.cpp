// Pulls 40 pages of invented dossiers into a database and kills itself where it is told to, so that
// a test can look at what is left.
//
//   pull_driver DATABASE none
//   pull_driver DATABASE write PAGE N   at the Nth call that writes, inside the transaction of PAGE
//   pull_driver DATABASE clock PAGE     after the transaction of PAGE has begun
//   pull_driver DATABASE read PAGE      right after the transaction of the page before PAGE
//
// Before it dies it says where it stands. Undisturbed it prints, for each page, how many calls
// wrote. The calls are caught where SQLite makes them.
#include "write_calls.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/sync/hub.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

/// Where to die, and how far the pull is. Globals, because the C library's functions have no place
/// for more.
struct Plan {
    std::string kind = "none";
    int page = 0;
    int call = 0;
};
Plan plan;
int page_now = 0;  // counts from 1
int calls_now = 0;
bool in_transaction = false;
std::vector<int> calls_of_pages;

void say_and_die(const char* where) {
    const std::string words = std::string(where) + " of page " + std::to_string(page_now) +
                              ", call " + std::to_string(calls_now) + "\n";
    ::syscall(SYS_write, STDOUT_FILENO, words.data(), words.size());
    ::kill(::getpid(), SIGKILL);
}

}  // namespace

void before_write_call(const char* name) {
    if (!in_transaction) {
        return;
    }
    ++calls_now;
    if (plan.kind == "write" && page_now == plan.page && calls_now == plan.call) {
        say_and_die(name);
    }
}

namespace tiendo {
namespace {

constexpr int pages = 40;
constexpr int page_records = 50;
constexpr int different_records = 900;  // so later pages change what earlier ones brought

const ConnectionId connection = ConnectionId::of("mot-cua");

Record dossier(int number) {
    const int which = number % different_records;
    const int round = number / different_records;
    Dossier dossier;
    dossier.id = "000.07.12.H99-210301-" + std::to_string(10'000 + which);
    dossier.unit = "000.07.12.H99";
    dossier.procedure = "2.000488";
    dossier.procedure_name = "Cấp bản sao trích lục hộ tịch";
    dossier.field = "Hộ tịch";
    dossier.state = round == 0 ? DossierState::processing : DossierState::ready;
    dossier.received_at = *Instant::parse("2021-03-01T08:00:00+07:00");
    dossier.changed_at = dossier.received_at.plus(std::chrono::hours(round));
    return {RecordType::dossier, dossier.id, dossier.received_at.date(), false, dossier};
}

Result<sync::SourcePage> read_page(const Cursor& cursor, sync::Facts& facts) {
    if (in_transaction) {
        calls_of_pages.push_back(calls_now);
    }
    in_transaction = false;
    calls_now = 0;
    page_now = cursor.text.empty() ? 1 : std::atoi(cursor.text.c_str()) + 1;
    if (plan.kind == "read" && page_now == plan.page) {
        say_and_die("read");
    }
    sync::SourcePage page;
    for (int i = 0; i < page_records; ++i) {
        page.lines += to_json(dossier((page_now - 1) * page_records + i)) + "\n";
    }
    page.record_count = page_records;
    page.next = {std::to_string(page_now)};
    page.more = page_now < pages;
    facts.put("last-page", page.next.text);
    return page;
}

/// The hub asks for the time when the transaction of a page has begun.
Instant time_of_page() {
    in_transaction = true;
    if (plan.kind == "clock" && page_now == plan.page) {
        say_and_die("clock");
    }
    return *Instant::parse("2021-05-20T12:00:00+07:00");
}

int pull(const std::string& database) {
    auto store = store::Store::open({.url = "sqlite:" + database}, Logger());
    if (!store) {
        std::cerr << store.error() << "\n";
        return 1;
    }
    sync::HubOptions options;
    options.clock = time_of_page;
    options.random = [] { return 0.0; };
    options.elapsed = [] { return std::chrono::milliseconds(0); };
    options.wait = [](std::chrono::milliseconds, std::stop_token) { return true; };
    const sync::Source source{
        connection,
        {{"dossiers", RecordType::dossier}},
        [](const std::string&, const Cursor& cursor, sync::Facts& facts, std::stop_token) {
            return read_page(cursor, facts);
        }};
    const auto pulls = sync::Hub(*store, options).pull(source, {});
    if (!pulls || pulls->at(0).failure) {
        std::cerr << (pulls ? *pulls->at(0).failure : pulls.error()) << "\n";
        return 1;
    }
    calls_of_pages.push_back(calls_now);
    for (const int calls : calls_of_pages) {
        std::cout << calls << "\n";
    }
    return 0;
}

}  // namespace
}  // namespace tiendo

int main(int count, char** words) {
    if (count < 3 || count > 5) {
        std::cerr << "usage: pull_driver DATABASE none|write|clock|read [PAGE [N]]\n";
        return 2;
    }
    plan.kind = words[2];
    plan.page = count > 3 ? std::atoi(words[3]) : 0;
    plan.call = count > 4 ? std::atoi(words[4]) : 0;
    return tiendo::pull(words[1]);
}

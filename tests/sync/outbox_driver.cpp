// Sends what waits in a database to another side that is a file, and kills itself where it is told
// to, so that a test can look at what is left.
//
//   outbox_driver DATABASE FILE STEP NOW_MS
//
// FILE gets one line with the key for each delivery that takes effect, however often the same one
// is sent: the other side knows no keys, but can be asked what it has. STEP counts all calls that
// write to the database and both sides of each effect; 0: none. Undisturbed it prints how many
// steps there were.
#include "write_calls.hpp"

#include "tiendo/sync/outbox.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <string>

namespace {

/// Globals, because the C library's functions have no place for more.
int steps = 0;
int last_step = 0;
bool at_work = false;

void step(const char* where) {
    if (!at_work || ++steps != last_step) {
        return;
    }
    const std::string words = std::string(where) + "\n";
    ::syscall(SYS_write, STDOUT_FILENO, words.data(), words.size());
    ::kill(::getpid(), SIGKILL);
}

}  // namespace

void before_write_call(const char* name) {
    step(name);
}

namespace tiendo {
namespace {

std::vector<DeliveryResult> write(const std::string& file,
                                  const std::vector<plugin::Delivery>& deliveries) {
    std::vector<DeliveryResult> results;
    for (const auto& each : deliveries) {
        step("before the effect");
        const auto line = each.key + "\n";
        const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        if (out < 0 || ::write(out, line.data(), line.size()) < 0) {
            std::abort();
        }
        ::close(out);
        step("after the effect");
        results.push_back({each.key, Outcome::accepted, "theirs", {}, {}, {}});
    }
    return results;
}

std::vector<DeliveryResult> probe(const std::string& file,
                                  const std::vector<plugin::Delivery>& deliveries) {
    std::ifstream in(file);
    std::set<std::string> there;
    for (std::string line; std::getline(in, line);) {
        there.insert(line);
    }
    std::vector<DeliveryResult> results;
    for (const auto& each : deliveries) {
        const bool came = there.count(each.key) > 0;
        results.push_back(
            {each.key, came ? Outcome::accepted : Outcome::absent, "", "not there", {}, {}});
    }
    return results;
}

int deliver(const std::string& database, const std::string& file, std::int64_t now_ms) {
    auto store = store::Store::open({.url = "sqlite:" + database}, Logger());
    if (!store) {
        std::cerr << store.error() << "\n";
        return 1;
    }
    sync::OutboxOptions options;
    options.clock = fixed_clock(Instant::from_unix_ms(now_ms));
    options.random = [] { return 0.0; };
    options.owner = "driver-" + std::to_string(::getpid());
    const sync::Sink sink{
        ConnectionId::of("mot-cua"),
        [&](const std::string&, const auto& deliveries, sync::Facts&, std::stop_token) {
            return Result(write(file, deliveries));
        },
        [&](const std::string&, const auto& deliveries, sync::Facts&, std::stop_token) {
            return Result(probe(file, deliveries));
        }};
    at_work = true;
    const auto run = sync::Outbox(*store, options).deliver(sink, {});
    at_work = false;
    if (!run) {
        std::cerr << run.error() << "\n";
        return 1;
    }
    std::cout << steps << "\n";
    return 0;
}

}  // namespace
}  // namespace tiendo

int main(int count, char** words) {
    if (count != 5) {
        std::cerr << "usage: outbox_driver DATABASE FILE STEP NOW_MS\n";
        return 2;
    }
    last_step = std::atoi(words[3]);
    return tiendo::deliver(words[1], words[2], std::atoll(words[4]));
}

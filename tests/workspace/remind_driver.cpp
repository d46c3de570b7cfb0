// Puts reminders into the outbox, and kills itself at the Nth look at the clock.
//
//   remind_driver DATABASE NOW_MS N
//
// Where it looks less often, it ends with 0.
#include "workspace/sender.hpp"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

int main(int count, char** words) {
    using namespace tiendo;
    if (count != 4) {
        std::cerr << "usage: remind_driver DATABASE NOW_MS N\n";
        return 2;
    }
    const auto now = Instant::from_unix_ms(std::atoll(words[2]));
    auto left = std::atoll(words[3]);
    const auto clock = [&] {
        if (--left == 0) {
            ::kill(::getpid(), SIGKILL);
        }
        return now;
    };
    auto workspace = test::must(Workspace::open(test::sender_options(words[1], clock)));
    test::must(workspace.remind({}, {ConnectionId::of("van-ban")}));
    return 0;
}

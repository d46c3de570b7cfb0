// Delivers from a database, and kills itself at its first look at the clock after the other side
// has taken something: between the effect and the moment in which it is stored.
//
//   deliver_driver DATABASE URL NOW_MS
//
// URL answers 200 as soon as the effect is there. Where it never is, the driver ends with 0.
#include "workspace/sender.hpp"

#include "tiendo/http/client.hpp"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

int main(int count, char** words) {
    using namespace tiendo;
    if (count != 4) {
        std::cerr << "usage: deliver_driver DATABASE URL NOW_MS\n";
        return 2;
    }
    auto client = test::must(http::Client::open({}));
    const auto now = Instant::from_unix_ms(std::atoll(words[3]));
    const auto clock = [&] {
        http::Request question;
        question.method = "GET";
        question.url = words[2];
        const auto answer = client.send(question);
        if (answer && answer->status == 200) {
            ::kill(::getpid(), SIGKILL);
        }
        return now;
    };
    auto workspace = test::must(Workspace::open(test::sender_options(words[1], clock)));
    test::must(workspace.deliver({}, {}));
    return 0;
}

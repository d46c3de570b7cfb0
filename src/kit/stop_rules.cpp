// How a call ends when the host wants it to.
#include "walks.hpp"

#include <array>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

namespace tiendo::kit {

namespace {

/// On top of what the manifest promises: the machine may have other things to do.
constexpr std::chrono::milliseconds grace{1'000};

/// A trick that asks the call to end when its request arrives.
Trick stops_at_first(const std::shared_ptr<std::stop_source>& stop) {
    return [stop](const http::Request& request, const Forward& forward) {
        auto answer = forward(request);
        stop->request_stop();
        return answer;
    };
}

Finding cancelled(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            for (const bool before : {true, false}) {
                auto stop = std::make_shared<std::stop_source>();
                auto services = bench.services();
                services.stop = stop->get_token();
                bench.between().play(stops_at_first(stop));
                if (before) {
                    stop->request_stop();
                }
                auto adapter = bench.adapter();
                const auto page = adapter.read(bench.connection(), {.stream = stream}, services);
                bench.between().play({});
                const std::string when =
                    before ? "asked to stop before it began" : "asked to stop at its first request";
                if (page && !same_page(*page, walk.turns.front().page)) {
                    return failed(when + ", it gave a page of " +
                                  std::to_string(page->record_count) + " records, " +
                                  (page->more ? "more to come" : "nothing more"));
                }
                if (!page && page.error().code() != ErrorCode::cancelled) {
                    return failed(when + ", it failed as " + told(page.error()));
                }
            }
            return std::nullopt;
        });
}

/// Whether a call that was asked to stop at its first request ends within `limit`.
bool ended_in_time(Bench& bench, const std::string& stream, std::chrono::milliseconds limit) {
    auto stop = std::make_shared<std::stop_source>();
    auto services = bench.services();
    services.stop = stop->get_token();
    services.logger = Logger();  // the bench's is for one thread
    auto ended = std::make_shared<std::promise<void>>();
    auto asked = std::make_shared<std::promise<void>>();
    bench.between().play([stop, asked](const http::Request&, const Forward&) {
        if (stop->request_stop()) {
            asked->set_value();
        }
        return http::Response{.status = 503, .headers = {{"Retry-After", "1"}}};
    });
    // It may never return: the thread is left behind, and ends with the rule's process.
    std::thread([&bench, stream, services, ended] {
        auto adapter = bench.adapter();
        (void)adapter.read(bench.connection(), {.stream = stream}, services);
        ended->set_value();
    }).detach();
    auto done = ended->get_future();
    auto begun = asked->get_future();
    while (begun.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
        if (done.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready) {
            bench.between().play({});
            return true;  // it needed nothing of the other side
        }
    }
    const bool in_time = done.wait_for(limit) == std::future_status::ready;
    bench.between().play({});
    return in_time;
}

Finding stops_within(Bench& bench) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    const auto promised = bench.manifest().stops_within;
    return over_walks(bench, [&](const std::string& stream, const Walk&) -> std::optional<Finding> {
        // The second time, since a machine may stand still for a second.
        if (ended_in_time(bench, stream, promised + grace) ||
            ended_in_time(bench, stream, promised + grace)) {
            return std::nullopt;
        }
        return failed("asked to stop while it read '" + stream + "', it went on for more than " +
                      std::to_string((promised + grace).count()) + " ms; its manifest says " +
                      std::to_string(promised.count()));
    });
}

Finding deadline(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            auto services = bench.services();
            services.call_timeout = std::chrono::milliseconds(0);
            auto adapter = bench.adapter();
            const auto page = adapter.read(bench.connection(), {.stream = stream}, services);
            if (page && !same_page(*page, walk.turns.front().page)) {
                return failed("without any time left it gave a page of " +
                              std::to_string(page->record_count) + " records, " +
                              (page->more ? "more to come" : "nothing more"));
            }
            if (!page && page.error().code() != ErrorCode::transient) {
                return failed("without any time left it failed as " + told(page.error()));
            }
            return std::nullopt;
        });
}

constexpr std::array<Rule, 3> table = {{
    {{"cancelled",
      "a call that is asked to stop fails as cancelled, or gives its whole page",
      "a pull that somebody stopped counts as done, and records are missing",
      "hand the failure of context.http on as it is; in loops ask context.cancelled"},
     cancelled},
    {{"stops-within",
      "a call ends as soon after it was asked to stop as the manifest promises",
      "the service cannot be stopped, and is killed in the middle of something",
      "ask context.cancelled in every loop, wait by context.wait, or promise a longer time"},
     stops_within},
    {{"deadline",
      "a call that has no time left fails as transient",
      "a slow night counts as a night without records",
      "hand the failure of context.http on as it is"},
     deadline},
}};

}  // namespace

std::span<const Rule> stop_rules() {
    return table;
}

}  // namespace tiendo::kit

// Nothing is lost and nothing invented, wherever reading was broken off and by whom it goes on.
#include "walks.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

namespace tiendo::kit {

namespace {

/// What one set lacks of the other, as a sentence; nothing where they are the same.
std::optional<std::string> difference(const std::set<std::string>& wanted,
                                      const std::set<std::string>& got) {
    std::vector<std::string> missing;
    std::set_difference(
        wanted.begin(), wanted.end(), got.begin(), got.end(), std::back_inserter(missing));
    if (!missing.empty()) {
        return "lost: " + some_of(missing);
    }
    std::vector<std::string> added;
    std::set_difference(
        got.begin(), got.end(), wanted.begin(), wanted.end(), std::back_inserter(added));
    return added.empty() ? std::nullopt : std::optional("only then: " + some_of(added));
}

/// The keys of the pages before `count`.
std::set<std::string> keys_before(const Walk& walk, std::size_t count) {
    Walk part;
    part.turns.assign(walk.turns.begin(), walk.turns.begin() + static_cast<std::ptrdiff_t>(count));
    return all_keys(part);
}

/// Compares what came of `rest`, read after the first `count` pages of `walk`, with all of it.
std::optional<Finding> same_union(const Walk& walk,
                                  std::size_t count,
                                  const Walk& rest,
                                  const std::string& when) {
    if (!rest.whole()) {
        return failed(when + (rest.failure ? " it failed as " + told(*rest.failure)
                                           : std::string(" it found no end")));
    }
    auto got = keys_before(walk, count);
    got.merge(all_keys(rest));
    const auto fault = difference(all_keys(walk), got);
    return fault ? std::optional(failed(when + " " + *fault)) : std::nullopt;
}

std::string all_lines(const Walk& walk) {
    std::string lines;
    for (const auto& turn : walk.turns) {
        lines += turn.page.lines;
    }
    return lines;
}

Finding reads_equal(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            auto adapter = bench.adapter();
            const Walk again = bench.walk(adapter, stream, {});
            if (!again.whole()) {
                return failed("the second read of '" + stream + "' did not come to its end");
            }
            const auto first_text = all_lines(walk);
            const auto second_text = all_lines(again);
            const auto first = lines_of(first_text);
            const auto second = lines_of(second_text);
            const auto [one, other] =
                std::mismatch(first.begin(), first.end(), second.begin(), second.end());
            if (one == first.end() && other == second.end()) {
                return std::nullopt;
            }
            return failed(
                "'" + stream + "' read twice differs at record " +
                std::to_string(one - first.begin() + 1) + ": " +
                (one == first.end() ? std::string("none") : std::string(one->substr(0, 300))) +
                "\nthen: " +
                (other == second.end() ? std::string("none") : std::string(other->substr(0, 300))));
        });
}

Finding resumes_everywhere(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            for (std::size_t i = 1; i < walk.turns.size(); ++i) {
                auto adapter = bench.adapter();
                const Walk rest = bench.walk(adapter, stream, walk.turns[i].from);
                if (auto fault = same_union(walk,
                                            i,
                                            rest,
                                            "'" + stream + "' read on from page " +
                                                std::to_string(i + 1) + " by a new handle:")) {
                    return fault;
                }
            }
            return std::nullopt;
        });
}

/// Cuts the answers to one page off, and abandons the handle that asked for it.
void interrupt(Bench& bench, const std::string& stream, const Cursor& from) {
    auto adapter = bench.adapter();
    bench.between().play([](const http::Request& request, const Forward& forward) {
        auto answer = forward(request);
        answer.drop_after_bytes = answer.body.size() / 2;
        return answer;
    });
    (void)bench.page(adapter, stream, from);
    bench.between().play({});
}

/// Each page in turn; what comes afterwards is measured by what came before.
Finding survives_interruption(Bench& bench) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            for (const auto& turn : walk.turns) {
                auto first = bench.adapter();
                const Walk before = bench.walk(first, stream, turn.from);
                interrupt(bench, stream, turn.from);
                auto second = bench.adapter();
                const Walk after = bench.walk(second, stream, turn.from);
                const std::string when = "'" + stream + "' read on where a page was cut off:";
                if (auto fault = same_union(before, 0, after, when)) {
                    return fault;
                }
            }
            return std::nullopt;
        });
}

/// Reads a page in a process that is killed when its request number `fatal` has been handed on and
/// waits for its answer. @return whether there was such a request
bool killed_during(Bench& bench, const std::string& stream, const Cursor& from, std::size_t fatal) {
    auto reader = std::make_shared<std::atomic<pid_t>>(0);
    auto seen = std::make_shared<std::atomic<std::size_t>>(0);
    bench.between().play([=](const http::Request& request, const Forward& forward) {
        auto answer = forward(request);
        if (++*seen == fatal) {
            reader->wait(0);
            ::kill(*reader, SIGKILL);
        }
        return answer;
    });
    const pid_t own = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() == own) {
            auto adapter = bench.adapter();
            (void)bench.page(adapter, stream, from);
        }
        ::_exit(0);
    }
    if (child < 0) {
        throw std::runtime_error("no process could be started");
    }
    *reader = child;
    reader->notify_all();
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    bench.between().play({});
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/// At each of the first requests of each page. Nothing of what the adapter kept was committed.
Finding survives_its_end(Bench& bench) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    constexpr std::size_t most_requests = 3;
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            for (const auto& turn : walk.turns) {
                auto first = bench.adapter();
                const Walk before = bench.walk(first, stream, turn.from);
                for (std::size_t fatal = 1; fatal <= most_requests; ++fatal) {
                    if (!killed_during(bench, stream, turn.from, fatal)) {
                        break;
                    }
                    auto second = bench.adapter();
                    const Walk after = bench.walk(second, stream, turn.from);
                    const std::string when = "'" + stream + "' read on where a page was killed:";
                    if (auto fault = same_union(before, 0, after, when)) {
                        return fault;
                    }
                }
            }
            return std::nullopt;
        });
}

/// State that outlives handles, as a hub keeps it.
struct KeptState {
    std::map<std::string, std::string, std::less<>> facts;

    void lend(plugin::HostServices& services) {
        services.state_get = [this](std::string_view key) -> Result<std::optional<std::string>> {
            const auto found = facts.find(key);
            return found == facts.end() ? std::optional<std::string>() : found->second;
        };
        services.state_put = [this](std::string_view key, std::string_view value) -> Result<void> {
            facts.insert_or_assign(std::string(key), std::string(value));
            return {};
        };
    }
};

/// The state is lost after every page.
Finding survives_lost_state(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            auto adapter = bench.adapter();
            auto services = bench.services();
            services.state_get = [](std::string_view) -> Result<std::optional<std::string>> {
                return std::optional<std::string>();
            };
            services.state_put = [](std::string_view, std::string_view) -> Result<void> {
                return {};
            };
            const Walk forgetful = bench.walk(adapter, stream, {}, services);
            return same_union(
                walk, 0, forgetful, "'" + stream + "' read while its state is lost each time:");
        });
}

/// The state of the end meets the cursor of the beginning, as after a cursor was set back.
Finding survives_old_cursor(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            KeptState state;
            auto services = bench.services();
            state.lend(services);
            {
                auto adapter = bench.adapter();
                (void)bench.walk(adapter, stream, {}, services);
            }
            auto adapter = bench.adapter();
            const Walk again = bench.walk(adapter, stream, {}, services);
            return same_union(
                walk,
                0,
                again,
                "'" + stream + "' read from the beginning with the state of its end:");
        });
}

/// Two handles of one object take turns.
Finding handles_apart(Bench& bench) {
    return over_walks(
        bench, [&](const std::string& stream, const Walk& walk) -> std::optional<Finding> {
            auto one = bench.adapter();
            auto other = bench.adapter();
            for (const auto& turn : walk.turns) {
                for (auto* adapter : {&one, &other}) {
                    const auto page = bench.page(*adapter, stream, turn.from);
                    if (!page) {
                        return failed("with two handles it failed as " + told(page.error()));
                    }
                    if (!same_page(*page, turn.page)) {
                        return failed("with two handles the cursor '" +
                                      turn.from.text.substr(0, 80) + "' of '" + stream + "' gave " +
                                      std::to_string(page->record_count) + " records instead of " +
                                      std::to_string(turn.page.record_count));
                    }
                }
            }
            return std::nullopt;
        });
}

constexpr std::array<Rule, 7> table = {{
    {{"reads-equal",
      "two full reads of a system that stands still give the same records",
      "every pull reports changes that nobody made, and the journal fills with them",
      "take nothing into a record that differs from call to call: the time of reading, random "
      "numbers, the order of a hash table"},
     reads_equal},
    {{"resume-everywhere",
      "a new handle reads on from every page's cursor without a loss",
      "records are missing after a restart, and nothing tells which",
      "put all that is needed to go on into the cursor; what was fetched and not yet given must be "
      "fetched again"},
     resumes_everywhere},
    {{"interrupted-page",
      "a page that was cut off comes whole when it is read again",
      "one bad line on the network, and its records never come in",
      "change nothing that outlives the call before the page is complete"},
     survives_interruption},
    {{"killed-page",
      "a page whose process was killed comes whole when it is read again",
      "after a power cut somebody has to clean up by hand before anything comes in again",
      "leave nothing anywhere that only the end of the call takes away: locks, files, sessions"},
     survives_its_end},
    {{"state-lost",
      "state that is lost costs time and nothing else",
      "after a restore from backup records are missing or the pull stands still",
      "use context.state for what can be found out anew: sessions, ids to look at again"},
     survives_lost_state},
    {{"old-cursor",
      "an older cursor is read from, whatever the state says",
      "a person who sets the cursor back to read again gets nothing",
      "let the cursor decide where reading starts; the state may only add"},
     survives_old_cursor},
    {{"handles-apart",
      "two connections through one object do not touch each other",
      "where two districts are connected, each loses records to the other",
      "keep no static or global variables that change; members belong to one connection"},
     handles_apart},
}};

}  // namespace

std::span<const Rule> resume_rules() {
    return table;
}

}  // namespace tiendo::kit

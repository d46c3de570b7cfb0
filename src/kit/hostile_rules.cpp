// Answers that no honest system gives.
#include "drip.hpp"
#include "sanitized.hpp"
#include "walks.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/http/server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>

namespace tiendo::kit {

namespace {

constexpr std::chrono::milliseconds silence{250};
constexpr std::chrono::milliseconds least_pace{10};  // between two bytes of a slow answer
constexpr std::size_t huge_bytes = 8U << 20U;
// What the kit itself holds of a huge answer (server, client and page), and as much for the adapter
// three times over.
constexpr std::size_t most_growth = 10 * huge_bytes;

const std::vector<ErrorCode>& refusals() {
    static const std::vector<ErrorCode> codes = {
        ErrorCode::drift, ErrorCode::transient, ErrorCode::rejected, ErrorCode::config};
    return codes;
}

http::Response body(std::string text) {
    return {.headers = {{"Content-Type", "application/json"}}, .body = std::move(text)};
}

Finding one_after_the_other(Bench& bench,
                            const std::vector<std::pair<std::string, Trick>>& tricks) {
    Finding finding = skipped("nothing was tried");
    for (const auto& [name, trick] : tricks) {
        finding = under_trick(bench, trick, fails_as(refusals(), "the answer was " + name));
        if (finding.status != Status::passed) {
            return finding;
        }
    }
    return finding;
}

Finding half(Bench& bench) {
    const Trick trick = [](const http::Request& request, const Forward& forward) {
        auto answer = forward(request);
        answer.body.resize(answer.body.size() / 2);
        return answer;
    };
    return under_trick(
        bench, trick, fails_as(refusals(), "the answer was the right one, cut in half"));
}

Finding cut(Bench& bench) {
    const Trick dropped = [](const http::Request& request, const Forward& forward) {
        auto answer = forward(request);
        answer.drop_after_bytes = answer.body.size() / 2;
        return answer;
    };
    return one_after_the_other(
        bench, {{"the right one, broken off", dropped}, {"empty", always(body(""))}});
}

Finding other_form(Bench& bench) {
    return one_after_the_other(
        bench,
        {{"a number", always(body("42"))},
         {"null", always(body("null"))},
         {"an object of something else", always(body(R"({"kit":true})"))},
         {"nested the wrong way", always(body(R"([[{"kit":[]}]])"))},
         {"a page of maintenance",
          always({.headers = {{"Content-Type", "text/html"}},
                  .body = "<!DOCTYPE html><html><body>Hệ thống đang bảo trì</body></html>"})}});
}

Finding deep(Bench& bench) {
    constexpr std::size_t depth = 200'000;
    std::string objects;
    for (std::size_t i = 0; i < depth; ++i) {
        objects += "{\"a\":";
    }
    return one_after_the_other(
        bench,
        {{"200,000 lists in one another", always(body(std::string(depth, '[')))},
         {"200,000 objects in one another", always(body(objects))}});
}

/// Resident bytes now, or at most since the last reset.
std::size_t resident(std::string_view line) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == line) {
            std::size_t kib = 0;
            status >> kib;
            return kib << 10U;
        }
    }
    return 0;
}

Finding huge(Bench& bench) {
    const Trick trick = [](const http::Request&, const Forward&) {
        return body("\"" + std::string(huge_bytes, 'x') + "\"");
    };
    // 5: begin to measure the peak anew (proc(5), clear_refs).
    std::ofstream("/proc/self/clear_refs") << 5 << std::flush;
    const auto before = resident("VmRSS:");
    auto finding = under_trick(bench, trick, fails_as(refusals(), "the answer was 8 MB long"));
    const auto peak = resident("VmHWM:");
    if (finding.status == Status::passed && !sanitized && before != 0 &&
        peak > before + most_growth) {
        return failed("an answer of 8 MB took " + std::to_string((peak - before) >> 20U) + " MiB");
    }
    return finding;
}

/// Bytes that are not UTF-8 amid the records; the page may fail, or leave out what it cannot read.
Finding bad_utf8(Bench& bench) {
    const Trick trick = [](const http::Request& request, const Forward& forward) {
        auto answer = forward(request);
        auto& text = answer.body;
        // Into a word, so that the form around it stays whole.
        const auto found = std::find_if(
            text.begin() + static_cast<std::ptrdiff_t>(text.size() / 2), text.end(), [](char c) {
                return std::isalpha(static_cast<unsigned char>(c)) != 0;
            });
        text.insert(static_cast<std::size_t>(found - text.begin()), "\xC3\x28");
        return answer;
    };
    return under_trick(bench, trick, [](const Tried& tried) -> std::optional<std::string> {
        if (tried.page) {
            return first_invalid_utf8(tried.page->lines)
                       ? std::optional<std::string>("bytes that are no UTF-8 came across")
                       : std::nullopt;
        }
        return fails_as(refusals(), "the answer held bytes that are no UTF-8")(tried);
    });
}

Finding silent(Bench& bench) {
    auto services = bench.services();
    services.http.read_timeout = silence;
    services.http.total_timeout = 2 * silence;
    // Answers wait until the page was judged.
    auto judged = std::make_shared<std::atomic<int>>(0);
    const Trick trick = [judged](const http::Request&, const Forward&) -> http::Response {
        judged->wait(judged->load());
        return {.status = 503};
    };
    return under_trick_at_first(bench, trick, services, [judged](const Tried& tried) {
        ++*judged;
        judged->notify_all();
        return fails_as({ErrorCode::transient, ErrorCode::drift},
                        "the other side fell silent")(tried);
    });
}

/// What the other side answers to the first request of the first page; empty where there is none.
std::string first_answer(Bench& bench, const std::string& stream) {
    struct Kept {
        std::mutex guard;
        std::string body;
    };
    auto kept = std::make_shared<Kept>();
    bench.between().play([kept](const http::Request& request, const Forward& forward) {
        auto answer = forward(request);
        const std::lock_guard lock(kept->guard);
        if (kept->body.empty()) {
            kept->body = answer.body;
        }
        return answer;
    });
    auto adapter = bench.adapter();
    (void)bench.page(adapter, stream, {});
    bench.between().play({});
    const std::lock_guard lock(kept->guard);
    return kept->body;
}

/// The client's clock is the machine's, so this really takes half a second.
Finding dripping(Bench& bench) {
    if (!bench.unseen().empty()) {
        return skipped(bench.unseen());
    }
    auto services = bench.services();
    services.http.read_timeout = 4 * silence;
    services.http.total_timeout = 2 * silence;
    return over_walks(bench, [&](const std::string& stream, const Walk&) -> std::optional<Finding> {
        const auto body = first_answer(bench, stream);
        if (body.empty()) {
            return std::nullopt;  // it needs nothing of the other side
        }
        // So that the whole would take twice the time that there is.
        const auto pace = services.http.total_timeout * 2 / static_cast<int>(body.size());
        const Drip drip(body, std::max<std::chrono::milliseconds>(pace, least_pace));
        auto adapter = bench.adapter();
        const Tried tried{"stream '" + stream + "', first page",
                          adapter.read(bench.led_to(drip.origin()), {.stream = stream}, services)};
        const auto fault = fails_as({ErrorCode::transient, ErrorCode::drift},
                                    "the right answer came one byte at a time")(tried);
        return fault ? std::optional(failed(tried.where + ": " + *fault)) : std::nullopt;
    });
}

Finding redirected(Bench& bench) {
    auto elsewhere = std::make_shared<std::atomic<int>>(0);
    const auto server = http::Server::start({}, [elsewhere](const http::Request&) {
        ++*elsewhere;
        return http::Response{.body = "[]"};
    });
    if (!server) {
        return skipped("no second server could be started: " + server.error().what());
    }
    const auto location = "http://127.0.0.1:" + std::to_string(server->port()) + "/";
    Finding finding = skipped("nothing was tried");
    for (const unsigned status : {301U, 302U, 307U}) {
        finding = under_trick(
            bench,
            always({.status = status, .headers = {{"Location", location}}}),
            [&](const Tried& tried) -> std::optional<std::string> {
                if (*elsewhere > 0) {
                    return "it was led to another server, and went there";
                }
                return tried.page
                           ? std::optional("a redirection counts as a page of " +
                                           std::to_string(tried.page->record_count) + " records")
                           : std::nullopt;
            });
        if (finding.status != Status::passed) {
            return finding;
        }
    }
    return finding;
}

constexpr std::array<Rule, 9> table = {{
    {{"hostile-cut",
      "an answer that is broken off or empty is no page",
      "a fault over there looks like a day without records",
      "hand the failure of context.http on as it is, and take an empty body as drift"},
     cut},
    {{"hostile-half",
      "an answer of which half is missing is no page, though its length is the stated one",
      "half of the records come in, the cursor moves on, and the others never do",
      "find the end of the answer before anything of it is taken"},
     half},
    {{"hostile-form",
      "an answer of another form is no page",
      "a page of maintenance over there looks like a day without records",
      "check the form of the answer, and return drift where it is another one"},
     other_form},
    {{"hostile-deep",
      "an answer nested very deeply is refused",
      "anybody who can answer for the other side can end the process",
      "take a parser with a limit of depth, and do not recurse over what others wrote"},
     deep},
    {{"hostile-huge",
      "a huge answer is refused, and costs a few times its size at most",
      "one answer takes all of the server's memory",
      "judge the answer before it is copied, and keep no copy of each part"},
     huge},
    {{"hostile-utf8",
      "bytes that are not UTF-8 do not cross",
      "reports and exports cannot be opened",
      "check what was read from the other side, and return drift or leave the record out"},
     bad_utf8},
    {{"hostile-silent",
      "a side that falls silent is a transient failure",
      "the pull ends as if there were nothing, or stops for good, because of a slow night",
      "hand the failure of context.http on as it is"},
     silent},
    {{"hostile-drip",
      "a right answer that comes one byte at a time is a transient failure when the time is over",
      "one slow system holds the pull for hours, or its list counts as empty",
      "hand the failure of context.http on as it is, and make no page of a part of an answer"},
     dripping},
    {{"redirect",
      "a redirection is neither followed nor a page",
      "whoever can redirect gets the access key",
      "treat any status but the expected one by failure_of_status"},
     redirected},
}};

}  // namespace

std::span<const Rule> hostile_rules() {
    return table;
}

}  // namespace tiendo::kit

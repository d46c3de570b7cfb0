// What is made of answers that are no success by their status, or say so inside.
#include "walks.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <vector>

namespace tiendo::kit {

namespace {

constexpr std::chrono::seconds asked_to_wait{7};

http::Response answer(unsigned status, std::string body) {
    return {.status = status,
            .headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Retry-After", "7"}},
            .body = std::move(body)};
}

/// The statuses one after the other, until one is judged to be a fault.
Finding under_statuses(Bench& bench,
                       const std::vector<unsigned>& statuses,
                       const std::vector<ErrorCode>& codes) {
    Finding finding = skipped("no status was tried");
    for (const unsigned status : statuses) {
        finding = under_trick(bench,
                              always(answer(status, "not now")),
                              fails_as(codes, "it was answered " + std::to_string(status)));
        if (finding.status != Status::passed) {
            return finding;
        }
    }
    return finding;
}

Finding login_refused(Bench& bench) {
    return under_statuses(bench, {401, 403}, {ErrorCode::auth});
}

Finding down(Bench& bench) {
    return under_statuses(bench, {500, 502, 503, 504}, {ErrorCode::transient});
}

Finding not_there(Bench& bench) {
    return under_statuses(
        bench, {404, 410, 400, 405}, {ErrorCode::drift, ErrorCode::config, ErrorCode::rejected});
}

Finding too_often(Bench& bench) {
    return under_trick(
        bench,
        always(answer(429, "slow down")),
        [](const Tried& tried) -> std::optional<std::string> {
            if (auto wrong = fails_as({ErrorCode::rate_limited}, "it was answered 429")(tried)) {
                return wrong;
            }
            const auto after = tried.page.error().retry_after();
            if (after && *after >= asked_to_wait) {
                return std::nullopt;
            }
            return "it was asked to wait 7 s, and says " +
                   (after ? std::to_string(after->count()) + " ms" : std::string("no time"));
        });
}

/// When the requests came, by the clock that the adapter can wait on.
Finding waits_when_told(Bench& bench) {
    auto times = std::make_shared<std::vector<Instant>>();
    auto guard = std::make_shared<std::mutex>();
    const Trick trick = [&bench, times, guard](const http::Request&, const Forward&) {
        const std::lock_guard lock(*guard);
        times->push_back(bench.now());
        return answer(429, "slow down");
    };
    return under_trick(bench, trick, [times, guard](const Tried&) -> std::optional<std::string> {
        const std::lock_guard lock(*guard);
        const auto asked = std::exchange(*times, {});
        for (std::size_t i = 1; i < asked.size(); ++i) {
            if (asked[i] < asked[i - 1].plus(asked_to_wait)) {
                return "it was asked to wait 7 s, and asked again at once, " +
                       std::to_string(asked.size()) + " times in all";
            }
        }
        return std::nullopt;
    });
}

Finding error_inside(Bench& bench) {
    Finding finding = skipped("no body was tried");
    for (const char* body : {R"({"error":{"code":500,"message":"internal error"}})",
                             R"({"status":"error","data":null})",
                             "ERROR: the database is locked\n"}) {
        finding = under_trick(
            bench,
            always({.body = body}),
            [body](const Tried& tried) -> std::optional<std::string> {
                return tried.page
                           ? std::optional("200 with the body " + std::string(body) +
                                           " counts as a page of " +
                                           std::to_string(tried.page->record_count) + " records")
                           : std::nullopt;
            });
        if (finding.status != Status::passed) {
            return finding;
        }
    }
    return finding;
}

constexpr std::array<Rule, 6> table = {{
    {{"status-auth",
      "401 and 403 are auth",
      "a password that ran out is retried for hours, until the account is locked",
      "map them to Failure::auth, as failure_of_status does"},
     login_refused},
    {{"status-rate",
      "429 is rate_limited, with the time that the other side asks for",
      "the pull comes back too early, again and again, and is shut out",
      "map it to rate_limited with retry_after from the header, as failure_of_status does"},
     too_often},
    {{"rate-honoured",
      "after 429 nothing is asked again before the time has passed",
      "the other side's operator blocks the address",
      "return the failure, and let the host wait; or wait by context.wait"},
     waits_when_told},
    {{"status-transient",
      "5xx is transient",
      "a restart over there at night stops the pull until somebody looks at it",
      "map it to transient with retry_after from the header, as failure_of_status does"},
     down},
    {{"status-missing",
      "400, 404, 405 and 410 for a list are no empty list, and not tried again for ever",
      "a wrong address looks like a system without records",
      "map them to drift, config or rejected, as failure_of_status does"},
     not_there},
    {{"error-body",
      "200 with an error inside is no success",
      "the other side is broken, and the pull says that there is nothing new",
      "look for the member that a good answer must have, and return drift where it is missing"},
     error_inside},
}};

}  // namespace

std::span<const Rule> status_rules() {
    return table;
}

}  // namespace tiendo::kit

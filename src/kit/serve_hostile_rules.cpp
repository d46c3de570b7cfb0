// Requests that no honest system sends.
#include "served.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace tiendo::kit {

namespace {

constexpr std::size_t depth = 200'000;
constexpr std::size_t limit_bytes = 1U << 20U;  // of a body, as `tiendo serve` has it

std::string repeated(std::string_view text, std::size_t bytes) {
    std::string all;
    while (all.size() + text.size() <= bytes) {
        all += text;
    }
    return all;
}

/// Each body in the place of a delivery's own is refused.
Finding refuses_bodies(Bench& bench,
                       const std::vector<std::pair<const char*, std::string>>& bodies) {
    return over_deliveries(
        bench,
        [&](const http::Request& request,
            const plugin::ServedAnswer&) -> std::optional<std::string> {
            for (const auto& [name, body] : bodies) {
                auto hostile = request;
                hostile.body = body;
                if (const auto answer = served(bench, hostile); !refuses(answer)) {
                    return std::string("where the body is ") + name + " it answers " + told(answer);
                }
            }
            return std::nullopt;
        });
}

Finding other_form(Bench& bench) {
    return refuses_bodies(bench,
                          {{"empty", ""},
                           {"broken JSON", "{\"kit\":"},
                           {"null", "null"},
                           {"nested the wrong way", R"([[{"kit":[]}]])"},
                           {"a page of HTML", "<!DOCTYPE html><html></html>"}});
}

Finding deep(Bench& bench) {
    return refuses_bodies(bench,
                          {{"200,000 lists in one another", std::string(depth, '[')},
                           {"200,000 objects in one another", repeated("{\"a\":", 5 * depth)}});
}

Finding huge(Bench& bench) {
    return refuses_bodies(bench,
                          {{"1 MiB of letters", std::string(limit_bytes, 'x')},
                           {"1 MiB of broken escapes", std::string(limit_bytes, '%')},
                           {"1 MiB of pairs", repeated("a=1&", limit_bytes)},
                           {"1 MiB of lines", std::string(limit_bytes, '\n')}});
}

Finding bad_utf8(Bench& bench) {
    return over_deliveries(
        bench,
        [&](const http::Request& request,
            const plugin::ServedAnswer&) -> std::optional<std::string> {
            auto hostile = request;
            auto& text = hostile.body;
            // Into a word, so that the form around it stays whole.
            const auto word = std::find_if(
                text.begin() + static_cast<std::ptrdiff_t>(text.size() / 2),
                text.end(),
                [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
            text.insert(static_cast<std::size_t>(word - text.begin()), "\xC3\x28");
            const auto answer = served(bench, hostile);
            if (answer && (first_invalid_utf8(answer->records.lines) ||
                           first_invalid_utf8(answer->response.body))) {
                return "bytes that are no UTF-8 came across";
            }
            return takes(answer) || refuses(answer)
                       ? std::nullopt
                       : std::optional("where the body is no UTF-8 it answers " + told(answer));
        });
}

constexpr std::array<Rule, 4> table = {{
    {{"serve-form",
      "a body of another form is refused with 4xx",
      "the other system counts as delivered what nobody could read, or tries for days",
      "check the form of the body, and answer 400; a failure as drift is answered with 500"},
     other_form},
    {{"serve-deep",
      "a body nested very deeply is refused with 4xx",
      "anybody who can call can end the process",
      "take a parser with a limit of depth, and do not recurse over what others wrote"},
     deep},
    {{"serve-huge",
      "a body as long as the host lets in is refused soon where it is not of the form",
      "a few callers keep everybody else waiting",
      "give up at the first fault, and look at no part of a body twice"},
     huge},
    {{"serve-utf8",
      "bytes that are not UTF-8 do not come in and do not go out",
      "reports and exports cannot be opened",
      "check what was sent, and answer 400"},
     bad_utf8},
}};

}  // namespace

std::span<const Rule> serve_hostile_rules() {
    return table;
}

}  // namespace tiendo::kit

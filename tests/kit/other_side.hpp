#pragma once

#include "tiendo/http/client.hpp"
#include "tiendo/http/server.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>

namespace tiendo::test {

/// A desk that publishes notices (thông báo) and takes some in; all invented. Requests carry
/// `X-Key: khoa-dung`. Answers are lines, the first of them "desk 1":
/// GET /list?from=N&count=M    up to M of "number<tab>subject", then "<next> more" or "<next> end"
/// GET /one?number=N           the same with that notice or none
/// POST /send Idempotency-Key  "<id>", or "again <id>" where that key came before
/// GET /sent?key=K             "<id>" or "none"
/// GET /effects                how many were taken in; without a key, and without the first line
class OtherSide {
public:
    static constexpr const char* key = "khoa-dung";

    OtherSide()
        : server_(*http::Server::start({.threads = 2},
                                       [this](const http::Request& it) { return answer(it); })) {
        // The kit forks, and a sanitizer's allocator does not survive that while threads start.
        (void)http::Client::open({})->send({.url = address() + "/effects"});
    }

    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(server_.port());
    }

private:
    static constexpr long notices = 7;

    static std::string row(long number) {
        return std::to_string(number) + "\tThông báo lịch tiếp công dân số " +
               std::to_string(number) + "\n";
    }
    static std::string value(const http::Request& request, std::string_view name) {
        for (const auto& [each, text] : http::parse_query(request.target)) {
            if (each == name) {
                return text;
            }
        }
        return {};
    }
    static long number(const http::Request& request, std::string_view name) {
        return std::atol(value(request, name).c_str());
    }

    http::Response answer(const http::Request& request) {
        const std::lock_guard lock(guard_);
        const auto path = http::path_of(request.target);
        if (path == "/effects") {
            return {.body = std::to_string(effects_)};
        }
        if (http::find_header(request.headers, "X-Key") != key) {
            return {.status = 401};
        }
        if (path == "/list") {
            const long first = number(request, "from");
            const long behind = std::min(notices, first + number(request, "count"));
            std::string body = "desk 1\n";
            for (long each = first + 1; each <= behind; ++each) {
                body += row(each);
            }
            return {.body = body + std::to_string(std::max(first, behind)) +
                            (behind < notices ? " more\n" : " end\n")};
        }
        if (path == "/one") {
            const long wanted = number(request, "number");
            const bool there = wanted >= 1 && wanted <= notices;
            return {.body = "desk 1\n" + (there ? row(wanted) : "") + "0 end\n"};
        }
        if (path == "/sent") {
            const auto found = sent_.find(value(request, "key"));
            return {.body = "desk 1\n" +
                            (found == sent_.end() ? "none" : std::to_string(found->second)) + "\n"};
        }
        return path == "/send" ? take(request) : http::Response{.status = 404};
    }
    http::Response take(const http::Request& request) {
        const std::string under(http::find_header(request.headers, "Idempotency-Key").value_or(""));
        const auto found = sent_.find(under);
        if (!under.empty() && found != sent_.end()) {
            return {.body = "desk 1\nagain " + std::to_string(found->second) + "\n"};
        }
        sent_[under] = ++effects_;
        return {.body = "desk 1\n" + std::to_string(effects_) + "\n"};
    }

    std::mutex guard_;
    std::map<std::string, long> sent_;
    long effects_ = 0;
    http::Server server_;
};

}  // namespace tiendo::test

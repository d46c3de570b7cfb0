// The desk of other_side.hpp, a program of its own: the kit forks, and the copy of a process whose
// threads start or allocate hangs under a sanitizer.
// usage: tiendo-kit-other-side KEY
#include "tiendo/http/server.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo::test {
namespace {

class Desk {
public:
    explicit Desk(std::string key) : key_(std::move(key)) {}

    http::Response answer(const http::Request& request) {
        const std::lock_guard lock(guard_);
        const auto path = http::path_of(request.target);
        if (path == "/effects") {
            return {.body = std::to_string(effects_)};
        }
        if (path == "/notices.csv") {
            return {.body = table};
        }
        if (http::find_header(request.headers, "X-Key") != key_) {
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

private:
    static constexpr long notices = 7;
    static constexpr const char* table =
        "so_ky_hieu,ngay_ban_hanh,loai,co_quan,ma_co_quan,trich_yeu\r\n"
        "12/TB-UBND,5/4/2021,Thông báo,UBND Phường 7,P07,Lịch tiếp công dân\r\n"
        "13/TB-UBND,6/4/2021,Thông báo,UBND Phường 7,P07,Đổi lịch\r\n"
        "14/TB-UBND,7/4/2021,Thông báo,UBND Phường 7,P07,Nghỉ lễ\r\n";

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

    http::Response take(const http::Request& request) {
        const std::string under(http::find_header(request.headers, "Idempotency-Key").value_or(""));
        const auto found = sent_.find(under);
        if (!under.empty() && found != sent_.end()) {
            return {.body = "desk 1\nagain " + std::to_string(found->second) + "\n"};
        }
        sent_[under] = ++effects_;
        return {.body = "desk 1\n" + std::to_string(effects_) + "\n"};
    }

    std::string key_;
    std::mutex guard_;
    std::map<std::string, long> sent_;
    long effects_ = 0;
};

}  // namespace
}  // namespace tiendo::test

int main(int count, char** words) {
    using namespace tiendo;
    if (count < 2) {
        return 2;
    }
    test::Desk desk(words[1]);
    const auto server = http::Server::start(
        {.threads = 2}, [&desk](const http::Request& it) { return desk.answer(it); });
    if (!server) {
        std::fprintf(stderr, "%s\n", server.error().explain().c_str());
        return 1;
    }
    std::printf("listening 127.0.0.1:%u\n", static_cast<unsigned>(server->port()));
    std::fflush(stdout);
    while (true) {
        ::pause();  // until SIGTERM
    }
}

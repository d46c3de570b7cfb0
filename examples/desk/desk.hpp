#pragma once

#include "book.hpp"
#include "identity.hpp"
#include "pages/pages.hpp"
#include "rate.hpp"
#include "session.hpp"

#include <tiendo/base/log.hpp>
#include <tiendo/base/time.hpp>
#include <tiendo/http/message.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct DeskOptions {
    tiendo::Clock clock = tiendo::system_clock();
    Authenticate authenticate{};  ///< who is it that signs in
    StillThere still_there{};     ///< absent: nobody else says who is there
    bool asks_for_token = true;   ///< false: `authenticate` needs no field of the form
    SessionLimits sessions{};
    Rate sign_ins{10, std::chrono::minutes(10)};  ///< of one address
    Rate posts{60, std::chrono::minutes(1)};      ///< of one session
    std::size_t longest_form = std::size_t{1} << 20U;
    bool tls = false;                  ///< browsers come by https: cookies go nowhere else
    std::vector<std::string> hosts{};  ///< names by which browsers may call; empty: any
    tiendo::Logger log{};
};

/// The desk: answers requests. Knows HTTP, sessions and rights; what pages say is theirs.
/// Threads: any; `book` outlives it.
class Desk {
public:
    Desk(Book& book, DeskOptions options);

    tiendo::http::Response answer(const tiendo::http::Request& request);

private:
    using Request = tiendo::http::Request;
    using Response = tiendo::http::Response;

    Response route(const Request& request);
    std::optional<Session> session_of(const Request& request,
                                      std::string_view cookie,
                                      tiendo::Instant now);
    Response sign_in(const Request& request, const Fields& form);
    Response show_sign_in(const SignInNote& note, unsigned status) const;
    Response without_session(const Request& request, const Fields& form) const;
    Response sign_out(std::string_view cookie);
    [[nodiscard]] Response show(const Page& page, const Visit& visit) const;
    [[nodiscard]] Response get(const Visit& visit, std::string_view path) const;
    Response post(const Request& request, const Visit& visit);

    [[nodiscard]] std::optional<Response> refused_before_reading(const Request& request) const;
    [[nodiscard]] std::string cookie_name(std::string_view which) const;
    [[nodiscard]] std::string set_cookie(std::string_view which,
                                         std::string_view value,
                                         std::string_view more) const;

    Book& book_;
    DeskOptions options_;
    Sessions sessions_;
    RateLimit sign_ins_;
    RateLimit posts_;
};

}  // namespace desk

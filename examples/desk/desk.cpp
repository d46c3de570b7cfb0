#include "desk.hpp"

#include "assets.hpp"
#include "secret.hpp"

#include <algorithm>
#include <utility>

namespace desk {

namespace {

using tiendo::http::find_cookie;
using tiendo::http::find_header;
using tiendo::http::path_of;
using tiendo::ledger::Right;

constexpr std::string_view session_cookie = "desk", sign_in_cookie = "desk-sign-in";

std::string_view header(const tiendo::http::Request& request, std::string_view name) {
    return find_header(request.headers, name).value_or("");
}

/// "desk.example:8443" → "desk.example"; brackets of IPv6 stay.
std::string_view host_without_port(std::string_view host) {
    const auto colon = host.rfind(':');
    const bool port =
        colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    return port ? host.substr(0, colon) : host;
}

/// Browsers say from which site a form comes; programs that are none may leave it out.
bool from_our_own_site(const tiendo::http::Request& request, bool tls) {
    const auto origin = header(request, "Origin");
    const auto site = header(request, "Sec-Fetch-Site");
    const auto own = (tls ? "https://" : "http://") + std::string(header(request, "Host"));
    return (origin.empty() || origin == own) &&
           (site.empty() || site == "same-origin" || site == "none");
}

/// Whoever has one IPv6 address has the 2^64 beside it too.
std::string source_of(const std::string& peer) {
    std::size_t end = 0;
    for (int part = 0; part < 4 && end != std::string::npos; ++part) {
        end = peer.find(':', end == 0 ? 0 : end + 1);
    }
    return peer.find(':') == std::string::npos ? peer : peer.substr(0, end);
}

tiendo::http::Response too_many(std::chrono::seconds wait, const Visit* visit) {
    auto response =
        respond(refusal(429,
                        "Thao tác quá nhiều lần",
                        "Đợi " + std::to_string(wait.count()) + " giây rồi thực hiện lại."),
                visit);
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

}  // namespace

Desk::Desk(Book& book, DeskOptions options)
    : book_(book),
      options_(std::move(options)),
      sessions_(options_.sessions),
      sign_ins_(options_.sign_ins),
      posts_(options_.posts) {}

tiendo::http::Response Desk::answer(const Request& request) {
    auto response = guarded(route(request));
    if (options_.tls) {
        response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
    }
    return response;
}

tiendo::http::Response Desk::route(const Request& request) {
    if (auto refused = refused_before_reading(request)) {
        return *std::move(refused);
    }
    const auto path = path_of(request.target);
    if (auto found = asset(path)) {
        return *std::move(found);
    }
    const bool posts = request.method == "POST";
    const Fields form(posts ? tiendo::http::parse_form(request.body) : Fields::Pairs());
    if (path == "/dang-nhap") {
        return posts ? sign_in(request, form) : show_sign_in({}, 200);
    }
    const auto cookie = find_cookie(request.headers, cookie_name(session_cookie)).value_or("");
    const auto now = options_.clock();
    const auto session = session_of(request, cookie, now);
    if (!session) {
        return without_session(request, form);
    }
    const auto powers = book_.use(
        session->identity, [&](tiendo::Workspace& work) { return work.powers(book_.plan().id); });
    if (!powers) {
        options_.log.warn("no rights", {{"who", session->identity.who}});
        return respond(refusal(powers.error()), nullptr);
    }
    const Visit visit{
        *session, book_, now, Fields(tiendo::http::parse_query(request.target)), form, *powers};
    if (!posts) {
        return get(visit, path);
    }
    if (!same_secret(form[form_key_field], session->form_key)) {
        return respond(
            refusal(403,
                    "Không nhận được biểu mẫu",
                    "Biểu mẫu không thuộc phiên làm việc này. Mở lại trang rồi gửi lại."),
            &visit);
    }
    return path == "/dang-xuat" ? sign_out(cookie) : post(request, visit);
}

/// The session of the cookie. Where somebody else says with each request who is there, another one
/// in the same browser does not go on in it.
std::optional<Session> Desk::session_of(const Request& request,
                                        std::string_view cookie,
                                        tiendo::Instant now) {
    auto session = sessions_.find(cookie, now);
    if (session && options_.still_there && !options_.still_there(request, session->identity)) {
        options_.log.info("signed out by the proxy", {{"who", session->identity.who}});
        sessions_.end(cookie);
        return std::nullopt;
    }
    return session;
}

/// What can be said without looking at a form.
std::optional<tiendo::http::Response> Desk::refused_before_reading(const Request& request) const {
    const auto host = host_without_port(header(request, "Host"));
    const auto refuse = [](unsigned status, std::string_view title, std::string_view what) {
        return respond(refusal(status, title, what), nullptr);
    };
    if (!options_.hosts.empty() &&
        std::ranges::find(options_.hosts, host) == options_.hosts.end()) {
        return refuse(421, "Sai địa chỉ", "Máy chủ này không phục vụ tên miền đã gọi.");
    }
    if (request.method == "GET" || request.method == "HEAD") {
        return std::nullopt;
    }
    if (request.method != "POST") {
        return refuse(
            405, "Thao tác không được hỗ trợ", "Trang này chỉ nhận yêu cầu xem và gửi biểu mẫu.");
    }
    if (request.body.size() > options_.longest_form) {
        return refuse(413,
                      "Nội dung quá dài",
                      "Mỗi lần gửi tối đa " + std::to_string(options_.longest_form >> 10U) +
                          " KB chữ; dữ liệu chưa được lưu. Rút gọn nội dung rồi gửi lại.");
    }
    if (!header(request, "Content-Type").starts_with("application/x-www-form-urlencoded")) {
        return refuse(415, "Không đọc được biểu mẫu", "Gửi biểu mẫu từ trang của hệ thống.");
    }
    if (!from_our_own_site(request, options_.tls)) {
        return refuse(403, "Không nhận được biểu mẫu", "Biểu mẫu được gửi từ trang khác.");
    }
    return std::nullopt;
}

/// A form of somebody without a session is proved by a cookie that no other site can set.
tiendo::http::Response Desk::show_sign_in(const SignInNote& note, unsigned status) const {
    const auto key = new_secret();
    auto page = sign_in_page(key, note, options_.asks_for_token);
    page.status = status;
    auto response = respond(page, nullptr);
    response.headers.emplace_back("Set-Cookie", set_cookie(sign_in_cookie, key, {}));
    return response;
}

tiendo::http::Response Desk::sign_in(const Request& request, const Fields& form) {
    const auto now = options_.clock();
    const auto key = find_cookie(request.headers, cookie_name(sign_in_cookie)).value_or("");
    if (!looks_like_a_secret(key) || !same_secret(key, form[form_key_field])) {
        return show_sign_in({.sentence = "Trang đăng nhập đã cũ; thực hiện lại để đăng nhập."},
                            403);
    }
    if (const auto wait = sign_ins_.take(source_of(request.peer), now)) {
        options_.log.warn("sign-in held", {{"peer", request.peer}});
        return too_many(*wait, nullptr);
    }
    auto who = options_.authenticate(request);
    if (!who) {
        options_.log.warn("sign-in refused", {{"peer", request.peer}});
        return show_sign_in({.sentence = options_.asks_for_token
                                             ? "Mã đăng nhập không đúng."
                                             : "Hệ thống đăng nhập chung chưa xác nhận tài khoản "
                                               "này, hoặc tài khoản chưa được giao đơn vị."},
                            403);
    }
    options_.log.info("signed in", {{"who", who->who}});
    const auto cookie = sessions_.begin(*std::move(who), now);
    if (cookie.empty()) {
        return respond(refusal(503, "Hệ thống đang bận", "Đợi một phút rồi đăng nhập lại."),
                       nullptr);
    }
    auto response = go_to("/");
    response.headers.emplace_back("Set-Cookie", set_cookie(session_cookie, cookie, {}));
    response.headers.emplace_back("Set-Cookie", set_cookie(sign_in_cookie, {}, "; Max-Age=0"));
    return response;
}

tiendo::http::Response Desk::without_session(const Request& request, const Fields& form) const {
    if (request.method == "POST") {
        return show_sign_in(
            {.sentence = "Phiên làm việc đã hết nên nội dung chưa được gửi. Chép lại nội "
                         "dung dưới đây (nếu có), đăng nhập rồi gửi lại.",
             .unsent = texts_of(form)},
            403);
    }
    if (find_cookie(request.headers, cookie_name(session_cookie))) {
        return show_sign_in({.sentence = "Phiên làm việc đã hết; đăng nhập lại để tiếp tục."}, 401);
    }
    return go_to("/dang-nhap");
}

tiendo::http::Response Desk::sign_out(std::string_view cookie) {
    sessions_.end(cookie);
    auto response = go_to("/dang-nhap");
    response.headers.emplace_back("Set-Cookie", set_cookie(session_cookie, {}, "; Max-Age=0"));
    return response;
}

tiendo::http::Response Desk::show(const Page& page, const Visit& visit) const {
    if (!page.cause.empty()) {
        options_.log.warn(
            "refused",
            {{"who", visit.session.identity.who}, {"cause", tiendo::to_nfc(page.cause)}});
    }
    return respond(page, &visit);
}

tiendo::http::Response Desk::get(const Visit& visit, std::string_view path) const {
    using Writer = Page (*)(const Visit&);
    constexpr std::pair<std::string_view, Writer> pages[] = {{"/bang-theo-doi", board_page},
                                                             {"/don-vi", unit_page},
                                                             {"/van-ban", paper_page},
                                                             {"/bao-cao", report_page},
                                                             {"/so-lieu", figure_page}};
    if (path == "/") {
        const auto& who = visit.session.identity;
        return go_to(visit.may(Right::read, std::nullopt) || !who.unit
                         ? "/bang-theo-doi"
                         : address("/don-vi", {{"ma", who.unit->str()}}));
    }
    if (path == "/bao-cao/ban-in") {
        return printed_report(visit);
    }
    for (const auto& [each, write] : pages) {
        if (each == path) {
            return show(write(visit), visit);
        }
    }
    return respond(refusal(404, "Không tìm thấy", "Không có trang nào ở đường dẫn này."), &visit);
}

tiendo::http::Response Desk::post(const Request& request, const Visit& visit) {
    using Act = Done (*)(const Visit&);
    constexpr std::pair<std::string_view, Act> acts[] = {{"/van-ban/luu", save_draft},
                                                         {"/van-ban/gui", file_paper},
                                                         {"/van-ban/tra-lai", return_paper},
                                                         {"/van-ban/tiep-nhan", accept_paper}};
    if (const auto wait = posts_.take(visit.session.form_key, visit.now)) {
        return too_many(*wait, &visit);
    }
    const auto path = path_of(request.target);
    for (const auto& [each, act] : acts) {
        if (each != path) {
            continue;
        }
        auto done = act(visit);
        if (auto* place = std::get_if<std::string>(&done)) {
            options_.log.info("done",
                              {{"what", std::string(path)}, {"who", visit.session.identity.who}});
            return go_to(std::move(*place));
        }
        return show(std::get<Page>(done), visit);
    }
    return respond(refusal(404, "Không tìm thấy", "Không có biểu mẫu nào gửi đến đường dẫn này."),
                   &visit);
}

/// Over TLS the name itself makes browsers refuse one that came by plain HTTP or from a sibling.
std::string Desk::cookie_name(std::string_view which) const {
    return (options_.tls ? "__Host-" : "") + std::string(which);
}

std::string Desk::set_cookie(std::string_view which,
                             std::string_view value,
                             std::string_view more) const {
    return cookie_name(which) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Strict" +
           (options_.tls ? "; Secure" : "") + std::string(more);
}

}  // namespace desk

#include "page.hpp"

#include "assets.hpp"

#include <algorithm>
#include <utility>

namespace desk {

namespace {

using tiendo::ledger::Right;

/// No script at all, nothing from elsewhere, forms only to ourselves, in nobody's frame.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

Markup head_of(const Page& page) {
    return element("head",
                   void_element("meta", {{"charset", "utf-8"}}) +
                       void_element("meta",
                                    {{"name", "viewport"},
                                     {"content", "width=device-width, initial-scale=1"}}) +
                       element("title", page.title + " – Theo dõi thực hiện kế hoạch") +
                       void_element("link", {{"rel", "icon"}, {"href", "/icon.svg"}}) +
                       void_element("link", {{"rel", "stylesheet"}, {"href", style_address()}}));
}

Markup menu_of(const Visit& visit) {
    const auto& who = visit.session.identity;
    Markup places;
    if (visit.may(Right::read, std::nullopt)) {
        places += element("li", link("/bang-theo-doi", "Bảng theo dõi"));
    }
    if (visit.may(Right::compose, std::nullopt)) {
        places += element("li", link("/bao-cao", "Báo cáo tổng hợp"));
    }
    if (who.unit) {
        places += element(
            "li",
            link(address("/don-vi", {{"ma", who.unit->str()}}), "Nhiệm vụ, báo cáo của đơn vị"));
    }
    return element("nav", {{"aria-label", "Các trang"}}, element("ul", places)) +
           element("div",
                   {{"class", "who"}},
                   element("p", who.who) + form_of(visit.session,
                                                   "/dang-xuat",
                                                   element("button",
                                                           {{"type", "submit"}, {"class", "quiet"}},
                                                           "Đăng xuất")));
}

constexpr std::string_view no_right = "Không thuộc phạm vi của đơn vị";

std::string_view vietnamese(Right right) {
    switch (right) {
        case Right::draft: return "soạn báo cáo";
        case Right::submit: return "gửi báo cáo";
        case Right::return_paper: return "trả lại báo cáo";
        case Right::accept: return "tiếp nhận báo cáo";
        case Right::excuse: return "miễn báo cáo";
        case Right::compose: return "xem báo cáo tổng hợp";
        case Right::issue: return "phát hành báo cáo tổng hợp";
        case Right::correct: return "đính chính báo cáo tổng hợp";
        case Right::read: return "xem báo cáo";
    }
    return "";
}

/// In the words of officials.
Page meaning_of(tiendo::ErrorCode code) {
    using tiendo::ErrorCode;
    switch (code) {
        case ErrorCode::not_found:
            return refusal(404,
                           "Không tìm thấy",
                           "Kế hoạch không có nội dung này, hoặc đường dẫn đã ghi sai.");
        case ErrorCode::conflict:
            return refusal(
                409,
                "Tình trạng đã thay đổi",
                "Văn bản đã được gửi, trả lại hoặc tiếp nhận trước đó nên không thực hiện "
                "được thao tác này. Mở lại trang của văn bản để xem tình trạng hiện tại.");
        case ErrorCode::malformed_input:
            return refusal(
                400,
                "Nội dung gửi lên chưa hợp lệ",
                "Kiểm tra lại: báo cáo cần ít nhất một mục có nội dung, việc trả lại cần "
                "ghi rõ nội dung phải bổ sung.");
        case ErrorCode::rejected:
            return refusal(403, no_right, "Đơn vị không có quyền thực hiện việc này.");
        case ErrorCode::busy:
        case ErrorCode::transient:
            return refusal(503, "Hệ thống đang bận", "Đợi một phút rồi thực hiện lại.");
        default:
            return refusal(500,
                           "Không thực hiện được",
                           "Hệ thống gặp lỗi; dữ liệu không thay đổi. Báo cho người quản trị.");
    }
}

}  // namespace

tiendo::http::Response respond(const Page& page, const Visit* visit) {
    const auto header = element("header",
                                element("p", {{"class", "name"}}, "Theo dõi thực hiện kế hoạch") +
                                    (visit == nullptr ? Markup() : menu_of(*visit)));
    const auto body =
        element("a", {{"class", "skip"}, {"href", "#noi-dung"}}, "Chuyển đến nội dung chính") +
        header +
        element("main",
                {{"id", "noi-dung"}, {"tabindex", "-1"}},
                element("h1", page.title) + page.main);
    tiendo::http::Response response;
    response.status = page.status;
    response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Cache-Control", "no-store"}};
    response.body =
        document(element("html", {{"lang", "vi"}}, head_of(page) + element("body", body))).str();
    return response;
}

tiendo::http::Response go_to(std::string address) {
    tiendo::http::Response response;
    response.status = 303;
    response.headers = {{"Location", std::move(address)}, {"Cache-Control", "no-store"}};
    return response;
}

tiendo::http::Response guarded(tiendo::http::Response response) {
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!tiendo::http::find_header(response.headers, name)) {
            response.headers.emplace_back(name, value);
        }
    };
    add("Content-Security-Policy", policy);
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    // Not no-referrer: with that browsers send "Origin: null" with our own forms.
    add("Referrer-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    return response;
}

Page refusal(unsigned status, std::string_view title, std::string_view what_to_do) {
    return {std::string(title),
            element("p", what_to_do) + element("p", link("/", "Về trang đầu")),
            status};
}

Page refusal(const tiendo::Error& error) {
    auto page = meaning_of(error.code());
    page.cause = error.explain();
    return page;
}

Page forbidden(const Visit& visit, Right right) {
    Markup may;
    for (const auto& rule : visit.book.permits().rules) {
        if (std::ranges::find(rule.may, right) != rule.may.end()) {
            may += element("li", rule.source);
        }
    }
    return {std::string(no_right),
            element("p",
                    "Đơn vị không có quyền " + std::string(vietnamese(right)) +
                        " ở trang này. Quyền đó được quy định như sau:") +
                (may.empty() ? element("p", "Không đơn vị nào được giao quyền này.")
                             : element("ul", may)) +
                element("p", link("/", "Về trang đầu")),
            403};
}

Page refusal(const Visit& visit, Right right, const tiendo::Error& error) {
    auto page = error.code() == tiendo::ErrorCode::rejected ? forbidden(visit, right)
                                                            : meaning_of(error.code());
    page.cause = error.explain();
    return page;
}

Markup form_of(const Session& session, std::string_view action, const Markup& fields) {
    return element(
        "form",
        {{"method", "post"}, {"action", action}},
        void_element("input",
                     {{"type", "hidden"}, {"name", form_key_field}, {"value", session.form_key}}) +
            fields);
}

}  // namespace desk

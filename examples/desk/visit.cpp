#include "visit.hpp"

#include "page.hpp"
#include "tokens.hpp"

#include <tiendo/http/client.hpp>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;
using tiendo::http::Request;
using tiendo::http::Response;

/// What stands between two words; empty where they do not stand there.
std::string between(const std::string& text, std::string_view before, std::string_view after) {
    const auto begin = text.find(before);
    if (begin == std::string::npos) {
        return {};
    }
    const auto from = begin + before.size();
    return text.substr(from, text.find(after, from) - from);
}

std::string cookie_of(const Response& response) {
    const auto cookie = tiendo::http::find_header(response.headers, "Set-Cookie").value_or("");
    return std::string(cookie.substr(0, cookie.find(';')));
}

}  // namespace

Result<std::string> visit_the_board(std::uint16_t port, std::string_view token) {
    auto client = tiendo::http::Client::open({});
    if (!client) {
        return std::move(client).error();
    }
    const auto base = "http://127.0.0.1:" + std::to_string(port);
    auto form = client->send({.url = base + "/dang-nhap"});
    if (!form) {
        return std::move(form).error();
    }
    const auto key = between(form->body, "name=\"khoa\" value=\"", "\"");
    auto entered = client->send({.method = "POST",
                                 .url = base + "/dang-nhap",
                                 .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                                             {"Cookie", cookie_of(*form)}},
                                 .body = std::string(form_key_field) + "=" + key + "&" +
                                         std::string(token_field) + "=" + std::string(token)});
    auto board = entered ? client->send({.url = base + "/bang-theo-doi",
                                         .headers = {{"Cookie", cookie_of(*entered)}}})
                         : std::move(entered);
    if (!board) {
        return std::move(board).error();
    }
    if (board->status != 200) {
        return Error{ErrorCode::internal, "the board answers " + std::to_string(board->status)};
    }
    return between(board->body, "<h1>", "</h1>") + ": " + between(board->body, "</h1><p>", "</p>") +
           "\n" + between(board->body, "<p class=\"aside\">", "</p>");
}

}  // namespace desk

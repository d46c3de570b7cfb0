#pragma once

#include "book.hpp"
#include "fields.hpp"
#include "html.hpp"
#include "session.hpp"

#include <tiendo/http/message.hpp>

#include <string>
#include <string_view>

namespace desk {

/// One request of somebody who signed in.
struct Visit {
    const Session& session;
    Book& book;
    tiendo::Instant now;
    Fields query;
    Fields form;  ///< of a POST, its form key checked
};

struct Page {
    std::string title;
    Markup main;  ///< below the heading, which is the title
    unsigned status = 200;
    std::string cause{};  ///< of a refusal, for the log alone
};

/// The frame around a page. @param session nothing: nobody is signed in
tiendo::http::Response respond(const Page& page, const Session* session);
/// After a POST: the browser goes there by GET.
tiendo::http::Response go_to(std::string address);
/// Headers of everything that leaves the desk.
tiendo::http::Response guarded(tiendo::http::Response response);

/// A page that says why not, and what to do.
Page refusal(unsigned status, std::string_view title, std::string_view what_to_do);
/// What an error of the library means to an official. Its English goes to the log, not to the page.
Page refusal(const tiendo::Error& error);
Page forbidden();

/// The beginning of a form of the session, with its key.
Markup form_of(const Session& session, std::string_view action, const Markup& fields);
/// The name of the field with the key.
inline constexpr std::string_view form_key_field = "khoa";

}  // namespace desk

#pragma once

#include "book.hpp"
#include "fields.hpp"
#include "html.hpp"
#include "session.hpp"

#include <tiendo/http/message.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace desk {

/// One request of somebody who signed in.
struct Visit {
    const Session& session;
    Book& book;
    tiendo::Instant now;
    Fields query;
    Fields form;  ///< of a POST, its form key checked
    tiendo::ledger::Powers powers;

    /// Whether to offer it. What is done asks again: the workspace acts for the visitor's unit.
    /// @param owner  whose paper it is; absent: of all units together
    [[nodiscard]] bool may(tiendo::ledger::Right right,
                           const std::optional<tiendo::UnitId>& owner) const noexcept {
        return powers.may(right, owner);
    }
    /// As Book::use, in the name of the visitor.
    template <typename Work>
    auto use(Work&& work) const {
        return book.use(session.identity, std::forward<Work>(work));
    }
};

struct Page {
    std::string title;
    Markup main;  ///< below the heading, which is the title
    unsigned status = 200;
    std::string cause{};  ///< of a refusal, for the log alone
};

/// The frame around a page. @param visit nothing: nobody is signed in
tiendo::http::Response respond(const Page& page, const Visit* visit);
/// After a POST: the browser goes there by GET.
tiendo::http::Response go_to(std::string address);
/// Headers of everything that leaves the desk.
tiendo::http::Response guarded(tiendo::http::Response response);

/// A page that says why not, and what to do.
Page refusal(unsigned status, std::string_view title, std::string_view what_to_do);
/// What an error of the library means to an official. Its English goes to the log, not to the page.
Page refusal(const tiendo::Error& error);
/// Why not, and who may, by the words of the rules.
Page forbidden(const Visit& visit, tiendo::ledger::Right right);
/// As `refusal`, of what wanted this right.
Page refusal(const Visit& visit, tiendo::ledger::Right right, const tiendo::Error& error);

/// The beginning of a form of the session, with its key.
Markup form_of(const Session& session, std::string_view action, const Markup& fields);
/// The name of the field with the key.
inline constexpr std::string_view form_key_field = "khoa";

}  // namespace desk

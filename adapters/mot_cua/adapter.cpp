// Reads the dossiers of a one-stop system in the order in which they changed. Protocol: README.md.
#include "mapping.hpp"

#include <tiendo/adapter/sdk.hpp>

#include <algorithm>
#include <utility>

namespace tiendo::mot_cua {

using adapter::ConfigType;
using adapter::Context;
using adapter::Cursor;
using adapter::Expected;
using adapter::Failure;
using adapter::Findings;
using adapter::JsonObject;
using adapter::Need;
using adapter::Page;
using adapter::RecordType;
using adapter::Secrecy;
using adapter::Stream;

namespace {

constexpr int session_ended = -2;
constexpr int wrong_credentials = -1;
constexpr int unit_not_allowed = -6;
constexpr std::int64_t largest_page = 500;

/// Posts a JSON body; any status but 200 is a failure.
Expected<std::string> post(Context& context,
                           std::string_view path,
                           const std::string& body,
                           std::string_view what) {
    auto base = context.config_text("url");
    if (!base) {
        return std::move(base).error();
    }
    while (base->ends_with('/')) {
        base->pop_back();
    }
    auto response = context.http({.method = "POST",
                                  .url = *base + std::string(path),
                                  .headers = {{"Content-Type", "application/json; charset=utf-8"}},
                                  .body = body});
    if (!response) {
        auto failure = std::move(response).error();
        if (failure.error_class == adapter::ErrorClass::outcome_unknown) {
            // These calls change nothing over there, so an answer that was cut may simply be asked
            // for again.
            failure.error_class = adapter::ErrorClass::transient;
            failure.remedy = "try again later; if it stays so, ask its operator";
        }
        return failure;
    }
    if (response->status() != 200) {
        return failure_of_status(*response, what);
    }
    return std::string(response->body());
}

Failure failure_of_code(int code, const std::string& message, std::string_view what) {
    const auto text = std::string(what) + " was answered with error_code " + std::to_string(code) +
                      " (" + message + ")";
    if (code == session_ended || code == wrong_credentials) {
        return Failure::auth(text, "renew the user name and password of the connection");
    }
    if (code == unit_not_allowed) {
        return Failure::config(text, "set unit to a code that this account may see");
    }
    return {adapter::ErrorClass::rejected,
            text,
            "compare the settings of the connection with the system's documents",
            {}};
}

Expected<std::string> log_in(Context& context) {
    auto user = context.config_text("user");
    if (!user) {
        return std::move(user).error();
    }
    auto password = context.secret("password");
    if (!password) {
        return std::move(password).error();
    }
    JsonObject body;
    body.text("username", *user).text("password", password->view());
    auto answer = post(context, "/dang-nhap", body.str(), "login");
    auto login = answer ? parse_login(*answer) : std::move(answer).error();
    if (!login) {
        return std::move(login).error();
    }
    if (login->error_code != 0) {
        return failure_of_code(login->error_code, login->message, "the login");
    }
    if (auto kept = context.keep_state("session", login->session); !kept) {
        return std::move(kept).error();
    }
    return login->session;
}

Expected<ChangesAnswer> ask(Context& context,
                            const std::string& session,
                            const Position& from,
                            std::int64_t count) {
    auto unit = context.config_text("unit");
    if (!unit) {
        return std::move(unit).error();
    }
    JsonObject body;
    body.text("session", session)
        .text("madonvi", *unit)
        .text("tuThoiDiem", from.time)
        .text("tuMaHoSo", from.id)
        .number("soLuong", count);
    auto answer = post(context, "/tra-cuu-ho-so-thay-doi", body.str(), "list of changed dossiers");
    return answer ? parse_changes(*answer) : std::move(answer).error();
}

/// Asks with the session at hand; one that has ended is renewed once.
Expected<ChangesAnswer> changes_after(Context& context, const Position& from, std::int64_t count) {
    auto known = context.state("session");
    if (!known) {
        return std::move(known).error();
    }
    const bool had_one = known->has_value();
    auto session = had_one ? Expected<std::string>(**known) : log_in(context);
    if (!session) {
        return std::move(session).error();
    }
    auto changes = ask(context, *session, from, count);
    if (changes && changes->error_code == session_ended && had_one) {
        session = log_in(context);
        if (!session) {
            return std::move(session).error();
        }
        changes = ask(context, *session, from, count);
    }
    if (changes && changes->error_code != 0) {
        return failure_of_code(
            changes->error_code, changes->message, "the list of changed dossiers");
    }
    return changes;
}

Expected<Position> position_of(const Cursor& cursor) {
    if (cursor.text.empty()) {
        return Position{};
    }
    const auto bar = cursor.text.find('|');
    if (bar != 14) {
        return Failure::config(
            "the cursor '" + cursor.text.substr(0, 40) + "' is not one of this adapter",
            "remove the connection's cursor to read from the beginning");
    }
    return Position{cursor.text.substr(0, bar), cursor.text.substr(bar + 1)};
}

std::int64_t page_size(Context& context) {
    const auto stated = context.config_number("page-size");
    return stated ? std::clamp<std::int64_t>(*stated, 1, largest_page) : largest_page;
}

}  // namespace

class MotCua {
public:
    static constexpr adapter::Manifest manifest = {
        .name = "mot-cua",
        .version = "0.1.0",
        .vendor = "tiendo",
        .licence = "Apache-2.0",
        .summary =
            "Reads the dossiers of a one-stop system (hệ thống một cửa điện tử) by change time.",
        .status = adapter::Status::trial,
        .streams = {{.name = "dossiers",
                     .type = RecordType::dossier,
                     .description = "Dossiers in the order of their last change.",
                     .key = "MaHoSo",
                     .cursor = adapter::CursorKind::time,
                     .fields = {{"unit", "who handles it"},
                                {"procedure", "figures by procedure"},
                                {"procedure_name", "is shown"},
                                {"field", "figures by field"},
                                {"channel", "share of online dossiers"},
                                {"state", "open or closed"},
                                {"received_at", "first day of the term"},
                                {"appointment_at", "in time or late"},
                                {"first_appointment_at", "terms that were extended"},
                                {"finished_at", "in time or late"},
                                {"returned_at", "in time or late"},
                                {"supplements", "dossiers that were sent back"},
                                {"changed_at", "order of changes"}}}},
        .config = {{.key = "url",
                    .type = ConfigType::url,
                    .description = "Base address of the system.",
                    .need = Need::required},
                   {.key = "user", .description = "Name of the account.", .need = Need::required},
                   {.key = "password",
                    .description = "Password of the account.",
                    .need = Need::required,
                    .secrecy = Secrecy::secret},
                   {.key = "unit",
                    .description = "Code of the unit whose dossiers are read (madonvi).",
                    .need = Need::required},
                   {.key = "page-size",
                    .type = ConfigType::number,
                    .description = "Dossiers a page, 1 to 500; 500 if not set.",
                    .range = {1, 500}}},
        .hosts = {"config:url"},
    };

    Expected<Findings> check(Context& context) {
        Findings findings;
        if (auto session = log_in(context); !session) {
            findings.error(session.error());
            return findings;
        }
        findings.ok(adapter::About::login, "the account can log in");
        if (auto changes = changes_after(context, {}, 1); !changes) {
            findings.error(changes.error());
        } else if (changes->records.empty()) {
            findings.warning(adapter::About::rights,
                             "the unit has no dossiers",
                             "check the code in the setting unit");
        } else {
            findings.ok(adapter::About::rights, "dossiers can be read");
        }
        return findings;
    }

    Expected<Page> read(const Stream& /*stream*/, const Cursor& cursor, Context& context) {
        auto from = position_of(cursor);
        if (!from) {
            return std::move(from).error();
        }
        auto changes = changes_after(context, *from, page_size(context));
        if (!changes) {
            return std::move(changes).error();
        }
        if (changes->next < *from || (changes->more && changes->next == *from)) {
            return Failure::drift(
                "the list of changed dossiers went backwards from " + from->time + " to " +
                    changes->next.time,
                "report it to the vendor of the system; nothing was taken from this page");
        }
        Page page;
        for (const auto& record : changes->records) {
            page.add(record);
        }
        Cursor next{changes->next.time.empty() ? std::string()
                                               : changes->next.time + "|" + changes->next.id};
        if (changes->more) {
            page.continue_at(std::move(next));
        } else {
            page.end_at(std::move(next));
        }
        return page;
    }
};

}  // namespace tiendo::mot_cua

TIENDO_EXPORT_ADAPTER(tiendo::mot_cua::MotCua);

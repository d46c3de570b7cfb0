#include "client.hpp"

#include "mapping.hpp"

#include <tiendo/adapter/json_text.hpp>
#include <tiendo/adapter/json_writer.hpp>

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

using adapter::Context;
using adapter::ErrorClass;
using adapter::Expected;
using adapter::Failure;
using adapter::HttpRequest;

namespace {

constexpr std::string_view session_key = "session";

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t three = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            three = three << 8U |
                    (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            out += at + i <= bytes.size() ? letters[three >> (18 - 6 * i) & 63U] : '=';
        }
    }
    return out;
}

bool among(const std::vector<std::string>& codes, std::string_view code) {
    return std::any_of(
        codes.begin(), codes.end(), [&](const std::string& each) { return same_code(each, code); });
}

TextTemplate::Lookup lookup(const Profile& profile,
                            const Context& context,
                            const PlaceValues& places) {
    return [&](std::string_view name) -> Expected<std::string> {
        for (const auto& [place, value] : places) {
            if (place == name) {
                return value;
            }
        }
        return setting_value(profile, context, name);
    };
}

Failure with_line_ends(const std::string& header) {
    return Failure::config("the value of the header '" + header + "' holds a line end",
                           "correct the setting or secret that it is made of");
}

}  // namespace

Expected<std::string> setting_value(const Profile& profile,
                                    const Context& context,
                                    std::string_view key) {
    const auto* setting = profile.setting(key);
    if (setting == nullptr) {
        return std::string();  // a place that has no value this time
    }
    if (setting->secret) {
        auto secret = context.secret(key);
        if (!secret) {
            return std::move(secret).error();
        }
        return std::string(secret->view());
    }
    auto json = context.config_json(key);
    if (!json) {
        return std::move(json).error();
    }
    if (!json->has_value()) {
        return setting->required ? Expected<std::string>(adapter::detail::not_set(key))
                                 : Expected<std::string>(setting->otherwise);
    }
    auto text = adapter::detail::text_of_json(**json);
    return text ? *std::move(text) : **std::move(json);
}

std::optional<Failure> Client::refusal(const AnswerRules& rules,
                                       const JsonPage& page,
                                       std::string_view what) {
    if (!rules.code) {
        return std::nullopt;
    }
    const auto code = page.value(*rules.code);
    if (!code.scalar()) {
        return Failure::drift(
            "the " + std::string(what) + " has no member '" + rules.code->text + "'",
            "compare the profile and the address with the documents of the system");
    }
    if (among(rules.success, code.text())) {
        return std::nullopt;
    }
    const auto message = rules.message ? page.value(*rules.message) : Value{};
    auto text = "the " + std::string(what) + " came with the code " +
                std::string(code.text().substr(0, 40)) + " (" +
                std::string(message.text().substr(0, 200)) + ")";
    if (among(rules.session_ended, code.text()) || among(rules.auth, code.text())) {
        return Failure::auth(std::move(text), "renew the credentials of the connection");
    }
    if (among(rules.rate_limited, code.text())) {
        return Failure::rate_limited(std::move(text), {});
    }
    if (among(rules.transient, code.text())) {
        return Failure::transient(std::move(text));
    }
    if (among(rules.config, code.text())) {
        return Failure::config(std::move(text), "correct the settings of the connection");
    }
    return Failure::rejected(std::move(text),
                             "compare the settings of the connection with the system's documents");
}

Expected<void> Client::keep_pace(const Context& context) {
    if (profile_->rate > 0 && last_) {
        const std::chrono::milliseconds apart(60'000 / profile_->rate);
        // Of a clock that stands still nothing passes, and then all of it is waited.
        const auto passed = std::max(context.now() - *last_, std::chrono::milliseconds(0));
        if (passed < apart) {
            if (auto waited = context.wait(apart - passed); !waited) {
                return waited;
            }
        }
    }
    last_ = context.now();
    return {};
}

Expected<void> Client::add_auth(const PlaceValues& places,
                                const Context& context,
                                HttpRequest& request) const {
    const Auth& auth = profile_->auth;
    const auto find = lookup(*profile_, context, places);
    const auto filled = [&](const TextTemplate& text) {
        return text.filled(find, TextTemplate::Encoding::none);
    };
    std::string header = "Authorization";
    Expected<std::string> value = std::string();
    switch (auth.kind) {
        case Auth::Kind::none: return {};
        case Auth::Kind::basic: {
            auto user = filled(auth.user);
            auto password = user ? filled(auth.password) : std::move(user);
            if (!password) {
                return std::move(password).error();
            }
            value = "Basic " + base64(*user + ":" + *password);
            break;
        }
        case Auth::Kind::bearer:
            value = filled(auth.value);
            value = value ? Expected<std::string>("Bearer " + *value) : std::move(value);
            break;
        case Auth::Kind::header:
            header = auth.header;
            value = filled(auth.value);
            break;
        case Auth::Kind::login:
            if (auth.header.empty()) {
                return {};
            }
            header = auth.header;
            value = filled(auth.value);
            break;
    }
    if (!value) {
        return std::move(value).error();
    }
    if (value->find_first_of("\r\n") != std::string::npos) {
        return with_line_ends(header);
    }
    request.headers.emplace_back(std::move(header), *std::move(value));
    return {};
}

Expected<std::string> Client::address(const Call& call,
                                      const TextTemplate::Lookup& find,
                                      std::string_view target,
                                      const Context& context) const {
    auto url = context.config_text(profile_->url_setting);
    if (!url) {
        return url;
    }
    while (url->ends_with('/')) {
        url->pop_back();
    }
    if (!target.empty()) {
        // What the other side calls the next page begins at its root.
        const auto scheme = url->find("://");
        const auto root = scheme == std::string::npos ? scheme : url->find('/', scheme + 3);
        url->resize(std::min(root, url->size()));
        return *url + std::string(target);
    }
    auto path = call.path.filled(find, TextTemplate::Encoding::query);
    if (!path) {
        return path;
    }
    char joint = path->find('?') == std::string::npos ? '?' : '&';
    *url += *path;
    for (const Named& each : call.query) {
        auto value = each.value.filled(find, TextTemplate::Encoding::query);
        if (!value) {
            return value;
        }
        if (!value->empty()) {
            *url += std::exchange(joint, '&') + adapter::encode_query(each.name) + "=" + *value;
        }
    }
    return url;
}

Expected<HttpRequest> Client::request(const Call& call,
                                      const PlaceValues& places,
                                      std::string_view target,
                                      const Context& context) const {
    const auto find = lookup(*profile_, context, places);
    auto url = address(call, find, target, context);
    if (!url) {
        return std::move(url).error();
    }
    HttpRequest made{.method = call.post ? "POST" : "GET", .url = *std::move(url)};
    for (const Named& each : call.headers) {
        auto value = each.value.filled(find, TextTemplate::Encoding::none);
        if (!value) {
            return std::move(value).error();
        }
        if (value->find_first_of("\r\n") != std::string::npos) {
            return with_line_ends(each.name);
        }
        if (!value->empty()) {
            made.headers.emplace_back(each.name, *std::move(value));
        }
    }
    if (!call.post) {
        return made;
    }
    adapter::JsonObject body;
    for (const Named& each : call.body) {
        auto value = each.value.filled(find, TextTemplate::Encoding::none);
        if (!value) {
            return std::move(value).error();
        }
        body.text_if_any(each.name, *value);
    }
    made.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    made.body = body.str();
    return made;
}

Expected<Client::Sent> Client::send(const Call& call,
                                    const PlaceValues& places,
                                    std::string_view target,
                                    std::string_view what,
                                    Context& context,
                                    JsonPage& page) {
    auto made = request(call, places, target, context);
    if (!made) {
        return std::move(made).error();
    }
    const bool logging_in = &call == &profile_->auth.login;
    if (auto added = logging_in ? Expected<void>() : add_auth(places, context, *made); !added) {
        return std::move(added).error();
    }
    if (auto paced = keep_pace(context); !paced) {
        return std::move(paced).error();
    }
    auto response = context.http(*made);
    if (!response) {
        auto failure = std::move(response).error();
        if (failure.error_class == ErrorClass::outcome_unknown) {
            // A profile only reads, so an answer that was cut may simply be asked for again.
            failure.error_class = ErrorClass::transient;
            failure.remedy = "try again later; if it stays so, ask its operator";
        }
        return failure;
    }
    const bool has_session = profile_->auth.kind == Auth::Kind::login && !logging_in;
    if (has_session && response->status() == 401) {
        return Sent{{}, true};
    }
    if (response->status() != 200) {
        return failure_of_status(*response, what);
    }
    if (auto parsed = page.parse(response->body(), what); !parsed) {
        return std::move(parsed).error();
    }
    Sent sent{std::string(response->header("Link").value_or("")), false};
    const auto& rules = profile_->answer;
    const auto code = rules.code ? page.value(*rules.code) : Value{};
    if (has_session && code.scalar() && among(rules.session_ended, code.text())) {
        sent.session_ended = true;
        return sent;
    }
    if (auto refused = refusal(rules, page, what)) {
        return *std::move(refused);
    }
    return sent;
}

Expected<std::string> Client::log_in(Context& context, JsonPage& page) {
    constexpr std::string_view what = "answer to the login";
    if (auto sent = send(profile_->auth.login, {}, {}, what, context, page); !sent) {
        return std::move(sent).error();
    }
    const auto token = page.value(profile_->auth.token);
    if (!token.scalar() || token.text().empty()) {
        return Failure::drift("the login succeeded without '" + profile_->auth.token.text + "'",
                              "correct token in [auth] of the profile");
    }
    std::string kept(token.text());
    if (auto done = context.keep_state(session_key, kept); !done) {
        return std::move(done).error();
    }
    return kept;
}

Expected<std::string> Client::ask(const Call& call,
                                  const PlaceValues& places,
                                  std::string_view target,
                                  std::string_view what,
                                  Context& context,
                                  JsonPage& page) {
    if (profile_->auth.kind != Auth::Kind::login) {
        auto sent = send(call, places, target, what, context, page);
        return sent ? Expected<std::string>(std::move(sent->link)) : std::move(sent).error();
    }
    auto known = context.state(session_key);
    if (!known) {
        return std::move(known).error();
    }
    bool fresh = !known->has_value();
    auto session = fresh ? log_in(context, page) : Expected<std::string>(**known);
    for (;;) {
        if (!session) {
            return std::move(session).error();
        }
        auto with_token = places;
        with_token.emplace_back("token", *session);
        auto sent = send(call, with_token, target, what, context, page);
        if (!sent) {
            return std::move(sent).error();
        }
        if (!sent->session_ended) {
            return std::move(sent->link);
        }
        if (fresh) {
            return Failure::auth("the " + std::string(what) + " is refused to a new session",
                                 "renew the credentials of the connection");
        }
        fresh = true;
        session = log_in(context, page);
    }
}

}  // namespace tiendo::declarative

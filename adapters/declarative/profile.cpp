#include "profile.hpp"

#include "profile_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace tiendo::declarative {

namespace {

constexpr std::size_t most_settings = 32;

const std::vector<std::string_view> setting_types = {"text", "url", "number", "boolean"};
const std::vector<std::string_view> auth_kinds = {"none", "basic", "bearer", "header", "login"};

void read_adapter(Section& top, Profile& profile) {
    auto from = top.section("adapter");
    if (!from) {
        top.fault("adapter", "the table [adapter] is missing", "begin the profile with [adapter]");
        return;
    }
    for (const auto& [key, to] : std::array{std::pair{"name", &profile.name},
                                            std::pair{"version", &profile.version},
                                            std::pair{"vendor", &profile.vendor},
                                            std::pair{"licence", &profile.licence},
                                            std::pair{"summary", &profile.summary}}) {
        *to = from->text(key, Wanted::required);
    }
    if (!profile.name.empty() && !is_name(profile.name)) {
        from->fault("name",
                    "the name is not 1 to 60 of a-z, 0-9, '-' and '_'",
                    "name it as its file: NAME.profile.toml");
    }
    from->word("status", {"trial", "stable"}, Wanted::optional);
    profile.status = from->has("status") ? from->text("status", Wanted::optional) : "trial";
    from->end();
}

/// The value that is taken where a setting is not set.
std::string default_of(Section& from, Setting::Type type) {
    const Node* node = from.raw("default");
    if (node == nullptr) {
        return {};
    }
    const bool fits = (type == Setting::Type::number && node->kind == Node::Kind::number) ||
                      (type == Setting::Type::boolean && node->kind == Node::Kind::flag) ||
                      (type == Setting::Type::text && node->kind == Node::Kind::text);
    if (!fits) {
        from.fault("default",
                   "the default has another type than the setting",
                   "give a value of the setting's type; an address and a secret have none");
        return {};
    }
    return type == Setting::Type::number    ? std::to_string(node->number)
           : type == Setting::Type::boolean ? std::string(node->flag ? "true" : "false")
                                            : node->text;
}

Setting read_setting(const std::string& key, Section from) {
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    Setting setting;
    setting.key = key;
    if (!is_name(key)) {
        from.fault("", "the name of the setting is not 1 to 60 of a-z, 0-9, '-', '_'", "rename it");
    }
    const auto type = from.word("type", setting_types, Wanted::optional);
    setting.type = static_cast<Setting::Type>(type.value_or(0));
    setting.description = from.text("description", Wanted::required);
    setting.required = from.flag("required", false);
    setting.secret = from.flag("secret", false);
    setting.least = from.number("least", lowest, highest);
    setting.most = from.number("most", lowest, highest);
    for (const auto& [word, line] : from.texts("choices")) {
        setting.choices.push_back(word);
    }
    setting.otherwise = default_of(from, setting.type);
    if (setting.secret && (setting.type != Setting::Type::text || !setting.otherwise.empty())) {
        from.fault("secret", "a secret is a text without default", "take type or default out");
    }
    if ((setting.least || setting.most) && setting.type != Setting::Type::number) {
        from.fault("least", "only a number has a least and a most", "write type = \"number\"");
    }
    if (setting.least && setting.most && *setting.least > *setting.most) {
        from.fault("least", "the least is more than the most", "turn them round");
    }
    from.end();
    return setting;
}

void read_settings(Section& top, Profile& profile) {
    auto from = top.section("settings");
    if (!from) {
        return;
    }
    for (const auto& [key, node] : from->all()) {
        if (node->kind != Node::Kind::table) {
            from->fault(key,
                        "'" + key.substr(0, 60) + "' is no table",
                        "write [settings." + key.substr(0, 60) + "]");
            continue;
        }
        profile.settings.push_back(read_setting(
            key, Section(*node, "[settings." + key.substr(0, 60) + "]", top.faults())));
    }
    if (profile.settings.size() > most_settings) {
        from->fault("", "it has more than 32 settings", "leave out what need not be set");
    }
}

void read_server(Section& top, const ProfileReader& reader) {
    auto from = top.section("server");
    if (!from) {
        return;
    }
    auto& profile = reader.profile();
    profile.url_setting = reader.setting(*from, "url", Setting::Type::url, Wanted::required);
    profile.rate = from->number("rate", 1, 60'000).value_or(0);
    from->end();
}

void read_login(Section& from, const ProfileReader& reader, Auth& auth) {
    auth.login = reader.call(from, {.extra = {}, .secrets = true});
    if (!from.has("method")) {
        auth.login.post = true;
    }
    auth.token = ProfileReader::pointer(from, "token", Wanted::required).value_or(Pointer{});
    auth.header = from.text("header", Wanted::optional);
    if (auto value =
            reader.text(from, "value", {.extra = {"token"}, .secrets = false}, Wanted::optional)) {
        auth.value = *std::move(value);
    }
    if (auth.header.empty() != auth.value.empty()) {
        from.fault("header", "header and value belong together", "give both, or none");
    }
}

void read_auth(Section& top, const ProfileReader& reader) {
    auto from = top.section("auth");
    if (!from) {
        return;
    }
    auto& auth = reader.profile().auth;
    const auto kind = from->word("kind", auth_kinds, Wanted::required);
    if (!kind) {
        return;  // which keys belong here is not known
    }
    auth.kind = static_cast<Auth::Kind>(*kind);
    const Places secret{.extra = {}, .secrets = true};
    const auto wanted = [&](std::string_view key) {
        return reader.text(*from, key, secret, Wanted::required).value_or(TextTemplate{});
    };
    switch (auth.kind) {
        case Auth::Kind::none: break;
        case Auth::Kind::basic:
            auth.user = wanted("user");
            auth.password = wanted("password");
            break;
        case Auth::Kind::bearer: auth.value = wanted("token"); break;
        case Auth::Kind::header:
            auth.header = from->text("header", Wanted::required);
            auth.value = wanted("value");
            break;
        case Auth::Kind::login: read_login(*from, reader, auth); break;
    }
    from->end();
}

void read_answer(Section& top, Profile& profile) {
    auto from = top.section("answer");
    if (!from) {
        return;
    }
    auto& answer = profile.answer;
    answer.code = ProfileReader::pointer(*from, "code", Wanted::required);
    answer.message = ProfileReader::pointer(*from, "message", Wanted::optional);
    for (const auto& [key, to] : std::array{std::pair{"success", &answer.success},
                                            std::pair{"session-ended", &answer.session_ended},
                                            std::pair{"auth", &answer.auth},
                                            std::pair{"config", &answer.config},
                                            std::pair{"rate-limited", &answer.rate_limited},
                                            std::pair{"transient", &answer.transient}}) {
        for (const auto& [code, line] : from->texts(key)) {
            to->push_back(code);
        }
    }
    if (answer.success.empty()) {
        from->fault("success", "no code means success", "write success = [\"0\"]");
    }
    if (!answer.session_ended.empty() && profile.auth.kind != Auth::Kind::login) {
        from->fault("session-ended",
                    "a session can only end where there is a login",
                    "write kind = \"login\" in [auth], or list these codes under auth");
    }
    from->end();
}

}  // namespace

const Setting* Profile::setting(std::string_view key) const noexcept {
    const auto found = std::find_if(
        settings.begin(), settings.end(), [&](const Setting& each) { return each.key == key; });
    return found == settings.end() ? nullptr : &*found;
}

const StreamPlan* Profile::stream(std::string_view called) const noexcept {
    const auto found = std::find_if(streams.begin(), streams.end(), [&](const StreamPlan& each) {
        return each.name == called;
    });
    return found == streams.end() ? nullptr : &*found;
}

Result<Profile> parse_profile(std::string_view text) {
    Faults faults;
    const auto node = parse_toml(text, faults);
    if (!node) {
        return faults.error();
    }
    Profile profile;
    Section top(*node, "", faults);
    const ProfileReader reader(profile, faults);
    read_adapter(top, profile);
    read_settings(top, profile);
    read_server(top, reader);
    read_auth(top, reader);
    read_answer(top, profile);
    profile.streams = read_streams(top, reader);
    top.end();
    if (!faults.none()) {
        return faults.error();
    }
    return profile;
}

}  // namespace tiendo::declarative

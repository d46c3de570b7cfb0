#include "profile_reader.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

bool is_name(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 60 && text.front() != '-' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") ==
               std::string_view::npos;
}

std::optional<TextTemplate> ProfileReader::checked(Section& from,
                                                   std::string_view key,
                                                   std::string_view text,
                                                   const Places& places) const {
    auto made = TextTemplate::of(text);
    if (!made) {
        from.fault(key,
                   "the braces in '" + std::string(key) + "' are no places",
                   "write {setting} for a value that is put in, and {{ for a brace");
        return std::nullopt;
    }
    for (const auto place : made->places()) {
        const auto* setting = profile_->setting(place);
        const bool extra =
            std::find(places.extra.begin(), places.extra.end(), place) != places.extra.end();
        if (setting == nullptr && !extra) {
            std::string known;
            for (const auto& each : profile_->settings) {
                if (!each.secret || places.secrets) {
                    known += (known.empty() ? "{" : ", {") + each.key + "}";
                }
            }
            for (const auto& each : places.extra) {
                known += (known.empty() ? "{" : ", {") + each + "}";
            }
            from.fault(key,
                       "there is no setting or value '" + std::string(place.substr(0, 60)) +
                           "' for the place {" + std::string(place.substr(0, 60)) + "}",
                       "declare [settings." + std::string(place.substr(0, 60)) + "]" +
                           (known.empty() ? "" : ", or take one that is known here: " + known));
        } else if (setting != nullptr && setting->secret && !places.secrets) {
            // Addresses and bodies of records are logged and cached; headers of [auth] are not.
            from.fault(key,
                       "the secret '" + std::string(place) + "' may stand in [auth] alone",
                       "send it by [auth]: basic, bearer, header or login");
        }
    }
    return made;
}

std::optional<TextTemplate> ProfileReader::text(Section& from,
                                                std::string_view key,
                                                const Places& places,
                                                Wanted wanted) const {
    const auto given = from.text(key, wanted);
    return given.empty() ? std::nullopt : checked(from, key, given, places);
}

std::vector<Named> ProfileReader::named(Section& from,
                                        std::string_view key,
                                        const Places& places) const {
    std::vector<Named> all;
    auto table = from.section(key);
    if (!table) {
        return all;
    }
    for (const auto& [name, node] : table->all()) {
        if (auto value = text(*table, name, places, Wanted::required)) {
            all.push_back({name, *std::move(value)});
        }
        if (name.empty() || name.find_first_of("\r\n") != std::string::npos) {
            table->fault(name, "a name is empty or holds a line end", "correct the name");
        }
    }
    return all;
}

Call ProfileReader::call(Section& from, const Places& places) const {
    Call call;
    call.post = from.word("method", {"GET", "POST"}, Wanted::optional).value_or(0) == 1;
    const Places plain{.extra = places.extra, .secrets = false};
    if (auto path = text(from, "path", plain, Wanted::required)) {
        call.path = *std::move(path);
        if (!from.text("path", Wanted::optional).starts_with('/')) {
            from.fault("path", "the path does not begin with '/'", "write path = \"/…\"");
        }
    }
    call.query = named(from, "query", plain);
    call.headers = named(from, "headers", places);
    call.body = named(from, "body", places);
    if (!call.body.empty() && from.has("method") && !call.post) {
        from.fault("body", "a GET has no body", "write method = \"POST\"");
    }
    call.post = call.post || !call.body.empty();
    return call;
}

std::optional<Pointer> ProfileReader::pointer(Section& from, std::string_view key, Wanted wanted) {
    const auto given =
        from.text(key, wanted == Wanted::required && from.has(key) ? Wanted::optional : wanted);
    if (!from.has(key)) {
        return std::nullopt;
    }
    auto made = Pointer::of(given);
    if (!made) {
        from.fault(key,
                   "'" + given.substr(0, 60) + "' is no JSON pointer",
                   "write \"/member\", or \"/list/0/member\"");
        return std::nullopt;
    }
    made->line = from.line(key);
    return made;
}

std::vector<Pointer> ProfileReader::pointers(Section& from, std::string_view key) {
    std::vector<Pointer> all;
    for (const auto& [given, line] : from.texts(key)) {
        auto made = Pointer::of(given);
        if (!made || made->tokens.empty()) {
            from.faults().add(line,
                              from.name() + ": '" + given.substr(0, 60) + "' is no JSON pointer",
                              "write \"/member\", or \"/list/0/member\"");
            continue;
        }
        made->line = line;
        all.push_back(*std::move(made));
    }
    return all;
}

std::string ProfileReader::setting(Section& from,
                                   std::string_view key,
                                   Setting::Type type,
                                   Wanted wanted) const {
    auto name = from.text(key, wanted);
    if (name.empty()) {
        return name;
    }
    const auto* found = profile_->setting(name);
    if (found == nullptr || found->type != type || found->secret) {
        const std::string_view words[] = {"text", "url", "number", "boolean"};
        from.fault(key,
                   "there is no setting '" + name.substr(0, 60) + "' of the type " +
                       std::string(words[static_cast<std::size_t>(type)]),
                   "declare [settings." + name.substr(0, 60) + "] with type = \"" +
                       std::string(words[static_cast<std::size_t>(type)]) + "\"");
    }
    return name;
}

}  // namespace tiendo::declarative

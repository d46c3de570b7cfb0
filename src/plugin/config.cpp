#include "tiendo/http/url.hpp"
#include "tiendo/plugin/services.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace tiendo::plugin {

namespace json = boost::json;

namespace {

constexpr std::string_view from_config = "config:";

std::string wanted(const ManifestKey& key) {
    switch (key.type) {
        case ConfigType::text: {
            std::string words = key.choices.empty() ? "a text" : "one of";
            for (const std::string& choice : key.choices) {
                words.append(&choice == key.choices.data() ? " " : ", ").append(choice);
            }
            return words;
        }
        case ConfigType::number:
            return "a whole number" +
                   (key.least ? " from " + std::to_string(*key.least) : std::string()) +
                   (key.most ? " up to " + std::to_string(*key.most) : std::string());
        case ConfigType::boolean: return "true or false";
        case ConfigType::url: return "an http or https address";
    }
    return "?";
}

bool fits(const ManifestKey& key, const std::string& text) {
    json::error_code fault;
    const json::value value = json::parse(text, fault);
    if (fault) {
        return false;
    }
    switch (key.type) {
        case ConfigType::text:
            return value.is_string() &&
                   (key.choices.empty() ||
                    std::find(key.choices.begin(),
                              key.choices.end(),
                              std::string_view(value.get_string())) != key.choices.end());
        case ConfigType::number:
            return value.is_int64() && value.get_int64() >= key.least.value_or(INT64_MIN) &&
                   value.get_int64() <= key.most.value_or(INT64_MAX);
        case ConfigType::boolean: return value.is_bool();
        case ConfigType::url:
            return value.is_string() && http::parse_url(value.get_string()).has_value();
    }
    return false;
}

}  // namespace

std::string json_text(std::string_view text) {
    return json::serialize(json::string_view(text.data(), text.size()));
}

Result<void> check_config(const Manifest& manifest, const Config& config) {
    std::vector<Error> faults;
    const auto fault = [&](std::string message, std::string remedy) {
        faults.emplace_back(ErrorCode::config, std::move(message), std::move(remedy));
    };
    for (const ManifestKey& key : manifest.config) {
        const auto given = config.find(key.key);
        if (given == config.end()) {
            if (key.required && !key.secret) {
                fault("the setting '" + key.key + "' is missing", "set it: " + key.description);
            }
        } else if (key.secret) {
            fault("the setting '" + key.key + "' is a secret",
                  "give it from a file or the environment, not among the settings");
        } else if (!fits(key, given->second)) {
            fault("the setting '" + key.key + "' is not " + wanted(key),
                  "correct it: " + key.description);
        }
    }
    std::string known;
    for (const ManifestKey& key : manifest.config) {
        known.append(known.empty() ? "" : ", ").append(key.key);
    }
    for (const auto& [key, value] : config) {
        if (manifest.key(key) == nullptr) {
            fault("there is no setting '" + key.substr(0, 60) + "'",
                  known.empty() ? "the adapter has no settings" : "use one of: " + known);
        }
    }
    if (faults.empty()) {
        return {};
    }
    if (faults.size() == 1) {
        return std::move(faults.front()).at("adapter " + manifest.name);
    }
    Error all(ErrorCode::config,
              std::to_string(faults.size()) + " settings are wrong",
              "correct each of them");
    for (Error& each : faults) {
        std::move(all).because(std::move(each));
    }
    return std::move(all).at("adapter " + manifest.name);
}

Result<std::vector<std::string>> allowed_hosts(const Manifest& manifest, const Config& config) {
    std::vector<std::string> hosts;
    for (const std::string& host : manifest.hosts) {
        if (!host.starts_with(from_config)) {
            hosts.push_back(host);
            continue;
        }
        const auto given = config.find(std::string_view(host).substr(from_config.size()));
        if (given == config.end()) {
            continue;  // an address that is not set allows nothing
        }
        json::error_code fault;
        const json::value value = json::parse(given->second, fault);
        auto url =
            http::parse_url(!fault && value.is_string() ? std::string_view(value.get_string())
                                                        : std::string_view{});
        if (!url) {
            return Error{ErrorCode::config,
                         "the setting '" + given->first + "' is not an http or https address",
                         "correct it in the connection"}
                .at("adapter " + manifest.name);
        }
        hosts.push_back(url->authority());
    }
    return hosts;
}

}  // namespace tiendo::plugin

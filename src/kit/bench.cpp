#include "bench.hpp"

#include "tiendo/http/url.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tiendo::kit {

namespace json = boost::json;

namespace {

constexpr std::string_view from_config = "config:";
// Port 9 (discard): privileged, so no test server ever holds it, and hardly any machine listens.
constexpr std::string_view dead_origin = "http://127.0.0.1:9";

/// The address in a setting; empty where it is not set.
std::string plain(const plugin::Config& config, std::string_view key) {
    const auto found = config.find(key);
    if (found == config.end()) {
        return {};
    }
    json::error_code fault;
    const auto value = json::parse(found->second, fault);
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::string origin_of(const http::Url& url) {
    return (url.tls ? "https://" : "http://") + url.authority();
}

/// SplitMix64 (public domain, Vigna): the same numbers on every machine.
std::uint64_t next_random(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
}

}  // namespace

Bench::Bench(const Subject& subject, plugin::Manifest manifest, plugin::Isolation where)
    : subject_(subject),
      manifest_(std::move(manifest)),
      where_(where),
      connection_{ConnectionId::of("kit"), subject.config},
      now_(subject.now),
      random_(subject.seed) {
    connect();
}

void Bench::connect() {
    for (const auto& host : manifest_.hosts) {
        if (!host.starts_with(from_config)) {
            unseen_ = "the manifest fixes the host '" + host +
                      "', and the kit's proxy can only stand in for one that a setting names";
            continue;
        }
        const std::string key = host.substr(from_config.size());
        const std::string stated = plain(subject_.config, key);
        auto url = http::parse_url(stated.empty() ? subject_.against : stated);
        auto upstream = subject_.against.empty() ? url : http::parse_url(subject_.against);
        if (!url || !upstream) {
            continue;  // an optional address that is not set
        }
        auto standing = between_.stand_in_for(origin_of(*upstream));
        if (!standing) {
            throw std::runtime_error("the kit's proxy: " + standing.error().what());
        }
        origin_keys_.push_back(key);
        const auto target = url->target == "/" ? std::string() : url->target;
        connection_.config.insert_or_assign(key, plugin::json_text(*standing + target));
    }
    if (origin_keys_.empty() && unseen_.empty()) {
        unseen_ = "the adapter talks to no host that a setting names";
    }
}

Result<plugin::Adapter> Bench::load() const {
    plugin::SearchOptions how;
    how.trial = plugin::Trial::none;  // this process is one
    how.isolation = where_;
    how.guard = subject_.guard;
    how.allowed = subject_.allowed;
    how.engines = subject_.engines;
    return plugin::load(std::filesystem::absolute(subject_.object).string(), how, Logger());
}

plugin::Adapter Bench::adapter() const {
    auto loaded = load();
    if (!loaded) {
        throw std::runtime_error(loaded.error().explain());
    }
    return *std::move(loaded);
}

plugin::Connection Bench::led_to(std::string_view origin) const {
    auto led = connection_;
    for (const auto& key : origin_keys_) {
        led.config.insert_or_assign(key, plugin::json_text(origin));
    }
    return led;
}

plugin::Connection Bench::nowhere() const {
    return led_to(dead_origin);
}

plugin::HostServices Bench::services() {
    plugin::HostServices services;
    services.clock = [this] { return now_; };
    services.logger = Logger(
        [this](const LogEntry& entry) {
            std::string line(entry.text);
            for (const auto& [name, value] : entry.fields) {
                line.append(" ").append(name).append("=").append(value);
            }
            log_.push_back(std::move(line));
        },
        LogLevel::debug);
    // Any port of this machine, so that a request that is led elsewhere is seen there.
    if (unseen_.empty()) {
        services.hosts = {"127.0.0.1"};
    }
    services.secret = [this](std::string_view key) -> Result<std::string> {
        const auto found = subject_.secrets.find(key);
        if (found == subject_.secrets.end()) {
            return Error{ErrorCode::not_found, "the secret is not set"};
        }
        return found->second;
    };
    services.random = [this] { return next_random(random_); };
    services.wait = [this](std::chrono::milliseconds pause, const std::stop_token& stop) {
        now_ = now_.plus(pause);
        return !stop.stop_requested();
    };
    return services;
}

Walk Bench::walk(plugin::Adapter& adapter, std::string_view stream, const Cursor& from) {
    return walk(adapter, stream, from, services());
}

Walk Bench::walk(plugin::Adapter& adapter,
                 std::string_view stream,
                 const Cursor& from,
                 const plugin::HostServices& services) {
    Walk walk;
    Cursor at = from;
    std::set<std::string> seen = {at.text};
    while (!walk.ended && !walk.circled && walk.turns.size() < subject_.most_pages) {
        auto page =
            adapter.read(connection_, {.stream = std::string(stream), .cursor = at}, services);
        if (!page) {
            walk.failure = std::move(page).error();
            return walk;
        }
        walk.ended = !page->more;
        walk.circled = page->more && !seen.insert(page->next.text).second;
        const Cursor next = page->next;
        walk.turns.push_back({at, *std::move(page)});
        at = next;
    }
    return walk;
}

Result<plugin::Page> Bench::page(plugin::Adapter& adapter,
                                 std::string_view stream,
                                 const Cursor& from) {
    return adapter.read(connection_, {.stream = std::string(stream), .cursor = from}, services());
}

std::vector<std::string> Bench::read_streams() const {
    std::vector<std::string> names;
    for (const auto& stream : manifest_.streams) {
        if (manifest_.can("read") && stream.flow != plugin::Flow::write) {
            names.push_back(stream.name);
        }
    }
    return names;
}

std::vector<std::string> Bench::written_streams() const {
    std::vector<std::string> names;
    for (const auto& stream : manifest_.streams) {
        if (manifest_.can("write") && stream.flow != plugin::Flow::read) {
            names.push_back(stream.name);
        }
    }
    return names;
}

const std::string* Bench::sample(std::string_view stream) const {
    const auto found = subject_.samples.find(stream);
    return found == subject_.samples.end() ? nullptr : &found->second;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string> keys_of(std::string_view lines) {
    std::vector<std::string> keys;
    for (const auto line : lines_of(lines)) {
        json::error_code fault;
        const auto value = json::parse(line, fault);
        const auto* object = value.if_object();
        std::string key;
        for (const std::string_view part : {"id", "day"}) {
            const auto* member = object == nullptr ? nullptr : object->if_contains(part);
            key += member != nullptr && member->is_string() ? std::string(member->get_string())
                                                            : std::string();
            key += part == "id" ? "/" : "";
        }
        keys.push_back(std::move(key));
    }
    return keys;
}

std::set<std::string> all_keys(const Walk& walk) {
    std::set<std::string> keys;
    for (const auto& turn : walk.turns) {
        for (auto& key : keys_of(turn.page.lines)) {
            keys.insert(std::move(key));
        }
    }
    return keys;
}

bool same_page(const plugin::Page& one, const plugin::Page& other) {
    auto first = keys_of(one.lines);
    auto second = keys_of(other.lines);
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    return first == second && one.more == other.more && one.next == other.next;
}

std::string told(const Error& error) {
    return std::string(to_string(error.code())) + ": " + error.what().substr(0, 600);
}

std::string some_of(const std::vector<std::string>& words) {
    constexpr std::size_t most = 3;
    std::string all;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i) {
        all.append(i == 0 ? "" : ", ").append(words[i].substr(0, 120));
    }
    return words.size() <= most ? all
                                : all + " and " + std::to_string(words.size() - most) + " more";
}

}  // namespace tiendo::kit

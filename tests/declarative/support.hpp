#pragma once

#include "support/folder.hpp"

#include "tiendo/declarative/engine.hpp"
#include "tiendo/http/server.hpp"
#include "tiendo/plugin/adapter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::test {

inline std::filesystem::path shipped_profile(std::string_view name) {
    return std::filesystem::path(TIENDO_SOURCE_DIR) / "adapters/declarative/profiles" /
           (std::string(name) + ".profile.toml");
}

/// An adapter with its settings, as a host holds it. Its clock stands at 9:00 on 20 May 2021, and
/// moves by what is waited.
class Pulled {
public:
    Pulled(const std::string& name_or_path, const declarative::EngineOptions& options)
        : adapter_(loaded(name_or_path, options)) {}

    Result<plugin::Page> page(const std::string& stream, const Cursor& cursor) {
        return adapter_.read(connection, {.stream = stream, .cursor = cursor}, services());
    }
    Result<std::vector<plugin::Finding>> check() { return adapter_.check(connection, services()); }
    /// All lines from `cursor` on, which becomes the cursor behind them.
    Result<std::string> all(const std::string& stream, Cursor& cursor) {
        std::string lines;
        for (int i = 0; i < 1'000; ++i) {
            auto got = page(stream, cursor);
            if (!got) {
                return std::move(got).error();
            }
            lines += got->lines;
            cursor = got->next;
            if (!got->more) {
                return lines;
            }
        }
        return Error{ErrorCode::internal, "there is no end"};
    }
    plugin::HostServices services() {
        plugin::HostServices given;
        given.clock = [this] { return now; };
        given.secret = [this](std::string_view key) -> Result<std::string> {
            const auto found = secrets.find(key);
            return found == secrets.end() ? Error{ErrorCode::not_found, "the secret is not set"}
                                          : Result<std::string>(found->second);
        };
        given.wait = [this](std::chrono::milliseconds pause, const std::stop_token&) {
            now = now.plus(pause);
            waited += pause;
            return true;
        };
        return given;
    }

    plugin::Connection connection{ConnectionId::of("test"), {}};
    std::map<std::string, std::string, std::less<>> secrets;
    Instant now = *Instant::parse("2021-05-20T09:00:00+07:00");
    std::chrono::milliseconds waited{0};

private:
    static plugin::Adapter loaded(const std::string& name_or_path,
                                  const declarative::EngineOptions& options) {
        auto adapter = plugin::load(
            name_or_path,
            {.folders = {std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters"},
             .engines = {declarative::engine(options)}},
            Logger());
        if (!adapter) {
            throw std::runtime_error(adapter.error().explain());
        }
        return *std::move(adapter);
    }
    plugin::Adapter adapter_;
};

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// The shortest profile of feedback that is whole; `stream` is put into [[stream]], `rest` stands
/// behind it.
inline std::string feedback_profile(std::string_view stream, std::string_view rest) {
    return std::string(R"([adapter]
name = "thu"
version = "0.1.0"
vendor = "test"
licence = "Apache-2.0"
summary = "Invented."
[settings.url]
type = "url"
description = "Address."
required = true
[settings.key]
description = "Key."
secret = true
[server]
url = "url"
)") + std::string(rest) +
           R"(
[[stream]]
name = "feedback"
type = "feedback"
description = "Invented requests."
key = "id"
)" + std::string(stream) +
           R"(
[stream.fields.id]
from = "/id"
[stream.fields.day]
from = "/at"
format = "iso"
[stream.fields.service]
from = "/service"
purpose = "is shown"
[stream.fields.closed]
from = "/status"
map = { open = "false", closed = "true" }
purpose = "open or closed"
[stream.fields.requested_at]
from = "/at"
format = "iso"
purpose = "in time or late"
)";
}

/// An invented request as the other side writes it.
inline std::string item(int number) {
    return R"({"id":"PA-)" + std::to_string(number) +
           R"(","at":"2021-05-01T08:00:00+07:00","service":"001","status":"open"})";
}
inline std::string items(int first, int behind) {
    std::string list;
    for (int i = first; i < behind; ++i) {
        list += (list.empty() ? "" : ",") + item(i);
    }
    return "[" + list + "]";
}

/// A profile against a server of the test's own, which notes what it was asked.
class Rig {
public:
    Rig(const std::string& profile, http::Handler handler)
        : server_(
              *http::Server::start({},
                                   [this, handler = std::move(handler)](const http::Request& it) {
                                       const std::lock_guard lock(guard_);
                                       asked_.push_back(it);
                                       return handler(it);
                                   })),
          pulled(folder_.file("thu.profile.toml", profile).string(), {}) {
        pulled.connection.config["url"] = plugin::json_text(address());
        pulled.secrets = {{"key", "khoa-thu"}};
    }
    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(server_.port());
    }
    std::vector<http::Request> asked() {
        const std::lock_guard lock(guard_);
        return asked_;
    }
    static std::string value(const http::Request& request, std::string_view name) {
        for (const auto& [each, text] : http::parse_query(request.target)) {
            if (each == name) {
                return text;
            }
        }
        return {};
    }

private:
    Folder folder_;
    std::mutex guard_;
    std::vector<http::Request> asked_;
    http::Server server_;

public:
    Pulled pulled;
};

}  // namespace tiendo::test

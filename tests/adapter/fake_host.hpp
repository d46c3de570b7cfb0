#pragma once

#include "tiendo/adapter/sdk.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::test {

/// A host written against the C header alone; the SDK under test sees nothing else.
class FakeHost {
public:
    FakeHost() {
        table.size = sizeof table;
        table.host = this;
        table.config = [](void* host, tiendo_text key, tiendo_text* out, tiendo_error*) -> int32_t {
            auto& settings = static_cast<FakeHost*>(host)->config;
            const auto found = settings.find(std::string(key.data, key.size));
            *out = found == settings.end()
                       ? tiendo_text{}
                       : tiendo_text{found->second.data(), found->second.size()};
            return 0;
        };
        table.secret = [](void* host, tiendo_text, tiendo_buffer* out, tiendo_error*) -> int32_t {
            static_cast<FakeHost*>(host)->lend(out, "s3cret");
            return 0;
        };
        table.http = [](void* host,
                        const tiendo_http_request* request,
                        tiendo_http_response* out,
                        tiendo_error* error) -> int32_t {
            return static_cast<FakeHost*>(host)->answer(*request, out, error);
        };
        table.now_unix_ms = [](void*) -> int64_t { return 1'621'476'000'000; };
        table.time_left_ms = [](void*) -> int64_t { return 250; };
        table.random = [](void*) -> uint64_t { return 42; };
        table.log = [](void* host,
                       uint32_t level,
                       tiendo_text text,
                       const tiendo_text* fields,
                       size_t count) {
            std::string line = std::to_string(level) + " " + std::string(text.data, text.size);
            for (size_t i = 0; i < 2 * count; ++i) {
                line += (i % 2 == 0 ? " " : "=") + std::string(fields[i].data, fields[i].size);
            }
            static_cast<FakeHost*>(host)->log.push_back(line);
        };
        table.count = [](void* host, tiendo_text name, uint64_t by) {
            static_cast<FakeHost*>(host)->counts[std::string(name.data, name.size)] += by;
        };
        table.cancelled = [](void* host) -> int32_t {
            return static_cast<FakeHost*>(host)->cancelled;
        };
        table.state_get =
            [](void* host, tiendo_text key, tiendo_buffer* out, tiendo_error*) -> int32_t {
            auto& self = *static_cast<FakeHost*>(host);
            const auto found = self.state.find(std::string(key.data, key.size));
            if (found != self.state.end()) {
                self.lend(out, found->second);
            }
            return 0;
        };
        table.state_put =
            [](void* host, tiendo_text key, tiendo_text value, tiendo_error*) -> int32_t {
            static_cast<FakeHost*>(host)->state[std::string(key.data, key.size)] =
                std::string(value.data, value.size);
            return 0;
        };
    }

    /// Keeps one record, and shows what it was asked for.
    void keeps_records() {
        table.kept = [](void* host,
                        const tiendo_kept_query* query,
                        tiendo_page* out,
                        tiendo_error*) -> int32_t {
            auto& self = *static_cast<FakeHost*>(host);
            static const std::string record = "{\"id\":\"1\"}\n";
            self.asked = std::string(query->stream.data, query->stream.size) + " " +
                         std::string(query->id.data, query->id.size) + " " +
                         std::string(query->from_day.data, query->from_day.size);
            out->records = {record.data(), record.size()};
            out->record_count = 1;
            return 0;
        };
    }

    tiendo_context table{};
    std::map<std::string, std::string> config;
    std::map<std::string, std::string> state;
    std::map<std::string, uint64_t> counts;
    std::vector<std::string> log;
    std::string asked;  ///< the last request: method, url, headers, body
    uint32_t status = 200;
    int32_t http_error = 0;
    int32_t cancelled = 0;
    int lent = 0;  ///< buffers handed out and not yet released

private:
    struct Loan {
        FakeHost* host;
        std::string text;
    };
    void lend(tiendo_buffer* out, const std::string& text) {
        auto* loan = new Loan{this, text};
        ++lent;
        out->text = {loan->text.data(), loan->text.size()};
        out->owner = loan;
        out->release = [](tiendo_buffer* it) {
            auto* held = static_cast<Loan*>(it->owner);
            --held->host->lent;
            delete held;
        };
    }
    int32_t answer(const tiendo_http_request& request,
                   tiendo_http_response* out,
                   tiendo_error* error) {
        asked = std::string(request.method.data, request.method.size) + " " +
                std::string(request.url.data, request.url.size);
        for (uint32_t i = 0; i < 2 * request.header_count; ++i) {
            asked += " " + std::string(request.headers[i].data, request.headers[i].size);
        }
        asked += " " + std::string(request.body.data, request.body.size);
        if (http_error != 0) {
            static const std::string message = "connection refused";
            error->error_class = static_cast<uint32_t>(http_error);
            error->retry_after_ms = 1'500;
            error->message = {message.data(), message.size()};
            return http_error;
        }
        static const std::string texts[] = {"content-type", "text/csv", "Retry-After", "7"};
        static const tiendo_text headers[] = {{texts[0].data(), texts[0].size()},
                                              {texts[1].data(), texts[1].size()},
                                              {texts[2].data(), texts[2].size()},
                                              {texts[3].data(), texts[3].size()}};
        static const std::string body = "a,b\n";
        ++lent;
        out->status = status;
        out->header_count = 2;
        out->headers = headers;
        out->body = {body.data(), body.size()};
        out->owner = this;
        out->release = [](tiendo_http_response* it) { --static_cast<FakeHost*>(it->owner)->lent; };
        return 0;
    }
};

}  // namespace tiendo::test

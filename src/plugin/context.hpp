#pragma once

#include "tiendo/adapter/border.hpp"
#include "tiendo/http/client.hpp"
#include "tiendo/plugin/services.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::plugin {

/// What a handle keeps between calls.
struct Kept {
    std::optional<http::Client> client;  ///< opened at the first request
    std::map<std::string, std::string, std::less<>> state;
    std::mt19937_64 random;  // NOLINT(cert-msc51-cpp): the same sequence each time is promised
};

/// The function table that an adapter gets for one call. Everything it borrows outlives it.
class HostContext {
public:
    HostContext(const Manifest& manifest,
                const Connection& connection,
                const HostServices& services,
                std::vector<std::string> hosts,
                Kept& kept);
    ~HostContext();
    HostContext(const HostContext&) = delete;
    HostContext& operator=(const HostContext&) = delete;

    [[nodiscard]] const tiendo_context* table() const noexcept { return &table_; }
    /// `text` with the secrets of this call taken out.
    [[nodiscard]] std::string masked(std::string_view text) const;

private:
    // The table's functions; each catches all and calls the member below it.
    static int32_t config(void* host,
                          tiendo_text key,
                          tiendo_text* out,
                          tiendo_error* error) noexcept;
    static int32_t secret(void* host,
                          tiendo_text name,
                          tiendo_buffer* out,
                          tiendo_error* error) noexcept;
    static int32_t send(void* host,
                        const tiendo_http_request* request,
                        tiendo_http_response* out,
                        tiendo_error* error) noexcept;
    static int64_t now(void* host) noexcept;
    static int64_t time_left(void* host) noexcept;
    static uint64_t random(void* host) noexcept;
    static void log(void* host,
                    uint32_t level,
                    tiendo_text text,
                    const tiendo_text* fields,
                    size_t field_count) noexcept;
    static void count(void* host, tiendo_text name, uint64_t by) noexcept;
    static int32_t cancelled(void* host) noexcept;
    static int32_t state_get(void* host,
                             tiendo_text key,
                             tiendo_buffer* out,
                             tiendo_error* error) noexcept;
    static int32_t state_put(void* host,
                             tiendo_text key,
                             tiendo_text value,
                             tiendo_error* error) noexcept;
    static int32_t kept(void* host,
                        const tiendo_kept_query* query,
                        tiendo_page* out,
                        tiendo_error* error) noexcept;

    static int32_t wait(void* host, uint64_t milliseconds, tiendo_error* error) noexcept;

    [[nodiscard]] Result<void> may_send(std::string_view url) const;
    [[nodiscard]] Result<http::Response> answer_to(const tiendo_http_request& request);

    const Manifest& manifest_;
    const Connection& connection_;
    const HostServices& services_;
    std::vector<std::string> hosts_;
    Kept& kept_;
    std::chrono::steady_clock::time_point until_;
    std::vector<std::string> secrets_;
    tiendo_context table_{};
};

/// What an adapter is told of an error of ours.
adapter::ErrorClass class_of(ErrorCode code) noexcept;

}  // namespace tiendo::plugin

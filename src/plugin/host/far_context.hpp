#pragma once

#include "guard/wire.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace tiendo::plugin::host {

/// The context of one call as the adapter in this process sees it: each function asks the program.
class FarContext {
public:
    /// @param keeps_records whether the program's context has `kept`
    explicit FarContext(bool keeps_records);
    FarContext(const FarContext&) = delete;
    FarContext& operator=(const FarContext&) = delete;

    [[nodiscard]] const tiendo_context* table() const noexcept { return &table_; }

private:
    static int32_t config(void*, tiendo_text, tiendo_text*, tiendo_error*) noexcept;
    static int32_t secret(void*, tiendo_text, tiendo_buffer*, tiendo_error*) noexcept;
    static int32_t http(void*,
                        const tiendo_http_request*,
                        tiendo_http_response*,
                        tiendo_error*) noexcept;
    static int64_t now(void*) noexcept;
    static int64_t time_left(void*) noexcept;
    static uint64_t random(void*) noexcept;
    static void log(void*, uint32_t, tiendo_text, const tiendo_text*, size_t) noexcept;
    static void count(void*, tiendo_text, uint64_t) noexcept;
    static int32_t cancelled(void*) noexcept;
    static int32_t state_get(void*, tiendo_text, tiendo_buffer*, tiendo_error*) noexcept;
    static int32_t state_put(void*, tiendo_text, tiendo_text, tiendo_error*) noexcept;
    static int32_t kept(void*, const tiendo_kept_query*, tiendo_page*, tiendo_error*) noexcept;
    static int32_t wait(void*, uint64_t, tiendo_error*) noexcept;

    tiendo_context table_{};
    /// Settings that were asked for: their texts live until the call returns.
    std::map<std::string, std::unique_ptr<wire::Held<wire::Setting>>, std::less<>> settings_;
    bool cancelled_ = false;
    std::chrono::steady_clock::time_point asked_{};
};

}  // namespace tiendo::plugin::host

#pragma once

#include "context.hpp"
#include "fenced.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/plugin/adapter.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::plugin {

inline std::string_view view_of(tiendo_text text) noexcept {
    return adapter::detail::view_of(text);
}

/// A text of an adapter's as one line of UTF-8, cut at 2,000 bytes.
std::string line_from(std::string_view text);

/// The error that a failing function of an adapter gave.
/// @param context masks its secrets; may be null
Error error_from(int32_t code, const Fenced<tiendo_error>& error, const HostContext* context);

/// Calls a function of an adapter: `body` gets the error to fill. What it throws is internal.
template <typename Body>
Result<void> call(const HostContext* context, const char* function, const Body& body) {
    Fenced<tiendo_error> error;
    int32_t code = 0;
    if (auto breach = breach_in(function, body, error, code)) {
        const auto message = line_from(breach->message);
        return Error{ErrorCode::internal,
                     context != nullptr ? context->masked(message) : message,
                     std::move(breach->remedy)};
    }
    if (code != 0) {
        return error_from(code, error, context);
    }
    return {};
}

struct Adapter::Impl {
    Impl(std::filesystem::path path_of, Manifest manifest_of, const tiendo_adapter& table_of)
        : path(std::move(path_of)), manifest(std::move(manifest_of)), table(table_of) {}
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    /// `write` or `probe`.
    struct Deliver {
        const char* name;
        decltype(tiendo_adapter::write) function;
    };
    Result<std::vector<DeliveryResult>> deliver(const Deliver& deliver,
                                                const Connection& connection,
                                                std::string_view stream,
                                                const std::vector<Delivery>& deliveries,
                                                const HostServices& services);
    template <typename Filled, typename Function, typename Judge>
    auto run(const char* name,
             const Connection& connection,
             const HostServices& services,
             const Function& function,
             const Judge& judge)
        -> decltype(judge(std::declval<const Filled&>(), std::declval<const HostContext&>()));
    [[nodiscard]] Result<void> known_stream(std::string_view name) const;

    std::filesystem::path path;
    Manifest manifest;
    tiendo_adapter table;
    Kept kept;
};

}  // namespace tiendo::plugin

#pragma once

#include "context.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/plugin/adapter.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::plugin {

/// A struct that an adapter fills, with a fence behind it: what writes past the struct is noticed
/// while nothing of ours is harmed yet. Releases what it holds.
template <typename T>
class Fenced {
public:
    Fenced() noexcept {
        it_.size = sizeof it_;
        fence_.fill(mark);
    }
    ~Fenced() {
        if constexpr (requires(T & it) { it.release; }) {
            if (it_.release != nullptr && whole()) {
                try {
                    it_.release(&it_);
                } catch (...) {  // it may not throw; what it held is lost
                }
            }
        }
    }
    Fenced(const Fenced&) = delete;
    Fenced& operator=(const Fenced&) = delete;

    T* get() noexcept { return &it_; }
    const T* operator->() const noexcept { return &it_; }
    [[nodiscard]] bool whole() const noexcept {
        return std::all_of(fence_.begin(), fence_.end(), [](unsigned char c) { return c == mark; });
    }

private:
    static constexpr unsigned char mark = 0xA5;
    T it_{};
    std::array<unsigned char, 256> fence_{};
};

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
    try {
        code = body(error.get());
    } catch (const std::exception& fault) {
        return Error{ErrorCode::internal,
                     std::string(function) + " threw: " +
                         (context != nullptr ? context->masked(line_from(fault.what()))
                                             : line_from(fault.what())),
                     "report it to the adapter's author"};
    } catch (...) {
        return Error{ErrorCode::internal,
                     std::string(function) + " threw",
                     "report it to the adapter's author"};
    }
    if (!error.whole()) {
        return Error{ErrorCode::internal,
                     std::string(function) + " wrote past the end of the error it was given",
                     "build the adapter again with the header of this release"};
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

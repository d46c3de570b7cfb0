#pragma once

#include "tiendo/adapter/abi.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace tiendo::adapter {

/// What a host can do about a failure; the numbers are those of the C header.
enum class ErrorClass : std::uint32_t {
    config = TIENDO_ERROR_CONFIG,              ///< a person must change a setting
    auth = TIENDO_ERROR_AUTH,                  ///< a person must renew the credentials
    rejected = TIENDO_ERROR_REJECTED,          ///< this request or record is wrong: correct it
    rate_limited = TIENDO_ERROR_RATE_LIMITED,  ///< wait, then try again
    transient = TIENDO_ERROR_TRANSIENT,        ///< try again later
    outcome_unknown = TIENDO_ERROR_OUTCOME_UNKNOWN,  ///< sent, but perhaps not taken: probe
    drift = TIENDO_ERROR_DRIFT,                      ///< not the agreed form any more
    cancelled = TIENDO_ERROR_CANCELLED,              ///< the host asked to stop
    broken = TIENDO_ERROR_BROKEN,                    ///< a fault of the adapter
};

/// Why something did not work: one sentence (English, lower case, no full stop, no citizen's name,
/// no secret), and what the reader should do about it.
struct Failure {
    ErrorClass error_class = ErrorClass::broken;
    std::string message{};
    std::string remedy{};
    std::chrono::milliseconds retry_after{0};  ///< 0: not stated

    bool operator==(const Failure&) const = default;

    static Failure config(std::string message, std::string remedy) {
        return {ErrorClass::config, std::move(message), std::move(remedy), {}};
    }
    static Failure auth(std::string message, std::string remedy) {
        return {ErrorClass::auth, std::move(message), std::move(remedy), {}};
    }
    static Failure rejected(std::string message, std::string remedy) {
        return {ErrorClass::rejected, std::move(message), std::move(remedy), {}};
    }
    static Failure rate_limited(std::string message, std::chrono::milliseconds retry_after) {
        return {ErrorClass::rate_limited, std::move(message), "ask less often", retry_after};
    }
    static Failure transient(std::string message) {
        return {ErrorClass::transient, std::move(message), "try again later", {}};
    }
    static Failure outcome_unknown(std::string message) {
        return {ErrorClass::outcome_unknown, std::move(message), "ask what became of it", {}};
    }
    static Failure drift(std::string message, std::string remedy) {
        return {ErrorClass::drift, std::move(message), std::move(remedy), {}};
    }
    static Failure cancelled() { return {ErrorClass::cancelled, "the call was cancelled", {}, {}}; }
    static Failure broken(std::string message) {
        return {ErrorClass::broken, std::move(message), "report it to the adapter's author", {}};
    }

    /// Puts a place in front of the message: "page 3: <message>".
    [[nodiscard]] Failure at(const std::string& place) && {
        message.insert(0, place + ": ");
        return std::move(*this);
    }
};

/// A value, or the Failure that stands in its place. Reading the value of a failed one is
/// undefined.
template <typename T>
class [[nodiscard]] Expected {
public:
    using value_type = T;
    using error_type = Failure;

    // Not explicit: `return page;` and `return failure;` are its point.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    Expected(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    T& operator*() & { return *std::get_if<0>(&state_); }
    const T& operator*() const& { return *std::get_if<0>(&state_); }
    T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
    T* operator->() { return std::get_if<0>(&state_); }
    const T* operator->() const { return std::get_if<0>(&state_); }

    Failure& error() & { return *std::get_if<1>(&state_); }
    const Failure& error() const& { return *std::get_if<1>(&state_); }
    Failure&& error() && { return std::move(*std::get_if<1>(&state_)); }

private:
    std::variant<T, Failure> state_;
};

/// Success without a value, or a Failure.
template <>
class [[nodiscard]] Expected<void> {
public:
    Expected() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): `return failure;` is its point
    Expected(Failure failure) : state_(std::move(failure)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }
    Failure& error() & { return *std::get_if<1>(&state_); }
    const Failure& error() const& { return *std::get_if<1>(&state_); }
    Failure&& error() && { return std::move(*std::get_if<1>(&state_)); }

private:
    std::variant<std::monostate, Failure> state_;
};

}  // namespace tiendo::adapter

#pragma once

#include "tiendo/base/error.hpp"

#include <cassert>
#include <functional>
#include <type_traits>
#include <utility>
#include <variant>

namespace tiendo {

/// A value, or the Error that stands in its place. Keeps to the members of std::expected, so that
/// it can become one.
///
/// `Result<T>` is for what the world can do wrong; a broken promise of our own is an `assert`.
/// Reading the value of a failed Result is undefined (asserted in debug builds).
template <typename T>
class [[nodiscard]] Result {
public:
    using value_type = T;
    using error_type = Error;

    // Not explicit: `return value;` and `return error;` are the point of it.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    T& value() & { return checked(); }
    const T& value() const& { return checked(); }
    T&& value() && { return std::move(checked()); }

    T& operator*() & { return checked(); }
    const T& operator*() const& { return checked(); }
    T&& operator*() && { return std::move(checked()); }
    T* operator->() { return &checked(); }
    const T* operator->() const { return &checked(); }

    Error& error() & {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }
    const Error& error() const& {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }
    Error&& error() && {
        assert(!has_value());
        return std::move(*std::get_if<1>(&state_));
    }

    template <typename U>
    T value_or(U&& other) const& {
        return has_value() ? checked() : static_cast<T>(std::forward<U>(other));
    }
    template <typename U>
    T value_or(U&& other) && {
        return has_value() ? std::move(checked()) : static_cast<T>(std::forward<U>(other));
    }

    template <typename F>
    auto and_then(F&& next) && -> std::invoke_result_t<F, T&&> {
        if (!has_value()) {
            return std::move(*this).error();
        }
        return std::invoke(std::forward<F>(next), std::move(checked()));
    }
    template <typename F>
    auto transform(F&& change) && -> Result<std::remove_cvref_t<std::invoke_result_t<F, T&&>>> {
        if (!has_value()) {
            return std::move(*this).error();
        }
        return std::invoke(std::forward<F>(change), std::move(checked()));
    }

private:
    T& checked() {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }
    const T& checked() const {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }

    std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;
    using error_type = Error;

    Result() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): `return error;` is the point of it
    Result(Error error) : error_(std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    Error& error() & {
        assert(error_);
        return *error_;
    }
    const Error& error() const& {
        assert(error_);
        return *error_;
    }
    Error&& error() && {
        assert(error_);
        return std::move(*error_);
    }

private:
    std::optional<Error> error_;
};

}  // namespace tiendo

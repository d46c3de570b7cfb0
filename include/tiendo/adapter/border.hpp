#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/failure.hpp"

#include <chrono>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>

/// Between the C header and C++; authors of adapters need none of it.
namespace tiendo::adapter {

namespace detail {

inline tiendo_text text_of(std::string_view text) noexcept {
    return {text.data(), text.size()};
}
inline std::string_view view_of(tiendo_text text) noexcept {
    return text.data == nullptr ? std::string_view{} : std::string_view(text.data, text.size);
}
/// Whether a struct of the other side, which may be older, has this member.
template <typename T, typename Member>
bool has(const T& it, Member T::*member) noexcept {
    const auto* begin = reinterpret_cast<const char*>(&it);
    const auto* end = reinterpret_cast<const char*>(&(it.*member) + 1);
    return static_cast<std::uint32_t>(end - begin) <= it.size;
}
/// A struct of the C header that gives back what it holds.
template <typename T>
class Held {
public:
    Held() noexcept { it_.size = sizeof(T); }
    ~Held() {
        if (it_.release != nullptr) {
            it_.release(&it_);
        }
    }
    Held(Held&& other) noexcept : it_(other.it_) { other.it_.release = nullptr; }
    Held& operator=(Held&& other) noexcept {
        std::swap(it_, other.it_);
        return *this;
    }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    T* get() noexcept { return &it_; }
    const T* operator->() const noexcept { return &it_; }

private:
    T it_{};
};

inline Failure failure_of(int32_t code, const Held<tiendo_error>& error) {
    const auto number =
        error->error_class != 0 ? error->error_class : static_cast<std::uint32_t>(code);
    return {static_cast<ErrorClass>(number),
            std::string(view_of(error->message)),
            std::string(view_of(error->remedy)),
            std::chrono::milliseconds(error->retry_after_ms)};
}

/// Fills a struct that the other side allocated, and no byte beyond what it allocated.
template <typename T>
void fill(T* out, const T& value) noexcept {
    const auto room = out->size < sizeof(T) ? out->size : static_cast<std::uint32_t>(sizeof(T));
    std::memcpy(static_cast<void*>(out), &value, room);
    out->size = room;
}

/// Makes a C function's failure from a Failure; the texts live until the receiver releases them.
inline int32_t fail(tiendo_error* out, const Failure& failure) noexcept {
    const auto code = static_cast<std::uint32_t>(failure.error_class);
    if (out == nullptr) {
        return static_cast<int32_t>(code);
    }
    tiendo_error error{};
    error.error_class = code;
    error.retry_after_ms = static_cast<std::uint64_t>(failure.retry_after.count());
    auto* owner = new (std::nothrow) Failure;
    if (owner != nullptr) {
        try {
            *owner = failure;
        } catch (...) {  // out of memory: the class alone must do
        }
        error.message = text_of(owner->message);
        error.remedy = text_of(owner->remedy);
        error.owner = owner;
        error.release = [](tiendo_error* it) { delete static_cast<Failure*>(it->owner); };
    }
    fill(out, error);
    return static_cast<int32_t>(code);
}

}  // namespace detail

}  // namespace tiendo::adapter

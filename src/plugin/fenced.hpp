#pragma once

#include "tiendo/adapter/border.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>

/// How a function of an adapter is called, by the program and by the guarded host process alike.
/// Needs the adapter's header alone, since that process links nothing else of ours.
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

/// A function that wrote where it may not.
inline adapter::Failure wrote_past(const std::string& function, const char* what) {
    return {adapter::ErrorClass::broken,
            function + " wrote past the end of " + what,
            "build the adapter again with the header of this release",
            {}};
}

/// Calls a function of an adapter: `body` gets the error to fill, `code` becomes what it returned.
/// @return what it did against the rules of the border: it threw, or wrote past the error
template <typename Body>
std::optional<adapter::Failure> breach_in(const char* function,
                                          const Body& body,
                                          Fenced<tiendo_error>& error,
                                          int32_t& code) {
    try {
        code = body(error.get());
    } catch (const std::exception& fault) {
        return adapter::Failure::broken(std::string(function) + " threw: " + fault.what());
    } catch (...) {
        return adapter::Failure::broken(std::string(function) + " threw");
    }
    if (!error.whole()) {
        return wrote_past(function, "the error it was given");
    }
    return std::nullopt;
}

}  // namespace tiendo::plugin

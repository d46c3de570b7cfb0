#pragma once

#include "tiendo/base/result.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tiendo {

/// The words of an enum, one table for both directions: write it once as a constexpr beside the
/// enum's functions.
template <typename E, std::size_t N>
struct EnumNames {
    std::string_view what;  ///< names the enum in errors: "role"
    std::array<std::pair<E, std::string_view>, N> rows;

    [[nodiscard]] constexpr std::string_view name(E value) const noexcept {
        for (const auto& [each, word] : rows) {
            if (each == value) {
                return word;
            }
        }
        return "?";
    }
    [[nodiscard]] constexpr std::optional<E> find(std::string_view word) const noexcept {
        for (const auto& [each, name] : rows) {
            if (name == word) {
                return each;
            }
        }
        return std::nullopt;
    }
    /// @return malformed_input that lists the valid words
    [[nodiscard]] Result<E> parse(std::string_view word) const {
        if (auto found = find(word)) {
            return *found;
        }
        std::string valid;
        for (const auto& [each, name] : rows) {
            valid.append(valid.empty() ? "" : ", ").append(name);
        }
        return Error{ErrorCode::malformed_input,
                     "'" + std::string(word.substr(0, 60)) + "' is not a " + std::string(what),
                     "use one of: " + valid};
    }
};

}  // namespace tiendo

#pragma once

#include "pointer.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

/// What stands at a place of an item.
struct Value {
    enum class Kind : std::uint8_t { absent, null, text, number, flag, list, object };
    Kind kind = Kind::absent;
    std::string_view borrowed{};  ///< of a text, and "true" or "false"
    std::string written{};        ///< of a number, as JSON writes it
    std::size_t count = 0;        ///< of a list

    /// Of a text, number or flag; "" of all else.
    [[nodiscard]] std::string_view text() const noexcept {
        return kind == Kind::number ? std::string_view(written) : borrowed;
    }
    [[nodiscard]] bool nothing() const noexcept {
        return kind == Kind::absent || kind == Kind::null ||
               (kind == Kind::text && borrowed.empty());
    }
    [[nodiscard]] bool scalar() const noexcept {
        return kind == Kind::text || kind == Kind::number || kind == Kind::flag;
    }
};

/// How an item is looked into, be it a JSON object or a row of a table. What is seen lives as long
/// as the item.
struct Look {
    std::function<Value(const Pointer&)> value;
    /// The entries of a list; an entry that is no text comes as absent.
    std::function<std::vector<Value>(const Pointer&)> list;
};

}  // namespace tiendo::declarative

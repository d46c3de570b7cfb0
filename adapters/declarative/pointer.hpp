#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

/// Where a value lies in an item: a JSON pointer (RFC 6901), "/DanhSach/0/NgayHenTra"; in a table
/// "/" and the name of the column. "" is the whole.
struct Pointer {
    std::string text{};
    std::vector<std::string> tokens{};
    int line = 0;          ///< of the profile
    std::size_t slot = 0;  ///< its number within a stream: a table finds its column by it

    /// @return nothing for a text that is no pointer, or has more than 16 tokens
    static std::optional<Pointer> of(std::string_view text);
};

}  // namespace tiendo::declarative

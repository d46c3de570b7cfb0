#pragma once

#include "outline.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace tiendo::reader {

/// Which style of marks stands inside which, as a stretch of one document shows it: what counts on
/// behind a list of another style has that list inside itself. Where nothing is shown, habit
/// decides: "I." before "1." before "a)" before "-".
class Nesting {
public:
    /// Learns from the blocks [begin, end).
    Nesting(const std::vector<Block>& blocks, std::size_t begin, std::size_t end);

    /// Whether a mark of style `inner` may stand below one of style `outer`.
    [[nodiscard]] bool is_inside(Style inner, Style outer) const noexcept;

private:
    struct Seen {
        int last = 0;            // value of the last item
        std::size_t first = 0;   // block of the first item, + 1; 0: never
        std::size_t opened = 0;  // block where its last list began, + 1
        std::size_t latest = 0;  // block of the last item, + 1
    };
    void learn(const Marker& marker, std::size_t at);

    static constexpr std::size_t size = few_styles + 2;  // "1." and "1.1" are the last two
    static std::size_t slot(Style style) noexcept { return style; }
    std::array<Seen, size> seen_{};
    std::array<std::array<int, size>, size> inside_{};  // [inner][outer] times shown
};

}  // namespace tiendo::reader

#include "number_words.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr int ten = 10;

using NumberWord = std::pair<std::string_view, int>;
constexpr std::array<NumberWord, 11> ones{{{"một", 1},
                                           {"hai", 2},
                                           {"ba", 3},
                                           {"bốn", 4},
                                           {"tư", 4},
                                           {"năm", 5},
                                           {"sáu", 6},
                                           {"bảy", 7},
                                           {"bẩy", 7},
                                           {"tám", 8},
                                           {"chín", 9}}};
/// Behind "mười" and "mươi".
constexpr std::array<NumberWord, 2> ones_behind_tens{{{"mốt", 1}, {"lăm", 5}}};

template <std::size_t N>
int value_of(const std::array<NumberWord, N>& table, const TokenView& view, std::size_t at) {
    for (const auto& [word, value] : table) {
        if (view.is(at, word)) {
            return value;
        }
    }
    return 0;
}

int one_behind_tens(const TokenView& view, std::size_t at) {
    const int special = value_of(ones_behind_tens, view, at);
    return special > 0 || view.is(at, "năm") ? special : value_of(ones, view, at);
}

}  // namespace

std::optional<StatedNumber> stated_number(const TokenView& view, std::size_t at) {
    if (const auto digits = view.number(at)) {
        return StatedNumber{*digits, at + 1};
    }
    if (view.is(at, "mười")) {
        const int one = one_behind_tens(view, at + 1);
        return StatedNumber{ten + one, at + (one > 0 ? 2U : 1U)};
    }
    const int first = value_of(ones, view, at);
    if (first > 1 && view.is(at + 1, "mươi")) {
        const int one = one_behind_tens(view, at + 2);
        return StatedNumber{first * ten + one, at + (one > 0 ? 3U : 2U)};
    }
    const bool lone = first == 0 || view.is(at, "năm") || view.is(at, "tư");
    return lone ? std::nullopt : std::optional(StatedNumber{first, at + 1});
}

}  // namespace tiendo::reader

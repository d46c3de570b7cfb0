#pragma once

#include "token_view.hpp"

#include <cstddef>
#include <optional>

namespace tiendo::reader {

/// A whole number as a text states it: "15", "mười lăm".
struct StatedNumber {
    int value = 0;
    std::size_t end = 0;  ///< the token behind it
};

/// The number at token `at`, in digits or in words (1..99). A lone "năm" is a year, not five: it
/// is none.
std::optional<StatedNumber> stated_number(const TokenView& view, std::size_t at);

}  // namespace tiendo::reader

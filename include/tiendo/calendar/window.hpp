#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/obligation.hpp"

#include <string>

namespace [[gnu::visibility("default")]] tiendo {
namespace calendar {

/// Which days figures cover where the text does not say it (kỳ số liệu): a choice that somebody
/// made and answers for. The library never chooses.
struct WindowChoice {
    Window window{};
    std::string chosen_by{};  ///< office or function
    std::string reason{};     ///< Vietnamese
    bool operator==(const WindowChoice&) const = default;
};

/// @return malformed_input where the days are reversed, the window is longer than 400 days, or
///         nobody or no reason is named
Result<WindowChoice> check(WindowChoice choice);

/// "15/12/2020 đến 14/5/2021, do … chọn: …": as it is printed beside the figures.
std::string vietnamese(const WindowChoice& choice);

}  // namespace calendar
}  // namespace tiendo

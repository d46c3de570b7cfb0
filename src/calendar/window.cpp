#include "tiendo/calendar/window.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

namespace tiendo::calendar {

Result<WindowChoice> check(WindowChoice choice) {
    const auto& window = choice.window;
    const auto place = fmt::format("window {} to {}", window.first.iso(), window.last.iso());
    if (window.last < window.first) {
        return Error{ErrorCode::malformed_input,
                     "the last day lies before the first",
                     "give the first day of the figures, then the last"}
            .at(place);
    }
    if (window.last.days() - window.first.days() > std::chrono::days{400}) {
        return Error{ErrorCode::malformed_input,
                     "the window is longer than 400 days",
                     "choose the days of one reporting cycle"}
            .at(place);
    }
    if (trim(choice.chosen_by).empty() || trim(choice.reason).empty()) {
        return Error{ErrorCode::malformed_input,
                     "nobody answers for the choice of this window",
                     "say who chose it and why"}
            .at(place);
    }
    return choice;
}

std::string vietnamese(const WindowChoice& choice) {
    return fmt::format("{} đến {}, do {} chọn: {}",
                       choice.window.first.vietnamese(),
                       choice.window.last.vietnamese(),
                       choice.chosen_by,
                       choice.reason);
}

}  // namespace tiendo::calendar

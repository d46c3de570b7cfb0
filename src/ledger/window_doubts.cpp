#include "window_doubts.hpp"

#include "tiendo/calendar/due.hpp"

#include <fmt/format.h>

#include <string>

namespace tiendo::ledger {

std::vector<Doubt> WindowDoubts::take() && {
    for (const auto& [series, early] : early_) {
        if (early.more > 0) {
            doubts_[early.at].text += fmt::format("; còn {} kỳ khác như vậy", early.more);
        }
    }
    return std::move(doubts_);
}

void WindowDoubts::not_stated(const Cycle& cycle) {
    const bool month = cycle.period == Period::month;
    if (cycle.type != ObligationType::report || cycle.period == Period::quarter ||
        (month && !months_told_.emplace(cycle.source_node, cycle.year).second)) {
        return;  // stated, or told of the year's first month
    }
    doubts_.push_back(
        {"window-not-stated",
         cycle.id.str(),
         fmt::format("văn bản không nêu số liệu của {} lấy từ ngày nào đến ngày nào", cycle.name),
         cycle.window ? cycle.window_choice : std::string("chưa chọn, nên chưa tính chỉ tiêu"),
         cycle.source_span});
}

void WindowDoubts::due_before_end(const Cycle& cycle) {
    const auto last = calendar::last_day_on_time(cycle.due);
    if (!last || !cycle.window || *last >= cycle.window->last) {
        return;
    }
    const auto [at, fresh] =
        early_.try_emplace({cycle.source_node, cycle.period}, Early{doubts_.size(), 0});
    if (!fresh) {
        ++at->second.more;
        return;
    }
    doubts_.push_back({"due-before-window-end",
                       cycle.id.str(),
                       fmt::format("{}: hạn gửi (hết ngày {}) đến trước khi kỳ số liệu kết thúc "
                                   "(ngày {})",
                                   cycle.name,
                                   last->vietnamese(),
                                   cycle.window->last.vietnamese()),
                       "hợp lệ; số liệu của phần còn lại chưa có khi gửi",
                       cycle.source_span});
}

}  // namespace tiendo::ledger

// Days of the lunar calendar (âm lịch): said, but no day of the solar one is made of them.
#include "deadline_reader.hpp"
#include "number_words.hpp"

namespace tiendo::reader {

/// Behind "mùng 6 tháng Giêng", "rằm tháng 7", "ngày 10/3 âm lịch"; `i` where there is none.
std::size_t DeadlineReader::lunar_day_end(std::size_t i) const {
    if (view_.is(i, "tháng")) {  // "tháng Hai âm lịch", "tháng Giêng"
        const auto numbered = stated_number(view_, i + 1);
        const bool name = view_.is(i + 1, "giêng") || view_.is(i + 1, "chạp");
        const auto behind = numbered ? numbered->end : i + 2;
        const bool lunar = view_.says(behind, "âm lịch");
        return name || (numbered && lunar) ? behind + (lunar ? 2U : 0U) : i;
    }
    const auto day = i + (view_.is(i, "ngày") ? 1U : 0U);
    const bool first_ten = view_.is(day, "mùng") || view_.is(day, "mồng");
    const bool full_moon = view_.is(day, "rằm");
    const auto number = day + (first_ten ? 1U : 0U);
    const auto month = full_moon ? day + 1 : number + 1;
    if (!full_moon && !view_.number(number)) {
        return i;
    }
    const bool joined = view_.is(month, "tháng") || (!full_moon && view_.is(month, "/"));
    const bool named = view_.is(month + 1, "giêng") || view_.is(month + 1, "chạp");
    if (!joined || (!named && !view_.number(month + 1))) {
        return i;
    }
    auto end = month + 2;
    const bool year = (view_.is(end, "năm") || view_.is(end, "/")) && view_.year(end + 1);
    end += year ? 2U : 0U;
    const bool bracket = view_.is(end, "(");
    const bool said = view_.says(end + (bracket ? 1U : 0U), "âm lịch");
    end += said ? 2U + (bracket ? 2U : 0U) : 0U;
    return said || named || first_ten || full_moon ? std::min(end, tokens_.size()) : i;
}

std::size_t DeadlineReader::add_lunar(std::size_t begin, std::size_t end) {
    const auto cycle = words_.cycles.phrases().at(tokens_, end);
    end = cycle ? cycle->end : end;
    auto& deadline = add(begin, end);
    deadline.type = cycle ? DeadlineType::periodic : DeadlineType::before_date;
    if (cycle) {
        deadline.cycle = words_.cycles.value(*cycle);
    }
    doubt("lunar-day",
          "Văn bản ghi ngày âm lịch “" + deadline.surface + "”.",
          "để trống ngày hết hạn, không tự đổi sang dương lịch",
          deadline);
    take_receivers(deadline);
    return end;
}

}  // namespace tiendo::reader

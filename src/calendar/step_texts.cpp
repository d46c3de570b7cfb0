#include "step_texts.hpp"

#include <fmt/format.h>

namespace tiendo::calendar {

using std::chrono::days;

namespace {

std::string minute_of(Instant at) {
    const auto since = (at.time() - Instant::start_of(at.date()).time()) / std::chrono::minutes{1};
    return fmt::format("{} giờ {:02} phút", since / 60, since % 60);
}

bool begins_a_day(Instant at) {
    return at == Instant::start_of(at.date());
}

Date last_day_before(Instant at) {
    return at.plus(std::chrono::milliseconds{-1}).date();
}

std::string counted(std::int64_t count, std::string_view unit, bool with_first) {
    if (count < 0) {
        return fmt::format("lùi {:02} {}", -count, unit);
    }
    return fmt::format(
        "cộng {:02} {}, {}", count, unit, with_first ? "tính cả ngày đầu" : "không tính ngày đầu");
}

std::string clock_time(std::int64_t minutes) {
    return minutes % 60 == 0 ? fmt::format("{:02} giờ", minutes / 60)
                             : fmt::format("{:02} phút", minutes);
}

std::string reason_of(Date day, const OfficeClock& clock) {
    const auto status = clock.explain(day);
    return status && !status->day.reason.empty() ? status->day.reason : "cơ quan không làm việc";
}

}  // namespace

std::string vietnamese(Instant at) {
    return begins_a_day(at) ? fmt::format("0 giờ ngày {}", at.date().vietnamese())
                            : fmt::format("{} ngày {}", minute_of(at), at.date().vietnamese());
}

std::string vietnamese_end(Instant end) {
    return begins_a_day(end) ? fmt::format("hết ngày {}", last_day_before(end).vietnamese())
                             : vietnamese(end);
}

std::string exclusive_text(Date day) {
    return fmt::format("“trước ngày”: không gồm chính ngày {0}; nộp từ 0 giờ ngày {0} là trễ hạn",
                       day.vietnamese());
}

std::string inclusive_text(Date day) {
    return fmt::format("gồm cả ngày {}; nộp từ 0 giờ ngày {} là trễ hạn",
                       day.vietnamese(),
                       day.plus(days{1}).vietnamese());
}

std::string at_hour_text(Instant at) {
    return fmt::format("nộp từ {} là trễ hạn", vietnamese(at));
}

std::string moved_text(Date last, std::string_view reason, Date to) {
    return fmt::format(
        "ngày cuối còn đúng hạn {} là ngày nghỉ ({}); theo quy định, dời sang ngày làm việc {}",
        last.vietnamese(),
        reason,
        to.vietnamese());
}

std::string not_moved_text(Date last, std::string_view reason) {
    return fmt::format(
        "ngày cuối còn đúng hạn {} là ngày nghỉ ({}); văn bản không quy định về ngày nghỉ nên không "
        "dời hạn",
        last.vietnamese(),
        reason);
}

std::string text_of(const Instruction& step,
                    std::optional<Instant> before,
                    std::optional<Instant> after,
                    std::string_view subject,
                    const OfficeClock& clock) {
    const auto given = Instant::from_unix_ms(step.a);
    const auto end = after ? vietnamese_end(*after) : std::string();
    const auto until = [&](std::string what) { return fmt::format("{}: {}", what, end); };
    switch (step.op) {
        case Op::starts: return fmt::format("{}: {}", subject, vietnamese(given));
        case Op::stated_day:
        case Op::year: return fmt::format("văn bản nêu ngày {}", given.date().vietnamese());
        case Op::window_ends: return fmt::format("chốt số liệu: {}", vietnamese_end(given));
        case Op::period_ends: return fmt::format("{} kết thúc: {}", subject, vietnamese_end(given));
        case Op::exclusive: return exclusive_text(before->date());
        case Op::inclusive: return inclusive_text(before->date());
        case Op::at_hour: return at_hour_text(*after);
        case Op::hand_over_waits:
            return fmt::format(
                "nhận sau {}: được chuyển hồ sơ vào đầu giờ ngày làm việc tiếp theo; "
                "việc này không làm dời thời hạn",
                subject);
        case Op::next_opening:
            return fmt::format(
                "nhận sau {} hoặc vào ngày nghỉ: tính từ đầu giờ ngày làm việc tiếp theo, {}",
                subject,
                end);
        case Op::restarts:
            return fmt::format(
                "hết {} lúc {}: thời hạn tính lại từ đầu", subject, vietnamese(given));
        case Op::leaves_out:
            return fmt::format("{} từ {} đến {}: không tính vào thời hạn, sau đó tính tiếp",
                               subject,
                               vietnamese(given),
                               vietnamese(Instant::from_unix_ms(step.b)));
        case Op::moves_nothing:
            return fmt::format("{} từ {}: bắt đầu khi đã hết hạn nên không làm dời hạn",
                               subject,
                               vietnamese(given));
        case Op::stands_still:
            return fmt::format(
                "{} từ {} đến nay chưa kết thúc: thời hạn đang tạm dừng nên chưa có "
                "thời điểm đến hạn",
                subject,
                vietnamese(given));
        case Op::days_after: return until(counted(step.a, "ngày", false));
        case Op::days_from: return until(counted(step.a, "ngày", true));
        case Op::working_days_after: return until(counted(step.a, "ngày làm việc", false));
        case Op::working_days_from: return until(counted(step.a, "ngày làm việc", true));
        case Op::months_after: return until(counted(step.a, "tháng", false));
        case Op::months_from: return until(counted(step.a, "tháng", true));
        case Op::working_minutes: return until(fmt::format("cộng {} làm việc", clock_time(step.a)));
        case Op::minutes: return until(fmt::format("cộng {}", clock_time(step.a)));
        case Op::next_working_day:
        case Op::previous_working_day:
            return moved_text(last_day_before(*before),
                              reason_of(last_day_before(*before), clock),
                              last_day_before(*after));
        case Op::no_move_on_day_off:
            return not_moved_text(last_day_before(*before),
                                  reason_of(last_day_before(*before), clock));
        case Op::no_day_stated: return "văn bản không nêu ngày: không có thời điểm đến hạn";
        case Op::reopened: return fmt::format("mở lại: được nộp đến {}", vietnamese_end(given));
    }
    return {};
}

}  // namespace tiendo::calendar

#pragma once

#include "tiendo/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What a reminder says.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// What kind of document a reminder is: "Công văn".
std::string_view reminder_kind() noexcept;

/// Names are Vietnamese, in full.
struct ReminderLetter {
    std::string recipient;                   ///< who is written to
    std::string debtor;                      ///< whose paper it is
    std::string paper;                       ///< "Báo cáo 06 tháng năm 2021"
    std::optional<std::string> plan_number;  ///< "118/KH-UBND"
    Instant due;                             ///< exclusive end
    std::int64_t days_late = 0;  ///< days begun since the due instant; 0: it is still on time
    bool to_parent = false;      ///< tells the unit above instead of the one that owes
    bool again = false;          ///< it was returned, and `due` is the term for sending it again
};

/// The trích yếu of the letter (Nghị định 30/2020/NĐ-CP, Phụ lục I): "Về việc nhắc Ủy ban nhân dân
/// Phường 7 gửi Báo cáo 06 tháng năm 2021 theo Kế hoạch số 118/KH-UBND; hạn gửi: trước ngày
/// 15/5/2021 (hết ngày 14/5/2021)". NFC, one line. Threads: pure.
std::string reminder_subject(const ReminderLetter& letter);

}  // namespace report
}  // namespace tiendo

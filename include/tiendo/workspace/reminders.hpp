#pragma once

#include "tiendo/ledger/reminders.hpp"
#include "tiendo/model/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

struct RemindOptions {
    std::vector<ledger::ReminderRule> rules = ledger::shipped_reminder_rules();
    std::optional<PlanId> plan{};  ///< absent: all
};

/// Where reminders go: a stream that takes documents.
struct ReminderTarget {
    ConnectionId connection;
    std::string stream = "drafts";
};

/// What becomes of a reminder whose moment has come.
enum class ReminderFate : std::uint8_t {
    put,           ///< into the outbox; in a preview: would be
    known,         ///< was put before
    skipped,       ///< a later one goes in its place
    no_recipient,  ///< nobody can be written to, or nobody is there who writes: see `why`
};
std::string_view to_string(ReminderFate fate) noexcept;

struct Reminder {
    ReminderFate fate = ReminderFate::put;
    ObligationId paper;
    ledger::ReminderMoment moment;
    ledger::ReminderAudience to = ledger::ReminderAudience::unit;
    std::optional<UnitId> recipient;
    std::string subject;  ///< what the letter says, Vietnamese; empty where nothing is sent
    std::string key;      ///< of the delivery
    std::string why;      ///< why there is no recipient
};

}  // namespace tiendo

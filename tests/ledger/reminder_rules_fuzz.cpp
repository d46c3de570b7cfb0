// Any bytes as a file of reminder rules: what is taken can be asked for its moments.
#include "tiendo/ledger/reminders.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    static const auto calendar = calendar::shipped_calendar();
    const auto rules =
        ledger::parse_reminder_rules({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
    if (!rules) {
        return 0;
    }
    std::vector<ledger::Owed> rows(2);
    rows[0].cycle.due.at = *Instant::parse("2021-05-15T00:00:00+07:00");
    rows[0].standing = Standing::overdue;
    rows[1].standing = Standing::on_time;
    rows[1].answers = {{1,
                        *Instant::parse("2021-05-16T00:00:00+07:00"),
                        *Instant::parse("2021-05-26T00:00:00+07:00"),
                        std::nullopt,
                        0}};
    const auto at = *Instant::parse("2022-05-15T00:00:00+07:00");
    const auto chains = ledger::reminders_due(rows, *rules, calendar, at);
    if (!chains) {
        return 0;  // so many days that the calendar ends
    }
    for (const auto& chain : *chains) {
        if (chain.moments.empty() || chain.moments.back().at > at) {
            std::abort();
        }
    }
    return 0;
}

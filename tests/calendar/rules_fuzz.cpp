// Any bytes as a file of rules: what is taken can be applied, and its steps lead to its instant.
#include "tiendo/calendar/evaluate.hpp"
#include "tiendo/calendar/rule.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    using namespace tiendo::calendar;
    static const auto office =
        OfficeClock::build(shipped_calendar(), shipped_office_hours(), UnitKind::ward);
    static const auto start = *Instant::parse("2021-03-10T15:30:00+07:00");
    RuleBook book;
    if (!book.add({reinterpret_cast<const char*>(data), size}, "fuzz.toml")) {
        return 0;
    }
    for (const auto& rule : book.all()) {
        Facts facts;
        if (rule.every) {
            facts.cycle = CyclePeriod{*rule.every, 2021, rule.only.value_or(1)};
        } else {
            facts.start = start;
            for (const auto& each : rule.suspensions) {
                facts.suspensions.push_back({each.cause,
                                             start.plus(std::chrono::hours{20}),
                                             start.plus(std::chrono::hours{90})});
            }
            if (!rule.due.term.count && rule.due.anchor == DueAnchor::start) {
                facts.count = 7;
            }
        }
        const auto done = evaluate(rule, facts, *office);
        if (!done) {
            continue;
        }
        const auto again = replay(done->due.steps, *office);
        if (!again || *again != done->due.at) {
            std::abort();
        }
    }
    return 0;
}

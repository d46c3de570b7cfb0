#pragma once

#include "tiendo/sync/outbox.hpp"
#include "tiendo/sync/outbox_decisions.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// What an outcome makes of a delivery: pure, no store, no clock.
namespace tiendo::sync {

struct OutboxRules {
    const OutboxOptions& options;
    Instant now;

    [[nodiscard]] store::OutboxItem after_send(const store::OutboxItem& item,
                                               const DeliveryResult& result) const;
    [[nodiscard]] store::OutboxItem after_probe(const store::OutboxItem& item,
                                                const DeliveryResult& result) const;
    /// Nobody can be asked what became of it.
    [[nodiscard]] store::OutboxItem without_probe(const store::OutboxItem& item) const;
    /// @param batch how many went in the call that failed
    [[nodiscard]] store::OutboxItem after_failure(const store::OutboxItem& item,
                                                  const Error& error,
                                                  std::size_t batch) const;
    [[nodiscard]] store::OutboxGate gate_after(const store::OutboxGate& gate,
                                               const Error& error) const;

private:
    [[nodiscard]] store::OutboxItem failed_try(const store::OutboxItem& item,
                                               const Error& error) const;
    [[nodiscard]] store::OutboxItem left_in_doubt(const store::OutboxItem& item,
                                                  const Error& error) const;
    [[nodiscard]] store::OutboxItem unanswered(const store::OutboxItem& item,
                                               const Error& error) const;
    [[nodiscard]] store::OutboxItem again_at_once(const store::OutboxItem& item) const;
};

/// What a statement about a delivery, made at any time, makes of it.
struct Truth {
    store::OutboxItem after;
    Reported reported = Reported::agreed;
};
/// @pre the outcome is not `unknown`, and the delivery is not `sending` where it never arrived
Truth truth_of(const store::OutboxItem& item,
               const OutcomeReport& report,
               std::string_view by,
               Instant now);

/// A text of the other side as it may be stored: UTF-8, one line, not endless.
std::string stored_text(std::string_view text);

}  // namespace tiendo::sync

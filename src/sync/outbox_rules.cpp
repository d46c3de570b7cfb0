#include "outbox_rules.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <limits>

namespace tiendo::sync {

namespace {

using store::OutboxItem;
using store::OutboxState;

/// However long a peer asks to wait.
constexpr std::chrono::milliseconds longest_gate = std::chrono::hours(24 * 30);

/// The item in the hands of nobody, in a new state.
OutboxItem moved(const OutboxItem& item, OutboxState state, Instant now) {
    auto after = item;
    after.state = state;
    after.lease_owner.clear();
    after.next_at.reset();
    after.changed_at = now;
    return after;
}

void explain(OutboxItem& item, ErrorCode code, std::string_view message, std::string_view remedy) {
    item.cause = std::string(to_string(code));
    item.message = stored_text(message);
    item.remedy = stored_text(remedy);
}

void explain(OutboxItem& item, const Error& error) {
    std::string text;
    for (const auto& place : error.places()) {
        text += place + ": ";
    }
    explain(item, error.code(), text + error.message(), error.remedy());
}

OutboxItem delivered(const OutboxItem& item, std::string_view id, Instant now) {
    auto after = moved(item, OutboxState::delivered, now);
    if (!id.empty()) {
        after.foreign_id = stored_text(id);
    }
    after.cause.clear();
    after.message.clear();
    after.remedy.clear();
    return after;
}

OutboxItem rejected(const OutboxItem& item,
                    std::string_view message,
                    std::string_view remedy,
                    Instant now) {
    auto after = moved(item, OutboxState::dead, now);
    explain(after,
            ErrorCode::rejected,
            message.empty() ? "the other side refused it and did not say why" : message,
            remedy.empty() ? "correct the record and let it go again, or discard it" : remedy);
    return after;
}

Error error_of(const DeliveryResult& result, std::string_view otherwise) {
    Error error{result.retry_after ? ErrorCode::rate_limited : ErrorCode::transient,
                result.message.empty() ? std::string(otherwise) : result.message,
                result.remedy};
    return result.retry_after ? std::move(error).retry_after(*result.retry_after)
                              : std::move(error);
}

/// The wait, by the policy alone: whether a wait mends it has been decided already.
std::optional<std::chrono::milliseconds> wait_after(const RetryPolicy& policy,
                                                    const Error& error,
                                                    std::int64_t failures,
                                                    const Random& random) {
    Error any{ErrorCode::transient, error.message()};
    if (error.retry_after()) {
        const auto asked =
            std::clamp(*error.retry_after(), std::chrono::milliseconds{0}, longest_gate);
        any = std::move(any).retry_after(asked);
    }
    constexpr std::int64_t most = std::numeric_limits<int>::max() - 1;
    return wait_before_next(policy, any, static_cast<int>(std::min(failures, most)), random);
}

}  // namespace

CallReaction call_reaction_to(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::transient:
        case ErrorCode::rate_limited:
        case ErrorCode::busy: return CallReaction::wait;
        case ErrorCode::rejected:
        case ErrorCode::malformed_input:
        case ErrorCode::conflict: return CallReaction::isolate;
        case ErrorCode::drift:
        case ErrorCode::internal: return CallReaction::suspect;
        case ErrorCode::config:
        case ErrorCode::auth:
        case ErrorCode::not_found:
        case ErrorCode::storage:
        case ErrorCode::newer_version:
        case ErrorCode::unsupported: return CallReaction::hold;
        case ErrorCode::outcome_unknown: return CallReaction::ask;
        case ErrorCode::cancelled: return CallReaction::stop;
    }
    return CallReaction::hold;
}

OutboxItem OutboxRules::after_send(const OutboxItem& item, const DeliveryResult& result) const {
    switch (result.outcome) {
        case Outcome::accepted:
        case Outcome::duplicate: return delivered(item, result.id, now);
        case Outcome::rejected: return rejected(item, result.message, result.remedy, now);
        case Outcome::retry:
            return failed_try(item, error_of(result, "the other side could not take it"));
        case Outcome::absent:  // no answer to a write; what it means there nobody knows
        case Outcome::unknown: break;
    }
    return left_in_doubt(item, error_of(result, "sent, and no answer came"));
}

OutboxItem OutboxRules::left_in_doubt(const OutboxItem& item, const Error& error) const {
    auto after = moved(item, OutboxState::unknown, now);
    after.probes = 0;
    explain(after, ErrorCode::outcome_unknown, error.message(), error.remedy());
    // The first question comes as late as a first retry would: the other side may be at it still.
    const auto wait = wait_after(options.probe, error, 1, options.random);
    after.next_at = now.plus(wait.value_or(options.probe.last_cap));
    return after;
}

OutboxItem OutboxRules::after_probe(const OutboxItem& item, const DeliveryResult& result) const {
    switch (result.outcome) {
        case Outcome::accepted:
        case Outcome::duplicate: return delivered(item, result.id, now);
        case Outcome::rejected: return rejected(item, result.message, result.remedy, now);
        case Outcome::absent: return failed_try(item, error_of(result, "it never arrived"));
        case Outcome::retry:  // of the question, not of the delivery
        case Outcome::unknown: break;
    }
    return unanswered(item, error_of(result, "asked, and the other side does not know"));
}

OutboxItem OutboxRules::without_probe(const OutboxItem& item) const {
    auto after = moved(item, OutboxState::unknown, now);
    explain(after,
            ErrorCode::outcome_unknown,
            item.message.empty() ? "sent, and no answer came" : item.message,
            "the other side cannot be asked by itself: find out what became of it, and report it");
    return after;
}

OutboxItem OutboxRules::failed_try(const OutboxItem& item, const Error& error) const {
    const auto wait = wait_after(options.retry, error, item.tries + 1, options.random);
    auto after = moved(item, wait ? OutboxState::waiting : OutboxState::dead, now);
    after.tries = item.tries + 1;
    after.probes = 0;
    explain(after, error);
    if (wait) {
        after.next_at = now.plus(*wait);
    } else if (after.remedy.empty()) {
        after.remedy = "find out why it does not get through, then let it go again or discard it";
    }
    return after;
}

OutboxItem OutboxRules::unanswered(const OutboxItem& item, const Error& error) const {
    auto after = moved(item, OutboxState::unknown, now);
    after.probes = item.probes + 1;
    const auto wait = wait_after(options.probe, error, after.probes, options.random);
    explain(after, ErrorCode::outcome_unknown, error.message(), error.remedy());
    if (wait) {
        after.next_at = now.plus(*wait);
    } else {
        after.remedy = "find out what became of it, and report it";
    }
    return after;
}

OutboxItem OutboxRules::again_at_once(const OutboxItem& item) const {
    auto after =
        moved(item,
              item.state == OutboxState::unknown ? OutboxState::unknown : OutboxState::waiting,
              now);
    after.next_at = now;
    return after;
}

OutboxItem OutboxRules::after_failure(const OutboxItem& item,
                                      const Error& error,
                                      std::size_t batch) const {
    const bool asked = item.state == OutboxState::unknown;
    const auto reaction = call_reaction_to(error.code());
    switch (reaction) {
        case CallReaction::stop:
        case CallReaction::hold: return again_at_once(item);
        case CallReaction::ask: return asked ? unanswered(item, error) : left_in_doubt(item, error);
        case CallReaction::wait:
        case CallReaction::isolate:
        case CallReaction::suspect: break;
    }
    if (batch > 1) {
        // One of them may be why: each goes again with half as many beside it.
        auto after = again_at_once(item);
        after.together = static_cast<std::int64_t>(batch / 2);
        return after;
    }
    if (asked) {
        return unanswered(item, error);
    }
    if (reaction == CallReaction::isolate) {
        auto after = moved(item, OutboxState::dead, now);
        explain(after, error);
        return after;
    }
    return failed_try(item, error);
}

store::OutboxGate OutboxRules::gate_after(const store::OutboxGate& gate, const Error& error) const {
    auto after = gate;
    const auto reaction = call_reaction_to(error.code());
    if (reaction == CallReaction::isolate || reaction == CallReaction::ask) {
        // The other side is there and answers; the deliveries are what is wrong or in doubt.
        return {.connection = gate.connection};
    }
    if (reaction == CallReaction::stop) {
        return after;
    }
    ++after.failures;
    auto policy = options.retry;
    policy.attempts = std::numeric_limits<int>::max();
    policy.longest = longest_gate;
    const auto wait = reaction == CallReaction::hold
                          ? options.retry.last_cap
                          : wait_after(policy, error, after.failures, options.random)
                                .value_or(options.retry.last_cap);
    after.resume_at = now.plus(wait);
    after.cause = std::string(to_string(error.code()));
    after.message = stored_text(error.message());
    after.remedy = stored_text(error.remedy());
    return after;
}

Truth truth_of(const OutboxItem& item,
               const OutcomeReport& report,
               std::string_view by,
               Instant now) {
    const auto contradicted = [&](OutboxItem after) {
        const auto who = std::string(to_string(report.outcome)) + " by " + std::string(by) + " at ";
        if (item.conflict.find(who) != std::string::npos) {
            return Truth{item, Reported::conflict};  // said before: once is enough
        }
        const auto said = who + now.iso() + ", when it was " + std::string(to_string(item.state)) +
                          (item.cause.empty() ? "" : " (" + item.cause + ")");
        after.conflict = stored_text(item.conflict.empty() ? said : item.conflict + "; " + said);
        after.changed_at = now;
        return Truth{std::move(after), Reported::conflict};
    };
    const bool came = report.outcome == Outcome::accepted || report.outcome == Outcome::duplicate;
    if (came) {
        auto after = delivered(item, report.id, now);
        if (item.state == OutboxState::delivered) {
            const bool same =
                report.id.empty() || item.foreign_id.empty() || after.foreign_id == item.foreign_id;
            if (!same) {
                return contradicted(item);
            }
            return after.foreign_id == item.foreign_id ? Truth{item, Reported::agreed}
                                                       : Truth{after, Reported::taken};
        }
        const bool refused_before =
            item.state == OutboxState::dead && item.cause == to_string(ErrorCode::rejected);
        const bool given_up = item.state == OutboxState::discarded;
        return refused_before || given_up ? contradicted(after) : Truth{after, Reported::taken};
    }
    if (item.state == OutboxState::delivered) {
        return contradicted(item);
    }
    if (item.state == OutboxState::discarded) {
        return {item, Reported::agreed};
    }
    if (report.outcome == Outcome::rejected) {
        return item.state == OutboxState::dead
                   ? Truth{item, Reported::agreed}
                   : Truth{rejected(item, report.message, "", now), Reported::taken};
    }
    if (item.state != OutboxState::unknown) {
        return {item, Reported::agreed};
    }
    auto after = moved(item, OutboxState::waiting, now);
    after.probes = 0;
    after.next_at = now;
    return {after, Reported::taken};
}

std::string stored_text(std::string_view text) {
    constexpr std::size_t longest = 2000;
    if (first_invalid_utf8(text)) {
        return "(a text that is not UTF-8)";
    }
    auto end = std::min(text.size(), longest);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    std::string kept(text.substr(0, end));
    std::replace_if(
        kept.begin(), kept.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    return kept;
}

}  // namespace tiendo::sync

#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// What a caller can do about a failure. A code exists only because some caller acts differently on
/// it. Stored and sent across the adapter border: append only, never renumber.
enum class ErrorCode : std::uint8_t {
    malformed_input = 1,  ///< the given text, file or record is wrong: correct it and try again
    not_found = 2,        ///< the thing named does not exist: name another one or create it
    conflict = 3,         ///< the state does not allow it: look at the state, then decide
    config = 4,           ///< a setting is missing or wrong: a person must change the configuration
    auth = 5,          ///< the other side refused who we are: a person must renew the credentials
    rejected = 6,      ///< the other side understood and refused this one: correct the record
    rate_limited = 7,  ///< wait for `retry_after`, then try again
    transient = 8,     ///< try again later, with back-off
    outcome_unknown = 9,  ///< sent, but whether it took effect is not known: probe, then decide
    drift = 10,          ///< the other side no longer speaks the agreed form: a developer must look
    busy = 11,           ///< another process holds the store: try again when it has ended
    storage = 12,        ///< the disk is full, read-only or failing: an operator must act
    newer_version = 13,  ///< made by a later release: upgrade this one
    unsupported = 14,    ///< this build or this adapter cannot do it
    cancelled = 15,      ///< the caller asked to stop
    internal = 16,       ///< a fault of ours: report it
};
std::string_view to_string(ErrorCode code) noexcept;
std::optional<ErrorCode> parse_error_code(std::string_view text) noexcept;

/// Why something did not work: one sentence, where, and what to do about it.
///
/// Reads "place: narrower place: sentence; remedy". Never holds a citizen's name, a token or a
/// password. Threads: a value; copy it freely.
class Error {
public:
    /// @param code    what the caller can do
    /// @param message what is wrong, without place or remedy, lower case, no full stop
    /// @param remedy  what the reader should do; may be empty where nothing can be done
    Error(ErrorCode code, std::string message, std::string remedy = {});

    /// Adds a place around those named so far; call it from the narrowest place outwards.
    Error&& at(std::string place) &&;
    Error& at(std::string place) &;

    /// Keeps what led to this error; printed on lines of its own by `explain`.
    Error&& because(Error cause) &&;

    /// How long to wait before another try; only meaningful for `rate_limited` and `transient`.
    Error&& retry_after(std::chrono::milliseconds wait) &&;

    [[nodiscard]] ErrorCode code() const noexcept { return code_; }
    [[nodiscard]] const std::string& message() const noexcept { return message_; }
    [[nodiscard]] const std::string& remedy() const noexcept { return remedy_; }
    /// Places from the widest to the narrowest.
    [[nodiscard]] std::vector<std::string> places() const;
    [[nodiscard]] const std::vector<Error>& causes() const noexcept { return causes_; }
    [[nodiscard]] std::optional<std::chrono::milliseconds> retry_after() const noexcept {
        return retry_after_;
    }

    /// One line: places, sentence, remedy.
    [[nodiscard]] std::string what() const;
    /// The line of `what` and, indented below it, those of the causes.
    [[nodiscard]] std::string explain() const;

private:
    ErrorCode code_;
    std::string message_;
    std::string remedy_;
    std::vector<std::string> places_;  // narrowest first
    std::vector<Error> causes_;
    std::optional<std::chrono::milliseconds> retry_after_;
};
std::ostream& operator<<(std::ostream& out, const Error& error);

}  // namespace tiendo

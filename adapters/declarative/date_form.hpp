#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

using Seconds = std::chrono::sys_seconds;

/// How the other side writes days and points in time.
///
/// "iso" (with offset: 2021-05-20T09:00:00+07:00, …Z; fractions are dropped), "epoch-seconds",
/// "epoch-milliseconds", or a pattern of yyyy yy MM dd HH mm ss with parts in brackets that may be
/// missing: "dd/MM/yyyy[ HH:mm[:ss]]". One letter (d, M, H) means one or two digits. A pattern has
/// no offset: it is the clock of Vietnam, +07:00.
class DateForm {
public:
    /// @return nothing for a text that is no form
    static std::optional<DateForm> of(std::string_view form);

    /// @return nothing where `text` has another form or names no real time; a day alone is its
    /// beginning in Vietnam
    [[nodiscard]] std::optional<Seconds> read(std::string_view text) const;
    /// As the other side would write it; "iso" with "Z".
    [[nodiscard]] std::string write(Seconds time) const;

private:
    enum class Kind : std::uint8_t { iso, epoch_seconds, epoch_milliseconds, pattern };
    struct Token {
        char letter = 0;     ///< y, M, d, H, m, s; 0: the literal character
        char literal = 0;    ///< with letter 0
        unsigned width = 0;  ///< digits; 1: one or two
        unsigned depth = 0;  ///< brackets around it
    };
    Kind kind_ = Kind::iso;
    std::vector<Token> tokens_;
};

/// "2021-05-20T09:00:00+07:00"
void append_instant(std::string& out, Seconds time);
/// The day in Vietnam: "2021-05-20"
void append_day(std::string& out, Seconds time);

}  // namespace tiendo::declarative

#pragma once

#include <tiendo/http/message.hpp>
#include <tiendo/model/ids.hpp>

#include <functional>
#include <optional>
#include <string>

namespace desk {

/// Who is there. What it may do is not said here: the library's rules say it of the unit
/// (share/tiendo/reporting/vai-tro.toml), page by page and act by act.
struct Identity {
    /// "Văn phòng - Thống kê, UBND Phường 7": a function in an office, never a person's name. It
    /// goes into the journal.
    std::string who;
    /// For which it acts. Absent: for none, which the rules do not bind; only whoever runs the desk
    /// may be that (`--visit`), nobody who signs in by a token or a proxy.
    std::optional<tiendo::UnitId> unit;
    bool operator==(const Identity&) const = default;
};

/// The seam for single sign-on: makes of a request at the sign-in page the one who sent it, or
/// nothing. Asked once; a session does the rest. Called from several threads at once.
using Authenticate = std::function<std::optional<Identity>(const tiendo::http::Request&)>;

/// Where others say with every request who is there: whether it is still the one who signed in. No
/// session outlives a "no". Called from several threads at once.
using StillThere = std::function<bool(const tiendo::http::Request&, const Identity&)>;

/// Who says who is there, at the sign-in page and afterwards.
struct SignIn {
    Authenticate authenticate{};
    StillThere still_there{};  ///< absent: nobody but the session
};

}  // namespace desk

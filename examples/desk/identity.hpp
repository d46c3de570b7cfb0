#pragma once

#include <tiendo/http/message.hpp>
#include <tiendo/model/ids.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace desk {

enum class Role : std::uint8_t {
    unit,    ///< a ward or an office that owes papers
    office,  ///< the one that receives them
};

/// Who is there. A function in an office, never a person's name: it goes into the journal.
struct Identity {
    std::string who;  ///< "Văn phòng - Thống kê, UBND Phường 7"
    Role role = Role::unit;
    std::optional<tiendo::UnitId> unit;  ///< whose papers it may file; always there for Role::unit
};

// Who may do what. Nothing else in the desk decides about rights.

/// All that hangs on one unit: its page, its papers, its figures.
inline bool may_see(const Identity& who, const tiendo::UnitId& unit) {
    return who.role == Role::office || who.unit == unit;
}
inline bool may_file_for(const Identity& who, const tiendo::UnitId& unit) {
    return who.unit == unit;
}
/// Return and accept papers; see the board and the consolidated report.
inline bool may_decide(const Identity& who) {
    return who.role == Role::office;
}

/// The seam for single sign-on: makes of a request at the sign-in page the one who sent it, or
/// nothing. Asked once; a session does the rest. Called from several threads at once.
using Authenticate = std::function<std::optional<Identity>(const tiendo::http::Request&)>;

}  // namespace desk

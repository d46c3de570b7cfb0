#pragma once

#include <tiendo/adapter/failure.hpp>

#include <string>
#include <string_view>
#include <vector>

/// The one-stop system's JSON → records. Pure: bytes in, values out.
namespace tiendo::mot_cua {

struct LoginAnswer {
    int error_code = 0;
    std::string message;
    std::string session;
};
adapter::Expected<LoginAnswer> parse_login(std::string_view body);

/// Where the feed of changes goes on: the change time and the code of the last dossier seen.
struct Position {
    std::string time;  ///< "yyyyMMddHHmmss"; empty: from the beginning
    std::string id;
    auto operator<=>(const Position&) const = default;
};

struct ChangesAnswer {
    int error_code = 0;
    std::string message;
    std::vector<std::string> records;  ///< JSON lines after the schema of dossiers
    bool more = false;
    Position next;
};
/// An answer with error_code ≠ 0 is a value: the client decides. The owner of a dossier (ChuHoSo)
/// is not looked at.
adapter::Expected<ChangesAnswer> parse_changes(std::string_view body);

}  // namespace tiendo::mot_cua

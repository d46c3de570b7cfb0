#pragma once

#include <tiendo/adapter/failure.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The document system's JSON → records. Pure: bytes in, values out.
namespace tiendo::van_ban {

struct RegisterPage {
    std::vector<std::string> records;  ///< JSON lines after the schema of documents
    std::int64_t next = 0;             ///< change sequence behind which to go on
    bool more = false;
};
adapter::Expected<RegisterPage> parse_register(std::string_view body);

/// A record of an outgoing document → the body under which the other side takes a draft.
/// @return rejected for an incoming document, a deletion, or one without a subject
adapter::Expected<std::string> draft_of(std::string_view record);

}  // namespace tiendo::van_ban

#pragma once

#include "identity.hpp"

#include <tiendo/base/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace desk {

/// The field of the sign-in form that holds the token.
inline constexpr std::string_view token_field = "ma";

/// Signs in by a token that the office gave out. The file holds one line for each:
///
///     SHA-256-OF-TOKEN  UNIT-ID  who it is
///
/// and is read at each sign-in, so that a line taken out counts at once.
/// @return as `read_people`; config for a line without such a digest
tiendo::Result<Authenticate> token_sign_in(const std::filesystem::path& file);

/// A line for the file. @param token as `new_secret` made it
std::string token_line(std::string_view token, const Identity& identity);

}  // namespace desk

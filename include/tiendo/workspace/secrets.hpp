#pragma once

#include "tiendo/base/result.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace [[gnu::visibility("default")]] tiendo {

/// Turns the reference of a secret into the secret.
using SecretSource = std::function<Result<std::string>(std::string_view reference)>;

/// Reads "file:PATH" (first line, at most 64 KiB; the file must not be readable by others than
/// owner and group) and "env:NAME".
/// @return config where the reference has another form or leads nowhere; the error never holds the
/// secret
Result<std::string> read_secret(std::string_view reference);

}  // namespace tiendo

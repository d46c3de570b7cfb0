#pragma once

#include "tiendo/kit/kit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::kit {

/// The forms in which a subject's secrets are looked for: plain, Base64, percent-encoded. Shorter
/// secrets than 6 bytes are left out.
std::vector<std::string> forms_of_secrets(const Subject& subject);

/// The text before the secret, where it holds one.
std::optional<std::string> secret_in(std::string_view text, const std::vector<std::string>& forms);

}  // namespace tiendo::kit

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::plugin {

/// `text` with each of `secrets` replaced by "***". One that is shorter than four bytes would blank
/// out ordinary words; it is masked where it stands alone.
std::string mask(std::string_view text, const std::vector<std::string>& secrets);

}  // namespace tiendo::plugin

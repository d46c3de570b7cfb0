#include "masking.hpp"

namespace tiendo::plugin {

std::string mask(std::string_view text, const std::vector<std::string>& secrets) {
    constexpr std::size_t shortest_masked_inside = 4;
    std::string out(text);
    for (const std::string& secret : secrets) {
        if (out == secret) {
            return "***";
        }
        if (secret.size() < shortest_masked_inside) {
            continue;
        }
        for (auto at = out.find(secret); at != std::string::npos; at = out.find(secret, at + 3)) {
            out.replace(at, secret.size(), "***");
        }
    }
    return out;
}

}  // namespace tiendo::plugin

#include "codes.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace tiendo::units {

namespace {

/// Why `code` has not the shape of its system.
std::optional<std::string> wrong_shape(std::string_view system, std::string_view code) {
    const auto bare = trim(code);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (system == statistical_codes) {
        const bool length = bare.size() == 2 || bare.size() == 3 || bare.size() == 5;
        if (!length || !std::ranges::all_of(bare, digit)) {
            return "a statistical code has 2, 3 or 5 digits";
        }
    } else if (system == "documents") {
        const bool fits =
            !bare.empty() && bare.size() <= 35 && std::ranges::all_of(bare, [&](char c) {
                return digit(c) || c == '.' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            });
        if (!fits) {
            return "a code of document exchange has at most 35 letters, digits and full stops";
        }
    }
    return std::nullopt;
}

}  // namespace

std::string code_key(std::string_view system, std::string_view code) {
    std::string key(system);
    key += '\n';
    const auto bare = trim(code);
    const bool ascii =
        std::ranges::all_of(bare, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii) {
        return key + to_upper(bare);
    }
    for (const char c : bare) {
        key += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return key;
}

std::vector<CodeFault> wrong_codes(const UnitState& state) {
    std::vector<CodeFault> faults;
    for (const auto& [system, code] : state.codes) {
        const bool of_territory = system == statistical_codes;
        if (of_territory != (state.kind == UnitKind::territory)) {
            faults.push_back({fmt::format("it holds a code of '{}', which is a code of {}",
                                          system,
                                          of_territory ? "territories" : "bodies"),
                              "give the code to the territory, or to the body that acts in it"});
        }
        if (const auto why = wrong_shape(system, code)) {
            faults.push_back({fmt::format("'{}': {}", code, *why), "correct the code"});
        }
    }
    return faults;
}

}  // namespace tiendo::units

#pragma once

#include "tiendo/base/file.hpp"
#include "tiendo/units/parse.hpp"
#include "tiendo/units/registry.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tiendo::test {

inline units::Registry registry_in(std::string_view toml) {
    auto units = units::parse_units(toml, "units.toml");
    EXPECT_TRUE(units) << units.error();
    auto registry = units::Registry::make(std::move(*units));
    EXPECT_TRUE(registry) << registry.error();
    return std::move(*registry);
}

/// A list that comes with the example.
inline units::Registry shipped(std::string_view name) {
    const auto path = std::string(TIENDO_SOURCE_DIR) + "/examples/district/" + std::string(name);
    auto text = read_file(path, 1 << 20);
    EXPECT_TRUE(text) << text.error();
    return registry_in(*text);
}

/// The reason why a list is refused.
inline std::string refusal_of(std::string_view toml) {
    const auto units = units::parse_units(toml, "units.toml");
    EXPECT_FALSE(units);
    return units ? "" : units.error().explain();
}

inline std::vector<std::string> words(const std::vector<UnitId>& ids) {
    std::vector<std::string> out;
    for (const auto& id : ids) {
        out.push_back(id.str());
    }
    return out;
}

inline std::vector<std::string> words(const std::vector<units::NameCandidate>& candidates) {
    std::vector<std::string> out;
    for (const auto& each : candidates) {
        out.push_back(each.unit.str());
    }
    return out;
}

}  // namespace tiendo::test

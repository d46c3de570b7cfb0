#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

/// What a query or a form holds.
class Fields {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    Fields() = default;
    explicit Fields(Pairs pairs) : pairs_(std::move(pairs)) {}

    [[nodiscard]] const Pairs& all() const noexcept { return pairs_; }
    /// The first value of that name; empty where there is none.
    [[nodiscard]] std::string operator[](std::string_view name) const {
        for (const auto& [each, value] : pairs_) {
            if (each == name) {
                return value;
            }
        }
        return {};
    }

private:
    Pairs pairs_;
};

}  // namespace desk

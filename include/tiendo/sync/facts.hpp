#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/store/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {
namespace sync {

/// What an adapter may keep between its calls, for one connection. What it puts is stored together
/// with what the call brought (a page, answers to deliveries), or not at all, so that a crash never
/// leaves the two apart.
class Facts {
public:
    using Stored = std::function<Result<std::optional<std::string>>(std::string_view key)>;
    explicit Facts(Stored stored) : stored_(std::move(stored)) {}

    Result<std::optional<std::string>> get(std::string_view key) const;
    /// An empty value removes the key.
    void put(std::string_view key, std::string_view value);
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& changes() const noexcept {
        return changes_;
    }

private:
    Stored stored_;
    std::vector<std::pair<std::string, std::string>> changes_;
};

/// The facts of a connection as they stand, each read in a transaction of its own.
/// @param store borrowed; must outlive them
Facts stored_facts(store::Store& store, const ConnectionId& connection);

/// Stores what was put. @return not_found for an unknown connection; malformed_input over the
/// limits
Result<void> keep_facts(store::Transaction& tx, const ConnectionId& connection, const Facts& facts);

}  // namespace sync
}  // namespace tiendo

#include "tiendo/sync/facts.hpp"

#include "tiendo/store/connections.hpp"

namespace tiendo::sync {

Result<std::optional<std::string>> Facts::get(std::string_view key) const {
    for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
        if (change->first == key) {
            return change->second.empty() ? std::nullopt : std::optional(change->second);
        }
    }
    return stored_(key);
}

void Facts::put(std::string_view key, std::string_view value) {
    changes_.emplace_back(key, value);
}

Facts stored_facts(store::Store& store, const ConnectionId& connection) {
    return Facts([&store, connection](std::string_view key) -> Result<std::optional<std::string>> {
        auto transaction = store.begin(store::Mode::read);
        return transaction ? store::get_adapter_value(*transaction, connection, key)
                           : std::move(transaction).error();
    });
}

Result<void> keep_facts(store::Transaction& tx,
                        const ConnectionId& connection,
                        const Facts& facts) {
    for (const auto& [key, value] : facts.changes()) {
        auto put = value.empty() ? store::remove_adapter_value(tx, connection, key)
                                 : store::put_adapter_value(tx, connection, key, value);
        if (!put) {
            return put;
        }
    }
    return {};
}

}  // namespace tiendo::sync

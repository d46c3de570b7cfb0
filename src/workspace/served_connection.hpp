#pragma once

#include "tiendo/http/message.hpp"
#include "tiendo/plugin/adapter.hpp"
#include "tiendo/store/connections.hpp"
#include "tiendo/store/store.hpp"
#include "tiendo/workspace/serving.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <atomic>
#include <cstddef>
#include <mutex>
#include <stop_token>

namespace tiendo {

/// One connection that can be called: its own adapter, one request at a time.
class ServedConnection {
public:
    /// What all connections of one serving share; outlives them.
    struct Shared {
        const WorkspaceOptions& options;
        store::Store& store;
        const ServeOptions serve;
        std::size_t most_inside = 1;  ///< requests of one connection that run or wait
    };

    ServedConnection(const Shared& shared, store::Connection connection, plugin::Adapter adapter);

    [[nodiscard]] const ConnectionId& id() const noexcept { return connection_.id; }

    /// @param request its target is what lies below the connection's path
    http::Response answer(http::Request request, const std::stop_token& stop);

private:
    Result<plugin::ServedAnswer> served(const plugin::ServedRequest& request,
                                        const std::stop_token& stop);
    Result<plugin::KeptRecords> kept(const plugin::KeptQuery& query) const;
    Result<void> keep(const plugin::ServedAnswer& answer, const sync::Facts& facts) const;
    http::Response failed(const Error& error) const;

    const Shared& shared_;
    const store::Connection connection_;
    std::mutex one_at_a_time_;
    plugin::Adapter adapter_;
    std::atomic<std::size_t> inside_{0};
};

}  // namespace tiendo

#pragma once

#include "tiendo/plugin/adapter.hpp"
#include "tiendo/store/connections.hpp"
#include "tiendo/sync/hub.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <chrono>
#include <memory>

namespace tiendo {

/// The adapter's view of a stored connection.
plugin::Connection configured(const store::Connection& connection);

/// What an adapter gets from this workspace for one call, but for facts. `options` must outlive it.
plugin::HostServices services_for(const WorkspaceOptions& options,
                                  const store::Connection& connection);

/// Even numbers in [0, 1): the workspace's, or the machine's.
sync::Random jitter_of(const WorkspaceOptions& options);

/// A clock that does not go backwards.
std::chrono::milliseconds steady_ms();

/// A loaded adapter as a source of the hub. The source keeps the adapter alive; `options` must
/// outlive it.
sync::Source source_of(const WorkspaceOptions& options,
                       const store::Connection& connection,
                       std::shared_ptr<plugin::Adapter> adapter);

}  // namespace tiendo

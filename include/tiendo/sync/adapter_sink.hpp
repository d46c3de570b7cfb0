#pragma once

#include "tiendo/plugin/adapter.hpp"
#include "tiendo/plugin/services.hpp"
#include "tiendo/sync/outbox.hpp"

#include <memory>
#include <stop_token>

namespace [[gnu::visibility("default")]] tiendo {
namespace sync {

/// What an adapter gets for one call whose facts are kept with what it brings.
/// @param facts must outlive what comes back
plugin::HostServices services_with(plugin::HostServices services,
                                   Facts& facts,
                                   std::stop_token stop);

/// A loaded adapter as the other side of the outbox. Without a `probe` of its own there is nobody
/// to ask. The sink keeps the adapter alive; what `services` borrows must outlive it.
/// @param services of each call; its state and stop are the outbox's: what the adapter keeps is
/// stored together with the outcomes
Sink sink_of(plugin::Connection connection,
             std::shared_ptr<plugin::Adapter> adapter,
             plugin::HostServices services);

}  // namespace sync
}  // namespace tiendo

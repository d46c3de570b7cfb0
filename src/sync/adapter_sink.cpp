#include "tiendo/sync/adapter_sink.hpp"

#include <utility>

namespace tiendo::sync {

namespace {

/// `write` and `probe` have one form.
using Function =
    Result<std::vector<DeliveryResult>> (plugin::Adapter::*)(const plugin::Connection&,
                                                             std::string_view,
                                                             const std::vector<plugin::Delivery>&,
                                                             const plugin::HostServices&);

Sink::Call call_of(Function function,
                   const plugin::Connection& connection,
                   const std::shared_ptr<plugin::Adapter>& adapter,
                   const plugin::HostServices& services) {
    return [=](const std::string& stream,
               const std::vector<plugin::Delivery>& deliveries,
               Facts& facts,
               std::stop_token stop) {
        auto given = services_with(services, facts, std::move(stop));
        return ((*adapter).*function)(connection, stream, deliveries, given);
    };
}

}  // namespace

plugin::HostServices services_with(plugin::HostServices services,
                                   Facts& facts,
                                   std::stop_token stop) {
    services.state_get = [&facts](std::string_view key) { return facts.get(key); };
    services.state_put = [&facts](std::string_view key, std::string_view value) -> Result<void> {
        facts.put(key, value);
        return {};
    };
    services.stop = std::move(stop);
    return services;
}

Sink sink_of(plugin::Connection connection,
             std::shared_ptr<plugin::Adapter> adapter,
             plugin::HostServices services) {
    Sink sink{connection.id, {}, {}};
    sink.write = call_of(&plugin::Adapter::write, connection, adapter, services);
    if (adapter->manifest().can("probe")) {
        sink.probe = call_of(&plugin::Adapter::probe, connection, adapter, services);
    }
    return sink;
}

}  // namespace tiendo::sync

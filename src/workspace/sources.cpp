#include "sources.hpp"

#include "tiendo/sync/adapter_sink.hpp"

#include <random>
#include <utility>

namespace tiendo {

plugin::Connection configured(const store::Connection& connection) {
    return {connection.id, {connection.settings.begin(), connection.settings.end()}};
}

plugin::HostServices services_for(const WorkspaceOptions& options,
                                  const store::Connection& connection) {
    plugin::HostServices services;
    services.clock = options.clock;
    services.logger = options.log;
    services.http = options.http;
    services.call_timeout = options.call_timeout;
    services.secret = [&options,
                       secrets = connection.secrets](std::string_view key) -> Result<std::string> {
        const auto found = secrets.find(std::string(key));
        if (found == secrets.end()) {
            return Error{ErrorCode::not_found,
                         "the secret '" + std::string(key) + "' is not set",
                         "add it to the connection"};
        }
        return options.secrets(found->second);
    };
    return services;
}

sync::Random jitter_of(const WorkspaceOptions& options) {
    if (options.jitter) {
        return options.jitter;
    }
    return [] {  // called from several threads at once, so it keeps no state of its own
        std::random_device entropy;
        return std::uniform_real_distribution<double>(0.0, 1.0)(entropy);
    };
}

std::chrono::milliseconds steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

sync::Source source_of(const WorkspaceOptions& options,
                       const store::Connection& connection,
                       std::shared_ptr<plugin::Adapter> adapter) {
    sync::Source source{connection.id, {}, {}};
    for (const auto& stream : adapter->manifest().streams) {
        if (stream.flow != plugin::Flow::write && adapter->manifest().can("read")) {
            source.streams.push_back({stream.name, stream.type});
        }
    }
    source.read = [&options, connection, adapter](
                      const std::string& stream,
                      const Cursor& cursor,
                      sync::Facts& facts,
                      std::stop_token stop) -> Result<sync::SourcePage> {
        auto page = adapter->read(
            configured(connection),
            {.stream = stream, .cursor = cursor},
            sync::services_with(services_for(options, connection), facts, std::move(stop)));
        if (!page) {
            return std::move(page).error();
        }
        sync::SourcePage read{
            std::move(page->lines), page->record_count, std::move(page->next), page->more, {}};
        for (plugin::Finding& notice : page->notices) {
            read.notices.push_back({std::move(notice.what), std::move(notice.remedy)});
        }
        return read;
    };
    return source;
}

}  // namespace tiendo

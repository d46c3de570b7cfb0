#pragma once

#include "adapters/neighbour.hpp"

#include "tiendo/http/server.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::test {

/// A shipped adapter that delivers to a simulator, or to a server that answers as the test says.
class Delivering : public ::testing::Test {
protected:
    /// @param stream to which it writes
    Delivering(const std::string& name, std::string stream, std::string secret_value)
        : adapter(must(plugin::load(
              name,
              {.folders = {std::filesystem::path(TIENDO_BINARY_DIR) / "lib/tiendo/adapters"}},
              Logger()))),
          secret(std::move(secret_value)),
          stream_(std::move(stream)) {
        connection.id = ConnectionId::of(name);
    }
    void to(const std::string& url) { connection.config["url"] = plugin::json_text(url); }
    /// Answers each request by this, and notes what was sent.
    void answer_by(const http::Response& response) {
        server_.emplace(
            must(http::Server::start({}, [this, response](const http::Request& request) {
                bodies += request.body + "\n";
                return response;
            })));
        to("http://127.0.0.1:" + std::to_string(server_->port()));
    }
    plugin::HostServices services() {
        plugin::HostServices services;
        services.clock = fixed_clock(nine);
        services.secret = [this](std::string_view) -> Result<std::string> { return secret; };
        return services;
    }
    Result<std::vector<DeliveryResult>> write(const std::vector<plugin::Delivery>& items) {
        return adapter.write(connection, stream_, items, services());
    }
    Result<std::vector<DeliveryResult>> probe(const std::vector<plugin::Delivery>& items) {
        return adapter.probe(connection, stream_, items, services());
    }
    /// What becomes of one item that is answered so.
    Outcome written(const plugin::Delivery& item, const http::Response& response) {
        answer_by(response);
        return must(write({item})).at(0).outcome;
    }
    Outcome probed(const plugin::Delivery& item, const http::Response& response) {
        answer_by(response);
        return must(probe({item})).at(0).outcome;
    }

    plugin::Adapter adapter;
    plugin::Connection connection;
    std::string secret;
    std::string bodies;  ///< of all requests, a line each

private:
    std::string stream_;
    std::optional<http::Server> server_;
};

}  // namespace tiendo::test

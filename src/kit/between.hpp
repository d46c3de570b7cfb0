#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tiendo::kit {

/// Hands a request on to the other side.
using Forward = std::function<http::Response(const http::Request&)>;
/// What the proxy answers instead of the other side, or after it.
using Trick = std::function<http::Response(const http::Request&, const Forward&)>;

/// A proxy between the adapter and the other side. It counts requests and, where it is told to,
/// answers by itself. One for each origin of the other side; what is set holds for all of them.
/// Threads: any.
class Between {
public:
    Between();
    ~Between();
    Between(const Between&) = delete;
    Between& operator=(const Between&) = delete;

    /// Listens for requests to `origin` ("http://host:port").
    /// @return the address that stands in for it
    Result<std::string> stand_in_for(const std::string& origin);

    /// From now on every request is answered by `trick`; an empty one hands all on.
    void play(Trick trick);
    /// Requests that came since the last `play`.
    [[nodiscard]] std::size_t requests() const;

private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

/// The same answer to everything.
Trick always(http::Response answer);

}  // namespace tiendo::kit

#pragma once

#include "simulator_kit/faults.hpp"
#include "simulator_kit/options.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/http/message.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tiendo::simulator {

/// What a system answers, and what the log and the fault script must know of it.
struct Answer {
    http::Response response;
    std::size_t records = 0;
    std::optional<std::string> cursor;  ///< the position that the client sent
    Fault fault = Fault::none;          ///< set by the list endpoint
};

/// One neighbouring system: its data and its protocol. Calls come one at a time.
class System {
public:
    System() = default;
    virtual ~System() = default;
    System(const System&) = delete;
    System& operator=(const System&) = delete;

    /// Answers one request of the protocol. The list endpoint takes its fault from `faults`, once
    /// for each request that passed authentication, and shows by itself those that need to know
    /// records (repeated, changed_after_read, backwards, error_body); the rest is done to its
    /// answer.
    virtual Answer answer(const http::Request& request, FaultScript& faults) = 0;

    /// The expected figures, from the generator's categories.
    [[nodiscard]] virtual boost::json::object truth() const = 0;

    /// Changes `count` records; `call` counts from 1 and `at` is the time of the change.
    virtual boost::json::object change(std::size_t count, unsigned call, Instant at) = 0;
};

struct Program {
    std::string name;
    std::string summary;
    std::size_t count = 0;  ///< records, unless --count says otherwise
    std::function<std::unique_ptr<System>(const Options&)> make;
};

/// Reads the command line, serves until SIGTERM or SIGINT.
/// @return the exit status of the process
int run(int argc, const char* const* argv, const Program& program);

}  // namespace tiendo::simulator

#pragma once

#include "support/simulator_process.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace tiendo::test {

/// A desk that publishes notices (thông báo) and takes some in; all invented. Requests carry
/// `X-Key: khoa-dung`. Answers are lines, the first of them "desk 1":
/// GET /list?from=N&count=M    up to M of "number<tab>subject", then "<next> more" or "<next> end"
/// GET /one?number=N           the same with that notice or none
/// POST /send Idempotency-Key  "<id>", or "again <id>" where that key came before
/// GET /sent?key=K             "<id>" or "none"
/// GET /effects                how many were taken in; without a key, and without the first line
/// GET /notices.csv            a table of other notices; without a key
/// It is a process of its own (other_side.cpp) and ends with this object.
class OtherSide {
public:
    static constexpr const char* key = "khoa-dung";

    [[nodiscard]] std::string address() const { return process_.url(""); }

private:
    static SimulatorProcess started() {
        auto process = SimulatorProcess::start("tiendo-kit-other-side", {key});
        if (!process) {
            throw std::runtime_error(process.error().explain());
        }
        return *std::move(process);
    }

    SimulatorProcess process_ = started();
};

}  // namespace tiendo::test

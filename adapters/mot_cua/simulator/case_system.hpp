#pragma once

#include "feed.hpp"
#include "simulator_kit/random.hpp"
#include "simulator_kit/simulator.hpp"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace tiendo::simulator {

/// The one-stop case system; README.md of the adapter is its protocol.
class CaseSystem final : public System {
public:
    explicit CaseSystem(const Options& options);

    Answer answer(const http::Request& request, FaultScript& faults) override;
    [[nodiscard]] boost::json::object truth() const override;
    boost::json::object change(std::size_t count, unsigned call, Instant at) override;

private:
    struct ListQuestion {
        Feed::Cursor cursor;
        std::string unit_prefix;
        std::size_t limit = 0;
    };

    Answer log_in(const boost::json::object& body);
    Answer list(const boost::json::object& body, FaultScript& faults);
    Answer list_page(const ListQuestion& question, Fault fault, bool first_answer);
    Answer detail(const boost::json::object& body);
    /// @return an error_code and its message where the session or the unit is refused
    std::optional<Answer> refuse(const boost::json::object& body, std::string& unit_prefix);
    boost::json::value success_code();

    bool change_one(std::size_t row, std::size_t kind, Instant at);
    void touch(std::size_t row);

    Options options_;
    Feed feed_;
    Random tokens_;
    std::map<std::string, unsigned> calls_left_;
    unsigned answers_ = 0;
};

}  // namespace tiendo::simulator

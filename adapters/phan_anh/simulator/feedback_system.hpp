#pragma once

#include "requests.hpp"
#include "simulator_kit/json.hpp"
#include "simulator_kit/simulator.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::simulator {

/// An Open311 GeoReport v2 endpoint; README.md of the adapter tells what the standard leaves open.
class FeedbackSystem final : public System {
public:
    explicit FeedbackSystem(const Options& options);

    Answer answer(const http::Request& request, FaultScript& faults) override;
    [[nodiscard]] boost::json::object truth() const override;
    boost::json::object change(std::size_t count, unsigned call, Instant at) override;

private:
    enum class Format { json, xml };
    /// What a resource answers, before it is written in the format asked for.
    struct Outline {
        unsigned status = 200;
        boost::json::value body;
        std::string_view root;
        std::string_view entry;
        std::size_t records = 0;
        std::optional<std::string> cursor;
        Fault fault = Fault::none;
    };
    struct Filter {
        Instant start;
        Instant end;  ///< included
        std::vector<std::string> codes;
        std::vector<std::string> states;
    };

    static Outline failure(unsigned status, std::string_view description);
    Outline resource(const http::Request& request, std::string_view name, FaultScript& faults);
    [[nodiscard]] Outline discovery() const;
    [[nodiscard]] Outline list(const Pairs& query, FaultScript& faults);
    [[nodiscard]] Result<Filter> filter_of(const Pairs& query) const;
    Outline list_page(const std::vector<std::size_t>& rows,
                      const Filter* filter,
                      Fault fault,
                      bool first_answer);
    [[nodiscard]] std::vector<std::size_t> matching(const Filter& filter) const;
    [[nodiscard]] Outline one(std::string_view id) const;
    [[nodiscard]] Outline token(std::string_view token) const;
    Outline post(const Pairs& form, FaultScript& faults);
    Outline take(const Pairs& form);
    /// What the sender of a request is told.
    [[nodiscard]] Outline made(std::size_t row) const;
    Outline keep(std::size_t service, const Pairs& form);

    Options options_;
    std::vector<FeedbackRequest> requests_;  ///< in order of `requested`
    std::size_t generated_ = 0;              ///< those behind came through POST
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::map<std::string, std::string, std::less<>> tokens_;
};

}  // namespace tiendo::simulator

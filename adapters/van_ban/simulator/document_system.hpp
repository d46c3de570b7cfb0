#pragma once

#include "document.hpp"
#include "simulator_kit/random.hpp"
#include "simulator_kit/simulator.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::simulator {

/// The district's document register; README.md of the adapter is its protocol.
class DocumentSystem final : public System {
public:
    explicit DocumentSystem(const Options& options);

    Answer answer(const http::Request& request, FaultScript& faults) override;
    [[nodiscard]] boost::json::object truth() const override;
    boost::json::object change(std::size_t count, unsigned call, Instant at) override;

private:
    Answer list(const http::Request& request, FaultScript& faults);
    Answer list_page(std::int64_t after, std::size_t limit, Fault fault, bool first_answer);
    [[nodiscard]] Answer detail(std::string_view id) const;
    /// Gives the document a new place at the end of the register's changes.
    void move_to_end(std::size_t row, Instant at);
    bool change_one(std::size_t row, std::size_t kind, Instant at);

    Answer drafts(const http::Request& request, std::string_view key, FaultScript& faults);
    Answer take_draft(const http::Request& request);

    /// A draft of an outgoing document that somebody put in; no part of the register until issued.
    struct Draft {
        std::string id;
        std::string key;  ///< X-Khoa-Gui
        boost::json::object body;
    };
    Options options_;
    std::vector<Issuer> issuers_;
    std::vector<Document> documents_;
    std::map<std::int64_t, std::size_t> by_sequence_;
    std::vector<Draft> drafts_;
};

}  // namespace tiendo::simulator

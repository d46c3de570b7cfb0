#pragma once

#include "client.hpp"
#include "page_maker.hpp"
#include "position.hpp"

#include <tiendo/adapter/context.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tiendo::declarative {

/// Reads streams by requests, page by page. One for each connection.
class RestReader {
public:
    /// Both are borrowed. @param tally may be null
    RestReader(const Profile& profile, Tally* tally)
        : profile_(&profile), tally_(tally), client_(profile) {}

    adapter::Expected<adapter::Page> read(const StreamPlan& plan,
                                          const adapter::Cursor& cursor,
                                          adapter::Context& context);
    /// Logs in where that is the way, and asks for the first page of the stream.
    adapter::Expected<std::size_t> try_first_page(const StreamPlan& plan,
                                                  adapter::Context& context);
    adapter::Expected<void> try_login(adapter::Context& context);

private:
    struct Got {
        std::size_t items = 0;
        std::string link{};
        std::vector<std::string> last{};  ///< cursor values of the last item
    };
    /// Where the next page lies, and whether there is one.
    struct Step {
        std::vector<std::string> parts{};
        bool more = false;
    };
    adapter::Expected<Position> started(const StreamPlan& plan,
                                        Position at,
                                        const adapter::Context& context) const;
    adapter::Expected<PlaceValues> places_of(const StreamPlan& plan,
                                             const Position& at,
                                             const adapter::Context& context) const;
    adapter::Expected<Got> fetch(const StreamPlan& plan,
                                 const Position& at,
                                 adapter::Context& context,
                                 adapter::Page& page);
    adapter::Expected<Position> next_of(const StreamPlan& plan,
                                        const Position& at,
                                        const Got& got,
                                        const adapter::Context& context,
                                        bool& more);
    adapter::Expected<Step> next_step(const StreamPlan& plan,
                                      const Position& at,
                                      const Got& got,
                                      const adapter::Context& context) const;
    adapter::Expected<std::optional<std::int64_t>> total_of(const StreamPlan& plan) const;
    adapter::Expected<Step> counted_step(const StreamPlan& plan,
                                         const Position& at,
                                         std::size_t items) const;
    adapter::Expected<Step> cursor_step(const StreamPlan& plan,
                                        const Position& at,
                                        const Got& got) const;
    adapter::Expected<Step> address_step(const StreamPlan& plan,
                                         const Got& got,
                                         const adapter::Context& context) const;
    adapter::Expected<void> not_again(const adapter::Cursor& cursor,
                                      const Position& at,
                                      const adapter::Page& page);

    const Profile* profile_;
    Tally* tally_;
    Client client_;
    JsonPage json_;
    Mapped mapped_;
    std::string last_cursor_;
    std::size_t last_digest_ = 0;
};

}  // namespace tiendo::declarative

#pragma once

#include "json_page.hpp"
#include "profile.hpp"

#include <tiendo/adapter/context.hpp>
#include <tiendo/adapter/http.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tiendo::declarative {

/// The values of a request's places that are no settings: "page", "cursor.1", "from".
using PlaceValues = std::vector<std::pair<std::string, std::string>>;

/// The value of a setting or secret; "" where an optional one is not set.
/// @return config where a required one is not set
adapter::Expected<std::string> setting_value(const Profile& profile,
                                             const adapter::Context& context,
                                             std::string_view key);

/// Makes the requests of a profile: address, login, pace, and what an answer says of itself. One
/// for each connection.
class Client {
public:
    explicit Client(const Profile& profile) : profile_(&profile) {}

    /// Asks, and leaves the good answer parsed in `page`. A session that has ended is renewed once.
    /// @param target path and query instead of those of `call`; empty: those of `call`
    /// @return the header Link of the answer; as Context::http, failure_of_status and the rules of
    ///         [answer]
    adapter::Expected<std::string> ask(const Call& call,
                                       const PlaceValues& places,
                                       std::string_view target,
                                       std::string_view what,
                                       adapter::Context& context,
                                       JsonPage& page);
    /// Logs in anew, whatever session is at hand.
    adapter::Expected<std::string> log_in(adapter::Context& context, JsonPage& page);

    /// Whether a parsed answer says that it is an error.
    static std::optional<adapter::Failure> refusal(const AnswerRules& rules,
                                                   const JsonPage& page,
                                                   std::string_view what);

private:
    struct Sent {
        std::string link;
        bool session_ended = false;
    };
    adapter::Expected<Sent> send(const Call& call,
                                 const PlaceValues& places,
                                 std::string_view target,
                                 std::string_view what,
                                 adapter::Context& context,
                                 JsonPage& page);
    adapter::Expected<std::string> address(const Call& call,
                                           const TextTemplate::Lookup& find,
                                           std::string_view target,
                                           const adapter::Context& context) const;
    adapter::Expected<adapter::HttpRequest> request(const Call& call,
                                                    const PlaceValues& places,
                                                    std::string_view target,
                                                    const adapter::Context& context) const;
    adapter::Expected<void> keep_pace(const adapter::Context& context);
    adapter::Expected<void> add_auth(const PlaceValues& places,
                                     const adapter::Context& context,
                                     adapter::HttpRequest& request) const;

    const Profile* profile_;
    std::optional<adapter::Context::Time> last_;
};

}  // namespace tiendo::declarative

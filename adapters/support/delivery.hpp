#pragma once

#include <tiendo/adapter/batch.hpp>
#include <tiendo/adapter/context.hpp>
#include <tiendo/adapter/failure.hpp>

#include <functional>
#include <string>

/// Sending over HTTP, one request for each delivery, and asking what became of it. What an answer
/// means, and what none means, is the same for all adapters; what is asked and what an answer of
/// success says is each adapter's own.
namespace tiendo::adapter_support {

/// One kind of delivery. All members are called during the call that they are given to.
struct Sending {
    std::string what;    ///< in errors: "draft"
    std::string remedy;  ///< where the other side refuses a record
    /// @return why this record cannot be sent: it is refused, the others are not
    std::function<adapter::Expected<adapter::HttpRequest>(const adapter::BatchItem&)> request;
    /// Says what an answer with a status from 200 to 299 means.
    std::function<void(const adapter::BatchItem&, const adapter::HttpResponse&, adapter::Outcomes&)>
        taken;
    /// What any other answer says, for people; nothing of what was sent.
    std::function<std::string(const adapter::HttpResponse&)> told;
};

/// Sends each item. What may have been taken is unknown, never a retry.
/// @return a failure where nothing took effect: settings, 401, 403 and 429 at the first item
adapter::Expected<adapter::Outcomes> send_each(const adapter::Batch& batch,
                                               adapter::Context& context,
                                               const Sending& sending);

/// How one asks what became of a delivery.
struct Asking {
    std::function<adapter::HttpRequest(const adapter::BatchItem&)> request;
    /// Says what an answer with status 200 means.
    std::function<void(const adapter::BatchItem&, const adapter::HttpResponse&, adapter::Outcomes&)>
        found;
    std::function<std::string(const adapter::HttpResponse&)> told;  ///< as in Sending
};

/// Asks for each item. 404 says that it never arrived; nothing else but 200 says anything.
adapter::Outcomes ask_each(const adapter::Batch& batch,
                           adapter::Context& context,
                           const Asking& asking);

/// "the other side answered with status 500"
std::string status_told(const adapter::HttpResponse& response);

}  // namespace tiendo::adapter_support

#include "delivery.hpp"

#include <optional>
#include <utility>

namespace tiendo::adapter_support {

using adapter::BatchItem;
using adapter::Context;
using adapter::ErrorClass;
using adapter::Expected;
using adapter::Failure;
using adapter::HttpResponse;
using adapter::Outcomes;

namespace {

/// Judges one answer. @return a failure of the whole batch, where nothing of it took effect
std::optional<Failure> judge(const BatchItem& item,
                             const HttpResponse& response,
                             const Sending& sending,
                             Outcomes& outcomes) {
    const auto status = response.status();
    if (status >= 200 && status < 300) {
        sending.taken(item, response, outcomes);
        return std::nullopt;
    }
    auto failure = adapter::failure_of_status(response, sending.what);
    if (status == 401 || status == 403 || status == 429) {
        if (outcomes.count() == 0) {
            return failure;
        }
        outcomes.retry(item, failure.message, failure.retry_after);
    } else if (status == 503) {
        outcomes.retry(item, failure.message, failure.retry_after);
    } else if (status >= 500 || status == 408) {
        outcomes.unknown(item, sending.told(response));  // it may have broken after it took it
    } else {
        outcomes.rejected(item, sending.told(response), sending.remedy);
    }
    return std::nullopt;
}

/// What became of a delivery that got no answer.
void judge(const BatchItem& item, const Failure& failure, Outcomes& outcomes) {
    if (failure.error_class == ErrorClass::outcome_unknown ||
        failure.error_class == ErrorClass::drift) {
        outcomes.unknown(item, failure.message);
    } else {
        outcomes.retry(item, failure.message, failure.retry_after);
    }
}

}  // namespace

Expected<Outcomes> send_each(const adapter::Batch& batch,
                             Context& context,
                             const Sending& sending) {
    Outcomes outcomes;
    for (const BatchItem& item : batch) {
        if (context.cancelled()) {
            outcomes.retry(item, "the host asked to stop");
            continue;
        }
        auto request = sending.request(item);
        if (!request) {
            outcomes.rejected(item, request.error().message, request.error().remedy);
            continue;
        }
        auto response = context.http(*std::move(request));
        if (!response) {
            if (outcomes.count() == 0 && response.error().error_class == ErrorClass::config) {
                return std::move(response).error();
            }
            judge(item, response.error(), outcomes);
        } else if (auto failure = judge(item, *response, sending, outcomes)) {
            return *std::move(failure);
        }
    }
    return outcomes;
}

Outcomes ask_each(const adapter::Batch& batch, Context& context, const Asking& asking) {
    Outcomes outcomes;
    for (const BatchItem& item : batch) {
        auto response = context.http(asking.request(item));
        if (!response) {
            outcomes.unknown(item, response.error().message);
        } else if (response->status() == 404) {
            outcomes.absent(item);
        } else if (response->status() == 200) {
            asking.found(item, *response, outcomes);
        } else {
            outcomes.unknown(item, asking.told(*response));
        }
    }
    return outcomes;
}

std::string status_told(const HttpResponse& response) {
    return "the other side answered with status " + std::to_string(response.status());
}

}  // namespace tiendo::adapter_support

#include "served.hpp"

namespace tiendo::kit {

plugin::HostServices services_when_called(Bench& bench) {
    auto services = bench.services();
    services.kept = [](const plugin::KeptQuery&) { return Result(plugin::KeptRecords{}); };
    return services;
}

Served served(Bench& bench, const http::Request& request) {
    return served(bench, request, services_when_called(bench));
}

Served served(Bench& bench, const http::Request& request, const plugin::HostServices& services) {
    auto adapter = bench.adapter();
    return adapter.serve(bench.connection(), {request, "192.0.2.7"}, services);
}

bool takes(const Served& answer) {
    return answer && answer->response.status < 300;
}

bool refuses(const Served& answer) {
    if (answer) {
        return answer->response.status >= 400 && answer->response.status < 500;
    }
    switch (answer.error().code()) {
        case ErrorCode::auth:
        case ErrorCode::rejected:
        case ErrorCode::rate_limited:
        case ErrorCode::unsupported: return true;
        case ErrorCode::transient:
        case ErrorCode::cancelled:
        case ErrorCode::busy:
        case ErrorCode::storage:
        case ErrorCode::malformed_input:
        case ErrorCode::not_found:
        case ErrorCode::conflict:
        case ErrorCode::config:
        case ErrorCode::outcome_unknown:
        case ErrorCode::drift:
        case ErrorCode::newer_version:
        case ErrorCode::internal: return false;
    }
    return false;
}

bool brings(const Served& answer) {
    return answer && (answer->records.record_count > 0 || !answer->pull_soon.empty());
}

std::string told(const Served& answer) {
    if (!answer) {
        return "the failure " + told(answer.error());
    }
    std::string text = std::to_string(answer->response.status);
    if (answer->records.record_count > 0) {
        text += " with " + std::to_string(answer->records.record_count) + " records";
    }
    if (!answer->pull_soon.empty()) {
        text += " and that '" + answer->pull_soon + "' has changed";
    }
    return text;
}

namespace {

Finding over(Bench& bench, const OnRequest& look, bool deliveries_alone) {
    if (!bench.manifest().can("serve")) {
        return skipped("it has no serve");
    }
    if (bench.subject().requests.empty()) {
        return skipped("no request is given that it should answer");
    }
    std::size_t tried = 0;
    for (const auto& request : bench.subject().requests) {
        const auto answer = served(bench, request);
        if (!takes(answer)) {
            return skipped("a good request is not answered well, see the rule 'serve-answers'");
        }
        if (deliveries_alone && !brings(answer)) {
            continue;
        }
        ++tried;
        if (const auto fault = look(request, *answer)) {
            return failed(request.method + " " + request.target.substr(0, 200) + ": " + *fault);
        }
    }
    return tried == 0 ? skipped("none of the requests brings anything in")
                      : passed(std::to_string(tried) + " requests");
}

}  // namespace

Finding over_requests(Bench& bench, const OnRequest& look) {
    return over(bench, look, false);
}

Finding over_deliveries(Bench& bench, const OnRequest& look) {
    return over(bench, look, true);
}

}  // namespace tiendo::kit

#include "mapping.hpp"

#include "../support/dates.hpp"
#include "../support/json.hpp"

#include <tiendo/adapter/json_writer.hpp>

#include <optional>
#include <utility>

namespace tiendo::phan_anh {

namespace json = boost::json;
using adapter::Expected;
using adapter_support::Fields;

namespace {

void put_instant(adapter::JsonObject& record,
                 std::string_view name,
                 const std::string& text,
                 std::string_view theirs,
                 Fields& fields) {
    if (text.empty()) {
        record.raw(name, "null");
        return;
    }
    const auto seconds = adapter_support::unix_seconds_of(text);
    if (!seconds) {
        fields.fail("field '" + std::string(theirs) + "' holds '" + text.substr(0, 40) +
                    "', which is no point in time with an offset");
        return;
    }
    record.text(name, adapter_support::utc_of(*seconds));
}

Expected<Request> request_of(const json::object& object, std::size_t number) {
    Fields fields(object, "request " + std::to_string(number + 1) + " of the answer");
    Request request;
    request.id = fields.required("service_request_id");
    const auto status = fields.required("status");
    const auto requested = fields.required("requested_datetime");
    const auto day = adapter_support::vietnamese_day_of(requested);
    if (!day) {
        fields.fail("field 'requested_datetime' holds '" + requested.substr(0, 40) +
                    "', which is no point in time with an offset");
    }
    if (status != "open" && status != "closed") {
        fields.fail("field 'status' holds the unknown word '" + status.substr(0, 20) + "'");
    }
    if (fields.failed()) {
        return fields.failure();
    }
    request.closed = status == "closed";
    request.requested = adapter_support::unix_seconds_of(requested).value_or(0);
    adapter::JsonObject record;
    record.text("type", "feedback").text("id", request.id).text("day", *day);
    record.text("service", fields.text("service_code"))
        .text("service_name", fields.text("service_name"));
    record.text("unit", fields.text("agency_responsible")).boolean("closed", request.closed);
    put_instant(record, "requested_at", requested, "requested_datetime", fields);
    put_instant(record, "updated_at", fields.text("updated_datetime"), "updated_datetime", fields);
    put_instant(
        record, "expected_at", fields.text("expected_datetime"), "expected_datetime", fields);
    if (fields.failed()) {
        return fields.failure();
    }
    request.record = record.str();
    return request;
}

/// The standard's errors are a list too, so one that came with status 200 must not pass for a list
/// of requests that cannot be read.
std::optional<adapter::Failure> error_in(const json::array& list) {
    const auto* first = list.empty() ? nullptr : list.front().if_object();
    if (first == nullptr || first->contains("service_request_id") || !first->contains("code") ||
        !first->contains("description")) {
        return std::nullopt;
    }
    Fields fields(*first, "error");
    const auto text = fields.text("code") + " (" + fields.text("description").substr(0, 200) + ")";
    return adapter::Failure{adapter::ErrorClass::rejected,
                            "the list of requests was answered with the error " + text,
                            "compare the settings of the connection with the system's documents",
                            {}};
}

}  // namespace

Expected<std::vector<Request>> parse_requests(std::string_view body) {
    constexpr std::string_view what = "list of requests";
    auto value = adapter_support::parse_json(body, what);
    if (!value) {
        return std::move(value).error();
    }
    if (!value->is_array()) {
        return adapter::Failure::drift("the list of requests is no JSON array",
                                       "check that the address is that of a GeoReport v2 endpoint");
    }
    if (auto error = error_in(value->get_array())) {
        return *std::move(error);
    }
    std::vector<Request> requests;
    requests.reserve(value->get_array().size());
    for (const auto& entry : value->get_array()) {
        auto object = adapter_support::object_of(entry, "request");
        if (!object) {
            return std::move(object).error().at(std::string(what));
        }
        auto request = request_of(**object, requests.size());
        if (!request) {
            request = Request{{},
                              false,
                              0,
                              adapter_support::unreadable(adapter::RecordType::feedback,
                                                          **object,
                                                          "service_request_id",
                                                          request.error())};
        }
        requests.push_back(*std::move(request));
    }
    return requests;
}

}  // namespace tiendo::phan_anh

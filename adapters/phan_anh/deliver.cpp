#include "deliver.hpp"

#include "../support/delivery.hpp"
#include "../support/json.hpp"
#include "endpoint.hpp"
#include "posted.hpp"

#include <optional>
#include <string>
#include <utility>

namespace tiendo::phan_anh {

namespace json = boost::json;
using adapter::Batch;
using adapter::BatchItem;
using adapter::Context;
using adapter::Expected;
using adapter::Failure;
using adapter::HttpRequest;
using adapter::HttpResponse;
using adapter::Outcomes;

namespace {

/// What is the same for each item of a batch.
struct Target {
    std::string url;
    std::string address;
    bool honours_keys = false;
};

Expected<Target> target_of(Context& context) {
    auto url = context.config_text("url");
    auto address = url ? setting_or_empty(context, "address") : std::move(url).error();
    auto keys = address ? setting_or_empty(context, "idempotency") : std::move(address).error();
    if (!keys) {
        return std::move(keys).error();
    }
    while (url->ends_with('/')) {
        url->pop_back();
    }
    return Target{*std::move(url), *std::move(address), *keys == "key"};
}

/// The form of one record. Records hold neither text nor place of a citizen, so the place is the
/// office's and the text says where the request comes from.
Expected<std::string> form_of(const BatchItem& item,
                              const Target& target,
                              std::string_view api_key) {
    auto value = adapter_support::parse_json(item.record, "record");
    auto object = value ? adapter_support::object_of(*value, "record")
                        : Expected<const json::object*>(std::move(value).error());
    auto service = object ? adapter_support::text_of(**object, "service")
                          : Expected<std::string>(std::move(object).error());
    auto id = service ? adapter_support::text_of(**object, "id")
                      : Expected<std::string>(std::move(service).error());
    if (!id) {
        return std::move(id).error();
    }
    std::string form;
    const auto add = [&](std::string_view name, std::string_view text) {
        form.append(form.empty() ? "" : "&").append(adapter::encode_query(name));
        form.append("=").append(adapter::encode_query(text));
    };
    add("api_key", api_key);
    add("service_code", *service);
    add("address_string", target.address);
    add("description", "Chuyển từ hệ thống khác, mã " + *id);
    add(key_attribute, item.key);
    return form;
}

/// The first entry of the standard's lists, nothing for what is none.
std::optional<json::object> first_of(std::string_view body) {
    auto value = adapter_support::parse_json(body, "answer");
    const auto* list = value ? value->if_array() : nullptr;
    const auto* first = list != nullptr && !list->empty() ? list->front().if_object() : nullptr;
    return first != nullptr ? std::optional(json::object(*first)) : std::nullopt;
}

/// What they say of an error, as their list of errors has it; it never repeats what was sent.
std::string told(const HttpResponse& response) {
    const auto first = first_of(response.body());
    const auto code = first ? adapter_support::text_of(*first, "code") : Expected<std::string>("");
    return adapter_support::status_told(response) +
           (code && !code->empty() ? " and code " + code->substr(0, 40) : std::string());
}

/// An answer with a status of success, which may hold an error all the same.
void judge_taken(const BatchItem& item, const HttpResponse& response, Outcomes& outcomes) {
    const auto first = first_of(response.body());
    if (!first) {
        outcomes.unknown(item, "the other side took it and answered with what is no list");
        return;
    }
    if (first->contains("code") && first->contains("description") &&
        !first->contains("service_request_id")) {
        outcomes.rejected(item,
                          "the other side answered with an error in the form of a success",
                          "compare the record with the system's documents");
        return;
    }
    const auto id = adapter_support::text_of(*first, "service_request_id");
    outcomes.accepted(item, id ? *id : "");  // a token or nothing: the id comes later or never
}

Expected<HttpRequest> request_of(const BatchItem& item,
                                 const Target& target,
                                 std::string_view api_key) {
    auto form = form_of(item, target, api_key);
    if (!form) {
        return std::move(form).error();
    }
    return HttpRequest{
        .method = "POST",
        .url = target.url + "/requests.json",
        .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
        .body = *std::move(form)};
}

}  // namespace

Expected<Outcomes> post_requests(const Batch& batch, Context& context) {
    auto target = target_of(context);
    if (!target) {
        return std::move(target).error();
    }
    if (target->address.empty()) {
        return Failure::config("the setting address is not set, and a request needs a place",
                               "give the office's own address");
    }
    auto key = context.secret("api-key");
    if (!key) {
        return std::move(key).error();
    }
    return adapter_support::send_each(
        batch,
        context,
        {.what = "request that was posted",
         .remedy = "compare the record and the settings with the system's documents",
         .request = [&](const BatchItem& item) { return request_of(item, *target, key->view()); },
         .taken = judge_taken,
         .told = told});
}

Expected<Outcomes> probe_requests(const Batch& batch, Context& context) {
    auto target = target_of(context);
    if (!target) {
        return std::move(target).error();
    }
    if (!target->honours_keys) {
        Outcomes outcomes;
        for (const BatchItem& item : batch) {
            outcomes.unknown(item, "the other side keeps no keys of deliveries: ask its operator");
        }
        return outcomes;
    }
    return adapter_support::ask_each(
        batch,
        context,
        {.request =
             [&](const BatchItem& item) {
                 return HttpRequest{.url = target->url + "/tokens/" +
                                           adapter::encode_query(item.key) + ".json"};
             },
         .found = judge_taken,
         .told = told});
}

}  // namespace tiendo::phan_anh

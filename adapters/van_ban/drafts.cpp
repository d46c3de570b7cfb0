#include "drafts.hpp"

#include "../support/delivery.hpp"
#include "../support/json.hpp"
#include "mapping.hpp"

#include <tiendo/adapter/json_writer.hpp>

#include <optional>
#include <string>
#include <utility>

namespace tiendo::van_ban {

using adapter::Batch;
using adapter::BatchItem;
using adapter::Context;
using adapter::Expected;
using adapter::HttpRequest;
using adapter::HttpResponse;
using adapter::Outcomes;

namespace {

/// What is the same for each item of a batch.
struct Target {
    std::string url;
    std::string key;  ///< the access key
};

Expected<Target> target_of(Context& context) {
    auto url = context.config_text("url");
    if (!url) {
        return std::move(url).error();
    }
    auto key = context.secret("key");
    if (!key) {
        return std::move(key).error();
    }
    while (url->ends_with('/')) {
        url->pop_back();
    }
    return Target{*std::move(url) + "/van-ban/du-thao", std::string(key->view())};
}

/// The other side's name for a draft, nothing where the answer holds none.
std::optional<std::string> name_in(std::string_view body) {
    auto value = adapter_support::parse_json(body, "answer");
    const auto* answer = value ? value->if_object() : nullptr;
    const auto id =
        answer != nullptr ? adapter_support::text_of(*answer, "id") : Expected<std::string>("");
    return id && !id->empty() ? std::optional(*id) : std::nullopt;
}

/// 201 is a new draft, 200 one that was there.
void judge_taken(const BatchItem& item, const HttpResponse& response, Outcomes& outcomes) {
    const auto id = name_in(response.body());
    if (!id) {
        outcomes.unknown(item, "the other side took it and did not name it");
    } else if (response.status() == 200) {
        outcomes.duplicate(item, *id);
    } else {
        outcomes.accepted(item, *id);
    }
}

void judge_found(const BatchItem& item, const HttpResponse& response, Outcomes& outcomes) {
    if (const auto id = name_in(response.body())) {
        outcomes.accepted(item, *id);
    } else {
        outcomes.unknown(item, "the other side has it and did not name it");
    }
}

Expected<HttpRequest> request_of(const BatchItem& item, const Target& target) {
    auto draft = draft_of(item.record);
    if (!draft) {
        return std::move(draft).error();
    }
    return HttpRequest{.method = "POST",
                       .url = target.url,
                       .headers = {{"X-Khoa-Truy-Cap", target.key},
                                   {"X-Khoa-Gui", std::string(item.key)},
                                   {"Content-Type", "application/json; charset=utf-8"}},
                       .body = *std::move(draft)};
}

}  // namespace

Expected<Outcomes> put_drafts(const Batch& batch, Context& context) {
    auto target = target_of(context);
    if (!target) {
        return std::move(target).error();
    }
    return adapter_support::send_each(
        batch,
        context,
        {.what = "draft",
         .remedy = "compare the record with the rules of the other system",
         .request = [&](const BatchItem& item) { return request_of(item, *target); },
         .taken = judge_taken,
         .told = adapter_support::status_told});
}

Expected<Outcomes> probe_drafts(const Batch& batch, Context& context) {
    auto target = target_of(context);
    if (!target) {
        return std::move(target).error();
    }
    return adapter_support::ask_each(
        batch,
        context,
        {.request =
             [&](const BatchItem& item) {
                 return HttpRequest{.url = target->url + "/" + adapter::encode_query(item.key),
                                    .headers = {{"X-Khoa-Truy-Cap", target->key}}};
             },
         .found = judge_found,
         .told = adapter_support::status_told});
}

}  // namespace tiendo::van_ban

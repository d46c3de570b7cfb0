#include "drafts.hpp"

#include "../support/json.hpp"
#include "mapping.hpp"

#include <tiendo/adapter/json_writer.hpp>

#include <optional>
#include <string>
#include <utility>

namespace tiendo::van_ban {

namespace json = boost::json;
using adapter::Batch;
using adapter::BatchItem;
using adapter::Context;
using adapter::ErrorClass;
using adapter::Expected;
using adapter::Failure;
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

std::string told(const adapter::HttpResponse& response) {
    return "the other side answered with status " + std::to_string(response.status());
}

/// Judges one answer. @return a failure of the whole batch, where nothing of it took effect
std::optional<Failure> judge(const BatchItem& item,
                             const adapter::HttpResponse& response,
                             Outcomes& outcomes) {
    const auto status = response.status();
    if (status == 200 || status == 201) {
        const auto id = name_in(response.body());
        if (!id) {
            outcomes.unknown(item, "the other side took it and did not name it");
        } else if (status == 201) {
            outcomes.accepted(item, *id);
        } else {
            outcomes.duplicate(item, *id);
        }
        return std::nullopt;
    }
    auto failure = adapter::failure_of_status(response, "draft");
    if (status == 401 || status == 403 || status == 429) {
        if (outcomes.count() == 0) {
            return failure;
        }
        outcomes.retry(item, failure.message, failure.retry_after);
    } else if (status == 503) {
        outcomes.retry(item, failure.message, failure.retry_after);
    } else if (status >= 500 || status == 408) {
        outcomes.unknown(item, told(response));  // it may have broken after it took it
    } else {
        outcomes.rejected(
            item, told(response), "compare the record with the rules of the other system");
    }
    return std::nullopt;
}

/// What became of a draft that got no answer.
void judge(const BatchItem& item, const Failure& failure, Outcomes& outcomes) {
    if (failure.error_class == ErrorClass::outcome_unknown ||
        failure.error_class == ErrorClass::drift) {
        outcomes.unknown(item, failure.message);
    } else {
        outcomes.retry(item, failure.message, failure.retry_after);
    }
}

}  // namespace

Expected<Outcomes> put_drafts(const Batch& batch, Context& context) {
    auto target = target_of(context);
    if (!target) {
        return std::move(target).error();
    }
    Outcomes outcomes;
    for (const BatchItem& item : batch) {
        if (context.cancelled()) {
            outcomes.retry(item, "the host asked to stop");
            continue;
        }
        auto draft = draft_of(item.record);
        if (!draft) {
            outcomes.rejected(item, draft.error().message, draft.error().remedy);
            continue;
        }
        auto response =
            context.http({.method = "POST",
                          .url = target->url,
                          .headers = {{"X-Khoa-Truy-Cap", target->key},
                                      {"X-Khoa-Gui", std::string(item.key)},
                                      {"Content-Type", "application/json; charset=utf-8"}},
                          .body = *std::move(draft)});
        if (!response) {
            if (outcomes.count() == 0 && response.error().error_class == ErrorClass::config) {
                return std::move(response).error();
            }
            judge(item, response.error(), outcomes);
        } else if (auto failure = judge(item, *response, outcomes)) {
            return *std::move(failure);
        }
    }
    return outcomes;
}

Expected<Outcomes> probe_drafts(const Batch& batch, Context& context) {
    auto target = target_of(context);
    if (!target) {
        return std::move(target).error();
    }
    Outcomes outcomes;
    for (const BatchItem& item : batch) {
        auto response = context.http({.url = target->url + "/" + adapter::encode_query(item.key),
                                      .headers = {{"X-Khoa-Truy-Cap", target->key}}});
        const auto id =
            response && response->status() == 200 ? name_in(response->body()) : std::nullopt;
        if (!response) {
            outcomes.unknown(item, response.error().message);
        } else if (response->status() == 404) {
            outcomes.absent(item);
        } else if (id) {
            outcomes.accepted(item, *id);
        } else {
            outcomes.unknown(item, told(*response));
        }
    }
    return outcomes;
}

}  // namespace tiendo::van_ban

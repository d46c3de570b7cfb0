#include "webhook.hpp"

#include "../support/dates.hpp"
#include "../support/json.hpp"
#include "dated_ids.hpp"
#include "endpoint.hpp"
#include "form.hpp"
#include "georeport.hpp"
#include "mapping.hpp"
#include "posted.hpp"
#include "signature.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::phan_anh {

namespace json = boost::json;
using adapter::Answer;
using adapter::Context;
using adapter::Expected;
using adapter::Failure;
using adapter::ServedRequest;

namespace {

constexpr std::string_view told_key = "told-ids";
constexpr std::string_view seen_key = "webhook-seen";
constexpr long long told_for = 30LL * 86'400;  // later than that nobody pulls any more
constexpr long long clocks_apart = 60;         // a reading and a notification may be timed by two
constexpr std::size_t most_records = 1'000;
constexpr std::size_t longest_id = 200;

Answer refused(unsigned status, std::string_view description) {
    return written(error_outline(status, description), Format::json);
}

std::string_view why(Verdict verdict) {
    switch (verdict) {
        case Verdict::good: return "";
        case Verdict::no_id: return "Thiếu webhook-id hoặc webhook-id không đúng dạng";
        case Verdict::no_time: return "Thiếu webhook-timestamp hoặc không phải số giây Unix";
        case Verdict::too_old: return "webhook-timestamp quá cũ";
        case Verdict::too_new: return "webhook-timestamp ở tương lai";
        case Verdict::wrong: return "webhook-signature không đúng";
    }
    return "";
}

long long tolerance_of(Context& context) {
    const auto seconds = context.config_number("webhook-tolerance");
    return seconds ? *seconds : 300;
}

/// For the next reading. Only this side writes them, so that none is lost to a reading under way.
Expected<void> remember_told(const std::vector<std::string>& ids, Context& context) {
    auto kept = context.state(told_key);
    if (!kept) {
        return std::move(kept).error();
    }
    const auto now = now_seconds(context);
    DatedIds told(kept->value_or(""), now - told_for);
    for (const auto& id : ids) {
        told.add(id, now);
    }
    return context.keep_state(told_key, told.text());
}

/// Whether the kept record is from a later moment than this one. Messages overtake each other.
Expected<bool> overtaken(const Request& request, const std::string& day, Context& context) {
    auto line = kept_record(context, request.id, day);
    if (!line) {
        return std::move(line).error();
    }
    if (!*line) {
        return false;
    }
    auto kept = request_of_record(**line);
    auto incoming = request_of_record(request.record);
    if (!kept || !incoming) {
        return !kept ? std::move(kept).error() : std::move(incoming).error();
    }
    const auto at = [](const json::object& each) {
        const auto text = adapter_support::text_of(each, "updated_datetime");
        return adapter_support::unix_seconds_of(text ? *text : std::string()).value_or(0);
    };
    return at(*kept) > at(*incoming);
}

/// So that a later reading asks for those that are open, and sees them closed.
Expected<void> follow(const std::vector<Request>& requests, Context& context) {
    auto url = setting_or_empty(context, "url");
    if (!url) {
        return std::move(url).error();
    }
    std::vector<std::string> open;
    for (const auto& request : requests) {
        if (!request.closed) {
            open.push_back(request.id);
        }
    }
    return url->empty() || open.empty() ? Expected<void>() : remember_told(open, context);
}

/// Full requests, as the standard writes them.
Expected<Answer> take_full(const json::array& list, Context& context) {
    // The same reading as that of a pull; description and place are not looked at.
    auto requests = parse_requests(json::serialize(list));
    if (!requests) {
        return refused(400, "data không phải yêu cầu theo GeoReport v2");
    }
    Answer answer;
    answer.status = 204;
    answer.stream = "requests";
    for (const auto& request : *requests) {
        if (request.id.empty()) {
            return refused(400, "data không phải yêu cầu theo GeoReport v2");
        }
        const auto day =
            adapter_support::vietnamese_day_of(adapter_support::utc_of(request.requested));
        auto late = overtaken(request, *day, context);
        if (!late) {
            return std::move(late).error();
        }
        if (*late) {
            context.count("webhooks-overtaken");
        } else {
            answer.records.add(request.record);
        }
    }
    if (auto done = follow(*requests, context); !done) {
        return std::move(done).error();
    }
    return answer;
}

/// Ids alone: their records are read soon.
Expected<Answer> take_thin(const json::array& list, Context& context) {
    auto url = setting_or_empty(context, "url");
    if (!url) {
        return std::move(url).error();
    }
    if (url->empty()) {
        return refused(400, "Kết nối này không đọc được hệ thống kia: cần gửi đủ nội dung yêu cầu");
    }
    std::vector<std::string> ids;
    for (const auto& each : list) {
        auto id = adapter_support::text_of(each.get_object(), "service_request_id");
        const bool good = id && !id->empty() && id->size() <= longest_id &&
                          std::none_of(id->begin(), id->end(), [](char c) {
                              return static_cast<unsigned char>(c) < 0x20;
                          });
        if (!good) {
            return refused(400, "Thiếu service_request_id hoặc không đúng dạng");
        }
        ids.push_back(*std::move(id));
    }
    if (auto done = remember_told(ids, context); !done) {
        return std::move(done).error();
    }
    Answer answer;
    answer.status = 204;
    answer.pull_soon = "requests";
    return answer;
}

/// What a signed message says.
Expected<Answer> take_message(std::string_view body, Context& context) {
    auto value = adapter_support::parse_json(body, "webhook");
    const auto* message = value ? value->if_object() : nullptr;
    const auto type =
        message != nullptr ? adapter_support::text_of(*message, "type") : Expected<std::string>("");
    const auto* data = message != nullptr ? message->if_contains("data") : nullptr;
    if (message == nullptr || !type || type->empty() || data == nullptr) {
        return refused(400, "Nội dung phải là JSON {\"type\", \"timestamp\", \"data\"}");
    }
    if (*type != "request.created" && *type != "request.changed") {
        context.count("webhooks-of-other-types");
        Answer answer;  // not for us; a refusal would make the sender try for days
        answer.status = 204;
        return answer;
    }
    const json::array list = data->is_array() ? data->get_array() : json::array{*data};
    const bool objects = std::all_of(
        list.begin(), list.end(), [](const json::value& each) { return each.is_object(); });
    if (list.empty() || list.size() > most_records || !objects) {
        return refused(400, "data phải là một yêu cầu, hoặc danh sách từ 1 đến 1000 yêu cầu");
    }
    const auto is_full = [](const json::value& each) {
        return each.get_object().contains("requested_datetime");
    };
    const auto full = std::count_if(list.begin(), list.end(), is_full);
    if (full != 0 && static_cast<std::size_t>(full) != list.size()) {
        return refused(400, "data phải toàn yêu cầu đủ nội dung, hoặc toàn service_request_id");
    }
    return full != 0 ? take_full(list, context) : take_thin(list, context);
}

}  // namespace

Expected<Answer> serve_webhook(const ServedRequest& request, Context& context) {
    auto secret = context.secret("webhook-secret");
    if (!secret) {
        return refused(404, "Không có địa chỉ này");
    }
    if (request.method() != "POST") {
        auto answer = refused(405, "Chỉ nhận POST");
        answer.headers.emplace_back("Allow", "POST");
        return answer;
    }
    const auto key = webhook_key(secret->view());
    if (!key) {
        return Failure::config("the secret webhook-secret is not of Standard Webhooks",
                               "write it as whsec_ and 24 to 64 bytes in base64");
    }
    const auto now = now_seconds(context);
    const auto verdict = verify({request.header("webhook-id").value_or(""),
                                 request.header("webhook-timestamp").value_or(""),
                                 request.header("webhook-signature").value_or(""),
                                 request.body()},
                                *key,
                                now,
                                tolerance_of(context));
    if (verdict != Verdict::good) {
        context.count("webhooks-refused");
        return refused(401, why(verdict));
    }
    auto kept = context.state(seen_key);
    if (!kept) {
        return std::move(kept).error();
    }
    const auto id = *request.header("webhook-id");
    DatedIds seen(kept->value_or(""), now - 2 * tolerance_of(context));
    if (seen.holds(id)) {
        context.count("webhooks-again");
        Answer answer;
        answer.status = 204;
        return answer;
    }
    auto answer = take_message(request.body(), context);
    if (answer && answer->status == 204) {  // one that was refused may come again, put right
        seen.add(id, now);
        if (auto done = context.keep_state(seen_key, seen.text()); !done) {
            return std::move(done).error();
        }
    }
    return answer;
}

Expected<OpenIds> told_ids(long long since, Context& context) {
    auto kept = context.state(told_key);
    if (!kept) {
        return std::move(kept).error();
    }
    const auto from = since - clocks_apart;
    return DatedIds(kept->value_or(""), from).since(from);
}

}  // namespace tiendo::phan_anh

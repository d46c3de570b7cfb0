#include "endpoint.hpp"

#include "../support/dates.hpp"
#include "../support/json.hpp"
#include "form.hpp"
#include "georeport.hpp"
#include "posted.hpp"
#include "services.hpp"

#include <tiendo/adapter/json_text.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tiendo::phan_anh {

namespace json = boost::json;
using adapter::Answer;
using adapter::Context;
using adapter::Expected;
using adapter::Failure;
using adapter::ServedRequest;

namespace {

constexpr long long longest_span = 90LL * 86'400;
constexpr std::size_t most_requests = 1'000;
constexpr std::size_t most_ids = 100;
constexpr std::uint32_t records_a_look = 2'000;
constexpr std::string_view changeset = "2026-11-25T00:00:00+07:00";  // of this form of the endpoint

Outline no_such_address() {
    return error_outline(404, "Không có địa chỉ này");
}

Expected<Outline> discovery(Context& context) {
    auto url = setting_or_empty(context, "public-url");
    auto contact = setting_or_empty(context, "contact");
    if (!url || !contact) {
        return !url ? std::move(url).error() : std::move(contact).error();
    }
    if (url->empty()) {
        return no_such_address();
    }
    json::array formats{"text/xml", "application/json"};
    json::array endpoints;
    endpoints.push_back(json::object{{"specification", "http://wiki.open311.org/GeoReport_v2"},
                                     {"url", *url},
                                     {"changeset", changeset},
                                     {"type", "production"},
                                     {"formats", std::move(formats)}});
    json::object body;
    body["changeset"] = changeset;
    body["contact"] = *contact;
    body["key_service"] = *contact;
    body["endpoints"] = std::move(endpoints);
    return Outline{200, std::move(body), "discovery", {}};
}

Expected<Outline> service_list(Context& context) {
    auto services = served_services(context);
    if (!services) {
        return std::move(services).error();
    }
    json::array body;
    for (const auto& [code, name] : services->list) {
        body.push_back(json::object{{"service_code", code},
                                    {"service_name", name},
                                    {"description", nullptr},
                                    {"metadata", false},
                                    {"type", "realtime"},
                                    {"keywords", nullptr},
                                    {"group", nullptr}});
    }
    return Outline{200, std::move(body), "services", "service"};
}

/// Which requests are wanted.
struct Filter {
    long long start = 0;
    long long end = 0;
    std::vector<std::string> codes;
    std::vector<std::string> states;

    [[nodiscard]] bool takes(const json::object& request) const {
        const auto text = [&](const char* name) { return adapter_support::text_of(request, name); };
        const auto at =
            adapter_support::unix_seconds_of(*text("requested_datetime")).value_or(start - 1);
        const auto in = [](const std::vector<std::string>& list, const std::string& word) {
            return list.empty() || std::find(list.begin(), list.end(), word) != list.end();
        };
        return at >= start && at <= end && in(codes, *text("service_code")) &&
               in(states, *text("status"));
    }
};

/// The end of the span is the clock, or 90 days after its start; the start 90 days before its end.
std::optional<Outline> read_span(const Pairs& query, long long now, Filter& filter) {
    const auto start = value_of(query, "start_date");
    const auto end = value_of(query, "end_date");
    const auto first = adapter_support::unix_seconds_of(start);
    const auto last = adapter_support::unix_seconds_of(end);
    if ((!start.empty() && !first) || (!end.empty() && !last)) {
        return error_outline(400, "start_date, end_date phải đúng dạng ISO 8601 có múi giờ");
    }
    filter.end = last    ? *last
                 : first ? std::min(*first + longest_span, std::max(now, *first))
                         : now;
    filter.start = first ? *first : filter.end - longest_span;
    if (filter.end < filter.start || filter.end - filter.start > longest_span) {
        return error_outline(400, "Khoảng thời gian không được quá 90 ngày");
    }
    return std::nullopt;
}

Expected<std::optional<Outline>> read_filter(const Pairs& query, Context& context, Filter& filter) {
    filter.codes = parts_of(value_of(query, "service_code"));
    filter.states = parts_of(value_of(query, "status"));
    for (const auto& state : filter.states) {
        if (state != "open" && state != "closed") {
            return std::optional(error_outline(400, "status chỉ nhận open, closed"));
        }
    }
    if (!filter.codes.empty()) {
        auto services = served_services(context);
        if (!services) {
            return std::move(services).error();
        }
        for (const auto& code : filter.codes) {
            if (!services->name_of(code)) {
                return std::optional(error_outline(404, "Không tìm thấy service_code"));
            }
        }
    }
    return read_span(query, now_seconds(context), filter);
}

/// The kept requests that the filter takes, newest day first.
Expected<json::array> matching(const Filter& filter, Context& context) {
    const auto from = adapter_support::vietnamese_day_of(adapter_support::utc_of(filter.start));
    const auto until = adapter_support::vietnamese_day_of(adapter_support::utc_of(filter.end));
    json::array found;
    std::string cursor;
    for (bool more = true; more && found.size() < most_requests;) {
        if (context.cancelled() || context.time_left().count() == 0) {
            return Failure::transient("the list of requests took too long");
        }
        auto page = context.kept({.stream = "requests",
                                  .from_day = *from,
                                  .until_day = *until,
                                  .cursor = cursor,
                                  .wanted_records = records_a_look});
        if (!page) {
            return std::move(page).error();
        }
        for (auto lines = page->lines(); !lines.empty() && found.size() < most_requests;) {
            const auto line = lines.substr(0, lines.find('\n'));
            lines.remove_prefix(std::min(lines.size(), line.size() + 1));
            auto request = request_of_record(line);
            if (!request) {
                return std::move(request).error();
            }
            if (filter.takes(*request)) {
                found.push_back(*std::move(request));
            }
        }
        cursor = page->cursor();
        more = page->more();
    }
    return found;
}

/// Those of the ids that exist; 404 where none does.
Expected<Outline> by_ids(const std::vector<std::string>& ids, Context& context) {
    if (ids.size() > most_ids) {
        return error_outline(400, "Mỗi lần chỉ hỏi được 100 service_request_id");
    }
    json::array found;
    for (const auto& id : ids) {
        auto line = kept_record(context, id, {});
        if (!line) {
            return std::move(line).error();
        }
        if (*line) {
            auto request = request_of_record(**line);
            if (!request) {
                return std::move(request).error();
            }
            found.push_back(*std::move(request));
        }
    }
    return found.empty() ? error_outline(404, "Không tìm thấy service_request_id")
                         : Outline{200, std::move(found), "service_requests", "request"};
}

Expected<Outline> list(const Pairs& query, Context& context) {
    if (const auto ids = parts_of(value_of(query, "service_request_id")); !ids.empty()) {
        return by_ids(ids, context);
    }
    Filter filter;
    auto refused = read_filter(query, context, filter);
    if (!refused) {
        return std::move(refused).error();
    }
    if (*refused) {
        return **std::move(refused);
    }
    auto found = matching(filter, context);
    return found ? Expected<Outline>(Outline{200, *std::move(found), "service_requests", "request"})
                 : std::move(found).error();
}

/// 404 for another jurisdiction than the one that is set, where one is.
Expected<bool> other_jurisdiction(const Pairs& pairs, Context& context) {
    auto ours = setting_or_empty(context, "jurisdiction");
    if (!ours) {
        return std::move(ours).error();
    }
    const auto asked = value_of(pairs, "jurisdiction_id");
    return !ours->empty() && !asked.empty() && asked != *ours;
}

Expected<Outline> get(std::string_view name, const Pairs& query, Context& context) {
    if (name == "discovery") {
        return discovery(context);
    }
    if (name == "services") {
        return service_list(context);
    }
    if (name == "requests") {
        return list(query, context);
    }
    const auto slash = std::min(name.find('/'), name.size());
    const auto folder = name.substr(0, slash);
    // A plus sign means itself in a path.
    std::string escaped;
    for (const char c : name.substr(std::min(slash + 1, name.size()))) {
        escaped += c == '+' ? std::string("%2B") : std::string(1, c);
    }
    const auto key = adapter::decode_query(escaped);
    if (!key || key->empty() || !is_utf8(*key)) {
        return no_such_address();
    }
    if (folder == "requests") {
        return by_ids({*key}, context);
    }
    if (folder == "tokens") {
        return request_of_token(*key, context);
    }
    return folder == "services" ? error_outline(404, "Không tìm thấy service_code")
                                : no_such_address();
}

}  // namespace

Expected<std::string> setting_or_empty(Context& context, std::string_view key) {
    auto value = context.config_json(key);
    if (!value) {
        return std::move(value).error();
    }
    return *value ? adapter::detail::text_of_json(**value).value_or("") : std::string();
}

Expected<std::optional<std::string>> kept_record(Context& context,
                                                 std::string_view id,
                                                 std::string_view day) {
    auto page = context.kept(
        {.stream = "requests", .id = id, .from_day = day, .until_day = day, .wanted_records = 1});
    if (!page) {
        return std::move(page).error();
    }
    if (page->count() == 0) {
        return std::optional<std::string>{};
    }
    const auto lines = page->lines();
    return std::optional(std::string(lines.substr(0, lines.find('\n'))));
}

Expected<Answer> serve_georeport(const ServedRequest& request, Context& context) {
    const auto path = request.path();
    const auto format = path.ends_with(".xml") ? Format::xml : Format::json;
    const auto failed = [&](Outline outline) { return written(outline, format); };
    if (!path.ends_with(".xml") && !path.ends_with(".json")) {
        return failed(no_such_address());
    }
    const auto name = path.substr(1, path.rfind('.') - 1);
    const bool posts = request.method() == "POST" && name == "requests";
    if (!posts && request.method() != "GET" && request.method() != "HEAD") {
        return failed(error_outline(400, "Phương thức không được hỗ trợ"));
    }
    const auto pairs = parse_form(posts ? request.body() : request.query());
    if (!pairs) {
        return failed(error_outline(400, "Tham số không đúng mã hóa URL và UTF-8"));
    }
    auto elsewhere = other_jurisdiction(*pairs, context);
    if (!elsewhere) {
        return std::move(elsewhere).error();
    }
    if (*elsewhere) {
        return failed(error_outline(404, "Không tìm thấy jurisdiction_id"));
    }
    if (posts) {
        return take_posted(request, *pairs, format, context);
    }
    auto outline = get(name, *pairs, context);
    return outline ? Expected<Answer>(written(*outline, format)) : std::move(outline).error();
}

}  // namespace tiendo::phan_anh

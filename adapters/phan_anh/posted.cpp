#include "posted.hpp"

#include "../support/dates.hpp"
#include "endpoint.hpp"
#include "services.hpp"
#include "signature.hpp"

#include <tiendo/adapter/json_writer.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

namespace tiendo::phan_anh {

namespace json = boost::json;
using adapter::Answer;
using adapter::Context;
using adapter::Expected;
using adapter::Failure;
using adapter::ServedRequest;

namespace {

constexpr std::size_t longest_description = 4'000;
constexpr std::size_t id_digits = 20;  // 80 bits: no two requests of one office will ever share one

bool is_form(const ServedRequest& request) {
    constexpr std::string_view form = "application/x-www-form-urlencoded";
    std::string type(request.header("Content-Type").value_or(""));
    type.resize(std::min(type.find(';'), type.size()));
    std::transform(type.begin(), type.end(), type.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return trimmed(type) == form;
}

bool is_degrees(std::string_view text, double most) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc{} && end == text.data() + text.size() && value >= -most &&
           value <= most;
}

bool good_key(std::string_view key) {
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

/// Why a form is refused; nothing where it is good.
std::optional<Outline> refusal_of(const Pairs& form) {
    const auto lat = value_of(form, "lat");
    const auto along = value_of(form, "long");
    if ((!lat.empty() && !is_degrees(lat, 90)) || (!along.empty() && !is_degrees(along, 180))) {
        return error_outline(400, "lat, long phải là độ thập phân WGS84");
    }
    if ((lat.empty() || along.empty()) && value_of(form, "address_string").empty() &&
        value_of(form, "address_id").empty()) {
        return error_outline(400, "Thiếu vị trí: lat và long, address_string hoặc address_id");
    }
    if (characters(value_of(form, "description")) > longest_description) {
        return error_outline(400, "description dài quá 4000 ký tự");
    }
    const auto key = value_of(form, key_attribute);
    if (!key.empty() && !good_key(key)) {
        return error_outline(400, "attribute[TIENDO_KEY] chỉ nhận A-Z, a-z, 0-9, '-', '_'");
    }
    return std::nullopt;
}

/// Names a request by what was sent without telling anything of it: without the key nobody can try
/// texts until one fits.
std::string id_of(std::string_view secret, std::string_view named) {
    return "TD-" + hex_of(hmac_sha256(secret, "open311 request\n" + std::string(named)))
                       .substr(0, id_digits);
}

std::string id_of_key(std::string_view secret, std::string_view key) {
    return id_of(secret, "key\n" + std::string(key));
}

/// In any order of the members; the key by which the caller proves itself is no part of it.
std::string id_of_form(std::string_view secret, Pairs form, std::string_view day) {
    std::erase_if(form,
                  [](const auto& pair) { return pair.first == "api_key" || pair.second.empty(); });
    std::sort(form.begin(), form.end());
    std::string named = "form\n" + std::string(day);
    for (const auto& [name, value] : form) {
        named.append("\n").append(std::to_string(name.size())).append(":").append(name);
        named.append("\n").append(std::to_string(value.size())).append(":").append(value);
    }
    return id_of(secret, named);
}

std::string record_of(std::string_view id,
                      std::string_view code,
                      std::string_view name,
                      std::string_view unit,
                      long long now) {
    const auto at = adapter_support::utc_of(now);
    adapter::JsonObject record;
    record.text("type", "feedback").text("id", id);
    record.text("day", *adapter_support::vietnamese_day_of(at));
    record.text("service", code).text("service_name", name).text("unit", unit);
    record.boolean("closed", false).text("requested_at", at);
    record.raw("updated_at", "null").raw("expected_at", "null");
    return record.str();
}

Answer taken(const std::string& id, Format format) {
    json::array body;
    body.push_back(json::object{
        {"service_request_id", id}, {"service_notice", nullptr}, {"account_id", nullptr}});
    return written({200, std::move(body), "service_requests", "request"}, format);
}

/// A form that is good, from a caller that is known.
Expected<Answer> take(const Pairs& form,
                      std::string_view secret,
                      std::string_view name,
                      Format format,
                      Context& context) {
    auto unit = setting_or_empty(context, "unit");
    if (!unit) {
        return std::move(unit).error();
    }
    const auto now = now_seconds(context);
    const auto today = *adapter_support::vietnamese_day_of(adapter_support::utc_of(now));
    const auto key = value_of(form, key_attribute);
    const auto id = key.empty() ? id_of_form(secret, form, today) : id_of_key(secret, key);
    auto known = kept_record(context, id, key.empty() ? std::string_view(today) : "");
    if (!known) {
        return std::move(known).error();
    }
    auto answer = taken(id, format);
    if (*known) {
        context.count("requests-posted-again");
        return answer;
    }
    context.count("requests-posted");
    answer.stream = "requests";
    answer.records.add(record_of(id, value_of(form, "service_code"), name, *unit, now));
    return answer;
}

}  // namespace

long long now_seconds(const Context& context) {
    return std::chrono::floor<std::chrono::seconds>(context.now()).time_since_epoch().count();
}

Expected<Answer> take_posted(const ServedRequest& request,
                             const Pairs& form,
                             Format format,
                             Context& context) {
    auto secret = context.secret("serve-key");
    if (!secret || !same_secret(value_of(form, "api_key"), secret->view())) {
        context.count("requests-with-a-wrong-key");
        return written(error_outline(403, "api_key không đúng"), format);
    }
    if (!is_form(request)) {
        return written(
            error_outline(400, "Chỉ nhận application/x-www-form-urlencoded; charset=utf-8"),
            format);
    }
    const auto code = value_of(form, "service_code");
    if (code.empty()) {
        return written(error_outline(400, "Thiếu service_code"), format);
    }
    auto services = served_services(context);
    if (!services) {
        return std::move(services).error();
    }
    const auto name = services->name_of(code);
    if (!name) {
        return written(error_outline(404, "Không tìm thấy service_code"), format);
    }
    if (const auto refused = refusal_of(form)) {
        return written(*refused, format);
    }
    return take(form, secret->view(), *name, format, context);
}

Expected<Outline> request_of_token(std::string_view token, Context& context) {
    auto secret = context.secret("serve-key");
    if (!secret || !good_key(token)) {
        return error_outline(404, "Không tìm thấy token");
    }
    const auto id = id_of_key(secret->view(), token);
    auto known = kept_record(context, id, {});
    if (!known) {
        return std::move(known).error();
    }
    if (!*known) {
        return error_outline(404, "Không tìm thấy token");
    }
    json::array body;
    body.push_back(json::object{{"service_request_id", id}, {"token", std::string(token)}});
    return Outline{200, std::move(body), "service_requests", "request"};
}

}  // namespace tiendo::phan_anh

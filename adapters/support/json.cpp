#include "json.hpp"

// The one place where Boost.JSON's sources are compiled into the adapters, so that an adapter is
// one file that needs no Boost where it is loaded.
#include <boost/json/src.hpp>
#include <tiendo/adapter/records.hpp>

#include <utility>

namespace tiendo::adapter_support {

namespace json = boost::json;
using adapter::Expected;
using adapter::Failure;

namespace {

Failure drift(std::string message) {
    return Failure::drift(std::move(message),
                          "compare the address and version of the other system with its documents");
}

std::string named(std::string_view name) {
    return "'" + std::string(name) + "'";
}

}  // namespace

Expected<json::value> parse_json(std::string_view body, std::string_view what) {
    const auto start = body.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) {
        return drift("the " + std::string(what) + " is empty");
    }
    if (body[start] == '<') {
        return drift("the " + std::string(what) + " is a web page or XML, not JSON");
    }
    json::parse_options options;
    options.max_depth = 16;
    json::error_code error;
    // Thousands of small values live and die together: one arena for all, which the value keeps.
    auto value = json::parse(json::string_view(body.data(), body.size()),
                             error,
                             json::make_shared_resource<json::monotonic_resource>(),
                             options);
    if (error) {
        return drift("the " + std::string(what) + " is not JSON: " + error.message());
    }
    return value;
}

Expected<std::string> text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(json::string_view(name.data(), name.size()));
    if (value == nullptr || value->is_null()) {
        return std::string();
    }
    if (const auto* text = value->if_string()) {
        return std::string(text->data(), text->size());
    }
    if (value->is_array() || value->is_object()) {
        return drift("field " + named(name) + " holds a list or an object where a text was agreed");
    }
    return json::serialize(*value);
}

Expected<const json::array*> list_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(json::string_view(name.data(), name.size()));
    if (value == nullptr || !value->is_array()) {
        return drift("field " + named(name) + " is missing or no list");
    }
    return &value->get_array();
}

Expected<const json::object*> object_of(const json::value& value, std::string_view what) {
    if (!value.is_object()) {
        return drift("the " + std::string(what) + " is no JSON object");
    }
    return &value.get_object();
}

std::string unreadable(adapter::RecordType type,
                       const json::object& object,
                       std::string_view id_name,
                       const Failure& why) {
    const auto id = text_of(object, id_name);
    return adapter::line_of_unreadable(type, id ? *id : "", why);
}

std::string Fields::text(std::string_view name) {
    if (failed_) {
        return {};
    }
    auto found = text_of(*object_, name);
    if (!found) {
        failed_ = true;
        failure_ = std::move(found).error().at(what_);
        return {};
    }
    return *std::move(found);
}

std::string Fields::required(std::string_view name) {
    auto found = text(name);
    if (!failed_ && found.empty()) {
        fail("field " + named(name) + " is missing or empty");
    }
    return found;
}

void Fields::fail(std::string message) {
    if (!failed_) {
        failed_ = true;
        failure_ = drift(std::move(message)).at(what_);
    }
}

}  // namespace tiendo::adapter_support

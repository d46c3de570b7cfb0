#include "manifest_members.hpp"

namespace tiendo::plugin {

namespace json = boost::json;

Error wrong_manifest(std::string message) {
    return Error{ErrorCode::malformed_input,
                 std::move(message),
                 "build the adapter again with the SDK of this release"};
}

Result<std::string> text_in(const json::object& from, std::string_view member) {
    const auto* value = from.if_contains(member);
    if (value == nullptr || !value->is_string()) {
        return wrong_manifest("the member '" + std::string(member) + "' is missing or no text");
    }
    return std::string(value->get_string());
}

Result<std::optional<std::int64_t>> number_in(const json::object& from, std::string_view member) {
    const auto* value = from.if_contains(member);
    if (value == nullptr) {
        return std::optional<std::int64_t>{};
    }
    if (!value->is_int64()) {
        return wrong_manifest("the member '" + std::string(member) + "' is no whole number");
    }
    return std::optional(value->get_int64());
}

Result<bool> flag_in(const json::object& from, std::string_view member) {
    const auto* value = from.if_contains(member);
    if (value == nullptr) {
        return false;
    }
    if (!value->is_bool()) {
        return wrong_manifest("the member '" + std::string(member) + "' is neither true nor false");
    }
    return value->get_bool();
}

Result<const json::object*> object_in(const json::object& from, std::string_view member) {
    const auto* value = from.if_contains(member);
    if (value == nullptr || !value->is_object()) {
        return wrong_manifest("the member '" + std::string(member) + "' is missing or no object");
    }
    return &value->get_object();
}

Result<std::string> plain_text(const json::value& value) {
    if (!value.is_string()) {
        return wrong_manifest("it is no text");
    }
    return std::string(value.get_string());
}

}  // namespace tiendo::plugin

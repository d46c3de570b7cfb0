#pragma once

#include <boost/json.hpp>

#include <algorithm>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// Checks values against a JSON Schema of draft 2020-12. Knows the keywords that our schemas use;
/// any other is a fault of its own, so that nothing is passed over in silence.
class JsonSchema {
public:
    explicit JsonSchema(boost::json::value schema) : root_(std::move(schema)) {}

    /// Every fault with its place: "/nodes/3/id: is no string".
    [[nodiscard]] std::vector<std::string> faults_of(const boost::json::value& value) const {
        std::vector<std::string> faults;
        check(value, root_.as_object(), "", faults);
        return faults;
    }

private:
    using Value = boost::json::value;
    using Object = boost::json::object;
    using Faults = std::vector<std::string>;

    void check(const Value& value,
               const Object& schema,
               const std::string& at,
               Faults& faults) const {
        for (const auto& [keyword, rule] : schema) {
            if (!applies(value, keyword, rule, at, faults)) {
                faults.push_back(at + ": breaks " + std::string(keyword) + " " +
                                 boost::json::serialize(rule));
            }
        }
        if (const auto* object = value.if_object()) {
            check_members(*object, schema, at, faults);
        }
    }

    bool applies(const Value& value,
                 std::string_view keyword,
                 const Value& rule,
                 const std::string& at,
                 Faults& faults) const {
        const bool described = keyword == "description" || keyword == "title" ||
                               keyword == "$schema" || keyword == "$id" || keyword == "$defs";
        if (described || keyword == "properties" || keyword == "additionalProperties") {
            return true;
        }
        if (keyword == "$ref") {
            constexpr std::string_view prefix = "#/$defs/";
            const std::string_view name = rule.as_string();
            const auto& defs = root_.at("$defs").as_object();
            check(value, defs.at(name.substr(prefix.size())).as_object(), at, faults);
            return name.starts_with(prefix);
        }
        if (keyword == "items" || keyword == "prefixItems") {
            check_items(value, rule, at, faults);
            return true;
        }
        if (keyword == "type") {
            return rule.is_string() ? is_of(value, rule.as_string())
                                    : std::ranges::any_of(rule.as_array(), [&](const Value& type) {
                                          return is_of(value, type.as_string());
                                      });
        }
        if (keyword == "enum") {
            return std::ranges::find(rule.as_array(), value) != rule.as_array().end();
        }
        if (keyword == "const") {
            return value == rule;
        }
        return limits(value, keyword, rule, at, faults);
    }

    static bool limits(const Value& value,
                       std::string_view keyword,
                       const Value& rule,
                       const std::string& at,
                       Faults& faults) {
        const auto number = [](const Value& each) { return each.to_number<double>(); };
        if (keyword == "required") {
            return !value.is_object() ||
                   std::ranges::all_of(rule.as_array(), [&](const Value& key) {
                       return value.as_object().contains(key.as_string());
                   });
        }
        if (keyword == "minimum" || keyword == "maximum") {
            const bool least = keyword == "minimum";
            return !value.is_number() ||
                   (least ? number(value) >= number(rule) : number(value) <= number(rule));
        }
        if (keyword == "minItems" || keyword == "maxItems") {
            const auto size = value.is_array() ? static_cast<double>(value.as_array().size()) : 0;
            return !value.is_array() ||
                   (keyword == "minItems" ? size >= number(rule) : size <= number(rule));
        }
        if (keyword == "minLength") {
            return !value.is_string() ||
                   static_cast<double>(value.as_string().size()) >= number(rule);
        }
        if (keyword == "pattern") {
            return !value.is_string() || std::regex_search(std::string(value.as_string()),
                                                           std::regex(rule.as_string().c_str()));
        }
        faults.push_back(at + ": unknown keyword " + std::string(keyword));
        return true;
    }

    void check_items(const Value& value,
                     const Value& rule,
                     const std::string& at,
                     Faults& faults) const {
        if (!value.is_array()) {
            return;
        }
        const auto& items = value.as_array();
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto place = at + "/" + std::to_string(i);
            if (rule.is_object()) {
                check(items[i], rule.as_object(), place, faults);
            } else if (i < rule.as_array().size()) {
                check(items[i], rule.as_array()[i].as_object(), place, faults);
            }
        }
    }

    void check_members(const Object& object,
                       const Object& schema,
                       const std::string& at,
                       Faults& faults) const {
        const auto* properties = schema.if_contains("properties");
        const auto* others = schema.if_contains("additionalProperties");
        for (const auto& [key, member] : object) {
            const auto place = at + "/" + std::string(key);
            const auto* rule =
                properties == nullptr ? nullptr : properties->as_object().if_contains(key);
            if (rule != nullptr) {
                check(member, rule->as_object(), place, faults);
            } else if (others != nullptr && !others->as_bool()) {
                faults.push_back(place + ": is not described");
            }
        }
    }

    static bool is_of(const Value& value, std::string_view type) {
        return type == "object"    ? value.is_object()
               : type == "array"   ? value.is_array()
               : type == "string"  ? value.is_string()
               : type == "boolean" ? value.is_bool()
               : type == "null"    ? value.is_null()
               : type == "integer" ? value.is_int64() || value.is_uint64()
                                   : type == "number" && value.is_number();
    }

    Value root_;
};

}  // namespace tiendo::test

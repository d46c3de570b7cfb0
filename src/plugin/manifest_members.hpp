#pragma once

#include "tiendo/base/result.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Members of the JSON of a manifest, each error naming its member.
namespace tiendo::plugin {

inline constexpr std::size_t most_elements = 64;

/// malformed_input, to be mended by the adapter's author.
Error wrong_manifest(std::string message);

/// The first error among the results, or nothing.
template <typename... Results>
std::optional<Error> first_error(Results&... results) {
    std::optional<Error> first;
    const auto look = [&](auto& result) {
        if (!first && !result) {
            first = std::move(result).error();
        }
    };
    (look(results), ...);
    return first;
}

Result<std::string> text_in(const boost::json::object& from, std::string_view member);
/// Nothing where the member is missing.
Result<std::optional<std::int64_t>> number_in(const boost::json::object& from,
                                              std::string_view member);
/// False where the member is missing.
Result<bool> flag_in(const boost::json::object& from, std::string_view member);
Result<const boost::json::object*> object_in(const boost::json::object& from,
                                             std::string_view member);
Result<std::string> plain_text(const boost::json::value& value);

/// The elements of a list, each read by `each`. A missing list is an empty one.
template <typename T, typename Each>
Result<std::vector<T>> list_in(const boost::json::object& from,
                               std::string_view member,
                               const Each& each) {
    std::vector<T> items;
    const auto* value = from.if_contains(member);
    if (value == nullptr) {
        return items;
    }
    const auto* array = value->if_array();
    if (array == nullptr || array->size() > most_elements) {
        return wrong_manifest("the member '" + std::string(member) + "' is no list of at most " +
                              std::to_string(most_elements));
    }
    for (const boost::json::value& element : *array) {
        Result<T> item = each(element);
        if (!item) {
            return std::move(item).error().at(std::string(member) + " " +
                                              std::to_string(items.size() + 1));
        }
        items.push_back(*std::move(item));
    }
    return items;
}

}  // namespace tiendo::plugin

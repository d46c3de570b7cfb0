#include "members.hpp"

#include "bench.hpp"

#include <boost/json.hpp>

#include <set>

namespace tiendo::kit {

namespace json = boost::json;

namespace {

/// Whether a member carries anything across.
bool holds(const json::value& value) {
    const auto* text = value.if_string();
    const auto* list = value.if_array();
    return !value.is_null() && (text == nullptr || !text->empty()) &&
           (list == nullptr || !list->empty());
}

/// The members that a line carries, an object of the type `type`; nothing of other lines.
std::vector<std::string> members_of(std::string_view line, std::string_view type) {
    json::error_code fault;
    const auto value = json::parse(line, fault);
    const auto* object = value.if_object();
    const auto* stated = object == nullptr ? nullptr : object->if_contains("type");
    std::vector<std::string> names;
    if (stated != nullptr && stated->is_string() && stated->get_string() == type) {
        for (const auto& member : *object) {
            if (holds(member.value())) {
                names.emplace_back(member.key());
            }
        }
    }
    return names;
}

}  // namespace

std::vector<std::string> undeclared_members(std::string_view lines,
                                            const plugin::ManifestStream& stream) {
    std::set<std::string, std::less<>> known = {"type", "id", "day", "deleted"};
    for (const auto& field : stream.fields) {
        known.insert(field.name);
    }
    std::set<std::string> strange;
    for (const auto line : lines_of(lines)) {
        for (auto& member : members_of(line, to_string(stream.type))) {
            if (known.find(member) == known.end()) {
                strange.insert(std::move(member));
            }
        }
    }
    return {strange.begin(), strange.end()};
}

}  // namespace tiendo::kit

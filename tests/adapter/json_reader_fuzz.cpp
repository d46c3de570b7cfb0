// What the SDK's reader makes of any bytes, against Boost.JSON, which was written by others.
#include "tiendo/adapter/json_reader.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <cstdlib>

namespace {

namespace json = boost::json;
using namespace tiendo::adapter;

void must(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void same(const JsonView& ours, const json::value& theirs) {
    switch (theirs.kind()) {
        case json::kind::null: must(ours.kind() == JsonKind::null); break;
        case json::kind::bool_:
            must(ours.kind() == JsonKind::boolean);
            must((ours.json() == "true") == theirs.get_bool());
            break;
        case json::kind::int64:
            must(ours.kind() == JsonKind::number);
            must(ours.whole_number() == theirs.get_int64());
            break;
        case json::kind::uint64:
        case json::kind::double_: must(ours.kind() == JsonKind::number); break;
        case json::kind::string:
            must(ours.kind() == JsonKind::text);
            must(ours.text() == std::string_view(theirs.get_string()));
            break;
        case json::kind::array: {
            const auto items = ours.items();
            must(items.size() == theirs.get_array().size());
            for (std::size_t i = 0; i < items.size(); ++i) {
                same(items[i], theirs.get_array()[i]);
            }
            break;
        }
        case json::kind::object:
            must(ours.kind() == JsonKind::object);
            for (const auto& [name, value] : theirs.get_object()) {
                must(ours.member(std::string_view(name.data(), name.size())).has_value());
            }
            break;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    json::parse_options options;
    options.max_depth = json_depth_max;
    json::error_code error;
    const auto theirs =
        json::parse(json::string_view(text.data(), text.size()), error, {}, options);
    const auto ours = read_json(text, "page");
    if (error == json::error::exponent_overflow) {
        return 0;  // a number's size is none of the grammar's business
    }
    must(ours.has_value() == !error);
    if (ours) {
        same(*ours, theirs);
    }
    return 0;
}

#include "json_fields.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace tiendo {

namespace {

constexpr std::size_t longest_text = std::size_t{64} * 1024 * 1024;
constexpr std::size_t deepest = 32;

std::string_view kind_of(const boost::json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::null: return "null";
        case boost::json::kind::bool_: return "true or false";
        case boost::json::kind::int64:
        case boost::json::kind::uint64: return "a number out of range";
        case boost::json::kind::double_: return "a number with a fraction or out of range";
        case boost::json::kind::string: return "a string";
        case boost::json::kind::array: return "an array";
        case boost::json::kind::object: return "an object";
    }
    return "something else";
}

std::string quoted(std::string_view text) {
    return "'" + std::string(text.substr(0, 60)) + "'";
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;  // where the run not yet copied begins
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        out.append(text, plain, i - plain);
        plain = i + 1;
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default: out += fmt::format("\\u{:04x}", static_cast<unsigned>(c)); break;
        }
    }
    out.append(text, plain);
    out += '"';
}

Error wrong_type(const boost::json::value& found, std::string_view wanted) {
    // A whole number is named as such only where its size is the fault; elsewhere its type is.
    const bool number = found.is_int64() || found.is_uint64();
    const auto kind = number && wanted.find("number") == std::string_view::npos
                          ? std::string_view("a number")
                          : kind_of(found);
    return Error{ErrorCode::malformed_input, fmt::format("is {}, not {}", kind, wanted)};
}

Error missing_key(std::string_view key) {
    return Error{ErrorCode::malformed_input, "the key " + quoted(key) + " is missing", "add it"};
}

Error unknown_key(std::string_view key, const std::vector<std::string_view>& known) {
    return Error{ErrorCode::malformed_input,
                 "the key " + quoted(key) + " is not known",
                 fmt::format("known keys are {}", fmt::join(known, ", "))};
}

std::optional<Error> fault_in(const Span& span) {
    if (span.begin <= span.end) {
        return std::nullopt;
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("ends at {}, before its begin {}", span.end, span.begin)};
}

std::optional<Error> fault_in(const MonthDay& day) {
    constexpr int leap_year = 2020;  // 29 February is a day of some years
    auto date = Date::make(leap_year, day.month, day.day);
    return date ? std::nullopt
                : std::optional(Error{ErrorCode::malformed_input,
                                      fmt::format("there is no {}/{}", day.day, day.month),
                                      "correct the day or the month"});
}

std::optional<Error> fault_in(const Unit& unit) {
    for (std::size_t i = 0; i < unit.states.size(); ++i) {
        const auto& from = unit.states[i].from;
        const bool after = i > 0 && from && (i == 1 || *unit.states[i - 1].from < *from);
        if (i == 0 ? from.has_value() : !after) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("states[{}] does not begin after the one before", i),
                         "leave from out of the first state and order the others by it"};
        }
    }
    if (unit.states.empty()) {
        return Error{ErrorCode::malformed_input, "a unit has no states", "give it one"};
    }
    return std::nullopt;
}

Result<boost::json::value> parse_json_object(std::string_view text) {
    if (text.size() > longest_text) {
        return Error{ErrorCode::malformed_input,
                     "the JSON text is longer than 64 MiB",
                     "check that it is the right one"};
    }
    boost::json::parse_options options;
    options.max_depth = deepest;
    // One block for the whole value, in the place of one for each member.
    boost::json::parser parser({}, options);
    parser.reset(
        boost::json::make_shared_resource<boost::json::monotonic_resource>(2 * text.size() + 256));
    boost::json::error_code failure;
    const auto taken = parser.write_some(text.data(), text.size(), failure);
    if (failure == boost::json::error::too_deep) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the JSON is nested deeper than {} levels", deepest)};
    }
    if (failure || taken != text.size()) {
        return Error{ErrorCode::malformed_input,
                     failure ? fmt::format("not JSON ({})", failure.message())
                             : fmt::format("more text after the JSON value at byte {}", taken),
                     "one JSON object is wanted"};
    }
    auto value = parser.release();
    if (!value.is_object()) {
        return wrong_type(value, "an object");
    }
    return value;
}

std::optional<Error> JsonReader::finish() && {
    if (fault_) {
        return std::move(fault_);
    }
    for (const auto& [key, value] : object_) {
        const std::string_view name(key);
        if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
            return unknown_key(name, known_);
        }
    }
    return std::nullopt;
}

std::optional<Error> JsonReader::take(const boost::json::value& from, bool& to) {
    if (!from.is_bool()) {
        return wrong_type(from, "true or false");
    }
    to = from.get_bool();
    return std::nullopt;
}

std::optional<Error> JsonReader::take(const boost::json::value& from, std::string& to) {
    if (!from.is_string()) {
        return wrong_type(from, "a string");
    }
    to.assign(from.get_string().data(), from.get_string().size());
    return std::nullopt;
}

std::optional<Error> JsonReader::take(const boost::json::value& from, Date& to) {
    return from.is_string() ? take_parsed(Date::parse(from.get_string()), to)
                            : wrong_type(from, "a string");
}

std::optional<Error> JsonReader::take(const boost::json::value& from, Instant& to) {
    return from.is_string() ? take_parsed(Instant::parse(from.get_string()), to)
                            : wrong_type(from, "a string");
}

std::optional<Error> JsonReader::take(const boost::json::value& from,
                                      std::map<std::string, std::string>& to) {
    if (!from.is_object()) {
        return wrong_type(from, "an object");
    }
    to.clear();
    for (const auto& [key, value] : from.get_object()) {
        if (auto fault = take(value, to[std::string(key)])) {
            return std::move(*fault).at(std::string(key));
        }
    }
    return std::nullopt;
}

}  // namespace tiendo

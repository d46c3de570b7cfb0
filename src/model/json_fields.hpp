#pragma once

#include "tiendo/base/error.hpp"
#include "tiendo/base/id.hpp"
#include "tiendo/base/number.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/model/record.hpp"
#include "tiendo/model/unit.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Every type lists its keys once, in `describe(visit, value)`; a writer and a reader visit that
/// one list, so the two directions cannot drift apart.
namespace tiendo {

/// T as described for both directions: const while writing.
template <typename Given, typename T>
concept Described = std::same_as<std::remove_const_t<Given>, T>;

// The words of each enum that JSON carries, under one name.
inline Result<NodeLevel> parse_word(std::type_identity<NodeLevel>, std::string_view word) {
    return parse_node_level(word);
}
inline Result<NodeKind> parse_word(std::type_identity<NodeKind>, std::string_view word) {
    return parse_node_kind(word);
}
inline Result<Role> parse_word(std::type_identity<Role>, std::string_view word) {
    return parse_role(word);
}
inline Result<AssigneeSource> parse_word(std::type_identity<AssigneeSource>,
                                         std::string_view word) {
    return parse_assignee_source(word);
}
inline Result<DeadlineType> parse_word(std::type_identity<DeadlineType>, std::string_view word) {
    return parse_deadline_type(word);
}
inline Result<Period> parse_word(std::type_identity<Period>, std::string_view word) {
    return parse_period(word);
}
inline Result<TimeUnit> parse_word(std::type_identity<TimeUnit>, std::string_view word) {
    return parse_time_unit(word);
}
inline Result<Anchor> parse_word(std::type_identity<Anchor>, std::string_view word) {
    return parse_anchor(word);
}
inline Result<Comparison> parse_word(std::type_identity<Comparison>, std::string_view word) {
    return parse_comparison(word);
}
inline Result<ObligationType> parse_word(std::type_identity<ObligationType>,
                                         std::string_view word) {
    return parse_obligation_type(word);
}
inline Result<ReportState> parse_word(std::type_identity<ReportState>, std::string_view word) {
    return parse_report_state(word);
}
inline Result<RecordType> parse_word(std::type_identity<RecordType>, std::string_view word) {
    return parse_record_type(word);
}
inline Result<UnitKind> parse_word(std::type_identity<UnitKind>, std::string_view word) {
    return parse_unit_kind(word);
}
inline Result<UnitLevel> parse_word(std::type_identity<UnitLevel>, std::string_view word) {
    return parse_unit_level(word);
}
inline Result<Hierarchy> parse_word(std::type_identity<Hierarchy>, std::string_view word) {
    return parse_hierarchy(word);
}
inline Result<Succession> parse_word(std::type_identity<Succession>, std::string_view word) {
    return parse_succession(word);
}

/// Appends `text` in quotation marks, escaped as RFC 8259 asks; Vietnamese stays as it is.
void append_json_string(std::string& out, std::string_view text);

/// Writes the visited fields as one object, without blanks, in the order of the visit.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) { out_ += '{'; }
    void close() { out_ += '}'; }

    template <typename T>
    void operator()(std::string_view key, const T& value) {
        if (any_) {
            out_ += ',';
        }
        any_ = true;
        out_.append("\"").append(key).append("\":");
        put(value);
    }
    template <typename Kind>
    void maybe_empty(std::string_view key, const Id<Kind>& id) {
        (*this)(key, id.str());
    }

private:
    void put(bool value) { out_ += value ? "true" : "false"; }
    void put(std::integral auto value) { out_ += std::to_string(value); }
    void put(const std::string& value) { append_json_string(out_, value); }
    void put(Date value) { append_json_string(out_, value.iso()); }
    void put(Instant value) { append_json_string(out_, value.iso()); }
    void put(Decimal value) { append_json_string(out_, value.plain()); }
    template <typename Kind>
    void put(const Id<Kind>& value) {
        append_json_string(out_, value.str());
    }
    template <typename E>
    requires std::is_enum_v<E>
    void put(E value) { append_json_string(out_, to_string(value)); }
    template <typename T>
    void put(const std::optional<T>& value) {
        if (value) {
            put(*value);
        } else {
            out_ += "null";
        }
    }
    template <typename T>
    void put(const std::vector<T>& values) {
        out_ += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i != 0) {
                out_ += ',';
            }
            put(values[i]);
        }
        out_ += ']';
    }
    template <typename Key, typename T>
    void put(const std::map<Key, T>& values) {
        out_ += '{';
        bool any = false;
        for (const auto& [key, value] : values) {
            out_ += any ? "," : "";
            any = true;
            put(key);
            out_ += ':';
            put(value);
        }
        out_ += '}';
    }
    template <typename T>
    requires std::is_class_v<T>
    void put(const T& value) {
        JsonWriter inner(out_);
        describe(inner, value);
        inner.close();
    }

    std::string& out_;
    bool any_ = false;
};

template <typename T>
std::string written(const T& value) {
    std::string out;
    JsonWriter writer(out);
    describe(writer, value);
    writer.close();
    return out;
}

/// "is a string, not a number"
Error wrong_type(const boost::json::value& found, std::string_view wanted);
Error missing_key(std::string_view key);
Error unknown_key(std::string_view key, const std::vector<std::string_view>& known);
/// Parses `text` as one JSON object within the limits of json.hpp.
Result<boost::json::value> parse_json_object(std::string_view text);

template <typename T>
inline constexpr bool is_optional = false;
template <typename T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// What is wrong with a value whose fields are each fine; most types have no such rule.
template <typename T>
std::optional<Error> fault_in(const T&) {
    return std::nullopt;
}
std::optional<Error> fault_in(const Span& span);
std::optional<Error> fault_in(const MonthDay& day);
std::optional<Error> fault_in(const Unit& unit);

/// Fills the visited fields from one object. The first fault stays; fields after it are left alone.
class JsonReader {
public:
    explicit JsonReader(const boost::json::object& object) : object_(object) {}

    /// Absent is fine for an optional; every other key must be there.
    template <typename T>
    void operator()(std::string_view key, T& value) {
        read_key(key, value);
    }
    template <typename Kind>
    void maybe_empty(std::string_view key, Id<Kind>& id) {
        const auto* found = object_.if_contains(key);
        if (found != nullptr && found->is_string() && found->get_string().empty()) {
            known_.push_back(key);
            id = {};
            return;
        }
        read_key(key, id);
    }

    /// The first fault, or the first key that nobody asked for.
    std::optional<Error> finish() &&;

    template <typename T>
    requires std::is_class_v<T>
    static std::optional<Error> take(const boost::json::value& from, T& to) {
        if (!from.is_object()) {
            return wrong_type(from, "an object");
        }
        JsonReader inner(from.get_object());
        describe(inner, to);
        auto fault = std::move(inner).finish();
        return fault ? fault : fault_in(to);
    }

private:
    template <typename T>
    void read_key(std::string_view key, T& value) {
        known_.push_back(key);
        if (fault_) {
            return;
        }
        const auto* found = object_.if_contains(key);
        if (found == nullptr) {
            if constexpr (is_optional<T>) {
                value.reset();
            } else {
                fault_ = missing_key(key);
            }
            return;
        }
        read_value(key, *found, value);
    }

    template <typename T>
    void read_value(std::string_view key, const boost::json::value& from, T& to) {
        fault_ = take(from, to);
        if (fault_) {
            fault_->at(std::string(key));
        }
    }
    template <typename T>
    void read_value(std::string_view key, const boost::json::value& from, std::vector<T>& to) {
        if (!from.is_array()) {
            fault_ = std::move(wrong_type(from, "an array")).at(std::string(key));
            return;
        }
        to.clear();
        to.reserve(from.get_array().size());
        for (const auto& element : from.get_array()) {
            fault_ = take(element, to.emplace_back());
            if (fault_) {
                fault_->at(std::string(key) + "[" + std::to_string(to.size() - 1) + "]");
                return;
            }
        }
    }

    static std::optional<Error> take(const boost::json::value& from, bool& to);
    static std::optional<Error> take(const boost::json::value& from, std::string& to);
    static std::optional<Error> take(const boost::json::value& from, Date& to);
    static std::optional<Error> take(const boost::json::value& from, Instant& to);
    static std::optional<Error> take(const boost::json::value& from, Decimal& to) {
        return from.is_string() ? take_parsed(parse_decimal(from.get_string()), to)
                                : wrong_type(from, "a string");
    }
    static std::optional<Error> take(const boost::json::value& from,
                                     std::map<std::string, std::string>& to);
    template <typename E, typename T>
    requires std::is_enum_v<E>
    static std::optional<Error> take(const boost::json::value& from, std::map<E, T>& to) {
        if (!from.is_object()) {
            return wrong_type(from, "an object");
        }
        to.clear();
        for (const auto& [word, value] : from.get_object()) {
            auto key = parse_word(std::type_identity<E>{}, word);
            auto fault = key ? take(value, to[*key]) : std::move(key).error();
            if (fault) {
                return std::move(*fault).at(std::string(word));
            }
        }
        return std::nullopt;
    }
    template <std::integral T>
    static std::optional<Error> take(const boost::json::value& from, T& to) {
        const bool fits = (from.is_int64() && std::in_range<T>(from.get_int64())) ||
                          (from.is_uint64() && std::in_range<T>(from.get_uint64()));
        if (!fits) {
            return wrong_type(from, "a whole number in range");
        }
        to = from.is_int64() ? static_cast<T>(from.get_int64()) : static_cast<T>(from.get_uint64());
        return std::nullopt;
    }
    template <typename T>
    static std::optional<Error> take_parsed(Result<T> parsed, T& to) {
        if (!parsed) {
            return std::move(parsed).error();
        }
        to = *std::move(parsed);
        return std::nullopt;
    }
    template <typename Kind>
    static std::optional<Error> take(const boost::json::value& from, Id<Kind>& to) {
        return from.is_string() ? take_parsed(Id<Kind>::parse(from.get_string()), to)
                                : wrong_type(from, "a string");
    }
    template <typename E>
    requires std::is_enum_v<E>
    static std::optional<Error> take(const boost::json::value& from, E& to) {
        return from.is_string()
                   ? take_parsed(parse_word(std::type_identity<E>{}, from.get_string()), to)
                   : wrong_type(from, "a string");
    }
    template <typename T>
    static std::optional<Error> take(const boost::json::value& from, std::optional<T>& to) {
        if (from.is_null()) {
            to.reset();
            return std::nullopt;
        }
        return take(from, to.emplace());
    }

    const boost::json::object& object_;
    std::vector<std::string_view> known_;
    std::optional<Error> fault_;
};

template <typename T>
Result<T> read_back(std::string_view text) {
    auto json = parse_json_object(text);
    if (!json) {
        return std::move(json).error();
    }
    T value;
    if (auto fault = JsonReader::take(*json, value)) {
        return *std::move(fault);
    }
    return value;
}

inline void describe(auto& visit, Described<Span> auto& span) {
    visit("begin", span.begin);
    visit("end", span.end);
}

}  // namespace tiendo

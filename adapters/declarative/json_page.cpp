#include "json_page.hpp"

#include <simdjson.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace tiendo::declarative {

namespace dom = simdjson::dom;
using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::size_t first_capacity = 64 * 1024;
constexpr std::size_t most_depth = 32;

Failure drift(std::string message) {
    return Failure::drift(std::move(message),
                          "compare the profile and the address with the documents of the system");
}

template <typename Number>
Value number_of(Number number) {
    std::array<char, 32> digits{};
    const auto [end, fault] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    Value value;
    value.kind = Value::Kind::number;
    value.written.assign(digits.data(), end);
    return value;
}

Value flag_of(bool flag) {
    Value value;
    value.kind = Value::Kind::flag;
    value.borrowed = flag ? "true" : "false";
    return value;
}

Value value_of(const dom::element& element) {
    Value value;
    switch (element.type()) {
        case dom::element_type::STRING:
            value.kind = Value::Kind::text;
            value.borrowed = element.get_string().value_unsafe();
            return value;
        case dom::element_type::INT64: return number_of(element.get_int64().value_unsafe());
        case dom::element_type::UINT64: return number_of(element.get_uint64().value_unsafe());
        case dom::element_type::DOUBLE: return number_of(element.get_double().value_unsafe());
        case dom::element_type::BOOL: return flag_of(element.get_bool().value_unsafe());
        case dom::element_type::NULL_VALUE: value.kind = Value::Kind::null; return value;
        case dom::element_type::ARRAY:
            value.kind = Value::Kind::list;
            value.count = element.get_array().value_unsafe().size();
            return value;
        case dom::element_type::OBJECT: value.kind = Value::Kind::object; return value;
    }
    return value;
}

bool step(dom::element& at, const std::string& token) {
    if (at.is_object()) {
        return at.get_object().value_unsafe().at_key(token).get(at) == simdjson::SUCCESS;
    }
    if (!at.is_array()) {
        return false;
    }
    std::size_t index = 0;
    const auto* end = token.data() + token.size();
    const auto [stop, fault] = std::from_chars(token.data(), end, index);
    return fault == std::errc() && stop == end &&
           at.get_array().value_unsafe().at(index).get(at) == simdjson::SUCCESS;
}

Value value_at(dom::element at, const Pointer& pointer) {
    for (const std::string& token : pointer.tokens) {
        if (!step(at, token)) {
            return {};
        }
    }
    return value_of(at);
}

/// ": members there are 'a', 'b'", so that a pointer can be mended without a look at the answer.
std::string members_of(dom::element at) {
    constexpr std::size_t most_names = 8;
    constexpr std::size_t longest_name = 40;
    std::string names;
    dom::object object;
    if (at.get_object().get(object) != simdjson::SUCCESS) {
        return names;
    }
    std::size_t count = 0;
    for (const auto field : object) {
        if (++count > most_names) {
            names += ", …";
            break;
        }
        names += (names.empty() ? ": members there are '" : ", '") +
                 std::string(field.key.substr(0, longest_name)) + "'";
    }
    return names;
}

std::vector<Value> list_at(dom::element at, const Pointer& pointer) {
    std::vector<Value> values;
    for (const std::string& token : pointer.tokens) {
        if (!step(at, token)) {
            return values;
        }
    }
    if (at.is_array()) {
        const dom::array list = at.get_array().value_unsafe();
        for (const dom::element entry : list) {
            values.push_back(value_of(entry));
        }
    }
    return values;
}

}  // namespace

struct JsonPage::Parsed {
    dom::parser parser;
    dom::element root;
    dom::element item;
};

JsonPage::JsonPage() : parsed_(std::make_unique<Parsed>()) {}
JsonPage::~JsonPage() = default;
JsonPage::JsonPage(JsonPage&&) noexcept = default;
JsonPage& JsonPage::operator=(JsonPage&&) noexcept = default;

Expected<void> JsonPage::parse(std::string_view body, std::string_view what) {
    const auto start = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start == std::string_view::npos) {
        return drift("the " + std::string(what) + " is empty");
    }
    if (body[start] == '<') {
        return drift("the " + std::string(what) + " is a web page or XML, not JSON");
    }
    body.remove_prefix(body.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    auto& parser = parsed_->parser;
    // Here and not later, since growing keeps the depth that was given.
    if (parser.capacity() == 0 &&
        parser.allocate(first_capacity, most_depth) != simdjson::SUCCESS) {
        return Failure::broken("there is no memory for the answer");
    }
    const auto fault = parser.parse(body.data(), body.size()).get(parsed_->root);
    if (fault != simdjson::SUCCESS) {
        return drift("the " + std::string(what) +
                     " is not JSON: " + simdjson::error_message(fault));
    }
    return {};
}

Value JsonPage::value(const Pointer& pointer) const {
    return value_at(parsed_->root, pointer);
}

Expected<std::size_t> JsonPage::for_each(const Pointer& items,
                                         const std::function<void(const Look&)>& each) {
    dom::element at = parsed_->root;
    for (const std::string& token : items.tokens) {
        if (!step(at, token)) {
            return drift("there is no member '" + items.text + "' in the answer (line " +
                         std::to_string(items.line) + " of the profile)" + members_of(at));
        }
    }
    if (!at.is_array()) {
        return drift(items.text.empty() ? "the answer is no list"
                                        : "member '" + items.text + "' of the answer is no list");
    }
    const Look look{[this](const Pointer& pointer) { return value_at(parsed_->item, pointer); },
                    [this](const Pointer& pointer) { return list_at(parsed_->item, pointer); }};
    const dom::array list = at.get_array().value_unsafe();
    std::size_t count = 0;
    for (const dom::element entry : list) {
        if (!entry.is_object()) {
            return drift("entry " + std::to_string(count + 1) + " of '" + items.text +
                         "' is no object");
        }
        parsed_->item = entry;
        each(look);
        ++count;
    }
    return count;
}

std::vector<std::string_view> JsonPage::names() const {
    std::vector<std::string_view> names;
    dom::object object;
    if (parsed_->item.get_object().get(object) == simdjson::SUCCESS) {
        for (const auto field : object) {
            names.push_back(field.key);
        }
    }
    return names;
}

}  // namespace tiendo::declarative
